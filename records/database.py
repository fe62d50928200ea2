"""The database: SQLite or PostgreSQL, one transaction per call, and errors that carry no words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, exc, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session, sessionmaker

from records.chain import begin_chain
from records.errors import Conflict, DatabaseAway, RecordsError
from records.memory import Memory
from records.seal import Seal

_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATING = 7_346_111  # the advisory lock under which PostgreSQL migrates: any number of our own


class Database:
    """One database and the site's data key. ``reading`` and ``writing`` are for the records' own modules.

    ``url``  ``sqlite:///file.db`` or ``postgresql+psycopg://…``. ``data_key``  at least 32 random bytes.
    """

    def __init__(self, url: str, data_key: bytes) -> None:
        self.seal = Seal(data_key)
        self.engine = _engine(_address(url))
        begin: dict[str, Any] = {"sqlite_begin": "BEGIN IMMEDIATE"}  # a write never finds its snapshot outdated
        snapshot: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        sqlite = self.engine.dialect.name == "sqlite"
        info = {"seal": self.seal}
        self.memory = Memory()
        self._writes = sessionmaker(
            self.engine.execution_options(**(begin if sqlite else {})), expire_on_commit=False, info=info
        )
        self._reads = sessionmaker(
            self.engine.execution_options(**({} if sqlite else snapshot)), expire_on_commit=False, info=info
        )

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction that writes: committed at the end, rolled back on any exception.

        Raises ``DatabaseAway``, ``Conflict`` or ``RecordsError`` in place of the driver's own exceptions.
        """
        with _plain_errors(), self._writes.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent snapshot to read from."""
        with _plain_errors(), self._reads.begin() as session:
            yield session

    def ping(self) -> bool:
        """Whether the database answers."""
        try:
            with self.reading() as session:
                session.execute(text("SELECT 1"))
        except DatabaseAway:
            return False
        return True

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()


def connect(url: str, data_key: bytes) -> Database:
    """The database at this address; for SQLite its folder is made. Nothing is connected yet."""
    address = _address(url)
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    return Database(url, data_key)


def migrate(db: Database) -> None:
    """Brings the tables up to date, in one transaction; several processes may try at once."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with db.writing() as session:
        connection = session.connection()
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        begin_chain(session)


def _address(url: str) -> URL:
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:"):
        raise ValueError("SQLite in memory cannot be shared between threads: give a file, sqlite:///folder/file.db")
    if address.drivername in ("postgres", "postgresql"):
        return address.set(drivername="postgresql+psycopg")
    return address


def _engine(address: URL) -> Engine:
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, hide_parameters=True, pool_size=10, connect_args={"timeout": 5})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=10,
        pool_timeout=5,
        pool_recycle=1800,
        connect_args={"connect_timeout": 3},
    )
    event.listen(engine, "connect", _prepare_postgres)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; _begin_sqlite does
    for pragma in ("busy_timeout=5000", "journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))


def _prepare_postgres(connection: Any, _record: Any) -> None:
    connection.execute("SET lock_timeout = '10s'")
    connection.execute("SET statement_timeout = '30s'")
    connection.execute("SET idle_in_transaction_session_timeout = '60s'")
    connection.commit()


@contextmanager
def _plain_errors() -> Iterator[None]:
    # The drivers' messages may quote a row ("Failing row contains …"), so none of them passes.
    try:
        yield
    except (exc.OperationalError, exc.InterfaceError, exc.TimeoutError) as error:
        raise DatabaseAway(f"the database is away or busy ({_kind(error)})") from None
    except exc.IntegrityError as error:
        raise Conflict(f"the database refused a row ({_kind(error)})") from None
    except exc.DBAPIError as error:
        if error.connection_invalidated:
            raise DatabaseAway(f"the connection was lost ({_kind(error)})") from None
        raise RecordsError(f"the database failed ({_kind(error)})") from None
    except exc.StatementError as error:
        raise RecordsError(f"a value of the wrong type was given to the database ({_kind(error)})") from None


def _kind(error: Exception) -> str:
    return type(getattr(error, "orig", None) or error).__name__
