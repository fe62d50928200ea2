"""The clinical pipeline: a blank Chinese spaCy pipeline whose components read one message against the lexicons."""

from __future__ import annotations

from datetime import date
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from language import components
from language.normal import normal
from language.reading import Reading, Span
from language.tokenizer import Segmenter

# Characters of one message that are read for an answer; none is longer. The whole text is kept in the records, and
# words of self-harm and red flags are heard in all of it (interview.alarms).
LONGEST_READ = 2_000
COMPONENTS = (
    "preop_numbers",
    "preop_time",
    "preop_words",
    "preop_places",
    "preop_medicines",
    "preop_cues",
    "preop_denial",
)


def build() -> Language:
    """The pipeline, ready to read: about a second, most of it jieba's dictionary; the same in every process.

    Raises ``ValueError`` where a lexicon file cannot be read.
    """
    for name in ("typed", "plain", "today", "numerals", "clinical"):
        Doc.set_extension(name, default=None, force=True)
    nlp = spacy.blank("zh")
    lexicon = components.all_words()
    nlp.tokenizer = Segmenter(nlp.vocab, lexicon.phrases())
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def read(nlp: Language, text: str, now: date) -> Reading:
    """The message as the pipeline reads it; ``now`` is the message's date, for "since last winter"."""
    return reading_of(process(nlp, text, now))


def process(nlp: Language, text: str, now: date) -> Doc:
    """The message's Doc: tokens for a featurizer, and the clinical spans for ``reading_of``."""
    doc = nlp.make_doc(text)
    doc._.typed = text_of(doc)  # spaCy joins its words anew each time doc.text is asked for
    doc._.plain, doc._.today, doc._.numerals, doc._.clinical = normal(text), now, [], []
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def reading_of(doc: Doc) -> Reading:
    """The reading of a Doc that ``process`` made: spans in order of place, the longer first."""
    clinical: list[Span] = doc._.clinical
    return Reading(text_of(doc), tuple(sorted(clinical, key=lambda span: (span.start, -span.end))))


def text_of(doc: Doc) -> str:
    """The text as typed."""
    text: Any = doc.text
    return str(text)
