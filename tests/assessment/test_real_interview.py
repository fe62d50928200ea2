"""The default interview and the fact dictionary fit: every choice a patient has can be read by the rules."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.facts import gather
from assessment.medicines import ANY
from instruments.load import load_all
from interview.load import load
from interview.question import Question
from rules_engine.evaluation import sheet_of
from rules_engine.facts import FACTS
from rules_engine.segments import regions
from tests.assessment.answers import answers, said

QUESTIONS: dict[str, Question] = dict(load(load_all()).questions)
ABOUT_A_FACT = [question for question in QUESTIONS.values() if question.fact]


def example_values(question: Question) -> list[Any]:
    if question.kind == "region":
        return [({"code": code, "side": "L"},) for code in regions()]
    if question.kind in ("nrs", "number", "duration"):
        return [7]
    if question.kind == "yes_no":
        return [True, False]
    values = [choice.value for choice in question.choices]
    return [(value,) for value in values] if question.kind in ("choices", "quality") else list(values)


@pytest.mark.parametrize("question", ABOUT_A_FACT, ids=[question.id for question in ABOUT_A_FACT])
def test_every_answer_to_the_default_interview_can_be_read(question: Question) -> None:
    assert question.fact in FACTS
    for value in example_values(question):
        facts = gather(QUESTIONS, answers(said(question.id, value))).facts()
        assert question.fact in facts, value
        assert sheet_of(facts).notes == [], value


def test_the_medicines_are_asked_for_under_the_names_the_assessment_reads() -> None:
    wanted = {ANY} | {f"med1_{part}" for part in ("drug", "dose", "weeks", "regular", "effect", "stop", "more")}
    assert wanted <= QUESTIONS.keys()


@pytest.mark.parametrize("part", ["effect", "stop"])
def test_every_choice_about_a_medicine_can_be_read(part: str) -> None:
    for choice in QUESTIONS[f"med1_{part}"].choices:
        given = answers(said("med1_drug", "pregabalin"), said(f"med1_{part}", choice.value), said("med1_more", False))
        sheet = sheet_of(gather(QUESTIONS, given).facts())
        assert sheet.notes == []
        assert getattr(sheet.values["drug_trials"][0], part) == choice.value
