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


@cache
def _drugs() -> Mapping[str, list[str]]:
    data = yaml.safe_load((FOLDER / "drugs.yml").read_text(encoding="utf-8"))
    return {code: [str(phrase) for phrase in phrases] for code, phrases in data["exact"].items()}
