"""Stamps: what a step was last done with, so that it is done again only when that has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

_PASSED_OVER = {"__pycache__", "node_modules"}


def digest(root: Path, inputs: Iterable[str]) -> str:
    """The SHA-256 of these files and folders under ``root``: their names and contents, in a fixed order.

    A name that does not exist counts as absent, so that its appearance changes the digest. Compiled Python and
    hidden files are passed over.
    """
    total = hashlib.sha256()
    for name in sorted(inputs):
        for path in _files(root / name):
            total.update(path.relative_to(root).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def file_digest(path: Path) -> str:
    """The SHA-256 of one file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(stamp: Path) -> dict[str, str]:
    """What the stamp says; empty where there is none or it is not one of ours."""
    try:
        said = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def write(stamp: Path, state: Mapping[str, str]) -> None:
    """Put the stamp down whole: it is never seen half written."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    fresh = stamp.with_name(stamp.name + ".new")
    fresh.write_text(json.dumps(dict(state), indent=1) + "\n", encoding="utf-8")
    fresh.replace(stamp)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = (each for each in path.rglob("*") if each.is_file() and each.suffix != ".pyc")
    return sorted(each for each in found if not _hidden(each.relative_to(path)))


def _hidden(path: Path) -> bool:
    return any(part in _PASSED_OVER or part.startswith(".") for part in path.parts)
