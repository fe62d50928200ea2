"""kill -9 in the middle of an interview: heard, held, brought back, and no answer lost or doubled."""

from __future__ import annotations

import time
import uuid
from typing import Any

import httpx
import pytest

from operations.patient import load_script, talk
from records.alerts import open_alerts
from records.cases import case_view
from tests.system.running import System

pytestmark = pytest.mark.rasa


def send(client: httpx.Client, token: str, text: str, item: str) -> dict[str, Any]:
    message = {"id": uuid.uuid4().hex, "kind": "text", "text": text, "item": item}
    answer = client.post(f"/api/chat/{token}/messages", json=message)
    answer.raise_for_status()
    data: dict[str, Any] = answer.json()
    return data


def lines(client: httpx.Client, token: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/api/chat/{token}/messages", params={"after": 0}).json()["lines"]
    return found


def until(seconds: float, happens: Any) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, f"nothing within {seconds} s"
        time.sleep(0.05)


@pytest.mark.parametrize(("part", "seconds"), [("rasa", 60), ("actions", 30)])
def test_a_killed_part_comes_back_and_the_interview_goes_on_with_nothing_lost_or_doubled(
    system: System, part: str, seconds: float
) -> None:
    made = system.invite()
    script = load_script("avulsion")
    with system.client() as client:
        talk(client, made.token, script, until="pain_worst")
        system.kill(part)
        accepted = send(client, made.token, "七八分", "pain_worst")
        assert accepted["duplicate"] is False
        until(5, lambda: any(line["role"] == "hold" or line["kind"] == "hold" for line in lines(client, made.token)))
        until(seconds, lambda: lines(client, made.token)[-1]["item"] == "pain_average")
        talk(client, made.token, script)
        holds = [line for line in lines(client, made.token) if line["kind"] == "hold"]
    view = case_view(system.db, made.case_id)
    assert view is not None
    assert view.talk.status == "finished"
    assert len(holds) == 1
    versions = [(row.item, row.version) for row in view.answers]
    assert len(versions) == len(set(versions))
    assert all(version == 1 for _, version in versions)
    assert set(view.talk.answers) >= {"pain_worst", "pain_average", "phq9_9", "summary"}


@pytest.mark.parametrize("part", ["rasa", "actions"])
def test_a_crisis_sentence_is_answered_at_once_while_a_part_is_away(system: System, part: str) -> None:
    made = system.invite()
    with system.client() as client:
        talk(client, made.token, load_script("avulsion"), until="pain_worst")
        system.kill(part)
        began = time.monotonic()
        answer = send(client, made.token, "疼成这样不想活了", "pain_worst")
        assert time.monotonic() - began < 2
        assert answer["safety"]["role"] == "safety"
        assert "120" in answer["safety"]["text"]
        assert any(line["role"] == "safety" for line in lines(client, made.token))
    assert any(alert.case_id == made.case_id and alert.kind == "RF-SUI" for alert in open_alerts(system.db))
