"""The protocol as data: what is asked, in which order, and under which conditions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from certainty import Truth
from instruments.load import load_all
from interview.answer import Answer, How, Why
from interview.load import load
from interview.protocol import ANY_ABOVE_ZERO, SUM_AT_LEAST, Protocol, applies
from rules_engine.facts import FACTS

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
        assert all(item in seen or item in (ANY_ABOVE_ZERO, SUM_AT_LEAST) for item in question.when), question.id
        seen.add(question.id)


def test_every_fact_that_a_patient_may_answer_is_asked(protocol: Protocol) -> None:
    """The consensus' question bank (WHO = P, F or R), each with the question that covers it, or where it comes from."""
    asked = {question.fact for question in protocol.questions.values() if question.fact}
    claimed = {fact for q in protocol.questions.values() for claims in q.claims.values() for fact in claims}
    elsewhere = {
        "pain_side": "the sides of the places in `place`",
        "pain_scale": "pain_worst is asked as an NRS",
        "drug_trials": "put together from the medicines",
        "nep_screen": "the scores of the screening scales",
        "phq9": "the PHQ-9 score",
        "gad7": "the GAD-7 score",
        "psych_treatment": "psych_history, for the psychiatrist to judge",
        "avulsion_confirmed": "reports of examinations, read by the clinician",
        "exam_pvr": "asked of staff: a bladder scan is done on the ward",
        "exam_dvt": "asked of staff: an ultrasound of the veins is done on the ward",
        "phase": "a setting of the clinic",
    }
    wanted = {name for name, fact in FACTS.items() if {"P", "F", "R"} & set(fact.who)}
    assert wanted - asked - claimed - set(elsewhere) == set()
    assert set(elsewhere) <= wanted, "a note about a fact that needs none"


def test_sensory_signs_told_by_the_patient_are_claims_of_the_examination_facts(protocol: Protocol) -> None:
    assert protocol.questions["skin"].claims["touch_hurts"] == {"sign_allodynia": True}


def test_optional_scales_are_asked_only_where_they_were_added(protocol: Protocol) -> None:
    assert not any(question.instrument == "painDETECT" for question in protocol.questions.values())
    added = load(load_all(), added=["painDETECT", "ID-Pain"])
    instruments = {question.instrument for question in added.questions.values()}
    assert {"painDETECT", "ID-Pain"} <= instruments


def test_a_scale_without_its_licence_is_left_out(protocol: Protocol) -> None:
    free = load(load_all(licensed=[]))
    assert {q.instrument for q in free.questions.values() if q.instrument} == {"PHQ-9", "GAD-7"}


def test_a_site_can_have_gad7_asked_whole() -> None:
    whole = load(load_all(), whole=["GAD-7"])
    assert SUM_AT_LEAST not in whole.questions["gad7_7"].when
