"""Proposals about segments and level: shown for a clinician to confirm, never facts of their own."""

from __future__ import annotations

from typing import Any

from assessment.assess import assess
from assessment.facts import gather
from tests.assessment.answers import QUESTIONS, answers, said


def proposed(places: Any, **findings: Any) -> dict[str, Any]:
    found = {name: {"value": value, "by": "C"} for name, value in findings.items()}
    result = assess(gather(QUESTIONS, answers(said("place", places)), findings=found))
    return {one["fact"]: one["value"] for one in result["proposals"]}


def test_regions_give_candidate_segments_with_their_side() -> None:
    assert proposed(({"code": "little_f", "side": "R"},)) == {"pain_segments": ["R:C8"]}


def test_pain_at_the_navel_of_a_t10_injury_is_proposed_as_at_the_level() -> None:
    places = ({"code": "navel", "side": "both"},)
    assert proposed(places, aetiologies=["sci"], sci_nli="T10")["pain_level_relation"] == "at"


def test_pain_in_the_calf_of_a_t10_injury_is_proposed_as_below() -> None:
    places = ({"code": "calf", "side": "both"},)
    assert proposed(places, aetiologies=["sci"], sci_nli="T10")["pain_level_relation"] == "below"


def test_without_a_level_nothing_is_proposed() -> None:
    assert "pain_level_relation" not in proposed(({"code": "calf", "side": "L"},), aetiologies=["sci"])


def test_pain_of_hand_and_forearm_matches_avulsed_roots() -> None:
    places = ({"code": "hand_all", "side": "L"},)
    assert proposed(places, aetiologies=["bpa_avulsion"])["segment_match"] is True


def test_a_proposal_never_becomes_a_fact() -> None:
    places = ({"code": "calf", "side": "both"},)
    found = {"aetiologies": {"value": ["sci"], "by": "C"}, "sci_nli": {"value": "T10", "by": "C"}}
    result = assess(gather(QUESTIONS, answers(said("place", places)), findings=found))
    assert "OUT-CI-LEVEL" not in [one["code"] for one in result["suggestions"]]
    assert "pain_level_relation" in [entry["fact"] for entry in result["missing"]]
