"""Facts as given: what counts, what is claimed, what cannot be read, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from rules_engine.evaluation import assess, evaluate, sheet_of
from rules_engine.facts import FACTS
from rules_engine.intake import FactsError


def test_an_unknown_name_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(FactsError, match=r"vas_wrost.*vas_worst"):
        assess({"vas_wrost": 5})


def test_a_report_of_an_unknown_name_is_refused() -> None:
    with pytest.raises(FactsError, match="agee"):
        assess({"reports": [{"fact": "agee", "value": 5, "source": "x"}]})


def test_a_by_that_does_not_exist_is_refused() -> None:
    with pytest.raises(FactsError, match="'by' is one of P, F, R"):
        assess({"cognition": {"value": "normal", "by": "X"}})


def test_an_unknown_key_beside_value_is_refused() -> None:
    with pytest.raises(FactsError, match="cognition"):
        assess({"cognition": {"value": "normal", "who": "C"}})


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("age_years", "fifty"), ("age_years", True), ("age_years", -1), ("age_years", 121), ("age_years", [40, 50]),
        ("age_years", {"low": 50, "high": 40}), ("age_years", float("nan")), ("age_years", float("inf")),
        ("vas_worst", 10.1), ("vas_worst", 75), ("vas_worst", [7]), ("vas_worst", [8, 7]), ("vas_worst", "8"),
        ("phq9", 28), ("gad7", 22), ("hama", -1), ("cognition", "poor"), ("cognition", 1), ("psych_severe", "yes"),
        ("psych_severe", 1), ("aetiologies", "phn"), ("aetiologies", ["toothache"]), ("drug_trials", "none"),
        ("pain_quality", {"a": 1}), ("pain_segments", ["C9"]), ("sci_nli", "T13"), ("nep_screen", 5),
        ("red_flags", "RF-SUI"), ("leg_motor", "weak"), ("exam_mri", "booked"), ("segment_match", "na?"),
        ("months_since_injury", 1e300), ("pain_duration_months", -0.1), ("nep_screen", [{"tool": ["DN4"]}]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_unknown_and_named(fact: str, value: Any) -> None:
    report = assess({fact: value})
    assert fact not in sheet_of({fact: value}).values
    assert any(note.startswith(fact) for note in report["notes"])


@pytest.mark.parametrize("value", ["unknown", None])
@pytest.mark.parametrize("fact", FACTS)
def test_unknown_is_the_same_as_absent(fact: str, value: Any) -> None:
    assert assess({fact: value}) == assess({})


@pytest.mark.parametrize("fact", [name for name, fact in FACTS.items() if not fact.na])
def test_does_not_apply_is_unknown_where_the_clause_always_applies(fact: str) -> None:
    assert assess({fact: "na"}) == assess({})


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_says_who_may_answer_and_what_it_is(fact: str) -> None:
    assert FACTS[fact].who
    assert FACTS[fact].says["zh"] and FACTS[fact].says["en"]
    assert FACTS[fact].asks or fact in ("phase", "site_qualified")


@pytest.mark.parametrize(
    ("fact", "value", "who"),
    [
        ("age_years", 40, "P F R"), ("avulsion_confirmed", True, "I C R"), ("deafferentation_documented", True, "C I"),
        ("pain_duration_months", 5, "P F R"), ("vas_worst", 7, "P"), ("segment_match", True, "C"),
        ("pain_level_relation", "at", "C"), ("leg_motor", "normal", "C"), ("drug_control", "uncontrolled", "P C"),
        ("cognition", "normal", "C"), ("psych_severe", False, "PSY C"), ("psych_cause", "pain_caused", "PSY"),
        ("psych_treatment", "none", "PSY R"), ("cardiopulmonary", "ok", "AN C"), ("coagulation", "ok", "C L"),
        ("anaesthesia_tolerance", "ok", "AN"), ("severe_comorbidity", False, "C"), ("bladder_bowel", "normal", "P"),
        ("exam_mri", "done", "R I"), ("red_flags", [], "P F C"), ("aetiologies", ["phn"], "R C I"),
        ("mood_symptoms", True, "P C"), ("noninvasive_tx", "effective", "P R"), ("drug_trials", [], "P R"),
    ],
)  # fmt: skip
def test_only_who_may_answer_confirms(fact: str, value: Any, who: str) -> None:
    for by in ("P", "F", "R", "C", "L", "I", "PSY", "AN", "S"):
        sheet = sheet_of({fact: {"value": value, "by": by}})
        assert (fact in sheet.values) is (by in who.split()), by
        assert (fact in sheet.claims) is (by not in who.split()), by


def test_a_claimed_new_change_of_the_bladder_is_an_alarm_all_the_same() -> None:
    assert evaluate({"bladder_bowel": {"value": "new_change", "by": "F"}}).status == "URGENT_HUMAN"


def test_an_interval_with_equal_ends_is_that_number() -> None:
    assert (
        evaluate({"pain_duration_months": {"low": 3, "high": 3}}).codes == evaluate({"pain_duration_months": 3}).codes
    )


def test_because_shows_the_value_as_it_was_given() -> None:
    report = assess({"vas_worst": [3, 4], "vas_average": 2})
    low = next(one for one in report["suggestions"] if one["code"] == "OUT-SEV-LT5")
    assert low["because"] == [{"fact": "vas_worst", "value": [3, 4]}]


def test_a_conflict_shows_both_values() -> None:
    report = assess({"age_years": 40, "reports": [{"fact": "age_years", "value": 41, "source": "x"}]})
    told = next(one for one in report["suggestions"] if one["code"] == "OUT-CONFLICT:age_years")
    assert told["because"] == [{"fact": "age_years", "value": 40}, {"fact": "age_years", "value": 41}]


@pytest.mark.parametrize("reports", ["x", [5], [{"fact": "age_years"}], {"fact": "age_years"}])
def test_reports_that_cannot_be_read_are_named(reports: Any) -> None:
    assert any(note.startswith("reports") for note in assess({"reports": reports})["notes"])
