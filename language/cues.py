"""Cues of the talk in a text: not knowing, not wanting to say, and commands such as "上一题" or "换英文"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from language.normal import normal
from language.words import Words, entries, lexicon

_TRIM = re.compile(r"^[\s,.!?;:~]+|[\s,.!?;:~…]+$")
_POLITE = re.compile(
    r"^(?:请问|请|麻烦|麻烦你|麻烦您|那个|哎|诶|喂|嗯|你好|您好|医生|大夫|我想|我要|能不能|可不可以|可以|"
    r"please|can we|can you|could you|could we|can i|i want to|i'd like to|let's|,|\s)+|(?:一下子|吧|呢|啊|呀|"
    r"哦|啦|了|好吗|行吗|可以吗|谢谢|please|,|\s)$"
)


class Cue(NamedTuple):
    """One cue: ``cue`` with ``cue:unsure`` or ``cue:declined``, or ``command`` with the command's name."""

    kind: str
    code: str
    start: int
    end: int


def found(text: str) -> list[Cue]:
    """The cues of a normalised text."""
    cues = [Cue("cue", f"cue:{hit.entry.code}", hit.start, hit.end) for hit in _unknowing().find(text)]
    if command := command_in(text):
        cues.append(Cue("command", *command))
    return cues


def command_in(text: str) -> tuple[str, int, int] | None:
    """The wish about the talk in a normalised text: its name and where it stands; None if there is none."""
    whole = _TRIM.sub("", text)
    start = text.find(whole) if whole else 0
    for form in (whole, _POLITE.sub("", whole), _POLITE.sub("", _POLITE.sub("", whole))):
        if form and (name := _whole().get(form)):
            return name, start, start + len(whole)
    if len(text) > 60:
        return None
    hits = _inside().find(text)
    return (hits[0].entry.code, hits[0].start, hits[0].end) if hits else None


@cache
def _whole() -> dict[str, str]:
    return {normal(phrase): name for name, table in lexicon("commands").items() for phrase in table["is"]}


@cache
def _inside() -> Words:
    return Words(
        pair for name, table in lexicon("commands").items() for pair in entries("command", {name: table["has"]})
    )


@cache
def _unknowing() -> Words:
    polarity = lexicon("polarity")
    return Words(entries("cue", {"unsure": polarity["unsure"], "declined": polarity["declined"]}))
