"""What depends on what: medicines and their card, GAD-7 after its first items, who answers."""

from __future__ import annotations

from interview.answer import Why
from tests.interview.conftest import Conversation


def test_one_sentence_answers_medicine_dose_and_time(conversation: Conversation) -> None:
    conversation.until("med1_drug")
    heard = conversation.type("普瑞巴林，一天300毫克，吃了两个月")
    values = {answer.item: answer.value for answer in heard.answers}
    assert values["med1_drug"] == "pregabalin"
    assert values["med1_dose"] == 300 or values["med1_dose"].low == 300
    assert heard.talk.item == "med1_regular"


def test_no_medicine_means_no_questions_about_medicines(conversation: Conversation) -> None:
    conversation.until("medicine_any")
    assert conversation.type("没吃过").talk.item == "noninvasive"


def test_a_card_answers_a_whole_medicine_in_one_step(conversation: Conversation) -> None:
    conversation.until("med1_drug")
    card = {
        "med1_drug": "普瑞巴林",
        "med1_dose": 300,
        "med1_weeks": 60.875,
        "med1_regular": True,
        "med1_effect": "none",
        "med1_stop": "unsure",
        "med1_more": False,
    }
    kept = conversation.tap(card)
    values = {answer.item: answer.value for answer in kept.answers if answer.known}
    assert values == {
        "med1_drug": "pregabalin",
        "med1_dose": 300,
        "med1_weeks": 60.875,
        "med1_regular": True,
        "med1_effect": "none",
        "med1_more": False,
    }
    assert next(answer.unknown for answer in kept.answers if answer.item == "med1_stop") is Why.UNSURE
    assert kept.talk.item == "drug_control"


def test_a_field_left_empty_on_the_card_is_asked(conversation: Conversation) -> None:
    conversation.until("med1_drug")
    assert conversation.tap({"med1_drug": "pregabalin", "med1_weeks": 28}).talk.item == "med1_dose"


def test_a_field_with_an_impossible_value_is_asked(conversation: Conversation) -> None:
    conversation.until("med1_drug")
    kept = conversation.tap({"med1_drug": "pregabalin", "med1_dose": -5, "med1_effect": "wonderful"})
    assert [answer.item for answer in kept.answers] == ["med1_drug"]
    assert kept.talk.item == "med1_dose"


def test_answers_of_a_family_member_are_marked_as_such(conversation: Conversation) -> None:
    conversation.until("who")
    conversation.type("我是他女儿，替他回答")
    assert conversation.tap([]).answers[0].by == "F"


def test_gad7_stops_after_two_items_without_worry(conversation: Conversation) -> None:
    conversation.until("mood_now")
    conversation.tap(False)
    conversation.until("gad7_1")
    conversation.tap(1)
    after = conversation.tap(1)
    assert after.talk.item == "psych_history"
    assert [(score.instrument, score.low, score.high) for score in after.scores] == [("GAD-7", 2, 17)]


def test_gad7_goes_on_from_three_points_in_its_first_two_items(conversation: Conversation) -> None:
    conversation.until("mood_now")
    conversation.tap(False)
    conversation.until("gad7_1")
    conversation.tap(2)
    assert conversation.tap(1).talk.item == "gad7_3"


def test_gad7_is_asked_whole_when_worry_was_reported(conversation: Conversation) -> None:
    conversation.until("mood_now")
    conversation.tap(True)
    conversation.until("gad7_1")
    conversation.tap(0)
    assert conversation.tap(0).talk.item == "gad7_3"


def test_gad7_is_asked_whole_when_one_of_its_first_items_was_not_answered(conversation: Conversation) -> None:
    conversation.until("mood_now")
    conversation.tap(False)
    conversation.until("gad7_1")
    conversation.tap(0)
    assert conversation.command("declined").talk.item == "gad7_3"


def test_a_name_that_is_easily_confused_is_read_back_with_the_other_beside_it(conversation: Conversation) -> None:
    conversation.until("med1_drug")
    asked = conversation.type("泰勒宁")
    assert asked.answers == ()
    assert "泰勒宁（羟考酮）" in asked.reply[-1].text
    widget = asked.reply[-1].widget
    assert widget is not None
    assert {"value": "paracetamol", "says": "泰诺林（对乙酰氨基酚）"} in widget["choices"]
    assert conversation.tap("paracetamol").answers[0].value == "paracetamol"


def test_a_plain_name_is_not_read_back(conversation: Conversation) -> None:
    conversation.until("med1_drug")
    assert conversation.type("吗啡").answers[0].value == "morphine"
