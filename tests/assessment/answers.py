"""Made-up answers, questions and scores for the tests of the assessment."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from instruments.score import Score
from interview.answer import Answer, How, Why
from interview.question import Question

WHEN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def question(id: str, kind: str, fact: str | None = None) -> Question:
    return Question(id=id, kind=kind, section="test", asks={"zh": id, "en": id}, fact=fact)  # type: ignore[arg-type]


QUESTIONS = {
    one.id: one
    for one in (
        question("triage", "choices", "red_flags"),
        question("age", "number", "age_years"),
        question("cause", "choice", "aetiologies"),
        question("onset", "duration", "pain_duration_months"),
        question("place", "region", "pain_regions"),
        question("quality", "choices", "pain_quality"),
        question("triggers", "choices", "pain_triggers"),
        question("pain_worst", "nrs", "vas_worst"),
        question("legs", "choice", "leg_motor"),
        question("bladder_bowel", "choice", "bladder_bowel"),
        question("drug_control", "choice", "drug_control"),
        question("medicine_any", "yes_no"),
        *(
            question(f"med{n}_{part}", kind)
            for n in (1, 2)
            for part, kind in (
                ("drug", "drug"), ("dose", "dose"), ("weeks", "duration"), ("regular", "yes_no"),
                ("effect", "choice"), ("stop", "choice"), ("more", "yes_no"),
            )
        ),
    )
}  # fmt: skip


def said(item: str, value: Any, *, message: str | None = None, about: str | None = None, by: str = "P") -> Answer:
    return Answer(item, value, None, message or f"m-{item}", How.EXACT, WHEN, by, (0, 2), about)


def not_known(item: str, why: Why = Why.UNSURE) -> Answer:
    return Answer(item, None, why, f"m-{item}", How.EXACT, WHEN)


def answers(*given: Answer) -> dict[str, Answer]:
    return {one.item: one for one in given}


def score(instrument: str, total: float | None, low: float | None, high: float | None, band: str | None) -> Score:
    return Score(instrument, "complete" if total is not None else "incomplete", total, low, high, band)
