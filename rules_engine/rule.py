"""A rule: one clause of the consensus with its citation and grades, its condition, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from rules_engine.condition import Condition
from rules_engine.sheet import Sheet

Says = Mapping[Literal["zh", "en"], str]
Phase = Literal["preop", "surgery", "inpatient", "outpatient", "scope"]

# When a code is shown: A at every status, B but URGENT_HUMAN, C nor OUT_OF_SCOPE, D at the last two only,
# W where the criteria are met but for a deficit that is not severe or the age exception.
Shown = Literal["A", "B", "C", "D", "W"]

UNGRADED = "未分级"


class Grade(NamedTuple):
    """A GRADE as printed (or 未分级), and where it stands."""

    grade: str
    where: str


@dataclass(frozen=True, slots=True)
class Clause:
    """Where in the consensus a rule comes from. ``mark``: DER our derived reading, EXT from a source outside it."""

    number: str
    section: str
    grades: tuple[Grade, ...]
    mark: Literal["", "DER", "EXT"] = ""


class Case(NamedTuple):
    """One code of a rule that can give several: what follows its colon, because of what, waiting for what."""

    of: str
    because: tuple[tuple[str, Any], ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One clause. ``when`` is the condition that encodes it; without one, ``not_computed`` says why there is none.

    ``gives``  the output code while ``when`` is true and the status lets it be ``shown``.
    ``each``   for codes such as ``OUT-RF:<id>``: the cases that hold.
    ``phase``  which part of the care the clause speaks of; ``surgery`` is never shown to patients.
    ``favours``  the option the clause speaks for, and ``against`` the one it speaks against:
                 ``drez`` may be considered, ``less_invasive`` first, ``not_now``.
    """

    id: str
    cites: Clause
    says: Says
    when: Condition | None = None
    gives: str | None = None
    shown: Shown = "B"
    each: Callable[[Sheet], Iterable[Case]] | None = None
    phase: Phase = "preop"
    not_computed: str = ""
    favours: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def clause(number: str, section: str, *grades: str, mark: Literal["", "DER", "EXT"] = "") -> Clause:
    """A citation; each grade as ``"1A 推荐意见4"`` (grade, then where it stands); none = 未分级."""
    split = tuple(Grade(*grade.split(" ", 1)) for grade in grades) or (Grade(UNGRADED, section),)
    return Clause(number, section, split, mark)
