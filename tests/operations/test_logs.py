"""The web process's log: JSON lines with ids and kinds; a word that an exception quotes does not get in."""

from __future__ import annotations

import json
import subprocess
import sys

from operations.settings import ROOT

SPEAK = """
import logging
import structlog
from operations.logs import to_json_lines
to_json_lines()
log = structlog.get_logger("gateway")
log.info("received", interview="i1", size=7)
try:
    raise ValueError("a patient's words")
except ValueError:
    log.exception("turn failed", message="m1")
    logging.getLogger("sqlalchemy.pool").exception("a patient's words")
    logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=True)
log.debug("not wanted")
"""


def test_every_line_is_json_with_ids_and_kinds_and_no_words() -> None:
    done = subprocess.run([sys.executable, "-c", SPEAK], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert "words" not in done.stderr
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["level"] for line in lines] == ["info", "error", "error", "error"]
    assert all(line["at"] for line in lines)
    assert {name: lines[0][name] for name in ("event", "interview", "size")} == {
        "event": "received", "interview": "i1", "size": 7,
    }  # fmt: skip
    assert all(line["raised"][0].startswith("builtins.ValueError") for line in lines[1:])
    assert "says" not in lines[2] and lines[3]["says"] == "Exception in ASGI application"
