"""The candidate options side by side: the clauses that speak for each and against it, with grades as printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.sources import Sources
from portal.suggestions import DREZ, NO_OPTIONS_AT, Suggestion, told
from portal.words import Words


@dataclass(frozen=True, slots=True)
class OptionView:
    """One option with its clauses. ``surgical``  the sentence about a destructive operation must stand beside it."""

    says: str
    favours: tuple[Suggestion, ...]
    against: tuple[Suggestion, ...]
    surgical: bool


def option_views(t: Words, result: Mapping[str, Any], sources: Sources) -> list[OptionView]:
    """The options in the engine's order; none where something is urgent or the consensus does not apply."""
    if result.get("status") in NO_OPTIONS_AT:
        return []
    return [
        OptionView(
            says=t.say(option["says"]),
            favours=tuple(told(t, "for", one, sources) for one in option["for"]),
            against=tuple(told(t, "against", one, sources) for one in option["against"]),
            surgical=option["option"] == DREZ and bool(option["for"]),
        )
        for option in result.get("options") or ()
    ]
