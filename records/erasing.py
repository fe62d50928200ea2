"""Erasure: the words and values of one person go, ids and hashes stay, and the audit chain still verifies."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, null, select, update
from sqlalchemy.orm import Session

from records.chain import note
from records.database import Database
from records.errors import Held
from records.locking import lock_case
from records.tables import (
    Alert,
    Answer,
    AnswerValue,
    Assessment,
    Case,
    Finding,
    Interview,
    Invitation,
    Message,
    MessageWords,
    Patient,
    Score,
    Turn,
    TurnReply,
)


def erase(db: Database, case_id: str, *, user_id: str | None, now: datetime) -> None:
    """Erases everything that tells of the person: name, words, answers, scores, findings, assessments.

    ``user_id`` is ``None`` where the site's time limit erases. Erasing again changes nothing. Raises ``Held`` under
    legal hold, ``Unknown`` for no such case.
    """
    with db.writing() as session:
        interview = lock_case(session, case_id)
        case = session.get_one(Case, case_id, populate_existing=True)
        if case.legal_hold:
            raise Held("the case is under legal hold")
        if case.erased_at is not None:
            return
        forget_heard(session, interview)
        _forget_said(session, interview)
        session.execute(delete(Patient).where(Patient.case_id == case_id))
        session.execute(
            update(Invitation)
            .where(Invitation.interview_id == interview.id, Invitation.replaced_at.is_(None))
            .values(replaced_at=now)
        )
        session.execute(update(Alert).where(Alert.case_id == case_id).values(reason=None))
        session.execute(
            update(Message)
            .where(Message.interview_id == interview.id)
            .values(item=None, progress=null(), alarms=null())
        )
        session.execute(
            update(Message)
            .where(Message.interview_id == interview.id, Message.direction == "in", Message.done_at.is_(None))
            .values(done_at=now)
        )
        interview.state = {"language": interview.language, "status": interview.status}
        interview.hidden_at, interview.consented = now, False
        case.erased_at = now
        session.flush()
        note(session, "case.erased", "case", case_id, at=now, case_id=case_id, user_id=user_id)
    db.memory.forget(interview.id)


def erase_withdrawn(db: Database, *, before: datetime, now: datetime) -> int:
    """Erases every case whose consent was taken back before that time; how many. Those under legal hold stay."""
    with db.reading() as session:
        due = session.scalars(
            select(Case.id)
            .join(Interview, Interview.case_id == Case.id)
            .where(
                Interview.status == "withdrawn",
                Interview.hidden_at < before,
                Case.erased_at.is_(None),
                Case.legal_hold.is_(False),
            )
        ).all()
    for case_id in due:
        erase(db, case_id, user_id=None, now=now)
    return len(due)


def set_legal_hold(db: Database, case_id: str, held: bool, *, user_id: str, now: datetime) -> None:
    """Puts a case under legal hold, or takes it off: while held it cannot be erased."""
    with db.writing() as session:
        lock_case(session, case_id)
        case = session.get_one(Case, case_id, populate_existing=True)
        if case.legal_hold is held:
            return
        case.legal_hold = held
        session.flush()
        action = "case.held" if held else "case.released"
        note(session, action, "case", case_id, at=now, case_id=case_id, user_id=user_id)


def forget_heard(session: Session, interview: Interview) -> None:
    """Removes what the patient said and every value made of it; rows of ids and hashes stay."""
    messages = select(Message.id).where(Message.interview_id == interview.id, Message.direction == "in")
    answers = select(Answer.id).where(Answer.interview_id == interview.id)
    gone = {"data": null(), "salt": None}
    interview.erasures += 1  # whoever remembers values must read again
    session.execute(delete(MessageWords).where(MessageWords.message_id.in_(messages)))
    session.execute(delete(AnswerValue).where(AnswerValue.answer_id.in_(answers)))
    session.execute(update(Score).where(Score.interview_id == interview.id).values(gone))
    session.execute(update(Finding).where(Finding.case_id == interview.case_id).values(gone))
    session.execute(update(Assessment).where(Assessment.case_id == interview.case_id).values(gone))


def _forget_said(session: Session, interview: Interview) -> None:
    # What the bot said may quote the patient: read-backs, the summary.
    messages = select(Message.id).where(Message.interview_id == interview.id)
    turns = select(Turn.id).where(Turn.interview_id == interview.id)
    session.execute(delete(MessageWords).where(MessageWords.message_id.in_(messages)))
    session.execute(delete(TurnReply).where(TurnReply.turn_id.in_(turns)))
