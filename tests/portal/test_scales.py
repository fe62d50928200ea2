"""Scores as they are drawn and said: bounds, cut-offs, what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from instruments.score import score
from interview.protocol import Protocol
from portal.scales import WIDTH, ScoreView, nrs_scale, score_view
from portal.sources import Sources
from portal.words import words

T = words("zh")


def view(protocol: Protocol, name: str, answers: dict[str, Any]) -> ScoreView:
    instrument = protocol.instruments[name]
    data = score(instrument, answers).to_full_data()
    return score_view(T, instrument, data, Sources(protocol, {}, {}, {}))


def phq9(*values: int | None) -> dict[str, Any]:
    return {str(n): value for n, value in enumerate(values, 1)}


def test_a_complete_score_is_a_number_on_its_scale(protocol: Protocol) -> None:
    # Kroenke 2001: nine items of 0–3; 11 is moderate (10–14)
    shown = view(protocol, "PHQ-9", phq9(1, 2, 2, 2, 1, 1, 1, 1, 0))
    assert (shown.value, shown.of, shown.band, shown.status) == ("11", "27", "中度", "完整")
    assert shown.scale is not None
    assert not shown.scale.open
    assert shown.cuts == "界值 ≥5 / 10 / 15 / 20"
    assert shown.scale.cuts == tuple(round(WIDTH * cut / 27, 1) for cut in (5, 10, 15, 20))


def test_an_open_score_is_a_stretch_from_low_to_high(protocol: Protocol) -> None:
    # DN4: three yes, four no, three left for the bedside: 3 to 6, the cut-off 4 lies inside
    shown = view(protocol, "DN4", {str(n): int(n <= 3) for n in range(1, 8)})
    assert (shown.value, shown.of) == ("3–6", "10")
    assert shown.band == "跨界值，未定"
    assert shown.open
    assert shown.scale is not None
    assert (shown.scale.at, shown.scale.width) == (60.0, 60.0)
    assert shown.scale.cuts == (80.0,)
    assert shown.missing == ("8", "9", "10")


def test_too_much_missing_is_no_statement_and_no_zero(protocol: Protocol) -> None:
    shown = view(protocol, "PHQ-9", phq9(1, None, None, None, 1, 1, 1, 1, 0))
    assert not shown.known
    assert shown.value == "未知"
    assert shown.scale is None
    assert shown.status == "缺项过多，不作判断"


def test_a_prorated_total_says_so(protocol: Protocol) -> None:
    shown = view(protocol, "PHQ-9", phq9(1, 1, 1, 1, 1, 1, 1, None, 1))
    assert (shown.value, shown.status) == ("9", "按均值折算")  # 8 / 8 × 9


def test_an_alarm_is_named(protocol: Protocol) -> None:
    assert view(protocol, "PHQ-9", phq9(0, 0, 0, 0, 0, 0, 0, 0, 1)).alarms == ("自伤、自杀风险",)
    assert view(protocol, "PHQ-9", phq9(0, 0, 0, 0, 0, 0, 0, 0, 0)).alarms == ()


@pytest.mark.parametrize("value", [0, 27])
def test_the_mark_stays_within_the_bar_at_both_ends(protocol: Protocol, value: int) -> None:
    each = 3 if value else 0
    shown = view(protocol, "PHQ-9", phq9(*[each] * 9))
    assert shown.scale is not None
    assert shown.scale.at is not None
    assert shown.scale.at >= 0
    assert shown.scale.at + shown.scale.width <= WIDTH


def test_worst_and_average_stand_on_one_line_with_the_consensus_cut_off() -> None:
    scale = nrs_scale(T, 8, 6, 5)
    assert scale.marks == (120.0, 160.0)
    assert scale.cuts == (100.0,)
    assert scale.at is None


def test_a_worst_pain_given_as_a_range_is_a_stretch() -> None:
    scale = nrs_scale(T, {"low": 7, "high": 8}, None, 5)
    assert (scale.at, scale.width) == (140.0, 20.0)


def test_nothing_said_draws_nothing() -> None:
    scale = nrs_scale(T, None, None, 5)
    assert (scale.marks, scale.at) == ((), None)
