"""Alerts for staff: raised in the talk or by hand, acknowledged, and open until a clinician closes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, aliased

from interview.holding import release
from interview.turn import Talk
from interview.words import load_words
from records.chain import note
from records.database import Database
from records.errors import Unknown
from records.locking import keep, lock_case, lock_interview
from records.tables import Alert, AlertMessage, Case, Interview, Message, Patient, User, new_id
from records.transcript import say


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert. ``kind`` is ``RF-…`` or ``CALLBACK``; ``message_ids`` the messages it rests on, oldest first.

    ``acknowledged_by``, ``closed_by``  display names.
    """

    id: str
    case_id: str
    number: int
    name: str | None
    kind: str
    raised_at: datetime
    message_ids: tuple[str, ...]
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    closed_at: datetime | None
    closed_by: str | None
    reason: str | None
    department: str = ""


def open_alerts(db: Database) -> list[AlertRow]:
    """Every alert that is not closed: unacknowledged first, then the oldest first."""
    with db.reading() as session:
        rows = read_alerts(session, Alert.closed_at.is_(None))
    return sorted(rows, key=lambda row: (row.acknowledged_at is not None, row.raised_at))


def raise_alert(db: Database, case_id: str, kind: str, message_id: str | None, now: datetime) -> str:
    """Raises one; its id, or that of the open and unacknowledged one of this kind. Raises ``Unknown``."""
    with db.writing() as session:
        lock_case(session, case_id)
        return raise_in(session, case_id, kind, message_id, now)


def acknowledge(db: Database, alert_id: str, user_id: str, now: datetime) -> None:
    """Someone has seen it: the first one counts. Raises ``Unknown``."""
    with db.writing() as session:
        alert = _locked(session, alert_id)
        if alert.acknowledged_at is None and alert.closed_at is None:
            alert.acknowledged_at, alert.acknowledged_by = now, user_id
            session.flush()
            note(session, "alert.acknowledged", "alert", alert.id, at=now, case_id=alert.case_id, user_id=user_id)
            _let_go_on(session, alert, now)


def close(db: Database, alert_id: str, user_id: str, reason: str, now: datetime) -> None:
    """A clinician closes it with a reason; closing it again changes nothing. Raises ``Unknown``, ``ValueError``."""
    if not reason.strip():
        raise ValueError("an alert is closed with a reason: say what was done")
    with db.writing() as session:
        alert = _locked(session, alert_id)
        if alert.closed_at is None:
            alert.closed_at, alert.closed_by, alert.reason = now, user_id, reason
            session.flush()
            note(session, "alert.closed", "alert", alert.id, at=now, case_id=alert.case_id, user_id=user_id)
            _let_go_on(session, alert, now)


def raise_in(session: Session, case_id: str, kind: str, message_id: str | None, now: datetime) -> str:
    """Raises one within a transaction that holds the case's lock."""
    fresh = session.execute(
        select(Alert.id).where(
            Alert.case_id == case_id,
            Alert.kind == kind,
            Alert.acknowledged_at.is_(None),
            Alert.closed_at.is_(None),
        )
    ).scalar_one_or_none()
    alert_id = fresh or new_id()
    if fresh is None:
        keep(session, Alert(id=alert_id, case_id=case_id, kind=kind, raised_at=now))
        note(session, "alert.raised", "alert", alert_id, at=now, case_id=case_id)
    if message_id is not None and not _linked(session, alert_id, message_id):
        keep(session, AlertMessage(alert_id=alert_id, message_id=message_id))
    return alert_id


def is_unseen(session: Session, case_id: str, kind: str) -> bool:
    """Whether an alert of this kind stands open and nobody has acknowledged it."""
    unseen = exists().where(
        Alert.case_id == case_id, Alert.kind == kind, Alert.acknowledged_at.is_(None), Alert.closed_at.is_(None)
    )
    return bool(session.execute(select(unseen)).scalar())


def read_alerts(session: Session, which: Any) -> list[AlertRow]:
    """The alerts that match, oldest first, with their messages: two queries however many there are."""
    found = session.execute(_alerts().where(which).order_by(Alert.raised_at, Alert.id)).all()
    links: dict[str, list[str]] = {}
    linked = select(AlertMessage.alert_id, AlertMessage.message_id).join(Alert, Alert.id == AlertMessage.alert_id)
    for alert_id, message_id in session.execute(
        linked.join(Message, Message.id == AlertMessage.message_id).where(which).order_by(Message.seq)
    ):
        links.setdefault(alert_id, []).append(message_id)
    return [
        AlertRow(
            id=row.id,
            case_id=row.case_id,
            number=row.number,
            name=row.name,
            kind=row.kind,
            raised_at=row.raised_at,
            message_ids=tuple(links.get(row.id, ())),
            acknowledged_at=row.acknowledged_at,
            acknowledged_by=row.seen_by,
            closed_at=row.closed_at,
            closed_by=row.ended_by,
            reason=row.reason,
            department=row.department,
        )
        for row in found
    ]


def _alerts() -> Select[Any]:
    seen, ended = aliased(User), aliased(User)
    return (
        select(
            *Alert.__table__.columns,
            Case.number,
            Case.department,
            Patient.name,
            seen.display_name.label("seen_by"),
            ended.display_name.label("ended_by"),
        )
        .join(Case, Case.id == Alert.case_id)
        .outerjoin(Patient, Patient.case_id == Case.id)
        .outerjoin(seen, seen.id == Alert.acknowledged_by)
        .outerjoin(ended, ended.id == Alert.closed_by)
    )


def _let_go_on(session: Session, alert: Alert, now: datetime) -> None:
    """A talk that waited for staff to see this alert may go on; the patient is told so once nothing else holds it."""
    interview_id = session.execute(select(Interview.id).where(Interview.case_id == alert.case_id)).scalar_one_or_none()
    if interview_id is None:
        return
    interview = lock_interview(session, interview_id)
    talk, told = release(load_words(), Talk.from_state(interview.state, {}), alert.kind)
    if talk.to_state() != interview.state:
        interview.state = talk.to_state()
    if told is not None:
        interview.status = talk.status
        say(session, interview, told, kind="staff", now=now)


def _linked(session: Session, alert_id: str, message_id: str) -> bool:
    there = exists().where(AlertMessage.alert_id == alert_id, AlertMessage.message_id == message_id)
    return bool(session.execute(select(there)).scalar())


def _locked(session: Session, alert_id: str) -> Alert:
    case_id = session.execute(select(Alert.case_id).where(Alert.id == alert_id)).scalar_one_or_none()
    if case_id is None:
        raise Unknown("no such alert")
    lock_case(session, case_id)
    return session.execute(
        select(Alert).where(Alert.id == alert_id).execution_options(populate_existing=True)
    ).scalar_one()
