"""A clinician's correction of an answer: a new version with a reason; what the patient said stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from interview.answer import Answer, How, Why
from records.answers import read_answers, read_newest, still_answered, talk_of
from records.chain import note
from records.database import Database
from records.digest import canonical, sha256
from records.locking import lock_open_case
from records.outcome import write_answers


def correct(
    db: Database,
    case_id: str,
    item: str,
    value: Any,
    *,
    unknown: Why | None = None,
    user_id: str,
    reason: str,
    now: datetime,
) -> None:
    """A new version of this answer, by the clinician (``C``). Assess the case again afterwards.

    Raises ``ValueError`` without a reason, ``Unknown`` for no such case, ``Withdrawn`` where nothing may be added.
    """
    if not reason.strip():
        raise ValueError("a correction needs its reason: say why the answer is changed")
    with db.writing() as session:
        interview = lock_open_case(session, case_id)
        before = read_newest(session, db.memory, interview)
        earlier = before[item].answer if item in before else None
        answer = Answer(item, value, unknown, "", How.CLINICIAN, now, by="C")
        if earlier is not None:
            answer = replace(answer, message=earlier.message)  # still the sentence that it is about
        proofs = write_answers(session, interview, before, [answer], user_id=user_id, reason=reason)
        interview.answered = still_answered(talk_of(interview, read_answers(session, interview.id)))
        session.flush()
        whole = sha256(canonical(proofs))
        note(session, "answer.corrected", "case", case_id, at=now, case_id=case_id, user_id=user_id, digest=whole)
