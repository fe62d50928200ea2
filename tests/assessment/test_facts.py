"""Answers, scores and findings become facts, each with who said it and where."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assessment.assess import assess, would_change, would_change_since
from assessment.facts import gather
from certainty import Bounds
from interview.answer import Why
from tests.assessment.answers import QUESTIONS, answers, not_known, said, score


def facts(*given: Any, **more: Any) -> dict[str, Any]:
    return gather(QUESTIONS, answers(*given), **more).facts()


def test_a_patients_answer_keeps_its_message_item_and_words() -> None:
    gathered = gather(QUESTIONS, answers(said("age", 52, message="m7")))
    assert gathered.facts() == {"age_years": {"value": 52.0, "by": "P"}}
    assert gathered.sources() == {"age_years": [{"by": "P", "message": "m7", "item": "age", "words": [0, 2]}]}


@pytest.mark.parametrize(
    ("days", "months"),
    [(91.3125, 3.0), (182.625, 6.0), (365.25, 12.0)],  # 30.4375 days a month, 365.25 a year
)
def test_days_become_months(days: float, months: float) -> None:
    assert facts(said("onset", days))["pain_duration_months"]["value"] == months


def test_a_day_less_than_three_months_is_less_than_three_months() -> None:
    assert facts(said("onset", 91.0))["pain_duration_months"]["value"] < 3.0


def test_a_range_of_days_becomes_a_range_of_months() -> None:
    value = facts(said("onset", Bounds(60.875, 91.3125)))["pain_duration_months"]["value"]
    assert value == {"low": 2.0, "high": 3.0}


@pytest.mark.parametrize(
    ("about", "low", "high"), [("about", 2.7, 3.3), ("almost", 2.4, 3.0), ("less", 0.0, 3.0), ("more", 3.0, 4.5)]
)
def test_a_qualified_duration_is_an_interval(about: str, low: float, high: float) -> None:
    value = facts(said("onset", 91.3125, about=about))["pain_duration_months"]["value"]
    assert value == {"low": pytest.approx(low), "high": pytest.approx(high)}


@pytest.mark.parametrize("about", ["about", "almost", "less"])
def test_about_three_months_does_not_settle_the_gate(about: str) -> None:
    gathered = gather(QUESTIONS, answers(said("onset", 91.3125, about=about)))
    codes = [one["code"] for one in assess(gathered)["suggestions"]]
    assert "OUT-DEFER-LT3" not in codes
    assert "OUT-MISSING:pain_duration_months" in codes


def test_over_three_months_settles_the_gate() -> None:
    gathered = gather(QUESTIONS, answers(said("onset", 91.3125, about="more")))
    assert "OUT-MISSING:pain_duration_months" not in [one["code"] for one in assess(gathered)["suggestions"]]


@pytest.mark.parametrize("why", list(Why))
def test_no_reason_for_an_unknown_is_ever_a_value(why: Why) -> None:
    assert facts(not_known("drug_control", why), not_known("triage", why), not_known("medicine_any", why)) == {}


def test_a_range_of_points_stays_a_range_and_the_scale_is_named() -> None:
    assert facts(said("pain_worst", Bounds(7, 8))) == {
        "vas_worst": {"value": {"low": 7, "high": 8}, "by": "P"},
        "pain_scale": {"value": "NRS", "by": "P"},
    }


def test_places_give_codes_and_one_side() -> None:
    places = ({"code": "little_f", "side": "L"}, {"code": "forearm_uln", "side": "L"})
    given = facts(said("place", places))
    assert given["pain_regions"]["value"] == ["little_f", "forearm_uln"]
    assert given["pain_side"]["value"] == "L"


def test_places_on_either_side_are_both() -> None:
    places = ({"code": "calf", "side": "L"}, {"code": "calf", "side": "R"})
    assert facts(said("place", places))["pain_side"]["value"] == "both"


def test_a_side_not_said_is_not_known() -> None:
    assert "pain_side" not in facts(said("place", ({"code": "calf", "side": None},)))


def test_the_cause_named_by_the_patient_is_only_claimed() -> None:
    result = assess(gather(QUESTIONS, answers(said("cause", "phn"))))
    assert result["claimed"] == [{"fact": "aetiologies", "value": ["phn"], "by": "P"}]
    assert "aetiologies" in [entry["fact"] for entry in result["missing"]]
    entry = next(entry for entry in result["missing"] if entry["fact"] == "aetiologies")
    assert entry["claimed"] == {"value": ["phn"], "by": "P"}


def test_a_clinicians_finding_goes_before_the_claim_and_both_stay_visible() -> None:
    gathered = gather(
        QUESTIONS, answers(said("cause", "phn")), findings={"aetiologies": {"value": ["sci"], "by": "C", "id": "f1"}}
    )
    assert gathered.facts()["aetiologies"] == {"value": ["sci"], "by": "C"}
    assert [one["by"] for one in gathered.sources()["aetiologies"]] == ["C", "P"]
    assert gathered.sources()["aetiologies"][1]["claimed"] is True


def test_a_clinicians_finding_goes_before_a_confirmed_answer_without_a_conflict() -> None:
    gathered = gather(
        QUESTIONS,
        answers(said("drug_control", "controlled")),
        findings={"drug_control": {"value": "uncontrolled", "by": "C"}},
    )
    assert gathered.facts() == {"drug_control": {"value": "uncontrolled", "by": "C"}}


def test_what_a_clinician_takes_down_of_the_age_counts_as_records() -> None:
    assert facts(findings={"age_years": {"value": 44, "by": "C"}}) == {"age_years": {"value": 44, "by": "R"}}


def test_what_a_clinician_takes_down_of_the_quality_counts_as_the_patients_words() -> None:
    assert facts(findings={"pain_quality": {"value": ["burning"], "by": "C"}})["pain_quality"]["by"] == "P"


def test_a_finding_by_somebody_who_may_not_stays_claimed() -> None:
    gathered = gather(QUESTIONS, {}, findings={"psych_cause": {"value": "pain_caused", "by": "C"}})
    assert assess(gathered)["claimed"] == [{"fact": "psych_cause", "value": "pain_caused", "by": "C"}]


def test_a_finding_of_nothing_is_no_finding() -> None:
    assert facts(findings={"cognition": {"value": None, "by": "C"}}) == {}


def test_two_findings_that_disagree_are_a_conflict() -> None:
    found = [{"value": "ok", "by": "L", "id": "f1"}, {"value": "severe", "by": "C", "id": "f2"}]
    result = assess(gather(QUESTIONS, {}, findings={"coagulation": found}))
    assert "OUT-CONFLICT:coagulation" in [one["code"] for one in result["suggestions"]]
    assert "OUT-CI-COAG" not in [one["code"] for one in result["suggestions"]]


def test_red_flags_of_the_question_and_of_the_alarms_are_united() -> None:
    given = facts(said("triage", ("RF-FEVER",)), red_flags={"RF-SUI": "m9"})
    assert given["red_flags"]["value"] == ["RF-FEVER", "RF-SUI"]


def test_screened_and_none_is_an_answer() -> None:
    assert facts(said("triage", ()))["red_flags"] == {"value": [], "by": "P"}


def test_not_screened_is_not_none() -> None:
    assert "red_flags" not in facts()


def test_an_alarm_alone_makes_the_case_urgent() -> None:
    assert assess(gather(QUESTIONS, {}, red_flags=["RF-SUI"]))["status"] == "URGENT_HUMAN"


def test_no_trigger_chosen_is_left_out() -> None:
    assert facts(said("triggers", ())) == {}


def test_phq9_complete_and_bounded() -> None:
    assert facts(scores=[score("PHQ-9", 12, 12, 12, "moderate")])["phq9"]["value"] == 12
    assert facts(scores=[score("PHQ-9", None, 8, 14, "undetermined")])["phq9"]["value"] == {"low": 8, "high": 14}
    assert "phq9" not in facts(scores=[score("PHQ-9", None, None, None, None)])


def test_hama_is_the_clinicians() -> None:
    assert facts(scores=[score("HAMA", 16, 16, 16, "definite")])["hama"] == {"value": 16, "by": "C"}


def test_the_interview_part_of_dn4_only_claims() -> None:
    result = assess(gather(QUESTIONS, {}, scores=[score("DN4-interview", 5, 5, 5, "neuropathic")]))
    assert [one["fact"] for one in result["claimed"]] == ["nep_screen"]


def test_a_full_dn4_counts() -> None:
    given = facts(scores=[score("DN4", 6, 6, 6, "neuropathic"), score("DN4-interview", 5, 5, 5, "neuropathic")])
    assert given["nep_screen"] == {"value": [{"tool": "DN4", "score": 6, "positive": True}], "by": "C"}


def test_an_unclear_paindetect_tells_nothing() -> None:
    assert facts(scores=[score("painDETECT", 15, 15, 15, "unclear")]) == {}


def test_every_reason_says_where_it_came_from() -> None:
    gathered = gather(QUESTIONS, answers(said("onset", 30.4375, message="m4")))
    result = assess(gathered)
    early = next(one for one in result["suggestions"] if one["code"] == "OUT-DEFER-LT3")
    assert early["because"] == [
        {"fact": "pain_duration_months", "value": 1.0,
         "source": {"by": "P", "message": "m4", "item": "onset", "words": [0, 2]}}
    ]  # fmt: skip


def test_the_assessment_is_plain_json_and_the_same_twice() -> None:
    given = answers(said("age", 52), said("onset", 400), said("pain_worst", Bounds(7, 8)), said("triage", ()))
    first, second = (json.dumps(assess(gather(QUESTIONS, given))) for _ in range(2))
    assert first == second


def test_what_would_change_is_worked_out_on_demand() -> None:
    gathered = gather(QUESTIONS, answers(said("age", 52)))
    assert ("pain_duration_months",) in would_change(gathered, "OUT-DEFER-LT3")


def test_what_would_change_is_worked_out_again_from_a_kept_assessment() -> None:
    gathered = gather(QUESTIONS, answers(said("age", 52)))
    kept = json.loads(json.dumps(assess(gathered)))
    assert would_change_since(kept, "OUT-DEFER-LT3") == would_change(gathered, "OUT-DEFER-LT3")


def test_under_newer_rules_a_kept_assessment_has_to_be_made_again_first() -> None:
    kept = assess(gather(QUESTIONS, answers(said("age", 52))))
    older = kept | {"consensus": kept["consensus"] | {"version": "older"}}
    assert would_change_since(older, "OUT-DEFER-LT3") is None
