"""Server-sent events: every line once and in order, resumed where the client left off."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from gateway.events import Hub, stream
from tests.gateway.room import Room, questions

Run = Callable[..., None]


async def heard(room: Room, token: str, after: int, until: int) -> list[dict[str, Any]]:
    """The lines that a stream from ``after`` gives, up to the one with seq ``until``."""
    visitor = await room.desk.reception.visitor(token)
    assert visitor is not None
    interview_id = visitor.interview_id

    async def news(seen: int) -> dict[str, Any]:
        return await room.desk.news(interview_id, token, seen)

    found: list[dict[str, Any]] = []
    async with asyncio.timeout(5):
        async for event in stream(room.desk.hub, interview_id, after, news, 0.2):
            fields = dict(line.split(": ", 1) for line in event.decode().splitlines() if ": " in line)
            if fields.get("event") != "line":
                continue
            found.append(json.loads(fields["data"]))
            assert fields["id"] == str(found[-1]["seq"])
            if found[-1]["seq"] >= until:
                return found
    return found


def test_a_stream_gives_what_there_is_and_then_what_comes(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        there = await room.consent(token)
        listening = asyncio.create_task(heard(room, token, 0, there[-1]["seq"] + 2))
        await asyncio.sleep(0.1)
        await room.send(token, id="m", kind="text", text="没有")
        lines = await listening
        assert [line["seq"] for line in lines] == list(range(1, there[-1]["seq"] + 3))

    with_gateway(story)


def test_a_stream_resumes_after_the_last_line_the_client_has(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        there = await room.consent(token)
        lines = await heard(room, token, 2, there[-1]["seq"])
        assert lines == there[2:]

    with_gateway(story)


def test_a_database_that_is_away_does_not_end_the_stream() -> None:
    async def story() -> None:
        hub, tries = Hub(), 0

        async def news(after: int) -> dict[str, Any]:
            nonlocal tries
            tries += 1
            if tries < 3:
                raise ConnectionError
            return {"lines": [{"seq": 1}] if after < 1 else [], "state": {"status": "running"}}

        async with asyncio.timeout(5):
            async for event in stream(hub, "talk", 0, news, 0.02):
                if b"event: line" in event:
                    break
        assert tries == 3

    asyncio.run(story())


def test_a_stream_ends_when_the_gateway_stops(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        there = await room.consent(token)
        listening = asyncio.create_task(heard(room, token, 0, there[-1]["seq"] + 100))
        await asyncio.sleep(0.1)
        room.desk.hub.close()
        assert await listening == there

    with_gateway(story)


def test_more_streams_than_anybody_needs_are_refused(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        assert questions(await room.open(token)) == 1
        visitor = await room.desk.reception.visitor(token)
        assert visitor is not None
        with room.desk.hub.listen(visitor.interview_id):
            answer = await room.http.get(f"/api/chat/{token}/events")
        assert answer.status_code == 429

    with_gateway(story, streams_per_invitation=1)
