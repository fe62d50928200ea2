"""What a patient answered, typed: a value, an interval or a reason why not, with where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from certainty import Bounds


class Why(StrEnum):
    """Why there is no value. Each is kept as it is; none of them is a no."""

    UNSURE = "unsure"
    DECLINED = "declined"
    NOT_UNDERSTOOD = "not_understood"
    WITHDRAWN = "withdrawn"  # a correction took the question away


class How(StrEnum):
    """How an answer was heard, for the clinician to weigh."""

    BUTTON = "button"
    EXACT = "exact"
    INFERRED = "inferred"
    CONFIRMED = "confirmed"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True)
class Answer:
    """One version of the answer to one item.

    ``value`` is a bool, a number, a string, a tuple of codes, a mapping (regions, …) or ``Bounds``; ``None`` exactly
    when ``unknown`` says why. ``message`` is the id of the message it was heard in; ``words`` the offsets of the
    phrase in that message. ``by`` is ``P`` (patient), ``F`` (family as proxy) or ``C`` (clinician), as in the
    consensus' fact dictionary.
    """

    item: str
    value: Any
    unknown: Why | None
    message: str
    heard: How
    at: datetime
    by: str = "P"
    words: tuple[int, int] | None = None
    about: str | None = None

    def __post_init__(self) -> None:
        if (self.value is None) is (self.unknown is None):
            raise ValueError(f"answer to {self.item}: give a value or a reason why it is unknown, one of the two")

    @property
    def known(self) -> bool:
        """Whether there is a value, exact or as an interval."""
        return self.unknown is None

    def to_data(self) -> dict[str, Any]:
        """The value or the reason, as plain JSON data (no words, no ids)."""
        if self.unknown is not None:
            return {"unknown": self.unknown.value}
        data: dict[str, Any] = {"value": _plain(self.value)}
        if self.about:
            data["about"] = self.about
        return data

    @staticmethod
    def value_from_data(data: Mapping[str, Any]) -> tuple[Any, Why | None]:
        """The value and the reason back from ``to_data``'s form."""
        if "unknown" in data:
            return None, Why(data["unknown"])
        value = data["value"]
        if isinstance(value, dict) and set(value) == {"low", "high"}:
            return Bounds(value["low"], value["high"]), None
        return tuple(value) if isinstance(value, list) else value, None


def _plain(value: Any) -> Any:
    if isinstance(value, Bounds):
        return {"low": value.low, "high": value.high}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value
