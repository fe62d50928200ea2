"""One page on an instrument for the people who use it: source, rules, licence, codes, and where sources disagree."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from instruments.load import ROOM, load_all
from instruments.model import Band, Instrument, Item, Reading

TERMS = {"free": "free to use", "public_domain": "public domain", "ask": "permission needed"}
MISSING = {
    "bounds": "lowest and highest total still possible; the band once both ends fall into one",
    "complete_only": "no statement until every item is answered",
    "person_mean": "up to {up_to} missing items (never item {never}) are replaced by the mean of the answered ones; "
    "otherwise no statement",
}


def page(instrument: Instrument) -> str:
    """The page in Markdown; everything on it comes from the definition and its wording pack."""
    return "\n".join(_lines(instrument)).rstrip() + "\n"


def index(instruments: list[Instrument]) -> str:
    """The table of all instruments, in Markdown."""
    rows = [
        f"| [{one.name}]({one.id}.md) | {one.title['en']} | {len(one.counted())} | {_range(one)} | "
        f"{TERMS[one.licence.terms]} | {_asked(one)} |"
        for one in instruments
    ]
    return "\n".join(
        [
            "# Instruments",
            "",
            "Each page is made from its definition by `python -m instruments.page`; a test compares them.",
            "All are aids to a clinician, none is a diagnosis. A missing item is never counted as zero. A range that a",
            "patient gave (7 to 8) is kept: the total then has bounds, and the band is told once both ends share it.",
            "",
            "| name | what | items | range | licence | in the interview |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def write(folder: Path) -> None:
    """One page an instrument and the table as README.md, with our own wording."""
    instruments = list(load_all().values())
    folder.mkdir(parents=True, exist_ok=True)
    for one in instruments:
        (folder / f"{one.id}.md").write_text(page(one), encoding="utf-8")
    (folder / "README.md").write_text(index(instruments), encoding="utf-8")


def _asked(one: Instrument) -> str:
    if one.answered_by == "clinician":
        return "no, rated by clinicians"
    if one.switched_off:
        return "switched off until confirmed"
    examined = [item.number for item in one.items if item.answered_by == "clinician"]
    return f"yes, but items {', '.join(examined)} are examined" if examined else "yes"


def _lines(one: Instrument) -> Iterator[str]:
    yield from (f"# {one.name}", "", f"{one.title['zh']} · {one.title['en']}", "")
    if one.switched_off:
        yield from (f"**Switched off in the interview.** {one.switched_off['en']}.", "")
    yield from ("## Source", "", *(f"- {source}" for source in one.sources), "")
    yield from ("## Licence and wording", "", f"- {TERMS[one.licence.terms]}: {one.licence.source}")
    if one.licence.ask:
        yield f"- ask: {one.licence.ask}. Until the site's settings name it as licensed, only its codes are loaded"
    if one.wording:
        yield f"- wording: {one.wording.says['en']}; a licensed pack replaces it without code"
    yield from ("", "## Items", "", *_items(one), "")
    yield from ("## Score", "", *_score(one), "")
    if one.readings:
        yield from (
            "## Where sources disagree",
            "",
            *(line for reading in one.readings for line in _reading(reading)),
            "",
        )
    if one.misprints:
        yield from ("## Misprints seen, and not followed", "", *(f"- {line}" for line in one.misprints), "")
    if one.caveats or one.notes:
        yield from ("## Read it with care", "", *(f"- {note['en']}" for note in one.notes))
        for caveat in one.caveats:
            yield f"- shown beside `{'`, `'.join(caveat.bands)}` for {', '.join(caveat.causes)}: {caveat.says['en']}"
            yield f"  (source: {caveat.source})"
        yield ""
    if one.evidence:
        yield from ("## Evidence", "", *(f"- {line}" for line in one.evidence), "")
    if one.codes:
        yield from ("## Codes", "", *(f"- {system}: {code}" for system, code in one.codes.items()))


def _items(one: Instrument) -> Iterator[str]:
    recall = {None: "no period named", 0: "right now"}.get(one.recall_days, f"past {one.recall_days} days")
    yield from (
        f"Looks back: {recall}.",
        "",
        "| no. | id | about | by | values | LOINC |",
        "| --- | --- | --- | --- | --- | --- |",
    )
    for item in one.items:
        extra = "" if item.counted else " (not counted)"
        alarm = f"; {item.alarm.at_least} or more raises {item.alarm.code}" if item.alarm else ""
        yield (
            f"| {item.number} | {item.id} | {item.about}{extra} | {item.answered_by} | {_values(item)}{alarm} | "
            f"{item.loinc or ''} |"
        )


def _values(item: Item) -> str:
    if not item.options:
        weight = "" if item.weight == 1 else f" × {_number(item.weight)}"
        return f"{item.low} to {item.high}{weight}"
    shown = []
    for option in item.options:
        if option.not_assessed:
            shown.append(f"{option.value} (not assessed)")
        elif item.points(option) == option.value:
            shown.append(str(option.value))
        else:
            shown.append(f"{option.value} (adds {_number(item.points(option))})")
    return ", ".join(shown)


def _score(one: Instrument) -> Iterator[str]:
    if one.total:
        constant = f", plus the constant {_number(one.constant)}" if one.constant else ""
        yield f"- total: the sum of the items' points{constant}; {_range(one)}"
    else:
        yield "- no total: each rating is read by itself"
    yield f"- bands: {_bands(one.bands)}"
    never = ", ".join(one.item(id).number for id in one.missing.never)
    rule = MISSING[one.missing.rule].format(up_to=one.missing.up_to, never=never)
    yield f"- missing items: {rule} ({one.missing.source})"
    for part in one.parts:
        numbers = ", ".join(one.item(id).number for id in part.items)
        yield f"- part `{part.id}`: items {numbers}" + (f" ({part.source})" if part.source else "")


def _reading(reading: Reading) -> Iterator[str]:
    yield f"- `{reading.id}`, {reading.says['en']}:"
    for choice in reading.choices:
        default = " (default)" if choice.id == reading.default else ""
        yield f"  - `{choice.id}`{default}: {choice.says['en']}. {choice.source}"


def _bands(bands: tuple[Band, ...]) -> str:
    return "; ".join(f"`{band.token}` from {_number(band.lower)}" for band in bands)


def _range(one: Instrument) -> str:
    return f"{_number(one.limits[0])} to {_number(one.limits[1])}"


def _number(number: Fraction) -> str:
    return f"{float(number):g}"


if __name__ == "__main__":
    write(ROOM.parent / "docs" / "instruments")
