"""What was inferred for a scale item, a threshold or a medicine is read back; how it was heard is kept."""

from __future__ import annotations

import pytest

from interview.answer import How
from tests.interview.conftest import Conversation

MONTH = 30.4375


def read_back(conversation: Conversation) -> bool:
    return conversation.talk.pending is not None


@pytest.mark.parametrize("item", ["phq9_1", "gad7_1"])
@pytest.mark.parametrize("text", ["偶尔", "有时候", "偶尔一两天", "天天", "三四天", "经常", "不多", "sometimes"])
def test_a_frequency_in_other_words_than_the_options_is_read_back(
    conversation: Conversation, item: str, text: str
) -> None:
    conversation.until(item)
    conversation.type(text)
    assert read_back(conversation)
    assert item not in conversation.talk.answers
    conversation.tap("confirm_yes")
    assert conversation.talk.answers[item].heard is How.CONFIRMED


@pytest.mark.parametrize(
    ("text", "value"), [("几乎每天", 3), ("好几天", 1), ("完全没有", 0), ("没有", 0), ("nearly every day", 3)]
)
def test_a_frequency_in_the_words_of_its_option_is_not(conversation: Conversation, text: str, value: int) -> None:
    conversation.until("phq9_1")
    conversation.type(text)
    answer = conversation.talk.answers["phq9_1"]
    assert (answer.value, answer.heard) == (value, How.EXACT)


@pytest.mark.parametrize("text", ["好像有吧", "应该没有", "还好", "不太有", "偶尔会", "没有，就是有点凉", "not really"])
def test_a_yes_or_no_to_a_scale_item_that_is_hedged_is_read_back(conversation: Conversation, text: str) -> None:
    conversation.until("dn4_1")
    conversation.type(text)
    assert read_back(conversation)
    assert "dn4_1" not in conversation.talk.answers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("有", True),
        ("有的，晚上更明显", True),
        ("有一点", True),
        ("没有", False),
        ("嗯", True),
        ("Yes, all the time", True),
    ],
)
def test_a_plain_yes_or_no_to_a_scale_item_is_not(conversation: Conversation, text: str, value: bool) -> None:
    conversation.until("dn4_1")
    conversation.type(text)
    answer = conversation.talk.answers["dn4_1"]
    assert (answer.value, answer.heard) == (value, How.EXACT)


def test_a_denial_in_the_words_of_the_question_is_plain(conversation: Conversation) -> None:
    conversation.until("dn4_7")
    conversation.type("不痒")
    assert conversation.talk.answers["dn4_7"].value is False


def test_the_read_back_of_a_yes_names_the_button_and_not_a_code(conversation: Conversation) -> None:
    conversation.until("dn4_1")
    outcome = conversation.type("好像有吧")
    assert outcome.reply[-1].text == "记为有，对吗？"


def test_a_read_back_that_is_denied_leaves_the_item_to_be_said_again(conversation: Conversation) -> None:
    conversation.until("dn4_1")
    conversation.type("好像有吧")
    conversation.type("不对")
    assert conversation.talk.item == "dn4_1"
    assert "dn4_1" not in conversation.talk.answers


@pytest.mark.parametrize(("text", "code"), [("普端巴林", "pregabalin"), ("卡马西苹", "carbamazepine")])
def test_a_medicine_with_one_wrong_character_is_read_back(conversation: Conversation, text: str, code: str) -> None:
    conversation.until("med1_drug")
    conversation.type(text)
    assert read_back(conversation)
    conversation.type("对")
    answer = conversation.talk.answers["med1_drug"]
    assert (answer.value, answer.heard) == (code, How.CONFIRMED)


def test_a_medicine_by_its_full_name_is_not(conversation: Conversation) -> None:
    conversation.until("med1_drug")
    conversation.type("普瑞巴林")
    assert conversation.talk.answers["med1_drug"].heard is How.EXACT


@pytest.mark.parametrize(
    ("text", "straddles"),
    [("一两个月", False), ("两三个月", True), ("两到四个月", True), ("快三个月了", True), ("大概三个月", True),
     ("三四个月", False), ("三个月", False), ("半年", False)],
)  # fmt: skip
def test_a_time_that_spans_three_months_is_read_back(conversation: Conversation, text: str, straddles: bool) -> None:
    conversation.until("onset")
    conversation.type(text)
    assert read_back(conversation) is straddles
    assert ("onset" in conversation.talk.answers) is not straddles


@pytest.mark.parametrize(("text", "straddles"), [("三四分", False), ("四五分", True), ("五六分", False)])
def test_a_rating_that_spans_five_points_is_read_back(conversation: Conversation, text: str, straddles: bool) -> None:
    conversation.until("pain_average")
    conversation.type(text)
    assert read_back(conversation) is straddles


def test_a_button_is_never_read_back(conversation: Conversation) -> None:
    conversation.until("phq9_1")
    conversation.tap(1)
    assert conversation.talk.answers["phq9_1"].heard is How.BUTTON
