from __future__ import annotations

from collections.abc import Callable

import pytest

from language.reading import Reading

MONTH, YEAR = 30.4375, 365.25


@pytest.mark.parametrize(
    ("text", "low", "high", "about"),
    [
        ("半年多了", YEAR / 2, YEAR / 2, "more"),
        ("大半年", YEAR / 2, YEAR / 2, "more"),
        ("3.4天", 3, 4, None),
        ("十来年", 10 * YEAR, 10 * YEAR, "about"),
        ("两年多", 2 * YEAR, 2 * YEAR, "more"),
        ("十几年", 11 * YEAR, 19 * YEAR, None),
        ("仨月", 3 * MONTH, 3 * MONTH, None),
        ("俩礼拜", 14, 14, None),
        ("一个半月", 1.5 * MONTH, 1.5 * MONTH, None),
        ("两年半", 2.5 * YEAR, 2.5 * YEAR, None),
        ("一年零三个月", YEAR + 3 * MONTH, YEAR + 3 * MONTH, None),
        ("3个月到半年", 3 * MONTH, YEAR / 2, None),
        ("快一个月了", MONTH, MONTH, "almost"),
        ("有一个星期了快", 7, 7, "almost"),
        ("不到三个月", 3 * MONTH, 3 * MONTH, "less"),
        ("差不多三个月", 3 * MONTH, 3 * MONTH, "about"),
        ("两三个月", 2 * MONTH, 3 * MONTH, None),
        ("一百天", 100, 100, None),
        ("今天第八天", 8, 8, None),
        ("about two and a half years", 2.5 * YEAR, 2.5 * YEAR, "about"),
        ("almost a year", YEAR, YEAR, "almost"),
        ("a couple of weeks", 14, 14, None),
    ],
)
def test_a_length_of_time_is_read_in_days(
    read: Callable[[str], Reading], text: str, low: float, high: float, about: str | None
) -> None:
    found = list(read(text).of("duration"))
    assert [(one.low, one.high, one.about) for one in found] == [(pytest.approx(low), pytest.approx(high), about)]


@pytest.mark.parametrize("text", ["一天三次", "1岁两个月", "每天两片", "三天两头", "twice a day"])
def test_a_frequency_or_an_age_is_no_length_of_time(read: Callable[[str], Reading], text: str) -> None:
    assert list(read(text).of("duration")) == []


@pytest.mark.parametrize("text", ["好几年了", "很久了", "for years"])
def test_a_vague_length_names_no_days(read: Callable[[str], Reading], text: str) -> None:
    assert [(one.code, one.low) for one in read(text).of("duration")] == [("vague", None)]
