"""Re-assessing shows what changed and why: other facts, other readings, or other rules."""

from __future__ import annotations

from rules_engine.difference import difference
from rules_engine.evaluation import assess, readings_in_force
from tests.rules_engine.casebook import PATIENTS

BPA = PATIENTS["bpa"]


def test_nothing_changed() -> None:
    told = difference(assess(BPA), assess(BPA))
    assert told["status"] is None
    assert (told["came"], told["went"], told["changed"]) == ([], [], [])
    assert told["because"] == {"facts": {}, "rules": None, "readings": {}}


def test_another_reading_is_named_with_what_it_changed() -> None:
    facts = {**BPA, "pain_duration_months": 5}
    told = difference(assess(facts), assess(facts, readings_in_force({"duration_gate_months": 6})))
    assert told["status"] == ["CRITERIA_MET", "DEFER"]
    assert "OUT-DEFER-LT3" in [one["code"] for one in told["came"]]
    assert "OUT-SUIT-FIRST" in [one["code"] for one in told["went"]]
    assert told["because"]["readings"] == {"duration_gate_months": [3.0, 6]}


def test_another_fact_changes_what_a_code_rests_on() -> None:
    early, earlier = ({**BPA, "pain_duration_months": months} for months in (2, 1))
    told = difference(assess(early) | {"facts": early}, assess(earlier) | {"facts": earlier})
    assert told["changed"] == ["OUT-DEFER-LT3", "OUT-ACUTE-DRUG"]
    assert told["because"]["facts"] == {"pain_duration_months": [2, 1]}


def test_another_version_of_the_rules_is_named() -> None:
    newer = assess(BPA)
    newer["consensus"]["version"] = "0" * 12
    assert difference(assess(BPA), newer)["because"]["rules"] == [assess(BPA)["consensus"]["version"], "0" * 12]
