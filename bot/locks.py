"""No waiting in line inside Rasa: its ticket lock looks once a second, and there is nothing here to protect."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockStore


class NoWaiting(LockStore):
    """Lets every request in at once.

    Each has a tracker of its own (``bot.tracker``). What two of them write for one conversation is kept apart, in
    order and once by the records, which lock the interview; the gateway sends one message at a time.
    """

    def __init__(self, endpoint_config: Any = None) -> None:
        super().__init__()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = 0, wait_time_in_seconds: float = 0
    ) -> AsyncGenerator[TicketLock, None]:
        """A lock that is free."""
        yield TicketLock(conversation_id)
