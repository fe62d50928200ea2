"""A talk that waits for staff: no button but theirs lets it go on, and what was answered is not asked again."""

from __future__ import annotations

from interview.alarms import hear
from interview.holding import held, release
from tests.interview.conftest import Conversation


def _held(conversation: Conversation) -> None:
    conversation.until("triage")
    outcome = conversation.tap(["RF-ACS"])
    assert outcome.talk.status == "safety"
    assert held(outcome.talk) == ("RF-ACS",)


def test_asking_for_help_while_staff_are_waited_for_offers_no_way_on(conversation: Conversation) -> None:
    _held(conversation)
    helped = conversation.command("need_help")
    assert helped.alerts == ("CALLBACK",)
    assert helped.reply[0].widget is not None
    assert [choice["value"] for choice in helped.reply[0].widget["choices"]] == ["need_help"]


def test_asking_for_help_in_a_crisis_of_ones_own_keeps_the_way_on(conversation: Conversation) -> None:
    conversation.until("age")
    conversation.type("不想活了")
    helped = conversation.command("need_help")
    assert helped.reply[0].widget is not None
    assert [choice["value"] for choice in helped.reply[0].widget["choices"]] == ["need_help", "safe_continue"]


def test_after_the_release_the_next_question_is_put_and_not_the_answered_one(conversation: Conversation) -> None:
    _held(conversation)
    assert conversation.talk.answers["triage"].value == ("RF-ACS",)
    conversation.talk, told = release(conversation.protocol.words, conversation.talk, "RF-ACS")
    assert told is not None
    resumed = conversation.command("resume")
    assert resumed.talk.status == "running"
    assert resumed.talk.item == "age"


def test_a_message_that_answers_nothing_leaves_its_question_to_be_put_again(conversation: Conversation) -> None:
    conversation.until("age")
    text = "胸口疼，喘不上气"
    flags = hear(text, None, conversation.protocol.question("age"), "zh").ids
    assert "RF-ACS" in flags
    conversation.type(text)
    assert conversation.talk.item == "age"
