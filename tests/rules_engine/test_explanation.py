"""Why a suggestion stands, what would change it, and which clauses speak for and against each option."""

from __future__ import annotations

from typing import Any

import pytest

from rules_engine.change import what_would_change
from rules_engine.evaluation import assess, evaluate, sheet_of
from rules_engine.explanation import explain, findings, options, to_find_out
from tests.rules_engine.casebook import PATIENTS

BPA, PHN, SCI = PATIENTS["bpa"], PATIENTS["phn"], PATIENTS["sci"]


def without(facts: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in names}


def suggestion(facts: dict[str, Any], code: str) -> dict[str, Any]:
    return next(one for one in assess(facts)["suggestions"] if one["code"] == code)


def test_two_rules_of_one_code_stand_together_with_both_grades() -> None:
    first = suggestion(SCI, "OUT-SUIT-FIRST")
    assert first["rule"] == "IND-2, R5b"
    assert [grade["grade"] for grade in first["grades"]] == ["1A", "2B"]


def test_body_and_recommendation_are_both_shown() -> None:
    early = suggestion({**BPA, "pain_duration_months": 1}, "OUT-DEFER-LT3")
    assert {(grade["grade"], grade["where"][:6]) for grade in early["grades"]} == {
        ("2B", "推荐意见7"),
        ("1A", "§4.3-1"),
    }


def test_shingles_has_no_grade_of_its_own() -> None:
    assert suggestion(PHN, "OUT-SUIT-AFTER")["grades"][0] == {"grade": "未分级", "where": "本项"}


def test_a_suggestion_that_waits_names_the_fact() -> None:
    told = suggestion({**BPA, "psych_severe": True}, "OUT-PSY-EVAL")
    assert told["missing"] == ["psych_cause"]


def test_one_unknown_that_stands_in_the_way() -> None:
    assert what_would_change(sheet_of(without(BPA, "cognition")), "OUT-SUIT-FIRST") == [("cognition",)]


def test_two_unknowns_that_have_to_be_settled_together() -> None:
    found = what_would_change(sheet_of(without(BPA, "cognition", "pain_duration_months")), "OUT-SUIT-FIRST")
    assert found == [("pain_duration_months", "cognition")]


def test_three_unknowns_are_too_many_for_a_set_of_two() -> None:
    open_facts = without(BPA, "cognition", "pain_duration_months", "age_years")
    assert what_would_change(sheet_of(open_facts), "OUT-SUIT-FIRST") == []


def test_a_settled_code_is_changed_by_nothing_unknown() -> None:
    assert what_would_change(sheet_of(BPA), "OUT-SUIT-FIRST") == []


def test_what_would_change_leaves_the_sheet_as_it_was() -> None:
    sheet = sheet_of(without(BPA, "cognition"))
    before = (dict(sheet.values), dict(sheet.shown))
    what_would_change(sheet, "OUT-SUIT-FIRST")
    assert (sheet.values, sheet.shown) == before


def test_each_set_really_flips_the_code() -> None:
    facts = without(BPA, "cognition", "avulsion_confirmed")
    for names in what_would_change(sheet_of(facts), "OUT-SUIT-FIRST"):
        values = {"cognition": "normal", "avulsion_confirmed": True, "deafferentation_documented": True}
        known = {**facts, **{name: values[name] for name in names}}
        assert "OUT-SUIT-FIRST" in evaluate(known).codes, names


def test_clauses_for_and_against_stand_side_by_side() -> None:
    told = {one["option"]: one for one in options(sheet_of({**BPA, "pain_duration_months": 1}))}
    assert "TIM-2" in [one["rule"] for one in told["less_invasive"]["for"]]
    assert "TIM-2" in [one["rule"] for one in told["drez"]["against"]]
    assert "R7c" in [one["rule"] for one in told["drez"]["for"]]


def test_the_missing_are_split_by_who_can_settle_them_and_ranked() -> None:
    missing = assess(without(BPA, "cognition", "pain_duration_months"))["missing"]
    split = to_find_out(missing)
    assert [one["fact"] for one in split["ask"]] == ["pain_duration_months"]
    assert [one["fact"] for one in split["examine"]] == ["cognition"]
    unlocks = [one["unlocks"] for one in assess({})["missing"]]
    assert unlocks == sorted(unlocks, reverse=True)


def test_a_missing_fact_counts_its_suggestion_and_its_gate() -> None:
    (entry,) = assess(without(BPA, "pain_duration_months"))["missing"]
    assert entry == {"fact": "pain_duration_months", "ask": "Q-DUR", "who": "P,F,R", "unlocks": 2}


def test_a_trial_says_which_part_fell_short() -> None:
    trial = {"drug": "pregabalin", "max_mg_day": 150, "weeks": 2, "regular": False, "stop": "selfstop"}
    (told,) = explain(sheet_of({**BPA, "drug_trials": [trial]}))["trials"]
    assert (told["adequate"], told["below"]) == ("FALSE", ["dose", "weeks", "regular"])
    assert told["needs"] == {"mg_day": 300.0, "weeks": 4.0}


@pytest.mark.parametrize(
    ("changed", "fact"),
    [
        ({"exam_ep": "contraindicated"}, "exam_ep"), ({"neuromodulation_tx": "refused"}, "neuromodulation_tx"),
        ({"aetiologies": ["segmental_cancer"]}, "aetiologies"),
        ({"segment_sensory_deficit": "mild"}, "segment_sensory_deficit"),
        ({"drug_trials": [{"drug": "pregabalin", "max_mg_day": 150}]}, "drug_trials"),
        ({"pain_scale": "NRS"}, "pain_scale"),
    ],
)  # fmt: skip
def test_notes_without_a_code_are_remarks(changed: dict[str, Any], fact: str) -> None:
    assert fact in [one["fact"] for one in explain(sheet_of({**BPA, **changed}))["remarks"]]


def test_an_mri_that_cannot_be_done_has_a_code_and_no_remark() -> None:
    told = explain(sheet_of({**BPA, "exam_mri": "contraindicated", "pain_scale": "VAS"}))["remarks"]
    assert told == []


def test_every_rule_that_can_be_computed_has_a_finding() -> None:
    assert len(findings(sheet_of({}))) > 80
