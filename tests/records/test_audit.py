"""The audit chain shows every change, and outlives the erasure of what it speaks of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from records import alerts, erasing
from records.audit import Verified, entries, record_view, verify
from records.cases import CaseMade, NewCase, case_view, find_invitation, new_case, worklist
from records.database import Database
from records.errors import Held
from records.findings import add_findings
from records.people import User
from records.tables import AuditEntry, AuditHead, Base
from tests.records.talking import NOON, consent, decides, take


def a_short_life(db: Database, case: CaseMade, clinician: User) -> int:
    """Consent, a turn, an alert, a finding and a look; how many entries that leaves."""
    consent(db, case)
    take(db, case, "m1", decides(("cause", "臂丛撕脱"), reply="您说的是臂丛撕脱"), text="右臂丛撕脱三年")
    alert = alerts.raise_alert(db, case.case_id, "CALLBACK", None, NOON)
    alerts.close(db, alert, clinician.id, "给患者打了电话", NOON)
    add_findings(db, case.case_id, {"x": {"value": "秘密", "by": "C"}}, user_id=clinician.id, now=NOON)
    record_view(db, clinician.id, case.case_id, "transcript", NOON)
    return verify(db).count


def test_a_chain_that_nobody_touched_holds(db: Database, case: CaseMade, clinician: User) -> None:
    assert verify(db) == Verified(2, None)  # the user, the case
    count = a_short_life(db, case, clinician)
    assert verify(db) == Verified(count, None)
    assert [row.seq for row in entries(db)] == list(range(1, count + 1))


def test_looking_at_a_transcript_is_recorded(db: Database, case: CaseMade, clinician: User) -> None:
    record_view(db, clinician.id, case.case_id, "transcript", NOON)
    last = entries(db)[-1]
    assert (last.action, last.user_id, last.case_id) == ("view.transcript", clinician.id, case.case_id)


TAMPERINGS: dict[str, tuple[Callable[[Session], object], int]] = {
    "an action changed": (
        lambda s: s.execute(update(AuditEntry).where(AuditEntry.seq == 3).values(action="nothing")),
        3,
    ),
    "a user changed": (lambda s: s.execute(update(AuditEntry).where(AuditEntry.seq == 2).values(user_id="0" * 32)), 2),
    "a hash changed": (lambda s: s.execute(update(AuditEntry).where(AuditEntry.seq == 4).values(hash="f" * 64)), 4),
    "an entry removed": (lambda s: s.execute(delete(AuditEntry).where(AuditEntry.seq == 2)), 2),
    "the last entry removed": (
        lambda s: s.execute(delete(AuditEntry).where(AuditEntry.seq == s.scalar(select(func.max(AuditEntry.seq))))),
        10,
    ),
    "two entries exchanged": (lambda s: _exchange(s, 3, 4), 3),
    "the head moved back": (lambda s: s.execute(update(AuditHead).values(seq=1)), 11),
}


def _exchange(session: Session, one: int, other: int) -> None:
    for before, after in ((one, 1000), (other, one), (1000, other)):
        session.execute(update(AuditEntry).where(AuditEntry.seq == before).values(seq=after))


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_change_behind_its_back_shows(db: Database, case: CaseMade, clinician: User, tampering: str) -> None:
    assert a_short_life(db, case, clinician) == 10
    change, first_bad = TAMPERINGS[tampering]
    with db.writing() as session:
        change(session)
    assert verify(db).first_bad == first_bad


def test_a_cut_tail_shows_even_when_the_head_is_rewritten(db: Database, case: CaseMade, clinician: User) -> None:
    count = a_short_life(db, case, clinician)
    with db.writing() as session:
        before = session.get_one(AuditEntry, count - 1)
        session.execute(update(AuditHead).values(seq=count - 1, hash=before.hash))
        session.execute(delete(AuditEntry).where(AuditEntry.seq == count))
    assert verify(db) == Verified(count - 1, count)


def test_the_chain_holds_no_words(db: Database, case: CaseMade, clinician: User) -> None:
    a_short_life(db, case, clinician)
    with db.reading() as session:
        for entry in session.scalars(select(AuditEntry)):
            told = f"{entry.action}{entry.subject}{entry.subject_id}{entry.digest}"
            assert told.isascii()


def everything(db: Database) -> str:
    """Every value in every table, as text."""
    with db.reading() as session:
        return "\n".join(
            str(tuple(row)) for table in Base.metadata.sorted_tables for row in session.execute(select(table))
        )


def test_erasing_a_person_leaves_no_word_and_a_chain_that_holds(db: Database, case: CaseMade, clinician: User) -> None:
    count = a_short_life(db, case, clinician)
    secrets = ("张三", "臂丛撕脱", "秘密", "给患者打了电话", "\\u81c2")
    assert [secret for secret in secrets if secret in everything(db)] == list(secrets[:4])
    erasing.erase(db, case.case_id, user_id=clinician.id, now=NOON)
    assert [secret for secret in secrets if secret in everything(db)] == []
    assert verify(db) == Verified(count + 1, None)
    view = case_view(db, case.case_id)
    assert view is not None
    assert (view.name, view.case.erased_at, view.case.cause) == ("", NOON, None)
    assert view.answers == [] and view.findings == {} and view.scores == []
    assert {line.text for line in view.lines} == {None}
    assert [row.name for row in worklist(db, NOON)] == [""]
    assert find_invitation(db, case.token, NOON) is None
    erasing.erase(db, case.case_id, user_id=clinician.id, now=NOON)
    assert verify(db).count == count + 1


def test_a_case_under_legal_hold_is_not_erased(db: Database, case: CaseMade, clinician: User) -> None:
    erasing.set_legal_hold(db, case.case_id, True, user_id=clinician.id, now=NOON)
    with pytest.raises(Held):
        erasing.erase(db, case.case_id, user_id=clinician.id, now=NOON)
    assert worklist(db, NOON)[0].name == "张三"
    erasing.set_legal_hold(db, case.case_id, False, user_id=clinician.id, now=NOON)
    erasing.erase(db, case.case_id, user_id=clinician.id, now=NOON)
    assert worklist(db, NOON)[0].name == ""


def test_erasure_leaves_other_people_alone(db: Database, case: CaseMade, clinician: User) -> None:
    other = new_case(db, NewCase("李四", "female", 1980, None, "x"), by=clinician.id, now=NOON)
    consent(db, other)
    take(db, other, "m1", decides(("cause", "sci")))
    erasing.erase(db, case.case_id, user_id=clinician.id, now=NOON)
    view = case_view(db, other.case_id)
    assert view is not None
    assert view.name == "李四" and view.talk.answers["cause"].value == "sci"
    assert "七八分" in [line.text for line in view.lines]
