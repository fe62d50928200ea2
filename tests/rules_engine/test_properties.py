"""What holds for every patient: an unknown never does better than its values, settled stays, order is nothing."""

from __future__ import annotations

import json
import random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from certainty import Truth
from rules_engine.catalogue import RULES
from rules_engine.evaluation import assess, evaluate, sheet_of
from rules_engine.explanation import findings
from rules_engine.status import Status
from tests.rules_engine.patients import READ, facts, values_of

RANK = {status: number for number, status in enumerate(Status, start=1)}
REVIEW = RANK[Status.CLINICIAN_REVIEW]
INSUFFICIENT = RANK[Status.INSUFFICIENT]
MANY = settings(max_examples=300, deadline=None)
# The evaluation order lets these settle or override another fact; phase and site are settings.
OVERRIDES = ("pain_segments", "antidepressant_combined")


def at_best(status: Status) -> int:
    """The best rank that an unknown may have when one of its values gives this status."""
    return max(RANK[status], INSUFFICIENT) if RANK[status] < REVIEW else RANK[status]


def contradictory(known: dict[str, Any]) -> bool:
    return bool(sheet_of(known).conflicts)


def monotone(known: dict[str, Any], name: str) -> None:
    without = {other: value for other, value in known.items() if other != name}
    unknown = RANK[evaluate(without).status]
    for value in values_of(name):
        if not contradictory({**without, name: value}):
            status = evaluate({**without, name: value}).status
            assert unknown <= at_best(status), f"{name} unknown ranks {unknown}, but {value} gives {status}"


def settles_another(known: dict[str, Any], name: str) -> bool:
    """A segment match settles an open cauda equina relation, an average of 5 an open worst pain (evaluation order)."""
    if name == "pain_level_relation":
        return "cauda_equina" in known.get("aetiologies", ()) and known.get("segment_match") is True
    return name == "vas_worst" and "vas_average" in known


@MANY
@given(facts(), st.sampled_from(READ))
def test_an_unknown_never_does_better_than_its_values_would(known: dict[str, Any], name: str) -> None:
    assume(not settles_another(known, name))
    monotone(known, name)


@MANY
@given(facts(good=True), st.sampled_from(READ))
def test_an_unknown_never_does_better_where_nearly_all_is_well(known: dict[str, Any], name: str) -> None:
    assume(not settles_another(known, name))
    monotone(known, name)


@MANY
@given(facts(good=True), st.sampled_from([name for name in READ if name not in OVERRIDES]), st.data())
def test_what_is_settled_stays_settled_when_more_is_known(
    known: dict[str, Any], name: str, data: st.DataObject
) -> None:
    assume(not settles_another(known, name))
    without = {other: value for other, value in known.items() if other != name}
    more = {**without, name: data.draw(st.sampled_from(values_of(name)))}
    assume(not contradictory(more))
    before, after = findings(sheet_of(without)), findings(sheet_of(more))
    for rule, finding in before.items():
        if finding.truth is not Truth.UNKNOWN and not finding.missing:
            assert after[rule].truth is not ~finding.truth, f"{rule} flipped when {name} became known"


@MANY
@given(facts(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(known: dict[str, Any], shuffler: random.Random) -> None:
    names = list(known)
    shuffler.shuffle(names)
    assert json.dumps(assess({name: known[name] for name in names})) == json.dumps(assess(known))


@MANY
@given(facts())
def test_the_order_of_rules_does_not_matter(known: dict[str, Any]) -> None:
    forwards, backwards = sheet_of(known), sheet_of(known)
    rules = [rule for rule in RULES if rule.when is not None]
    there = {rule.id: rule.when.check(forwards) for rule in rules if rule.when is not None}
    back = {rule.id: rule.when.check(backwards) for rule in reversed(rules) if rule.when is not None}
    assert there == back


@MANY
@given(facts())
def test_the_quick_way_and_the_full_way_agree(known: dict[str, Any]) -> None:
    outcome, report = evaluate(known), assess(known)
    assert outcome.status == report["status"]
    assert list(outcome.codes) == [one["code"] for one in report["suggestions"]]
    sheet = sheet_of(known)
    for rule in RULES:
        if rule.when is not None:
            assert rule.when.truth(sheet_of(known)) is rule.when.check(sheet).truth


@MANY
@given(facts())
def test_stored_facts_give_the_same_bytes_again(known: dict[str, Any]) -> None:
    stored = json.dumps(known)
    assert json.dumps(assess(json.loads(stored))) == json.dumps(assess(known))


@MANY
@given(facts())
def test_every_fact_asked_for_is_really_unknown_or_open(known: dict[str, Any]) -> None:
    report = assess(known)
    asked = {one["code"].partition(":")[2] for one in report["suggestions"] if one["code"].startswith("OUT-MISSING:")}
    assert asked == {entry["fact"] for entry in report["missing"]}
    assert all(entry["unlocks"] >= 1 for entry in report["missing"])
