"""How Rasa calls our action server: one open connection, a short deadline, a key, and only what the action reads."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import aiohttp
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

DEADLINE_SECONDS = 10
KEY_HEADER = "Preop-Action-Key"

_READ_OF_THE_MESSAGE = ("text", "intent", "entities", "message_id", "metadata")


class ActionFailed(RasaException):
    """The action server refused or broke. Carries the status alone, for a body may quote the message."""


def action_key(secret: bytes) -> str:
    """The key that opens the action server, made from the turn's secret, which itself is never sent."""
    return hmac.new(secret, b"action server", hashlib.sha256).hexdigest()


class ActionServer(EndpointConfig):
    """Rasa's action endpoint. ``RemoteAction`` knows nothing but ``url``, ``kwargs`` and ``request``."""

    def __init__(self, url: str, key: str) -> None:
        super().__init__(url=url)
        self._key = key
        self._session: aiohttp.ClientSession | None = None

    async def request(self, method: str = "post", *args: Any, **kwargs: Any) -> Any:
        """Run the action described by ``json``. Raises ``ActionFailed``, or aiohttp's own when nobody answers."""
        body = json.dumps(_trimmed(kwargs["json"]), ensure_ascii=False).encode("utf-8", "surrogatepass")
        try:
            return await self._post(body)
        except aiohttp.ServerDisconnectedError:
            # The server was restarted while our connection idled. Asking twice is safe: a turn is kept once.
            return await self._post(body)

    async def _post(self, body: bytes) -> Any:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=DEADLINE_SECONDS),
                headers={"Content-Type": "application/json", KEY_HEADER: self._key},
            )
        async with self._session.post(self.url, data=body) as answer:
            if answer.status != 200:
                raise ActionFailed(f"the action server answered {answer.status}")
            return await answer.json()


def _trimmed(call: dict[str, Any]) -> dict[str, Any]:
    """The call without the conversation's events and the domain, which our actions do not read."""
    tracker = call["tracker"]
    message = tracker.get("latest_message") or {}
    return {
        "next_action": call["next_action"],
        "sender_id": call["sender_id"],
        "version": call["version"],
        "domain": {},
        "tracker": {
            "sender_id": tracker["sender_id"],
            "slots": tracker["slots"],
            "latest_message": {name: message.get(name) for name in _READ_OF_THE_MESSAGE},
            "active_loop": {"name": tracker["active_loop"].get("name")},
        },
    }
