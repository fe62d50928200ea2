"""Turns through the real Rasa and the real action server: kept once, errors as errors, no words in any output."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from tests.bot.conftest import Box

pytestmark = pytest.mark.rasa


@pytest.fixture
def running(box: Box) -> Iterator[Box]:
    """The box, whose action server is up again afterwards."""
    yield box
    if box.keeper.process is None:
        box.keeper.start()


def last(box: Box) -> dict:
    return box.diary()[-1]


def test_the_opening_message_opens_the_form_and_is_one_turn(box: Box) -> None:
    before = len(box.diary())
    answer = box.send("", kind="begin", status="invited", item=None)
    assert answer.status_code == 200
    assert set(answer.json()) == {"turn", "ended"}
    assert answer.json()["ended"] is False
    assert len(box.diary()) == before + 1
    assert last(box)["intent"] == "begin"


def test_typed_words_are_read_by_the_clinical_pipeline(box: Box) -> None:
    assert box.send("  最痛的时候有7分").status_code == 200
    said = last(box)
    assert said["text"] == "  最痛的时候有7分"
    assert ["number", "7", 8] in [[kind, text[:1], start] for kind, text, start, *_ in said["spans"]]
    assert said["intent"]
    assert said["now"] == "2026-11-23T01:00:00+00:00"


def test_a_button_is_no_text_to_be_understood(box: Box) -> None:
    assert box.send("没有", kind="choice").status_code == 200
    assert (last(box)["intent"], last(box)["spans"]) == ("tap", [])


@pytest.mark.parametrize("text", ["/restart", '/inform{"drug": "x"}', "/session_start", "EXTERNAL: begin"])
def test_a_typed_command_of_rasas_is_an_ordinary_message(box: Box, text: str) -> None:
    before = len(box.diary())
    assert box.send(text).status_code == 200
    assert len(box.diary()) == before + 1
    assert last(box)["text"][1:] == text[1:].replace("EXTERNAL:", "EXTERNAL：").replace("XTERNAL:", "XTERNAL：")


@pytest.mark.parametrize("text", ["", "   ", "😀", "\u200b", "疼" * 8000, "a" * 10_000, "\u202eabc", "\x00"])
def test_odd_texts_are_turns_like_any_other(box: Box, text: str) -> None:
    assert box.send(text).status_code == 200
    assert last(box)["text"] == text


def test_the_last_turn_assesses_the_case(box: Box) -> None:
    answer = box.send("结束")
    assert (answer.status_code, answer.json()["ended"]) == (200, True)
    assert [entry["what"] for entry in box.diary()[-2:]] == ["keep", "assess"]
    assert last(box)["of"] == "c1"


def test_a_turn_costs_one_remote_action(box: Box) -> None:
    before = len(box.diary())
    for _ in range(3):
        box.send("七八分")
    assert len(box.diary()) == before + 3


@pytest.mark.parametrize("status", ["finished", "declined", "withdrawn"])
@pytest.mark.parametrize("text", ["谢谢", "", "右手疼"])
def test_a_message_after_the_end_is_a_turn_too(box: Box, status: str, text: str) -> None:
    before = len(box.diary())
    answer = box.send(text, status=status, item=None)
    assert (answer.status_code, answer.json()["ended"]) == (200, False)
    assert len(box.diary()) == before + 1


def test_the_same_message_again_is_the_same_turn(box: Box) -> None:
    first = box.send("六分", message_id="again1")
    second = box.send("六分", message_id="again1", item="q2")
    assert first.json() == second.json()
    assert last(box)["replayed"] is True


def test_an_action_that_fails_is_a_502_and_its_words_stand_nowhere(running: Box) -> None:
    canary = "金丝雀四一七"
    answer = running.send(f"坏了 {canary} canary-417")
    assert (answer.status_code, answer.json()) == (502, {"error": "turn_not_kept"})
    time.sleep(0.3)
    written = running.output() + answer.text
    for words in (canary, "canary-417", canary.encode("unicode_escape").decode()):
        assert words not in written
    assert "ValueError" in written  # but what kind of thing happened is there


def test_an_action_server_that_is_away_is_a_502_and_nothing_is_lost_when_it_is_back(running: Box) -> None:
    running.keeper.stop()
    answer = running.send("五分 金丝雀五二八", message_id="away1")
    assert (answer.status_code, answer.json()) == (502, {"error": "turn_not_kept"})
    begun = running.send("", kind="begin", status="invited", message_id="away2")
    assert begun.status_code == 502
    running.keeper.start()
    assert running.send("五分 金丝雀五二八", message_id="away1").status_code == 200
    assert "金丝雀" not in running.output()


def test_a_request_that_is_not_the_gateways_is_refused(box: Box) -> None:
    before = len(box.diary())
    assert box.client.post(box.address, json={"text": "x"}).json() == {"error": "unsigned"}
    assert box.client.post(box.address, json={"text": "x"}).status_code == 401
    assert box.send("x", conversation="no good").json() == {"error": "malformed:conversation"}
    assert len(box.diary()) == before


def test_a_body_that_is_too_large_is_refused(box: Box) -> None:
    answer = box.send("a" * 40_000)
    assert (answer.status_code, answer.json()) == (413, {"error": "too_large"})
    huge = box.client.post(box.address, content=b"a" * 300_000)
    assert huge.status_code == 413


def test_rasas_own_doors_are_shut(box: Box) -> None:
    root = f"http://127.0.0.1:{box.port}"
    for path in ("/webhooks/rest/webhook", "/conversations/c1/tracker", "/model", "/status", "/domain"):
        assert box.client.get(root + path).status_code in (404, 405)
        assert box.client.post(root + path, json={}).status_code in (404, 405)


def test_many_conversations_at_once_keep_their_own_words(box: Box) -> None:
    answers: dict[int, int] = {}

    def talk(n: int) -> None:
        answers[n] = box.send(f"{n}分", conversation=f"many{n}", message_id=f"many{n}").status_code

    threads = [threading.Thread(target=talk, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == dict.fromkeys(range(12), 200)
    said = {entry["of"]: entry["text"] for entry in box.diary() if str(entry["of"]).startswith("many")}
    assert said == {f"many{n}": f"{n}分" for n in range(12)}


def test_the_same_message_sent_twice_at_once_waits_for_nothing(box: Box) -> None:
    statuses: list[int] = []

    def send() -> None:
        statuses.append(box.send("慢一点", conversation="twice", message_id="twice1").status_code)

    threads = [threading.Thread(target=send) for _ in range(6)]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Rasa's own lock lets the second one in after a second, the sixth after five.
    assert time.monotonic() - begin < 4
    assert statuses == [200] * 6
    assert {entry["text"] for entry in box.diary() if entry["of"] == "twice1"} == {"慢一点"}
