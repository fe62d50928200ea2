"""A portal over a real database of its own, a clinician who signs in, and a clock that tests can move."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Cookies, Response
from starlette.routing import Mount

from instruments.load import load_all
from interview.load import load
from interview.protocol import Protocol
from portal.app import make_portal
from portal.settings import PortalSettings
from records.assessments import reassess
from records.database import Database, connect, migrate
from records.people import User, add_user, check_password, open_session
from tests.portal.building import AVULSION, HALFWAY, SHINGLES, SPINAL, Patient, interview

KEY = b"a data key of at least 32 bytes."
PASSWORD = "correct horse battery"
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # noon on the ward's clock


@dataclass
class Clock:
    """The time as the portal sees it."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


@dataclass
class Browser:
    """Somebody at the portal: keeps cookies, fills in forms as the pages offer them, follows no redirect unseen."""

    site: FastAPI
    url: str = "http://testserver"
    cookies: Cookies = field(default_factory=Cookies)

    def send(self, method: str, path: str, **more: Any) -> Response:
        """One request to the portal."""
        return asyncio.run(self._send(method, f"/portal{path}", more))

    async def _send(self, method: str, path: str, more: dict[str, Any]) -> Response:
        client = AsyncClient(transport=ASGITransport(self.site), base_url=self.url, cookies=self.cookies)
        async with client:
            answer = await client.request(method, path, **more)
            self.cookies = client.cookies
            return answer

    def get(self, path: str) -> Response:
        """A page."""
        return self.send("GET", path)

    def post(self, path: str, **values: object) -> Response:
        """A form, with the token that the pages carry."""
        return self.send("POST", path, data={"csrf": token_on(self.get("/cases/new")), **values})

    def sign_in(self, name: str = "drli", password: str = PASSWORD) -> Response:
        """Through the door."""
        csrf = token_on(self.get("/sign-in"))
        return self.send("POST", "/sign-in", data={"csrf": csrf, "name": name, "password": password})

    @property
    def portal(self) -> FastAPI:
        """The portal's own application."""
        return next(route.app for route in self.site.routes if isinstance(route, Mount))


@dataclass(frozen=True)
class Wards:
    """A database file with cases to read, and their ids by the patient's name."""

    path: Path
    cases: Mapping[str, str]


def copied(database: Path, folder: Path) -> Iterator[Database]:
    """A copy of this database, open until the test is over."""
    copy = folder / "records.db"
    shutil.copyfile(database, copy)
    opened = connect(f"sqlite:///{copy}", KEY)
    yield opened
    opened.close()


def token_on(page: Response) -> str:
    """The token of the first form of a page."""
    found = re.search(r'name="csrf" value="([^"]*)"', page.text)
    assert found, f"no form on this page (status {page.status_code})"
    return found[1]


def text_of(page: Response | str) -> str:
    """What a page says, without its marks."""
    whole = page if isinstance(page, str) else page.text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", whole))


@pytest.fixture(scope="session")
def protocol() -> Protocol:
    """The interview as it stands."""
    return load(load_all())


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with one clinician, made once; every test works on a copy of its own."""
    path = tmp_path_factory.mktemp("empty") / "records.db"
    database = connect(f"sqlite:///{path}", KEY)
    migrate(database)
    add_user(database, name="drli", display_name="李医生", password=PASSWORD, role="clinician", now=NOON)
    database.close()
    return path


@pytest.fixture(scope="session")
def wards(empty_database: Path, protocol: Protocol, tmp_path_factory: pytest.TempPathFactory) -> Wards:
    """The same with the made-up patients interviewed and, where their talk ended, assessed; for tests that read."""
    path = tmp_path_factory.mktemp("wards") / "records.db"
    shutil.copyfile(empty_database, path)
    database = connect(f"sqlite:///{path}", KEY)
    by = check_password(database, "drli", PASSWORD, NOON)
    assert by is not None
    cases = {}
    for patient in (AVULSION, SPINAL, SHINGLES, HALFWAY):
        cases[patient.name] = admit_into(database, protocol, patient, by, NOON, assess=patient is not HALFWAY)
    database.close()
    return Wards(path, cases)


@pytest.fixture
def db(empty_database: Path, tmp_path: Path) -> Iterator[Database]:
    """The records of one test: SQLite, migrated, empty but for the clinician."""
    yield from copied(empty_database, tmp_path)


@pytest.fixture
def clock() -> Clock:
    """Noon, until a test moves it."""
    return Clock()


@pytest.fixture
def clinician(db: Database) -> User:
    """Someone who may sign in."""
    found = check_password(db, "drli", PASSWORD, NOON)
    assert found is not None
    return found


@pytest.fixture
def settings(clock: Clock) -> PortalSettings:
    """A site on this machine only."""
    return PortalSettings(public_url="http://testserver", now=clock)


@pytest.fixture
def open_portal(db: Database, protocol: Protocol, clinician: User) -> Callable[[PortalSettings], Browser]:
    """Opens a portal with other settings."""

    def open_one(settings: PortalSettings) -> Browser:
        site = FastAPI()
        site.mount("/portal", make_portal(db, protocol, settings))
        return Browser(site, url=settings.public_url)

    return open_one


@pytest.fixture
def visitor(open_portal: Callable[[PortalSettings], Browser], settings: PortalSettings) -> Browser:
    """Nobody is signed in yet."""
    return open_portal(settings)


@pytest.fixture
def ward(visitor: Browser, db: Database, clinician: User, clock: Clock) -> Browser:
    """The clinician is signed in."""
    token, _ = open_session(db, clinician.id, clock.now)
    visitor.cookies.set("preop_portal", token, domain="testserver.local")
    return visitor


@pytest.fixture
def admit(db: Database, protocol: Protocol, clinician: User, clock: Clock) -> Callable[..., str]:
    """Takes a made-up patient through the interview and assesses; the case's id."""

    def admit_one(patient: Patient, assess: bool = True) -> str:
        return admit_into(db, protocol, patient, clinician, clock.now, assess=assess)

    return admit_one


def admit_into(db: Database, protocol: Protocol, patient: Patient, by: User, now: datetime, *, assess: bool) -> str:
    """One interview two hours ago, assessed an hour ago."""
    made = interview(db, protocol, patient, by=by.id, now=now - timedelta(hours=2))
    if assess:
        reassess(db, made.case_id, reason="ended", now=now - timedelta(hours=1), protocol=protocol)
    return made.case_id
