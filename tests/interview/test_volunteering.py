"""What was said before it was asked is offered for confirmation when its question comes."""

from __future__ import annotations

import json

import pytest

from interview.answer import How
from interview.turn import Talk
from interview.volunteering import VOLUNTEERED
from tests.interview.conftest import Conversation

ALL_AT_ONCE = "右手，火烧一样疼，半年了，晚上厉害"
HALF_A_YEAR = 365.25 / 2


def known(conversation: Conversation) -> set[str]:
    return set(conversation.talk.notes.get(VOLUNTEERED) or {})


def test_one_message_answers_its_question_and_leaves_candidates_for_the_others(conversation: Conversation) -> None:
    conversation.until("cause")
    conversation.type("带状疱疹以后，右手火烧一样疼")
    assert conversation.talk.answers["cause"].value == "phn"
    assert known(conversation) == {"place", "quality"}
    assert "place" not in conversation.talk.answers


def test_the_candidate_is_offered_and_counts_once_confirmed(conversation: Conversation) -> None:
    conversation.until("cause")
    said = conversation.type(ALL_AT_ONCE)
    assert known(conversation) >= {"onset", "place", "quality"}
    assert said.answers == ()
    conversation.wait(30)
    put = conversation.command("unsure")
    assert conversation.talk.item == "onset"
    assert "您前面说过：6个月。对吗？" in put.reply[-1].text
    assert put.reply[-1].widget is not None
    assert [choice["value"] for choice in put.reply[-1].widget["choices"]] == ["confirm_yes", "confirm_again"]
    assert conversation.incoming is not None
    conversation.tap("confirm_yes")
    answer = conversation.talk.answers["onset"]
    assert (answer.value, answer.heard) == (pytest.approx(HALF_A_YEAR), How.CONFIRMED)


def test_a_confirmed_candidate_points_to_the_message_and_the_words_it_was_said_in(conversation: Conversation) -> None:
    conversation.until("cause")
    conversation.type(ALL_AT_ONCE)
    assert conversation.incoming is not None
    message = conversation.incoming.id
    conversation.command("unsure")
    conversation.type("对")
    answer = conversation.talk.answers["onset"]
    assert answer.message == message
    assert answer.words is not None
    assert ALL_AT_ONCE[slice(*answer.words)] == "半年"


def test_of_several_values_it_is_asked_whether_they_are_all(conversation: Conversation) -> None:
    conversation.until("place")
    outcome = conversation.type("右手火烧一样疼")
    assert conversation.talk.item == "quality"
    assert outcome.reply[-1].text.endswith("您前面说过：像火烧。对吗，就这些吗？")
    conversation.tap("confirm_yes")
    assert conversation.talk.answers["quality"].value == ("burning",)


def test_a_candidate_that_is_refused_is_asked_from_the_start(conversation: Conversation) -> None:
    conversation.until("place")
    conversation.type("右手火烧一样疼")
    outcome = conversation.tap("confirm_again")
    assert conversation.talk.item == "quality"
    assert "quality" not in conversation.talk.answers
    assert outcome.reply[-1].widget is not None
    assert outcome.reply[-1].widget["kind"] == "many"
    assert known(conversation) == set()


def test_a_new_value_instead_of_a_yes_counts(conversation: Conversation) -> None:
    conversation.until("cause")
    conversation.type(ALL_AT_ONCE)
    conversation.command("unsure")
    conversation.type("不是，五年了")
    assert conversation.talk.answers["onset"].value == 5 * 365.25


def test_how_long_a_medicine_was_taken_is_not_kept_as_the_time_of_the_pain(conversation: Conversation) -> None:
    conversation.until("cause")
    conversation.type("手疼，吃普瑞巴林半年了")
    assert "onset" not in known(conversation)


def test_a_place_that_is_only_weak_is_not_kept_as_the_place_of_the_pain(conversation: Conversation) -> None:
    conversation.until("cause")
    conversation.type("右腿没力气")
    assert known(conversation) == set()


def test_nothing_is_kept_from_the_answer_to_a_scale_item(conversation: Conversation) -> None:
    conversation.until("dn4_1" if "dn4_1" in conversation.protocol.questions else "phq9_1")
    conversation.type("左脚火烧一样疼五年了")
    assert known(conversation) == set()


def test_no_scale_item_is_ever_a_candidate(conversation: Conversation) -> None:
    conversation.until("cause")
    conversation.type("右手疼，七八分，几乎每天都高兴不起来，半年了")
    for item in known(conversation):
        assert conversation.protocol.questions[item].instrument is None
        assert conversation.protocol.questions[item].kind != "nrs"


def test_candidates_are_forgotten_when_consent_is_taken_back(conversation: Conversation) -> None:
    conversation.until("cause")
    conversation.type(ALL_AT_ONCE)
    assert known(conversation)
    conversation.command("withdraw")
    assert conversation.talk.notes.get(VOLUNTEERED) is None


def test_before_consent_nothing_is_kept(conversation: Conversation) -> None:
    conversation.begin()
    conversation.type(ALL_AT_ONCE)
    assert known(conversation) == set()


def test_a_candidate_lives_through_being_stored_between_turns(conversation: Conversation) -> None:
    def stored() -> None:
        state = json.loads(json.dumps(conversation.talk.to_state()))
        conversation.talk = Talk.from_state(state, conversation.talk.answers)

    conversation.until("cause")
    conversation.type("带状疱疹以后，右手火烧一样疼")
    stored()
    while conversation.talk.item != "place":
        conversation.command("unsure")
    stored()
    conversation.tap("confirm_yes")
    assert conversation.talk.answers["place"].value == ({"code": "hand_all", "side": "R"},)
