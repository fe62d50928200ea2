"""Logs without a patient's word: the place and the kind of what happened, never a value.

An exception's text may quote what it stumbled over, and rasa_sdk's lines quote what they were called with. Our own
lines are written to hold ids and kinds alone; of all others only level, logger and place are kept.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from typing import Any

_OURS = ("actions", "__main__")
_LOUD = ("rasa_sdk", "sanic", "sanic.root", "sanic.error", "sanic.access", "sanic.server", "asyncio")


class PlaceOnly(logging.Formatter):
    """One JSON object a line. ``ours``  the loggers, by the first part of their name, whose sentences are kept."""

    def __init__(self, ours: tuple[str, ...] = _OURS) -> None:
        super().__init__()
        self._ours = ours

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.split(".")[0] in self._ours:
            line["says"] = record.getMessage()
        else:
            line["place"] = f"{record.module}.{record.funcName}:{record.lineno}"
        if record.exc_info and record.exc_info[1] is not None:
            line["raised"] = kinds(record.exc_info[1])
        return json.dumps(line)


def kinds(fault: BaseException | None) -> list[str]:
    """An exception and its causes, the outermost first: kind and place, without their texts."""
    found: list[str] = []
    while fault is not None and len(found) < 10:
        frames = traceback.extract_tb(fault.__traceback__)
        place = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
        found.append(f"{type(fault).__module__}.{type(fault).__qualname__}{place}")
        fault = fault.__cause__ or fault.__context__
    return found


def quiet() -> None:
    """Send everything that rasa_sdk, Sanic and warnings say through ``PlaceOnly`` to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlaceOnly())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in _LOUD:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
