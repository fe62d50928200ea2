"""An instrument as its definition file states it: items, weights, bands, readings, licence, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from instruments.item import Alarm, AnsweredBy, Bilingual, Item, Kind, Language, Option

__all__ = [
    "Alarm",
    "AnsweredBy",
    "Band",
    "Bilingual",
    "Caveat",
    "Instrument",
    "Item",
    "Kind",
    "Language",
    "Licence",
    "Missing",
    "MissingRule",
    "Option",
    "Part",
    "Reading",
    "ReadingChoice",
    "Terms",
    "Wording",
]

Terms = Literal["free", "public_domain", "ask"]
MissingRule = Literal["bounds", "complete_only", "person_mean"]


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of totals from ``lower`` (included) up to the next band, with its token and its words."""

    lower: Fraction
    token: str
    says: Bilingual


@dataclass(frozen=True, slots=True)
class Part:
    """A subscale: the sum of some items, shown beside the total. ``banded``: read with the instrument's own bands."""

    id: str
    says: Bilingual
    items: tuple[str, ...]
    banded: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What happens while items are missing, and who says so.

    ``bounds``         lowest and highest total still possible; a band once both ends fall into it.
    ``complete_only``  no statement until every item is answered.
    ``person_mean``    up to ``up_to`` items, none of ``never``, are replaced by the mean of the others;
                       beyond that no statement.
    """

    rule: MissingRule
    source: str
    up_to: int = 0
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """One way to read a point on which sources disagree: its source, and what it changes in the definition."""

    id: str
    says: Bilingual
    source: str
    bands: tuple[Band, ...] | None = None
    points: Mapping[str, Mapping[int | str, Fraction]] = field(default_factory=dict)
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: Missing | None = None
    limits: tuple[Fraction, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A point on which sources disagree, its readings and the one used unless a site chooses another."""

    id: str
    says: Bilingual
    default: str
    choices: tuple[ReadingChoice, ...]


@dataclass(frozen=True, slots=True)
class Caveat:
    """What must stand beside a score in one of ``bands`` when the pain comes from one of ``causes``."""

    id: str
    bands: tuple[str, ...]
    causes: tuple[str, ...]
    says: Bilingual
    source: str


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms the scale may be used, whom to ask, and where that is stated."""

    terms: Terms
    ask: str | None
    source: str

    @property
    def must_be_asked(self) -> bool:
        """Whether a site needs the rights holder's permission before it starts the scale."""
        return self.terms == "ask"


@dataclass(frozen=True, slots=True)
class Wording:
    """Whose words the items carry: the pack, ``own`` or ``licensed``, and the sentence every report prints."""

    pack: str
    status: Literal["own", "licensed"]
    says: Bilingual
    intro: Bilingual


@dataclass(frozen=True, slots=True)
class Instrument:
    """One scale. ``name`` is its stable name in commands and settings (``PHQ-9``), ``id`` its file (``phq9``).

    ``limits``       the lowest and highest total; checked against the weights when the file is read.
    ``total``        ``False`` where the items are read one by one and never added (the four NRS questions).
    ``recall_days``  how far back the items look; 0 is right now, ``None`` where the source names no period.
    ``wording``      ``None`` in a skeleton: codes only, the interview cannot ask it.
    ``switched_off`` why the interview does not ask it, ``None`` where it may; its scores are provisional.
    """

    id: str
    name: str
    title: Bilingual
    sources: tuple[str, ...]
    licence: Licence
    answered_by: AnsweredBy
    recall_days: int | None
    items: tuple[Item, ...]
    constant: Fraction
    limits: tuple[Fraction, Fraction]
    missing: Missing
    bands: tuple[Band, ...]
    total: bool = True
    parts: tuple[Part, ...] = ()
    readings: tuple[Reading, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    notes: tuple[Bilingual, ...] = ()
    evidence: tuple[str, ...] = ()
    misprints: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    switched_off: Bilingual | None = None
    wording: Wording | None = None

    @property
    def skeleton(self) -> bool:
        """Whether only codes are here, because the rights holder has not been asked."""
        return self.wording is None

    @property
    def provisional(self) -> bool:
        """Whether its scores rest on numbers that still have to be confirmed."""
        return self.switched_off is not None

    @property
    def can_be_asked(self) -> bool:
        """Whether the interview may put its items to a patient."""
        return self.answered_by == "patient" and not self.skeleton and not self.provisional

    def counted(self) -> tuple[Item, ...]:
        """The items that enter the total, in order."""
        return tuple(item for item in self.items if item.counted)

    def item(self, id: str) -> Item:
        """The item with this id; ``KeyError`` where there is none."""
        for item in self.items:
            if item.id == id:
                return item
        raise KeyError(f"{self.name} has no item {id}; it has {', '.join(i.id for i in self.items)}")

    def band(self, token: str) -> Band | None:
        """The band with this token, also one that only another reading uses."""
        others = (choice.bands or () for reading in self.readings for choice in reading.choices)
        return next((band for bands in (self.bands, *others) for band in bands if band.token == token), None)
