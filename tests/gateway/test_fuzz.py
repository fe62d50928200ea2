"""Whatever a client sends, the answer is a clear one: never a 5xx, never a hang."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.gateway.room import Room

Run = Callable[..., None]
CLEAR = {200, 202, 400, 404, 413, 422}

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
LIKE_A_MESSAGE = st.fixed_dictionaries(
    {},
    optional={
        "id": st.from_regex(r"[A-Za-z0-9]{1,8}", fullmatch=True) | ANY_JSON,
        "kind": st.sampled_from(["text", "choice", "command", "begin"]) | ANY_JSON,
        "text": st.text(max_size=60) | st.sampled_from(["/restart", "EXTERNAL: x", "\x00", "\ud800", "\u202e右", "😀"]),
        "choice": ANY_JSON,
        "item": st.sampled_from(["phq9_9", "triage", "age"]) | ANY_JSON,
        "more": ANY_JSON,
    },
)


def test_any_body_and_any_invitation_get_a_clear_answer(with_gateway: Run) -> None:
    bodies: list[bytes] = []

    @settings(max_examples=250, database=None, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.binary(max_size=80) | (ANY_JSON | LIKE_A_MESSAGE).map(lambda data: json.dumps(data).encode()))
    def collect(body: bytes) -> None:
        bodies.append(body)

    collect()

    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        for body in bodies:
            async with asyncio.timeout(5):
                answer = await room.http.post(f"/api/chat/{token}/messages", content=body)
            assert answer.status_code in CLEAR, (answer.status_code, body)
        lines = await room.lines(token)
        assert [line["seq"] for line in lines] == sorted({line["seq"] for line in lines})

    with_gateway(story, per_invitation="100000/minute")


def test_any_place_to_go_on_from_gets_a_clear_answer(with_gateway: Run) -> None:
    wishes: list[Any] = ["-1", "0", "1e9", "9" * 30, "NaN", "", "x", "1.5", "null"]

    async def story(room: Room) -> None:
        token = room.invite()
        await room.open(token)
        for wish in wishes:
            answer = await room.http.get(f"/api/chat/{token}/messages", params={"after": wish})
            assert answer.status_code in CLEAR

    with_gateway(story)
