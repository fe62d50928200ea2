"""One whole talk with each of the systems that are measured: how many milliseconds each turn took."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import httpx

from benchmarks.systems import Ours
from bot.signature import sign
from operations.patient import Script
from records import inbox, invitations
from records.transcript import Line

_STOCK_ANSWERS = ("七八分", "没有", "半年多了", "有")


def with_stock(client: httpx.Client, address: str, turns: int) -> list[float]:
    """A new conversation with the stock form: milliseconds of turns 0 (the opening) to ``turns``."""
    sender = uuid.uuid4().hex
    texts = ["/start", *(_STOCK_ANSWERS[number % 4] for number in range(turns))]
    took = []
    for text in texts:
        begin = time.perf_counter()
        answer = client.post(address, json={"sender": sender, "message": text})
        took.append((time.perf_counter() - begin) * 1000)
        if answer.status_code != 200 or not answer.json():
            raise RuntimeError(f"the stock form did not answer turn {len(took) - 1}")
    return took


def with_ours(client: httpx.Client, ours: Ours, patient: Script, turns: int) -> list[float]:
    """A new interview with our bot, the benchmark standing where the gateway stands.

    Measured is what the bot and the action server take, down to the turn on the disk; what the gateway does before
    (store the message) and after (copy the reply) is not.
    """
    new = invitations.NewCase("Made Up", "female", 1970, None, "pain clinic")
    interview = invitations.new_case(ours.db, new, by=None, now=datetime.now(UTC)).interview_id
    delivery = _delivery(interview, "begin", "")
    took: list[float] = []
    while True:
        milliseconds, lines = _turn(client, ours, interview, delivery)
        took.append(milliseconds)
        if len(took) > turns:
            return took
        question = next((line for line in reversed(lines) if line.role == "question"), None)
        if question is None or question.item is None:
            raise RuntimeError(f"the interview asked no further question after turn {len(took) - 1}")
        delivery = _said(interview, patient, question.item, question.widget)


def with_gateway(client: httpx.Client, ours: Ours, patient: Script, turns: int) -> list[float]:
    """A new interview through the gateway, as the patient's page holds it.

    Measured from sending a message until the next question has come down the stream of events.
    """
    new = invitations.NewCase("Made Up", "female", 1970, None, "pain clinic")
    invitation = invitations.new_case(ours.db, new, by=None, now=datetime.now(UTC)).token
    api = f"{ours.web}/api/chat/{invitation}"
    took: list[float] = []
    begin = time.perf_counter()
    client.post(f"{api}/open").raise_for_status()
    with client.stream("GET", f"{api}/events") as events:
        questions = _questions(events.iter_lines())
        while True:
            question = next(questions)
            took.append((time.perf_counter() - begin) * 1000)
            if len(took) > turns:
                return took
            said = _said(invitation, patient, question["item"], question["widget"])
            message = {"id": said.client_id, "kind": said.kind, "text": said.text, "item": said.item}
            if said.choice is not None:
                message["choice"] = said.choice
            begin = time.perf_counter()
            client.post(f"{api}/messages", json=message).raise_for_status()


def _questions(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """The questions among server-sent events, as they come."""
    for line in lines:
        data = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
        if data.get("direction") == "out" and data.get("role") == "question":
            yield data


def _turn(client: httpx.Client, ours: Ours, interview: str, delivery: inbox.Delivery) -> tuple[float, list[Line]]:
    inbox.receive(ours.db, interview, delivery, now=datetime.now(UTC))
    waiting = inbox.next_waiting(ours.db, interview)
    if waiting is None:
        raise RuntimeError("the message was not stored")
    data = {
        "conversation": interview,
        "message_id": waiting.message_id,
        "kind": waiting.kind,
        "text": waiting.text,
        "item": waiting.current_item,
        "language": waiting.language,
        "status": waiting.status,
        "now": waiting.at.isoformat(),
    }
    body = json.dumps(data, ensure_ascii=False).encode()
    stamp = str(int(time.time()))
    signature = sign(ours.secret, waiting.message_id, stamp, body)
    headers = {"Preop-Id": waiting.message_id, "Preop-Timestamp": stamp, "Preop-Signature": signature}
    begin = time.perf_counter()
    answer = client.post(ours.bot, content=body, headers=headers)
    took = (time.perf_counter() - begin) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"the bot answered {answer.status_code} {answer.text}")
    return took, inbox.finish(ours.db, waiting.message_id, datetime.now(UTC))


def _said(interview: str, patient: Script, item: str, widget: Mapping[str, Any] | None) -> inbox.Delivery:
    """What the made-up patient says; typed words wherever the script has them, so that they are read and classified."""
    if any(choice.get("value") == "confirm_yes" for choice in (widget or {}).get("choices", ())):
        return _delivery(interview, "choice", "对", "confirm_yes", item)
    said = patient.says.get(item, "不清楚")  # a question that is newer than the script costs a turn like any other
    if isinstance(said, str):
        return _delivery(interview, "text", said, None, item)
    kind = "command" if "command" in said else "choice"
    return _delivery(interview, kind, said["says"], said[kind], item)


def _delivery(interview: str, kind: str, text: str, choice: object = None, item: str | None = None) -> inbox.Delivery:
    return inbox.Delivery("benchmark", interview, uuid.uuid4().hex, kind, text, choice, item)  # type: ignore[arg-type]
