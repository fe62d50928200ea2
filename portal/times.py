"""Times and numbers as the ward writes them."""

from __future__ import annotations

import datetime as dates
from datetime import datetime
from zoneinfo import ZoneInfo

from portal.words import Words

WARD = ZoneInfo("Asia/Shanghai")


def date(day: dates.date | datetime | None) -> str:
    """``2026-11-25``; empty for none."""
    if isinstance(day, datetime):
        day = day.astimezone(WARD).date()
    return day.isoformat() if day else ""


def clock(moment: datetime | None) -> str:
    """``11-23 14:05`` on the ward's clock; empty for none."""
    return moment.astimezone(WARD).strftime("%m-%d %H:%M") if moment else ""


def number(value: float | int | None) -> str:
    """A number without a needless ``.0`` and with one decimal at most, cut, not rounded: 2.96 months are 2.9."""
    if value is None:
        return ""
    cut = int(abs(value) * 10 + 1e-9) / 10
    return ("-" if value < 0 and cut else "") + f"{cut:g}"


def since(t: Words, then: datetime, now: datetime) -> str:
    """How long ago, in words: minutes, hours, days."""
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 60:
        return t("since_minutes", n=minutes)
    return t("since_hours", n=minutes // 60) if minutes < 48 * 60 else t("since_days", n=minutes // 1440)
