"""One message against one question: the kinds, side questions, commands, taps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import Any

import pytest

from certainty import Bounds
from interview.hear import hear
from interview.heard import Heard
from interview.question import Choice, Kind, Question
from language import pipeline
from language.reading import Reading

NOW = datetime(2026, 11, 23, 10, tzinfo=timezone.utc)
CAUSES = (
    Choice("phn", {"zh": "带状疱疹以后", "en": "after shingles"}),
    Choice("sci", {"zh": "脊髓受伤", "en": "spinal cord injury"}),
    Choice("phantom_limb", {"zh": "截肢以后", "en": "after an amputation"}),
)


@pytest.fixture(scope="session")
def hearing() -> Callable[..., Heard]:
    nlp = pipeline.build()

    def listen(
        kind: Kind, asks: str, text: str, *, intent: str | None = None, choice: Any = None, **more: Any
    ) -> Heard:
        question = Question("q", kind, "section", {"zh": asks, "en": asks}, **more)
        read = pipeline.read(nlp, text, date(2026, 11, 23))
        return hear(question, Reading(read.text, read.spans, intent, 0.9 if intent else 0.0), now=NOW, choice=choice)

    return listen


@pytest.mark.parametrize(
    ("text", "value", "about"),
    [
        ("8", 8, None),
        ("七八分", Bounds(7, 8), None),
        ("78分", Bounds(7, 8), None),
        ("打七分", 7, None),
        ("8/10", 8, None),
        ("十分", 10, None),
        ("快八分", Bounds(7, 8), "almost"),
        ("不到三分", Bounds(2, 3), "less"),
        ("6分左右", 6, "about"),
        ("about six", 6, "about"),
        ("0", 0, None),
    ],
)
def test_a_rating_is_a_number_or_an_interval(
    hearing: Callable[..., Heard], text: str, value: Any, about: str | None
) -> None:
    heard = hearing("nrs", "最疼的时候打几分？", text)
    assert (heard.verdict, heard.value, heard.about) == ("given", value, about)


@pytest.mark.parametrize("text", ["疼死了", "受不了", "78岁", "11分", "三年了", "-5"])
def test_what_is_no_rating_is_not_heard_as_one(hearing: Callable[..., Heard], text: str) -> None:
    assert hearing("nrs", "打几分？", text).value != 11
    assert hearing("nrs", "打几分？", text).verdict is None or text == "-5"


@pytest.mark.parametrize(
    ("text", "confirm"), [("4到6", True), ("快五分", True), ("5到6", False), ("3到4", False), ("五分", False)]
)
def test_an_interval_that_holds_a_threshold_is_read_back(
    hearing: Callable[..., Heard], text: str, confirm: bool
) -> None:
    assert hearing("nrs", "打几分？", text, confirm_at=(5.0,)).confirm is (confirm or text == "快五分")


@pytest.mark.parametrize(
    ("text", "confirm"),
    [
        ("差不多三个月", True),
        ("不到三个月", True),
        ("两三个月", True),
        ("两个多月", False),
        ("半年多", False),
        ("三个月", False),
    ],
)
def test_about_three_months_is_read_back_and_clearly_more_is_not(
    hearing: Callable[..., Heard], text: str, confirm: bool
) -> None:
    assert hearing("duration", "疼了多久？", text, confirm_at=(3 * 30.4375,)).confirm is confirm


def test_a_date_becomes_days(hearing: Callable[..., Heard]) -> None:
    first, last = date(2025, 12, 1), date(2026, 2, 28)
    assert hearing("duration", "从什么时候开始疼？", "去年冬天开始的").value == Bounds(
        (NOW.date() - last).days, (NOW.date() - first).days
    )


def test_a_vague_length_of_time_is_asked_again(hearing: Callable[..., Heard]) -> None:
    assert hearing("duration", "疼了多久？", "好几年了").verdict is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("几乎每天", 3),
        ("一半以上的日子", 2),
        ("有好几天", 1),
        ("完全没有", 0),
        ("没有", 0),
        ("偶尔一两天", 1),
        ("nearly every day", 3),
        ("several days", 1),
        ("not at all", 0),
    ],
)
def test_clear_words_of_how_often_have_their_option(hearing: Callable[..., Heard], text: str, value: int) -> None:
    assert hearing("frequency4", "做事提不起劲？", text).value == value


def test_often_is_two_or_three_and_read_back(hearing: Callable[..., Heard]) -> None:
    heard = hearing("frequency4", "做事提不起劲？", "经常")
    assert (heard.value, heard.confirm) == (Bounds(2, 3), True)


@pytest.mark.parametrize("text", ["不好说", "心情不好", "嗯"])
def test_unclear_words_of_how_often_have_none(hearing: Callable[..., Heard], text: str) -> None:
    assert hearing("frequency4", "做事提不起劲？", text).value is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("从来没有", 0),
        ("几乎没有", 1),
        ("很轻微", 2),
        ("中等", 3),
        ("很强烈", 4),
        ("非常强烈", 5),
        ("moderate", 3),
        ("very strong", 5),
    ],
)
def test_clear_words_of_how_strong_have_their_option(hearing: Callable[..., Heard], text: str, value: int) -> None:
    assert hearing("severity6", "烧灼感有多强？", text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("蛇缠腰", "phn"), ("截瘫了", "sci"), ("锯了腿", "phantom_limb"), ("带状疱疹以后", "phn"), ("第二个", "sci")],
)
def test_a_choice_is_known_by_its_words_its_code_or_its_place(
    hearing: Callable[..., Heard], text: str, value: str
) -> None:
    assert hearing("choice", "疼是怎么来的？", text, choices=CAUSES).value == value


def test_two_choices_are_no_answer_to_one_choice_and_both_to_several(hearing: Callable[..., Heard]) -> None:
    text = "带状疱疹，后来又截肢"
    assert hearing("choice", "疼是怎么来的？", text, choices=CAUSES).verdict is None
    assert hearing("choices", "疼是怎么来的？", text, choices=CAUSES).value == ("phn", "phantom_limb")


@pytest.mark.parametrize("text", ["都没有", "没有", "none of these"])
def test_none_of_the_choices_is_an_empty_answer(hearing: Callable[..., Heard], text: str) -> None:
    assert hearing("choices", "有哪些？", text, choices=CAUSES).value == ()


def test_places_are_codes_with_side(hearing: Callable[..., Heard]) -> None:
    assert hearing("region", "哪里疼？", "右手小指和两条腿").value == (
        {"code": "little_f", "side": "R"},
        {"code": "leg_all", "side": "both"},
    )


def test_only_what_hurts_is_a_place_of_pain(hearing: Callable[..., Heard]) -> None:
    assert hearing("region", "哪里疼？", "头不疼，脖子疼").value == ({"code": "neck_back", "side": None},)


@pytest.mark.parametrize(
    ("text", "value", "confirm"),
    [
        ("普瑞巴林", "pregabalin", False),
        ("普瑞八林", "pregabalin", True),
        ("止痛片", "class:painkiller", True),
        ("没吃过卡马西平，吃过加巴喷丁", "gabapentin", False),
    ],
)
def test_a_medicine_is_its_generic_name_and_read_back_when_unsure(
    hearing: Callable[..., Heard], text: str, value: str, confirm: bool
) -> None:
    heard = hearing("drug", "吃过什么药？", text)
    assert (heard.value, heard.confirm) == (value, confirm)


def test_no_medicine_taken_is_a_denial(hearing: Callable[..., Heard]) -> None:
    assert hearing("drug", "吃过什么药？", "没吃过药").verdict == "deny"


@pytest.mark.parametrize(
    ("text", "value", "confirm"), [("75毫克一天两次", 150, False), ("150", 150, True), ("300mg", 300, True)]
)
def test_a_dose_is_milligrams_a_day(hearing: Callable[..., Heard], text: str, value: float, confirm: bool) -> None:
    heard = hearing("dose", "一天吃多少？", text)
    assert (heard.value, heard.confirm) == (value, confirm)


@pytest.mark.parametrize(
    ("text", "value"),
    [("六十五", 65), ("58岁", 58), ("1960年生的", Bounds(65, 66)), ("快七十了", Bounds(66.5, 70)), ("i am 64", 64)],
)
def test_an_age_is_heard(hearing: Callable[..., Heard], text: str, value: Any) -> None:
    assert hearing("number", "您今年多大？", text, unit="years", low=0, high=120).value == value


@pytest.mark.parametrize(("high", "heard"), [(119, None), (120, 120), (121, 120)])
def test_a_number_outside_its_bounds_is_not_taken(
    hearing: Callable[..., Heard], high: float, heard: int | None
) -> None:
    assert hearing("number", "您今年多大？", "120岁", unit="years", low=0, high=high).value == heard


def test_words_are_kept_as_they_are(hearing: Callable[..., Heard]) -> None:
    assert hearing("text", "还有什么想告诉医生的？", "夜里腿会跳").value == "夜里腿会跳"


@pytest.mark.parametrize(
    "kind",
    [
        "yes_no",
        "number",
        "nrs",
        "duration",
        "frequency4",
        "severity6",
        "region",
        "quality",
        "drug",
        "dose",
        "choice",
        "choices",
        "text",
    ],
)
def test_not_knowing_and_declining_are_answers_of_every_kind(hearing: Callable[..., Heard], kind: Kind) -> None:
    assert hearing(kind, "疼吗？", "不知道").verdict == "unsure"
    assert hearing(kind, "疼吗？", "不想说").verdict == "declined"
    assert hearing(kind, "疼吗？", "不知道").value is None


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("上一题", "back"),
        ("停一下", "pause"),
        ("为什么问这个？", "why"),
        ("换英文", "language_en"),
        ("找医生", "human"),
        ("撤回同意", "withdraw"),
        ("再说一遍", "repeat"),
    ],
)
def test_a_command_is_no_answer(hearing: Callable[..., Heard], text: str, command: str) -> None:
    heard = hearing("yes_no", "疼吗？", text)
    assert (heard.command, heard.verdict) == (command, None)


def test_a_correction_keeps_its_new_value(hearing: Callable[..., Heard]) -> None:
    heard = hearing("nrs", "打几分？", "说错了，应该是6分")
    assert (heard.command, heard.value) == ("correction", 6)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("要多少钱", "ask_cost"),
        ("能治好吗", "ask_prognosis"),
        ("怎么挂号", "ask_booking_or_human"),
        ("我很担心", "worry_emotion"),
        ("谢谢医生", "thanks"),
        ("稍等一下", "wait_request"),
        ("你是机器人吗", "ask_identity_or_system"),
        ("什么是神经痛", "ask_meaning"),
        ("how much does it cost", "ask_cost"),
        ("will it get better", "ask_prognosis"),
    ],
)
def test_a_side_question_is_classed_and_no_answer(hearing: Callable[..., Heard], text: str, remark: str) -> None:
    heard = hearing("yes_no", "疼吗？", text)
    assert (heard.offscript, heard.verdict) == (remark, None)


def test_an_answer_beside_a_side_question_is_kept(hearing: Callable[..., Heard]) -> None:
    heard = hearing("nrs", "打几分？", "八分，能治好吗")
    assert (heard.value, heard.offscript) == (8, "ask_prognosis")


def test_an_answer_beside_words_of_self_harm_is_kept_and_both_are_heard(hearing: Callable[..., Heard]) -> None:
    heard = hearing("nrs", "打几分？", "七八分 不想活了")
    assert (heard.value, heard.crisis) == (Bounds(7, 8), "sure")


def test_the_trained_intent_is_taken_where_no_pattern_speaks(hearing: Callable[..., Heard]) -> None:
    assert hearing("yes_no", "疼吗？", "唉这可咋整哟", intent="worry_emotion").offscript is not None


def test_facts_volunteered_early_are_kept_beside_the_answer(hearing: Callable[..., Heard]) -> None:
    heard = hearing("region", "哪里疼？", "右手，火烧一样疼，半年了")
    assert {span.kind for span in heard.also} >= {"quality", "duration"}
    assert heard.value == ({"code": "hand_all", "side": "R"},)


@pytest.mark.parametrize(
    ("kind", "choice", "verdict", "value"),
    [
        ("nrs", 7, "given", 7),
        ("yes_no", True, "affirm", True),
        ("yes_no", False, "deny", False),
        ("permission", True, "affirm", True),
        ("choices", ["phn", "sci"], "given", ("phn", "sci")),
        ("choice", "phn", "given", "phn"),
        ("nrs", "unsure", "unsure", None),
        ("choice", "declined", "declined", None),
    ],
)
def test_a_tapped_button_is_exact(
    hearing: Callable[..., Heard], kind: Kind, choice: Any, verdict: str, value: Any
) -> None:
    choices = CAUSES if kind in ("choice", "choices") else ()
    heard = hearing(kind, "？", "", choice=choice, choices=choices)
    assert (heard.verdict, heard.value, heard.exact, heard.confirm) == (verdict, value, True, False)


def test_a_button_that_the_question_has_not_is_not_taken(hearing: Callable[..., Heard]) -> None:
    assert hearing("choice", "？", "", choice="made_up", choices=CAUSES).verdict is None


@pytest.mark.parametrize("text", ["", "   ", "😀", "？？", "。"])
def test_nothing_said_is_nothing_heard(hearing: Callable[..., Heard], text: str) -> None:
    assert hearing("yes_no", "疼吗？", text).verdict is None
