"""Cases, invitations, and reading them in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from instruments.score import Score
from records import alerts, tables
from records.assessments import reassess
from records.cases import (
    CaseMade,
    NewCase,
    case_of,
    case_view,
    find_invitation,
    new_case,
    renew_invitation,
    worklist,
)
from records.database import Database
from records.errors import Unknown
from records.findings import add_findings
from records.invitations import initials
from records.people import User
from tests.records.talking import NOON, consent, decides, send, take

DAY = timedelta(days=1)


@contextmanager
def counted(db: Database) -> Iterator[list[str]]:
    """The statements sent to the database in between, without BEGIN and the pool's own."""
    sent: list[str] = []

    def see(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", see)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", see)


def grow(db: Database, clinician: User, number: int) -> CaseMade:
    """A case with turns, scores, an alert, a finding and an assessment."""
    made = new_case(db, NewCase(f"甲{number}", "male", 1980, None, "x"), by=clinician.id, now=NOON)
    consent(db, made)
    lengthen(db, made, clinician, number)
    return made


def lengthen(db: Database, made: CaseMade, clinician: User, number: int) -> None:
    score = Score("PHQ-9", "complete", total=number, low=number, high=number, band="mild")
    take(db, made, f"l{number}", decides(("cause", "bpa"), ("pain_worst", number), scores=(score,)))
    alert = alerts.raise_alert(db, made.case_id, "RF-CES", send(db, made, f"x{number}").message_id, NOON)
    alerts.acknowledge(db, alert, clinician.id, NOON)
    add_findings(db, made.case_id, {f"fact{number}": {"value": True, "by": "C"}}, user_id=clinician.id, now=NOON)
    reassess(db, made.case_id, reason="finding", now=NOON)


def test_the_worklist_takes_two_queries_however_many_cases_there_are(db: Database, clinician: User) -> None:
    for number in range(3):
        grow(db, clinician, number)
    with counted(db) as sent:
        rows = worklist(db, NOON)
    assert len(rows) == 3
    assert len(sent) == 2


def test_reading_a_case_takes_as_many_queries_for_a_long_one_as_for_a_short_one(db: Database, clinician: User) -> None:
    made = grow(db, clinician, 1)
    with counted(db) as short:
        case_view(db, made.case_id)
    for number in range(2, 6):
        lengthen(db, made, clinician, number)
    with counted(db) as long:
        view = case_view(db, made.case_id)
    assert view is not None and len(view.answers) == 10 and len(view.assessments) == 5 and len(view.alerts) == 5
    assert len(short) == len(long) <= 11


def test_the_worklist_shows_where_each_case_stands(db: Database, clinician: User) -> None:
    made = grow(db, clinician, 7)
    row = worklist(db, NOON)[0]
    assert (row.case_id, row.number, row.name, row.sex, row.age) == (made.case_id, 1, "甲7", "male", 46)
    assert (row.status, row.answered, row.expected) == ("running", 2, 35)
    assert (row.open_alerts, row.alert_kinds) == (1, ("RF-CES",))
    assert row.cause == "bpa" and row.assessed_status is not None and row.finished_at is None


def test_the_age_is_the_one_on_the_clinic_date(db: Database) -> None:
    new_case(db, NewCase("甲", "male", 1980, date(2027, 1, 2), "x"), by=None, now=NOON)
    assert worklist(db, NOON)[0].age == 47


def test_alerts_come_first_then_the_clinic_date_then_cases_without_one(db: Database) -> None:
    days = (None, NOON.date() + DAY, NOON.date(), NOON.date() + 2 * DAY)
    made = [new_case(db, NewCase(f"甲{n}", "male", None, day, "x"), by=None, now=NOON) for n, day in enumerate(days)]
    alerts.raise_alert(db, made[3].case_id, "RF-SUI", None, NOON)
    assert [row.name for row in worklist(db, NOON)] == ["甲3", "甲2", "甲1", "甲0"]


def test_only_the_hash_of_a_token_is_kept(db: Database, case: CaseMade) -> None:
    with db.reading() as session:
        kept = session.scalars(select(tables.Invitation)).one()
    assert len(case.token) >= 43  # 32 bytes in base64
    assert case.token not in str(vars(kept))


@pytest.mark.parametrize(("after", "expired"), [(14 * DAY - DAY / 24, False), (14 * DAY, True), (15 * DAY, True)])
def test_an_invitation_lasts_fourteen_days(db: Database, case: CaseMade, after: timedelta, expired: bool) -> None:
    invited = find_invitation(db, case.token, NOON + after)
    assert invited is not None and invited.expired is expired
    assert (invited.case_id, invited.interview_id) == (case.case_id, case.interview_id)


def test_an_unknown_token_invites_nobody(db: Database, case: CaseMade) -> None:
    for token in ("", case.token[:-1], case.token + "=", "\ud800", "x" * 10_000):
        assert find_invitation(db, token, NOON) is None


def test_a_renewed_invitation_takes_the_old_ones_place(db: Database, case: CaseMade, clinician: User) -> None:
    token = renew_invitation(db, case.case_id, by=clinician.id, now=NOON + 20 * DAY)
    assert find_invitation(db, case.token, NOON) is None
    invited = find_invitation(db, token, NOON + 30 * DAY)
    assert invited is not None and not invited.expired
    with pytest.raises(Unknown):
        renew_invitation(db, "0" * 32, by=clinician.id, now=NOON)


def test_the_patients_page_shows_initials_only(db: Database, case: CaseMade) -> None:
    invited = find_invitation(db, case.token, NOON)
    assert invited is not None and invited.display == "张＊"
    assert [initials(name) for name in ("欧阳小明", "mary ann Smith", " ", "")] == ["欧＊＊＊", "M. A. S.", "", ""]


def test_a_case_that_is_not_there_is_none(db: Database, case: CaseMade) -> None:
    assert case_view(db, "0" * 32) is None
    assert case_of(db, case.interview_id) == case.case_id
    with pytest.raises(Unknown):
        case_of(db, "0" * 32)
