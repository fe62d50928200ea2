"""Clauses of a message, and which phrases stand in the scope of a denial."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from language.reading import Span
from language.words import Words, entries, lexicon

BREAK = re.compile(
    r"[,.!?;:~\s…]+|但是|但|不过|可是|就是(?!说)|只是|而是|却|另外|还有|然后|后来|\bbut\b|\bexcept\b|"
    r"\bhowever\b|\bjust\b"
)
_FILLER = (
    r"(?:再|怎么|咋|太|什么|啥|任何|出现|觉得|感觉|感到|觉着|说过?|提过?|吃过?|用过?|做过?|打过?|试过?|"
    r"服用?过?|贴过?|得过?|患过?|查过?|有过?|是|过|明显|特别|其他|其它|别的|那么|那种|这种|这个|很|大|得|"
    r"到|因为|为|给|会|能|这|那|了|地方|哪里|任意|一点|一点儿|丝毫|经常|总是|老是|又|的|"
    r"had|have|any|been|tried|taken|took|take|taking|used|use|using|feel|felt|feeling|really|got|get|much|of|"
    r"the|a|on|to|it|in|my|that|very|kind|other|experience|experienced|having|ever|pain|is|does|did)"
)
_DENIAL = re.compile(
    r"(?:(?:从来|从|并|还|也|都|暂|暂时|目前|根本|绝对)*(?:没有|没|木有|冇|莫得|米有|么有|未曾|未|不是|"
    r"不怎么|不太|不大|不|无|毫无|没得|否认)"
    rf"|\b(?:no|not|never|without|don't|doesn't|didn't|haven't|hasn't|isn't|aren't|wasn't|dont|neither|nor|"
    rf"none of|free of)\b)\s*(?:{_FILLER}\s*)*$"
)
_DENIED_AFTER = re.compile(
    r"\s*(?:都|也|倒|倒是|现在|从来|并|根本|真|已经|基本|一点也|一点都|一点|本来|还|是|处|部位|这个|这块|"
    r"那块|药|片|胶囊|周围|这里|区|地方|位置|里面|上|里|呢|,)*"
    r"(?:(?:没有?|木有|冇|莫得|未|不是|不曾)(?:太|怎么|再|特别|很|吃|用|服|做|打|试|贴|疼|痛|麻|痒|酸|说|"
    r"听说|感觉|碰|发)+过?|(?:不|不太|不怎么|不是很|不是特别|不算|不再|不会|不咋|不大)(?:疼|痛|麻|痒|酸|胀|"
    r"吃|用药|烧|木|辣|烫|凉|碰)|没有?了?(?=$|[,.!?;\s])|没有$|(?:从来|并|都|也|就)没有?$|does(?: not|"
    r"n't) hurt|is(?: not|n't)|did(?: not|n't)|no$)"
)
_NOT_DENIED = re.compile(
    r"(?:没有|没|无|不是)(?:一[天刻时][^,]{0,3})?不|不是没|不得不|没法不|没有效|没效|没用|没什么用|不管用|"
    r"不是不|(?<!没)不知道(?!疼)|没注意"
)
_JOIN = re.compile(
    r"(?:哪里|哪儿|里|上|那里|这里|也|都|会|有点)*\s*(?:、|和|或者?|及|以及|跟|与|还有|也|,|or|and|nor|"
    r"/)?\s*(?:没有|没|无|不)?\s*"
)


_REACH = 80  # characters to either side in which a denial is looked for; no clause that people type is longer
_EITHER = re.compile(r"([一-鿿])[不没]\1")  # 会不会, 有没有, 疼不疼 ask and deny nothing


@dataclass(frozen=True)
class Clause:
    """A stretch of a text between two breaks."""

    start: int
    end: int


def clauses(text: str) -> list[Clause]:
    """The clauses of a normalised text; a decimal point, or a space between Latin words, breaks none."""
    found, at = [], 0
    for match in BREAK.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if match[0] in ".," and before.isdigit() and after.isdigit():
            continue
        if match[0].isspace() and before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
            continue
        if match.start() > at:
            found.append(Clause(at, match.start()))
        at = match.end()
    if at < len(text):
        found.append(Clause(at, len(text)))
    return found


def mark_denied(text: str, spans: Sequence[Span]) -> list[Span]:
    """The same spans, ``negated`` where a denial reaches them; idioms that only look like one are passed over."""
    plain = without_idioms(text)
    parts = clauses(text)
    marked: list[Span] = []
    for span in spans:
        clause = next((part for part in parts if part.start <= span.start < part.end), Clause(0, len(text)))
        last = marked[-1] if marked and clause.start <= marked[-1].start else None
        marked.append(replace(span, negated=True) if _denied(plain, clause, span, last) else span)
    return marked


def without_idioms(text: str) -> str:
    """The text with idioms that hold a "not" and deny nothing blanked out (不得了, 差不多), length unchanged."""
    text = _EITHER.sub(lambda match: match[1] + "□" + match[1], text)
    for hit in reversed(_idioms().find(text)):
        text = text[: hit.start] + "□" * (hit.end - hit.start) + text[hit.end :]
    return text


def _denied(text: str, clause: Clause, span: Span, last: Span | None) -> bool:
    before = text[max(clause.start, span.start - _REACH) : span.start]
    after = text[span.end : min(clause.end, span.end + _REACH)]
    if _NOT_DENIED.search(before) and not re.search(r"(?:没有|没|不|无)\s*$", before.split("不知道")[-1] or " "):
        return False
    if _DENIAL.search(before):
        return not _NOT_DENIED.search(before[-6:] + text[span.start : span.end])
    if span.kind != "dose" and _DENIED_AFTER.match(after):
        return not _NOT_DENIED.match(after.lstrip("都也,"))
    if last is not None and last.negated and last.end <= span.start:
        return bool(_JOIN.fullmatch(text[last.end : span.start]))
    return False


@cache
def _idioms() -> Words:
    return Words(entries("idiom", {"idiom": lexicon("polarity")["not_these"]}))
