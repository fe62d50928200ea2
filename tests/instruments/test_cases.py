"""Every case that a clinician can read, against the scores; and three cases at every threshold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from instruments.load import load_all
from instruments.model import Instrument
from instruments.readings import chosen, under
from instruments.score import score

CASES = Path(__file__).parent / "cases"
INSTRUMENTS = load_all()


def files() -> Iterator[dict[str, Any]]:
    for path in sorted(CASES.glob("*.yml")):
        yield yaml.safe_load(path.read_text(encoding="utf-8"))


def every_case() -> Iterator[Any]:
    for file in files():
        for number, case in enumerate(file["cases"], start=1):
            yield pytest.param(file["instrument"], case, id=f"{file['instrument']}-{number}: {case['why']}")


def by_number(answers: str | list[int | None]) -> dict[str, int | str | None]:
    """One character an item, ``-`` for not answered; or a list of numbers."""
    return {str(number): one_answer(answer) for number, answer in enumerate(answers, start=1)}


def one_answer(written: str | int | None) -> int | str | None:
    if isinstance(written, str) and written.isdigit():
        return int(written)
    return None if written == "-" else written


@pytest.mark.parametrize(("name", "case"), list(every_case()))
def test_the_score_is_the_one_counted_by_hand(name: str, case: dict[str, Any]) -> None:
    got = score(INSTRUMENTS[name], by_number(case["answers"]), case.get("reading"))
    assert got.status == case.get("status", "complete")
    assert got.total == case["total"]
    assert got.band == case["band"]
    assert (got.low, got.high) == (case.get("low", case["total"]), case.get("high", case["total"]))
    assert list(got.alarms) == case.get("alarms", [])
    assert got.provisional is case.get("provisional", False)


def edges() -> Iterator[Any]:
    for instrument in INSTRUMENTS.values():
        if not instrument.total:
            continue
        yield from edges_under(instrument, {})
        for reading in instrument.readings:
            for choice in reading.choices:
                if choice.bands or choice.points or choice.weights:
                    yield from edges_under(instrument, {reading.id: choice.id})


def edges_under(instrument: Instrument, wish: dict[str, str]) -> Iterator[Any]:
    for band in under(instrument, chosen(instrument, wish)).bands[1:]:
        yield pytest.param(instrument.name, wish, float(band.lower), id=f"{instrument.name} {wish or ''} {band.token}")


@pytest.mark.parametrize(("name", "wish", "edge"), list(edges()))
def test_every_threshold_has_a_case_below_one_at_it_and_one_above(name: str, wish: dict[str, str], edge: float) -> None:
    near = 1 if all(item.weight.denominator == 1 for item in INSTRUMENTS[name].items) else 0.015
    totals = [
        case["total"]
        for file in files()
        if file["instrument"] == name
        for case in file["cases"]
        if case.get("reading", {}) == wish and case.get("status", "complete") == "complete"
    ]
    assert edge in totals
    assert any(edge - near <= total < edge for total in totals)
    assert any(edge < total <= edge + near for total in totals)


def test_every_instrument_with_a_total_has_cases() -> None:
    assert {file["instrument"] for file in files()} == {one.name for one in INSTRUMENTS.values() if one.total}
