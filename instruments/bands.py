"""How a total is read: its range, its bands as lower edges, and what happens while items are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import cast, get_args

from instruments.entry import Entry
from instruments.model import Band, Item, Missing, MissingRule

Limits = tuple[Fraction, Fraction]


def band_of(bands: Sequence[Band], total: Fraction) -> str | None:
    """The token of the band that holds this total; ``None`` where no bands are defined."""
    held = [band.token for band in bands if band.lower <= total]
    return held[-1] if held else None


def read_bands(entry: Entry, others: Mapping[str, Entry]) -> tuple[Band, ...]:
    """Bands in rising order, or ``{same_as: id}`` for those of another definition."""
    if isinstance(entry.value, dict):
        wanted = entry.keys(("same_as",))["same_as"]
        bands = others[wanted.one_of(list(others))].mapping()["bands"]
        if isinstance(bands.value, dict):
            raise wanted.wrong(f"same_as: {wanted.value}, whose bands are taken over as well", "where they are written")
        return read_bands(bands, others)
    read = [_band(one) for one in entry.list()]
    for one, before, after in zip(entry.list()[1:], read, read[1:], strict=False):
        if after.lower <= before.lower:
            raise one.wrong(f"from: {after.lower} after from: {before.lower}", "the bands in rising order")
    return tuple(read)


def read_limits(entry: Entry) -> Limits:
    """The range that the source gives for the total."""
    keys = entry.keys(("low", "high"))
    return keys["low"].number(), keys["high"].number()


def read_missing(entry: Entry, items: Sequence[Item]) -> Missing:
    """The rule for missing items, with the source that states it (or the words that none was found)."""
    keys = entry.keys(("rule", "source"), ("up_to", "never"))
    rule = cast(MissingRule, keys["rule"].one_of(get_args(MissingRule)))
    if (rule == "person_mean") != ("up_to" in keys):
        raise entry.wrong(f"rule: {rule} with these keys", "up_to: n for person_mean, and for nothing else")
    known = [item.id for item in items]
    never = keys["never"].list() if "never" in keys else []
    return Missing(
        rule=rule,
        source=keys["source"].text(),
        up_to=keys["up_to"].whole() if "up_to" in keys else 0,
        never=tuple(id.one_of(known) for id in never),
    )


def check_limits(entry: Entry, items: Sequence[Item], constant: Fraction, limits: Limits) -> None:
    """Refuses a range that the weights do not give: one of the two is then a slip of the pen."""
    counted = [item.span() for item in items if item.counted]
    low = constant + sum((span[0] for span in counted), Fraction(0))
    high = constant + sum((span[1] for span in counted), Fraction(0))
    if (low, high) != limits:
        found = f"{float(limits[0]):g} to {float(limits[1]):g}"
        raise entry.wrong(f"the range {found}", f"{float(low):g} to {float(high):g}, or correct the weights")


def check_first_band(entry: Entry, bands: Sequence[Band], limits: Limits) -> None:
    """Refuses bands that leave the lowest totals without one."""
    if bands and bands[0].lower != limits[0]:
        low = f"{float(limits[0]):g}"
        raise entry.wrong(f"a first band from {float(bands[0].lower):g}", f"from: {low}, the lowest total")


def _band(entry: Entry) -> Band:
    keys = entry.keys(("from", "is", "says"))
    return Band(lower=keys["from"].number(), token=keys["is"].text(), says=keys["says"].bilingual())
