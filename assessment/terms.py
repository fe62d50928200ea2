"""Under which terms a site assesses: the readings of the consensus it chose, and whether it is qualified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Terms:
    """``readings``  all that are in force, as ``rules_engine.evaluation.readings_in_force`` gives them; empty = ours.

    ``qualified``  whether the site is one that the consensus addresses (§1.2); ``None`` where nobody said.
    """

    readings: Mapping[str, Any] = field(default_factory=dict)
    qualified: bool | None = None

    def facts(self) -> dict[str, dict[str, Any]]:
        """What the site says of itself, in the form of findings."""
        return {} if self.qualified is None else {"site_qualified": {"value": self.qualified, "by": "SW"}}


OURS = Terms()
