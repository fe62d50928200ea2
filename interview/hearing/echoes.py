"""The very sensation that was asked about, said without a yes: "麻得很" to a question about numbness."""

from __future__ import annotations

import re

from interview.question import Question
from language.normal import normal
from language.reading import Reading

# An item's construct -> the codes of the phrases that say it.
_SAID_BY = {
    "burning": ("burning",),
    "hot_burning": ("burning",),
    "painful_cold": ("other:cold",),
    "electric_shock": ("electric",),
    "tingling": ("tingling", "formication"),
    "pins_and_needles": ("pricking", "tingling"),
    "numbness": ("numb", "hypoaesthesia"),
    "itching": ("itch",),
}
_NUMB_ALONE = re.compile(r"\s*(?:有点|有些|很|挺)?[木麻](?:[木麻])?(?:的|得很|得慌|着|了)?\s*[,.!]*\s*")


def echoes(question: Question, reading: Reading) -> bool | None:
    """Whether the message says that the sensation asked about is there; ``None`` where it does not speak of it."""
    codes = _SAID_BY.get(question.about or "")
    if codes is None:
        return None
    if question.about == "numbness" and _NUMB_ALONE.fullmatch(normal(reading.text)):
        return True
    said = [span for span in reading.of("quality", "sensation") if span.code in codes]
    return any(not span.negated for span in said) if said else None
