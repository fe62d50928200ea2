"""The chat API: send a message, fetch what came since, listen for what comes later."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from gateway.desk import Desk
from gateway.events import TooManyStreams, stream
from gateway.messages import LARGEST_BODY, TOO_LONG, Accepted, Problem, Sent, Talked, Unreadable, read_sent
from gateway.reception import Away, now
from interview.turn import Part
from records.cases import Invited

FRESH = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}

Invitation = Annotated[str, Path(description="the token at the end of the invitation's address")]
After = Annotated[int, Query(ge=0, le=2**31 - 1, description="the seq of the last line the client has")]

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "no such invitation"},
    410: {"model": Problem, "description": "the invitation has expired"},
    429: {"model": Problem, "description": "too many requests; Retry-After says when"},
    503: {"model": Problem, "description": "the records are away; send the same id again"},
}
_BODY = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": Sent.model_json_schema()}}},
}


def chat_api(desk: Desk) -> APIRouter:
    """The routes under ``/api/chat/{invitation}``."""
    api = APIRouter(prefix="/api/chat/{invitation}", tags=["chat"], responses=_PROBLEMS)

    @api.post(
        "/messages",
        status_code=202,
        response_model=Accepted,
        openapi_extra=_BODY,
        responses={
            200: {"model": Accepted, "description": "this id was stored before; the first one's seq"},
            400: {"model": Problem, "description": "not JSON"},
            413: {"model": Problem, "description": "larger than 64 kB"},
            422: {"model": Problem, "description": "empty, too long, or not of the shape described"},
        },
    )
    async def send(request: Request, invitation: Invitation) -> JSONResponse:
        """Send one message. 202 comes only after it is stored for good; anything else: send the same id again.

        A `safety` part in any answer, also of a 503, is to be shown to the patient at once.
        """
        try:
            sent = read_sent(await _body(request))
        except Unreadable as unreadable:
            return _answer(unreadable.status, unreadable.problem)
        return await _take(desk, request, invitation, sent)

    @api.post("/open", response_model=Talked)
    async def open_talk(request: Request, invitation: Invitation) -> JSONResponse:
        """Open the conversation. The first opening begins the interview; opening again changes nothing."""
        visitor = await _who(desk, request, invitation)
        if isinstance(visitor, JSONResponse):
            return visitor
        try:
            if visitor.status == "invited":
                await desk.reception.begin(visitor)
            return JSONResponse(await desk.news(visitor.interview_id, invitation, 0), headers=FRESH)
        except Away:
            return _away()

    @api.get("/messages", response_model=Talked)
    async def since(request: Request, invitation: Invitation, after: After = 0) -> JSONResponse:
        """The lines after `after`, oldest first, and where the conversation stands."""
        visitor = await _who(desk, request, invitation)
        if isinstance(visitor, JSONResponse):
            return visitor
        try:
            return JSONResponse(await desk.news(visitor.interview_id, invitation, after), headers=FRESH)
        except Away:
            return _away()

    @api.get(
        "/events",
        response_class=StreamingResponse,
        responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
    )
    async def listen(
        request: Request,
        invitation: Invitation,
        after: After = 0,
        last_event_id: Annotated[str | None, Header(description="the seq to go on after; wins over `after`")] = None,
    ) -> Response:
        """Server-sent events: `line` (a line of the transcript, its seq as id) and `state` (status and language)."""
        visitor = await _who(desk, request, invitation)
        if isinstance(visitor, JSONResponse):
            return visitor
        interview_id = visitor.interview_id
        if desk.hub.open_streams(interview_id) >= desk.settings.streams_per_invitation:
            return _answer(429, _problem(desk, "too_many_streams", "too_fast"), retry=5)

        async def news(seen: int) -> dict[str, Any]:
            return await desk.news(interview_id, invitation, seen)

        start = _number(last_event_id, after)
        body = _until_full(stream(desk.hub, interview_id, start, news, desk.settings.poll_every))
        return StreamingResponse(body, media_type="text/event-stream", headers={**FRESH, "X-Accel-Buffering": "no"})

    return api


async def _take(desk: Desk, request: Request, invitation: str, sent: Sent) -> JSONResponse:
    try:
        visitor = await _who(desk, request, invitation, sent)
    except Away:  # the records cannot say whose it is; what is heard is answered all the same
        before = desk.reception.remembered(invitation)
        alarms = await desk.reception.alarms(sent, before)
        desk.reception.keep_for_later(invitation, sent, alarms, now())
        return _away(desk.reception.undelivered(alarms.safety, before))
    if isinstance(visitor, JSONResponse):
        return visitor
    alarms = await desk.reception.alarms(sent, visitor)
    if not alarms.ids and not await desk.rates.invitation_may(visitor.interview_id):
        return _answer(429, _problem(desk, "too_fast", "too_fast"), retry=2)
    try:
        taken = await desk.reception.take(invitation, sent, visitor, alarms)
    except Away as away:
        return _away(desk.reception.undelivered(away.safety, visitor))
    desk.hub.tell(visitor.interview_id)
    accepted = Accepted(
        seq=taken.received.seq,
        message_id=taken.received.message_id,
        duplicate=taken.received.duplicate,
        safety=taken.safety.to_data() if taken.safety else None,
        status="safety" if taken.safety and taken.safety.role == "safety" else visitor.status,
    )
    return JSONResponse(accepted.model_dump(), 200 if accepted.duplicate else 202, headers=FRESH)


async def _who(desk: Desk, request: Request, invitation: str, sent: Sent | None = None) -> Invited | JSONResponse:
    """Whose invitation this is, or the answer to give instead. With a message given, ``Away`` is passed on."""
    address = request.client.host if request.client else "unknown"
    if await _too_fast(desk, request, address, invitation, sent):
        return _answer(429, _problem(desk, "too_fast", "too_fast"), retry=10)
    try:
        visitor = await desk.reception.visitor(invitation)
    except Away:
        if sent is not None:
            raise
        return _away()
    if visitor is None:
        await desk.rates.guessed(address)
        return _answer(404, _problem(desk, "unknown_invitation", "unknown_text"))
    if visitor.expired:
        safety = (await desk.reception.alarms(sent, visitor)).safety if sent else None
        problem = _problem(desk, "expired", "expired_text")
        problem.safety = _data(desk.reception.undelivered(safety, visitor))
        return _answer(410, problem)
    return visitor


async def _too_fast(desk: Desk, request: Request, address: str, invitation: str, sent: Sent | None) -> bool:
    """Whether to turn this request away unheard; never one with an alarm in it, nor for what a neighbour guesses."""
    before = desk.reception.remembered(invitation)
    fast = request.method == "POST" and not await desk.rates.address_may(address)
    if before is None and not await desk.rates.may_guess(address):
        return True
    return fast and (sent is None or not (await desk.reception.alarms(sent, before)).ids)


async def _body(request: Request) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            raise Unreadable(413, Problem(error="too_large", says=TOO_LONG))
        parts.append(part)
    return b"".join(parts)


async def _until_full(events: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    try:
        async for event in events:
            yield event
    except TooManyStreams:
        return


def _away(safety: Part | None = None) -> JSONResponse:
    says = {"zh": "暂时连不上，请稍后再发一次。", "en": "Not available just now; please send it again in a moment."}
    return _answer(503, Problem(error="away", says=says, safety=_data(safety)), retry=2)


def _problem(desk: Desk, error: str, line: str) -> Problem:
    return Problem(error=error, says=dict(desk.words.lines[line]))


def _answer(status: int, problem: Problem, *, retry: int | None = None) -> JSONResponse:
    headers = FRESH if retry is None else {**FRESH, "Retry-After": str(retry)}
    return JSONResponse(problem.model_dump(), status, headers=headers)


def _data(part: Part | None) -> dict[str, Any] | None:
    return part.to_data() if part else None


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
