"""A clinic for the browser: a real gateway on a port of its own, real records, and the small bot in Rasa's place."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from gateway.app import create_app
from instruments.load import load_all
from interview.conduct import take_turn
from interview.ear import read_words
from interview.load import load
from interview.protocol import Protocol
from interview.turn import Incoming, Outcome, Talk
from records.cases import find_invitation
from records.database import Database, connect, migrate
from records.inbox import lines
from tests.gateway.room import invite, settings_for
from tests.gateway.small_bot import Bot

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 390, "height": 844}
Decide = Callable[[Protocol, Talk, Incoming], Outcome]


@dataclass
class Clinic:
    """A gateway that listens on a port of its own, its records, and the bot behind it."""

    url: str
    db: Database
    bot: Bot

    def invite(self, **wishes: str) -> str:
        """The page's address for a new made-up patient."""
        return f"{self.url}/chat/{invite(self.db, **wishes)}"

    def said(self, address: str) -> list[str]:
        """What the patient said, as the records keep it."""
        return [line.text or "" for line in self._from_patient(address)]

    def chosen(self, address: str) -> list[object]:
        """The values of the patient's buttons, one for each message; ``None`` for typed words."""
        return [line.choice for line in self._from_patient(address)]

    def _from_patient(self, address: str) -> list:  # type: ignore[type-arg]
        invited = find_invitation(self.db, address.rsplit("/", 1)[-1], datetime.now(UTC))
        assert invited is not None
        found = lines(self.db, invited.interview_id)
        return [line for line in found if line.direction == "in" and line.kind != "begin"]


def whole_interview(protocol: Protocol, talk: Talk, incoming: Incoming) -> Outcome:
    """The turn as the action server would take it, with no classifier beside the clinical pipeline."""
    reading = read_words(incoming.text if incoming.kind == "text" else "", incoming.at)
    return take_turn(protocol, talk, incoming, reading, now=incoming.at)


@contextmanager
def open_clinic(folder: Path, decide: Decide) -> Iterator[Clinic]:
    """A clinic whose bot decides so, from start to stop."""
    db = connect(f"sqlite:///{folder / 'records.db'}", b"k" * 32)
    migrate(db)
    protocol = load(load_all())
    bot = Bot(db, lambda talk, incoming: decide(protocol, talk, incoming))
    settings = settings_for(bot, hold_after=0.8, clinic_phone="010-5550100")
    config = uvicorn.Config(create_app(db, protocol, settings), port=0, log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        deadline = time.monotonic() + 30
        while not server.started:
            assert time.monotonic() < deadline, "the gateway did not start"
            time.sleep(0.05)
        yield Clinic(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", db, bot)
    finally:
        server.should_exit = True
        thread.join(15)
        bot.stop()
        db.close()
