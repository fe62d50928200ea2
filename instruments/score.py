"""Answers to a score: the total, or how far it can still move while items are missing; nothing missing is ever zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from instruments.answers import Given, answers_by_item_id, read_answers
from instruments.bands import band_of
from instruments.model import Instrument, Item, Part
from instruments.readings import chosen, under

__all__ = ["UNDETERMINED", "PartScore", "Score", "answers_by_item_id", "score"]

Status = Literal["complete", "prorated", "incomplete", "invalid"]

UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class PartScore:
    """A subscale's sum. ``total`` is ``None`` while it can still move between ``low`` and ``high``."""

    id: str
    total: int | float | None
    low: int | float | None
    high: int | float | None
    band: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What an instrument says of these answers.

    ``status``   complete, prorated, incomplete or invalid, as the score command's contract has them.
    ``total``    a number, or ``None`` while it is not known; ``low`` and ``high`` the lowest and highest total still
                 possible, ``None`` where the instrument's rule allows no statement.
    ``band``     the token once both bounds fall into one band, else ``undetermined``; ``None`` without a statement.
    ``missing``  numbers of the counted items without an answer; ``ranges`` numbers of those known only as an interval.
    ``alarms``   codes such as ``RF-SUI``, whatever the status. ``message`` says what was wrong when invalid.
    ``reading``  which reading was used at each point where sources disagree.
    ``caveat``   id of the instrument's caveat that must stand beside this band, where the cause is one of its causes.
    """

    instrument: str
    status: Status
    total: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    band: str | None = None
    missing: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    message: str | None = None
    provisional: bool = False
    parts: tuple[PartScore, ...] = ()
    reading: Mapping[str, str] = field(default_factory=dict)
    caveat: str | None = None
    ranges: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """Exactly the keys of the score command's contract, as plain JSON data."""
        return {
            "instrument": self.instrument,
            "status": self.status,
            "total": self.total,
            "low": self.low,
            "high": self.high,
            "band": self.band,
            "missing": list(self.missing),
            "alarms": list(self.alarms),
            "message": self.message,
            "provisional": self.provisional,
        }

    def to_full_data(self) -> dict[str, Any]:
        """The contract's keys and, for the records, the parts, the readings used, the caveat and the ranges."""
        parts = [
            {"id": one.id, "total": one.total, "low": one.low, "high": one.high, "band": one.band} for one in self.parts
        ]
        return self.to_data() | {
            "parts": parts,
            "reading": dict(self.reading),
            "caveat": self.caveat,
            "ranges": list(self.ranges),
        }


def score(instrument: Instrument, answers: Mapping[str, object], readings: Mapping[str, str] | None = None) -> Score:
    """The score of ``answers``, keyed by item number; ``None`` or absent is not answered.

    Values are whole numbers (yes/no: 1/0), a letter where the item's options are letters, or ``Bounds`` where the
    patient gave a range: the total then moves between bounds as if the item were partly missing, is never averaged,
    and an alarm is raised as soon as the range reaches it. ``readings`` picks another reading where sources disagree;
    an unknown one raises ``ValueError``. Values that are not allowed give an ``invalid`` score, never an exception.
    """
    picked = chosen(instrument, readings)
    rules = under(instrument, picked)
    given, problem = read_answers(rules, answers)
    if problem is not None:
        return Score(instrument.name, "invalid", message=problem, provisional=instrument.provisional, reading=picked)
    counted = rules.counted()
    missing = tuple(item.number for item in counted if item.id not in given)
    status, total, low, high = _total(rules, given, len(missing))
    band = _band(rules, total, low, high)
    return Score(
        instrument=instrument.name,
        status=status,
        total=_plain(total),
        low=_plain(low),
        high=_plain(high),
        band=band,
        missing=missing,
        alarms=_alarms(rules, given),
        provisional=instrument.provisional,
        parts=tuple(_part(rules, part, given) for part in rules.parts),
        reading=picked,
        caveat=next((caveat.id for caveat in rules.caveats if band in caveat.bands), None),
        ranges=tuple(item.number for item in counted if item.id in given and not given[item.id].exact),
    )


Total = tuple[Status, Fraction | None, Fraction | None, Fraction | None]


def _total(rules: Instrument, given: Mapping[str, Given], missing: int) -> Total:
    counted = rules.counted()
    exact = all(given[item.id].exact for item in counted if item.id in given)
    if not rules.total:
        return ("complete" if not missing and exact else "incomplete"), None, None, None
    low, high = _bounds(counted, given, rules.constant)
    if not missing and exact:
        return "complete", low, low, high
    if missing == len(counted):
        return "incomplete", None, None, None
    if not missing or rules.missing.rule == "bounds":
        return "incomplete", None, low, high
    if rules.missing.rule == "person_mean" and _may_prorate(rules, given, missing):
        if not exact:
            return "incomplete", None, low, high
        answered = sum((given[item.id].low for item in counted if item.id in given), Fraction(0))
        return "prorated", answered / (len(counted) - missing) * len(counted), low, high
    return "incomplete", None, None, None


def _may_prorate(rules: Instrument, given: Mapping[str, Given], missing: int) -> bool:
    return missing <= rules.missing.up_to and all(id in given for id in rules.missing.never)


def _bounds(items: Sequence[Item], given: Mapping[str, Given], start: Fraction) -> tuple[Fraction, Fraction]:
    low = high = start
    for item in items:
        least, most = (given[item.id].low, given[item.id].high) if item.id in given else item.span()
        low, high = low + least, high + most
    return low, high


def _band(rules: Instrument, total: Fraction | None, low: Fraction | None, high: Fraction | None) -> str | None:
    if total is not None:
        return band_of(rules.bands, total)
    if low is None or high is None:
        return None
    lowest, highest = band_of(rules.bands, low), band_of(rules.bands, high)
    return lowest if lowest == highest else UNDETERMINED


def _alarms(rules: Instrument, given: Mapping[str, Given]) -> tuple[str, ...]:
    raised = [
        item.alarm.code
        for item in rules.items
        if item.alarm and item.id in given and given[item.id].reaches >= item.alarm.at_least
    ]
    return tuple(dict.fromkeys(raised))


def _part(rules: Instrument, part: Part, given: Mapping[str, Given]) -> PartScore:
    items = [rules.item(id) for id in part.items]
    known = all(item.id in given for item in items)
    nothing = not any(item.id in given for item in items)
    if nothing or (not known and rules.missing.rule == "complete_only"):
        return PartScore(part.id, None, None, None)
    low, high = _bounds(items, given, Fraction(0))
    total = low if known and low == high else None
    band = _band(rules, total, low, high) if part.banded else None
    return PartScore(part.id, _plain(total), _plain(low), _plain(high), band)


def _plain(number: Fraction | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number.denominator == 1 else float(number)
