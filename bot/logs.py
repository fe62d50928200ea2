"""Logs without a patient's word: where something happened and what kind of thing it was, never what it said.

Rasa writes whole messages at DEBUG and quotes them in errors and tracebacks. Of any line that is not our own, only
level, logger, place and the kinds of exceptions are written.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from typing import Any

import structlog

_OURS = ("bot", "__main__")


class PlaceOnly(logging.Formatter):
    """One JSON object a line. Our own lines carry their message: it is written to hold ids and kinds alone."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.split(".")[0] in _OURS:
            line["says"] = record.getMessage()
        else:
            line["place"] = f"{record.module}.{record.funcName}:{record.lineno}"
        if record.exc_info and record.exc_info[1] is not None:
            line["raised"] = kinds(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True)


def kinds(fault: BaseException) -> list[str]:
    """An exception and its causes, the outermost first: kind and place, without their texts."""
    found: list[str] = []
    while fault is not None and len(found) < 10:
        frames = traceback.extract_tb(fault.__traceback__)
        place = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
        found.append(f"{type(fault).__module__}.{type(fault).__qualname__}{place}")
        fault = fault.__cause__ or fault.__context__  # type: ignore[assignment]
    return found


def quiet() -> None:
    """Send everything that Rasa, Sanic, structlog and warnings say through ``PlaceOnly`` to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlaceOnly())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in ("rasa", "sanic", "sanic.root", "sanic.error", "sanic.access", "jieba", "asyncio", "apscheduler"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    structlog.configure(
        processors=[lambda logger, method, event: "structlog"],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        cache_logger_on_first_use=True,
    )
