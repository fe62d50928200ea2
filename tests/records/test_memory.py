"""What a process remembers of answers is never older than the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import event

from interview.turn import Outcome, Talk
from records import erasing, turns
from records.cases import CaseMade
from records.corrections import correct
from records.database import Database, connect
from records.people import User
from tests.records.conftest import KEY
from tests.records.talking import NOON, consent, decides, send, take


@pytest.fixture
def other(db: Database, database_url: str) -> Iterator[Database]:
    """The same database from another process."""
    database = connect(database_url, KEY)
    yield database
    database.close()


def values(db: Database, case: CaseMade, client_id: str) -> dict[str, object]:
    """The answers that the next turn meets."""
    met: list[Talk] = []
    received = send(db, case, client_id)
    turns.keep_turn(db, received.message_id, lambda talk, _: (met.append(talk), Outcome(talk))[1], NOON)
    return {item: answer.value for item, answer in met[0].answers.items()}


def test_turns_kept_by_two_processes_in_turn_see_each_others_answers(
    db: Database, other: Database, case: CaseMade
) -> None:
    consent(db, case)
    take(db, case, "m1", decides(("a", 1)))
    take(other, case, "m2", decides(("b", 2)))
    take(db, case, "m3", decides(("a", 3)))
    assert values(other, case, "m4") == {"a": 3, "b": 2}
    assert values(db, case, "m5") == {"a": 3, "b": 2}


def test_a_clinicians_correction_reaches_the_next_turn(
    db: Database, other: Database, case: CaseMade, clinician: User
) -> None:
    consent(db, case)
    take(db, case, "m1", decides(("a", 1)))
    correct(other, case.case_id, "a", 5, user_id=clinician.id, reason="misheard", now=NOON)
    assert values(db, case, "m2") == {"a": 5}


def test_what_was_erased_is_not_remembered(db: Database, other: Database, case: CaseMade, clinician: User) -> None:
    consent(db, case)
    take(db, case, "m1", decides(("a", 1)))
    assert values(db, case, "m2") == {"a": 1}
    erasing.erase(other, case.case_id, user_id=clinician.id, now=NOON)
    assert values(db, case, "m3") == {}


def test_a_turn_that_failed_leaves_nothing_behind(db: Database, case: CaseMade) -> None:
    consent(db, case)
    take(db, case, "m1", decides(("a", 1)))
    received = send(db, case, "m2")

    def writes_what_is_refused(talk: Talk, incoming: object) -> Outcome:
        outcome = decides(("a", 2))(talk, incoming)  # type: ignore[arg-type]
        return replace(outcome, answers=(*outcome.answers, replace(outcome.answers[0], message="0" * 32)))

    with pytest.raises(Exception, match="refused"):
        turns.keep_turn(db, received.message_id, writes_what_is_refused, NOON)
    assert values(db, case, "m3") == {"a": 1}


def test_a_turn_reads_as_much_after_many_answers_as_after_few(db: Database, case: CaseMade) -> None:
    consent(db, case)
    rows: list[int] = []

    def count(_conn: object, cursor: object, statement: str, *_more: object) -> None:
        if "FROM answer " in statement:
            rows.append(1)

    for number in range(3):
        take(db, case, f"m{number}", decides((f"item{number}", number)))
    event.listen(db.engine, "after_cursor_execute", count)
    values(db, case, "n1")
    values(db, case, "n2")
    event.remove(db.engine, "after_cursor_execute", count)
    assert len(rows) == 1  # the first reads the last turn's answer, the second nothing
