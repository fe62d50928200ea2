"""Erases what patients took back once the site's limit has passed: when the web process starts, and hourly."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import structlog

from records.database import Database
from records.erasing import erase_withdrawn
from records.errors import DatabaseAway

_EVERY_SECONDS = 3600
_log = structlog.get_logger(__name__)


async def keep_erasing(db: Database, limit: timedelta) -> None:
    """Runs until cancelled. A database that is away is tried again an hour later."""
    while True:
        try:
            erased = await asyncio.to_thread(_erase, db, limit)
            if erased:
                _log.info("erased after withdrawal", cases=erased)
        except DatabaseAway:
            _log.warning("records away", at="retention")
        await asyncio.sleep(_EVERY_SECONDS)


def _erase(db: Database, limit: timedelta) -> int:
    now = datetime.now(UTC)
    return erase_withdrawn(db, before=now - limit, now=now)
