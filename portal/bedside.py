"""The scales' own items for the bedside (DN4 8–10) on the examination sheet: as fields, and as findings read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessment.bedside import bedside_items
from instruments.model import Instrument, Item
from interview.protocol import Protocol
from portal.examination import UNKNOWN, Field, Read, same_finding
from portal.sources import Sources
from portal.words import Words

BY = "C"


def bedside_fields(
    t: Words,
    protocol: Protocol,
    sources: Sources,
    entered: Mapping[str, str],
    given: Mapping[str, Sequence[str]] | None = None,
) -> list[Field]:
    """One field an item, for the scales whose other items this interview asks."""
    return [
        _field(t, instrument, item, sources, entered, given or {})
        for instrument, item in _items(protocol)
    ]  # fmt: skip


def read_bedside(protocol: Protocol, form: Mapping[str, Sequence[str]], findings: Mapping[str, Any]) -> Read:
    """The findings of a sent form that differ from those kept: yes, no, or taken back. Another value is a problem."""
    values: dict[str, Mapping[str, Any]] = {}
    problems: dict[str, str] = {}
    for _, item in _items(protocol):
        sent = next(iter(form.get(f"f:{item.id}", ())), None)
        if sent is None:
            continue
        if sent not in ("true", "false", UNKNOWN):
            problems[item.id] = "wrong_value"
            continue
        value = {"true": True, "false": False}.get(sent)
        if not same_finding(findings.get(item.id), value, BY):
            values[item.id] = {"value": value, "by": BY}
    return Read(values, problems)


def _items(protocol: Protocol) -> Iterator[tuple[Instrument, Item]]:
    for instrument in protocol.instruments.values():
        found = bedside_items(instrument)
        asked = (item.id in protocol.questions for item in instrument.items if item not in found)
        if found and all(asked):
            yield from ((instrument, item) for item in found)


def _field(
    t: Words,
    instrument: Instrument,
    item: Item,
    sources: Sources,
    entered: Mapping[str, str],
    given: Mapping[str, Sequence[str]],
) -> Field:
    finding = sources.findings.get(item.id)
    kept = () if finding is None or finding.value is None else ("true" if finding.value else "false",)
    return Field(
        fact=item.id,
        says=t.say(item.label),
        ask=f"{instrument.name} {item.number}",
        widget="radio",
        choices=(("true", t("yes")), ("false", t("no")), (UNKNOWN, t("value_unknown"))),
        current=tuple(given.get(f"f:{item.id}") or kept),
        sources=((BY, t.token("who", BY)),),
        source=BY,
        entered=entered.get(item.id, ""),
        claimed="",
        proposed="",
        unlocks=0,
        hint="",
    )
