"""The request to Rasa: signed, and any answer but a turn is a failure."""

import asyncio
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from gateway.bot_client import Asked, BotAway, BotClient, in_order

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ASKED = Asked("talk", "message", "text", "/restart", "age", "zh", "running")
THREE = ("http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3")


def answered_with(status: int, body: bytes) -> str:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=lambda: (server.handle_request(), server.server_close()))
    thread.start()

    async def ask() -> str:
        client = BotClient((f"http://127.0.0.1:{server.server_port}",), "ab" * 32, 2.0)
        try:
            return (await client.ask(ASKED, NOW, NOW)).turn
        finally:
            await client.close()

    try:
        return asyncio.run(ask())
    finally:
        thread.join(5)


def test_a_turn_is_an_answer() -> None:
    assert answered_with(200, b'{"turn": "t1", "ended": false}') == "t1"


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (502, b'{"error": "turn_failed"}'),
        (200, b"[]"),
        (200, b"{}"),
        (200, b""),
        (200, b"<html>"),
        (204, b""),
        (401, b"{}"),
    ],
)
def test_anything_else_is_a_failure(status: int, body: bytes) -> None:
    with pytest.raises(BotAway):
        answered_with(status, body)


def test_a_port_that_refuses_is_a_failure_that_holds_no_words() -> None:
    async def ask() -> None:
        client = BotClient(("http://127.0.0.1:9",), "ab" * 32, 1.0)
        try:
            await client.ask(ASKED, NOW, NOW)
        finally:
            await client.close()

    with pytest.raises(BotAway) as caught:
        asyncio.run(ask())
    assert "restart" not in str(caught.value)


def test_a_conversation_keeps_its_process_and_only_its_own_move_when_one_goes() -> None:
    talks = [f"talk-{number}" for number in range(300)]
    before = [in_order(THREE, talk)[0] for talk in talks]
    after = [in_order(THREE[:2], talk)[0] for talk in talks]
    assert min(before.count(url) for url in THREE) > 60
    assert all(new == old for old, new in zip(before, after, strict=True) if old != THREE[2])


def test_no_rasa_at_all_is_an_error_that_says_what_to_write() -> None:
    with pytest.raises(ValueError, match="rasa_urls"):
        BotClient((), "ab" * 32, 1.0)
