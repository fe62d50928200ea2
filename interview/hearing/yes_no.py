"""Yes or no, of the fact asked about: Chinese clause by clause, English by its leading words, negations turned."""

from __future__ import annotations

import re
from typing import Literal

from interview.hearing.asked import Asked, asked
from interview.hearing.clause_polarity import Said, hear_clause
from interview.hearing.english_polarity import hear_english
from language.clauses import clauses
from language.normal import normal

Polarity = Literal["affirm", "deny", "unsure", "declined"]

_AGREES = re.compile(r"^(?:嗯+|恩+|是|对|是的|对的|没错|对啊|是啊|对呀|是呀|确实|的确|是呢)[啊呀的呢吧了,，\s]*")


def polarity(text: str, question: str) -> Polarity | None:
    """What a reply says of the fact that the question asks about; None when it is no answer.

    "没查过吧？" asks after "查过": both "没有" and "是的" deny it, "查过" affirms it.
    """
    plain, what = normal(text), asked(question)
    if not re.search("[一-鿿]", plain):
        return hear_english(plain, what) if re.search("[a-z]", plain) else None
    said = _first_said(plain, what)
    if said in ("back", "social", None):
        return None
    if what.negated and said in ("affirm", "deny"):
        return _turned(plain, said)
    if said == "affirm":
        return "affirm"
    return "deny" if said == "deny" else "unsure" if said == "unsure" else "declined"


def _first_said(plain: str, what: Asked) -> Said | None:
    social: Said | None = None
    parts = clauses(plain)
    for index, part in enumerate(parts):
        end = part.end + (plain[part.end : part.end + 1] in ("?", "？"))
        said = hear_clause(plain[part.start : end], what, first=index == 0)
        if said == "social":
            social = said
            continue
        if social and said in ("affirm", "deny") and end - part.start > 5:
            return social
        if (
            said == "deny"
            and index + 1 < len(parts)
            and _takes_back(plain, part.end, parts[index + 1].start, parts[index + 1].end, what)
        ):
            return None
        if said is not None:
            return said
        if index >= 2:
            break
    return social


def _takes_back(plain: str, end: int, start: int, stop: int, what: Asked) -> bool:
    """ "没有，就是嗓子有点不舒服" to "有不舒服吗": denied, then affirmed of the very thing, so it is asked again."""
    return (
        bool(re.search(r"就是|只是|不过|但", plain[end:start]))
        and what.asks_after(plain[start:stop])
        and not re.search("没|不(?!舒服|适|好)", plain[start:stop])
    )


def _turned(plain: str, said: Said) -> Polarity:
    agrees = _AGREES.match(plain)
    if agrees and (agrees.end() == len(plain.rstrip("。.!！ ")) or said == "deny"):
        return "deny"
    if agrees and said == "affirm" and re.search("没|不", plain[agrees.end() :]):
        return "deny"
    return "affirm" if said == "affirm" else "deny"
