"""Made-up patients over the real Rasa, action server and gateway: what they said, as the clinician will find it."""

from __future__ import annotations

import pytest

from operations.patient import load_script, scripts, talk
from records.cases import CaseView, case_view
from tests.system.expected import load_expected, other_than_expected, scores_other_than_expected
from tests.system.running import System

pytestmark = pytest.mark.rasa

PATIENTS = scripts()
# Lengths of time counted from a date grow day by day; the fast test compares them on a fixed day.
GROWING = {"cord_injury_incomplete": ("onset", "injured")}


@pytest.fixture(scope="module", params=PATIENTS)
def finished(system: System, request: pytest.FixtureRequest) -> tuple[str, CaseView]:
    """A patient's name, and the case after the whole interview."""
    script = load_script(request.param)
    made = system.invite(script.case["language"])
    with system.client() as client:
        talk(client, made.token, script)
    view = case_view(system.db, made.case_id)
    assert view is not None
    return request.param, view


def test_every_answer_is_kept_as_it_was_meant(finished: tuple[str, CaseView]) -> None:
    name, view = finished
    assert view.talk.status == "finished"
    assert view.talk.language == load_expected(name).language
    wrong = other_than_expected(load_expected(name), view.talk.answers)
    assert [line for line in wrong if not line.startswith(GROWING.get(name, ()))] == []


def test_the_scales_come_to_the_sums_done_by_hand(finished: tuple[str, CaseView]) -> None:
    name, view = finished
    scores = {row.instrument: row.data for row in view.scores if row.current and row.data is not None}
    assert scores_other_than_expected(load_expected(name), scores) == []


def test_staff_have_an_open_alert_for_each_red_flag_and_call_back(finished: tuple[str, CaseView]) -> None:
    name, view = finished
    expected = load_expected(name)
    raised = [flag for flags in expected.alarms.values() for flag in flags] + ["CALLBACK" for _ in expected.callbacks]
    assert sorted(alert.kind for alert in view.alerts) == sorted(raised)


def test_what_was_corrected_keeps_its_earlier_versions(finished: tuple[str, CaseView]) -> None:
    name, view = finished
    latest = {row.item: max(other.version for other in view.answers if other.item == row.item) for row in view.answers}
    assert {item: version for item, version in latest.items() if version > 1} == load_expected(name).changed


def test_nobody_is_left_without_an_assessment(finished: tuple[str, CaseView]) -> None:
    _, view = finished
    assert view.assessment is not None
    assert view.assessment.result["suggestions"]
