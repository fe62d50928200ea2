"""All instruments of this installation, with their words where the licence allows, and the version of their facts."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from instruments.definition import read_definition
from instruments.entry import DefinitionError, Entry, read
from instruments.model import Instrument, Item
from instruments.wording import with_words

ROOM = Path(__file__).parent
OWN = "own"


def load_all(
    *,
    licensed: Collection[str] | None = None,
    pack: str = OWN,
    confirmed: Collection[str] = (),
    room: Path = ROOM,
) -> Mapping[str, Instrument]:
    """Every instrument by its name (``PHQ-9``), in the order of the files' names.

    ``licensed``   names for which the site holds the rights holder's permission. A scale that needs it and is not
                   named comes as a skeleton: codes and weights, no words. ``None`` switches all on (demonstration).
    ``pack``       the wording pack, a folder of ``wordings``; an instrument that it lacks keeps our own words.
    ``confirmed``  names of switched-off scales whose coefficients the site has confirmed: they are switched on.
    Raises ``DefinitionError`` for a file that does not fit, ``ValueError`` for a name or a pack that does not exist.
    """
    entries = _definitions(room)
    facts = [read_definition(entry, entries) for entry in entries.values()]
    _check_names(facts, entries)
    names = [instrument.name for instrument in facts]
    for name in [*(licensed or ()), *confirmed]:
        if name not in names:
            raise ValueError(f"there is no instrument {name!r}; there are {', '.join(names)}")
    if not (room / "wordings" / pack).is_dir():
        raise ValueError(f"there is no wording pack {pack!r}; make the folder wordings/{pack}")
    switched = [replace(one, switched_off=None) if one.name in confirmed else one for one in facts]
    worded = _worded(switched, entries, room, pack)
    return {
        one.name: one if licensed is None or one.name in licensed or not one.licence.must_be_asked else bare
        for one, bare in zip(worded, switched, strict=True)
    }


def version(room: Path = ROOM) -> str:
    """A hash over the contents of all definition files: two assessments with one version used the same facts."""
    digest = hashlib.sha256()
    for path in sorted((room / "definitions").glob("*.yml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _definitions(room: Path) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for path in sorted((room / "definitions").glob("*.yml")):
        entry = read(path)
        id = entry.keys(("id",), list(entry.mapping()))["id"]
        if id.text() != path.stem:
            raise id.wrong(f"id: {id.text()}", f"id: {path.stem}, the name of the file")
        if "items" not in entry.mapping():
            raise entry.wrong("no key 'items'", "items: … here")
        entries[path.stem] = entry
    return entries


def _check_names(facts: Collection[Instrument], entries: Mapping[str, Entry]) -> None:
    seen: dict[str, str] = {}
    for instrument in facts:
        if instrument.name in seen:
            name = entries[instrument.id].mapping()["name"]
            raise name.wrong(f"name: {instrument.name}, as in {seen[instrument.name]}.yml", "another name")
        seen[instrument.name] = instrument.id


def _worded(facts: list[Instrument], entries: Mapping[str, Entry], room: Path, pack: str) -> list[Instrument]:
    """Instruments whose items are all their own come first, so that the others can borrow their words."""
    done: dict[str, Instrument] = {}
    shared: dict[str, Item] = {}
    for instrument in sorted(facts, key=lambda one: _borrows(entries[one.id])):
        words, used = _words(room, pack, instrument)
        done[instrument.id] = with_words(instrument, words, used, shared)
        shared |= {item.id: item for item in done[instrument.id].items if item.id not in shared}
    return [done[instrument.id] for instrument in facts]


def _borrows(entry: Entry) -> bool:
    return any("same_as" in item.mapping() for item in entry.mapping()["items"].list())


def _words(room: Path, pack: str, instrument: Instrument) -> tuple[Entry, str]:
    for name in dict.fromkeys((pack, OWN)):
        path = room / "wordings" / name / f"{instrument.id}.yml"
        if path.is_file():
            return read(path), name
    raise DefinitionError(f"wordings/{OWN}/{instrument.id}.yml: found no such file; write the words of its items")
