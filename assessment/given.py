"""A fact as somebody gave it: the value, who said so, and the message, item or finding it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class SomeAnswer(Protocol):
    """What an answer of the interview has to show: see ``interview.answer.Answer``."""

    @property
    def value(self) -> Any: ...
    @property
    def known(self) -> bool: ...
    @property
    def by(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def words(self) -> tuple[int, int] | None: ...
    @property
    def about(self) -> str | None: ...


class SomeQuestion(Protocol):
    """What a question has to show: its kind, the fact it is about, its scale, and what its choices claim."""

    @property
    def kind(self) -> str: ...
    @property
    def fact(self) -> str | None: ...
    @property
    def instrument(self) -> str | None: ...
    @property
    def claims(self) -> Mapping[Any, Mapping[str, Any]]: ...


class SomeScore(Protocol):
    """What a score has to show: see ``instruments.score.Score``."""

    @property
    def instrument(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def total(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def band(self) -> str | None: ...


Answers = Mapping[str, SomeAnswer]
Questions = Mapping[str, SomeQuestion]


@dataclass(frozen=True, slots=True)
class Given:
    """One value of one fact, as plain JSON data, and where it came from.

    ``by``  who said it, in the letters of the fact dictionary. ``message`` and ``words``  the patient's own sentence.
    ``item``  the question. ``finding``  the id of the clinician's finding. ``claimed``  ``by`` may not confirm it.
    """

    fact: str
    value: Any
    by: str
    message: str | None = None
    item: str | None = None
    words: tuple[int, int] | None = None
    finding: str | None = None
    claimed: bool = False

    def source(self) -> dict[str, Any]:
        """Where it came from, as plain JSON data without the value."""
        source: dict[str, Any] = {"by": self.by}
        for name in ("message", "item", "finding"):
            if (value := getattr(self, name)) is not None:
                source[name] = value
        if self.words is not None:
            source["words"] = list(self.words)
        if self.claimed:
            source["claimed"] = True
        return source
