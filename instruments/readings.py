"""Points on which sources disagree: the readings a site may choose between, and an instrument under a choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from instruments.bands import check_first_band, check_limits, read_bands, read_limits, read_missing
from instruments.entry import Entry
from instruments.model import Instrument, Item, Reading, ReadingChoice

CHANGES = ("bands", "points", "weights", "parts", "missing", "range")


def read_readings(entry: Entry, plain: Instrument, others: Mapping[str, Entry]) -> tuple[Reading, ...]:
    """The readings of a definition; each choice is applied once, so that it cannot fail when a site picks it."""
    return tuple(_reading(one, plain, others) for one in entry.list())


def chosen(instrument: Instrument, readings: Mapping[str, str] | None) -> dict[str, str]:
    """Which choice counts for each reading: the default, or the one named in ``readings``.

    Raises ``ValueError`` for a reading or choice that the instrument does not have.
    """
    picked = {reading.id: reading.default for reading in instrument.readings}
    for id, choice in (readings or {}).items():
        known = {reading.id: [one.id for one in reading.choices] for reading in instrument.readings}
        if id not in known:
            raise ValueError(f"{instrument.name} has no reading {id!r}; it has {', '.join(known) or 'none'}")
        if choice not in known[id]:
            raise ValueError(f"reading {id!r} of {instrument.name} cannot be {choice!r}; one of {', '.join(known[id])}")
        picked[id] = choice
    return picked


def under(instrument: Instrument, picked: Mapping[str, str]) -> Instrument:
    """The instrument as it reads with these choices; ``picked`` as ``chosen`` gives it."""
    for reading in instrument.readings:
        choice = next(one for one in reading.choices if one.id == picked[reading.id])
        instrument = _with(instrument, choice)
    return instrument


def _with(instrument: Instrument, choice: ReadingChoice) -> Instrument:
    return replace(
        instrument,
        items=tuple(_item_with(item, choice) for item in instrument.items),
        bands=instrument.bands if choice.bands is None else choice.bands,
        missing=choice.missing or instrument.missing,
        limits=choice.limits or instrument.limits,
        parts=tuple(replace(part, items=choice.parts.get(part.id, part.items)) for part in instrument.parts),
    )


def _item_with(item: Item, choice: ReadingChoice) -> Item:
    points = choice.points.get(item.id, {})
    options = tuple(replace(option, points=points.get(option.value, option.points)) for option in item.options)
    return replace(item, options=options, weight=choice.weights.get(item.id, item.weight))


def _reading(entry: Entry, plain: Instrument, others: Mapping[str, Entry]) -> Reading:
    keys = entry.keys(("id", "says", "default", "choices"))
    choices = tuple(_choice(one, plain, others) for one in keys["choices"].list())
    default = keys["default"].one_of([choice.id for choice in choices])
    return Reading(id=keys["id"].text(), says=keys["says"].bilingual(), default=default, choices=choices)


def _choice(entry: Entry, plain: Instrument, others: Mapping[str, Entry]) -> ReadingChoice:
    keys = entry.keys(("id", "says", "source"), CHANGES)
    items = plain.items
    choice = ReadingChoice(
        id=keys["id"].text(),
        says=keys["says"].bilingual(),
        source=keys["source"].text(),
        bands=read_bands(keys["bands"], others) if "bands" in keys else None,
        points={
            id: {_value(option): points.number() for option, points in table.mapping().items()}
            for id, table in _by_item(keys.get("points"), items).items()
        },
        weights={id: weight.number() for id, weight in _by_item(keys.get("weights"), items).items()},
        parts=_parts(keys.get("parts"), plain),
        missing=read_missing(keys["missing"], items) if "missing" in keys else None,
        limits=read_limits(keys["range"]) if "range" in keys else None,
    )
    changed = _with(plain, choice)
    check_limits(entry, changed.items, changed.constant, changed.limits)
    check_first_band(entry, changed.bands, changed.limits)
    return choice


def _by_item(entry: Entry | None, items: Sequence[Item]) -> dict[str, Entry]:
    if entry is None:
        return {}
    return entry.keys((), [item.id for item in items])


def _parts(entry: Entry | None, plain: Instrument) -> dict[str, tuple[str, ...]]:
    if entry is None:
        return {}
    known = [item.id for item in plain.items]
    table = entry.keys((), [part.id for part in plain.parts])
    return {id: tuple(one.one_of(known) for one in ids.list()) for id, ids in table.items()}


def _value(text: str) -> int | str:
    return int(text) if text.lstrip("-").isdigit() else text
