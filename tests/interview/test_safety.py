"""Crisis and red flags: heard, kept, paused, released; and what the gateway did not hear."""

from __future__ import annotations

from interview.answer import Why
from interview.conduct import take_turn
from interview.holding import held, hold, holding, release
from interview.turn import Incoming
from language.pipeline import read
from tests.interview.conftest import NOW, Conversation


def test_after_one_miss_it_rephrases_after_two_it_offers_after_three_it_goes_on_and_flags(
    conversation: Conversation,
) -> None:
    conversation.until("age")
    first = conversation.type("呱唧呱唧")
    assert first.talk.item == "age"
    assert "52" in first.reply[-1].text  # the example
    second = conversation.type("哎呀呀")
    assert second.talk.item == "age"
    third = conversation.type("呜啦啦")
    assert third.answers[0].unknown is Why.NOT_UNDERSTOOD
    assert third.talk.item == "cause"
    assert third.talk.flags == ("age",)


def test_a_crisis_pauses_keeps_the_answer_and_only_the_button_goes_on(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    crisis = conversation.type("七八分 不想活了")
    assert crisis.talk.status == "safety"
    assert crisis.answers[0].item == "pain_worst"
    assert crisis.reply == ()
    typed = conversation.type("继续吧")
    assert typed.talk.status == "safety"
    resumed = conversation.command("safe_continue")
    assert resumed.talk.status == "running"
    assert resumed.talk.item == "pain_average"


def test_after_a_crisis_in_the_mood_questions_other_sections_come_first(conversation: Conversation) -> None:
    conversation.until("phq9_9")
    conversation.talk = conversation.talk.__class__.from_state(
        conversation.talk.to_state(),
        {item: answer for item, answer in conversation.talk.answers.items() if item != "neuromodulation"},
    )
    crisis = conversation.tap(1)
    assert crisis.talk.status == "safety"
    assert crisis.answers[0].value == 1
    assert conversation.command("safe_continue").talk.item == "neuromodulation"


def test_needing_help_raises_a_call_back_and_stays_paused(conversation: Conversation) -> None:
    conversation.until("age")
    conversation.type("活着没意思，想死")
    help_asked = conversation.command("need_help")
    assert help_asked.alerts == ("CALLBACK",)
    assert help_asked.talk.status == "safety"
    assert help_asked.reply[0].role == "safety"


def test_a_flag_that_ends_the_sitting_waits_for_staff(conversation: Conversation) -> None:
    conversation.until("age")
    held = conversation.type("今天突然尿不出来了")
    assert held.talk.status == "safety"
    assert holding(conversation.incoming.alarms) == ("RF-CES",)
    again = conversation.command("safe_continue")
    assert again.talk.status == "safety"
    assert "120" in again.reply[0].text
    conversation.talk, told = release(conversation.protocol.words, conversation.talk, "RF-CES")
    assert told is not None
    assert conversation.talk.status == "paused"
    assert conversation.tap("resume", item="age").talk.item == "age"


def test_one_of_two_holding_flags_seen_is_not_enough(conversation: Conversation) -> None:
    talk = hold(conversation.talk, ("RF-CES", "RF-ACS"))
    half, told = release(conversation.protocol.words, talk, "RF-ACS")
    assert told is None
    assert held(half) == ("RF-CES",)


def test_a_flag_that_does_not_hold_lets_the_interview_go_on(conversation: Conversation) -> None:
    conversation.until("age")
    assert conversation.type("52岁，这两天发烧，后背疼").talk.status == "running"


def test_a_contradiction_that_stays_is_flagged_and_not_asked_again(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    conversation.tap(3)
    conversation.tap(7)
    conversation.until("doubt")
    kept = conversation.tap("keep")
    assert kept.talk.item == "summary"
    assert kept.talk.flags == ("contradiction:worst_below_average",)


def test_an_alarm_that_the_gateway_did_not_hear_is_raised_by_the_answer_itself(conversation: Conversation) -> None:
    conversation.until("phq9_9")
    incoming = Incoming("late", "text", "有几天", NOW, None, "phq9_8")
    reading = read(conversation.nlp, "有几天", NOW.date())
    late = take_turn(conversation.protocol, conversation.talk, incoming, reading, now=NOW)
    assert late.alerts == ("RF-SUI",)
    assert late.talk.status == "safety"
    assert late.answers[0].value == 1
    assert late.reply[0].role == "safety"
