"""Alerts: raised once, seen, and open until a clinician closes them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from interview.holding import hold
from interview.turn import Incoming, Outcome, Talk
from records import alerts, inbox, turns
from records.cases import CaseMade, case_view
from records.database import Database
from records.errors import Unknown
from records.people import User
from tests.records.talking import NOON, SAFETY, consent, send, take
from tests.records.talking import decides as decide

LATER = NOON + timedelta(hours=1)


def test_a_second_message_of_the_same_kind_joins_the_open_alert(db: Database, case: CaseMade) -> None:
    one = send(db, case, "m1", alarms=("RF-SUI",), safety=SAFETY)
    two = send(db, case, "m2", alarms=("RF-SUI", "RF-CES"), safety=SAFETY)
    opened = {alert.kind: alert for alert in alerts.open_alerts(db)}
    assert opened["RF-SUI"].message_ids == (one.message_id, two.message_id)
    assert opened["RF-CES"].message_ids == (two.message_id,)
    assert opened["RF-SUI"].name == "张三"


def test_after_it_was_seen_the_same_kind_raises_a_new_one(db: Database, case: CaseMade, clinician: User) -> None:
    first = alerts.raise_alert(db, case.case_id, "RF-SUI", None, NOON)
    assert alerts.raise_alert(db, case.case_id, "RF-SUI", None, NOON) == first
    alerts.acknowledge(db, first, clinician.id, LATER)
    second = alerts.raise_alert(db, case.case_id, "RF-SUI", None, LATER)
    assert second != first
    assert [alert.id for alert in alerts.open_alerts(db)] == [second, first]  # the unseen one first


def test_the_first_to_see_it_is_kept(db: Database, case: CaseMade, clinician: User) -> None:
    alert = alerts.raise_alert(db, case.case_id, "CALLBACK", None, NOON)
    alerts.acknowledge(db, alert, clinician.id, NOON)
    alerts.acknowledge(db, alert, clinician.id, LATER)
    row = alerts.open_alerts(db)[0]
    assert (row.acknowledged_at, row.acknowledged_by) == (NOON, "Dr. Li")


def test_it_stays_open_until_it_is_closed_with_a_reason(db: Database, case: CaseMade, clinician: User) -> None:
    alert = alerts.raise_alert(db, case.case_id, "CALLBACK", None, NOON)
    with pytest.raises(ValueError, match="reason"):
        alerts.close(db, alert, clinician.id, "  ", NOON)
    assert len(alerts.open_alerts(db)) == 1
    alerts.close(db, alert, clinician.id, "called back", LATER)
    assert alerts.open_alerts(db) == []
    view = case_view(db, case.case_id)
    assert view is not None
    assert (view.alerts[0].closed_at, view.alerts[0].reason) == (LATER, "called back")
    assert view.case.open_alerts == 0


def test_a_turn_may_raise_a_call_back(db: Database, case: CaseMade) -> None:
    consent(db, case)
    turn = take(db, case, "m1", decide(alerts=("CALLBACK",)))
    assert [(alert.kind, alert.message_ids) for alert in alerts.open_alerts(db)] == [("CALLBACK", (turn.message_id,))]


def test_an_unknown_alert_cannot_be_seen_or_closed(db: Database, clinician: User) -> None:
    with pytest.raises(Unknown):
        alerts.acknowledge(db, "0" * 32, clinician.id, NOON)
    with pytest.raises(Unknown):
        alerts.close(db, "0" * 32, clinician.id, "why", NOON)


def holds(talk: Talk, incoming: Incoming) -> Outcome:
    return Outcome(hold(talk, ("RF-CES",)))


def status(db: Database, case: CaseMade) -> str:
    view = case_view(db, case.case_id)
    assert view is not None
    return view.talk.status


def test_a_held_talk_goes_on_once_staff_have_seen_the_alert(db: Database, case: CaseMade, clinician: User) -> None:
    consent(db, case)
    received = send(db, case, "m1", alarms=("RF-CES",), safety=SAFETY)
    turns.keep_turn(db, received.message_id, holds, NOON)
    inbox.finish(db, received.message_id, NOON)
    assert status(db, case) == "safety"
    alert = alerts.open_alerts(db)[0]
    alerts.acknowledge(db, alert.id, clinician.id, LATER)
    assert status(db, case) == "paused"
    assert "工作人员已经看到" in (inbox.lines(db, case.interview_id)[-1].text or "")


def test_an_alert_seen_before_its_turn_is_kept_does_not_hold_the_talk_for_ever(
    db: Database, case: CaseMade, clinician: User
) -> None:
    consent(db, case)
    received = send(db, case, "m1", alarms=("RF-CES",), safety=SAFETY)
    alerts.acknowledge(db, alerts.open_alerts(db)[0].id, clinician.id, NOON)
    kept = turns.keep_turn(db, received.message_id, holds, LATER)
    assert kept.status == "paused"
    assert "工作人员已经看到" in kept.reply[-1]["text"]


def test_closing_an_unseen_alert_lets_the_talk_go_on_too(db: Database, case: CaseMade, clinician: User) -> None:
    consent(db, case)
    received = send(db, case, "m1", alarms=("RF-CES",), safety=SAFETY)
    turns.keep_turn(db, received.message_id, holds, NOON)
    alerts.close(db, alerts.open_alerts(db)[0].id, clinician.id, "电话里问过，是老毛病", LATER)
    assert status(db, case) == "paused"
