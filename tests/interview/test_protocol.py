"""The protocol as data: what is asked, in which order, and under which conditions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from certainty import Truth
from interview.answer import Answer, How, Why
from interview.protocol import Protocol, applies

AT = datetime(2026, 11, 23, tzinfo=UTC)


def answered(item: str, value: object) -> dict[str, Answer]:
    return {item: Answer(item, value, None, "m", How.BUTTON, AT)}


def unknown(item: str, why: Why) -> dict[str, Answer]:
    return {item: Answer(item, None, why, "m", How.BUTTON, AT)}


def test_consents_come_first_and_the_summary_last(protocol: Protocol) -> None:
    order = list(protocol.questions)
    assert order[:2] == ["consent_general", "consent_sensitive"]
    assert order[-1] == "summary"


def test_a_question_whose_condition_is_not_yet_known_is_not_asked_and_not_expected(protocol: Protocol) -> None:
    expected = [question.id for question in protocol.still_to_ask({})]
    assert "med1_drug" not in expected
    assert applies(protocol.questions["med1_drug"], {}) is Truth.UNKNOWN


def test_medicines_are_asked_when_some_were_taken(protocol: Protocol) -> None:
    assert applies(protocol.questions["med1_drug"], answered("medicine_any", True)) is Truth.TRUE
    assert applies(protocol.questions["med1_drug"], answered("medicine_any", False)) is Truth.FALSE


def test_not_knowing_whether_medicines_were_taken_asks_no_further(protocol: Protocol) -> None:
    assert applies(protocol.questions["med1_drug"], unknown("medicine_any", Why.UNSURE)) is Truth.FALSE


def test_a_medicine_without_a_name_is_not_asked_for_its_dose(protocol: Protocol) -> None:
    known = answered("medicine_any", True)
    assert applies(protocol.questions["med1_dose"], known | answered("med1_drug", "pregabalin")) is Truth.TRUE
    assert applies(protocol.questions["med1_dose"], known | answered("med1_drug", "unknown")) is Truth.FALSE
    assert applies(protocol.questions["med1_dose"], known | unknown("med1_drug", Why.UNSURE)) is Truth.FALSE


@pytest.mark.parametrize(("value", "asked"), [(0, Truth.UNKNOWN), (1, Truth.TRUE)])
def test_the_functional_item_is_asked_once_any_symptom_is_there(protocol: Protocol, value: int, asked: Truth) -> None:
    assert applies(protocol.questions["phq9_10"], answered("phq9_1", value)) is asked


def test_the_functional_item_is_left_out_when_every_symptom_is_zero(protocol: Protocol) -> None:
    answers: dict[str, Answer] = {}
    for n in range(1, 10):
        answers |= answered(f"phq9_{n}", 0)
    assert applies(protocol.questions["phq9_10"], answers) is Truth.FALSE


def test_a_postponed_section_comes_after_all_others_but_before_the_summary(protocol: Protocol) -> None:
    order = [question.section for question in protocol.still_to_ask({}, ("pain",))]
    assert order.index("pain") > order.index("mood")
    assert order[-1] == "summary"


def test_every_condition_names_an_earlier_question(protocol: Protocol) -> None:
    seen: set[str] = set()
    for question in protocol.questions.values():
        assert all(item in seen or item == "any_above_zero" for item in question.when), question.id
        seen.add(question.id)


def test_an_interview_without_medicines_has_about_thirty_five_questions(protocol: Protocol) -> None:
    asked = list(protocol.still_to_ask(answered("medicine_any", False)))
    assert 33 <= len(asked) + 1 <= 40
