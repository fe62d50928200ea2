"""The signed request to a Rasa process: one message out, one turn's number back, anything else a failure."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

import httpx

from gateway.cleaning import for_rasa

WEBHOOK = "/webhooks/interview/webhook"
HEALTH = "/webhooks/interview/"  # 503 until the model is loaded


class BotAway(Exception):  # noqa: N818 – says what happened, as the reader would
    """Rasa gave no turn: it is away, too slow, or answered something else. Its text holds no words of the patient."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What Rasa is told of one message: whose it is, which question stood, and the words."""

    conversation: str
    message_id: str
    kind: str
    text: str
    item: str | None
    language: str
    status: str


@dataclass(frozen=True, slots=True)
class Turned:
    """What Rasa answers: the turn that was kept, and whether the interview ended with it."""

    turn: str
    ended: bool


class BotClient:
    """Speaks to one or several Rasa processes. Rasa keeps nothing, so any of them can answer any message."""

    def __init__(self, urls: tuple[str, ...], secret: str, timeout: float) -> None:
        if not urls:
            raise ValueError("rasa_urls is empty: name at least one Rasa process, such as http://127.0.0.1:5005")
        self._urls = tuple(url.rstrip("/") for url in urls)
        self._key = bytes.fromhex(secret)
        self._http = httpx.AsyncClient(
            timeout=httpx.Timeout(timeout, connect=min(2.0, timeout)),
            limits=httpx.Limits(max_connections=200, max_keepalive_connections=50),
            trust_env=False,
        )

    async def ask(self, asked: Asked, heard_at: datetime, now: datetime, attempt: int = 0) -> Turned:
        """Hand one message to Rasa and wait for its turn; ``BotAway`` when there is none.

        ``heard_at``  when the message came in, the day that "yesterday" is counted from.
        ``attempt`` counts from 0; each further attempt goes to the next process in the conversation's own order.
        """
        url = in_order(self._urls, asked.conversation)[attempt % len(self._urls)]
        body = _body(asked, heard_at)
        try:
            answer = await self._http.post(
                url + WEBHOOK, content=body, headers=self._signed(asked.message_id, body, now)
            )
        except httpx.HTTPError as error:
            raise BotAway(type(error).__name__) from None
        if answer.status_code != 200:
            raise BotAway(f"HTTP {answer.status_code}")
        return _turned(answer)

    async def alive(self) -> bool:
        """Whether at least one Rasa process is up, its model loaded."""
        for url in self._urls:
            if await self.answers(url + HEALTH):
                return True
        return False

    async def answers(self, url: str) -> bool:
        """Whether another part answers at this address with 200."""
        try:
            return (await self._http.get(url, timeout=2.0)).status_code == 200
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    def _signed(self, message_id: str, body: bytes, now: datetime) -> dict[str, str]:
        timestamp = str(int(now.timestamp()))
        digest = hmac.new(self._key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
        return {
            "Content-Type": "application/json",
            "Preop-Id": message_id,
            "Preop-Timestamp": timestamp,
            "Preop-Signature": "v1," + base64.b64encode(digest).decode(),
        }


def in_order(urls: tuple[str, ...], conversation: str) -> tuple[str, ...]:
    """The processes in this conversation's own order (rendezvous hashing): one that goes moves only its own."""
    return tuple(sorted(urls, key=lambda url: hashlib.sha256(f"{url} {conversation}".encode()).digest()))


def _body(asked: Asked, heard_at: datetime) -> bytes:
    data = {
        "conversation": asked.conversation,
        "message_id": asked.message_id,
        "kind": asked.kind,
        "text": for_rasa(asked.text),
        "item": asked.item,
        "language": asked.language,
        "status": asked.status,
        "now": heard_at.isoformat(),
    }
    return json.dumps(data, ensure_ascii=False).encode()


def _turned(answer: httpx.Response) -> Turned:
    try:
        data = answer.json()
    except ValueError:
        raise BotAway("an answer that is not JSON") from None
    if not isinstance(data, dict) or not data.get("turn"):
        raise BotAway("an answer without a turn")
    return Turned(str(data["turn"]), bool(data.get("ended")))
