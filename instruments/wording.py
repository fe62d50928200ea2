"""The words of an instrument, from a wording pack: our own plain ones, or the licensed ones a site drops in."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from instruments.entry import Entry
from instruments.model import Instrument, Item, Option, Wording

REQUIRED = ("instrument", "status", "says", "items")
OPTIONAL = ("intro", "options")
SAID_TO_PATIENTS = ("text", "help", "example", "why")


def with_words(instrument: Instrument, entry: Entry, pack: str, shared: dict[str, Item]) -> Instrument:
    """The instrument with the words of this file.

    ``shared`` holds, by id, items of other instruments that already have their words: an item that this file does not
    name takes its words from there. Raises ``DefinitionError`` where an item or an option has no words at all.
    """
    keys = entry.keys(REQUIRED, OPTIONAL)
    if keys["instrument"].text() != instrument.id:
        raise keys["instrument"].wrong(repr(keys["instrument"].value), repr(instrument.id))
    words = keys["items"].keys((), [item.id for item in instrument.items])
    sets = keys["options"].mapping() if "options" in keys else {}
    items = []
    for item in instrument.items:
        if item.id in words:
            items.append(_worded(item, words[item.id], sets))
        elif item.id in shared:
            items.append(_borrowed(item, shared[item.id]))
        else:
            raise keys["items"].wrong(f"no words for {item.id}", f"{item.id}: {{label: …, text: …}}")
    wording = Wording(
        pack=pack,
        status=cast(Literal["own", "licensed"], keys["status"].one_of(("own", "licensed"))),
        says=keys["says"].bilingual(),
        intro=keys["intro"].bilingual() if "intro" in keys else {},
    )
    return replace(instrument, items=tuple(items), wording=wording)


def _borrowed(item: Item, other: Item) -> Item:
    return replace(
        item,
        options=other.options,
        label=other.label,
        text=other.text,
        help=other.help,
        example=other.example,
        why=other.why,
    )


def _worded(item: Item, entry: Entry, sets: dict[str, Entry]) -> Item:
    required = ("label", "text") if item.answered_by == "patient" else ("label",)
    keys = entry.keys(required, [key for key in SAID_TO_PATIENTS if key not in required])
    said = {key: words.bilingual() for key, words in keys.items()}
    worded = replace(
        item,
        label=said["label"],
        text=said.get("text", {}),
        help=said.get("help", {}),
        example=said.get("example", {}),
        why=said.get("why", {}),
    )
    if item.option_set is None:
        return worded
    if item.option_set not in sets:
        raise entry.wrong(f"no words for the options {item.option_set!r}", f"options: {item.option_set}: … above")
    table = sets[item.option_set].keys([str(option.value) for option in item.options])
    return replace(worded, options=tuple(_said(option, table[str(option.value)]) for option in item.options))


def _said(option: Option, entry: Entry) -> Option:
    keys = entry.keys(("zh", "en"), ("words",))
    return replace(
        option,
        says={"zh": keys["zh"].text(), "en": keys["en"].text()},
        words=keys["words"].texts() if "words" in keys else (),
    )
