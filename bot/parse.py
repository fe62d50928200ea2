"""Many lines through the trained model at once: ``python -m bot.parse`` reads and writes JSON lines.

In: ``{"text": …, "now": ISO time or absent}``. Out: ``{"text", "intent": {"name", "confidence"}, "entities": […]}``,
one line for each, in order. ``Reading.from_rasa`` takes what comes out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timezone
from itertools import islice
from typing import Any

from bot import logs, settings
from bot.turn import inert

AT_ONCE = 64
_NOTHING = {"intent": {"name": None, "confidence": 0.0}, "entities": []}


def main() -> int:
    """Parse standard input. The exit status is 1 where a line was not a message, 2 where there is no model."""
    settings.before_rasa()
    logs.quiet()
    from rasa.core.agent import Agent
    from rasa.shared.exceptions import RasaException

    try:
        processor = Agent.load(settings.model()).processor
    except (RasaException, OSError) as fault:
        sys.stderr.write(f"bot.parse: {fault}\n")
        return 2
    whole = True
    lines = enumerate(sys.stdin, 1)
    while batch := list(islice(lines, AT_ONCE)):
        for parsed in _parsed(processor, batch):
            whole = whole and "error" not in parsed
            sys.stdout.write(json.dumps(parsed, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 0 if whole else 1


def _parsed(processor: Any, lines: Iterable[tuple[int, str]]) -> Iterator[dict[str, Any]]:
    asked = [_message(number, line) for number, line in lines]
    found = iter(_through_the_graph(processor, [each for each in asked if not isinstance(each, dict)]))
    for each in asked:
        yield each if isinstance(each, dict) else next(found)


def _message(number: int, line: str) -> Any:
    """Rasa's form of the line, or the answer that needs no reading: an error, or nothing in a blank text."""
    from rasa.core.channels.channel import UserMessage

    try:
        asked = json.loads(line)
        text, now = inert(asked["text"]), _when(asked.get("now"))
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"error": 'not a message: write {"text": "…"}', "line": number}
    if not text.strip():
        return {"text": text, **_NOTHING}
    message = UserMessage(text, metadata={"now": now.isoformat()})
    message.text = text
    return message


def _through_the_graph(processor: Any, messages: list[Any]) -> list[dict[str, Any]]:
    """What a chat turn runs for one message (``MessageProcessor._parse_message_with_graph``), for many."""
    from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
    from rasa.shared.core.trackers import DialogueStateTracker

    if not messages:
        return []
    target = processor.model_metadata.nlu_target
    inputs = {PLACEHOLDER_MESSAGE: messages, PLACEHOLDER_TRACKER: DialogueStateTracker.from_events("parse", [])}
    found = processor.graph_runner.run(inputs=inputs, targets=[target])[target]
    parsed = [{**_NOTHING, **message.as_dict(only_output_properties=True)} for message in found]
    return [{name: each[name] for name in ("text", "intent", "entities")} for each in parsed]


def _when(now: str | None) -> datetime:
    if now is None:
        return datetime.now(timezone.utc)
    when = datetime.fromisoformat(now.replace("Z", "+00:00"))
    return when if when.tzinfo else datetime.combine(when.date(), time(12), timezone.utc)


if __name__ == "__main__":
    sys.exit(main())
