"""The action server: rasa_sdk's executor behind a key, in one process, with errors that quote nothing."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from sanic import Request, Sanic, response
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse

KEY_HEADER = "Preop-Action-Key"
LARGEST_BODY = 1_000_000

_log = logging.getLogger(__name__)


def create_app(actions: Sequence[Action], key: str, name: str = "actions") -> Sanic:
    """``POST /webhook`` runs an action for whoever holds ``key``; ``GET /health`` says that the server is up.

    rasa_sdk's own application answers an exception with the whole request and logs it, allows every origin, and
    leaves a worker behind when it is killed: only its executor is used.
    """
    executor = ActionExecutor()
    for action in actions:
        executor.register_action(action)
    app = Sanic(name, configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
    app.config.FALLBACK_ERROR_FORMAT = "json"

    @app.get("/health")
    async def health(request: Request) -> HTTPResponse:
        return response.json({"status": "up"})

    @app.post("/webhook")
    async def run(request: Request) -> HTTPResponse:
        if not hmac.compare_digest(request.headers.get(KEY_HEADER, "").encode(errors="surrogateescape"), key.encode()):
            return response.json({"error": "not_allowed"}, 401)
        call = _call(request)
        if call is None or call["next_action"] not in executor.actions:
            return response.json({"error": "no_such_action"}, 404)
        try:
            result = await executor.run(call)
        except Exception as fault:
            # Neither text nor traceback: a message's words may stand in either.
            _log.error("action %s failed", call["next_action"], exc_info=fault)
            return response.json({"error": "action_failed", "kind": type(fault).__name__}, 500)
        return response.json(result.model_dump() if result else {"events": [], "responses": []})

    @app.exception(Exception)
    async def refuse(request: Request, fault: Exception) -> HTTPResponse:
        status = fault.status_code if isinstance(fault, SanicException) else 500
        _log.error("request refused with %s", status, exc_info=fault)
        return response.json({"error": "refused", "kind": type(fault).__name__}, status)

    return app


def _call(request: Request) -> dict[str, Any] | None:
    call = request.json
    if not isinstance(call, dict) or not isinstance(call.get("next_action"), str):
        return None
    return call if isinstance(call.get("tracker"), dict) and "sender_id" in call["tracker"] else None
