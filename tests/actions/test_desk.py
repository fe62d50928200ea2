"""A turn and an assessment through the real protocol and the real records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from actions.desk import Desk
from instruments.load import load_all
from interview.load import load as load_protocol
from language.reading import Reading
from records.database import Database, connect, migrate
from records.errors import Unknown
from records.inbox import Delivery, receive
from records.invitations import NewCase, new_case
from records.turns import current_item

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = connect(f"sqlite:///{tmp_path / 'records.db'}", b"k" * 32)
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def desk(db: Database) -> Desk:
    return Desk(db, load_protocol(load_all()))


@pytest.fixture
def interview(db: Database) -> str:
    new = NewCase("Made Up", "female", 1970, None, "pain clinic")
    return new_case(db, new, by=None, now=NOW).interview_id


def said(
    db: Database, interview: str, kind: str, text: str = "", choice: object = None, item: str | None = None
) -> str:
    delivery = Delivery("test", interview, f"{kind}-{text}-{item}", kind, text, choice, item)  # type: ignore[arg-type]
    return receive(db, interview, delivery, now=NOW).message_id


def test_the_first_message_is_a_turn_that_asks_for_consent(desk: Desk, interview: str) -> None:
    kept = desk.keep(said(desk.db, interview, "begin"), Reading(""), NOW)
    assert (kept.item, kept.ended, kept.replayed) == ("consent_general", False, False)
    assert current_item(desk.db, interview) == "consent_general"


def test_the_same_message_again_is_the_same_turn_and_moves_nothing(desk: Desk, interview: str) -> None:
    begun = said(desk.db, interview, "begin")
    first = desk.keep(begun, Reading(""), NOW)
    agreed = said(desk.db, interview, "choice", "同意", True, "consent_general")
    desk.keep(agreed, Reading("同意"), NOW)
    again = desk.keep(begun, Reading(""), NOW)
    assert (again.turn_id, again.replayed) == (first.turn_id, True)
    assert current_item(desk.db, interview) == "consent_sensitive"


def test_a_message_that_was_never_stored_is_no_turn(desk: Desk) -> None:
    with pytest.raises(Unknown):
        desk.keep("0" * 32, Reading("七八分"), NOW)


def test_an_interview_is_assessed_once_for_the_same_answers(desk: Desk, interview: str) -> None:
    desk.keep(said(desk.db, interview, "begin"), Reading(""), NOW)
    assert desk.assess(interview, NOW) == desk.assess(interview, NOW)
