"""The database: what it takes, what its errors say, and how it comes back."""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import insert, make_url

from records import inbox
from records.cases import CaseMade
from records.database import Database, connect
from records.errors import Conflict, DatabaseAway, RecordsError
from records.tables import Alert, Case, Message, new_id
from tests.records.conftest import KEY, plain
from tests.records.talking import NOON, delivery, send


def test_it_answers_when_it_is_there(db: Database) -> None:
    assert db.ping()


def test_a_database_that_is_away_is_said_to_be_away(tmp_path: Path) -> None:
    nowhere = connect("postgresql://nobody@127.0.0.1:9/none", KEY)
    assert not nowhere.ping()
    with pytest.raises(DatabaseAway):
        inbox.waiting(nowhere)


def test_sqlite_in_memory_is_refused() -> None:
    for url in ("sqlite://", "sqlite:///:memory:"):
        with pytest.raises(ValueError, match="in memory"):
            connect(url, KEY)


def test_a_data_key_of_31_bytes_is_refused_and_one_of_32_taken(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="31 bytes"):
        connect(f"sqlite:///{tmp_path}/a.db", b"k" * 31)
    connect(f"sqlite:///{tmp_path}/a.db", b"k" * 32).close()


def test_sqlite_is_durable_strict_and_shared(tmp_path: Path) -> None:
    db = connect(f"sqlite:///{tmp_path}/deep/er/a.db", KEY)
    with db.reading() as session:
        told = {
            name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert told == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 5000}
    db.close()


def test_a_sqlite_locked_by_another_writer_counts_as_away(tmp_path: Path) -> None:
    db = connect(f"sqlite:///{tmp_path}/a.db?timeout=0", KEY)
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    with db.reading() as session:
        session.connection().exec_driver_sql("PRAGMA busy_timeout=0")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseAway), db.writing() as session:
        session.connection()
    other.close()
    db.close()


@pytest.fixture
def secret() -> Iterator[str]:
    yield "名字叫秘密"


def test_an_error_quotes_no_row(db: Database, case: CaseMade, secret: str) -> None:
    row = {"id": new_id(), "number": 1, "department": secret, "created_at": NOON, "legal_hold": False}
    with pytest.raises(Conflict) as told, db.writing() as session:  # the number is taken
        session.execute(insert(Case).values(**row, clinic_date=None))
    assert secret not in "".join(traceback.format_exception(told.value))
    missing = {"id": new_id(), "case_id": None, "kind": "x", "raised_at": NOON, "reason": secret}
    with pytest.raises(Conflict) as told, db.writing() as session:  # NOT NULL: the driver would quote the whole row
        session.execute(insert(Alert).values(**missing))
    assert secret not in "".join(traceback.format_exception(told.value))


def test_a_time_without_a_zone_is_refused_without_quoting_anything(db: Database, case: CaseMade, secret: str) -> None:
    with pytest.raises(RecordsError) as told:
        inbox.receive(db, case.interview_id, delivery(case, "m1", secret), now=datetime(2026, 11, 23))  # noqa: DTZ001
    assert secret not in "".join(traceback.format_exception(told.value))
    assert inbox.lines(db, case.interview_id) == []


def test_times_come_back_in_utc(db: Database, case: CaseMade) -> None:
    send(db, case, "m1")
    assert inbox.lines(db, case.interview_id)[0].at == NOON
    assert inbox.lines(db, case.interview_id)[0].at.utcoffset() is not None


@pytest.mark.postgres
def test_a_restart_while_nobody_types_loses_nothing(migrated_schema_url: str, db: Database, case: CaseMade) -> None:
    """What a restart does to idle connections: each of them is cut, and the next call must not notice."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no connections to cut")
    send(db, case, "m1")
    schema = make_url(migrated_schema_url).query["options"]
    with psycopg.connect(plain(migrated_schema_url), autocommit=True) as connection:
        pids = _backends(db)
        for pid in pids:
            connection.execute("SELECT pg_terminate_backend(%s)", (pid,))
    assert pids and schema
    assert send(db, case, "m2").seq == 2
    assert [line.seq for line in inbox.lines(db, case.interview_id)] == [1, 2]


def _backends(db: Database) -> list[int]:
    """The server processes behind the pool's idle connections."""
    pids = set()
    with db.writing() as one, db.reading() as other:
        for session in (one, other):
            pids.add(session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
    return list(pids)


def test_a_connection_cut_in_the_middle_writes_nothing(db: Database, case: CaseMade) -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no connections to cut")
    row = {"id": new_id(), "interview_id": case.interview_id, "seq": 1, "direction": "in", "kind": "text"}
    with pytest.raises(DatabaseAway), db.writing() as session:
        session.execute(insert(Message).values(**row, at=NOON, digest="0" * 64))
        session.connection().exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    assert inbox.lines(db, case.interview_id) == []
