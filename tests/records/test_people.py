"""Users, passwords and sessions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from records import tables
from records.database import Database
from records.errors import Conflict
from records.people import User, add_user, check_password, close_session, find_session, open_session
from tests.records.talking import NOON

GOOD = "correct horse battery"
MINUTE = timedelta(minutes=1)


def test_the_right_password_signs_in_and_a_wrong_one_does_not(db: Database, clinician: User) -> None:
    assert check_password(db, "drli", GOOD, NOON) == clinician
    assert check_password(db, "drli", GOOD + " ", NOON) is None
    assert check_password(db, "nobody", GOOD, NOON) is None
    assert check_password(db, "dr\x00\ud800", GOOD, NOON) is None


def test_passwords_are_kept_as_argon2id(db: Database, clinician: User) -> None:
    with db.reading() as session:
        assert session.scalars(select(tables.User.password)).one().startswith("$argon2id$")


def test_a_name_is_taken_once(db: Database, clinician: User) -> None:
    with pytest.raises(Conflict):
        add_user(db, name="drli", display_name="Other", password="another one", role="clinician", now=NOON)


def failed_before(db: Database, times: int) -> None:
    """So many failures in a row have happened: hashing that often would only cost time."""
    with db.writing() as session:
        session.execute(update(tables.User).values(failures=times))


@pytest.mark.parametrize(("failures", "locked"), [(9, False), (10, True), (11, True)])
def test_ten_failures_lock_the_account(db: Database, clinician: User, failures: int, locked: bool) -> None:
    failed_before(db, 8)
    for _ in range(failures - 8):
        check_password(db, "drli", "wrong", NOON)
    assert (check_password(db, "drli", GOOD, NOON) is None) is locked


def test_a_lock_opens_after_fifteen_minutes(db: Database, clinician: User) -> None:
    failed_before(db, 9)
    check_password(db, "drli", "wrong", NOON)
    assert check_password(db, "drli", GOOD, NOON + 15 * MINUTE - MINUTE / 60) is None
    assert check_password(db, "drli", GOOD, NOON + 15 * MINUTE) == clinician


def test_a_success_in_between_starts_the_count_again(db: Database, clinician: User) -> None:
    failed_before(db, 9)
    assert check_password(db, "drli", GOOD, NOON) == clinician
    check_password(db, "drli", "wrong", NOON)
    assert check_password(db, "drli", GOOD, NOON) == clinician


def test_a_session_is_found_by_its_token_alone(db: Database, clinician: User) -> None:
    token, csrf = open_session(db, clinician.id, NOON)
    found = find_session(db, token, NOON)
    assert found is not None and (found.user, found.csrf) == (clinician, csrf)
    assert find_session(db, token + "x", NOON) is None
    with db.reading() as session:
        assert token not in str(vars(session.scalars(select(tables.SignIn)).one()))


@pytest.mark.parametrize(
    ("idle", "stands"), [(15 * MINUTE - MINUTE / 60, True), (15 * MINUTE, False), (16 * MINUTE, False)]
)
def test_a_session_ends_when_nobody_uses_it(db: Database, clinician: User, idle: timedelta, stands: bool) -> None:
    token, _ = open_session(db, clinician.id, NOON)
    assert (find_session(db, token, NOON + idle) is not None) is stands


def test_use_keeps_a_session_open_up_to_twelve_hours(db: Database, clinician: User) -> None:
    token, _ = open_session(db, clinician.id, NOON)
    for tens in range(1, 72):
        assert find_session(db, token, NOON + tens * 10 * MINUTE) is not None
    assert find_session(db, token, NOON + 72 * 10 * MINUTE) is None


def test_a_page_that_asks_by_itself_does_not_keep_a_session_open(db: Database, clinician: User) -> None:
    token, _ = open_session(db, clinician.id, NOON)
    for minutes in (5, 10, 14):
        assert find_session(db, token, NOON + minutes * MINUTE, used=False) is not None
    assert find_session(db, token, NOON + 15 * MINUTE, used=False) is None


def test_use_beside_it_does(db: Database, clinician: User) -> None:
    token, _ = open_session(db, clinician.id, NOON)
    assert find_session(db, token, NOON + 10 * MINUTE) is not None
    assert find_session(db, token, NOON + 24 * MINUTE, used=False) is not None
    assert find_session(db, token, NOON + 25 * MINUTE, used=False) is None


def test_a_closed_session_is_gone(db: Database, clinician: User) -> None:
    token, _ = open_session(db, clinician.id, NOON)
    close_session(db, token, NOON)
    close_session(db, token, NOON)
    assert find_session(db, token, NOON) is None
