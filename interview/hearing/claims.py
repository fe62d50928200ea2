"""What a message claims whatever was asked: whether there is pain, where it hurts, how, and what is denied."""

from __future__ import annotations

import re

from language.clauses import clauses
from language.normal import normal
from language.reading import Reading, Span

_PATTERNS = ("continuous", "paroxysmal", "both")
_PAINFUL_SENSATIONS = ("numb", "tingling", "hyperalgesia", "allodynia")
_NOT_PAIN = re.compile(
    r"^(?:胀|酸|发胀|发酸|肿胀|沉重|沉甸甸|发沉|钝|电流|隐隐|heavy|pressure|tight|tightness|pulling|冰凉|"
    r"冰冷|凉飕飕|拔凉|冷飕飕|冻着|勒|像冰|像针|像刀|像电)$"
)


def pain_claimed(reading: Reading) -> bool | None:
    """True if some pain is claimed, False if it is only denied, None if it is not spoken of."""
    said = [span for span in reading.spans if _is_pain(span)]
    if any(not span.negated for span in said):
        return True
    return False if said else None


def hurting(reading: Reading) -> list[Span]:
    """The regions that hurt: named with a pain word in the same stretch of talk, neither denied."""
    text = normal(reading.text)
    pains = [
        span
        for span in reading.spans
        if _is_pain(span) or (span.kind == "sensation" and span.code in _PAINFUL_SENSATIONS)
    ]
    regions = list(reading.of("region"))
    found: list[Span] = []
    found_before: list[Span] | None = None  # places said to be uneasy, of which the next clause may say the pain
    for part in clauses(text):
        here = [span for span in regions if part.start <= span.start < part.end]
        said = [span for span in pains if part.start <= span.start < part.end]
        for region in here:
            if region.negated:
                continue
            behind = [span for span in said if span.end > region.end]
            before = [span for span in said if span.end <= region.start]
            if (behind and not behind[0].negated and _reaches(text, region, behind[0], here)) or (
                not behind and before and not before[-1].negated and _points_at(text, before[-1], region)
            ):
                found.append(region)
        if not here and said and not said[0].negated and found_before is not None:
            found += [region for region in found_before if region not in found]
        if here:
            uneasy = any(
                span.kind in ("pain", "sensation", "quality") and not span.negated
                for span in reading.spans
                if part.start <= span.start < part.end
            )
            rest = part.end - part.start - sum(region.end - region.start for region in here)
            topic = (uneasy or rest <= 2) and not said
            found_before = [region for region in here if not region.negated] if topic else None
    return found


def denied(reading: Reading) -> tuple[str, ...]:
    """The phrases denied, as typed, in order and each once."""
    return tuple(dict.fromkeys(span.text for span in reading.spans if span.negated))


def qualities(reading: Reading) -> list[Span]:
    """Pain qualities, sensations and the pattern in time that are claimed."""
    found = [
        span for span in reading.of("quality", "sensation") if not span.negated and _felt_where_it_hurts(reading, span)
    ]
    return found + [
        span
        for span in reading.of("course")
        if span.code in _PATTERNS and not span.negated and _of_the_pain(reading, span)
    ]


def _felt_where_it_hurts(reading: Reading, span: Span) -> bool:
    """An itch in the throat belongs to a cold; a lone 胀 with no pain in the message is no pain's quality."""
    if span.code == "hot_feeling":
        return False
    text = normal(reading.text)
    part = next((part for part in clauses(text) if part.start <= span.start < part.end), None)
    if part is None or span.code != "itch":
        return (
            part is None
            or not re.fullmatch("胀|发胀", normal(span.text))
            or len(text) <= 12
            or pain_claimed(reading) is True
        )
    return not any(
        other.code in ("outside:throat", "outside:mouth", "outside:eye")
        for other in reading.of("region")
        if part.start <= other.start < part.end
    )


def _of_the_pain(reading: Reading, course: Span) -> bool:
    """Whether a word of time ("有时", "一直") is about the pain: said in its clause, or the message is little else."""
    text = normal(reading.text)
    if len(text.strip()) <= 12 or "阵" in course.text or "发作" in course.text:
        return True
    part = next((part for part in clauses(text) if part.start <= course.start < part.end), None)
    return part is not None and any(
        _is_pain(span) and course.end <= span.start < part.end and span.start - course.end <= 8
        for span in reading.spans
    )


def _is_pain(span: Span) -> bool:
    if span.kind == "pain":
        return span.text.strip() not in ("难受", "不舒服", "不适", "不得劲")
    if span.kind == "sensation":
        return span.code in ("allodynia", "hyperalgesia")
    if span.kind == "course":
        return bool(re.search("疼|痛", span.text)) and "镇痛" not in span.text
    return span.kind == "quality" and not _NOT_PAIN.match(normal(span.text))


def _reaches(text: str, region: Span, pain: Span, here: list[Span]) -> bool:
    """Whether a pain word further on in the clause is about this region."""
    between = text[region.end : pain.start]
    if len(between) > 24 and not any(other.start > region.end for other in here):
        return False
    return not re.search(r"没事|正常|(?:以外|之外)(?:没|都不)|摸着|按压着", between)


def _points_at(text: str, pain: Span, region: Span) -> bool:
    between = text[pain.end : region.start]
    if re.fullmatch(
        (
            r"\s*(?:的)?(?:地方|部位|位置)?\s*(?:是|就是|在|主要在|主要是|就在|从|到|着|连着|的|在我|串到|窜到|"
            r"传到|放射到|:|in|at|on|my|the|is|around|down|from|into|to|of|both|\s)*"
        ),
        between,
    ):
        return True
    return (
        len(between) < 14 and bool(re.search(r"在|从|到|连|串|窜|传|往|\bin\b|\bdown\b|\bto\b|\bfrom\b|的$", between))
    ) or bool(re.fullmatch(r"[的\s]*", between))
