"""Threads and processes that do the same thing at once: the database's own rules decide, once."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import func, insert, select

from interview.turn import Incoming, Outcome, Part, Talk
from records import alerts, inbox, tables, turns
from records.audit import verify
from records.cases import CaseMade, NewCase, new_case, worklist
from records.database import Database
from records.errors import Conflict
from records.findings import add_findings
from records.people import User
from tests.records.conftest import KEY
from tests.records.talking import NOON, answer, consent, delivery, send

T = TypeVar("T")
AT_ONCE = 8


def all_at_once(do: Callable[[int], T], times: int = AT_ONCE) -> list[T]:
    """The same thing from many threads, started together, each on a connection of its own."""
    gate = threading.Barrier(times)

    def one(number: int) -> T:
        gate.wait()
        return do(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_one_delivery_from_many_threads_is_one_message(db: Database, case: CaseMade) -> None:
    got = all_at_once(lambda _: inbox.receive(db, case.interview_id, delivery(case, "m1"), now=NOON))
    assert len({one.message_id for one in got}) == 1
    assert [one.duplicate for one in got].count(False) == 1
    assert [line.seq for line in inbox.lines(db, case.interview_id)] == [1]


def test_many_deliveries_at_once_are_numbered_without_gaps_or_doubles(db: Database, case: CaseMade) -> None:
    got = all_at_once(lambda n: inbox.receive(db, case.interview_id, delivery(case, f"m{n}"), now=NOON))
    assert sorted(one.seq for one in got) == list(range(1, AT_ONCE + 1))


def test_one_message_is_decided_once_however_many_keep_its_turn(db: Database, case: CaseMade) -> None:
    consent(db, case)
    received = send(db, case, "m1")
    decided: list[int] = []

    def decide(talk: Talk, incoming: Incoming) -> Outcome:
        decided.append(1)
        kept = answer("pain_worst", 7, incoming.id)
        return Outcome(talk.with_answers(kept), answers=(kept,), reply=(Part("下一题"),), alerts=("CALLBACK",))

    got = all_at_once(lambda _: turns.keep_turn(db, received.message_id, decide, NOON))
    assert len(decided) == 1
    assert len({turn.turn_id for turn in got}) == 1
    assert [turn.replayed for turn in got].count(False) == 1
    assert {turn.reply[0]["text"] for turn in got} == {"下一题"}
    with db.reading() as session:
        for table in (tables.Answer, tables.Alert):
            assert session.scalar(select(func.count()).select_from(table)) == 1


def test_a_reply_is_said_once_however_many_finish(db: Database, case: CaseMade) -> None:
    received = send(db, case, "m1")
    turns.keep_turn(db, received.message_id, lambda talk, _: Outcome(talk, reply=(Part("一"), Part("二"))), NOON)
    got = all_at_once(lambda _: inbox.finish(db, received.message_id, NOON))
    assert all([line.seq for line in said] == [2, 3] for said in got)
    assert [line.text for line in inbox.lines(db, case.interview_id)][1:] == ["一", "二"]


def test_one_outage_gets_one_hold_line_however_many_notice(db: Database, case: CaseMade) -> None:
    send(db, case, "m1")
    got = all_at_once(lambda _: inbox.hold(db, case.interview_id, "已收到", NOON))
    assert [line is None for line in got].count(False) == 1


def test_one_alert_of_a_kind_is_raised_at_once(db: Database, case: CaseMade) -> None:
    got = all_at_once(lambda _: alerts.raise_alert(db, case.case_id, "RF-SUI", None, NOON))
    assert len(set(got)) == 1
    assert len(alerts.open_alerts(db)) == 1


def test_messages_turns_and_replies_at_once_leave_one_order(db: Database, case: CaseMade) -> None:
    consent(db, case)

    def one(number: int) -> None:
        received = send(db, case, f"m{number}")
        turns.keep_turn(
            db,
            received.message_id,
            lambda talk, incoming: Outcome(
                replace(talk, misses=talk.misses + 1), (answer("item", number, incoming.id),), reply=(Part("好"),)
            ),
            NOON,
        )
        inbox.finish(db, received.message_id, NOON)

    all_at_once(one)
    with db.reading() as session:
        assert [line.seq for line in inbox.lines(db, case.interview_id)] == list(range(1, 2 * AT_ONCE + 3))
        assert sorted(session.scalars(select(tables.Turn.number))) == list(range(1, AT_ONCE + 2))
        assert sorted(session.scalars(select(tables.Answer.version))) == list(range(1, AT_ONCE + 1))
        assert session.get_one(tables.Interview, case.interview_id).state["misses"] == AT_ONCE
    assert verify(db).first_bad is None


def test_cases_made_at_once_get_numbers_one_after_the_other(db: Database) -> None:
    all_at_once(lambda n: new_case(db, NewCase(f"甲{n}", "male", None, None, "x"), by=None, now=NOON))
    assert [row.number for row in worklist(db, NOON)] == list(range(1, AT_ONCE + 1))
    assert verify(db).first_bad is None


def test_findings_entered_at_once_are_versions_of_one_fact(db: Database, case: CaseMade, clinician: User) -> None:
    def enter(number: int) -> None:
        values = {"avulsion_confirmed": {"value": number, "by": "C"}}
        add_findings(db, case.case_id, values, user_id=clinician.id, now=NOON)

    all_at_once(enter)
    with db.reading() as session:
        assert sorted(session.scalars(select(tables.Finding.version))) == list(range(1, AT_ONCE + 1))


@pytest.mark.parametrize("clash", ["delivery", "seq", "turn", "reply", "answer", "alert"])
def test_the_database_itself_refuses_a_double(db: Database, case: CaseMade, clash: str) -> None:
    """The rules of UNIQUE hold even for a writer that looks nothing up first."""
    consent(db, case)
    received = send(db, case, "m1")
    alerts.raise_alert(db, case.case_id, "RF-SUI", None, NOON)
    turns.keep_turn(
        db,
        received.message_id,
        lambda talk, incoming: Outcome(talk, (answer("item", 1, incoming.id),), reply=(Part("好"),)),
        NOON,
    )
    inbox.finish(db, received.message_id, NOON)
    of_interview = {"interview_id": case.interview_id}
    message = {**of_interview, "direction": "in", "kind": "text", "at": NOON, "digest": "0" * 64}
    key = {"channel": "web", "account": case.interview_id, "client_id": "m1"}
    turn = {**of_interview, "number": 9, "item": None, "status": "x", "language": "zh", "ended": False, "at": NOON}
    given = {"heard": "exact", "by": "P", "at": NOON, "digest": "0" * 64, "number": 9}
    doubles: dict[str, tuple[type[tables.Base], dict[str, object]]] = {
        "delivery": (tables.Message, {**message, **key, "seq": 99}),
        "seq": (tables.Message, {**message, "seq": received.seq}),
        "reply": (tables.Message, {**message, "seq": 99, "reply_to": received.message_id, "part": 0}),
        "turn": (tables.Turn, {**turn, "message_id": received.message_id}),
        "answer": (tables.Answer, {**of_interview, **given, "item": "item", "version": 1}),
        "alert": (tables.Alert, {"case_id": case.case_id, "kind": "RF-SUI", "raised_at": NOON}),
    }
    table, values = doubles[clash]
    with pytest.raises(Conflict), db.writing() as session:
        session.execute(insert(table).values(id=tables.new_id(), **values))


DELIVERER = """
import json, sys
from datetime import UTC, datetime
from dataclasses import replace
from interview.turn import Outcome, Part
from records import inbox, turns
from records.database import connect
from records.inbox import Delivery
url, interview, now = sys.argv[1], sys.argv[2], datetime(2026, 11, 23, 12, tzinfo=UTC)
db = connect(url, bytes.fromhex(sys.argv[3]))
print("ready", flush=True)
sys.stdin.readline()
got = []
for number in range(10):
    delivery = Delivery("web", interview, f"m{number}", "text", "x", None, None)
    received = inbox.receive(db, interview, delivery, now=now)
    decide = lambda talk, incoming: Outcome(replace(talk, misses=talk.misses + 1), reply=(Part("好"),))
    turn = turns.keep_turn(db, received.message_id, decide, now)
    inbox.finish(db, received.message_id, now)
    got.append([received.message_id, turn.turn_id])
print(json.dumps(got), flush=True)
"""


def test_processes_that_deliver_the_same_messages_agree(db: Database, database_url: str, case: CaseMade) -> None:
    root = Path(__file__).parents[2]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", DELIVERER, database_url, case.interview_id, KEY.hex()],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(set(said)) == 1
    assert len(json.loads(said[0])) == 10
    assert [line.seq for line in inbox.lines(db, case.interview_id)] == list(range(1, 21))
    with db.reading() as session:
        assert session.get_one(tables.Interview, case.interview_id).state["misses"] == 10
