"""One item of an instrument and the ways to answer it: facts from the definition, words from the wording pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Language = Literal["zh", "en"]
Bilingual = Mapping[Language, str]

Kind = Literal["yes_no", "choice", "number", "nrs", "frequency4", "severity6"]
AnsweredBy = Literal["patient", "clinician"]


@dataclass(frozen=True, slots=True)
class Option:
    """One way to answer an item.

    ``value`` is what is stored and what the score takes; ``points`` what it adds where that is not value × weight.
    ``not_assessed``  the patient could not do what was asked: stored as it is, scored as a missing item.
    ``says`` is the button, ``words`` other ways patients say it; both are empty in a skeleton.
    """

    value: int | str
    points: Fraction | None = None
    not_assessed: bool = False
    loinc: str | None = None
    says: Bilingual = field(default_factory=dict)
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """An answer of ``at_least`` raises ``code`` at once, whatever the total."""

    at_least: int
    code: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item: facts from the definition, words from the wording pack.

    ``id`` is stable and shared where two scales hold the very same item (DN4 and its interview part);
    ``number`` is its place in this instrument, as the score command names it.
    ``low``, ``high``  the least and greatest number allowed where the item has no options.
    ``counted``  whether it enters the total (PHQ-9's functional item does not).
    ``asked_if``  ``any_symptom``: asked only when a counted item of the instrument was above zero.
    ``label`` is short, for clinicians; ``text``, ``help``, ``example``, ``why`` are said to the patient. All are empty
    in a skeleton; ``text`` and what follows are empty in items that a clinician rates.
    """

    id: str
    number: str
    about: str
    kind: Kind
    answered_by: AnsweredBy
    options: tuple[Option, ...] = ()
    option_set: str | None = None
    low: int | None = None
    high: int | None = None
    weight: Fraction = Fraction(1)
    counted: bool = True
    asked_if: Literal["any_symptom"] | None = None
    alarm: Alarm | None = None
    loinc: str | None = None
    label: Bilingual = field(default_factory=dict)
    text: Bilingual = field(default_factory=dict)
    help: Bilingual = field(default_factory=dict)
    example: Bilingual = field(default_factory=dict)
    why: Bilingual = field(default_factory=dict)

    def points(self, option: Option) -> Fraction:
        """What this option adds to the total."""
        if option.points is not None:
            return option.points
        if isinstance(option.value, str):
            raise ValueError(f"{self.id}: option {option.value!r} has no points")
        return self.weight * option.value

    def scored_options(self) -> tuple[Option, ...]:
        """The options that carry points."""
        return tuple(option for option in self.options if not option.not_assessed)

    def span(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest that this item can add to the total."""
        if self.options:
            points = [self.points(option) for option in self.scored_options()]
        else:
            points = [self.weight * (self.low or 0), self.weight * (self.high or 0)]
        return min(points), max(points)
