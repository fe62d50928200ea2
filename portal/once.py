"""A form that is sent twice does its work once: the few results of the last minutes, by the form's own key."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

KEPT_FOR = timedelta(minutes=10)
AT_MOST = 256


@dataclass
class Once:
    """Kept in memory only: an invitation's token is stored nowhere but as a hash."""

    _kept: OrderedDict[tuple[str, str], tuple[datetime, Any]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def find(self, user: str, key: str, now: datetime) -> Any | None:
        """What this user's form came to, ``None`` where it has not been sent in the last ten minutes."""
        kept = self._kept.get((user, key))
        return kept[1] if kept is not None and now - kept[0] < KEPT_FOR else None

    def keep(self, user: str, key: str, result: Any, now: datetime) -> None:
        """Remember what the form came to; the oldest results leave."""
        self._kept[(user, key)] = (now, result)
        while len(self._kept) > AT_MOST or now - next(iter(self._kept.values()))[0] >= KEPT_FOR:
            self._kept.popitem(last=False)
