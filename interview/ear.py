"""The clinical pipeline for words that did not come through Rasa: a field of a card, or a message before its turn."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from spacy.language import Language as Pipeline

from language.pipeline import build, read
from language.reading import Reading


def read_words(text: str, now: datetime) -> Reading:
    """These words as the pipeline reads them on that day; no intent, as no classifier has looked."""
    return read(_pipeline(), text, now.date())


@cache
def _pipeline() -> Pipeline:
    return build()
