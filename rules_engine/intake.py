"""The first step of the evaluation order: plain facts as given, read into a sheet of what is known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from certainty import Bounds
from rules_engine.fact import Fact
from rules_engine.facts import FACTS, RED_FLAGS
from rules_engine.sheet import Claim, Members, Sheet

WHO = ("P", "F", "R", "C", "N", "L", "I", "PSY", "AN", "S", "SW")
_ENVELOPE = {"value", "by", "source"}


class FactsError(ValueError):
    """The facts given do not have the shape or the names of the dictionary; the message says what to write."""


def read(facts: Mapping[str, Any], readings: Mapping[str, Any]) -> Sheet:
    """The sheet of these facts.

    Each fact is a bare value (confirmed) or ``{"value": …, "by": who}``; ``reports`` is a list of
    ``{"fact", "value", "source"}``. What is of a wrong type, not allowed or out of range is unknown, and a note says
    so. Raises ``FactsError`` for a name that is not in the dictionary or a ``by`` that does not exist.
    """
    sheet = Sheet({}, {}, readings)
    heard: dict[str, list[tuple[Any, Any]]] = {}
    for name in sorted(facts.keys() - FACTS.keys() - {"reports"}):
        _fact(name)
    for name in FACTS:
        if name in facts:
            _take(sheet, heard, FACTS[name], facts[name])
    for name, raw in _reports(sheet, facts.get("reports")):
        _take(sheet, heard, _fact(name), raw)
    for name in FACTS:
        if name in heard:
            _settle(sheet, name, heard[name])
    _raise_alarms(sheet, heard)
    _contradiction(sheet)
    return sheet


def _fact(name: str) -> Fact:
    fact = FACTS.get(name)
    if fact is None:
        raise FactsError(f"fact {name!r} is not in the dictionary; write one of {', '.join(FACTS)}, reports")
    return fact


def _take(sheet: Sheet, heard: dict[str, list[tuple[Any, Any]]], fact: Fact, raw: Any) -> None:
    """Reads one value of one fact: into what was heard, the claims, or the notes."""
    by = None
    if isinstance(raw, dict) and "value" in raw:
        if not set(raw) <= _ENVELOPE:
            raise FactsError(f'fact {fact.name}: write {{"value": …, "by": …}} and nothing else')
        raw, by = raw["value"], raw.get("by")
        if by is not None and by not in WHO:
            raise FactsError(f"fact {fact.name}: 'by' is one of {', '.join(WHO)}")
    if raw is None or raw == "unknown":
        return
    if raw == "na":
        if fact.na and (by is None or by in fact.who):
            heard.setdefault(fact.name, []).append(("na", "na"))
        return
    value, note = fact.kind.read(raw, by)
    if note is not None:
        sheet.notes.append(f"{fact.name}: read as unknown where it could not be read; {note}")
    if by is not None and by not in fact.who:
        sheet.claims.setdefault(fact.name, Claim(raw, by))
        if value is not None and fact.name in ("red_flags", "bladder_bowel"):
            heard.setdefault(f"claimed {fact.name}", []).append((value, raw))
        return
    if value is not None:
        heard.setdefault(fact.name, []).append((value, raw))
    elif by is not None and isinstance(raw, list | dict):
        sheet.claims.setdefault(fact.name, Claim(raw, by))


def _reports(sheet: Sheet, reports: Any) -> list[tuple[str, Any]]:
    if reports is None or reports == "unknown":
        return []
    if not isinstance(reports, list):
        sheet.notes.append('reports: read as unknown; write a list of {"fact", "value", "source"}')
        return []
    found: list[tuple[str, Any]] = []
    for report in reports:
        if isinstance(report, dict) and isinstance(report.get("fact"), str) and "value" in report:
            found.append((report["fact"], {"value": report["value"], "by": report.get("by")}))
        elif report != "unknown":
            sheet.notes.append('reports: an entry was passed over; write {"fact", "value", "source"}')
    return found


def _settle(sheet: Sheet, name: str, values: list[tuple[Any, Any]]) -> None:
    """One value where all sources agree; a conflict where two do not. Red flags are united instead."""
    if name == "red_flags":
        united = dict.fromkeys(flag for members, _ in values for flag in members.items)
        sheet.values[name] = Members(tuple(united), any(members.open for members, _ in values))
        sheet.shown[name] = list(united)
        return
    if len(values) == 1 or len({_same(value) for value, _ in values}) == 1:
        sheet.values[name], sheet.shown[name] = values[0]
    else:
        sheet.conflicts[name] = tuple(raw for _, raw in values)


def _raise_alarms(sheet: Sheet, heard: Mapping[str, list[tuple[Any, Any]]]) -> None:
    """Every red flag of every source, whoever raised it; a new change of bladder or bowel is RF-CES."""
    raised: set[str] = set()
    for source in ("red_flags", "claimed red_flags"):
        for members, _ in heard.get(source, ()):
            raised.update(members.items)
    for source in ("bladder_bowel", "claimed bladder_bowel"):
        if any(value == "new_change" for value, _ in heard.get(source, ())):
            raised.add("RF-CES")
    sheet.alarms = tuple(flag for flag in RED_FLAGS if flag in raised)


def _contradiction(sheet: Sheet) -> None:
    """A worst pain below the average pain cannot be: neither is known then."""
    worst, average = sheet.values.get("vas_worst"), sheet.values.get("vas_average")
    if isinstance(worst, Bounds) and isinstance(average, Bounds) and worst.high < average.low:
        sheet.conflicts["vas_worst"] = (sheet.shown.pop("vas_worst"), sheet.shown.pop("vas_average"))
        del sheet.values["vas_worst"], sheet.values["vas_average"]


def _same(value: Any) -> Any:
    """A key that is equal for equal values: numbers by value, lists as sets."""
    if isinstance(value, Bounds):
        return (float(value.low), float(value.high))
    if isinstance(value, Members):
        return (frozenset(value.items), value.open)
    if isinstance(value, tuple):
        return frozenset(value)
    return json.dumps(value, sort_keys=True)
