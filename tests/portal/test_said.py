"""Values in words: durations, ranges, places, doses and facts."""

from __future__ import annotations

from typing import Any

import pytest

from certainty import Bounds
from interview.protocol import Protocol
from portal.said import answer_said, duration, fact_said, regions
from portal.times import number
from portal.words import words

ZH, EN = words("zh"), words("en")


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (0, "0 天"),
        (13, "13 天"),
        (14, "2 周"),
        (60, "8.5 周"),
        (60.875, "2 个月"),  # 2 × 30.4375
        (90.98, "2.9 个月"),  # 2.989 months: cut, never rounded up to the threshold of three
        (91.3125, "3 个月"),
        (365.25, "12 个月"),
    ],
)
def test_a_time_is_said_in_days_weeks_or_months_and_cut(days: float, says: str) -> None:
    assert duration(ZH, days) == says


def test_a_range_of_times_keeps_both_ends() -> None:
    assert duration(ZH, Bounds(91.3125, 121.75)) == "3–4 个月"
    assert duration(EN, {"low": 91.3125, "high": 121.75}) == "3–4 months"


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ("about", "约 6 个月"),
        ("almost", "将近 6 个月"),
        ("less", "不到 6 个月"),
        ("more", "6 个月多"),
        (None, "6 个月"),
    ],
)
def test_a_single_time_keeps_what_the_patient_said_with_it(protocol: Protocol, about: str | None, says: str) -> None:
    assert answer_said(ZH, protocol.question("onset"), 182.625, about) == says


def test_a_range_says_by_itself_how_far_it_goes(protocol: Protocol) -> None:
    assert answer_said(ZH, protocol.question("onset"), Bounds(1095.75, 1461.0), "more") == "36–48 个月"


@pytest.mark.parametrize(
    ("value", "says"), [(8, "8"), (7.5, "7.5"), (2.999, "2.9"), (-1.408, "-1.4"), (0, "0"), (None, ""), (-0.01, "0")]
)
def test_a_number_has_one_decimal_at_most_and_is_cut(value: float | None, says: str) -> None:
    assert number(value) == says


def test_places_are_said_with_their_side() -> None:
    places = ({"code": "little_f", "side": "R"}, {"code": "leg_all", "side": "both"}, {"code": "face", "side": None})
    assert regions(ZH, places) == "右小指、双侧下肢、面部"
    assert regions(EN, places) == "right little finger, bilateral whole leg, face"


@pytest.mark.parametrize(
    ("item", "value", "says"),
    [
        ("medicine_any", True, "用过"),
        ("dn4_1", False, "没有"),
        ("pain_worst", Bounds(7, 8), "7–8"),
        ("quality", ("electric", "burning"), "像过电、像火烧"),
        ("triage", (), "都没有"),
        ("med1_drug", "pregabalin", "普瑞巴林"),
        ("med1_drug", "unknown", "药名未知"),
        ("med1_dose", 150, "150 mg/日"),
        ("med1_dose", Bounds(150, 300), "150–300 mg/日"),
        ("no_such_question", Bounds(1, 2), "1–2"),
        ("no_such_question", True, "是"),
    ],
)
def test_an_answer_is_said_as_its_question_has_it(protocol: Protocol, item: str, value: Any, says: str) -> None:
    assert answer_said(ZH, protocol.question(item), value) == says


@pytest.mark.parametrize(
    ("fact", "value", "says"),
    [
        ("avulsion_confirmed", True, "是"),
        ("coagulation", "severe", "严重障碍"),
        ("segment_motor_deficit", "na", "不适用"),
        ("vas_worst", {"low": 7.0, "high": 8.0}, "7–8"),
        ("vas_worst", [7, 8], "7–8"),
        ("pain_duration_months", 2.99, "2.9 个月"),
        ("red_flags", [], "都没有"),
        ("red_flags", ["RF-SUI"], "自伤、自杀风险"),
        ("drug_trials", [], "患者说没有用过药"),
        ("drug_trials", [{"drug": "pregabalin"}, {"drug": "unknown"}], "普瑞巴林、药名未知"),
        ("nep_screen", [{"tool": "DN4", "score": 5, "positive": True}], "DN4 5"),
        ("pain_segments", ["R:C8", "R:T1"], "R:C8、R:T1"),
        ("phq9", 11, "11"),
    ],
)
def test_a_fact_is_said_in_words(fact: str, value: Any, says: str) -> None:
    assert fact_said(ZH, fact, value) == says
