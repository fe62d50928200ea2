from __future__ import annotations

import pytest

from language.normal import normal
from language.numerals import han, numerals


@pytest.mark.parametrize(
    ("text", "low", "high", "about"),
    [
        ("七八分", 7, 8, None),
        ("五到六", 5, 6, None),
        ("3-5次", 3, 5, None),
        ("3、4天", 3, 4, None),
        ("3.4天", 3, 4, None),  # a slip of the keyboard for 3 to 4 days, not three days and a half
        ("3.4", 3.4, 3.4, None),
        ("快八分", 8, 8, "almost"),
        ("不到三分", 3, 3, "less"),
        ("三分不到", 3, 3, "less"),
        ("大概六七次", 6, 7, "about"),
        ("六分左右", 6, 6, "about"),
        ("两年多", 2, 2, "more"),
        ("至少五分", 5, 5, "more"),
        ("十几斤", 11, 19, None),
        ("十一二斤", 11, 12, None),
        ("三四十", 30, 40, None),
        ("一百五", 150, 150, None),
        ("一百零五", 105, 105, None),
        ("二十七八", 27, 28, None),
        ("38度5", 38.5, 38.5, None),
        ("38度半", 38.5, 38.5, None),
        ("36，3", 36.3, 36.3, None),
        ("三岁半", 3.5, 3.5, None),
        ("俩", 2, 2, None),
        ("仨月", 3, 3, None),
        ("８/10", 8, 8, None),
        ("seven or eight", 7, 8, None),
        ("about six", 6, 6, "about"),
        ("twenty-five", 25, 25, None),
    ],
)
def test_a_number_is_kept_as_the_interval_named(text: str, low: float, high: float, about: str | None) -> None:
    found = numerals(normal(text))
    assert [(one.low, one.high, one.about) for one in found] == [(low, high, about)]


@pytest.mark.parametrize(
    "text", ["一直疼", "一点", "三叉神经", "四肢无力", "乱七八糟", "一下子", "万一", "几乎", "no one"]
)
def test_idioms_hold_no_number(text: str) -> None:
    assert numerals(normal(text)) == []


def test_a_bare_several_names_no_number() -> None:
    assert han("几") is None
    assert [(one.low, one.high) for one in numerals("几天")] == [(None, None)]


def test_the_ten_of_a_scale_is_no_value_of_its_own() -> None:
    assert [one.low for one in numerals("seven out of ten")] == [7]
