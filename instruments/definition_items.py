"""The items and options of a definition file, each written once and shared where two scales hold the same item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Literal, cast, get_args

from instruments.entry import Entry
from instruments.model import Alarm, AnsweredBy, Item, Kind, Option

REQUIRED = ("id", "about", "kind")
OPTIONAL = ("options", "low", "high", "weight", "counted", "asked_if", "alarm", "answered_by", "loinc")


def read_items(definition: Entry, others: Mapping[str, Entry]) -> tuple[Item, ...]:
    """The items in order, numbered from 1; ``same_as`` takes an item over from whichever file defines it."""
    items: list[Item] = []
    for number, entry in enumerate(definition.mapping()["items"].list(), start=1):
        item = _shared(entry, others) if "same_as" in entry.mapping() else _own(entry, definition)
        if any(item.id == other.id for other in items):
            raise entry.wrong(f"the item {item.id!r} again", "another id")
        items.append(replace(item, number=str(number)))
    return tuple(items)


def _own(entry: Entry, definition: Entry) -> Item:
    keys = entry.keys(REQUIRED, OPTIONAL)
    facts = definition.mapping()
    kind = cast(Kind, keys["kind"].one_of(get_args(Kind)))
    scale = keys["answered_by"] if "answered_by" in keys else facts["answered_by"]
    item = Item(
        id=keys["id"].text(),
        number="",
        about=keys["about"].text(),
        kind=kind,
        answered_by=cast(AnsweredBy, scale.one_of(get_args(AnsweredBy))),
        options=_options(keys["options"], facts.get("options")) if "options" in keys else (),
        option_set=keys["options"].text() if "options" in keys else None,
        low=keys["low"].whole() if "low" in keys else None,
        high=keys["high"].whole() if "high" in keys else None,
        weight=keys["weight"].number() if "weight" in keys else Fraction(1),
        counted=keys["counted"].truth() if "counted" in keys else True,
        asked_if=cast(Literal["any_symptom"], keys["asked_if"].one_of(("any_symptom",)))
        if "asked_if" in keys
        else None,
        alarm=_alarm(keys["alarm"]) if "alarm" in keys else None,
        loinc=keys["loinc"].text() if "loinc" in keys else None,
    )
    _check_shape(item, entry)
    return item


def _check_shape(item: Item, entry: Entry) -> None:
    number = item.kind in ("number", "nrs")
    if number and (item.low is None or item.high is None or item.options):
        raise entry.wrong(f"{item.id} of kind {item.kind} without its range", "low: and high:, and no options")
    if not number and (not item.options or item.low is not None or item.high is not None):
        raise entry.wrong(f"{item.id} of kind {item.kind} without its options", "options:, and no low or high")
    for option in item.scored_options():
        if option.points is None and isinstance(option.value, str):
            raise entry.wrong(f"the option {option.value!r} of {item.id} without points", "points: in that option")


def _shared(entry: Entry, others: Mapping[str, Entry]) -> Item:
    keys = entry.keys(("same_as",), ("weight",))
    wanted = keys["same_as"].text()
    for definition in others.values():
        for candidate in definition.mapping()["items"].list():
            id = candidate.mapping().get("id")
            if id is not None and id.text() == wanted:
                item = _own(candidate, definition)
                return replace(item, weight=keys["weight"].number()) if "weight" in keys else item
    raise entry.wrong(f"same_as: {wanted}, which no definition has", "the id of an item of another definition")


def _options(name: Entry, sets: Entry | None) -> tuple[Option, ...]:
    known = sets.mapping() if sets else {}
    wanted = name.one_of(list(known)) if known else ""
    if not wanted:
        raise name.wrong(repr(name.value), "an options: block at the top of the file that has this name")
    return tuple(_option(entry) for entry in known[wanted].list())


def _option(entry: Entry) -> Option:
    keys = entry.keys(("value",), ("points", "not_assessed", "loinc"))
    return Option(
        value=keys["value"].whole_or_text(),
        points=keys["points"].number() if "points" in keys else None,
        not_assessed=keys["not_assessed"].truth() if "not_assessed" in keys else False,
        loinc=keys["loinc"].text() if "loinc" in keys else None,
    )


def _alarm(entry: Entry) -> Alarm:
    keys = entry.keys(("from", "raise"))
    return Alarm(at_least=keys["from"].whole(), code=keys["raise"].text())
