"""Places on the body with their side: region words joined with left, right and both, a whole giving way to its part."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from language.reading import Span
from language.words import lexicon

_SIDE = re.compile(
    r"(?P<both>左右(?:两)?|双|两(?=[边侧条只个手腿脚臂胳下上小大膝肩肋脇腰])|俩(?=[手腿脚胳膝肩])|一双|"
    r"both|bilateral|either)|(?P<left>左|left|(?<![a-z])lt(?![a-z]))|(?P<right>右|right(?! (?:now|away|"
    r"there|here|after))|(?<![a-z])rt(?![a-z]))"
)
_BEFORE = re.compile(
    r"\s*(?:边|侧|面|半边|半|半身|手边|上|下|前|后|外|内|的|那|这|那个|那条|这条|条|只|个|根|整|整个|整条|整只|"
    r"中间|部|一|手|脚|my|the|of|side|sided|lower|upper|whole|entire|-|,(?= ?my))*\s*(?:的)?\s*"
)
_AFTER = re.compile(r"\s*(?:的|在|,|那|上|下|靠|偏|疼的是|是|部|on the|on my|on|the|,)*\s*$")
_AND = re.compile(
    r"\s*(?:和|跟|与|及|到|至|、|,|以及|还有|连着|还|带|加|一直|串到?|窜到?|传到?|放射到?|and|to|or|&|/|\+)+\s*(?:my|the)?\s*(?:整个|整条|"
    r"那)?\s*"
)
_OF = re.compile(r"\s*(?:的|上的|上|那|那个|里|里面|这|头|部|前面|后面|外侧|内侧)*\s*")
_UNPAIRED_OK = {
    "back",
    "chest",
    "abdomen",
    "trunk",
    "outside:head",
    "outside:throat",
    "outside:mouth",
    "outside:other",
    "neck_back",
    "lower_abd",
    "upper_abd",
    "genital",
    "back_up",
    "back_mid",
    "low_back",
    "waist_belt",
}


def with_sides(text: str, found: Sequence[Span]) -> list[Span]:
    """The region spans of a normalised text with the side said of each; "右手小指" is the right little finger."""
    sides = [
        (match.start(), match.end(), "both" if match["both"] else "L" if match["left"] else "R")
        for match in _SIDE.finditer(text)
    ]
    placed: list[Span] = []
    used: set[int] = set()
    firsts = [first for first, _, _ in sides]
    for index, span in enumerate(found):
        side, start = None, span.start
        floor = found[index - 1].end if index else 0
        for at in range(bisect_left(firsts, floor), bisect_left(firsts, span.start)):
            first, last, name = sides[at]
            if last <= span.start and _BEFORE.fullmatch(text, last, span.start):
                side, start = name, first
                used.add(at)
        placed.append(replace(span, start=start, side=side))
    placed = _sides_behind(text, placed, sides, used)
    placed = _shared_sides(text, placed)
    return _parts_only(text, placed)


def _sides_behind(text: str, spans: list[Span], sides: Sequence[tuple[int, int, str]], used: set[int]) -> list[Span]:
    """ "胳膊左边", "pain in my leg, left side": a side said after the place, when it belongs to no other."""
    firsts = [first for first, _, _ in sides]
    for index, span in enumerate(spans):
        ceiling = spans[index + 1].start if index + 1 < len(spans) else len(text)
        for at in range(bisect_left(firsts, span.end), bisect_left(firsts, ceiling)):
            first, last, name = sides[at]
            if at in used or span.side is not None or last > ceiling:
                continue
            if re.fullmatch(_AFTER.pattern.removesuffix("$"), text[span.end : first]):
                spans[index] = replace(span, side=name)
                used.add(at)
    return spans


def _shared_sides(text: str, spans: list[Span]) -> list[Span]:
    """ "右胳膊和手": a side holds for what is joined to it and has none of its own."""
    for index in range(1, len(spans)):
        last, span = spans[index - 1], spans[index]
        between = text[last.end : span.start]
        if (
            span.side is None
            and last.side is not None
            and (_AND.fullmatch(between) or _OF.fullmatch(between))
            and _paired(span)
        ):
            spans[index] = replace(span, side=last.side)
    for index in range(len(spans) - 2, -1, -1):  # "从屁股串到脚后跟，左边"
        span, after = spans[index], spans[index + 1]
        behind = text[after.end : after.end + 4].lstrip(" ,的在是")
        said_behind = after.side is not None and behind.startswith(("左", "右", "两", "双"))
        if span.side is None and said_behind and _AND.fullmatch(text[span.end : after.start]) and _paired(span):
            spans[index] = replace(span, side=after.side)
    return spans


def _parts_only(text: str, spans: list[Span]) -> list[Span]:
    """ "右手小指" names one place: the whole (手) right before its part (小指) only says where the part is."""
    part_of = lexicon("regions")["part_of"]
    kept: list[Span] = []
    for span in spans:
        while kept and span.code in part_of.get(kept[-1].code, ()) and _OF.fullmatch(text, kept[-1].end, span.start):
            whole = kept.pop()
            span = replace(span, start=whole.start, side=span.side or whole.side)
        kept.append(span)
    said_as = lexicon("regions")["said_as"]
    return [replace(span, code=said_as.get(span.code, span.code)) for span in kept]


def _paired(span: Span) -> bool:
    return span.code not in _UNPAIRED_OK and not span.code.startswith("outside:")
