"""A whole interview in messy Chinese over the real Rasa, action server and gateway, ending in suggestions."""

from __future__ import annotations

import pytest

from certainty import Bounds
from operations.patient import load_script, talk
from records.cases import CaseView, case_view
from tests.system.running import System

pytestmark = pytest.mark.rasa


def seen(system: System, case_id: str) -> CaseView:
    view = case_view(system.db, case_id)
    assert view is not None
    return view


@pytest.fixture(scope="module")
def finished(system: System) -> CaseView:
    """The avulsion patient's case after the whole interview."""
    made = system.invite()
    with system.client() as client:
        talk(client, made.token, load_script("avulsion"))
    return seen(system, made.case_id)


def test_the_interview_ends(finished: CaseView) -> None:
    assert finished.talk.status == "finished"


def test_typed_words_became_typed_answers(finished: CaseView) -> None:
    answers = {item: answer.value for item, answer in finished.talk.answers.items()}
    assert answers["age"] == 52
    assert answers["cause"] == "bpa_avulsion"
    assert answers["onset"].low == pytest.approx(2 * 365.25)
    assert answers["place"] == ({"code": "little_f", "side": "R"}, {"code": "forearm_uln", "side": "R"})
    assert answers["pain_worst"] == Bounds(7, 8)
    assert answers["course"] == "both"
    assert answers["med1_drug"] == "pregabalin"
    assert answers["med1_dose"] in (300, Bounds(300, 300))
    assert answers["med1_regular"] is True
    assert answers["med2_drug"] == "ibuprofen"
    assert answers["med2_regular"] is False
    assert answers["noninvasive"] == "ineffective"


def test_dont_know_is_kept_as_what_it_is(finished: CaseView) -> None:
    assert finished.talk.answers["med2_dose"].unknown == "unsure"


def test_the_scales_are_scored_by_hand_reckoning(finished: CaseView) -> None:
    totals = {row.instrument: row.data["total"] for row in finished.scores if row.current and row.data}
    assert totals["DN4-interview"] == 4  # burning, electric, tingling, numb
    assert totals["PHQ-9"] == 10  # 1 + 2 + 3 + 2 + 0 + 1 + 1 + 0 + 0


def test_the_case_is_assessed_and_every_suggestion_says_why(finished: CaseView) -> None:
    assert finished.assessment is not None
    result = finished.assessment.result
    codes = {suggestion["code"] for suggestion in result["suggestions"]}
    assert result["status"] == "INSUFFICIENT"  # a clinician has confirmed nothing yet
    assert "OUT-MISSING:avulsion_confirmed" in codes or "OUT-MISSING:aetiologies" in codes
    assert all(suggestion["rule"] and suggestion["clause"]["section"] for suggestion in result["suggestions"])


def test_every_message_has_one_turn_and_the_words_are_verbatim(finished: CaseView) -> None:
    said = [line for line in finished.lines if line.direction == "in"]
    assert len({line.seq for line in finished.lines}) == len(finished.lines)
    assert "右手小指到前臂内侧" in [line.text for line in said]


def test_words_of_before_consent_are_gone(finished: CaseView) -> None:
    first = [line for line in finished.lines if line.direction == "in"][:3]  # opening, two consents
    assert all(not line.text for line in first)
