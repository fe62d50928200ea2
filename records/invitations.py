"""New cases and the invitations that bring their patients to the interview."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from interview.question import Language
from interview.turn import Talk
from records.chain import lock_chain, note
from records.database import Database
from records.digest import sha256
from records.errors import Unknown
from records.locking import keep, lock_case, storable
from records.tables import Case, Interview, Invitation, Patient, new_id

DAYS_VALID = 14


@dataclass(frozen=True, slots=True)
class NewCase:
    """What the clinician fills in. None of it reaches the bot, except the language.

    ``note``  conditions or anything else the clinic should remember about this case.
    """

    name: str
    sex: str
    birth_year: int | None
    clinic_date: date | None
    department: str
    language: Language = "zh"
    note: str = ""


@dataclass(frozen=True, slots=True)
class CaseMade:
    """A new case and the invitation's token: shown now, never again, for only its hash is kept."""

    case_id: str
    interview_id: str
    token: str


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom an invitation is for. ``display`` is the name as initials, empty once erased."""

    case_id: str
    interview_id: str
    status: str
    language: str
    display: str
    expired: bool
    expires_at: datetime


def new_case(db: Database, new: NewCase, *, by: str | None, now: datetime, days_valid: int = DAYS_VALID) -> CaseMade:
    """Makes a case, its interview and its first invitation. ``by`` is the user's id, ``None`` for another system."""
    case_id, interview_id = new_id(), new_id()
    with db.writing() as session:
        lock_chain(session)  # cases get their numbers one after the other
        last = session.execute(select(func.max(Case.number))).scalar()
        case = Case(
            id=case_id,
            number=(last or 0) + 1,
            department=storable(new.department),
            clinic_date=new.clinic_date,
            created_at=now,
            created_by=by,
        )
        keep(session, case)
        state = Talk(language=new.language).to_state()
        interview = Interview(
            id=interview_id, case_id=case_id, language=new.language, status="invited", state=state, created_at=now
        )
        patient = Patient(
            case_id=case_id,
            name=storable(new.name),
            sex=storable(new.sex),
            birth_year=new.birth_year,
            note=storable(new.note),
        )
        keep(session, interview, patient)
        token = _invite(session, interview_id, now, days_valid)
        note(session, "case.made", "case", case_id, at=now, case_id=case_id, user_id=by)
    return CaseMade(case_id, interview_id, token)


def renew_invitation(db: Database, case_id: str, by: str | None, now: datetime, days_valid: int = DAYS_VALID) -> str:
    """A new token for the case's interview; the old ones stop working. Raises ``Unknown``."""
    with db.writing() as session:
        interview = lock_case(session, case_id)
        session.execute(
            update(Invitation)
            .where(Invitation.interview_id == interview.id, Invitation.replaced_at.is_(None))
            .values(replaced_at=now)
        )
        token = _invite(session, interview.id, now, days_valid)
        note(session, "invitation.renewed", "interview", interview.id, at=now, case_id=case_id, user_id=by)
    return token


def find_invitation(db: Database, token: str, now: datetime) -> Invited | None:
    """Whom this token invites; ``None`` for an unknown or replaced one."""
    with db.reading() as session:
        row = session.execute(
            select(
                Interview.case_id,
                Interview.id,
                Interview.status,
                Interview.language,
                Patient.name,
                Invitation.expires_at,
            )
            .join(Interview, Interview.id == Invitation.interview_id)
            .outerjoin(Patient, Patient.case_id == Interview.case_id)
            .where(Invitation.token_hash == sha256(storable(token)), Invitation.replaced_at.is_(None))
        ).one_or_none()
    if row is None:
        return None
    return Invited(
        case_id=row.case_id,
        interview_id=row.id,
        status=row.status,
        language=row.language,
        display=initials(row.name or ""),
        expired=row.expires_at <= now,
        expires_at=row.expires_at,
    )


def case_of(db: Database, interview_id: str) -> str:
    """The case of this interview. Raises ``Unknown``."""
    with db.reading() as session:
        found = session.execute(select(Interview.case_id).where(Interview.id == interview_id)).scalar_one_or_none()
    if found is None:
        raise Unknown("no such interview")
    return found


def initials(name: str) -> str:
    """The name as the patient's page shows it: the family name of a Chinese one, the letters of another."""
    name = name.strip()
    if not name:
        return ""
    if "\u4e00" <= name[0] <= "\u9fff":
        return name[0] + "＊" * min(len(name) - 1, 3)
    return " ".join(f"{part[0].upper()}." for part in name.split()[:4])


def _invite(session: Session, interview_id: str, now: datetime, days_valid: int) -> str:
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        id=new_id(),
        interview_id=interview_id,
        token_hash=sha256(token),
        created_at=now,
        expires_at=now + timedelta(days=days_valid),
    )
    keep(session, invitation)
    return token
