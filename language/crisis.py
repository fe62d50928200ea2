"""Words of self-harm in a message: sure, perhaps or none, by phrases, denial and a small trained classifier.

The red flag RF-SUI. Needs neither Rasa nor a network: it is heard in the gateway, before anything else.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from language import crisis_classifier
from language.normal import normal
from language.words import lexicon

Level = Literal["sure", "perhaps"]

_SEVERAL = re.compile(r"[,.!?;~…\n]+|但是?|可是|不过|虽然|\bbut\b")
_STEMS = re.compile(
    r"死|活|命|跳(?!着|舞)|割|醒|世|走(?!路)|离开|消失|解脱|不在了|结束|永远|闭眼|拖累|放弃|再见|绳|"
    r"农药|\b(?:die|death|dead|live|living|life|end|jump|wake|gone|born|kill|myself|future|burden)\b"
)
PERHAPS_FROM = 0.72  # classifier's probability from which a message without a known phrase starts the gentle question


def listen(text: str) -> Level | None:
    """Whether a message speaks of wishing to die: ``sure`` or ``perhaps`` (a gentle question first).

    Hyperbole ("疼死了", "急死了") is blanked out first; what is denied, or said of others, is passed over.
    """
    plain = _without_hyperbole(normal(text))
    patterns = _patterns()
    levels = [level for part in _SEVERAL.split(plain) if (level := _level(part))]
    if not levels and (level := _level(plain)) is not None:
        levels.append(level)
    if "sure" in levels:
        return "sure"
    if levels:
        return "perhaps"
    chance = crisis_classifier.probability(plain)
    taken_back = any(patterns[name].search(plain) for name in ("denied", "others")) and not patterns["own"].search(
        plain
    )
    return "perhaps" if chance >= PERHAPS_FROM and len(plain) >= 5 and _STEMS.search(plain) and not taken_back else None


def _level(part: str) -> Level | None:
    if not part.strip():
        return None
    patterns = _patterns()
    kept = patterns["denied"].sub("□", part)
    if not patterns["own"].search(kept):
        kept = patterns["others"].sub("□", kept)
    if patterns["sure"].search(kept):
        return "sure"
    return "perhaps" if patterns["perhaps"].search(kept) else None


def _without_hyperbole(text: str) -> str:
    return _patterns()["hyperbole"].sub("□", text)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = lexicon("crisis")
    return {
        name: re.compile(found if isinstance(found, str) else "|".join(f"(?:{pattern})" for pattern in found))
        for name, found in table.items()
    }
