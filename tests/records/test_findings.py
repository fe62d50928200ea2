"""Findings and corrections by clinicians, and the assessments that follow them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assessment.terms import Terms
from interview.answer import Why
from records import alerts, erasing
from records.assessments import reassess
from records.cases import CaseMade, case_view
from records.corrections import correct
from records.database import Database
from records.errors import Unknown, Withdrawn
from records.findings import add_findings, findings
from records.people import User
from rules_engine.evaluation import readings_in_force
from tests.records.talking import NOON, SAFETY, consent, decides, send, take

LATER = NOON + timedelta(days=1)
AVULSION = "avulsion_confirmed"


def enter(db: Database, case: CaseMade, clinician: User, value: object, now: object = NOON) -> None:
    values = {AVULSION: {"value": value, "by": "I"}}
    add_findings(db, case.case_id, values, user_id=clinician.id, now=NOON if now is NOON else LATER)


def test_a_changed_finding_is_a_new_version_and_an_unchanged_one_is_not(
    db: Database, case: CaseMade, clinician: User
) -> None:
    for value in (True, True, False):
        enter(db, case, clinician, value)
    row = findings(db, case.case_id)[AVULSION]
    assert (row.value, row.by, row.user, row.version) == (False, "I", "Dr. Li", 2)
    view = case_view(db, case.case_id)
    assert view is not None and [row.value for row in view.finding_history] == [True, False]


def test_a_finding_taken_back_is_unknown_again(db: Database, case: CaseMade, clinician: User) -> None:
    enter(db, case, clinician, None)
    assert findings(db, case.case_id) == {}
    enter(db, case, clinician, True)
    enter(db, case, clinician, None)
    assert findings(db, case.case_id)[AVULSION].value is None


def test_findings_need_a_case_that_is_open(db: Database, case: CaseMade, clinician: User) -> None:
    with pytest.raises(Unknown):
        add_findings(db, "0" * 32, {}, user_id=clinician.id, now=NOON)
    erasing.erase(db, case.case_id, user_id=clinician.id, now=NOON)
    with pytest.raises(Withdrawn):
        enter(db, case, clinician, True)
    with pytest.raises(Withdrawn):
        reassess(db, case.case_id, reason="finding", now=NOON)


def test_the_same_inputs_give_the_assessment_that_is_there(db: Database, case: CaseMade, clinician: User) -> None:
    consent(db, case)
    take(db, case, "m1", decides(("pain_worst", 8)))
    first = reassess(db, case.case_id, reason="ended", now=NOON)
    assert reassess(db, case.case_id, reason="ended", now=LATER) == first
    assert (first.version, first.reason, first.at) == (1, "ended", NOON)
    assert set(first.versions) == {"instruments", "protocol", "rules", "readings"}


def test_another_reading_of_the_sites_gives_a_new_assessment_that_says_which_was_in_force(
    db: Database, case: CaseMade
) -> None:
    consent(db, case)
    take(db, case, "m1", decides(("pain_worst", 8)))
    ours = reassess(db, case.case_id, reason="ended", now=NOON)
    theirs = Terms(readings_in_force({"vas_gate": 9.0}), qualified=True)
    second = reassess(db, case.case_id, reason="ended", now=LATER, terms=theirs)
    assert (ours.version, second.version) == (1, 2)
    assert (ours.versions["readings"]["vas_gate"], second.versions["readings"]["vas_gate"]) == (5.0, 9.0)
    assert "site_qualified" not in ours.result["facts"]
    assert second.result["facts"]["site_qualified"] == {"value": True, "by": "SW"}
    assert second.inputs["findings"] == {}
    assert reassess(db, case.case_id, reason="ended", now=LATER, terms=theirs) == second


def test_a_new_finding_gives_a_new_assessment_and_the_old_one_stays(
    db: Database, case: CaseMade, clinician: User
) -> None:
    consent(db, case)
    first = reassess(db, case.case_id, reason="ended", now=NOON)
    enter(db, case, clinician, True)
    second = reassess(db, case.case_id, reason="finding", now=LATER)
    assert second.version == 2 and second.result["facts"][AVULSION] == {"value": True, "by": "I"}
    assert second.because[AVULSION][0]["finding"] == findings(db, case.case_id)[AVULSION].id
    view = case_view(db, case.case_id)
    assert view is not None
    assert view.assessments == [second, first] and view.assessment == second


def test_an_assessment_rests_on_the_patients_own_message(db: Database, case: CaseMade) -> None:
    consent(db, case)
    turn = take(db, case, "m1", decides(("pain_worst", 8)))
    row = reassess(db, case.case_id, reason="ended", now=NOON)
    assert row.result["facts"]["vas_worst"]["value"] == 8
    assert row.because["vas_worst"][0]["message"] == turn.message_id
    assert row.inputs["answers"]["pain_worst"]["data"] == {"value": 8}


def test_a_red_flag_counts_until_its_alert_is_closed(db: Database, case: CaseMade, clinician: User) -> None:
    consent(db, case)
    send(db, case, "m1", "不想活了", alarms=("RF-SUI",), safety=SAFETY)
    flagged = reassess(db, case.case_id, reason="alert", now=NOON)
    assert list(flagged.inputs["red_flags"]) == ["RF-SUI"]
    alerts.close(db, alerts.open_alerts(db)[0].id, clinician.id, "seen by psychiatry", NOON)
    assert reassess(db, case.case_id, reason="alert", now=NOON).inputs["red_flags"] == {}


def test_a_correction_is_a_version_by_the_clinician_about_the_same_sentence(
    db: Database, case: CaseMade, clinician: User
) -> None:
    consent(db, case)
    turn = take(db, case, "m1", decides(("pain_worst", 8)))
    correct(db, case.case_id, "pain_worst", 6, user_id=clinician.id, reason="misheard", now=LATER)
    view = case_view(db, case.case_id)
    assert view is not None
    said, corrected = view.answers
    assert (said.data, said.by, said.current) == ({"value": 8}, "P", False)
    assert (corrected.data, corrected.by, corrected.heard) == ({"value": 6}, "C", "clinician")
    assert (corrected.message_id, corrected.reason, corrected.user_id) == (turn.message_id, "misheard", clinician.id)
    assert view.talk.answers["pain_worst"].value == 6


def test_a_correction_to_unknown_needs_its_reason_too(db: Database, case: CaseMade, clinician: User) -> None:
    consent(db, case)
    take(db, case, "m1", decides(("pain_worst", 8)))
    with pytest.raises(ValueError, match="reason"):
        correct(db, case.case_id, "pain_worst", 6, user_id=clinician.id, reason=" ", now=LATER)
    correct(
        db,
        case.case_id,
        "pain_worst",
        None,
        unknown=Why.UNSURE,
        user_id=clinician.id,
        reason="not said",
        now=LATER,
    )
    view = case_view(db, case.case_id)
    assert view is not None and view.talk.answers["pain_worst"].unknown is Why.UNSURE
