"""Rasa's three actions. Each takes what Rasa read, makes one call, and reports ids: never a word."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any, Protocol

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from language.reading import Reading


class Kept(Protocol):
    """What the actions read of a kept turn: its id, whether it was the last, and the question that waits now."""

    @property
    def turn_id(self) -> str: ...
    @property
    def ended(self) -> bool: ...
    @property
    def item(self) -> str | None: ...


class Keeper(Protocol):
    """Where turns are kept: ``actions.desk.Desk``."""

    def keep(self, message_id: str, reading: Reading, now: datetime) -> Kept:
        """The turn of this message."""

    def assess(self, interview_id: str, now: datetime) -> str | None:
        """The id of the assessment of an interview that ended, ``None`` where there may be none."""


class ValidateInterviewForm(Action):
    """Decides every message while the form is open. ``answer`` stays empty, which makes Rasa ask on, until the end."""

    def __init__(self, desk: Keeper) -> None:
        self._desk = desk

    def name(self) -> str:
        """The name by which Rasa's form calls it."""
        return "validate_interview_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        """Keep the turn; point ``item`` at the next question."""
        kept = await _keep(self._desk, dispatcher, tracker)
        return [SlotSet("item", kept.item), SlotSet("answer", "ended" if kept.ended else None)]


class ActionAfterTheEnd(Action):
    """A message outside the form: the interview is over, and what is said now is kept and answered all the same."""

    def __init__(self, desk: Keeper) -> None:
        self._desk = desk

    def name(self) -> str:
        """The name in ``domain.yml`` and ``config.yml``."""
        return "action_after_the_end"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        """Keep the turn, and assess again where it changed what the assessment rests on."""
        kept = await _keep(self._desk, dispatcher, tracker)
        if kept.ended:
            await _assess(self._desk, dispatcher, tracker)
        return []


class ActionAssess(Action):
    """Assesses the case when the form is done."""

    def __init__(self, desk: Keeper) -> None:
        self._desk = desk

    def name(self) -> str:
        """The name in ``domain.yml`` and the rule ``done``."""
        return "action_assess"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        """Assess; the connector takes an ended turn for done only with this report."""
        await _assess(self._desk, dispatcher, tracker)
        return []


async def _keep(desk: Keeper, dispatcher: CollectingDispatcher, tracker: Tracker) -> Kept:
    message = tracker.latest_message
    # The records block; other conversations go on meanwhile.
    kept = await asyncio.to_thread(desk.keep, _message_id(message), Reading.from_rasa(message), _now(message))
    dispatcher.utter_message(json_message={"turn": kept.turn_id, "ended": kept.ended})
    return kept


async def _assess(desk: Keeper, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    await asyncio.to_thread(desk.assess, tracker.sender_id, _now(tracker.latest_message))
    dispatcher.utter_message(json_message={"assessed": True})


def _message_id(message: dict[str, Any]) -> str:
    return str(message["metadata"]["message_id"])


def _now(message: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(message["metadata"]["now"]).astimezone(UTC)
