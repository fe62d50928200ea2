"""What would change a suggestion: the unknown facts, one or two together, that could make a code come or go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from certainty import Bounds
from rules_engine.catalogue import RULES
from rules_engine.condition import TRUE
from rules_engine.evaluation import shown_at
from rules_engine.facts import FACTS
from rules_engine.gates import G1, GATES, nonsegmental
from rules_engine.kinds import OneOf, YesNo
from rules_engine.rule import Rule
from rules_engine.sheet import Members, Sheet
from rules_engine.standing import Standing
from rules_engine.status import AGE_EXCEPTION, CAUSES, DEFICIT_NOT_SEVERE, contraindicated, status_of
from rules_engine.trials import Screen, Trial

# Values that can tell two outcomes apart, for facts whose values cannot all be listed. Numbers: either side of every
# threshold that a rule compares with.
_TELLING: Mapping[str, tuple[Any, ...]] = {
    "age_years": (Bounds(10, 10), Bounds(40, 40)),
    "pain_duration_months": (Bounds(1, 1), Bounds(4, 4), Bounds(12, 12)),
    "vas_worst": (Bounds(3, 3), Bounds(6, 6), Bounds(8, 8)),
    "vas_average": (Bounds(3, 3), Bounds(6, 6), Bounds(8, 8)),
    "phq9": (Bounds(5, 5), Bounds(22, 22)),
    "gad7": (Bounds(5, 5), Bounds(18, 18)),
    "hama": (Bounds(5, 5),),
    "hamd": (Bounds(5, 5),),
    "red_flags": (Members(()), Members(("RF-CES",))),
    "aetiologies": tuple(
        Members((cause,)) for cause in ("bpa_avulsion", "sci", "cauda_equina", "phn", "non_neuropathic")
    ),
    "pain_regions": (Members(("hand_all",)), Members(("leg_all",)), Members(("face",))),
    "pain_quality": (Members(("burning",)), Members(("other",))),
    "pain_segments": (Members(("L:C7",)), Members(("L:L5",))),
    "nep_screen": (Members((Screen("DN4", True),)), Members((Screen("DN4", False),))),
    "drug_trials": (
        (),
        (Trial("pregabalin", Bounds(300, 300), Bounds(8, 8), True, "none", "inefficacy"),),
        (Trial("ibuprofen", Bounds(600, 600), Bounds(8, 8), True, "none", "ongoing"),),
    ),
}  # fmt: skip


def what_would_change(sheet: Sheet, code: str) -> list[tuple[str, ...]]:
    """The smallest sets of one or two unknown facts that could make ``code`` come, or go if it is there.

    Sets that hold a smaller one are left out. Computed on demand; the sheet is left as it was. Codes with a part of
    their own (``OUT-MISSING:…``, ``OUT-RF:…``) change with that part alone and give no sets.
    """
    rules = [rule for rule in RULES if rule.gives == code and rule.when is not None]
    if not rules:
        return []
    now = _there(sheet, rules)
    waits = [] if now else _waits(sheet, rules)
    names = [name for name in _looked_at(rules) if name not in sheet.values and _values(name)]
    found: list[tuple[str, ...]] = []
    for size in (1, 2):
        for chosen in combinations(names, size):
            if any(set(smaller) <= set(chosen) for smaller in found):
                continue
            if all(not wait.isdisjoint(chosen) for wait in waits) and _flips(sheet, rules, now, chosen):
                found.append(chosen)
    return found


def _there(sheet: Sheet, rules: list[Rule]) -> bool:
    """Whether one of these rules gives its code for this sheet."""
    holding = [rule for rule in rules if rule.when is not None and rule.when.truth(sheet) is TRUE]
    if not holding:
        return False
    show = shown_at(*status_of(sheet))
    return any(rule.shown in show for rule in holding)


def _waits(sheet: Sheet, rules: list[Rule]) -> list[frozenset[str]]:
    """What stands between the facts and the code: each a set of which at least one fact has to become known."""
    waits: list[frozenset[str]] = []
    conditions = [rule.when for rule in rules if rule.when is not None]
    if not any(condition.truth(sheet) is TRUE for condition in conditions):
        waits.append(frozenset().union(*(condition.check(sheet).missing for condition in conditions)))
    if all(rule.shown in ("D", "W") for rule in rules):
        verdicts = [gate.check(sheet) for gate in GATES]
        waits += [frozenset(verdict.missing) for verdict in verdicts if verdict.standing is Standing.UNKNOWN]
        waits += [
            frozenset((name,)) for name in ("red_flags", "bladder_bowel", "pain_regions") if name not in sheet.values
        ]
    if all(rule.shown == "W" for rule in rules):
        capped = [
            condition.check(sheet) for cause, condition in CAUSES if cause not in (DEFICIT_NOT_SEVERE, AGE_EXCEPTION)
        ]
        waits += [frozenset(finding.missing) for finding in capped if finding.truth is TRUE]
    return waits


def _flips(sheet: Sheet, rules: list[Rule], now: bool, names: tuple[str, ...]) -> bool:
    return any(_there(_with(sheet, chosen), rules) is not now for chosen in _choices(names))


def _choices(names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    if not names:
        yield {}
        return
    for value in _values(names[0]):
        for rest in _choices(names[1:]):
            yield {names[0]: value, **rest}


def _with(sheet: Sheet, chosen: Mapping[str, Any]) -> Sheet:
    alarms = sheet.alarms
    if chosen.get("bladder_bowel") == "new_change" or "red_flags" in chosen:
        flags = chosen["red_flags"].items if "red_flags" in chosen else ("RF-CES",)
        alarms = tuple(dict.fromkeys((*alarms, *flags)))
    return Sheet({**sheet.values, **chosen}, sheet.shown, sheet.readings, alarms=alarms)


def _values(name: str) -> tuple[Any, ...]:
    if name in _TELLING:
        return _TELLING[name]
    kind = FACTS[name].kind
    if isinstance(kind, YesNo):
        return (True, False)
    if isinstance(kind, OneOf):
        return kind.values
    return ()


def _looked_at(rules: list[Rule]) -> tuple[str, ...]:
    """The facts that these rules, and what decides whether their code is shown, look at; in the dictionary's order."""
    wanted: set[str] = set().union(*(rule.when.facts() for rule in rules if rule.when is not None))
    shown = max(rule.shown for rule in rules)
    if shown >= "B":
        wanted |= {"red_flags", "bladder_bowel"}
    if shown >= "C":
        wanted |= nonsegmental.facts() | {"pain_regions"} | G1.facts()
    if shown >= "D":
        wanted |= contraindicated.facts()
        wanted.update(*(gate.facts() for gate in GATES), *(condition.facts() for _, condition in CAUSES))
    return tuple(name for name in FACTS if name in wanted - {"phase", "site_qualified"})
