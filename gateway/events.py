"""New lines of a conversation pushed to whoever listens, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

KEEP_ALIVE = b": still here\n\n"


class TooManyStreams(Exception):  # noqa: N818 – says what happened, as the reader would
    """More streams are open for one conversation than anybody needs."""


class Hub:
    """Wakes the streams of a conversation when something new stands in the records."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._bells: dict[str, set[asyncio.Event]] = {}
        self.closed = False

    def tell(self, interview_id: str) -> None:
        """Something new stands in the records for this conversation."""
        for bell in self._bells.get(interview_id, ()):
            bell.set()

    @contextmanager
    def listen(self, interview_id: str) -> Iterator[asyncio.Event]:
        """A bell that rings at each ``tell`` while the block runs; ``TooManyStreams`` beyond the limit."""
        bells = self._bells.setdefault(interview_id, set())
        if len(bells) >= self._most:
            raise TooManyStreams
        bell = asyncio.Event()
        bells.add(bell)
        try:
            yield bell
        finally:
            bells.discard(bell)
            if not bells:
                self._bells.pop(interview_id, None)

    def open_streams(self, interview_id: str) -> int:
        """How many streams listen to this conversation."""
        return len(self._bells.get(interview_id, ()))

    def close(self) -> None:
        """Let every stream end."""
        self.closed = True
        for bells in self._bells.values():
            for bell in bells:
                bell.set()


async def stream(
    hub: Hub, interview_id: str, after: int, news: Callable[[int], Awaitable[dict[str, Any]]], poll: float
) -> AsyncIterator[bytes]:
    """Each line after ``after`` as an event with its seq as id, then each new one as it comes; the state beside them.

    ``news(after)`` gives ``{"lines": […], "state": {…}}``. It is asked again every ``poll`` seconds, bell or not, since
    another process may have written. A database that is away is waited for.
    """
    state: dict[str, Any] | None = None
    with hub.listen(interview_id) as bell:
        yield b"retry: 2000\n\n"
        while not hub.closed:
            bell.clear()
            try:
                found = await news(after)
            except Exception:  # away: the stream waits, and the client keeps what it has
                found = {"lines": [], "state": state}
            for line in found["lines"]:
                after = line["seq"]
                yield _event("line", line, after)
            if found["state"] != state:
                state = found["state"]
                yield _event("state", state)
            with suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), poll)
                continue
            yield KEEP_ALIVE


def _event(name: str, data: Any, number: int | None = None) -> bytes:
    identity = "" if number is None else f"id: {number}\n"
    return f"event: {name}\n{identity}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
