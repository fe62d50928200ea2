"""A bubble that comes soon after an answer and fits it, not the new question, adds to the answer."""

from __future__ import annotations

from typing import Any

from certainty import Bounds
from interview.answer import Why
from tests.interview.conftest import Conversation


def places(conversation: Conversation) -> list[Any]:
    return [(one["code"], one["side"]) for one in conversation.talk.answers["place"].value]


def at_the_pain(conversation: Conversation, first: str) -> None:
    """The place is answered with these words, and the next question stands."""
    conversation.until("place")
    conversation.wait(60)
    conversation.type(first)
    assert conversation.talk.item == "quality"


def test_a_place_said_in_a_second_bubble_is_united_with_the_first(conversation: Conversation) -> None:
    at_the_pain(conversation, "右手")
    conversation.wait(3)
    outcome = conversation.type("还有左脚")
    assert places(conversation) == [("hand_all", "R"), ("foot", "L")]
    assert [answer.item for answer in outcome.answers] == ["place"]
    assert conversation.talk.item == "quality"
    assert outcome.reply[0].item == "quality"
    assert outcome.reply[0].text.startswith("好的，加上后是：右整只手、左脚。")


def test_the_bubble_may_come_up_to_eight_seconds_after_the_answer(conversation: Conversation) -> None:
    at_the_pain(conversation, "右手")
    conversation.wait(8)
    conversation.type("还有左脚")
    assert len(places(conversation)) == 2


def test_later_than_eight_seconds_it_is_heard_against_the_new_question_alone(conversation: Conversation) -> None:
    at_the_pain(conversation, "右手")
    conversation.wait(8.5)
    outcome = conversation.type("还有左脚")
    assert places(conversation) == [("hand_all", "R")]
    assert outcome.answers == ()
    assert conversation.talk.misses == 1


def test_a_bubble_that_answers_the_new_question_is_its_answer(conversation: Conversation) -> None:
    at_the_pain(conversation, "右手")
    conversation.wait(2)
    conversation.type("像火烧")
    assert conversation.talk.answers["quality"].value == ("burning",)
    assert places(conversation) == [("hand_all", "R")]


def test_the_same_place_said_twice_is_neither_a_new_version_nor_a_miss(conversation: Conversation) -> None:
    at_the_pain(conversation, "右手")
    conversation.wait(2)
    outcome = conversation.type("右手")
    assert outcome.answers == ()
    assert conversation.talk.misses == 0
    assert outcome.reply[0].item == "quality"


def test_choices_are_united(conversation: Conversation) -> None:
    conversation.until("quality")
    conversation.wait(60)
    conversation.type("像火烧")
    assert conversation.talk.item == "course"
    conversation.wait(4)
    conversation.type("还有针扎")
    assert conversation.talk.answers["quality"].value == ("burning", "pricking")
    assert conversation.talk.item == "course"


def test_a_length_of_time_replaces_not_knowing(conversation: Conversation) -> None:
    conversation.until("onset")
    conversation.wait(60)
    conversation.type("不清楚")
    assert conversation.talk.answers["onset"].unknown is Why.UNSURE
    conversation.wait(5)
    conversation.type("五年")
    assert conversation.talk.answers["onset"].value == 5 * 365.25


def test_a_length_of_time_that_was_given_is_not_replaced_by_the_next_bubble(conversation: Conversation) -> None:
    conversation.until("onset")
    conversation.wait(60)
    conversation.type("五年")
    before = conversation.talk.answers["onset"]
    conversation.wait(5)
    conversation.type("两年")
    assert conversation.talk.answers["onset"] == before


def test_a_replacing_time_that_spans_three_months_is_read_back_first(conversation: Conversation) -> None:
    conversation.until("onset")
    conversation.wait(60)
    conversation.type("不清楚")
    next_item = conversation.talk.item
    conversation.wait(5)
    conversation.type("两到四个月")
    assert conversation.talk.item == "onset"
    assert conversation.talk.answers["onset"].unknown is Why.UNSURE
    conversation.tap("confirm_yes")
    assert conversation.talk.answers["onset"].value == Bounds(2 * 30.4375, 4 * 30.4375)
    assert conversation.talk.item == next_item


def test_a_refusal_is_not_replaced(conversation: Conversation) -> None:
    conversation.until("onset")
    conversation.command("declined")
    conversation.wait(2)
    conversation.type("五年")
    assert conversation.talk.answers["onset"].unknown is Why.DECLINED


def test_a_time_within_a_longer_story_does_not_replace_not_knowing(conversation: Conversation) -> None:
    conversation.until("onset")
    conversation.wait(60)
    conversation.type("不清楚")
    conversation.wait(2)
    conversation.type("我儿子五年前在外面打工的时候买的房子")
    assert conversation.talk.answers["onset"].unknown is Why.UNSURE


def test_a_scale_item_is_never_amended(conversation: Conversation) -> None:
    conversation.until("phq9_1")
    conversation.wait(60)
    conversation.tap(1)
    before = conversation.talk.answers["phq9_1"]
    conversation.wait(2)
    conversation.type("我跟你说啊昨天村里唱戏")
    assert conversation.talk.answers["phq9_1"] == before


def test_words_that_add_to_a_value_read_back_keep_it(conversation: Conversation) -> None:
    conversation.until("place")
    conversation.type("右手火烧一样疼")  # the quality is offered when its question comes
    assert conversation.talk.item == "quality"
    assert conversation.talk.pending is not None
    conversation.type("还有针扎")
    assert conversation.talk.answers["quality"].value == ("burning", "pricking")
