"""Hashes that prove a value without giving it away: canonical JSON under a salt erased with it."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any


def canonical(data: Any) -> str:
    """The one JSON text of this data: keys sorted, no spaces, ASCII only."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def sha256(text: str) -> str:
    """The SHA-256 of the text's UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def new_salt() -> str:
    """128 random bits in hex, so that a hash of "yes" cannot be guessed once its salt is gone."""
    return secrets.token_hex(16)


def digest(data: Any, salt: str) -> str:
    """The salted hash of this data."""
    return sha256(salt + canonical(data))
