"""Rasa's conversation, made for one turn from the gateway's request and forgotten after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.turn import Turn

FORM = "interview_form"

# The request that is being answered. Each request runs in a context of its own, so overlapping ones cannot mix.
_CURRENT: ContextVar[Turn | None] = ContextVar("turn", default=None)


@contextmanager
def handed_over(turn: Turn) -> Iterator[None]:
    """While this lasts, the tracker store of this request knows this turn."""
    token = _CURRENT.set(turn)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def events_before(turn: Turn) -> list[Event]:
    """What Rasa must believe to have happened before this message: a session, and the form at its question."""
    started: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    state: list[Event] = [SlotSet("language", turn.language), SlotSet("item", turn.item)]
    if turn.in_form:
        opened = [ActionExecuted(FORM), ActiveLoop(FORM), *state, SlotSet(REQUESTED_SLOT, "answer")]
        return [*started, ActionExecuted(ACTION_LISTEN_NAME), *opened, ActionExecuted(ACTION_LISTEN_NAME)]
    return [*started, *state, ActionExecuted(ACTION_LISTEN_NAME)]


class TurnTrackerStore(TrackerStore):
    """Gives Rasa the tracker of the request that is being answered; saves nothing."""

    def __init__(
        self, domain: Domain, host: str | None = None, event_broker: EventBroker | None = None, **kwargs: Any
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as the current request describes it; ``None`` outside a request."""
        turn = _CURRENT.get()
        if turn is None or turn.conversation != sender_id:
            return None
        return DialogueStateTracker.from_events(sender_id, events_before(turn), self.domain.slots, domain=self.domain)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps nothing: the turn is in the records."""

    async def keys(self) -> Iterable[str]:
        """No conversation is kept."""
        return []
