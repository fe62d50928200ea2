"""The lock on the bot's door: who signed a request, whether it is fresh, and whether its id was used before."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from bot.turn import MalformedError, Turn

FRESH_SECONDS = 300
LARGEST_BODY = 32_768
_REMEMBERED_IDS = 100_000


class RefusedError(Exception):
    """A request that gets no turn: the HTTP status and a code for the caller, never a word of the request."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


def sign(secret: bytes, message_id: str, timestamp: str, body: bytes) -> str:
    """The signature of ``id.timestamp.body``: ``v1,`` and HMAC-SHA256 in base64, as in Standard Webhooks."""
    digest = hmac.new(secret, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode("ascii")


def read_secret(text: str) -> bytes:
    """The key from its hex form. Raises ``ValueError`` when it is not hex or shorter than 32 bytes."""
    try:
        secret = binascii.unhexlify(text.strip())
    except (binascii.Error, ValueError):
        raise ValueError("PREOP_TURN_SECRET is not hexadecimal: write 64 hex digits") from None
    if len(secret) < 32:
        raise ValueError("PREOP_TURN_SECRET is too short: write 64 hex digits")
    return secret


class Door:
    """Opens signed requests.

    A message may be sent again under its id, for retries are how the gateway makes sure. The state that travels with
    it may have moved on by then; other words, or another conversation, under the same id are refused.
    """

    def __init__(self, secret: bytes, clock: Callable[[], float] = time.time) -> None:
        self._secret = secret
        self._clock = clock
        self._seen: OrderedDict[str, tuple[float, bytes]] = OrderedDict()

    def open(self, headers: Mapping[str, str], body: bytes) -> Turn:
        """The turn in a request. Raises ``RefusedError``: 401 not ours or not fresh, 413 too large, 422 not a turn."""
        if len(body) > LARGEST_BODY:
            raise RefusedError(413, "too_large")
        message_id = self._check_signature(headers, body)
        try:
            turn = Turn.from_data(json.loads(body.decode("utf-8")))
        except MalformedError as fault:
            raise RefusedError(422, f"malformed:{fault}") from None
        except (ValueError, RecursionError):
            raise RefusedError(422, "not_json") from None
        if turn.message_id != message_id:
            raise RefusedError(422, "id_mismatch")
        self._check_reuse(turn)
        return turn

    def _check_signature(self, headers: Mapping[str, str], body: bytes) -> str:
        message_id = headers.get("preop-id", "")
        timestamp = headers.get("preop-timestamp", "")
        signature = headers.get("preop-signature", "")
        whole = message_id and signature and timestamp.isdigit() and len(timestamp) <= 12
        if not (whole and (message_id + timestamp + signature).isascii()):
            raise RefusedError(401, "unsigned")
        expected = sign(self._secret, message_id, timestamp, body)
        # Compared before the time is looked at, so that an answer tells a stranger nothing about our clock.
        if not hmac.compare_digest(expected, signature):
            raise RefusedError(401, "bad_signature")
        if abs(self._clock() - int(timestamp)) > FRESH_SECONDS:
            raise RefusedError(401, "stale")
        return message_id

    def _check_reuse(self, turn: Turn) -> None:
        now = self._clock()
        while self._seen and (next(iter(self._seen.values()))[0] < now or len(self._seen) > _REMEMBERED_IDS):
            self._seen.popitem(last=False)
        said = hashlib.sha256(
            f"{turn.conversation}\0{turn.kind}\0{turn.text}".encode("utf-8", "surrogatepass")
        ).digest()
        _, before = self._seen.get(turn.message_id, (0.0, said))
        if before != said:
            raise RefusedError(422, "id_reused")
        self._seen[turn.message_id] = (now + 2 * FRESH_SECONDS, said)
        self._seen.move_to_end(turn.message_id)
