"""What the tests ask inside the bot's environment, where it runs as a process: one JSON line a call."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from bot import logs, settings

settings.before_rasa()
logs.quiet()

from rasa.core.actions.action import RemoteAction  # noqa: E402
from rasa.core.tracker_store import TrackerStore  # noqa: E402
from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import Event  # noqa: E402
from rasa.utils.endpoints import EndpointConfig  # noqa: E402

from bot import selfcheck, shortcuts, tracker  # noqa: E402
from bot.turn import Turn  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


def validate_both_ways(response: Any) -> dict[str, Any]:
    """What Rasa and the shortcut say of an action's response."""
    return {
        "rasa": _outcome(RemoteAction._validate_action_result, response),
        "ours": _outcome(shortcuts.validate_action_result, response),
    }


def resolve_both_ways(name: str) -> dict[str, Any]:
    """Which event class Rasa and the shortcut find for a type name; the shortcut twice."""
    remembered = shortcuts.remembered(Event.resolve_by_type)
    return {
        "rasa": _class(Event.resolve_by_type, name),
        "ours": _class(remembered, name),
        "again": _class(remembered, name),
    }


def event_names() -> list[str]:
    """Every type name that Rasa's events have."""
    from rasa.shared.utils.common import all_subclasses

    return sorted({kind.type_name for kind in all_subclasses(Event)})


def rebuilt(data: dict[str, Any]) -> dict[str, Any]:
    """The tracker that Rasa gets for a request, in short."""
    turn = Turn.from_data(data)

    async def retrieve() -> Any:
        with tracker.handed_over(turn):
            return await _store().retrieve(turn.conversation)

    made = asyncio.run(retrieve())
    return {
        "conversation": made.sender_id,
        "form": made.active_loop_name,
        "asks": made.get_slot("requested_slot"),
        "item": made.get_slot("item"),
        "language": made.get_slot("language"),
        "answer": made.get_slot("answer"),
        "last": made.latest_action_name,
        "events": len(made.events),
    }


def outside_a_request(conversation: str) -> Any:
    """What the store knows when no request is being answered."""
    return asyncio.run(_store().retrieve(conversation))


def overlapping(requests: list[dict[str, Any]]) -> list[list[Any]]:
    """Conversation and item that each of many interleaved requests finds in its tracker."""
    store = _store()

    async def one(turn: Turn) -> list[Any]:
        with tracker.handed_over(turn):
            await asyncio.sleep(0)
            made = await store.retrieve(turn.conversation)
            await asyncio.sleep(0)
            await store.save(made)
            again = await store.retrieve(turn.conversation)
            return [made.sender_id, made.get_slot("item"), again.get_slot("item")]

    async def together() -> list[list[Any]]:
        return list(await asyncio.gather(*(one(Turn.from_data(data)) for data in requests)))

    return asyncio.run(together())


def files_fault(folder: str) -> str | None:
    """What the self-check says of the configuration files in this folder."""
    try:
        selfcheck.check_files(Path(folder))
    except selfcheck.WrongPartsError as fault:
        return str(fault)
    return None


def model_fault(path: str) -> str | None:
    """What the self-check says of this model."""
    try:
        selfcheck.check_model(Path(path))
    except selfcheck.WrongPartsError as fault:
        return str(fault)
    return None


def _store() -> TrackerStore:
    return TrackerStore.create(EndpointConfig(type="bot.tracker.TurnTrackerStore"), _domain())


def _domain() -> Domain:
    return Domain.from_file(str(ROOT / "domain.yml"))


def _outcome(validate: Any, response: Any) -> Any:
    try:
        return validate(RemoteAction("validate_interview_form", None), response)
    except Exception as fault:
        return [type(fault).__name__, getattr(fault, "message", str(fault)), [str(part) for part in fault.path]]


def _class(resolve: Any, name: str) -> str | None:
    try:
        found = resolve(name)
    except ValueError as fault:
        return f"ValueError: {fault}"
    return None if found is None else found.__qualname__


def _serve() -> None:
    calls = {name: value for name, value in globals().items() if callable(value) and not name.startswith("_")}
    for line in sys.stdin:
        call = json.loads(line)
        try:
            answer = {"result": calls[call["call"]](*call["args"])}
        except Exception as fault:
            answer = {"error": f"{type(fault).__name__}: {fault}"}
        sys.stdout.write("\x1e" + json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
