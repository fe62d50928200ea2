"""Where the pain lies against the lesion: proposals from regions and levels, for a clinician to confirm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from rules_engine.segments import INDEX, SEGMENTS, regions

Side = Literal["L", "R"]
Relation = Literal["at", "above", "below", "mixed", "unrelated"]

# At-level pain lies in the dermatome of the level and the three below it (ISCIP, Bryce 2012). The number was not read
# in the paper itself: [EXT, unverified], so it may propose and never decide.
AT_LEVEL_BELOW = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the software would enter, for a clinician to confirm or to change. ``border``: one segment off the edge."""

    fact: str
    value: str | bool | None
    because: str
    border: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidate segments of one side of the body; ``open`` where a region has none, or its side was not said."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    open: bool

    def of(self, side: Side) -> tuple[str, ...]:
        """The candidates of that side."""
        return self.left if side == "L" else self.right


def candidate_segments(places: Iterable[Mapping[str, str | None]], wider: bool = False) -> Candidates:
    """The candidate segments of these places (``{"code", "side"}``); with ``wider`` also those printed in brackets."""
    known = regions()
    found: dict[str, set[str]] = {"L": set(), "R": set()}
    doubtful = False
    for place in places:
        region, side = known.get(str(place.get("code"))), place.get("side")
        if region is None or not region.segments or side not in ("L", "R", "both"):
            doubtful = True
            continue
        segments = {*region.segments, *(region.wider if wider else ())}
        for one in ("L", "R") if side == "both" else (side,):
            found[one] |= segments
    return Candidates(_in_order(found["L"]), _in_order(found["R"]), doubtful)


def propose_relation(level: str | Mapping[str, str] | None, pain: Candidates, cauda_equina: bool = False) -> Proposal:
    """How the pain lies against the neurological level, each side against its own, then pooled.

    ``level``  the ISNCSCI level, one for both sides or ``{"L", "R"}``. A vertebral level is never converted.
    ``cauda_equina``  root pain: what lies below the level counts as at the level.
    """
    fact = "pain_level_relation"
    if level is None:
        return Proposal(fact, None, "no neurological level (ISNCSCI)")
    if pain.open or not (pain.left or pain.right):
        return Proposal(fact, None, "a region without known segments or side")
    parts: set[str] = set()
    border = False
    for side in ("L", "R"):
        segments = pain.left if side == "L" else pain.right
        own = level if isinstance(level, str) else level.get(side)
        if not segments:
            continue
        if own is None or own not in INDEX:
            return Proposal(fact, None, "the level of the painful side is not known")
        start = INDEX[own]
        for segment in segments:
            offset = INDEX[segment] - start
            if offset < 0:
                border = border or offset == -1
                parts.add("above")
            elif offset <= AT_LEVEL_BELOW or cauda_equina:
                parts.add("at")
            else:
                parts.add("below")
    return Proposal(fact, _pooled(parts), f"pain {', '.join(sorted(parts))} the level", border)


def propose_match(lesioned: Iterable[str], pain: Candidates, side: Side | None = None) -> Proposal:
    """Whether the pain lies inside the lesioned segments, one segment of overlap allowed (avulsed roots, rash).

    ``lesioned``  segments such as the avulsed roots or the rash's dermatomes. ``side``  the lesion's own side.
    """
    fact = "segment_match"
    indices = [INDEX[segment] for segment in lesioned if segment in INDEX]
    if not indices or pain.open or not (pain.left or pain.right):
        return Proposal(fact, None, "segments of the lesion or of the pain are not known")
    other = pain.right if side == "L" else pain.left if side == "R" else ()
    if other:
        return Proposal(fact, False, "pain on the other side as well")
    hurting = [INDEX[segment] for segment in (*pain.left, *pain.right)]
    inside = all(any(abs(one - index) <= 1 for index in indices) for one in hurting)
    border = inside and not all(one in indices for one in hurting)
    return Proposal(
        fact, inside, "within the lesioned segments, one of overlap allowed" if inside else "outside", border
    )


def possible_cord_segments(vertebra: str) -> tuple[str, ...]:
    """The cord segments that may lie behind a vertebra, by the teaching rule: to show beside it, never to convert it.

    Cord C1–C4 lies behind the same vertebra, C5–T4 one higher, T5–T8 two, T9–T12 three, the lumbar cord behind
    T10–T12, the sacral behind T12–L1. Sources differ by one vertebra.
    """
    return tuple(segment for segment in SEGMENTS if vertebra in _vertebrae(segment))


def _vertebrae(segment: str) -> tuple[str, ...]:
    if segment[0] == "L":
        return ("T10", "T11", "T12")
    if segment[0] == "S":
        return ("T12", "L1")
    index = INDEX[segment]
    higher = 0 if index <= INDEX["C4"] else 1 if index <= INDEX["T4"] else 2 if index <= INDEX["T8"] else 3
    place = _VERTEBRAE.index(segment) if segment != "C8" else _VERTEBRAE.index("T1")
    return (_VERTEBRAE[place - higher],)


_VERTEBRAE = (*(f"C{n}" for n in range(1, 8)), *(f"T{n}" for n in range(1, 13)))


def _pooled(parts: set[str]) -> str:
    if "at" in parts:
        return "at" if len(parts) == 1 else "mixed"
    return next(iter(parts)) if len(parts) == 1 else "unrelated"


def _in_order(segments: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(segments, key=INDEX.__getitem__))
