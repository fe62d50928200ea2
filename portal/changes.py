"""What a finding changed: the assessment before it beside the one after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.words import Words


@dataclass(frozen=True, slots=True)
class Changes:
    """Status before and after, and the codes that came and went, each with its words."""

    before: str | None
    after: str | None
    new: tuple[tuple[str, str], ...]
    gone: tuple[tuple[str, str], ...]

    @property
    def same(self) -> bool:
        """Whether nothing of it changed."""
        return self.before == self.after and not self.new and not self.gone


def changes_between(t: Words, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Changes:
    """From one assessment's result to another's."""
    old, new = _codes(before), _codes(after)
    return Changes(
        before=(before or {}).get("status"),
        after=(after or {}).get("status"),
        new=tuple((code, t.code(code)) for code in new if code not in old),
        gone=tuple((code, t.code(code)) for code in old if code not in new),
    )


def _codes(result: Mapping[str, Any] | None) -> Sequence[str]:
    return [str(entry["code"]) for entry in (result or {}).get("suggestions") or ()]
