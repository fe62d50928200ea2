"""The way into Rasa: one signed request is one turn, and an error is an error."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.signature import Door, RefusedError, read_secret
from bot.tracker import handed_over
from bot.turn import Turn

_log = logging.getLogger(__name__)


class TurnOutput(OutputChannel):
    """Collects what the actions report of one turn. What the patient sees is in the turn itself, never here."""

    def __init__(self) -> None:
        self.report: dict[str, Any] = {}

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "interview"

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Rasa has no words of its own for a patient: nothing is spoken past the turn."""

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **kwargs: Any) -> None:
        """One action's report: ``turn`` and ``ended``, or ``assessed``."""
        self.report.update(json_message)

    @property
    def kept(self) -> bool:
        """Whether the turn is in the records and, where it was the last, the case assessed."""
        return bool(self.report.get("turn")) and (not self.report.get("ended") or bool(self.report.get("assessed")))


class InterviewInput(InputChannel):
    """``POST /webhooks/interview/webhook``: a turn. ``GET /webhooks/interview/``: whether Rasa is up."""

    def __init__(self, door: Door) -> None:
        self._door = door

    @classmethod
    def name(cls) -> str:
        """The channel's name, and the last part of its address."""
        return "interview"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InterviewInput:
        """The channel as ``credentials.yml`` sets it up. Raises ``ValueError`` without a proper secret."""
        return cls(Door(read_secret(str((credentials or {}).get("secret") or ""))))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        routes = Blueprint("interview", __name__)

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "up"}) if _ready(request) else _error(503, "not_ready")

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                turn = self._door.open(request.headers, request.body)
            except RefusedError as refusal:
                return _error(refusal.status, refusal.code)
            if not _ready(request):
                return _error(503, "not_ready")
            output = TurnOutput()
            try:
                with handed_over(turn):
                    await on_new_message(user_message(turn, output))
            except Exception as fault:
                # Only the kind: an exception of Rasa's may quote the message.
                _log.error("turn of message %s failed: %s", turn.message_id, type(fault).__name__)
                return _error(502, "turn_failed")
            # An action that fails leaves Rasa content and silent. Without a report nothing was kept: ask again.
            if not output.kept:
                return _error(502, "turn_not_kept")
            return response.json({"turn": output.report["turn"], "ended": bool(output.report.get("ended"))})

        return routes


def user_message(turn: Turn, output: OutputChannel) -> UserMessage:
    """Rasa's form of the message. Buttons and blank texts carry their reading with them: no classifier is asked."""
    text = turn.text if turn.intent is None else f"/{turn.intent}"
    reading = None
    if turn.intent is not None or not text.strip():
        reading = {
            "text": text,
            "intent": {"name": turn.intent, "confidence": 1.0 if turn.intent else 0.0},
            "entities": [],
        }
    message = UserMessage(
        text=text,
        output_channel=output,
        sender_id=turn.conversation,
        parse_data=reading,
        input_channel="interview",
        message_id=turn.message_id,
        metadata={"message_id": turn.message_id, "now": turn.now.isoformat()},
    )
    message.text = text  # UserMessage strips it, and offsets into the message would move.
    return message


def _ready(request: Request) -> bool:
    agent = getattr(request.app.ctx, "agent", None)
    return agent is not None and agent.is_ready()


def _error(status: int, code: str) -> HTTPResponse:
    return response.json({"error": code}, status=status)
