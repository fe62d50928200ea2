"""A made-up patient who talks a whole interview through the running system's public API, as any client could."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

SCRIPTS = Path(__file__).parent / "patients"
_MOST_TURNS = 200
_PATIENCE_SECONDS = 60.0
_LOOK_EVERY_SECONDS = 0.03


@dataclass(frozen=True)
class Script:
    """What a made-up patient says to each question, who they are, and what the clinician found."""

    id: str
    case: Mapping[str, Any]
    says: Mapping[str, Any]
    findings: Mapping[str, Any]


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
    seen = 0
    for sent in range(_MOST_TURNS):
        lines, state = _wait(client, api, seen)
        for line in lines:
            if show and line["text"]:
                show("bot" if line["direction"] == "out" else "patient", line["text"])
        seen = max([seen, *(line["seq"] for line in lines)])
        if state["status"] in ("finished", "declined", "withdrawn"):
            return sent
        question = next((line for line in reversed(lines) if line["role"] == "question"), None)
        if question is None:
            raise StuckError(f"no question came after message {sent}")
        if question["item"] == until:
            return sent
        message = _message(script, question)
        client.post(f"{api}/messages", json=message).raise_for_status()
    raise StuckError(f"{_MOST_TURNS} messages and no end")


def _message(script: Script, question: Mapping[str, Any]) -> dict[str, Any]:
    item = question["item"]
    if item not in script.says:
        raise StuckError(f"the script has no answer to {item}: add one under `says`")
    said = script.says[item]
    message: dict[str, Any] = {"id": uuid.uuid4().hex, "item": item}
    if isinstance(said, str):
        confirming = any(choice["value"] == "confirm_yes" for choice in (question["widget"] or {}).get("choices", ()))
        if confirming:
            return {**message, "kind": "choice", "choice": "confirm_yes", "text": "对"}
        return {**message, "kind": "text", "text": said}
    kind = "command" if "command" in said else "choice"
    return {**message, "kind": kind, "choice": said[kind], "text": said["says"]}


def _wait(client: httpx.Client, api: str, seen: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The lines after ``seen`` once the bot has answered all that was sent."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        answer = client.get(f"{api}/messages", params={"after": seen})
        answer.raise_for_status()
        talked = answer.json()
        lines, state = talked["lines"], talked["state"]
        spoken = [
            line for line in lines if line["direction"] == "out" and line["role"] in ("question", "end", "safety")
        ]
        if spoken and lines[-1]["direction"] == "out":
            return lines, state
        time.sleep(_LOOK_EVERY_SECONDS)
    raise StuckError(f"no answer within {_PATIENCE_SECONDS:.0f} seconds")
