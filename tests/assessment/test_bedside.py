"""DN4 begun by the patient and ended at the bedside (Bouhassira 2005: ten items, cut-off 4)."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.assess import assess
from assessment.bedside import bedside_items
from assessment.facts import GatheredFacts, gather
from instruments.load import load_all
from interview.load import load
from tests.assessment.answers import answers, said, score

INSTRUMENTS = load_all()
QUESTIONS = load(INSTRUMENTS).questions


def dn4(yes: int, found: dict[str, bool | None], asked: int = 7) -> GatheredFacts:
    """The first ``yes`` of ``asked`` items yes, the others no; then what was found at the bedside."""
    given = answers(*(said(f"dn4_{n}", n <= yes) for n in range(1, asked + 1)))
    findings = {item: {"value": value, "by": "C", "id": item} for item, value in found.items()}
    kept = [score("DN4-interview", yes, yes, yes, "neuropathic" if yes >= 3 else "not_neuropathic")]
    return gather(QUESTIONS, given, kept, findings, instruments=INSTRUMENTS)


def signs(*values: bool | None) -> dict[str, bool | None]:
    return dict(zip(("dn4_8", "dn4_9", "dn4_10"), values, strict=False))


def screens(gathered: GatheredFacts) -> Any:
    return gathered.facts()["nep_screen"]


@pytest.mark.parametrize(
    ("found", "total", "positive"),
    [((False, False, False), 3, False), ((True, False, False), 4, True), ((True, True, False), 5, True)],
)
def test_three_symptoms_are_below_at_or_above_the_cut_off_by_the_bedside(
    found: tuple[bool, ...], total: int, positive: bool
) -> None:
    whole = screens(dn4(3, signs(*found)))
    assert whole == {"value": [{"tool": "DN4", "score": total, "positive": positive}], "by": "C"}


def test_while_the_bedside_can_still_turn_it_nothing_is_told_by_the_clinician() -> None:
    assert screens(dn4(3, signs(False)))["by"] == "P"  # 3 to 5: the interview's part alone, claimed


def test_a_cut_off_that_is_passed_whatever_is_missing_counts() -> None:
    assert screens(dn4(3, signs(True))) == {"value": [{"tool": "DN4", "score": None, "positive": True}], "by": "C"}


def test_without_an_examination_the_score_stays_the_patients_claim() -> None:
    gathered = dn4(5, {})  # 5 to 8 of 10 is past the cut-off, but nobody has examined
    assert screens(gathered)["by"] == "P"
    assert [one["fact"] for one in assess(gathered)["claimed"]] == ["nep_screen"]


def test_a_finding_taken_back_is_no_finding() -> None:
    assert screens(dn4(3, signs(None, None, None)))["by"] == "P"


def test_a_missing_symptom_is_not_a_no() -> None:
    # four asked, three yes; three signs absent: 3 to 6
    assert screens(dn4(3, signs(False, False, False), asked=4))["by"] == "P"


def test_lanss_takes_nothing_from_the_interview() -> None:
    # all its items are the clinician's; S-LANSS asks in other words and never stands in for them
    assert bedside_items(INSTRUMENTS["LANSS"]) == ()
    assert [item.id for item in bedside_items(INSTRUMENTS["DN4"])] == ["dn4_8", "dn4_9", "dn4_10"]
    given = answers(*(said(f"slanss_{n}", True) for n in range(1, 6)))
    found = {item: {"value": True, "by": "C"} for item in ("lanss_6", "lanss_7")}
    assert "nep_screen" not in gather(QUESTIONS, given, (), found, instruments=INSTRUMENTS).facts()
