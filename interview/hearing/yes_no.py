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
_SEVERAL = re.compile(r"、|和|或|及|与|还有|跟")
_BESIDES = re.compile(r"\W*(?:就是|只是|还)有(?!点|些|时|一点|吗)[^,.!?;]+")
_ONLY = re.compile(r"只|仅|就.{0,4}[一这][个种]")
_PLAIN = re.compile(
    r"\W*(?:嗯+|恩+|是|对|没错|有|没|不是|不会|会|无|不(?=$|[,.!了的啊\s])|从来?(?:没|不)|木有|冇|"
    r"(?:yes|yeah|yep|yup|no|nope|never|not at all|i do|i don'?t|i have|it does|it doesn'?t)(?![a-z]))"
)
_DENIED_ECHO = re.compile(r"(?:也|都|并|倒)?[不没]([^,.!?]{1,3})[.!]?")
_HEDGED = re.compile(
    r"好像|可能|应该|大概|也许|似乎|偶尔|有时|不太|不大|不怎么|不多|不算|没怎么|没太|"
    r"还好|还行|一般|就是|只是|不过|但|吧|不知|不清|maybe|perhaps|think|guess|suppose|really|sometimes|"
    r"a (?:little|bit)|kind of|sort of|but|just|probably|not (?:very|much|often)"
)


def polarity(text: str, question: str) -> Polarity | None:
    """What a reply says of the fact that the question asks about; None when it is no answer.

    "没查过吧？" asks after "查过": both "没有" and "是的" deny it, "查过" affirms it.
    """
    plain, what = normal(text), asked(question)
    if not re.search("[一-鿿]", plain):
        return hear_english(plain, what) if re.search("[a-z]", plain) else None
    if _ONLY.search(what.text) and _BESIDES.match(plain):
        return "deny"
    said = None if _of_something_else(plain, what) or _some_and_some_not(plain, what) else _first_said(plain, what)
    if said in ("back", "social", None):
        return None
    if what.negated and said in ("affirm", "deny"):
        return _turned(plain, said)
    if said == "affirm":
        return "affirm"
    return "deny" if said == "deny" else "unsure" if said == "unsure" else "declined"


def plainly_said(text: str, question: str) -> bool:
    """Whether a yes or no is said in so many words or the question's own ("不痒"), and nothing hedges or excepts."""
    plain = normal(text).strip()
    if _HEDGED.search(plain):
        return False
    echo = _DENIED_ECHO.fullmatch(plain)
    return bool(_PLAIN.match(plain)) or (echo is not None and asked(question).shares_any(echo[1]))


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


def _of_something_else(plain: str, what: Asked) -> bool:
    """Whether a reply begins with something besides what was asked: "就是有痰" to "有没有喘"."""
    besides = _BESIDES.match(plain)
    if besides is None or what.others:
        return False
    return not what.shares(besides[0])


def _some_and_some_not(plain: str, what: Asked) -> bool:
    """Whether a question after several things at once is answered with one that is so and another that is not."""
    if not _SEVERAL.search(what.text):
        return False
    parts = [plain[part.start : part.end] for part in clauses(plain)]
    has = any(re.match(r"(?:就|只|是)*有(?!没有)", part) and what.shares(part) for part in parts)
    lacks = any(re.match(r"(?:但|也|倒)*没有?", part) and what.shares(part) for part in parts)
    return has and lacks


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
