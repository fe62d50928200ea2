"""Rasa for the tests: one process to ask things inside its environment, and one that serves turns."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.signature import sign
from operations.setup import model as trained
from tests.actions.running import ROOT, Keeper, free_port, started, stop, wait_for

BOT_PYTHON = ROOT / ".venv" / "bot" / "bin" / "python"


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model, trained now if its inputs changed."""
    _need_bot()
    trained.bring_up_to_date(ROOT)
    return ROOT / trained.MODEL


@pytest.fixture(scope="session")
def inside() -> Iterator[Callable[..., Any]]:
    """``inside("name", …)``: the result of that function of tests/bot/inside.py in the bot's environment."""
    _need_bot()
    # Rasa refuses a file that names a variable which is not set.
    named = {"PREOP_ACTIONS_URL": "http://127.0.0.1:1/webhook", "PREOP_TURN_SECRET": "ab" * 32}
    process = subprocess.Popen(
        [BOT_PYTHON, "-W", "ignore", "-m", "tests.bot.inside"],
        cwd=ROOT,
        env={**os.environ, **named},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdin and process.stdout

    def call(name: str, *args: Any) -> Any:
        process.stdin.write(json.dumps({"call": name, "args": args}) + "\n")
        process.stdin.flush()
        for line in process.stdout:
            if line.startswith("\x1e"):
                answer = json.loads(line[1:])
                assert "error" not in answer, answer["error"]
                return answer["result"]
        raise AssertionError("the bot's environment ended")

    yield call
    process.stdin.close()
    process.stdout.close()
    stop(process)


@dataclass
class Box:
    """A running bot with a running action server behind it."""

    folder: Path
    port: int
    keeper: Keeper
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))

    @property
    def address(self) -> str:
        """Where turns go."""
        return f"http://127.0.0.1:{self.port}/webhooks/interview/webhook"

    def send(self, text: str, kind: str = "text", **more: Any) -> httpx.Response:
        """One signed turn."""
        data = {
            "conversation": "c1",
            "message_id": uuid.uuid4().hex,
            "kind": kind,
            "text": text,
            "item": "q1",
            "language": "zh",
            "status": "running",
            "now": "2026-11-23T09:00:00+08:00",
            **more,
        }
        body = json.dumps(data, ensure_ascii=False).encode()
        stamp = str(int(time.time()))
        signature = sign(self.keeper.secret, data["message_id"], stamp, body)
        headers = {"Preop-Id": data["message_id"], "Preop-Timestamp": stamp, "Preop-Signature": signature}
        return self.client.post(self.address, content=body, headers=headers)

    def diary(self) -> list[dict[str, Any]]:
        """What the action server was asked to do."""
        return self.keeper.diary()

    def output(self) -> str:
        """Everything that either process wrote."""
        return (self.folder / "bot.log").read_text(errors="replace") + self.keeper.output()


@pytest.fixture(scope="session")
def box(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    """The real bot with the trained model, and the real action server around a desk in memory."""
    folder = tmp_path_factory.mktemp("box")
    running = Box(folder, free_port(), Keeper(folder, secrets.token_bytes(32), free_port()))
    settings = {
        **os.environ,
        "PREOP_TURN_SECRET": running.keeper.secret.hex(),
        "PREOP_RASA_PORT": str(running.port),
        "PREOP_ACTIONS_URL": running.keeper.address,
        "PREOP_MODEL": str(model),
    }
    bot = started([BOT_PYTHON, "-W", "ignore", "-m", "bot"], settings, folder / "bot.log")
    try:
        running.keeper.start()
        wait_for(bot, f"http://127.0.0.1:{running.port}/webhooks/interview/", 180)
        yield running
    finally:
        running.client.close()
        running.keeper.stop()
        stop(bot)


def _need_bot() -> None:
    if not BOT_PYTHON.exists():
        if os.environ.get("PREOP_REQUIRE_SERVICES") == "1":
            pytest.fail("the bot's environment is missing: run make setup")
        pytest.skip("the bot's environment is missing: run make setup")
