from __future__ import annotations

from datetime import date

import pytest

from language.dates import moments
from language.normal import normal

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("去年冬天开始", date(2025, 12, 1), date(2026, 2, 28)),
        ("2019年车祸以后", date(2019, 1, 1), date(2019, 12, 31)),
        ("二〇一九年", date(2019, 1, 1), date(2019, 12, 31)),
        ("19年3月", date(2019, 3, 1), date(2019, 3, 31)),
        ("08年出的车祸", date(2008, 1, 1), date(2008, 12, 31)),
        ("上个月", date(2026, 10, 1), date(2026, 10, 31)),
        ("去年3月份", date(2025, 3, 1), date(2025, 3, 31)),
        ("前年国庆", date(2024, 10, 1), date(2024, 10, 7)),
        ("3月5日来的", date(2026, 3, 5), date(2026, 3, 5)),
        ("12月开始的", date(2025, 12, 1), date(2025, 12, 31)),
        ("27号开始", date(2026, 10, 27), date(2026, 10, 27)),
        ("上周三", date(2026, 11, 18), date(2026, 11, 18)),
        ("昨晚", date(2026, 11, 22), date(2026, 11, 22)),
        ("大前天", date(2026, 11, 20), date(2026, 11, 20)),
        ("2023-05-01", date(2023, 5, 1), date(2023, 5, 1)),
        ("since last winter", date(2025, 12, 1), date(2026, 2, 28)),
        ("in march 2020", date(2020, 3, 1), date(2020, 3, 31)),
        ("last month", date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_a_date_is_days_before_the_message(text: str, first: date, last: date) -> None:
    found = moments(normal(text), TODAY)
    assert [(one.low, one.high) for one in found] == [((TODAY - last).days, (TODAY - first).days)]


@pytest.mark.parametrize("text", ["明年春天", "2031年", "20年了", "两年前的冬夜"])
def test_what_is_to_come_or_a_length_of_time_is_no_date(text: str) -> None:
    assert moments(normal(text), TODAY) == []


def test_the_same_words_mean_another_day_on_another_date() -> None:
    assert moments("去年", date(2020, 6, 1))[0].low == (date(2020, 6, 1) - date(2019, 12, 31)).days
