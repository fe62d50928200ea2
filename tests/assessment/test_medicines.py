"""The medicines of the interview become one list of drug trials, with nothing made up."""

from __future__ import annotations

from typing import Any

from assessment.facts import gather
from certainty import Bounds
from tests.assessment.answers import QUESTIONS, answers, not_known, said


def trials(*given: Any) -> Any:
    facts = gather(QUESTIONS, answers(*given)).facts()
    return facts["drug_trials"]["value"] if "drug_trials" in facts else None


def test_one_medicine_told_in_full() -> None:
    assert trials(
        said("medicine_any", True), said("med1_drug", "pregabalin"), said("med1_dose", 300), said("med1_weeks", 56),
        said("med1_regular", True), said("med1_effect", "none"), said("med1_stop", "inefficacy"),
        said("med1_more", False),
    ) == [
        {"drug": "pregabalin", "max_mg_day": 300.0, "weeks": 8.0, "regular": True, "effect": "none",
         "stop": "inefficacy"}
    ]  # fmt: skip


def test_a_dose_as_a_range_stays_a_range() -> None:
    told = trials(said("med1_drug", "gabapentin"), said("med1_dose", Bounds(900, 1200)), said("med1_more", False))
    assert told == [{"drug": "gabapentin", "max_mg_day": {"low": 900, "high": 1200}}]


def test_asked_and_none_taken_is_an_empty_list() -> None:
    assert trials(said("medicine_any", False)) == []


def test_taken_but_not_yet_named_is_an_unknown_trial() -> None:
    assert trials(said("medicine_any", True)) == [{"drug": "unknown"}]


def test_not_asked_is_not_known() -> None:
    assert trials(not_known("medicine_any")) is None
    assert trials() is None


def test_a_medicine_not_remembered_is_an_unknown_trial() -> None:
    assert trials(said("medicine_any", True), not_known("med1_drug"), said("med1_more", False)) == [{"drug": "unknown"}]


def test_another_one_to_come_keeps_the_list_open() -> None:
    told = trials(said("med1_drug", "pregabalin"), said("med1_more", True))
    assert told == [{"drug": "pregabalin"}, {"drug": "unknown"}]


def test_not_asked_for_another_keeps_the_list_open() -> None:
    assert trials(said("med1_drug", "pregabalin")) == [{"drug": "pregabalin"}, {"drug": "unknown"}]


def test_a_vague_class_is_an_unknown_trial_but_an_nsaid_is_none_of_the_first_line() -> None:
    assert trials(said("med1_drug", "class:painkiller"), said("med1_more", False)) == [{"drug": "unknown"}]
    assert trials(said("med1_drug", "class:nsaid"), said("med1_more", False)) == [{"drug": "class:nsaid"}]


def test_two_medicines_in_order() -> None:
    told = trials(
        said("med2_drug", "duloxetine"), said("med1_drug", "pregabalin"), said("med1_more", True),
        said("med2_more", False),
    )  # fmt: skip
    assert [trial["drug"] for trial in told] == ["pregabalin", "duloxetine"]
