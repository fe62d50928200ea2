"""The request for one turn: what the gateway tells Rasa about a message and the conversation it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

ENDED = frozenset({"finished", "declined", "withdrawn"})
STATUSES = frozenset({"invited", "consenting", "running", "paused", "safety"}) | ENDED
KINDS = frozenset({"begin", "text", "choice", "command"})
LANGUAGES = frozenset({"zh", "en"})

_ID = re.compile(r"[A-Za-z0-9_.-]{1,80}")
_COMMAND = re.compile(r"^(\s*)/")
_EXTERNAL = re.compile(r"^(\s*EXTERNAL):", re.IGNORECASE)


class MalformedError(ValueError):
    """The request breaks its shape; the text names the field, never its value."""


@dataclass(frozen=True)
class Turn:
    """One message and the state that Rasa needs beside it. Nothing of it outlives the request.

    ``item``  the question that waits; ``status``  the interview's, as in ``interview.turn``; ``now``  when the message
    came in, the day that "yesterday" is counted from.
    """

    conversation: str
    message_id: str
    kind: str
    text: str
    item: str | None
    language: str
    status: str
    now: datetime

    @classmethod
    def from_data(cls, data: Any) -> Turn:
        """The turn in a request's JSON body; fields beyond these are passed over. Raises ``MalformedError``."""
        if not isinstance(data, Mapping):
            raise MalformedError("body")
        text = data.get("text")
        if not isinstance(text, str):
            raise MalformedError("text")
        return cls(
            conversation=_id(data, "conversation"),
            message_id=_id(data, "message_id"),
            kind=_one_of(data, "kind", KINDS),
            text=inert(text),
            item=None if data.get("item") is None else _id(data, "item"),
            language=_one_of(data, "language", LANGUAGES),
            status=_one_of(data, "status", STATUSES),
            now=_time(data, "now"),
        )

    @property
    def in_form(self) -> bool:
        """Whether Rasa's form is open when this message comes in."""
        return self.kind != "begin" and self.status not in ENDED

    @property
    def intent(self) -> str | None:
        """The intent of a message that no classifier needs to look at."""
        return {"begin": "begin", "choice": "tap", "command": "tap"}.get(self.kind)


def inert(text: str) -> str:
    """The text with a leading ``/`` or ``EXTERNAL:`` made full-width, so that Rasa takes neither for a command.

    Every character keeps its place: offsets into the message stay true.
    """
    return _EXTERNAL.sub(r"\1：", _COMMAND.sub(r"\1／", text))


def _id(data: Mapping[str, Any], field: str) -> str:
    value = data.get(field)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise MalformedError(field)
    return value


def _one_of(data: Mapping[str, Any], field: str, allowed: frozenset[str]) -> str:
    value = data.get(field)
    if not isinstance(value, str) or value not in allowed:
        raise MalformedError(field)
    return value


def _time(data: Mapping[str, Any], field: str) -> datetime:
    value = data.get(field)
    try:
        # Python 3.10 does not read the Z of RFC 3339.
        time = datetime.fromisoformat(re.sub(r"[zZ]$", "+00:00", value))
    except (TypeError, ValueError):
        raise MalformedError(field) from None
    if time.tzinfo is None:
        raise MalformedError(field)
    return time
