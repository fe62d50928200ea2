"""What would change a suggestion: unknown facts, one or two together, that could make it go; worked out on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessment.assess import would_change_since
from portal.sources import Sources
from portal.suggestions import Missing, missing_fact
from portal.words import Words


@dataclass(frozen=True, slots=True)
class WhatIf:
    """``single``  facts that could do it alone; ``pairs``  two that could together. ``outdated``  rules are newer."""

    code: str
    single: tuple[Missing, ...]
    pairs: tuple[tuple[Missing, ...], ...]
    outdated: bool = False


def what_if(t: Words, result: Mapping[str, Any], code: str, sources: Sources) -> WhatIf | None:
    """For one of this assessment's codes; ``None`` for any other."""
    if code not in {str(entry["code"]) for entry in result.get("suggestions") or ()}:
        return None
    sets = would_change_since(result, code)
    if sets is None:
        return WhatIf(code, (), (), outdated=True)
    said = [tuple(missing_fact(t, fact, sources) for fact in chosen) for chosen in sets]
    return WhatIf(code, tuple(one[0] for one in said if len(one) == 1), tuple(one for one in said if len(one) > 1))
