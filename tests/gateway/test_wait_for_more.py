"""Words that break off wait a moment for the next bubble; taps, whole sentences and alarms do not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from gateway.worker import _breaks_off
from tests.gateway.room import Room, questions

Run = Callable[..., None]
LONG = 4.0  # far longer than any turn here takes, far shorter than the tests' patience


async def asked_after(room: Room, token: str, seconds: float) -> list[str]:
    """What the bot has been asked since consent, after so long."""
    await asyncio.sleep(seconds)
    return [told["text"] for told in room.bot.asked if told["kind"] == "text"]


@pytest.mark.parametrize("text", ["右手，", "右手,", "右手、", "右手…", "右手...", "右手。。。", "右手， "])
def test_a_comma_or_dots_at_the_end_break_off(text: str) -> None:
    assert _breaks_off(text)


@pytest.mark.parametrize("text", ["右手", "右手。", "右手，疼", "右手.", "", "。"])
def test_a_whole_sentence_does_not(text: str) -> None:
    assert not _breaks_off(text)


def test_words_that_break_off_wait_until_the_time_is_over(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        await room.send(token, id="m1", kind="text", text="没有，")
        assert await asked_after(room, token, 0.5) == []
        await room.until(token, lambda found: questions(found) == 4)

    with_gateway(story, wait_for_more=1.5)


def test_the_next_bubble_ends_the_waiting_and_each_keeps_its_turn_and_order(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        first = (await room.send(token, id="m1", kind="text", text="没有，")).json()
        assert await asked_after(room, token, 0.3) == []
        second = (await room.send(token, id="m2", kind="text", text="没有")).json()
        lines = await room.until(token, lambda found: questions(found) == 5, patience=LONG - 0.5)
        answered = list(dict.fromkeys(line["reply_to"] for line in lines if line["reply_to"]))
        assert answered[-2:] == [first["message_id"], second["message_id"]]
        assert [told["text"] for told in room.bot.asked if told["kind"] == "text"] == ["没有，", "没有"]

    with_gateway(story, wait_for_more=LONG)


@pytest.mark.parametrize("text", ["没有", "我不想活了，"])
def test_a_whole_sentence_and_a_crisis_do_not_wait(with_gateway: Run, text: str) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        await room.send(token, id="m1", kind="text", text=text)
        async with asyncio.timeout(LONG - 0.5):
            while text not in await asked_after(room, token, 0.02):
                pass

    with_gateway(story, wait_for_more=LONG)


def test_a_tap_does_not_wait(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        await room.send(token, id="m1", kind="choice", choice=[], text="都没有，", item="triage")
        await room.until(token, lambda found: questions(found) == 4, patience=LONG - 0.5)

    with_gateway(story, wait_for_more=LONG)


def test_without_the_setting_nothing_waits(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        await room.send(token, id="m1", kind="text", text="没有，")
        await room.until(token, lambda found: questions(found) == 4, patience=LONG - 0.5)

    with_gateway(story, wait_for_more=0.0)
