from __future__ import annotations

from language.qualifiers import widened, widened_days


def test_a_plain_or_rough_number_is_not_widened() -> None:
    assert widened(8, 8, None) == (8, 8)
    assert widened(8, 8, "about") == (8, 8)


def test_almost_and_less_keep_the_named_bound_as_the_highest() -> None:
    assert widened(8, 8, "almost") == (7, 8)
    assert widened(3, 3, "less") == (2, 3)


def test_more_keeps_the_named_bound_as_the_lowest() -> None:
    assert widened(5, 5, "more") == (5, 6)


def test_over_two_months_stays_below_three() -> None:
    low, high = widened_days(60.875, 60.875, "more")
    assert low == 60.875
    assert 60.875 < high < 91.3125


def test_over_one_month_may_be_nearly_two() -> None:
    _, high = widened_days(30.4375, 30.4375, "more")
    assert 60 < high < 60.875
