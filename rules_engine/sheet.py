"""One patient's facts as the rules see them: what is known, what was only claimed, what disagrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Claim(NamedTuple):
    """A value given by someone who may mention the fact but not confirm it."""

    value: Any
    by: str


class Members(NamedTuple):
    """A list fact: the members recognised, in the order given; ``open`` when another member is not known."""

    items: tuple[Any, ...]
    open: bool = False


@dataclass(slots=True)
class Sheet:
    """The facts of one patient after the first step of the evaluation order.

    ``values``  the known facts in the engine's own types (``Bounds``, bool, str, ``Members``, trials, …);
                a fact that is not there is unknown.
    ``shown``   the same facts as plain JSON data, for "because".
    ``claims``  what someone said who may not confirm it: unknown to the rules, shown as claimed.
    ``conflicts``  for each fact whose sources disagree, the values that do.
    ``notes``   what was given but could not be read, a sentence each.
    ``readings``  the readings and parameters in force.
    ``alarms``  the red flags of every source, the patient's claim included.
    """

    values: dict[str, Any]
    shown: dict[str, Any]
    readings: Mapping[str, Any]
    claims: dict[str, Claim] = field(default_factory=dict)
    conflicts: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    alarms: tuple[str, ...] = ()
    truths: dict[str, Any] = field(default_factory=dict)
    findings: dict[str, Any] = field(default_factory=dict)
