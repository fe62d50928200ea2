"""Users of the portal, their passwords and their sessions."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import select, update

from records import tables
from records.chain import note
from records.database import Database
from records.digest import sha256
from records.locking import keep, storable
from records.tables import SignIn, new_id

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=12)
FAILURES = 10
LOCKED = timedelta(minutes=15)
_SEEN_EVERY = timedelta(seconds=30)  # how often a session's last use is written


@dataclass(frozen=True, slots=True)
class User:
    """A member of staff."""

    id: str
    name: str
    display_name: str
    role: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session that stands: whose it is, and the token that its forms must carry."""

    user: User
    csrf: str


def add_user(
    db: Database, *, name: str, display_name: str, password: str, role: str, now: datetime | None = None
) -> User:
    """A new user. Raises ``Conflict`` where the name is taken."""
    hashed = _hasher().hash(password)
    row = tables.User(id=new_id(), name=name, display_name=display_name, role=role, password=hashed)
    with db.writing() as session:
        keep(session, row)
        note(session, "user.added", "user", row.id, at=now or datetime.now(UTC))
    return _user(row)


def check_password(db: Database, name: str, password: str, now: datetime | None = None) -> User | None:
    """The user, if name and password fit and the account is not locked; ``None`` says no more than that.

    Ten failures in a row lock the account for 15 minutes. Takes as long for an unknown name as for a known one.
    """
    now = now or datetime.now(UTC)
    with db.reading() as session:
        found = session.execute(select(tables.User).where(tables.User.name == storable(name))).scalar_one_or_none()
    fits = _fits(found.password if found else _nobody(), password)  # outside any transaction: it takes its time
    if found is None:
        return None
    with db.writing() as session:
        row = session.execute(select(tables.User).where(tables.User.id == found.id).with_for_update()).scalar_one()
        if row.locked_until is not None and now < row.locked_until:
            return None
        if not fits:
            row.failures += 1
            if row.failures >= FAILURES:
                row.failures, row.locked_until = 0, now + LOCKED
                session.flush()
                note(session, "user.locked", "user", row.id, at=now, user_id=row.id)
            return None
        row.failures, row.locked_until = 0, None
        if _hasher().check_needs_rehash(row.password):
            row.password = _hasher().hash(password)
        return _user(row)


def open_session(db: Database, user_id: str, now: datetime) -> tuple[str, str]:
    """A new session's token and its CSRF token. The database keeps only the token's SHA-256."""
    token = secrets.token_urlsafe(32)
    with db.writing() as session:
        keep(session, SignIn(token_hash=sha256(token), user_id=user_id, opened_at=now, seen_at=now))
        note(session, "session.opened", "user", user_id, at=now, user_id=user_id)
    return token, _csrf(token)


def find_session(
    db: Database,
    token: str,
    now: datetime,
    *,
    idle: timedelta = IDLE,
    absolute: timedelta = ABSOLUTE,
    used: bool = True,
) -> Session | None:
    """The session of this token while it stands: not closed, not idle for too long, not too old.

    ``used``  somebody is at the page; where a page asks for news by itself, it is not and the idle time runs on.
    """
    key = sha256(storable(token))
    with db.reading() as session:
        found = session.execute(
            select(SignIn, tables.User)
            .join(tables.User, tables.User.id == SignIn.user_id)
            .where(SignIn.token_hash == key, SignIn.closed_at.is_(None))
        ).one_or_none()
    if found is None:
        return None
    sign_in, user = found
    if now - sign_in.seen_at >= idle or now - sign_in.opened_at >= absolute:
        return None
    if used and now - sign_in.seen_at >= min(_SEEN_EVERY, idle / 4):
        with db.writing() as session:
            session.execute(update(SignIn).where(SignIn.token_hash == key).values(seen_at=now))
    return Session(_user(user), _csrf(token))


def close_session(db: Database, token: str, now: datetime | None = None) -> None:
    """Ends the session of this token; an unknown one changes nothing."""
    now = now or datetime.now(UTC)
    with db.writing() as session:
        row = session.get(SignIn, sha256(storable(token)))
        if row is not None and row.closed_at is None:
            row.closed_at = now
            session.flush()
            note(session, "session.closed", "user", row.user_id, at=now, user_id=row.user_id)


def _user(row: tables.User) -> User:
    return User(row.id, row.name, row.display_name, row.role)


def _csrf(token: str) -> str:
    return sha256(f"csrf {token}")  # of the secret itself, which is stored nowhere


def _fits(hashed: str, password: str) -> bool:
    try:
        return _hasher().verify(hashed, password)
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()  # argon2id with the parameters of RFC 9106, low-memory profile


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))
