"""How often somebody may try to sign in before being asked to wait."""

from __future__ import annotations

from datetime import timedelta

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Tries:
    """A moving window for each address and each name, in this process' memory.

    Names are counted as they were typed; they are hashed by nobody because they never leave memory.
    """

    def __init__(self, allowed: int, window: timedelta) -> None:
        self._item = RateLimitItemPerSecond(allowed, int(window.total_seconds()))
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def one_more(self, *who: str) -> bool:
        """Count one try for each of these; ``False`` where one of them has had too many."""
        counted = [self._limiter.hit(self._item, one) for one in who]  # each of them, also after a refusal
        return all(counted)
