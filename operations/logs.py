"""The web process's log: one JSON object a line on standard error, with ids, kinds and sizes, never a word.

Our own events (structlog) carry their fields; the servers' and libraries' lines keep level, logger and place, as in
``actions.logs``: an exception's text may quote what it stumbled over.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

from actions.logs import PlaceOnly, kinds

_SERVER = ("uvicorn",)  # its own sentences name addresses to bind and states, never what was sent
_LOUD = ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio")


def to_json_lines() -> None:
    """Send everything that this process says to standard error as JSON lines: ours from info on, others' warnings."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _without_texts,
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlaceOnly(_SERVER))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in _LOUD:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.captureWarnings(True)


def _without_texts(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """An exception becomes its kinds and places."""
    fault = event.pop("exc_info", None)
    if fault is True:
        fault = sys.exc_info()[1]
    if isinstance(fault, tuple):
        fault = fault[1]
    return event | {"raised": kinds(fault)} if isinstance(fault, BaseException) else event
