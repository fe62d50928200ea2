"""The real action server around a desk that keeps turns in memory: ``python -m tests.actions.keeper``.

A message that says 结束 ends the talk; one that says 坏了 raises an error that quotes the whole message.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from actions import logs
from actions.__main__ import action_key
from actions.form import ActionAfterTheEnd, ActionAssess, ValidateInterviewForm
from actions.server import create_app
from language.reading import Reading

FAULTS = {fault.__name__: fault for fault in (ValueError, KeyError, RuntimeError, OSError)}


@dataclass(frozen=True)
class Kept:
    """A turn."""

    turn_id: str
    ended: bool
    item: str | None


class MemoryDesk:
    """Keeps each message once, and writes what it was asked to a file that the tests read."""

    def __init__(self, diary: Path) -> None:
        self._diary = diary
        self._turns: dict[str, Kept] = {}

    def keep(self, message_id: str, reading: Reading, now: datetime) -> Kept:
        """The turn of this message, new or from before."""
        if "坏了" in reading.text:
            raise next((FAULTS[name] for name in FAULTS if name in reading.text), ValueError)(reading.text)
        replayed = message_id in self._turns
        ended = "结束" in reading.text
        kept = self._turns.setdefault(message_id, Kept(f"t{len(self._turns)}", ended, None if ended else "next"))
        self._write(
            "keep",
            message_id,
            replayed=replayed,
            text=reading.text,
            intent=reading.intent,
            spans=[[span.kind, span.text, span.start, span.low, span.high] for span in reading.spans],
            now=now.isoformat(),
        )
        return kept

    def assess(self, interview_id: str, now: datetime) -> str:
        """Notes that it was asked."""
        self._write("assess", interview_id)
        return "a1"

    def _write(self, what: str, of: str, **more: object) -> None:
        with self._diary.open("a", encoding="utf-8") as diary:
            diary.write(json.dumps({"what": what, "of": of, **more}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    logs.quiet()
    desk = MemoryDesk(Path(os.environ["KEEPER_DIARY"]))
    app = create_app(
        [ValidateInterviewForm(desk), ActionAfterTheEnd(desk), ActionAssess(desk)],
        action_key(bytes.fromhex(os.environ["PREOP_TURN_SECRET"])),
    )
    port = int(os.environ["PREOP_ACTIONS_PORT"])
    app.run(host="127.0.0.1", port=port, single_process=True, access_log=False, motd=False)
