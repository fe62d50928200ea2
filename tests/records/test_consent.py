"""Before both consents nothing clinical is kept; afterwards words are; declined and withdrawn are kept as such."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from interview.turn import Incoming, Outcome, Part, Talk
from records import alerts, erasing, inbox, tables, turns
from records.cases import CaseMade, case_view, worklist
from records.database import Database
from records.tables import MessageWords
from tests.records.talking import NOON, SAFETY, answer, consent, decides, send, take


def raw_words(db: Database, message_id: str) -> MessageWords | None:
    with db.reading() as session:
        return session.get(MessageWords, message_id)


def test_words_before_consent_are_sealed_and_gone_when_their_turn_is_kept(db: Database, case: CaseMade) -> None:
    received = send(db, case, "m1", "我叫什么不告诉你")
    row = raw_words(db, received.message_id)
    assert row is not None and row.sealed is not None
    assert row.text is None and row.choice is None
    assert "告诉".encode() not in row.sealed
    heard: list[str] = []

    def decide(talk: Talk, incoming: Incoming) -> Outcome:
        heard.append(incoming.text)
        return Outcome(talk, reply=(Part("请先同意"),))

    turns.keep_turn(db, received.message_id, decide, NOON)
    inbox.finish(db, received.message_id, NOON)
    assert heard == ["我叫什么不告诉你"]
    assert raw_words(db, received.message_id) is None
    assert [line.text for line in inbox.lines(db, case.interview_id)] == [None, "请先同意"]


def test_a_button_before_consent_is_sealed_too(db: Database, case: CaseMade) -> None:
    pressed = inbox.Delivery("web", case.interview_id, "m1", "choice", "同意", True, "consent_general")
    received = inbox.receive(db, case.interview_id, pressed, now=NOON)
    row = raw_words(db, received.message_id)
    assert row is not None and row.choice is None
    waiting = inbox.next_waiting(db, case.interview_id)
    assert waiting is not None and (waiting.text, waiting.choice) == ("同意", True)


def test_one_consent_is_not_enough_to_keep_words(db: Database, case: CaseMade) -> None:
    take(db, case, "m1", decides(consents={"general": True}), text="同意")
    received = send(db, case, "m2", "也同意")
    row = raw_words(db, received.message_id)
    assert row is not None and row.sealed is not None
    turns.keep_turn(db, received.message_id, decides(consents={"sensitive": True}), NOON)
    assert raw_words(db, received.message_id) is None
    later = send(db, case, "m3", "三年了")
    row = raw_words(db, later.message_id)
    assert row is not None and (row.text, row.sealed) == ("三年了", None)


def test_words_sent_before_consent_go_even_if_their_turn_comes_after_it(db: Database, case: CaseMade) -> None:
    yes, early = send(db, case, "m1", "都同意"), send(db, case, "m2", "右手疼")
    turns.keep_turn(db, yes.message_id, decides(consents={"general": True, "sensitive": True}), NOON)
    inbox.finish(db, yes.message_id, NOON)
    turns.keep_turn(db, early.message_id, decides(("place", "hand")), NOON)
    assert raw_words(db, early.message_id) is None


def test_a_crisis_before_consent_leaves_its_alert_and_no_words(db: Database, case: CaseMade) -> None:
    received = send(db, case, "m1", "不想活了", alarms=("RF-SUI",), safety=SAFETY)
    turns.keep_turn(db, received.message_id, lambda talk, _: Outcome(replace(talk, status="safety")), NOON)
    assert raw_words(db, received.message_id) is None
    opened = alerts.open_alerts(db)
    assert [(alert.kind, alert.message_ids) for alert in opened] == [("RF-SUI", (received.message_id,))]


def test_consents_are_kept_with_their_message_and_time(db: Database, case: CaseMade) -> None:
    turn = take(db, case, "m1", decides(consents={"general": True}))
    take(db, case, "m2", decides(consents={"sensitive": False}))
    view = case_view(db, case.case_id)
    assert view is not None
    assert [(row.kind, row.given, row.at) for row in view.consents] == [
        ("general", True, NOON),
        ("sensitive", False, NOON),
    ]
    assert view.consents[0].message_id == turn.message_id


def test_declining_keeps_no_value_even_of_what_came_before(db: Database, case: CaseMade) -> None:
    take(db, case, "m1", decides(("age", 50), consents={"general": True}))

    def declines(talk: Talk, incoming: Incoming) -> Outcome:
        kept = answer("cause", "bpa", incoming.id)
        after = replace(talk, status="declined", item=None, pending={"item": "cause", "data": "bpa"})
        return Outcome(after, (kept,), reply=(Part("好的"),), consents={"sensitive": False}, forget=True)

    take(db, case, "m2", declines, text="不同意，我手疼")
    view = case_view(db, case.case_id)
    assert view is not None
    assert view.answers == [] and view.talk.answers == {} and view.talk.pending is None
    assert view.case.status == "declined"
    with db.reading() as session:
        assert session.scalars(select(tables.AnswerValue)).all() == []
    assert [line.text for line in view.lines] == [None, "下一题", None, "好的"]


def test_after_withdrawing_nothing_clinical_is_shown(db: Database, case: CaseMade) -> None:
    consent(db, case)
    take(db, case, "m1", decides(("cause", "bpa")))

    def withdraws(talk: Talk, incoming: Incoming) -> Outcome:
        after = replace(talk, status="withdrawn", item=None)
        return Outcome(after, reply=(Part("已撤回"),), consents={"general": False, "sensitive": False}, forget=True)

    assert worklist(db, NOON)[0].cause == "bpa"
    received = send(db, case, "m2", "撤回")
    turns.keep_turn(db, received.message_id, withdraws, NOON)
    assert [line.text for line in inbox.finish(db, received.message_id, NOON)] == ["已撤回"]
    view = case_view(db, case.case_id)
    assert view is not None
    assert view.answers == [] and view.talk.answers == {} and view.scores == []
    assert {line.text for line in view.lines} == {None}
    assert worklist(db, NOON)[0].cause is None
    later = send(db, case, "m3", "等等")
    row = raw_words(db, later.message_id)
    assert row is not None and row.sealed is not None


def test_what_was_withdrawn_is_erased_after_the_sites_limit_and_not_before(db: Database, case: CaseMade) -> None:
    consent(db, case)
    take(db, case, "m3", decides(("age", 52)), "52")
    take(db, case, "m4", _withdraws, "撤回同意")
    assert erasing.erase_withdrawn(db, before=NOON, now=NOON) == 0
    later = NOON + timedelta(days=31)
    assert erasing.erase_withdrawn(db, before=NOON + timedelta(days=1), now=later) == 1
    view = case_view(db, case.case_id)
    assert view is not None and view.case.erased_at == later
    assert erasing.erase_withdrawn(db, before=NOON + timedelta(days=1), now=later) == 0


def _withdraws(talk: Talk, _: Incoming) -> Outcome:
    return Outcome(replace(talk, status="withdrawn", item=None), forget=True)
