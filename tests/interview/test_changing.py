"""Corrections, read-backs, contradictions, and changes after the end."""

from __future__ import annotations

from interview.answer import How, Why
from tests.interview.conftest import Conversation


def test_back_goes_back_one_and_the_new_answer_counts(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    conversation.tap(8)
    back = conversation.type("上一题")
    assert back.talk.item == "pain_worst"
    again = conversation.tap(7)
    assert again.answers[0].value == 7
    assert again.talk.item == "pain_average"


def test_a_range_is_kept_as_a_range(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    heard = conversation.type("七八分")
    assert (heard.answers[0].value.low, heard.answers[0].value.high) == (7, 8)


def test_a_range_that_holds_the_threshold_is_read_back_before_it_counts(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    held = conversation.type("四五分吧")
    assert held.answers == ()
    assert "4–5" in held.reply[-1].text
    values = [choice["value"] for choice in held.reply[-1].widget["choices"]]
    assert values == ["confirm_yes", 4, 5, "confirm_again"]
    confirmed = conversation.type("对")
    assert confirmed.answers[0].heard is How.CONFIRMED
    assert (confirmed.answers[0].value.low, confirmed.answers[0].value.high) == (4, 5)


def test_a_read_back_can_be_refused(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    conversation.type("四五分吧")
    refused = conversation.tap("confirm_again")
    assert refused.answers == ()
    assert refused.talk.item == "pain_worst"
    assert conversation.tap(3).answers[0].value == 3


def test_a_new_value_instead_of_yes_replaces_the_one_read_back(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    conversation.type("四五分吧")
    replaced = conversation.type("6分")
    assert replaced.answers[0].value in (6, 6.0) or replaced.answers[0].value.low == 6


def test_a_correction_withdraws_what_no_longer_applies(conversation: Conversation) -> None:
    conversation.until("med1_more")
    conversation.command("change:medicine_any")
    corrected = conversation.tap(False)
    gone = {answer.item for answer in corrected.answers if answer.unknown is Why.WITHDRAWN}
    assert "med1_drug" in gone
    assert corrected.talk.item == "noninvasive"


def test_phq9_is_scored_when_its_last_item_is_answered_and_again_after_a_correction(conversation: Conversation) -> None:
    conversation.until("phq9_1")
    for value in (1, 1, 1, 1, 1, 0, 0, 0):
        conversation.tap(value)
    last = conversation.tap(0)
    assert [(score.instrument, score.total) for score in last.scores] == [("PHQ-9", 5)]
    conversation.command("change:phq9_1")
    corrected = conversation.tap(3)
    assert [(score.instrument, score.total) for score in corrected.scores] == [("PHQ-9", 7)]


def test_a_correction_in_words_changes_the_answer_that_it_names(conversation: Conversation) -> None:
    conversation.until("age")
    conversation.type("52")
    conversation.tap("phn")
    corrected = conversation.type("说错了，年龄改成62")
    assert [(answer.item, answer.value) for answer in corrected.answers] == [("age", 62)]
    assert corrected.talk.item == "onset"


def test_a_correction_of_the_side_keeps_the_places(conversation: Conversation) -> None:
    conversation.until("place")
    conversation.type("右手小指")
    corrected = conversation.type("刚才说错了，是左手")
    assert corrected.answers[0].value == ({"code": "little_f", "side": "L"},)
    assert corrected.talk.item == "quality"


def test_a_correction_without_a_value_puts_the_question_again(conversation: Conversation) -> None:
    conversation.until("pain_average")
    again = conversation.type("刚才说错了")
    assert again.answers == ()
    assert again.talk.item == "pain_worst"


def test_a_contradiction_is_asked_about_once_before_the_last_look(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    conversation.tap(3)
    conversation.tap(7)
    asked = conversation.until("doubt")
    assert [choice["value"] for choice in asked.reply[-1].widget["choices"]] == [
        "change:pain_worst",
        "change:pain_average",
        "keep",
    ]
    changed = conversation.tap("change:pain_worst")
    assert changed.talk.item == "pain_worst"
    assert conversation.tap(8).talk.item == "summary"


def test_after_the_end_an_answer_can_be_changed_and_the_case_is_assessed_anew(conversation: Conversation) -> None:
    conversation.until("summary")
    conversation.tap(True)
    offered = conversation.type("我年龄说错了")
    assert offered.reply[0].widget["choices"][0]["value"] == "change_after"
    assert conversation.tap("change_after", item="summary").talk.item == "summary"
    conversation.command("change:age")
    conversation.tap(62)
    assert conversation.talk.item == "summary"
    assert conversation.tap(True).ended
