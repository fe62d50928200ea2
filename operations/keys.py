"""What is made once and kept in the state folder for this machine's owner alone: the data key and the demo sign-in."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from operations.settings import Settings, SettingsError

DEMO_USER = "demo"


@dataclass(frozen=True, slots=True)
class SignIn:
    """A user name and its password."""

    user: str
    password: str = field(repr=False)


def with_keys(settings: Settings) -> Settings:
    """The settings with both secrets: a fresh turn secret unless one is given, the data key given or kept.

    Raises ``SettingsError`` where the embedded database is there and its key is not: a new key could not read it.
    """
    return replace(
        settings,
        turn_secret=settings.turn_secret or secrets.token_hex(32),
        data_key=settings.data_key or _kept_data_key(settings),
    )


def kept_data_key(settings: Settings) -> str:
    """The data key given or kept, never a fresh one. Raises ``SettingsError`` where there is none."""
    path = settings.state / "data-key"
    if settings.data_key is None and not path.is_file():
        raise SettingsError(f"there is no data key at {path}: give PREOP_DATA_KEY, or PREOP_STATE where it is kept")
    return settings.data_key or path.read_text(encoding="utf-8").strip()


def demo_sign_in(state: Path) -> SignIn:
    """The demo clinic's sign-in: a random password, made the first time and the same from then on."""
    user, _, password = keep(state / "demo-signin", f"{DEMO_USER} {secrets.token_urlsafe(9)}").partition(" ")
    return SignIn(user, password)


def keep(path: Path, fresh: str) -> str:
    """What the file holds; ``fresh`` is put there first if it is missing. Only the owner may read it (mode 600)."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(fresh + "\n")
    return fresh


def _kept_data_key(settings: Settings) -> str:
    path = settings.state / "data-key"
    if not path.exists() and (settings.state / "preop.db").exists():
        raise SettingsError(
            f"{path} is missing, and the database beside it cannot be read without it: "
            "bring it back from your backup, or give PREOP_DATA_KEY"
        )
    return keep(path, secrets.token_hex(32))
