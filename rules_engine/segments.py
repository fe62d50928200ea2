"""Cord segments in their order from C1 to S4-5, and the candidate segments of each region of the body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

SEGMENTS: tuple[str, ...] = (
    *(f"C{n}" for n in range(1, 9)),
    *(f"T{n}" for n in range(1, 13)),
    *(f"L{n}" for n in range(1, 6)),
    "S1", "S2", "S3", "S4-5",
)  # fmt: skip
INDEX: Mapping[str, int] = {segment: number for number, segment in enumerate(SEGMENTS)}


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the body. ``segments`` are its candidates, ``wider`` the overlap printed in brackets."""

    code: str
    segments: tuple[str, ...]
    wider: tuple[str, ...]
    phantom: Literal["upper", "lower"] | None
    outside: bool


@cache
def regions() -> Mapping[str, Region]:
    """Every region, by code."""
    table = yaml.safe_load((Path(__file__).parent / "data" / "regions.yml").read_text(encoding="utf-8"))
    return {
        code: Region(
            code,
            _spread(row.get("segments", ())),
            _spread(row.get("wider", ())),
            row.get("phantom"),
            bool(row.get("outside")),
        )
        for code, row in table.items()
    }


def span(text: str) -> tuple[str, ...]:
    """The segments from one to another, as in ``C5-T1`` or ``S2-S4-5``; a single segment alone."""
    if text in INDEX:
        return (text,)
    first, _, last = text.partition("-")
    return SEGMENTS[INDEX[first] : INDEX[last] + 1]


def lower_limb(segment: str) -> bool:
    """Whether it is a lumbar or sacral segment."""
    return segment[0] in "LS"


def _spread(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(segment for text in texts for segment in span(text)))
