"""The checklist is shut until segments are confirmed and the site is qualified; care and follow-up by phase."""

from __future__ import annotations

from typing import Any

import pytest

from rules_engine.evaluation import sheet_of
from rules_engine.phases import (
    complications,
    follow_up,
    inpatient_care,
    must_accompany,
    report_foot,
    surgical_checklist,
)
from tests.rules_engine.casebook import PATIENTS

READY = {**PATIENTS["bpa"], "site_qualified": True}


def test_the_checklist_opens_when_site_and_segments_are_settled() -> None:
    checklist = surgical_checklist(sheet_of(READY))
    assert checklist["blocked"] == []
    assert {"R9", "INTRAOP-5", "INTRAOP-9", "R11", "R12"} <= {step["rule"] for step in checklist["steps"]}


@pytest.mark.parametrize(
    ("changed", "fact"),
    [
        ({"site_qualified": False}, "site_qualified"), ({"site_qualified": "unknown"}, "site_qualified"),
        ({"pain_segments": "unknown"}, "pain_segments"), ({"pain_segments": ["L:C7", "unknown"]}, "pain_segments"),
        ({"pain_segments": {"value": ["L:C7"], "by": "P"}}, "pain_segments"),
    ],
)  # fmt: skip
def test_the_checklist_is_blocked_and_shows_no_step(changed: dict[str, Any], fact: str) -> None:
    checklist = surgical_checklist(sheet_of({**READY, **changed}))
    assert [reason["fact"] for reason in checklist["blocked"]] == [fact]
    assert checklist["steps"] == []


def test_the_head_frame_is_left_out_where_there_is_no_plexus_avulsion() -> None:
    checklist = surgical_checklist(sheet_of({**PATIENTS["phn"], "site_qualified": True}))
    assert "INTRAOP-5" not in {step["rule"] for step in checklist["steps"]}


def test_care_in_hospital_only_in_hospital() -> None:
    care = inpatient_care(sheet_of({**READY, "phase": "inpatient_postop"}))
    assert [told["rule"] for told in care] == ["POSTOP-1", "POSTOP-2", "POSTOP-3", "POSTOP-4", "POSTOP-5", "R10a"]
    assert inpatient_care(sheet_of(READY)) == []


def test_new_weakness_unsteadiness_or_bladder_trouble_calls_a_human_at_once() -> None:
    urgent = {one["id"] for one in follow_up() if one["if_new_or_worse"] == "URGENT_HUMAN"}
    assert urgent == {"FU-4", "FU-5", "FU-6"}


def test_steroids_are_graded_as_printed() -> None:
    steroids = next(one for one in complications() if one["rule"] == "COMP-5s")
    assert [grade["grade"] for grade in steroids["grades"]] == ["1A"]


def test_destructive_surgery_is_said_with_every_code_that_speaks_for_it() -> None:
    assert [told["rule"] for told in must_accompany("OUT-SUIT-FIRST")] == ["META-7"]
    assert must_accompany("OUT-DEFER-LT3") == []
    assert [told["rule"] for told in report_foot()] == ["META-3", "META-6"]
