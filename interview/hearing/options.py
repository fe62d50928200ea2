"""One or several of a question's choices, by their words, their number, or a lexicon's code for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from interview.question import Choice
from language.normal import normal
from language.reading import Reading

_NONE = re.compile(
    r"^\W*(?:都没有?|都?冇|都?没得|都?木有|全都?没有?|没有?|都不是|一个也没有?|无|没有过|都没做过|都没试过|什么都?没有?|没做过|都没做|都不会|不会|没做|"
    r"没试过|都没有的|none(?: of (?:them|these|the above))?|no|neither|nothing|not any)(?:了|过|的|啊|啦|"
    r"呢)*\W*$"
)
_ALL = re.compile(r"^\W*(?:都有|全有|全都有|都是|全部|所有|all of (?:them|these|the above)|all)(?:的|啊|了)*\W*$")
_ORDINAL = re.compile(r"^\W*(?:选|第|我选|是)?\s*(?P<n>[1-9]|[一二三四五六七八九])\s*(?:个|项|号|条)?\W*$")
_LETTER = re.compile(r"^\W*(?:选|我选)?\s*(?P<n>[a-h])\W*$")


def matching(reading: Reading, choices: Sequence[Choice]) -> list[tuple[Choice, bool, tuple[int, int]]]:
    """The choices named in a message that are not denied, each with whether by its very words, and where."""
    text = normal(reading.text)
    found: dict[str, tuple[Choice, bool, tuple[int, int]]] = {}
    taken: list[tuple[int, int]] = []
    phrases = sorted(
        ((phrase, choice) for choice in choices for phrase in _phrases(choice)), key=lambda pair: -len(pair[0])
    )
    for phrase, choice in phrases:
        for match in _places(phrase, text):
            span = match.span()
            if any(start < span[1] and span[0] < end for start, end in taken):
                continue
            taken.append(span)
            if not _denied(text, span) and str(choice.value) not in found:
                found[str(choice.value)] = (choice, True, span)
    by_code = {str(choice.value): choice for choice in choices}
    for said in reading.spans:
        for code in (said.code, said.code.partition(":")[2], said.code.partition(":")[0]):
            if (
                code in by_code
                and code not in found
                and not said.negated
                and not _overlaps(taken, (said.start, said.end))
            ):
                found[code] = (by_code[code], False, (said.start, said.end))
                break
    if not found and (position := _position(text)) is not None and position < len(choices):
        found[""] = (choices[position], False, (0, len(text)))
    return sorted(found.values(), key=lambda one: one[2])


def is_label(reading: Reading, choice: Choice, where: tuple[int, int]) -> bool:
    """Whether the words there are those on the choice's own button, and not another way to say it."""
    return normal(reading.text)[slice(*where)] in _words_of(tuple(choice.says.values()))


def nearest(reading: Reading, choices: Sequence[Choice]) -> tuple[Choice, tuple[int, int]] | None:
    """The one choice of which most parts are said ("停了，没效果" – "没效果，停了"); None where two fit alike."""
    text = normal(reading.text).strip(" ,.!?。").replace("跟", "和")
    if len(text) < 2 or len(text) > 20:
        return None
    scores = [(_parts_said(choice, text), choice) for choice in choices]
    best = max((score for score, _ in scores), default=0)
    fitting = [choice for score, choice in scores if score == best]
    return (fitting[0], (0, len(reading.text))) if best > 0 and len(fitting) == 1 else None


def none_of_them(text: str) -> bool:
    """Whether the whole message says that none applies, or begins so and excepts nothing."""
    plain = normal(text)
    return bool(_NONE.match(plain) or re.match(r"\W*(?:都)?没有?[,，](?!.*(?:就是|只是|但|不过|除了)).{1,12}$", plain))


def all_of_them(text: str) -> bool:
    """Whether the whole message says that all apply."""
    return bool(_ALL.match(normal(text)))


@lru_cache(maxsize=2048)
def _words_of(says: tuple[str, ...]) -> tuple[str, ...]:
    phrases: set[str] = set()
    for phrase in says:
        plain = normal(phrase).strip(" .?!")
        phrases.add(plain)
        short = re.sub(r"\(.*?\)", "", plain).strip()
        if len(short) >= 2:
            phrases.add(short)
    return tuple(phrase for phrase in phrases if phrase)


def _parts_said(choice: Choice, text: str) -> int:
    parts = {part for phrase in _phrases(choice) for part in re.split(r"[,，、;/()]|或者?", phrase) if len(part) >= 2}
    return sum(part in text or (len(text) <= len(part) and text in part) for part in parts)


def _phrases(choice: Choice) -> tuple[str, ...]:
    return _words_of((*choice.says.values(), *choice.words))


def _places(phrase: str, text: str) -> list[re.Match[str]]:
    if re.fullmatch(r"[a-z0-9' -]+", phrase):
        return list(re.finditer(rf"(?<![a-z0-9]){re.escape(phrase)}(?![a-z0-9])", text))
    if len(phrase) == 1:
        return [match] if (match := re.fullmatch(rf"\W*({re.escape(phrase)})[的了吧啊]?\W*", text)) else []
    return list(re.finditer(re.escape(phrase), text))


def _denied(text: str, span: tuple[int, int]) -> bool:
    before = text[max(0, span[0] - 6) : span[0]]
    return bool(
        re.search(
            r"(?:没有?|不|不是|没做过|没试过|not|no|never|n't)\s*(?:过|有|是|做过|打过|a|any|really)?\s*$", before
        )
    ) and not re.search(r"不知道$|差不多$", before)


def _overlaps(taken: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _position(text: str) -> int | None:
    if match := _ORDINAL.match(text):
        return "123456789".find(match["n"]) if match["n"].isdigit() else "一二三四五六七八九".find(match["n"])
    if match := _LETTER.match(text):
        return "abcdefgh".find(match["n"])
    return None
