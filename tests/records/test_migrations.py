"""The migrations make exactly the tables of the models, from nothing, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from records.audit import verify
from records.database import connect, migrate
from records.tables import Base
from tests.records.conftest import KEY

WANTED = {
    "case", "patient", "invitation", "interview", "consent", "message", "words", "turn", "turn_reply", "answer",
    "answer_value", "score", "finding", "assessment", "alert", "alert_message", "user", "session", "audit_entry",
    "audit_head",
}  # fmt: skip


def test_up_from_empty_they_make_the_tables_of_the_models(empty_url: str) -> None:
    db = connect(empty_url, KEY)
    migrate(db)
    with db.writing() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
        assert set(inspect(session.connection()).get_table_names()) == WANTED | {"alembic_version"}
    assert verify(db).first_bad is None
    db.close()


def test_migrating_again_changes_nothing(empty_url: str) -> None:
    db = connect(empty_url, KEY)
    migrate(db)
    migrate(db)
    assert verify(db).count == 0
    db.close()


def test_two_processes_may_migrate_at_once(empty_url: str) -> None:
    dbs = [connect(empty_url, KEY) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(migrate, dbs))
    assert verify(dbs[0]).first_bad is None
    for db in dbs:
        db.close()
