"""Scores as a clinician reads them: the number or its bounds, the cut-offs, the items, what must stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessment.bedside import score_with_bedside
from instruments.model import Caveat, Instrument
from interview.protocol import Protocol
from portal.said import ends, stretch
from portal.sources import Sources, Valued
from portal.times import number
from portal.words import Words

APART = ("PHQ-9",)  # pain, cord injury and the medicines themselves raise its bodily items: shown apart at a glance too
DN4, DN4_INTERVIEW = "DN4", "DN4-interview"
WIDTH = 200.0  # of the bar's drawing
AT_LEAST_WIDE = 4.0


@dataclass(frozen=True, slots=True)
class Scale:
    """A bar to draw: the stretch from ``at``, ``width`` wide, the cut-offs and single marks, all of ``WIDTH``."""

    says: str
    at: float | None
    width: float
    open: bool
    cuts: tuple[float, ...] = ()
    marks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of a scale with its answer."""

    number: str
    label: str
    value: Valued
    examined: bool


@dataclass(frozen=True, slots=True)
class ScoreView:
    """One scale's latest score."""

    name: str
    title: str
    value: str
    known: bool
    of: str
    status: str
    band: str | None
    open: bool
    cuts: str
    scale: Scale | None
    missing: tuple[str, ...]
    parts: tuple[str, ...]
    brief: tuple[str, ...]
    items: tuple[ItemView, ...]
    caveat: str
    beside: tuple[str, ...]
    wording: str
    readings: tuple[tuple[str, str], ...]
    provisional: bool
    proxy: bool
    alarms: tuple[str, ...]


def score_view(t: Words, instrument: Instrument, data: Mapping[str, Any], sources: Sources) -> ScoreView:
    """The stored score ``data`` (as the score command writes it) of this instrument."""
    low, high, total = data["low"], data["high"], data["total"]
    status = str(data["status"])
    shown = total if total is not None else (None if low is None else {"low": low, "high": high})
    statement = shown is not None
    lowest, highest = float(instrument.limits[0]), float(instrument.limits[1])
    cuts = [float(band.lower) for band in instrument.bands if float(band.lower) > lowest]
    band = data.get("band")
    found = instrument.band(band) if band else None
    caveat = _caveat(instrument, band, sources)
    says = t.say(found.says) if found else (t("score_undetermined") if band == "undetermined" else None)
    return ScoreView(
        name=instrument.name,
        title=t.say(instrument.title),
        value=stretch(t, shown) if statement else t("unknown"),
        known=statement,
        of=number(highest),
        status=t("score_no_statement") if not statement and status == "incomplete" else t(f"score_status_{status}"),
        band=t("score_not_excluding", band=says) if caveat and says else says,
        open=status in ("incomplete", "invalid"),
        cuts=t("cut_at", n=" / ".join(number(cut) for cut in cuts)) if cuts else "",
        scale=_bar(t, instrument.name, low, high, lowest, highest, cuts) if statement else None,
        missing=tuple(data.get("missing") or ()),
        parts=tuple(_parts(t, instrument, data)),
        brief=tuple(_brief(t, instrument, data)),
        items=tuple(_items(t, instrument, sources)),
        caveat=t.say(caveat.says) if caveat else "",
        beside=tuple(t.say(note) for note in instrument.notes),
        wording=t(f"wording_{instrument.wording.status if instrument.wording else 'own'}"),
        readings=tuple(_readings(t, instrument, data.get("reading") or {})),
        provisional=bool(data.get("provisional")),
        proxy=sources.by_proxy(item.id for item in instrument.items),
        alarms=tuple(t.token("alert", alarm) for alarm in data.get("alarms") or ()),
    )


def with_examination(t: Words, protocol: Protocol, kept: Sequence[ScoreView], sources: Sources) -> list[ScoreView]:
    """After DN4's interview part the whole DN4 as bounds: how far the bedside items can still move it."""
    views: list[ScoreView] = []
    for one in kept:
        views.append(one)
        whole = protocol.instruments.get(DN4)
        if one.name == DN4_INTERVIEW and whole is not None and all(view.name != DN4 for view in kept):
            given = {item: answer.value for item, answer in sources.answers.items() if answer.known}
            found = {item: finding.value for item, finding in sources.findings.items()}
            views.append(score_view(t, whole, score_with_bedside(whole, given, found).to_full_data(), sources))
    return views


def nrs_scale(t: Words, worst: Any, average: Any, cut: float) -> Scale:
    """Worst and average on one line from 0 to 10, a range as a stretch, with the consensus' cut-off."""
    marks = [_x(sum(ends(value)) / 2, 0, 10) for value in (average, worst) if value is not None]
    low, high = ends(worst) if worst is not None else (0.0, 0.0)
    wide = worst is not None and low < high
    return Scale(
        says=t("pain_picture"),
        at=_x(low, 0, 10) if wide else None,
        width=_x(high, 0, 10) - _x(low, 0, 10) if wide else 0,
        open=wide,
        cuts=(_x(cut, 0, 10),),
        marks=tuple(marks),
    )


def _bar(t: Words, name: str, low: float, high: float, lowest: float, highest: float, cuts: list[float]) -> Scale:
    start, end = _x(low, lowest, highest), _x(high, lowest, highest)
    width = max(end - start, AT_LEAST_WIDE)
    return Scale(
        says=t("score_bar", name=name, low=number(low), high=number(high), of=number(highest)),
        at=min(start, WIDTH - width),
        width=width,
        open=low != high,
        cuts=tuple(_x(cut, lowest, highest) for cut in cuts),
    )


def _x(value: float, lowest: float, highest: float) -> float:
    return round(WIDTH * (value - lowest) / (highest - lowest), 1)


def _items(t: Words, instrument: Instrument, sources: Sources) -> list[ItemView]:
    return [
        ItemView(item.number, t.say(item.label) or t.say(item.text) or item.about, sources.item(t, item.id),
                 item.answered_by == "clinician")
        for item in instrument.items
    ]  # fmt: skip


def _parts(t: Words, instrument: Instrument, data: Mapping[str, Any]) -> list[str]:
    says = {part.id: part.says for part in instrument.parts}
    return [
        t("score_part", name=t.say(says[part["id"]]), value=stretch(t, part))
        for part in data.get("parts") or ()
        if part["id"] in says and part.get("low") is not None
    ]


def _brief(t: Words, instrument: Instrument, data: Mapping[str, Any]) -> Iterator[str]:
    """The parts without their items' numbers, for the scales whose parts are read apart."""
    if instrument.name not in APART:
        return
    says = {part.id: re.split(r" ?[（(]", t.say(part.says))[0] for part in instrument.parts}
    for part in data.get("parts") or ():
        if part["id"] in says and part.get("low") is not None:
            yield t("score_part", name=says[part["id"]], value=stretch(t, part))


def _caveat(instrument: Instrument, band: str | None, sources: Sources) -> Caveat | None:
    """What must stand beside this band for the cause of this case; nothing where the cause is another."""
    causes = sources.causes()
    return next((one for one in instrument.caveats if band in one.bands and causes & set(one.causes)), None)


def _readings(t: Words, instrument: Instrument, chosen: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Where sources disagree about this scale: the point, and the reading that was used."""
    for reading in instrument.readings:
        used = next((choice for choice in reading.choices if choice.id == chosen.get(reading.id)), None)
        if used is not None:
            yield t.say(reading.says), t.say(used.says)
