"""Red flags in a patient's words: emergencies for a human, "new or worse" where the table asks it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from language.normal import normal
from language.words import lexicon

_DENIED = re.compile(
    r"(?:没有?|没|无|不|未|从来没|从没|并没|否认|不是)(?:再|有过?|出现过?|发生过?|什么|任何|觉得|感到|怎么|"
    r"过|明显|这样|这些)*"
    r"(?=起|长|失禁|发烧|发热|高烧|寒战|咯血|咳血|流脓|化脓|红肿|皮疹|疹子|起泡|胸痛|胸疼|胸口|胸闷|瘫|肿|无力|"
    r"没力|麻木|发麻|麻|漏|渗|头痛|头疼|昏迷|晕|糊涂|口腔|出汗|大小便|小便|大便|腿|呼吸困难|喘|伤口|水泡|"
    r"抖|发抖|脑脊液)"
    r"[^,.!?;但]*|(?:no|not|never|without|don't have|haven't had|no sign of|denies)\s+(?:any |a |had )?[^,.!?;]*"
)
_ASKS = re.compile(
    r"(?:会不会|会|是不是会|怕|担心|万一|如果|要是|能不能|可能会|不会)[^,.!?;]*(?:吗|么|[?]|怎么办|呢)|(?:怕|"
    r"担心|害怕)[^,.!?;]*|\b(?:if|will|would|could|might|afraid|worried)\b[^,.!?;]*"
)
_ALWAYS = re.compile(
    r"一直(?:都)?(?:这样|如此)|老(?:样子|毛病)|(?:受伤|车祸|瘫痪|截瘫|术前|手术前|多年|好几年|十几年|"
    r"几年)(?:以?来|以?后|前)?(?:就|一直)|(?:好|[两三四五六七八九十几\d]+)(?:多)?年了|for (?:many |several |"
    r"\w+ )?years|since (?:the|my) (?:injury|accident)|as usual|always (?:been|had)"
)


@dataclass(frozen=True)
class _Flag:
    code: str
    alone: tuple[re.Pattern[str], ...]
    when_new: tuple[re.Pattern[str], ...]
    together: tuple[tuple[re.Pattern[str], ...], ...]


def listen(text: str) -> tuple[str, ...]:
    """The codes of the red flags that a message raises (``RF-CES`` …), in the table's order; empty for none.

    What is denied, feared or only asked about raises none; nor, where "new or worse" counts, what has long been so.
    RF-SUI is ``language.crisis``'s.
    """
    plain = _ASKS.sub("□", _DENIED.sub("□", normal(text)))
    is_new, flags = _table()
    new = bool(is_new.search(plain)) and not (
        _ALWAYS.search(plain) and not re.search("突然|加重|更|越来越|worse", plain)
    )
    return tuple(flag.code for flag in flags if _raised(flag, plain, new=new))


def _raised(flag: _Flag, text: str, *, new: bool) -> bool:
    if any(pattern.search(text) for pattern in flag.alone):
        return True
    if any(all(pattern.search(text) for pattern in group) for group in flag.together):
        return True
    return new and any(pattern.search(text) for pattern in flag.when_new)


@cache
def _table() -> tuple[re.Pattern[str], tuple[_Flag, ...]]:
    table = lexicon("red_flags")
    flags = tuple(
        _Flag(
            code,
            tuple(re.compile(pattern) for pattern in parts.get("any", ())),
            tuple(re.compile(pattern) for pattern in parts.get("new", ())),
            tuple(tuple(re.compile(pattern) for pattern in group) for group in parts.get("all", ())),
        )
        for code, parts in table.items()
        if code.startswith("RF-")
    )
    return re.compile(table["new_or_worse"]), flags
