"""Writes what a turn came to: answers, scores, consents, alerts, the state and the reply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from instruments.load import version as definitions_version
from instruments.score import Score
from interview.answer import Answer
from interview.turn import Outcome
from records import tables
from records.alerts import raise_in
from records.answers import still_answered
from records.chain import note
from records.digest import canonical, digest, new_salt, sha256
from records.erasing import forget_heard
from records.locking import keep
from records.memory import Newest
from records.tables import AnswerValue, Consent, Interview, Message, Turn, TurnReply, new_id


def write_outcome(
    session: Session,
    interview: Interview,
    message: Message,
    before: Mapping[str, Newest],
    outcome: Outcome,
    now: datetime,
) -> Turn:
    """Writes the outcome of this message's turn into a locked interview; the turn."""
    interview.last_turn += 1
    turn = Turn(
        id=new_id(),
        interview_id=interview.id,
        message_id=message.id,
        number=interview.last_turn,
        item=outcome.talk.item,
        status=outcome.talk.status,
        language=outcome.talk.language,
        ended=outcome.ended,
        at=now,
    )
    keep(session, turn)
    keep(session, TurnReply(turn_id=turn.id, parts=[part.to_data() for part in outcome.reply]))
    _write_consents(session, interview, message, outcome, now)
    proofs: list[str] = [message.digest]
    if outcome.forget:
        _forget(session, interview, outcome, now)
    else:
        proofs += write_answers(session, interview, before, outcome.answers, turn_id=turn.id)
        proofs += _write_scores(session, interview, outcome.scores, turn, now)
    _write_state(session, interview, outcome, now)
    for kind in dict.fromkeys(outcome.alerts):
        raise_in(session, interview.case_id, kind, message.id, now)
    for kind, given in outcome.consents.items():
        note(
            session,
            f"consent.{kind}.{'given' if given else 'refused'}",
            "turn",
            turn.id,
            at=now,
            case_id=interview.case_id,
        )
    whole = sha256(canonical(proofs))
    note(session, "turn.kept", "turn", turn.id, at=now, case_id=interview.case_id, digest=whole)
    return turn


def write_answers(
    session: Session,
    interview: Interview,
    before: Mapping[str, Newest],
    answers: Iterable[Answer],
    *,
    turn_id: str | None = None,
    user_id: str | None = None,
    reason: str | None = None,
) -> list[str]:
    """New versions of these answers, the old ones untouched; their digests."""
    newest = {item: (known.id, known.version) for item, known in before.items()}
    proofs: list[str] = []
    for answer in answers:
        supersedes, version = newest.get(answer.item, (None, 0))
        interview.last_answer += 1
        data, salt = answer.to_data(), new_salt()
        start, end = answer.words or (None, None)
        row = tables.Answer(
            id=new_id(),
            interview_id=interview.id,
            item=answer.item,
            version=version + 1,
            number=interview.last_answer,
            supersedes=supersedes,
            turn_id=turn_id,
            message_id=answer.message or None,
            user_id=user_id,
            heard=answer.heard.value,
            by=answer.by,
            at=answer.at,
            words_from=start,
            words_to=end,
            digest=digest(data, salt),
        )
        keep(session, row)
        keep(session, AnswerValue(answer_id=row.id, data=data, salt=salt, reason=reason))
        newest[answer.item] = (row.id, row.version)
        proofs.append(row.digest)
    return proofs


def _write_scores(
    session: Session, interview: Interview, scores: Iterable[Score], turn: Turn, now: datetime
) -> list[str]:
    proofs: list[str] = []
    for score in scores:
        newest = session.execute(
            select(func.max(tables.Score.version)).where(
                tables.Score.interview_id == interview.id, tables.Score.instrument == score.instrument
            )
        ).scalar()
        data, salt = score.to_full_data(), new_salt()
        row = tables.Score(
            id=new_id(),
            interview_id=interview.id,
            instrument=score.instrument,
            version=(newest or 0) + 1,
            turn_id=turn.id,
            definitions=definitions_version(),
            at=now,
            digest=digest(data, salt),
            data=data,
            salt=salt,
        )
        keep(session, row)
        proofs.append(row.digest)
    return proofs


def _write_consents(session: Session, interview: Interview, message: Message, outcome: Outcome, now: datetime) -> None:
    if not outcome.consents:
        return
    latest = {
        kind: (version, given)
        for kind, version, given in session.execute(
            select(Consent.kind, Consent.version, Consent.given)
            .where(Consent.interview_id == interview.id)
            .order_by(Consent.version)
        )
    }
    for kind, given in outcome.consents.items():
        version = latest[kind][0] + 1 if kind in latest else 1
        latest[kind] = (version, given)
        keep(
            session,
            Consent(
                id=new_id(),
                interview_id=interview.id,
                kind=kind,
                version=version,
                given=given,
                message_id=message.id,
                at=now,
                notice=outcome.talk.notes.get("notice"),
            ),
        )
    interview.consented = all(kind in latest and latest[kind][1] for kind in ("general", "sensitive"))


def _write_state(session: Session, interview: Interview, outcome: Outcome, now: datetime) -> None:
    talk = outcome.talk
    interview.language, interview.status = talk.language, talk.status
    interview.state = talk.to_state() | ({"pending": None} if outcome.forget else {})
    interview.answered, interview.expected = still_answered(talk), talk.expected
    if outcome.ended or (talk.status == "finished" and interview.finished_at is None):
        interview.finished_at = now
    session.flush()


def _forget(session: Session, interview: Interview, outcome: Outcome, now: datetime) -> None:
    interview.consented = False
    if outcome.talk.status == "withdrawn":
        interview.hidden_at = now  # consent was given and is taken back: nothing clinical is shown any more
    else:
        forget_heard(session, interview)
