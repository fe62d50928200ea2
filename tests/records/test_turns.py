"""A turn: whole or not at all, once for each message."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from certainty import Bounds
from instruments.score import Score
from interview.answer import Answer, How, Why
from interview.turn import Incoming, Outcome, Part, Talk
from records import inbox, tables, turns
from records.cases import CaseMade, case_view
from records.database import Database
from records.errors import Unknown
from tests.records.talking import NOON, SAFETY, answer, consent, decides, send, take


def no_decision(talk: Talk, incoming: Incoming) -> Outcome:
    raise AssertionError("a kept turn is not decided again")


def seen(talk: Talk, into: list[Talk]) -> Outcome:
    into.append(talk)
    return Outcome(talk)


def test_the_same_message_again_gives_the_same_turn_and_writes_nothing(db: Database, case: CaseMade) -> None:
    consent(db, case)
    received = send(db, case, "m1")
    first = turns.keep_turn(db, received.message_id, decides(("pain_worst", 7)), NOON)
    again = turns.keep_turn(db, received.message_id, no_decision, NOON)
    assert (first.replayed, again.replayed) == (False, True)
    assert replace(again, replayed=False) == first
    assert first.reply[0]["text"] == "下一题" and first.number == 2
    view = case_view(db, case.case_id)
    assert view is not None and len(view.answers) == 1


def test_nothing_is_written_when_deciding_fails(db: Database, case: CaseMade) -> None:
    consent(db, case)
    received = send(db, case, "m1")

    def fails(talk: Talk, incoming: Incoming) -> Outcome:
        raise RuntimeError("no decision")

    with pytest.raises(RuntimeError, match="no decision"):
        turns.keep_turn(db, received.message_id, fails, NOON)
    with db.reading() as session:
        assert session.scalar(select(func.count()).select_from(tables.Turn)) == 1  # the consent's
    assert turns.keep_turn(db, received.message_id, decides(), NOON).number == 2


def test_a_correction_is_a_new_version_and_the_old_one_stays(db: Database, case: CaseMade) -> None:
    consent(db, case)
    take(db, case, "m1", decides(("pain_worst", 7)))
    take(db, case, "m2", decides(("pain_worst", 9)))
    view = case_view(db, case.case_id)
    assert view is not None
    kept = [(row.version, row.data, row.current) for row in view.answers]
    assert kept == [(1, {"value": 7}, False), (2, {"value": 9}, True)]
    assert view.talk.answers["pain_worst"].value == 9


@pytest.mark.parametrize(
    "value",
    [True, 7, 7.5, "drez", (), ("a", "b"), Bounds(7, 8), ({"code": "hand", "side": "R"},)],
    ids=repr,
)
def test_a_value_comes_back_as_it_was_given(db: Database, case: CaseMade, value: object) -> None:
    consent(db, case)
    take(db, case, "m1", decides(("item", value)))
    talks: list[Talk] = []
    take(db, case, "m2", lambda talk, _: seen(talk, talks))
    back = talks[0].answers["item"]
    assert back.value == value and type(back.value) is type(value)
    assert back == answer("item", value, back.message)


def test_why_there_is_no_value_comes_back_too(db: Database, case: CaseMade) -> None:
    consent(db, case)

    def declines(talk: Talk, incoming: Incoming) -> Outcome:
        kept = Answer("mood", None, Why.DECLINED, incoming.id, How.BUTTON, NOON, words=(0, 2))
        return Outcome(talk.with_answers(kept), answers=(kept,))

    take(db, case, "m1", declines)
    view = case_view(db, case.case_id)
    assert view is not None
    assert view.answers[0].data == {"unknown": "declined"}
    assert view.talk.answers["mood"].unknown is Why.DECLINED
    assert view.talk.answers["mood"].words == (0, 2)


def test_the_talk_goes_on_where_it_was(db: Database, case: CaseMade) -> None:
    consent(db, case)
    take(db, case, "m1", lambda talk, _: Outcome(replace(talk, item="age", misses=2, trail=("a", "b"), flags=("x",))))
    talks: list[Talk] = []
    take(db, case, "m2", lambda talk, _: seen(talk, talks))
    assert (talks[0].item, talks[0].misses, talks[0].trail, talks[0].flags) == ("age", 2, ("a", "b"), ("x",))
    assert turns.current_item(db, case.interview_id) == "age"


def test_scores_are_kept_version_after_version(db: Database, case: CaseMade) -> None:
    consent(db, case)
    for number, total in enumerate((9, 10)):
        score = Score("PHQ-9", "complete", total=total, low=total, high=total, band="mild")
        take(db, case, f"m{number}", decides(scores=(score,)))
    view = case_view(db, case.case_id)
    assert view is not None
    assert [(row.version, row.current) for row in view.scores] == [(1, False), (2, True)]
    assert [row.data["total"] for row in view.scores if row.data] == [9, 10]
    assert all(row.definitions for row in view.scores)


def test_the_end_is_marked_with_its_time(db: Database, case: CaseMade) -> None:
    consent(db, case)
    turn = take(db, case, "m1", lambda talk, _: Outcome(replace(talk, status="finished", item=None), ended=True))
    view = case_view(db, case.case_id)
    assert turn.ended and view is not None
    assert (view.case.status, view.case.finished_at) == ("finished", NOON)


def test_a_message_that_waited_when_a_crisis_came_meets_a_paused_talk(db: Database, case: CaseMade) -> None:
    take(db, case, "m0", lambda talk, _: Outcome(replace(talk, status="consenting")))
    waited = send(db, case, "m1")
    send(db, case, "m2", "不想活了", alarms=("RF-SUI",), safety=SAFETY)
    talks: list[Talk] = []
    turns.keep_turn(db, waited.message_id, lambda talk, _: seen(talk, talks), NOON)
    assert (talks[0].status, talks[0].notes.get("safety_from")) == ("safety", "consenting")


def test_the_message_with_the_crisis_meets_the_talk_as_it_was(db: Database, case: CaseMade) -> None:
    consent(db, case)
    crisis = send(db, case, "m1", "七分，不想活了", alarms=("RF-SUI",), safety=SAFETY)
    met: list[tuple[str, tuple[str, ...]]] = []

    def pause(talk: Talk, incoming: Incoming) -> Outcome:
        met.append((talk.status, incoming.alarms))
        return Outcome(replace(talk, status="safety"))

    turns.keep_turn(db, crisis.message_id, pause, NOON)
    assert met == [("running", ("RF-SUI",))]


def test_an_unknown_message_has_no_turn(db: Database, case: CaseMade) -> None:
    with pytest.raises(Unknown):
        turns.keep_turn(db, "0" * 32, no_decision, NOON)


def test_the_reply_holds_every_part_as_data(db: Database, case: CaseMade) -> None:
    part = Part("疼几分？", "question", "nrs", {"kind": "nrs", "choices": []}, {"n": 1, "of": 2})
    turn = take(db, case, "m1", lambda talk, _: Outcome(talk, reply=(part,)))
    assert turn.reply == [part.to_data()]
    assert inbox.lines(db, case.interview_id)[-1].widget == {"kind": "nrs", "choices": []}
