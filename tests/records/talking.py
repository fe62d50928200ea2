"""How the tests talk: messages sent, and what a turn is made to decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from interview.answer import Answer, How, Why
from interview.turn import Incoming, Outcome, Part, Talk
from records import inbox, turns
from records.cases import CaseMade
from records.database import Database
from records.inbox import Delivery, Received

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SAFETY = Part("请先不要一个人待着。", role="safety", widget={"kind": "safety"})


def delivery(case: CaseMade, client_id: str, text: str = "七八分", choice: Any = None) -> Delivery:
    """One message on the web chat."""
    return Delivery("web", case.interview_id, client_id, "text", text, choice, "pain_worst")


def send(db: Database, case: CaseMade, client_id: str, text: str = "七八分", **more: Any) -> Received:
    """The same, received."""
    return inbox.receive(db, case.interview_id, delivery(case, client_id, text), now=NOON, **more)


def answer(item: str, value: Any, message: str, unknown: Why | None = None) -> Answer:
    """One answer heard exactly."""
    return Answer(item, value, unknown, message, How.EXACT, NOON)


def decides(*answers: tuple[str, Any], reply: str = "下一题", **outcome: Any) -> Callable[[Talk, Incoming], Outcome]:
    """A turn that keeps these answers and asks on."""

    def decide(talk: Talk, incoming: Incoming) -> Outcome:
        kept = tuple(answer(item, value, incoming.id) for item, value in answers)
        after = replace(talk.with_answers(*kept), status="running", item="next", expected=35)
        return Outcome(after, answers=kept, reply=(Part(reply, role="question", item="next"),), **outcome)

    return decide


def take(db: Database, case: CaseMade, client_id: str, decide: Any, text: str = "七八分") -> turns.KeptTurn:
    """A message received, its turn kept and said."""
    received = send(db, case, client_id, text)
    turn = turns.keep_turn(db, received.message_id, decide, NOON)
    inbox.finish(db, received.message_id, NOON)
    return turn


def consent(db: Database, case: CaseMade) -> None:
    """Both consents given in one turn."""
    take(db, case, "consent", decides(consents={"general": True, "sensitive": True}), text="同意")
