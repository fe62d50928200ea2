"""The kinds of values a fact may have, and how each is read from plain JSON data: the known value, or none and why."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from certainty import Bounds
from rules_engine.segments import INDEX
from rules_engine.sheet import Members
from rules_engine.trials import Screen, Trial, read_number, read_screen, read_trial


class Read(NamedTuple):
    """A value in the engine's own type, ``None`` when unknown, and what could not be read."""

    value: Any
    note: str | None = None


class Kind(Protocol):
    """How one type of fact is read. ``by`` is who gave it, ``None`` = confirmed by who may."""

    def read(self, raw: Any, by: str | None) -> Read: ...

    def allowed(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Number:
    """A number between ``low`` and ``high``, or an interval; ``pair`` also allows ``[low, high]``."""

    low: float = 0
    high: float | None = None
    pair: bool = False

    def read(self, raw: Any, by: str | None) -> Read:
        if self.pair and isinstance(raw, list) and len(raw) == 2:
            raw = {"low": raw[0], "high": raw[1]}
        bounds: Bounds | None = read_number(raw, self.low, self.high)
        return Read(bounds) if bounds is not None else Read(None, f"write {self.allowed()}")

    def allowed(self) -> str:
        limit = f"from {self.low:g}" + (f" to {self.high:g}" if self.high is not None else " up")
        return f"a number {limit}, or an interval of two" + (" such as [7, 8]" if self.pair else "")


@dataclass(frozen=True, slots=True)
class YesNo:
    """True or false."""

    def read(self, raw: Any, by: str | None) -> Read:
        return Read(raw) if isinstance(raw, bool) else Read(None, "write true or false")

    def allowed(self) -> str:
        return "true or false"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of the values named."""

    values: tuple[str, ...]

    def read(self, raw: Any, by: str | None) -> Read:
        return Read(raw) if isinstance(raw, str) and raw in self.values else Read(None, f"write {self.allowed()}")

    def allowed(self) -> str:
        return "one of " + ", ".join(self.values)


@dataclass(frozen=True, slots=True)
class Some:
    """A list of the members named (or that start with a prefix named); ``empty`` = an empty list is an answer too."""

    members: Callable[[], Collection[str]]
    prefixes: tuple[str, ...] = ()
    empty: bool = False

    def read(self, raw: Any, by: str | None) -> Read:
        if not isinstance(raw, list):
            return Read(None, f"write {self.allowed()}")
        known = self.members()
        items: dict[str, None] = {}
        strange = doubtful = False
        for member in raw:
            if isinstance(member, str) and (member in known or (member.startswith(self.prefixes or ("\0",)))):
                items[member] = None
            elif member == "unknown" or member is None:
                doubtful = True
            else:
                strange = True
        note = f"a member was not recognised: write {self.allowed()}" if strange else None
        if not items and not (self.empty and not raw):
            return Read(None, note)
        return Read(Members(tuple(items), strange or doubtful), note)

    def allowed(self) -> str:
        known = sorted(self.members())
        more = [f"{prefix}…" for prefix in self.prefixes]
        return "a list of " + ", ".join(known + more if len(known) <= 16 else ["the dictionary's codes", *more])


@dataclass(frozen=True, slots=True)
class Trials:
    """The list of drug trials; an empty list = asked, none taken. A member that cannot be read is an unknown trial."""

    def read(self, raw: Any, by: str | None) -> Read:
        if not isinstance(raw, list):
            return Read(None, f"write {self.allowed()}")
        trials: list[Trial] = []
        notes: dict[str, None] = {}
        for entry in raw:
            trial, note = read_trial(entry)
            trials.append(trial)
            if note:
                notes[note] = None
        return Read(tuple(trials), "; ".join(notes) or None)

    def allowed(self) -> str:
        return "a list of objects with drug, max_mg_day, weeks, regular, effect, stop"


@dataclass(frozen=True, slots=True)
class Screens:
    """The list of screening results, or one alone."""

    def read(self, raw: Any, by: str | None) -> Read:
        if isinstance(raw, dict):
            raw = [raw]
        if not isinstance(raw, list):
            return Read(None, f"write {self.allowed()}")
        screens: list[Screen] = []
        notes: dict[str, None] = {}
        for entry in raw:
            screen, note = read_screen(entry, by)
            if screen is not None:
                screens.append(screen)
            if note:
                notes[note] = None
        note = "; ".join(notes) or None
        return Read(Members(tuple(screens), len(screens) < len(raw)) if screens else None, note)

    def allowed(self) -> str:
        return "a list of objects with tool, score, positive"


@dataclass(frozen=True, slots=True)
class CordSegments:
    """A list of cord segments with their side, such as ``L:C6`` or ``both:T4``; a bare segment has no side yet."""

    def read(self, raw: Any, by: str | None) -> Read:
        if not isinstance(raw, list):
            return Read(None, f"write {self.allowed()}")
        items = [member for member in raw if isinstance(member, str) and _is_segment(member)]
        strange = any(member != "unknown" and member is not None and member not in items for member in raw)
        note = f"a member was not recognised: write {self.allowed()}" if strange else None
        if not items:
            return Read(None, note)
        return Read(Members(tuple(dict.fromkeys(items)), len(items) < len(raw)), note)

    def allowed(self) -> str:
        return 'a list such as ["L:C6", "L:C7"], segments C1 to S4-5'


@dataclass(frozen=True, slots=True)
class InjuryLevel:
    """A neurological level: a segment, ``intact``, or one for each side."""

    def read(self, raw: Any, by: str | None) -> Read:
        levels = list(raw.values()) if isinstance(raw, dict) and set(raw) == {"L", "R"} else [raw]
        if all(isinstance(level, str) and (level in INDEX or level == "intact") for level in levels):
            return Read(raw)
        return Read(None, f"write {self.allowed()}")

    def allowed(self) -> str:
        return 'a segment C1 to S4-5, "intact", or {"L": …, "R": …}'


@dataclass(frozen=True, slots=True)
class Free:
    """Words or tags that no rule computes with."""

    def read(self, raw: Any, by: str | None) -> Read:
        if isinstance(raw, str | list) and raw:
            return Read(tuple(raw) if isinstance(raw, list) else raw)
        return Read(None, f"write {self.allowed()}")

    def allowed(self) -> str:
        return "words or a list of tags"


def _is_segment(text: str) -> bool:
    side, colon, segment = text.rpartition(":")
    return segment in INDEX and (not colon or side in ("L", "R", "both"))
