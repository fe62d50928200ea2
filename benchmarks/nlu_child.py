"""One pipeline, trained and run in the bot's environment: ``python -m benchmarks.nlu_child``, for ``nlu_pipelines``.

In, on standard input: one JSON object, ``{"config": path, "training": path, "folder": path, "messages": […], "now"}``.
Out, on the last line: ``{"train_seconds", "model_bytes", "parsed": […], "ms": […]}``; each message is parsed alone, as
in a turn. Times are of the CPU, on one core, so that other programs do not count.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from bot import logs, settings
from bot.parse import _message, _through_the_graph

_WARM = 20  # the first messages of a process also pay for what it loads


def main() -> None:
    """Train, then parse every message, one at a time."""
    asked = json.loads(sys.stdin.read())
    settings.before_rasa()
    logs.quiet()
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    began = time.process_time()
    model = train_nlu(asked["config"], asked["training"], asked["folder"], fixed_model_name="model")
    train_seconds = time.process_time() - began
    if model is None:
        raise SystemExit("nlu_child: the pipeline could not be trained")
    processor = Agent.load(model).processor
    for text in asked["messages"][:_WARM]:
        _through_the_graph(processor, [_message(0, json.dumps({"text": text, "now": asked["now"]}))])
    parsed, spent = [], []
    for number, text in enumerate(asked["messages"], 1):
        message = _message(number, json.dumps({"text": text, "now": asked["now"]}))
        began = time.process_time()
        parsed += _through_the_graph(processor, [message])
        spent.append(round((time.process_time() - began) * 1000, 3))
    size = Path(model).stat().st_size
    print(json.dumps({"train_seconds": train_seconds, "model_bytes": size, "parsed": parsed, "ms": spent}))


if __name__ == "__main__":
    main()
