"""A made-up patient who talks a whole interview through the running system's public API, as any client could.

A script (``patients/*.yml``) says under ``says`` what the patient answers to each question:

- words in quotes or plain: typed. After a read-back ("记为…，对吗") that the script does not foresee, "对" is tapped.
- ``{choice: value, says: label}``: a button; a list of values for several; a mapping of fields for the medicine card.
- ``{command: back, says: 上一题}``: a button of the quiet row (back, why, unsure, declined, pause, human, …).
- a list of these: what is said the first time that the question is put, the second time, and so on; a question is put
  again after a side question, a read-back, a miss, "back" or a correction. ``null`` in it: taps "对" to a read-back.
- ``safety``: what is said to the safety message; ``paused``: what is said on coming back from a pause.
"""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx
import yaml

SCRIPTS = Path(__file__).parent / "patients"
SAFETY = "safety"
PAUSED = "paused"
_MOST_TURNS = 200
_PATIENCE_SECONDS = 60.0
_LOOK_EVERY_SECONDS = 0.03
_OVER = ("finished", "declined", "withdrawn")


@dataclass(frozen=True)
class Script:
    """What a made-up patient says to each question, who they are, and what the clinician found."""

    id: str
    case: Mapping[str, Any]
    says: Mapping[str, Any]
    findings: Mapping[str, Any]


@dataclass(frozen=True)
class Saying:
    """One message of the patient's: its kind and words as the chat API takes them, and the value of its button."""

    kind: Literal["text", "choice", "command"]
    text: str
    choice: Any = None


class StuckError(RuntimeError):
    """The conversation came to no next question; the message names the item, never words."""


def scripts() -> list[str]:
    """The names of the made-up patients."""
    return sorted(path.stem for path in SCRIPTS.glob("*.yml"))


def load_script(name: str) -> Script:
    """The script of this name. Raises ``ValueError`` naming those there are."""
    path = SCRIPTS / f"{name}.yml"
    if name not in scripts():
        raise ValueError(f"there is no made-up patient {name!r}; there are {', '.join(scripts())}")
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Script(data["id"], data["case"], data["says"], data.get("findings") or {})


class Voice:
    """The patient of a script, talking: each thing is said once, in the script's order."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._put: Counter[str] = Counter()

    def answer(self, put: str, widget: Mapping[str, Any] | None = None) -> Saying:
        """What is said to this question (or ``SAFETY``, ``PAUSED``). Raises ``StuckError`` where nothing is left."""
        if put not in self._script.says:
            raise StuckError(f"the script has no answer to {put}: add one under `says`")
        script = self._script.says[put]
        lines = script if isinstance(script, list) else [script]
        time_put = self._put[put]
        self._put[put] += 1
        said = lines[time_put] if time_put < len(lines) else None
        if said is None and _yes(widget) is None:
            raise StuckError(f"{put} was put {time_put + 1} times: make a list of what is said to it each time")
        return _saying(said) if said is not None else Saying("choice", str(_yes(widget)), "confirm_yes")


def talk(
    client: httpx.Client,
    invitation: str,
    script: Script,
    *,
    until: str | None = None,
    show: Callable[[str, str], None] | None = None,
) -> int:
    """Talks the script through, from wherever the conversation stands, to the end or up to the question ``until``.

    ``client``  an HTTP client whose base is the web address. ``show(who, text)`` is given every line as it passes.
    Returns the number of messages sent. Raises ``StuckError`` where the script has no answer or no reply comes.
    """
    api = f"/api/chat/{invitation}"
    client.post(f"{api}/open").raise_for_status()
    voice, seen = Voice(script), 0
    for sent in range(_MOST_TURNS):
        lines, status = _wait(client, api, seen)
        for line in lines:
            if show and line["text"]:
                show("bot" if line["direction"] == "out" else "patient", line["text"])
        seen = max([seen, *(line["seq"] for line in lines)])
        if status in _OVER:
            return sent
        put = _what_waits(lines, status)
        if put is None:
            raise StuckError(f"no question came after message {sent}")
        if put["item"] == until:
            return sent
        said = voice.answer(put["item"], put["widget"])
        message = {"id": uuid.uuid4().hex, "kind": said.kind, "text": said.text, "choice": said.choice}
        if put["item"] not in (SAFETY, PAUSED):
            message["item"] = put["item"]
        client.post(f"{api}/messages", json=message).raise_for_status()
    raise StuckError(f"{_MOST_TURNS} messages and no end")


def _saying(said: str | Mapping[str, Any]) -> Saying:
    if isinstance(said, str):
        return Saying("text", said)
    kind: Literal["command", "choice"] = "command" if "command" in said else "choice"
    return Saying(kind, said["says"], said[kind])


def _yes(widget: Mapping[str, Any] | None) -> str | None:
    """The words of a read-back's yes, where this is one."""
    choices = (widget or {}).get("choices", ())
    return next((choice["says"] for choice in choices if choice["value"] == "confirm_yes"), None)


def _what_waits(lines: Sequence[Mapping[str, Any]], status: str) -> Mapping[str, Any] | None:
    """The question that waits for an answer, or the safety message, or the pause, each as an item with its widget."""
    for line in reversed(lines):
        if line["direction"] == "out" and line["role"] == "question":
            return {"item": line["item"], "widget": line["widget"]}
        if line["direction"] == "out" and line["role"] == SAFETY:
            return {"item": SAFETY, "widget": line["widget"]}
    return {"item": PAUSED, "widget": None} if status == PAUSED else None


def _wait(client: httpx.Client, api: str, seen: int) -> tuple[list[dict[str, Any]], str]:
    """The lines after ``seen`` and the status, once the bot has answered all that was sent."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        answer = client.get(f"{api}/messages", params={"after": seen})
        answer.raise_for_status()
        talked = answer.json()
        lines, status = talked["lines"], talked["state"]["status"]
        if _is_answered(lines, status):
            return lines, status
        time.sleep(_LOOK_EVERY_SECONDS)
    raise StuckError(f"no answer within {_PATIENCE_SECONDS:.0f} seconds")


def _is_answered(lines: Sequence[Mapping[str, Any]], status: str) -> bool:
    """Whether the bot's turn to the last message is there: not only the red flag's text that comes before it."""
    sent = next((line["message_id"] for line in reversed(lines) if line["direction"] == "in"), None)
    roles = {line["role"] for line in lines if line["direction"] == "out" and line["reply_to"] == sent}
    return bool(roles & {"question", "end", SAFETY}) or (status == PAUSED and bool(roles))
