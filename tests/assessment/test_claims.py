"""What a choice claims beside its own answer, and what family answers for the patient."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.assess import assess
from assessment.facts import GatheredFacts, gather
from instruments.load import load_all
from interview.load import load
from rules_engine.facts import FACTS
from tests.assessment.answers import answers, not_known, said, score

QUESTIONS = load(load_all()).questions
CLAIMING = [question for question in QUESTIONS.values() if question.claims]


def told(*given: Any, **more: Any) -> GatheredFacts:
    return gather(QUESTIONS, answers(*given), **more)


def claimed(gathered: GatheredFacts) -> dict[str, Any]:
    return {one["fact"]: one["value"] for one in assess(gathered)["claimed"]}


def test_examinations_done_are_claimed_with_the_sentence_that_said_so() -> None:
    gathered = told(said("exams", ("mri", "coagulation"), message="m9"))
    assert gathered.facts() == {
        "exam_mri": {"value": "done", "by": "P"},
        "exam_coag": {"value": "done", "by": "P"},
    }
    source = {"by": "P", "message": "m9", "item": "exams", "words": [0, 2], "claimed": True}
    assert gathered.sources() == {"exam_mri": [source], "exam_coag": [source]}
    assert claimed(gathered) == {"exam_mri": "done", "exam_coag": "done"}


def test_an_examination_that_was_not_named_stays_unknown_and_is_never_not_done() -> None:
    assert told(said("exams", ())).facts() == {}
    assert "exam_ct" not in told(said("exams", ("mri",))).facts()
    assert told(not_known("exams")).facts() == {}


@pytest.mark.parametrize(
    ("choice", "fact"),
    [
        ("numb", "sign_hypoesthesia"), ("no_feeling", "sign_hypoesthesia"),
        ("touch_hurts", "sign_allodynia"), ("pinprick_hurts", "sign_hyperalgesia"),
    ],
)  # fmt: skip
def test_what_the_skin_feels_is_a_claim_of_a_sign(choice: str, fact: str) -> None:
    assert claimed(told(said("skin", (choice,)))) == {fact: True}


def test_two_choices_for_one_sign_claim_it_once() -> None:
    gathered = told(said("skin", ("numb", "no_feeling")))
    assert [len(sources) for sources in gathered.sources().values()] == [1]


def test_a_finding_stands_before_the_claim_and_both_stay_visible() -> None:
    gathered = told(said("exams", ("mri",)), findings={"exam_mri": {"value": "not_done", "by": "R", "id": "f1"}})
    assert gathered.facts()["exam_mri"] == {"value": "not_done", "by": "R"}
    assert [one.get("finding") for one in gathered.sources()["exam_mri"]] == ["f1", None]


def test_a_finding_taken_back_leaves_the_claim() -> None:
    gathered = told(said("exams", ("mri",)), findings={"exam_mri": {"value": None, "by": "R", "id": "f1"}})
    assert claimed(gathered) == {"exam_mri": "done"}


@pytest.mark.parametrize("question", CLAIMING, ids=[question.id for question in CLAIMING])
def test_every_claim_of_the_interview_is_one_the_dictionary_can_read(question: Any) -> None:
    choices = {choice.value for choice in question.choices}
    assert set(question.claims) <= choices
    for facts in question.claims.values():
        for fact, value in facts.items():
            assert FACTS[fact].kind.read(value, "P").value is not None


@pytest.mark.parametrize(
    ("item", "value", "fact", "arrives"),
    [
        ("antidepressant", True, "antidepressant_combined", True),
        ("antidepressant", False, "antidepressant_combined", False),
        ("mood_now", True, "mood_symptoms", True),
        ("mood_now", False, "mood_symptoms", False),
        ("leg_feeling", "impaired", "leg_sensory", "impaired"),
        ("injured", 365.25, "months_since_injury", 12.0),
    ],
)
def test_the_later_questions_reach_their_facts(item: str, value: Any, fact: str, arrives: Any) -> None:
    assert told(said(item, value)).facts()[fact] == {"value": arrives, "by": "P"}


def test_feeling_in_the_legs_is_only_claimed_by_the_patient() -> None:
    assert claimed(told(said("leg_feeling", "impaired"))) == {"leg_sensory": "impaired"}


def test_what_family_says_is_said_by_family() -> None:
    gathered = told(said("age", 80, by="F"), said("place", ({"code": "leg_all", "side": "R"},), by="F"))
    assert gathered.facts()["age_years"] == {"value": 80.0, "by": "F"}  # the dictionary lets family say the age
    assert gathered.facts()["pain_regions"]["by"] == "F"  # but not where it hurts: that is claimed
    assert claimed(gathered) == {"pain_regions": ["leg_all"], "pain_side": "R"}


def test_a_scale_that_family_answered_is_not_the_patients() -> None:
    gathered = told(said("phq9_1", 3, by="F"), scores=[score("PHQ-9", 12, 12, 12, "moderate")])
    assert gathered.facts()["phq9"] == {"value": 12, "by": "F"}
    assert claimed(gathered) == {"phq9": 12}
    own = told(said("phq9_1", 3), said("age", 80, by="F"), scores=[score("PHQ-9", 12, 12, 12, "moderate")])
    assert own.facts()["phq9"] == {"value": 12, "by": "P"}


def test_no_medicine_taken_leaves_control_by_drugs_unknown() -> None:
    assert told(said("medicine_any", False)).facts() == {"drug_trials": {"value": [], "by": "P"}}
