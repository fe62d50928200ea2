"""From one definition file to an instrument without words; whatever does not fit is refused with file and line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import cast, get_args

from instruments.bands import check_first_band, check_limits, read_bands, read_limits, read_missing
from instruments.definition_items import read_items
from instruments.entry import Entry
from instruments.model import AnsweredBy, Caveat, Instrument, Item, Licence, Part, Terms
from instruments.readings import read_readings

REQUIRED = ("id", "name", "title", "sources", "licence", "answered_by", "recall", "items", "range", "missing", "bands")
OPTIONAL = (
    *("options", "constant", "total", "parts", "readings", "caveats"),
    *("notes", "evidence", "misprints", "codes", "switched_off"),
)
CODES = ("loinc_panel", "loinc_total", "loinc", "snomed_ct")


def read_definition(entry: Entry, others: Mapping[str, Entry]) -> Instrument:
    """The instrument that this file defines; ``others`` are all files by id, for what is the same there.

    Raises ``DefinitionError`` naming file, line, what was found and what to write instead.
    """
    keys = entry.keys(REQUIRED, OPTIONAL)
    items = read_items(entry, others)
    plain = Instrument(
        id=keys["id"].text(),
        name=keys["name"].text(),
        title=keys["title"].bilingual(),
        sources=keys["sources"].texts(),
        licence=_licence(keys["licence"]),
        answered_by=cast(AnsweredBy, keys["answered_by"].one_of(get_args(AnsweredBy))),
        recall_days=_recall(keys["recall"]),
        items=items,
        constant=keys["constant"].number() if "constant" in keys else Fraction(0),
        limits=read_limits(keys["range"]),
        missing=read_missing(keys["missing"], items),
        bands=read_bands(keys["bands"], others),
        total=keys["total"].truth() if "total" in keys else True,
        parts=tuple(_part(part, items) for part in _list(keys.get("parts"))),
        notes=tuple(note.bilingual() for note in _list(keys.get("notes"))),
        evidence=tuple(line.text() for line in _list(keys.get("evidence"))),
        misprints=tuple(line.text() for line in _list(keys.get("misprints"))),
        codes={key: code.text() for key, code in keys["codes"].keys((), CODES).items()} if "codes" in keys else {},
        switched_off=keys["switched_off"].bilingual() if "switched_off" in keys else None,
    )
    if plain.total:
        check_limits(keys["range"], items, plain.constant, plain.limits)
    check_first_band(keys["bands"], plain.bands, plain.limits)
    readings = read_readings(keys["readings"], plain, others) if "readings" in keys else ()
    whole = replace(plain, readings=readings)
    return replace(whole, caveats=tuple(_caveat(caveat, whole) for caveat in _list(keys.get("caveats"))))


def _list(entry: Entry | None) -> list[Entry]:
    return [] if entry is None else entry.list()


def _licence(entry: Entry) -> Licence:
    keys = entry.keys(("terms", "from"), ("ask",))
    terms = cast(Terms, keys["terms"].one_of(get_args(Terms)))
    if (terms == "ask") != ("ask" in keys):
        raise entry.wrong(f"terms: {terms} with these keys", "ask: whom to ask for terms: ask, and for nothing else")
    return Licence(terms=terms, ask=keys["ask"].text() if "ask" in keys else None, source=keys["from"].text())


def _recall(entry: Entry) -> int | None:
    keys = entry.keys(("days",))
    return None if keys["days"].value == "none" else keys["days"].whole()


def _part(entry: Entry, items: Sequence[Item]) -> Part:
    keys = entry.keys(("id", "says", "items"), ("banded", "source"))
    known = [item.id for item in items]
    return Part(
        id=keys["id"].text(),
        says=keys["says"].bilingual(),
        items=tuple(id.one_of(known) for id in keys["items"].list()),
        banded=keys["banded"].truth() if "banded" in keys else False,
        source=keys["source"].text() if "source" in keys else "",
    )


def _caveat(entry: Entry, instrument: Instrument) -> Caveat:
    keys = entry.keys(("id", "bands", "causes", "says", "source"))
    for token in keys["bands"].list():
        if instrument.band(token.text()) is None:
            raise token.wrong(repr(token.value), f"one of {', '.join(band.token for band in instrument.bands)}")
    return Caveat(
        id=keys["id"].text(),
        bands=keys["bands"].texts(),
        causes=keys["causes"].texts(),
        says=keys["says"].bilingual(),
        source=keys["source"].text(),
    )
