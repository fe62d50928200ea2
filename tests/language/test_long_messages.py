"""A long message is read in good time, and twice as long a one in about twice the time."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from language import crisis, red_flags
from language.pipeline import LONGEST_READ, build, read

TODAY = date(2026, 11, 23)
MOST_SECONDS = 0.1
MOST_GROWTH = 3.2  # for twice the length; a reading that is quadratic grows fourfold

REPEATED = {
    "a story": "右手小指火烧一样疼，半年了，晚上厉害，吃过普瑞巴林75毫克一天两次，没有用。",
    "an English story": "my right hand burns since last winter, pregabalin 75 mg twice a day did not help. ",
    "no break": "疼",
    "places": "左手、右脚、",
    "doses": "普瑞巴林75毫克一天两次",
    "dates": "去年",
    "numbers": "七八分，",
    "denials": "没有",
}


@pytest.fixture(scope="module")
def nlp() -> Any:
    return build()


def seconds(nlp: Any, text: str) -> float:
    """The least of four readings, on the CPU's own clock: other programs do not count."""
    spent = []
    for _ in range(4):
        before = time.process_time()
        read(nlp, text, TODAY)
        spent.append(time.process_time() - before)
    return min(spent)


@pytest.mark.parametrize("text", ["a story", "an English story"])
def test_two_thousand_characters_are_read_in_well_under_a_tenth_of_a_second(nlp: Any, text: str) -> None:
    assert seconds(nlp, (REPEATED[text] * LONGEST_READ)[:LONGEST_READ]) < MOST_SECONDS


@pytest.mark.parametrize("text", REPEATED)
def test_the_time_grows_with_the_length_and_not_with_its_square(nlp: Any, text: str) -> None:
    once = seconds(nlp, (REPEATED[text] * 2_000)[:2_000])
    twice = seconds(nlp, (REPEATED[text] * 4_000)[:4_000])
    assert twice < MOST_GROWTH * once + 0.01


def test_the_words_of_a_span_are_those_that_were_typed(nlp: Any) -> None:
    reading = read(nlp, "ＲＩＧＨＴ hand，七八分", TODAY)
    assert [span.text for span in reading.of("region", "number")] == ["ＲＩＧＨＴ hand", "七八"]


def test_a_row_of_digits_as_long_as_the_message_is_no_number(nlp: Any) -> None:
    assert list(read(nlp, "1" * 2_000, TODAY).of("number")) == []


def test_self_harm_and_red_flags_are_heard_at_the_very_end_of_a_long_message() -> None:
    before = "这几天天气还行，我在家里坐着看电视。" * 220
    assert len(before) > 3_900
    assert crisis.listen(before + "我不想活了") == "sure"
    assert "RF-CES" in red_flags.listen(before + "昨天突然大小便失禁了")
