"""A conversation in the hand: the real protocol, and messages typed or tapped one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from instruments.load import load_all
from interview.alarms import Alarms
from interview.alarms import hear as hear_alarms
from interview.conduct import take_turn
from interview.load import load
from interview.protocol import Protocol
from interview.turn import Incoming, Outcome, Talk
from language.pipeline import build, read
from language.reading import Reading

# The same words are read the same way each time; thousands of walks need not read them anew.
HEARD: dict[tuple[str, str, str | None], Alarms] = {}
READ: dict[str, Reading] = {}
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class Conversation:
    """Talks to ``take_turn`` as the gateway and the action server would, keeping the talk between turns."""

    protocol: Protocol
    nlp: Any
    talk: Talk = field(default_factory=Talk)
    outcomes: list[Outcome] = field(default_factory=list)
    incoming: Incoming | None = None
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    now: datetime = NOW

    def _take(self, kind: Any, text: str, choice: Any, item: str | None) -> Outcome:
        alarms = self._alarms(text, choice)
        incoming = Incoming(f"m{next(self.numbers)}", kind, text, self.now, choice, item, alarms.ids)
        reading = self._reading(text if kind == "text" else "")
        self.incoming = incoming
        outcome = take_turn(self.protocol, self.talk, incoming, reading, now=self.now)
        self.talk = outcome.talk
        self.outcomes.append(outcome)
        return outcome

    def _alarms(self, text: str, choice: Any) -> Alarms:
        key = (text, repr(choice), self.talk.item)
        if key not in HEARD:
            HEARD[key] = hear_alarms(text, choice, self.protocol.question(self.talk.item), self.talk.language)
        return HEARD[key]

    def _reading(self, text: str) -> Reading:
        if text not in READ:
            READ[text] = read(self.nlp, text, NOW.date())
        return READ[text]

    def begin(self) -> Outcome:
        return self._take("begin", "", None, None)

    def type(self, text: str) -> Outcome:
        return self._take("text", text, None, self.talk.item)

    def tap(self, choice: Any, *, item: str | None = None) -> Outcome:
        return self._take("choice", "", choice, item or self.talk.item)

    def command(self, name: str) -> Outcome:
        return self._take("command", "", name, self.talk.item)

    def wait(self, seconds: float) -> None:
        """Lets so much time go by before the next message."""
        self.now += timedelta(seconds=seconds)

    def consent(self) -> Outcome:
        self.begin()
        self.tap(True)
        return self.tap(True)

    def until(self, item: str) -> Outcome:
        """Declines every question up to this one, or says the yes that leads there."""
        outcome = self.outcomes[-1] if self.outcomes else self.consent()
        for _ in range(150):
            if self.talk.item == item:
                return outcome
            assert self.talk.item is not None, f"the interview ended before {item}"
            yes = self.talk.item in YES
            outcome = self.tap(YES[self.talk.item]) if yes else self.command("declined")
        raise AssertionError(f"{item} was not reached")


YES: dict[str, Any] = {"medicine_any": True, "med1_drug": "pregabalin", "med1_more": True, "med2_drug": "ibuprofen"}


@pytest.fixture(scope="session")
def protocol() -> Protocol:
    return load(load_all())


@pytest.fixture(scope="session")
def nlp() -> Any:
    return build()


@pytest.fixture
def conversation(protocol: Protocol, nlp: Any) -> Conversation:
    return Conversation(protocol, nlp)
