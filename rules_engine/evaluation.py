"""The engine: facts in, status and suggestions out, each with its clause, grades, reasons and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rules_engine.catalogue import RULES, by_id, version
from rules_engine.condition import TRUE
from rules_engine.drugs import adequacy_minima
from rules_engine.facts import FACTS
from rules_engine.gates import GATES
from rules_engine.intake import read
from rules_engine.needs import NEEDS
from rules_engine.readings import in_force
from rules_engine.rule import Rule, Shown
from rules_engine.sheet import Sheet
from rules_engine.standing import Standing
from rules_engine.status import AGE_EXCEPTION, DEFICIT_NOT_SEVERE, Status, status_of

_COMPUTED = tuple(rule for rule in RULES if rule.gives is not None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sheet comes to: the status, what caps it, and each code with the rules that give it."""

    status: Status
    causes: tuple[str, ...]
    codes: tuple[str, ...]


def readings_in_force(chosen: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Our readings with the site's choices in their place, ready for ``evaluate``; ``ValueError`` names a wrong one."""
    return in_force(chosen, adequacy_minima())


def evaluate(facts: Mapping[str, Any], readings: Mapping[str, Any] | None = None) -> Outcome:
    """Status and codes alone, the quick way. ``facts`` as in the fact dictionary; raises ``FactsError``."""
    return outcome_of(read(facts, readings or _ours()))


def assess(facts: Mapping[str, Any], readings: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Everything about one patient's facts, as plain JSON data in a fixed order: the same in, the same out.

    Raises ``FactsError`` for a name or shape that the fact dictionary does not know.
    """
    return report_of(read(facts, readings or _ours()))


def sheet_of(facts: Mapping[str, Any], readings: Mapping[str, Any] | None = None) -> Sheet:
    """The facts as the rules see them, under our readings or the ones given."""
    return read(facts, readings or _ours())


def outcome_of(sheet: Sheet) -> Outcome:
    """The status and the codes of a sheet already read."""
    status, causes = status_of(sheet)
    show = shown_at(status, causes)
    codes: dict[str, None] = {}
    for rule in _COMPUTED:
        if rule.shown in show:
            codes.update((code, None) for code in _codes(rule, sheet))
    for need in NEEDS:
        if need.shown in show and need.needed.truth(sheet) is TRUE and need.open.truth(sheet) is TRUE:
            codes[f"OUT-MISSING:{need.fact.name}"] = None
    return Outcome(status, causes, tuple(codes))


def report_of(sheet: Sheet) -> dict[str, Any]:
    """The full answer for a sheet already read."""
    status, causes = status_of(sheet)
    show = shown_at(status, causes)
    suggestions = _suggestions(sheet, show)
    report: dict[str, Any] = {
        "status": status.value,
        "suggestions": suggestions,
        "missing": _missing(sheet, suggestions),
        "consensus": {"version": version(), "readings": _plain_readings(sheet.readings)},
    }
    if sheet.notes:
        report["notes"] = list(sheet.notes)
    if sheet.claims:
        report["claimed"] = [
            {"fact": name, "value": claim.value, "by": claim.by} for name, claim in sorted(sheet.claims.items())
        ]
    return report


def shown_at(status: Status, causes: tuple[str, ...]) -> frozenset[Shown]:
    """Which codes a status lets be shown (the column "at" of the output codes)."""
    if status is Status.URGENT_HUMAN:
        return frozenset[Shown](("A",))
    if status is Status.OUT_OF_SCOPE:
        return frozenset[Shown](("A", "B"))
    if status not in (Status.CLINICIAN_REVIEW, Status.CRITERIA_MET):
        return frozenset[Shown](("A", "B", "C"))
    met = set(causes) <= {DEFICIT_NOT_SEVERE, AGE_EXCEPTION}
    return frozenset[Shown](("A", "B", "C", "D", "W") if met else ("A", "B", "C", "D"))


def _suggestions(sheet: Sheet, show: frozenset[Shown]) -> list[dict[str, Any]]:
    """One suggestion for each code; several rules that give it are joined, each grade with where it stands."""
    found: dict[str, dict[str, Any]] = {}
    for rule in _COMPUTED:
        if rule.shown not in show:
            continue
        for code, because, missing in _given(rule, sheet):
            entry = found.get(code)
            if entry is None:
                found[code] = _entry(code, rule, because, missing)
            else:
                _join(entry, rule, because, missing)
    for need in NEEDS:
        if need.shown not in show or need.needed.truth(sheet) is not TRUE or need.open.truth(sheet) is not TRUE:
            continue
        name = need.fact.name
        why = need.needed.check(sheet).because
        because = [{"fact": other, "value": sheet.shown[other]} for other in why if other in sheet.shown]
        found[f"OUT-MISSING:{name}"] = _entry(f"OUT-MISSING:{name}", by_id()[need.rule], because, [name])
    return list(found.values())


def _given(rule: Rule, sheet: Sheet) -> Iterator[tuple[str, list[dict[str, Any]], list[str]]]:
    if rule.each is not None:
        for case in rule.each(sheet):
            because = [{"fact": name, "value": value} for name, value in case.because]
            yield f"{rule.gives}:{case.of}", because, list(case.missing)
    elif rule.when is not None and rule.gives is not None and rule.when.truth(sheet) is TRUE:
        finding = rule.when.check(sheet)
        because = [{"fact": name, "value": sheet.shown[name]} for name in finding.because if name in sheet.shown]
        yield rule.gives, because, list(finding.missing)


def _codes(rule: Rule, sheet: Sheet) -> Iterator[str]:
    if rule.each is not None:
        for case in rule.each(sheet):
            yield f"{rule.gives}:{case.of}"
    elif rule.when is not None and rule.gives is not None and rule.when.truth(sheet) is TRUE:
        yield rule.gives


def _entry(code: str, rule: Rule, because: list[dict[str, Any]], missing: list[str]) -> dict[str, Any]:
    return {
        "code": code,
        "rule": rule.id,
        "clause": {"number": rule.cites.number, "section": rule.cites.section},
        "grades": [{"grade": grade.grade, "where": grade.where} for grade in rule.cites.grades],
        "because": because,
        "missing": missing,
    }


def _join(entry: dict[str, Any], rule: Rule, because: list[dict[str, Any]], missing: list[str]) -> None:
    entry["rule"] += f", {rule.id}"
    told = {"number": rule.cites.number, "section": rule.cites.section}
    if told != entry["clause"]:
        entry.setdefault("also", []).append(told)
    for grade in rule.cites.grades:
        if (printed := {"grade": grade.grade, "where": grade.where}) not in entry["grades"]:
            entry["grades"].append(printed)
    entry["because"].extend(item for item in because if item not in entry["because"])
    entry["missing"].extend(name for name in missing if name not in entry["missing"])


def _missing(sheet: Sheet, suggestions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The facts asked for, those first that unlock most, else in the order of asking."""
    unlocks: dict[str, int] = {}
    waiting = [suggestion["missing"] for suggestion in suggestions]
    waiting += [gate.check(sheet).missing for gate in GATES if gate.standing(sheet) is Standing.UNKNOWN]
    for names in waiting:
        for name in names:
            unlocks[name] = unlocks.get(name, 0) + 1
    asked = [s["code"].partition(":")[2] for s in suggestions if s["code"].startswith("OUT-MISSING:")]
    entries: list[dict[str, Any]] = []
    for name in asked:
        fact = FACTS[name]
        entry = {"fact": name, "ask": fact.ask, "who": ",".join(fact.who), "unlocks": unlocks[name]}
        if name in sheet.claims:
            entry["claimed"] = {"value": sheet.claims[name].value, "by": sheet.claims[name].by}
        entries.append(entry)
    return sorted(entries, key=lambda entry: -entry["unlocks"])


def _plain_readings(readings: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in readings.items()}


@cache
def _ours() -> Mapping[str, Any]:
    return readings_in_force()
