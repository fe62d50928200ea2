"""The interview's row as a lock, and small things that every module writing under it needs."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.errors import Unknown, Withdrawn
from records.tables import Base, Interview


def lock_interview(session: Session, interview_id: str) -> Interview:
    """The interview, its row locked until the transaction ends. Raises ``Unknown``.

    On SQLite the whole database is locked already (``BEGIN IMMEDIATE``).
    """
    return _locked(session, Interview.id == interview_id)


def lock_case(session: Session, case_id: str) -> Interview:
    """The interview of this case, locked: everything written to a case is written under it. Raises ``Unknown``."""
    return _locked(session, Interview.case_id == case_id)


def lock_open_case(session: Session, case_id: str) -> Interview:
    """The same, where clinical facts may still be added. Raises ``Unknown`` or ``Withdrawn``."""
    interview = lock_case(session, case_id)
    if interview.hidden_at is not None:
        raise Withdrawn("consent was withdrawn or the case erased")
    return interview


def keep(session: Session, *rows: Base) -> None:
    """Adds these rows and writes them now; give parents in an earlier call than their children."""
    session.add_all(rows)
    session.flush()


def next_seq(interview: Interview) -> int:
    """The number of the next line of this locked interview."""
    interview.last_seq += 1
    return interview.last_seq


def storable(text: str) -> str:
    """The text verbatim, except for what no database can hold: NUL and halves of surrogate pairs become U+FFFD."""
    return text.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _locked(session: Session, which: object) -> Interview:
    found = session.execute(
        select(Interview).where(which).with_for_update(key_share=True).execution_options(populate_existing=True)  # type: ignore[arg-type]
    ).scalar_one_or_none()
    if found is None:
        raise Unknown("no such interview")
    return found
