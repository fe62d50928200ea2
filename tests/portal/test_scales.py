"""Scores as they are drawn and said: bounds, cut-offs, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from instruments.score import score
from interview.answer import Answer, How
from interview.protocol import Protocol
from portal.scales import WIDTH, ScoreView, nrs_scale, score_view
from portal.sources import Sources
from portal.words import words

T = words("zh")


@dataclass(frozen=True)
class Found:
    """A finding as the records give it."""

    value: Any
    by: str = "C"


def said(item: str, value: Any, by: str = "P") -> Answer:
    return Answer(item, value, None, f"m-{item}", How.BUTTON, datetime(2026, 11, 23, tzinfo=UTC), by)


def view(
    protocol: Protocol,
    name: str,
    answers: dict[str, Any],
    cause: str | None = None,
    found: list[str] | None = None,
    by: str = "P",
) -> ScoreView:
    """``cause``  as the patient named it, ``found`` as a clinician confirmed it; ``by`` whom item 1 was answered."""
    instrument = protocol.instruments[name]
    data = score(instrument, answers).to_full_data()
    given = {"cause": said("cause", cause)} if cause else {}
    first = instrument.items[0].id
    given[first] = said(first, 1, by)
    findings = {"aetiologies": Found(found)} if found else {}
    return score_view(T, instrument, data, Sources(protocol, given, findings, {}))


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


NEGATIVE = {  # every item answered with its least, so below the cut-off whatever the weights
    "S-LANSS": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0, "6": 0, "7": 0},
    "LANSS": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0, "6": 0, "7": 0},
    "NPQ-SF": {"1": 0, "2": 0, "3": 0},
}
CORD_OR_ROOT = ["sci", "cauda_equina", "bpa_avulsion", "lumbosacral_root_avulsion"]


@pytest.mark.parametrize("name", NEGATIVE)
@pytest.mark.parametrize("cause", CORD_OR_ROOT)
def test_a_negative_screen_never_excludes_in_cord_injury_or_root_avulsion(
    protocol: Protocol, name: str, cause: str
) -> None:
    # Hallstrom & Norrbrink 2011: after cord injury LANSS found 36 % of neuropathic pain, NPQ 50 %
    shown = view(protocol, name, NEGATIVE[name], cause=cause)
    assert ("50%" if name == "NPQ-SF" else "36%") in shown.caveat
    assert shown.band is not None
    assert shown.band.endswith("：不能排除")


@pytest.mark.parametrize("cause", ["phn", "phantom_limb", "non_neuropathic", None])
def test_for_another_cause_the_caveat_does_not_stand_there(protocol: Protocol, cause: str | None) -> None:
    shown = view(protocol, "S-LANSS", NEGATIVE["S-LANSS"], cause=cause)
    assert shown.caveat == ""
    assert shown.band == "未达 12 分"


def test_the_cause_that_a_clinician_confirmed_decides(protocol: Protocol) -> None:
    negative = NEGATIVE["S-LANSS"]
    assert view(protocol, "S-LANSS", negative, cause="phn", found=["sci"]).caveat != ""
    assert view(protocol, "S-LANSS", negative, cause="sci", found=["phn"]).caveat == ""
    assert view(protocol, "S-LANSS", negative, found=["other_nep", "bpa_avulsion"]).caveat != ""


def test_a_positive_screen_needs_no_caveat(protocol: Protocol) -> None:
    positive = {"1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "6": 1, "7": 1}
    assert view(protocol, "S-LANSS", positive, cause="sci").caveat == ""


def test_the_bodily_and_the_affective_part_of_phq9_stand_apart(protocol: Protocol) -> None:
    # items 3, 4, 5, 7, 8: 2+2+1+1+1 = 7; items 1, 2, 6, 9: 1+2+1+0 = 4
    shown = view(protocol, "PHQ-9", phq9(1, 2, 2, 2, 1, 1, 1, 1, 0))
    assert shown.parts == ("躯体部分（3、4、5、7、8） 7", "情感部分（1、2、6、9） 4")
    assert shown.brief == ("躯体部分 7", "情感部分 4")


@pytest.mark.parametrize("name", ["PHQ-9", "GAD-7", "DN4", "DN4-interview", "S-LANSS"])
def test_every_score_says_whose_words_it_was_asked_in(protocol: Protocol, name: str) -> None:
    assert view(protocol, name, {}).wording == "自拟措辞，未经信效度验证"


def test_a_scale_that_family_answered_says_so(protocol: Protocol) -> None:
    assert view(protocol, "PHQ-9", phq9(1), by="F").proxy
    assert not view(protocol, "PHQ-9", phq9(1)).proxy
