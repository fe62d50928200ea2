"""How much one invitation and one address may send, so that nobody floods the ward's inbox."""

from __future__ import annotations

import limits
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from gateway.settings import GatewaySettings


class Rates:
    """Counts in this process's memory; a restart begins anew, which harms nobody."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._per_invitation = limits.parse(settings.per_invitation)
        self._per_address = limits.parse(settings.per_address)
        self._unknown = limits.parse(settings.unknown_per_address)

    async def invitation_may(self, interview_id: str) -> bool:
        """Whether this conversation may send one more message now."""
        return await self._limiter.hit(self._per_invitation, "invitation", interview_id)

    async def address_may(self, address: str) -> bool:
        """Whether this address may send one more request now (many patients may share a ward's address)."""
        return await self._limiter.hit(self._per_address, "address", address)

    async def guessed(self, address: str) -> bool:
        """Count an unknown invitation against this address; false once it has guessed too often."""
        return await self._limiter.hit(self._unknown, "unknown", address)

    async def may_guess(self, address: str) -> bool:
        """Whether this address may still try an invitation."""
        return await self._limiter.test(self._unknown, "unknown", address)
