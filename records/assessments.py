"""Assessments: what the consensus makes of a case, each version with its inputs and the versions it was made under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment.assess import assess
from assessment.facts import gather
from assessment.terms import OURS, Terms
from instruments.load import load_all
from instruments.load import version as definitions_version
from instruments.score import Score
from interview.load import load
from interview.protocol import Protocol
from records.alerts import read_alerts
from records.answers import AnswerRow, ScoreRow, current_answers, read_answers, read_scores
from records.chain import note
from records.database import Database
from records.digest import digest, new_salt
from records.findings import latest, read_findings
from records.locking import keep, lock_open_case
from records.tables import Alert, Assessment, new_id

Reason = Literal["ended", "finding", "correction", "alert"]


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One version. ``result`` is ``assessment.assess.assess``'s; ``because`` its sources: by fact, where it comes from.

    ``inputs``  what it was made of, enough to make it again under ``versions``.
    """

    id: str
    version: int
    reason: str
    status: str | None
    result: Mapping[str, Any]
    because: Mapping[str, Any]
    inputs: Mapping[str, Any]
    versions: Mapping[str, Any]
    at: datetime


def reassess(
    db: Database,
    case_id: str,
    *,
    reason: Reason,
    now: datetime,
    protocol: Protocol | None = None,
    terms: Terms = OURS,
) -> AssessmentRow:
    """Assesses the case as it stands now; where inputs and versions are those of the latest one, that one is returned.

    ``protocol``  whose questions say which fact an answer is about; the default one where not given.
    ``terms``  the site's readings of the consensus and its qualification; the readings in force are kept beside the
    result, so a site that chooses others gets a new version.
    Raises ``Unknown`` for no such case, ``Withdrawn`` where nothing may be worked out.
    """
    protocol = protocol or _default_protocol()
    with db.writing() as session:
        interview = lock_open_case(session, case_id)
        answers = read_answers(session, interview.id)
        scores = [row for row in read_scores(session, interview.id) if row.current and row.data is not None]
        found = {
            fact: {"value": row.value, "by": row.by, "id": row.id}
            for fact, row in latest(read_findings(session, case_id)).items()
        }
        flags = _red_flags(session, case_id)
        gathered = gather(
            protocol.questions,
            current_answers(answers),
            [_score(row) for row in scores],
            found | terms.facts(),
            flags,
            protocol.instruments,
        )
        result = assess(gathered, terms.readings)
        versions = {
            "instruments": definitions_version(),
            "protocol": protocol.version,
            "rules": result["consensus"]["version"],
            "readings": result["consensus"]["readings"],
        }
        inputs = {
            "answers": {row.item: _answer_input(row) for row in answers if row.current and row.data is not None},
            "scores": {row.instrument: row.data for row in scores},
            "findings": found,
            "red_flags": flags,
        } | ({"site": terms.facts()} if terms.facts() else {})
        newest = _newest(session, case_id)
        if newest is not None and newest.salt and digest([inputs, versions], newest.salt) == newest.inputs_hash:
            return _row(newest)
        salt, data = new_salt(), {"inputs": inputs, "result": result}
        row = Assessment(
            id=new_id(),
            case_id=case_id,
            version=newest.version + 1 if newest else 1,
            reason=reason,
            status=result.get("status"),
            versions=versions,
            at=now,
            inputs_hash=digest([inputs, versions], salt),
            digest=digest(data, salt),
            data=data,
            salt=salt,
        )
        keep(session, row)
        note(session, "case.assessed", "assessment", row.id, at=now, case_id=case_id, digest=row.digest)
        return _row(row)


def read_assessments(session: Session, case_id: str) -> list[AssessmentRow]:
    """Every version that is not erased, newest first: one query."""
    rows = session.scalars(
        select(Assessment)
        .where(Assessment.case_id == case_id, Assessment.data.is_not(None))
        .order_by(Assessment.version.desc())
    )
    return [_row(row) for row in rows]


def _row(row: Assessment) -> AssessmentRow:
    data = row.data or {}
    return AssessmentRow(
        id=row.id,
        version=row.version,
        reason=row.reason,
        status=row.status,
        result=data.get("result", {}),
        because=data.get("result", {}).get("sources", {}),
        inputs=data.get("inputs", {}),
        versions=row.versions,
        at=row.at,
    )


def _newest(session: Session, case_id: str) -> Assessment | None:
    return session.scalars(
        select(Assessment).where(Assessment.case_id == case_id).order_by(Assessment.version.desc()).limit(1)
    ).one_or_none()


def _red_flags(session: Session, case_id: str) -> dict[str, str | None]:
    """The flags whose alert no clinician has closed, each with the message it was first heard in."""
    alerts = read_alerts(session, (Alert.case_id == case_id) & Alert.closed_at.is_(None))
    flags: dict[str, str | None] = {}
    for alert in alerts:
        if alert.kind.startswith("RF-"):
            flags.setdefault(alert.kind, alert.message_ids[0] if alert.message_ids else None)
    return flags


def _answer_input(row: AnswerRow) -> dict[str, Any]:
    words = None if row.words is None else list(row.words)
    return {"data": row.data, "by": row.by, "message": row.message_id, "words": words}


def _score(row: ScoreRow) -> Score:
    data = row.data or {}
    return Score(
        instrument=row.instrument,
        status=data["status"],
        total=data["total"],
        low=data["low"],
        high=data["high"],
        band=data["band"],
        missing=tuple(data["missing"]),
        alarms=tuple(data["alarms"]),
        provisional=data["provisional"],
    )


@cache
def _default_protocol() -> Protocol:
    return load(load_all())
