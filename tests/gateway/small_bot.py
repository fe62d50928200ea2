"""A small real HTTP server in Rasa's place: it speaks the connector's protocol and keeps each turn in the records."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from interview.turn import Incoming, Outcome, Talk
from records.database import Database
from records.turns import keep_turn

SECRET = "5f" * 32
Decide = Callable[[Talk, Incoming], Outcome]


class Bot:
    """One such server. ``away`` answers 502 and 503 as a Rasa without its actions; ``slow`` waits before it works."""

    def __init__(self, db: Database, decide: Decide) -> None:
        self.db, self.decide = db, decide
        self.away = False
        self.slow = 0.0
        self.asked: list[dict[str, Any]] = []
        self.side_by_side: Counter[str] = Counter()
        self.most_of_one_talk = 0
        self.most_at_once = 0
        self._lock = threading.Lock()
        bot = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._answer(503 if bot.away else 200, {"status": "up"})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self._answer(*bot.turn(dict(self.headers), body))

            def _answer(self, status: int, data: dict[str, Any]) -> None:
                raw = json.dumps(data).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: Any) -> None:
                """A gateway that stops in the middle of a request is no error here."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def turn(self, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, Any]]:
        """What the connector would answer to this request."""
        signed = f"{headers['Preop-Id']}.{headers['Preop-Timestamp']}.".encode() + body
        digest = hmac.new(bytes.fromhex(SECRET), signed, hashlib.sha256).digest()
        if headers["Preop-Signature"] != "v1," + base64.b64encode(digest).decode():
            return 401, {"error": "bad_signature"}
        data = json.loads(body)
        if data["message_id"] != headers["Preop-Id"]:
            return 422, {"error": "id_mismatch"}
        talk = data["conversation"]
        with self._lock:
            self.asked.append(data)
            self.side_by_side[talk] += 1
            self.most_of_one_talk = max(self.most_of_one_talk, self.side_by_side[talk])
            self.most_at_once = max(self.most_at_once, sum(self.side_by_side.values()))
        try:
            if self.slow:
                time.sleep(self.slow)
            if self.away:
                return 502, {"error": "turn_not_kept"}
            kept = keep_turn(self.db, data["message_id"], self.decide, datetime.now(UTC))
            return 200, {"turn": kept.turn_id, "ended": kept.ended}
        finally:
            with self._lock:
                self.side_by_side[talk] -= 1

    def stop(self) -> None:
        """Let the turns under way end and stop listening: from now on the port refuses."""
        deadline = time.monotonic() + 5
        while sum(self.side_by_side.values()) and time.monotonic() < deadline:
            time.sleep(0.01)
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
