"""The action server: what Rasa's three actions do, who may call them, and that an error quotes nothing."""

from __future__ import annotations

import json
import signal
import socket
import time
from typing import Any

import httpx
import pytest

from actions.__main__ import action_key
from actions.server import KEY_HEADER
from language.reading import Reading, Span
from tests.actions.running import Keeper, stop

CANARY = "金丝雀四一七"


def call(action: str, text: str = "七八分", message_id: str = "m1") -> dict[str, Any]:
    span = Span("number", "number", 0, 3, "七八分", 7.0, 8.0, "points")
    message = {
        "text": text,
        "intent": {"name": "inform", "confidence": 0.9},
        "entities": Reading(text, (span,)).to_entities(),
        "metadata": {"message_id": message_id, "now": "2026-11-23T09:00:00+08:00"},
    }
    tracker = {"sender_id": "i1", "slots": {"item": "nrs_worst"}, "latest_message": message}
    return {"next_action": action, "sender_id": "i1", "version": "3.21.0", "domain": {}, "tracker": tracker}


def post(keeper: Keeper, body: Any, key: str | None = None) -> httpx.Response:
    headers = {KEY_HEADER: action_key(keeper.secret) if key is None else key}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return httpx.post(keeper.address, content=content, headers=headers)


def test_the_form_keeps_the_turn_and_points_at_the_next_question(keeper: Keeper) -> None:
    answer = post(keeper, call("validate_interview_form"))
    assert answer.status_code == 200
    assert [(event["name"], event["value"]) for event in answer.json()["events"]] == [
        ("item", "next"),
        ("answer", None),
    ]
    report = answer.json()["responses"][0]["custom"]
    assert report["turn"]
    assert report["ended"] is False


def test_the_action_hands_on_what_rasa_read_and_when(keeper: Keeper) -> None:
    post(keeper, call("validate_interview_form", message_id="m2"))
    kept = keeper.diary()[-1]
    assert (kept["of"], kept["text"], kept["intent"]) == ("m2", "七八分", "inform")
    assert kept["spans"] == [["number", "七八分", 0, 7.0, 8.0]]
    assert kept["now"] == "2026-11-23T01:00:00+00:00"


def test_the_last_turn_fills_the_answer_so_that_the_form_closes(keeper: Keeper) -> None:
    answer = post(keeper, call("validate_interview_form", "结束", "m3"))
    assert [(event["name"], event["value"]) for event in answer.json()["events"]] == [
        ("item", None),
        ("answer", "ended"),
    ]
    assert answer.json()["responses"][0]["custom"]["ended"] is True


def test_assessing_is_reported(keeper: Keeper) -> None:
    answer = post(keeper, call("action_assess"))
    assert answer.json()["responses"][0]["custom"] == {"assessed": True}
    assert keeper.diary()[-1] == {"what": "assess", "of": "i1"}


def test_a_message_after_the_end_keeps_a_turn_and_assesses_nothing(keeper: Keeper) -> None:
    before = len(keeper.diary())
    answer = post(keeper, call("action_after_the_end", message_id="m4"))
    assert answer.json()["events"] == []
    assert [entry["what"] for entry in keeper.diary()[before:]] == ["keep"]


def test_a_message_after_the_end_that_ends_it_anew_assesses_again(keeper: Keeper) -> None:
    before = len(keeper.diary())
    post(keeper, call("action_after_the_end", "结束", "m5"))
    assert [entry["what"] for entry in keeper.diary()[before:]] == ["keep", "assess"]


@pytest.mark.parametrize("key", ["", "0" * 63, "0" * 64, "é" * 8])
def test_nobody_without_the_key_runs_an_action(keeper: Keeper, key: str) -> None:
    before = len(keeper.diary())
    answer = post(keeper, call("validate_interview_form"), key.encode("latin-1"))  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()) == (401, {"error": "not_allowed"})
    assert len(keeper.diary()) == before


def test_the_secret_of_the_turn_itself_is_not_the_key(keeper: Keeper) -> None:
    assert post(keeper, call("validate_interview_form"), keeper.secret.hex()).status_code == 401


@pytest.mark.parametrize("action", ["action_nowhere", "", "keep"])
def test_an_action_that_does_not_exist_is_named_so(keeper: Keeper, action: str) -> None:
    answer = post(keeper, call(action))
    assert (answer.status_code, answer.json()) == (404, {"error": "no_such_action"})


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"next_action": 3}', b'{"next_action": "action_assess"}'])
def test_a_call_that_is_no_call_is_refused(keeper: Keeper, body: bytes) -> None:
    assert post(keeper, body).status_code == 404


@pytest.mark.parametrize("fault", ["ValueError", "KeyError", "RuntimeError", "OSError"])
def test_an_action_that_raises_quotes_nothing_in_its_answer_or_its_log(keeper: Keeper, fault: str) -> None:
    answer = post(keeper, call("validate_interview_form", f"坏了 {fault} {CANARY}"))
    assert answer.status_code == 500
    assert answer.json() == {"error": "action_failed", "kind": fault}
    time.sleep(0.1)
    assert f"builtins.{fault} at keeper.py" in keeper.output()
    assert CANARY not in keeper.output() + answer.text
    assert CANARY.encode("unicode_escape").decode() not in keeper.output() + answer.text


@pytest.mark.parametrize("body", [b'{"text": "' + CANARY.encode(), b"\xff" + CANARY.encode(), b"[" * 100_000])
def test_a_body_that_is_no_json_is_refused_without_being_quoted(keeper: Keeper, body: bytes) -> None:
    answer = post(keeper, body)
    assert answer.status_code == 400
    assert CANARY not in answer.text + keeper.output()


def test_a_body_beyond_a_megabyte_is_refused(keeper: Keeper) -> None:
    assert post(keeper, b" " * 1_000_001).status_code == 413


def test_nothing_else_is_served(keeper: Keeper) -> None:
    for path in ("/actions", "/", "/docs"):
        assert httpx.get(keeper.address.replace("/webhook", path)).status_code == 404


def test_killing_the_one_process_frees_the_port(keeper: Keeper) -> None:
    assert keeper.process is not None
    stop(keeper.process, signal.SIGKILL)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", keeper.port)) != 0
    keeper.start()
    assert httpx.get(keeper.address.replace("/webhook", "/health")).status_code == 200
