"""``python -m bot.parse``: many lines through the trained model, as JSON lines."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from language.reading import Reading
from tests.bot.conftest import BOT_PYTHON, ROOT

pytestmark = pytest.mark.rasa


def test_each_line_gives_one_line_in_order_and_a_bad_one_does_not_stop_the_rest(model: Path) -> None:
    lines = [json.dumps({"text": "7分"}), "no json", json.dumps({"text": "/restart"}), json.dumps({"text": " "})]
    ended = subprocess.run(
        [BOT_PYTHON, "-W", "ignore", "-m", "bot.parse"],
        cwd=ROOT,
        env={**os.environ, "PREOP_MODEL": str(model)},
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 1
    first, second, third, fourth = (json.loads(line) for line in ended.stdout.splitlines())
    assert [span.text[0] for span in Reading.from_rasa(first).of("number")] == ["7"]
    assert set(first["intent"]) == {"name", "confidence"}
    assert second["line"] == 2
    assert third["text"] == "／restart"
    assert fourth["intent"]["name"] is None
