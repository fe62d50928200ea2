"""Answers that cannot both hold, and those that only look so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from certainty import Bounds
from interview.answer import Answer, How, Why
from interview.contradictions import contradictions

AT = datetime(2026, 11, 23, tzinfo=UTC)


def found(**values: Any) -> list[str]:
    answers = {item: Answer(item, value, None, "m", How.BUTTON, AT) for item, value in values.items()}
    return [one.id for one in contradictions(answers)]


@pytest.mark.parametrize(
    ("worst", "average", "odd"),
    [(5, 6, True), (6, 6, False), (7, 6, False), (Bounds(5, 6), 6, False), (Bounds(4, 5), Bounds(6, 7), True)],
)
def test_worst_below_average_is_odd_only_when_no_value_fits(worst: Any, average: Any, odd: bool) -> None:
    assert ("worst_below_average" in found(pain_worst=worst, pain_average=average)) is odd


@pytest.mark.parametrize(("onset", "injured", "odd"), [(1000, 100, True), (120, 100, False), (90, 1000, False)])
def test_pain_long_before_the_injury_is_odd(onset: float, injured: float, odd: bool) -> None:
    assert ("pain_older_than_injury" in found(onset=onset, injured=injured)) is odd


def test_an_unknown_contradicts_nothing() -> None:
    answers = {
        "pain_worst": Answer("pain_worst", None, Why.UNSURE, "m", How.BUTTON, AT),
        "pain_average": Answer("pain_average", 7, None, "m", How.BUTTON, AT),
    }
    assert list(contradictions(answers)) == []


def test_electricity_in_one_place_and_not_in_the_other_is_odd() -> None:
    assert found(quality=("electric",), dn4_3=False) == ["electric_once"]
    assert found(quality=("electric",), dn4_3=True) == []


def test_no_medicine_but_an_antidepressant_is_odd() -> None:
    assert found(medicine_any=False, antidepressant=True) == ["no_medicine_but_one"]
