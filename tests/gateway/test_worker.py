"""The worker: in order, one in flight, side by side, tried until done, and one hold line an outage."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from interview.protocol import Protocol
from records.cases import find_invitation
from records.database import Database
from records.inbox import Delivery, receive
from tests.gateway.room import Room, gateway, invite, questions
from tests.gateway.script import decide
from tests.gateway.small_bot import Bot

Run = Callable[..., None]


def holds(lines: list[dict[str, Any]]) -> int:
    return sum(line["kind"] == "hold" for line in lines)


def test_messages_of_one_talk_are_answered_in_order_one_at_a_time(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        room.bot.slow = 0.03
        sent = [(await room.send(token, id=f"m{number}", kind="text", text=str(number))).json() for number in range(5)]
        lines = await room.until(token, lambda found: questions(found) == 8)
        answered = list(dict.fromkeys(line["reply_to"] for line in lines if line["reply_to"]))
        assert answered[-5:] == [message["message_id"] for message in sent]
        assert room.bot.most_of_one_talk == 1

    with_gateway(story)


def test_several_talks_are_answered_side_by_side(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        tokens = [room.invite() for _ in range(4)]
        for token in tokens:
            await room.consent(token)
        room.bot.slow = 0.4
        room.bot.most_at_once = 0
        await asyncio.gather(*(room.send(token, id="m", kind="text", text="没有") for token in tokens))
        for token in tokens:
            await room.until(token, lambda found: questions(found) == 4)
        assert room.bot.most_at_once == 4

    with_gateway(story, hold_after=5.0)


def test_an_outage_gives_one_hold_line_and_the_talk_goes_on_by_itself(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        room.bot.away = True
        for number in range(3):
            assert (await room.send(token, id=f"m{number}", kind="text", text=str(number))).status_code == 202
        held = await room.until(token, lambda found: holds(found) == 1)
        assert next(line for line in held if line["kind"] == "hold")["text"] == "已收到，稍后继续。"
        await asyncio.sleep(1.0)
        assert holds(await room.lines(token)) == 1
        room.bot.away = False
        lines = await room.until(token, lambda found: questions(found) == 6)
        assert holds(lines) == 1

    with_gateway(story)


def test_a_quick_answer_has_no_hold_line(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        await asyncio.sleep(0.8)
        assert holds(await room.lines(token)) == 0

    with_gateway(story)


def test_a_turn_that_came_too_late_is_the_same_turn_at_the_next_try(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        room.bot.slow = 0.5  # kept after the gateway has given up waiting
        await room.send(token, id="m", kind="choice", choice=[], text="都没有", item="triage")
        await room.until(token, lambda found: questions(found) == 4 or len(room.bot.asked) > 5)
        room.bot.slow = 0.0
        lines = await room.until(token, lambda found: questions(found) == 4)
        assert [line["item"] for line in lines if line["role"] == "question"].count("age") == 1

    with_gateway(story, answer_timeout=0.3)


def test_a_start_takes_up_what_was_left(db: Database, bot: Bot, protocol: Protocol) -> None:
    token = invite(db)
    now = datetime.now(UTC)
    invited = find_invitation(db, token, now)
    assert invited is not None
    receive(db, invited.interview_id, Delivery("web", invited.interview_id, "begin", "begin", ""), now=now)

    async def story() -> None:
        async with gateway(db, bot, protocol) as room:
            lines = await room.until(token, lambda found: questions(found) == 1)
            assert lines[0]["kind"] == "begin"

    asyncio.run(story())


def test_stopping_in_the_middle_loses_nothing(db: Database, protocol: Protocol) -> None:
    bot = Bot(db, partial(decide, protocol))
    token = invite(db)

    async def before() -> None:
        async with gateway(db, bot, protocol) as room:
            await room.consent(token)
            bot.away = True
            await room.send(token, id="m1", kind="text", text="没有")

    async def after() -> None:
        bot.away = False
        async with gateway(db, bot, protocol) as room:
            lines = await room.until(token, lambda found: questions(found) == 4)
            assert sum(line["text"] == "没有" for line in lines) == 1

    asyncio.run(before())
    asyncio.run(after())
    bot.stop()


def test_rasa_is_told_the_question_the_status_and_the_language(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        sent = (await room.send(token, id="m", kind="text", text="没有", item="triage")).json()
        await room.until(token, lambda found: questions(found) == 4)
        told = room.bot.asked[-1]
        assert told["message_id"] == sent["message_id"]
        assert (told["kind"], told["text"], told["item"]) == ("text", "没有", "triage")
        assert (told["status"], told["language"]) == ("running", "zh")
        assert datetime.fromisoformat(told["now"]).tzinfo is not None

    with_gateway(story)


def test_a_message_that_waits_while_a_turn_runs_is_told_the_question_that_turn_put(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        await asyncio.gather(*(room.send(token, id=f"m{number}", kind="text", text="没有") for number in range(2)))
        await room.until(token, lambda found: questions(found) == 5)
        assert [told["item"] for told in room.bot.asked[-2:]] == ["triage", "age"]

    with_gateway(story)
