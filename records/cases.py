"""Cases as the portal reads them: the worklist and one whole case, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Unpack

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from interview.turn import Talk
from records.alerts import AlertRow, read_alerts
from records.answers import AnswerRow, ScoreRow, read_answers, read_scores, talk_of
from records.assessments import AssessmentRow, read_assessments
from records.database import Database
from records.findings import FindingRow, latest, read_findings
from records.invitations import (
    CaseMade,
    Invited,
    NewCase,
    case_of,
    find_invitation,
    new_case,
    renew_invitation,
)
from records.tables import Alert, Answer, AnswerValue, Assessment, Case, Consent, Interview, Patient
from records.transcript import Line, read_lines

__all__ = [
    "CaseMade",
    "CaseRow",
    "CaseView",
    "ConsentRow",
    "Invited",
    "NewCase",
    "case_of",
    "case_view",
    "find_invitation",
    "new_case",
    "renew_invitation",
    "worklist",
]

CAUSE = "cause"  # the item whose answer the worklist shows


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in the worklist. ``name`` is empty and ``sex`` ``unknown`` once erased.

    ``age``  years by the year of birth, within one. ``answered`` of ``expected`` questions. ``open_alerts``  how many,
    ``alert_kinds`` which. ``assessed_status``  of the latest assessment. ``cause``  the answer's value, if known.
    """

    case_id: str
    interview_id: str
    number: int
    name: str
    sex: str
    age: int | None
    clinic_date: date | None
    department: str
    language: str
    note: str
    status: str
    answered: int
    expected: int
    open_alerts: int
    alert_kinds: tuple[str, ...]
    finished_at: datetime | None
    assessed_status: str | None
    cause: str | None
    created_at: datetime
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent given or refused, in the order they came."""

    kind: str
    given: bool
    at: datetime
    message_id: str
    notice: str | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """One whole case. ``answers`` and ``scores`` hold every version (``current`` marks the one that counts).

    ``assessments``  newest first, ``assessment`` the newest. Once consent is withdrawn or the case erased, nothing
    clinical is in it.
    """

    case: CaseRow
    talk: Talk
    lines: list[Line]
    answers: list[AnswerRow]
    scores: list[ScoreRow]
    findings: Mapping[str, FindingRow]
    finding_history: list[FindingRow]
    assessments: list[AssessmentRow]
    alerts: list[AlertRow]
    consents: list[ConsentRow]

    @property
    def assessment(self) -> AssessmentRow | None:
        """The newest assessment."""
        return self.assessments[0] if self.assessments else None

    @property
    def case_id(self) -> str:
        """The case's id."""
        return self.case.case_id

    @property
    def interview_id(self) -> str:
        """The interview's id."""
        return self.case.interview_id

    @property
    def name(self) -> str:
        """The patient's name."""
        return self.case.name


def worklist(db: Database, now: datetime) -> list[CaseRow]:
    """Every case: with open alerts first, then by clinic date (none last), then by number. Two queries."""
    with db.reading() as session:
        rows = _case_rows(session, now.date())
    return sorted(
        rows, key=lambda row: (not row.open_alerts, row.clinic_date is None, row.clinic_date or date.min, row.number)
    )


def case_view(db: Database, case_id: str) -> CaseView | None:
    """One whole case in one snapshot; ``None`` where there is none. The number of queries is fixed."""
    with db.reading() as session:
        interview = session.execute(select(Interview).where(Interview.case_id == case_id)).scalar_one_or_none()
        if interview is None:
            return None
        shown = interview.hidden_at is None
        rows = read_answers(session, interview.id) if shown else []
        found = read_findings(session, case_id) if shown else []
        consents = session.execute(
            select(Consent).where(Consent.interview_id == interview.id).order_by(Consent.at, Consent.version)
        ).scalars()
        return CaseView(
            case=_case_rows(session, None, case_id)[0],
            talk=talk_of(interview, rows),
            lines=read_lines(session, interview.id, with_words=shown),
            answers=[row for row in rows if row.data is not None],
            scores=[row for row in read_scores(session, interview.id) if row.data is not None] if shown else [],
            findings=latest(found),
            finding_history=found,
            assessments=read_assessments(session, case_id) if shown else [],
            alerts=read_alerts(session, Alert.case_id == case_id),
            consents=[ConsentRow(row.kind, row.given, row.at, row.message_id, row.notice) for row in consents],
        )


def _case_rows(session: Session, today: date | None, case_id: str | None = None) -> list[CaseRow]:
    cases, alerts = _cases(), select(Alert.case_id, Alert.kind).where(Alert.closed_at.is_(None))
    if case_id is not None:
        cases, alerts = cases.where(Case.id == case_id), alerts.where(Alert.case_id == case_id)
    kinds: dict[str, list[str]] = {}
    for of_case, kind in session.execute(alerts.order_by(Alert.raised_at, Alert.id)):
        kinds.setdefault(of_case, []).append(kind)
    return [_case_row(row, tuple(kinds.get(row.id, ())), today) for row in session.execute(cases)]


def _cases() -> Select[Unpack[tuple[Any, ...]]]:
    cause = (
        select(AnswerValue.data)
        .join(Answer, Answer.id == AnswerValue.answer_id)
        .where(Answer.interview_id == Interview.id, Answer.item == CAUSE)
        .order_by(Answer.version.desc())
        .limit(1)
        .correlate(Interview)
        .scalar_subquery()
        .label("cause")
    )
    status = (
        select(Assessment.status)
        .where(Assessment.case_id == Case.id, Assessment.data.is_not(None))
        .order_by(Assessment.version.desc())
        .limit(1)
        .correlate(Case)
        .scalar_subquery()
        .label("assessed_status")
    )
    return (
        select(
            Case.id,
            Case.number,
            Case.department,
            Case.clinic_date,
            Case.created_at,
            Case.erased_at,
            Interview.id.label("interview_id"),
            Interview.status,
            Interview.language,
            Interview.answered,
            Interview.expected,
            Interview.finished_at,
            Interview.hidden_at,
            func.coalesce(Patient.name, "").label("name"),
            func.coalesce(Patient.sex, "unknown").label("sex"),
            func.coalesce(Patient.note, "").label("note"),
            Patient.birth_year,
            cause,
            status,
        )
        .join(Interview, Interview.case_id == Case.id)
        .outerjoin(Patient, Patient.case_id == Case.id)
    )


def _case_row(row: Any, kinds: tuple[str, ...], today: date | None) -> CaseRow:
    shown = row.hidden_at is None
    at = row.clinic_date or today or row.created_at.date()
    return CaseRow(
        case_id=row.id,
        interview_id=row.interview_id,
        number=row.number,
        name=row.name,
        sex=row.sex,
        age=None if row.birth_year is None else at.year - row.birth_year,
        clinic_date=row.clinic_date,
        department=row.department,
        language=row.language,
        note=row.note,
        status=row.status,
        answered=row.answered,
        expected=row.expected,
        open_alerts=len(kinds),
        alert_kinds=kinds,
        finished_at=row.finished_at,
        assessed_status=row.assessed_status if shown else None,
        cause=(row.cause or {}).get("value") if shown else None,
        created_at=row.created_at,
        erased_at=row.erased_at,
    )
