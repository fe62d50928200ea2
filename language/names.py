"""The names by which a lexicon's codes are shown: the first Chinese and the first English phrase of each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import yaml

from language.words import FOLDER


def drug_name(code: str, language: str) -> str:
    """A medicine's name in ``zh`` or ``en``; a code that the lexicon does not hold is shown as it is."""
    phrases = _drugs().get(code)
    if phrases is None:
        return code
    for phrase in phrases:
        if phrase.isascii() == (language == "en"):
            return phrase
    return code


def code_of(phrase: str) -> str | None:
    """The code of a medicine's name as the lexicon spells it."""
    return next((code for code, phrases in _drugs().items() if phrase in phrases), None)


def confusable_with(phrase: str) -> str | None:
    """The name that this one is easily taken for; ``None`` where there is none to ask back."""
    for asked, other in _confusable():
        if phrase == asked:
            return other
    return None


@cache
def _confusable() -> tuple[tuple[str, str], ...]:
    pairs = yaml.safe_load((FOLDER / "confusable.yml").read_text(encoding="utf-8"))
    # The rarer name stands first; a full generic such as morphine, said plainly, needs no asking.
    plain = {phrases[0] for phrases in _drugs().values()}
    turned = [(other, asked) for asked, other in pairs if other not in plain]
    return tuple((str(asked), str(other)) for asked, other in [*pairs, *turned])


@cache
def _drugs() -> Mapping[str, list[str]]:
    data = yaml.safe_load((FOLDER / "drugs.yml").read_text(encoding="utf-8"))
    return {code: [str(phrase) for phrase in phrases] for code, phrases in data["exact"].items()}
