"""A fact of the dictionary: who may answer it, what to ask, and the conditions that comparing it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from certainty import Bounds, Truth
from rules_engine.condition import FALSE, TRUE, UNKNOWN, Ask, Condition
from rules_engine.kinds import Kind
from rules_engine.readings import Reading
from rules_engine.sheet import Members, Sheet

Group = Literal["ask", "examine"]


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One fact. Comparing it gives a ``Condition``.

    ``who``  may answer it: P patient, F family, R records, C clinician, L laboratory, I imaging or electrophysiology,
             PSY psychiatry, AN anaesthesia, SW a setting of the site. From anyone else it is only claimed.
    ``asks``  the patient's question and the examination, as the question bank names them.
    ``na``   whether "does not apply" is a value of its own here; elsewhere it is read as unknown.
    """

    name: str
    kind: Kind
    who: tuple[str, ...]
    asks: tuple[str, ...]
    says: Mapping[Literal["zh", "en"], str]
    na: bool = False

    @property
    def group(self) -> Group:
        """Whether the patient can settle it (``ask``), or somebody has to examine, order or look it up."""
        return "ask" if "P" in self.who else "examine"

    @property
    def ask(self) -> str:
        """The one question or examination that can settle it."""
        if self.group == "examine":
            return next((ask for ask in self.asks if not ask.startswith("Q-")), self.asks[0] if self.asks else "")
        return self.asks[0] if self.asks else ""

    def __ge__(self, threshold: float | Reading) -> Condition:
        return Ask(self.name, lambda value, sheet: _at_least(value, _limit(threshold, sheet)))

    def __lt__(self, threshold: float | Reading) -> Condition:
        return ~(self >= threshold)

    def is_(self, wanted: str | bool) -> Condition:
        """The fact has this value."""
        return Ask(self.name, lambda value, sheet: TRUE if value == wanted else FALSE)

    def among(self, *wanted: str) -> Condition:
        """The fact has one of these values."""
        return Ask(self.name, lambda value, sheet: TRUE if value in wanted else FALSE)

    def holds(self, *wanted: str) -> Condition:
        """A list holds one of these; while a member of it is unknown, it might."""

        def ask(members: Members, sheet: Sheet) -> Truth:
            if any(member in members.items for member in wanted):
                return TRUE
            return UNKNOWN if members.open else FALSE

        return Ask(self.name, ask)

    def known(self) -> Condition:
        """The fact has a value; never false, for a fact that has none cannot be told."""
        return Ask(self.name, lambda value, sheet: TRUE)


def _at_least(value: Any, threshold: float) -> Truth:
    if isinstance(value, Bounds):
        return value.at_least(threshold)
    return UNKNOWN


def _limit(threshold: float | Reading, sheet: Sheet) -> float:
    return float(sheet.readings[threshold.id]) if isinstance(threshold, Reading) else threshold
