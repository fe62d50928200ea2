"""Puts pinned and hashed packages into an environment: with uv for speed, with pip where uv cannot be had."""

from __future__ import annotations

import ast
import contextlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from operations.setup import stamps
from operations.setup.steps import SetupError, run, say

# pip's settings by their uv names, so that a hospital's mirror is set in one place (pip's).
_UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "no-index": "UV_NO_INDEX",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}


class Installer:
    """Installs requirement files; fetches uv into ``.venv/uv`` the first time it is needed."""

    def __init__(self, root: Path, python: Path) -> None:
        self._root = root
        self._python = python
        self._uv: Path | None = None
        self._uv_failed = False

    def create(self, python: Path, environment: Path) -> None:
        """Make an empty environment from this interpreter, in place of what stood there."""
        run(
            f"making {environment.relative_to(self._root)}",
            [python, "-m", "venv", "--clear", environment],
            root=self._root,
        )

    def install(self, environment: Path, requirements: Path) -> None:
        """Bring the environment to at least these requirements, hashes checked.

        What else is in it stays: an adopted environment may hold what someone works with. To start clean, delete it.

        Raises ``SetupError`` when neither uv nor pip can.
        """
        python = environment / "bin" / "python"
        title = f"installing {requirements.relative_to(self._root)}"
        uv = self._find_uv()
        if uv is not None:
            command = [uv, "pip", "install", "--require-hashes", "--no-deps", "--python", python, "-r", requirements]
            try:
                run(title, command, root=self._root, environment=self._uv_environment())
                return
            except SetupError:
                say("  uv could not; pip does the same work more slowly")
                self._uv_failed = True
        run(
            f"{title} with pip",
            [python, "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-compile", "-r", requirements],
            root=self._root,
        )

    def _find_uv(self) -> Path | None:
        """uv's own path, fetched through pip when missing or another version; ``None`` where that fails."""
        if self._uv_failed:
            return None
        if self._uv is None:
            try:
                self._uv = self._fetch_uv()
            except SetupError:
                say("  uv cannot be had here; pip does the same work more slowly")
                self._uv_failed = True
        return self._uv

    def _fetch_uv(self) -> Path:
        home = self._root / ".venv" / "uv"
        uv = home / "bin" / "uv"
        state = {"requirements": stamps.digest(self._root, ["requirements/uv.txt"])}
        if uv.exists() and stamps.read(home / "preop-setup.json") == state:
            return uv
        self.create(self._python, home)
        requirements = self._root / "requirements" / "uv.txt"
        command = [home / "bin" / "python", "-m", "pip", "install", "--require-hashes", "--no-deps", "-r", requirements]
        run("fetching uv", command, root=self._root)
        stamps.write(home / "preop-setup.json", state)
        return uv

    def _uv_environment(self) -> dict[str, str]:
        listed = subprocess.run(
            [self._root / ".venv" / "uv" / "bin" / "python", "-m", "pip", "config", "list"],
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        return uv_settings(listed, os.environ)


def uv_settings(pip_config: str, environ: Mapping[str, str]) -> dict[str, str]:
    """uv's environment from what ``pip config list`` prints; a uv variable that is already set is left alone.

    uv takes the first index that knows a package, pip the best of all: with hashes pip's way is as safe.
    """
    found: dict[str, str] = {}
    for section in ("global", "install", ":env:"):  # later ones win, as in pip
        for line in pip_config.splitlines():
            key, _, value = line.partition("=")
            where, _, name = key.partition(".")
            if where == section and name in _UV_NAMES:
                found[_UV_NAMES[name]] = _words(value)
    if "UV_FIND_LINKS" in found:
        found["UV_FIND_LINKS"] = found["UV_FIND_LINKS"].replace(" ", ",")
    found.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    return {name: value for name, value in found.items() if name not in environ}


def _words(value: str) -> str:
    with contextlib.suppress(ValueError, SyntaxError):
        value = str(ast.literal_eval(value))
    return " ".join(value.split())
