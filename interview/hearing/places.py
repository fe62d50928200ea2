"""Places as the body map names them: a side only where there is one, said once for all, and limbs that are gone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interview.body import load_body
from language.normal import normal
from language.reading import Span

# A side said at the end holds for every place before it that has none of its own.
_BOTH_SIDES = re.compile(r"两[边侧]都|双侧都?|左右都|both sides|either side")
_GONE = re.compile(
    r"没了的|没有了的|截掉的|截了的|锯掉的|幻肢|phantom|(?:that|which) is gone|no longer there|missing|amputated"
)
_PHANTOMS = {
    "hand_all": "phantom_hand",
    "arm_all": "phantom_arm",
    "fingers": "phantom_finger",
    "leg_all": "phantom_leg",
    "foot": "phantom_foot",
    "toes": "phantom_toe",
}


def as_on_the_map(spans: Sequence[Span], text: str) -> tuple[dict[str, str | None], ...]:
    """The places of these phrases, each once: ``{"code", "side"}``."""
    plain = normal(text)
    gone, both, body = bool(_GONE.search(plain)), bool(_BOTH_SIDES.search(plain)), load_body()
    places: dict[tuple[str, str | None], None] = {}
    for span in spans:
        code = _PHANTOMS.get(span.code, span.code) if gone else span.code
        side = span.side or ("both" if both else None)
        unpaired = body.knows(code) and not body.is_paired(code) and code not in body.data["wholes"]
        places[code, None if unpaired else side] = None
    return tuple({"code": code, "side": side} for code, side in places)


def is_gone(text: str) -> bool:
    """Whether the words speak of a limb that is no longer there."""
    return bool(_GONE.search(normal(text)))
