"""A patient's text made safe to store, and made inert for Rasa, without changing what it says."""

from __future__ import annotations

import re
import unicodedata

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_COMMAND = re.compile(r"^(\s*)/")
_EXTERNAL = re.compile(r"^(\s*EXTERNAL):", re.IGNORECASE)


def for_store(text: str) -> str:
    """The text as typed; only NUL, which no keyboard types and PostgreSQL cannot hold, becomes U+FFFD."""
    return text.replace("\x00", "\ufffd")


def for_rasa(text: str) -> str:
    """The text for Rasa: no control or direction characters, and nothing that Rasa would obey.

    Rasa's RegexMessageHandler runs in every model and obeys ``/intent{…}`` and ``/restart`` from anyone, leading blanks
    or not (RasaHQ/rasa#10778); a full-width slash is read as plain text. ``EXTERNAL:`` marks a triggered intent.
    Every character keeps its place, so that offsets into the stored message stay true.
    """
    plain = "".join(" " if _is_hidden(sign) else sign for sign in text)
    return _EXTERNAL.sub(r"\1：", _COMMAND.sub(r"\1／", plain))


def _is_hidden(sign: str) -> bool:
    return sign in _DIRECTION or unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}
