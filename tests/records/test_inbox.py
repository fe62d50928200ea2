"""The way of a message: in order, once, and never lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from interview.turn import Outcome, Part
from records import inbox, turns
from records.cases import CaseMade, NewCase, case_view, find_invitation, new_case
from records.database import Database
from records.errors import Conflict, TurnMissing, Unknown
from records.inbox import Delivery
from tests.records.talking import NOON, SAFETY, consent, decides, delivery, send, take


def test_lines_are_numbered_from_one_without_gaps(db: Database, case: CaseMade) -> None:
    for number in range(3):
        take(db, case, f"m{number}", decides())
    assert [line.seq for line in inbox.lines(db, case.interview_id)] == [1, 2, 3, 4, 5, 6]
    assert [line.direction for line in inbox.lines(db, case.interview_id, after=4)] == ["in", "out"]


def test_a_delivery_that_comes_again_is_the_first_one_and_writes_nothing(db: Database, case: CaseMade) -> None:
    consent(db, case)
    first = send(db, case, "m1", "七分")
    again = send(db, case, "m1", "八分", alarms=("RF-SUI",), safety=SAFETY)
    assert (again.message_id, again.seq, again.duplicate) == (first.message_id, first.seq, True)
    assert not first.duplicate
    assert [line.text for line in inbox.lines(db, case.interview_id)][2:] == ["七分"]
    view = case_view(db, case.case_id)
    assert view is not None and view.alerts == []


def test_a_delivery_with_the_key_of_another_conversation_is_refused(db: Database, case: CaseMade) -> None:
    other = new_case(db, NewCase("李四", "female", None, None, "疼痛科"), by=None, now=NOON)
    inbox.receive(db, case.interview_id, Delivery("hospital", "h1", "77", "text", "一", None, None), now=NOON)
    with pytest.raises(Conflict):
        inbox.receive(db, other.interview_id, Delivery("hospital", "h1", "77", "text", "二", None, None), now=NOON)
    assert inbox.lines(db, other.interview_id) == []


def test_an_unknown_interview_takes_no_message(db: Database, case: CaseMade) -> None:
    with pytest.raises(Unknown):
        inbox.receive(db, "0" * 32, delivery(case, "m1"), now=NOON)


def test_the_oldest_message_waits_first_with_all_it_needs(db: Database, case: CaseMade) -> None:
    consent(db, case)
    first = send(db, case, "m1", "右手小指")
    send(db, case, "m2", "三年")
    waiting = inbox.next_waiting(db, case.interview_id)
    assert waiting is not None
    assert (waiting.message_id, waiting.text, waiting.kind) == (first.message_id, "右手小指", "text")
    assert (waiting.item, waiting.current_item) == ("pain_worst", "next")
    assert (waiting.language, waiting.status, waiting.attempts) == ("zh", "running", 0)
    turns.keep_turn(db, first.message_id, decides(), NOON)
    inbox.finish(db, first.message_id, NOON)
    following = inbox.next_waiting(db, case.interview_id)
    assert following is not None and following.text == "三年"


def test_interviews_wait_the_longest_waiting_first_and_once_each(db: Database, case: CaseMade) -> None:
    other = new_case(db, NewCase("李四", "female", None, None, "疼痛科"), by=None, now=NOON)
    inbox.receive(db, other.interview_id, delivery(other, "a"), now=NOON - timedelta(minutes=1))
    send(db, case, "a")
    send(db, case, "b")
    assert inbox.waiting(db) == [other.interview_id, case.interview_id]


def test_finishing_copies_the_reply_once(db: Database, case: CaseMade) -> None:
    received = send(db, case, "m1")
    two = (Part("谢谢"), Part("多大年纪？", role="question", item="age", progress={"n": 3, "of": 35}))
    turns.keep_turn(db, received.message_id, lambda talk, _: Outcome(talk, reply=two), NOON)
    said = inbox.finish(db, received.message_id, NOON)
    again = inbox.finish(db, received.message_id, NOON)
    assert [(line.seq, line.text, line.role) for line in said] == [(2, "谢谢", "say"), (3, "多大年纪？", "question")]
    assert said[1].progress == {"n": 3, "of": 35} and said[1].item == "age"
    assert again == said
    assert len(inbox.lines(db, case.interview_id)) == 3
    assert inbox.waiting(db) == []


def test_a_message_without_a_turn_cannot_be_finished(db: Database, case: CaseMade) -> None:
    received = send(db, case, "m1")
    with pytest.raises(TurnMissing):
        inbox.finish(db, received.message_id, NOON)
    assert inbox.waiting(db) == [case.interview_id]


def test_attempts_are_counted(db: Database, case: CaseMade) -> None:
    received = send(db, case, "m1")
    assert [inbox.failed(db, received.message_id, NOON) for _ in range(2)] == [1, 2]
    waiting = inbox.next_waiting(db, case.interview_id)
    assert waiting is not None and waiting.attempts == 2


def test_one_outage_is_said_once_and_the_next_one_again(db: Database, case: CaseMade) -> None:
    received = send(db, case, "m1")
    held = inbox.hold(db, case.interview_id, "已收到，稍后继续", NOON)
    assert held is not None and held.text == "已收到，稍后继续"
    send(db, case, "m2")
    assert inbox.hold(db, case.interview_id, "已收到，稍后继续", NOON) is None
    turns.keep_turn(db, received.message_id, decides(), NOON)
    inbox.finish(db, received.message_id, NOON)
    assert inbox.hold(db, case.interview_id, "已收到，稍后继续", NOON) is not None


def test_a_crisis_is_answered_in_the_transaction_that_stores_it(db: Database, case: CaseMade) -> None:
    consent(db, case)
    send(db, case, "m1", "不想活了", alarms=("RF-SUI",), safety=SAFETY)
    last = inbox.lines(db, case.interview_id)[-1]
    assert (last.kind, last.role, last.text) == ("safety", "safety", SAFETY.text)
    invited = find_invitation(db, case.token, NOON)
    assert invited is not None and invited.status == "safety"
    view = case_view(db, case.case_id)
    assert view is not None and [alert.kind for alert in view.alerts] == ["RF-SUI"]


def test_another_red_flag_is_said_at_once_and_does_not_pause(db: Database, case: CaseMade) -> None:
    consent(db, case)
    calls = Part("请现在去急诊。", role="say", widget={"kind": "calls", "calls": []})
    send(db, case, "m1", "小便解不出来", alarms=("RF-CES",), safety=calls)
    assert inbox.lines(db, case.interview_id)[-1].text == "请现在去急诊。"
    invited = find_invitation(db, case.token, NOON)
    assert invited is not None and invited.status == "running"


def test_what_no_database_can_hold_is_replaced_and_the_rest_is_verbatim(db: Database, case: CaseMade) -> None:
    consent(db, case)
    send(db, case, "m1", "a\x00b\ud800c😀 <script>")
    assert inbox.lines(db, case.interview_id)[-1].text == "a\ufffdb\ufffdc😀 <script>"
