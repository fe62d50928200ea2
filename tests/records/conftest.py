"""Databases for tests: every test runs on SQLite and, where a server answers, on PostgreSQL in a schema of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

from records.cases import CaseMade, NewCase, new_case
from records.chain import begin_chain
from records.database import Database, connect, migrate
from records.people import User, add_user
from records.tables import Base
from tests.records.talking import NOON

KEY = b"a data key of at least 32 bytes."

EACH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
DEFAULT = "postgresql+psycopg://postgres@127.0.0.1:5432/test"


def postgres_server() -> str:
    """The address of the test server: PREOP_DATABASE_URL_TEST, PREOP_DATABASE_URL if PostgreSQL, or the default."""
    given = [os.environ.get(name, "") for name in ("PREOP_DATABASE_URL_TEST", "PREOP_DATABASE_URL")]
    return next((url for url in given if url.startswith("postgres")), DEFAULT)


def plain(url: str) -> str:
    """The address as psycopg itself takes it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def new_schema() -> Iterator[Callable[[], str]]:
    """Makes an empty schema and gives its address; all are dropped after the run. Skips where no server answers."""
    server, run = postgres_server(), f"test_{uuid4().hex[:12]}"
    made: list[str] = []

    def make() -> str:
        schema = f"{run}_{len(made)}"
        with psycopg.connect(plain(server), connect_timeout=3, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {schema}")
        made.append(schema)
        url = make_url(server).update_query_dict({"options": f"-csearch_path={schema}"})
        return url.render_as_string(hide_password=False)

    try:
        psycopg.connect(plain(server), connect_timeout=3).close()
    except psycopg.OperationalError:
        if os.environ.get("PREOP_REQUIRE_SERVICES") == "1":
            pytest.fail("PostgreSQL does not answer and PREOP_REQUIRE_SERVICES=1")
        pytest.skip("PostgreSQL does not answer; set PREOP_DATABASE_URL_TEST")
    yield make
    with psycopg.connect(plain(server), autocommit=True) as connection:
        for schema in made:
            connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(scope="session")
def migrated_schema_url(new_schema: Callable[[], str]) -> str:
    """A migrated schema; ``db`` empties its tables before each test."""
    return _migrated(new_schema())


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    file = tmp_path_factory.mktemp("records") / "migrated.db"
    _migrated(f"sqlite:///{file}")
    return file


@pytest.fixture(params=EACH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of each kind without any tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/records.db"
    make: Callable[[], str] = request.getfixturevalue("new_schema")
    return make()


@pytest.fixture(params=EACH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated, empty database of each kind."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "records.db")
        return f"sqlite:///{tmp_path}/records.db"
    url: str = request.getfixturevalue("migrated_schema_url")
    with psycopg.connect(plain(url)) as connection:  # faster than TRUNCATE for a few rows
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(f'DELETE FROM "{table.name}"')
    return url


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    """A migrated, empty database of each kind."""
    database = connect(database_url, KEY)
    with database.writing() as session:
        begin_chain(session)
    yield database
    database.close()


@pytest.fixture
def clinician(db: Database) -> User:
    """Someone who signs in to the portal."""
    return add_user(
        db, name="drli", display_name="Dr. Li", password="correct horse battery", role="clinician", now=NOON
    )


@pytest.fixture
def case(db: Database, clinician: User) -> CaseMade:
    """A new case of a made-up patient."""
    return new_case(db, NewCase("张三", "male", 1970, NOON.date(), "神经外科"), by=clinician.id, now=NOON)


def _migrated(url: str) -> str:
    database = connect(url, KEY)
    migrate(database)
    database.close()
    return url
