"""The pipeline's components: each adds the spans of its kind to ``doc._.clinical``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from language import cues, medicines, places
from language.clauses import mark_denied
from language.dates import moments
from language.durations import durations
from language.numerals import numerals
from language.reading import Span
from language.words import Entry, Words, entries, lexicon

_QUALITY_KINDS = ("quality", "sensation", "course", "trigger", "pain", "severity")


@cache
def all_words() -> Words:
    """Every clinical phrase, in one table so that the longest wins across kinds; "none" marks look-alikes."""
    return Words(_all_entries())


@Language.component("preop_numbers")
def numbers(doc: Doc) -> Doc:
    """Numbers, as intervals; the unit is the measure word as typed."""
    doc._.numerals = numerals(doc._.plain)
    for one in doc._.numerals:
        if one.low is not None:
            code = "ordinal" if one.ordinal else "number"
            doc._.clinical.append(
                _span(doc, "number", code, one.start, one.end, one.low, one.high, one.unit, one.about)
            )
    return doc


@Language.component("preop_time")
def time(doc: Doc) -> Doc:
    """Durations in days, and dates as days before the message's date."""
    points = moments(doc._.plain, doc._.today)
    for point in points:
        doc._.clinical.append(_span(doc, "date", "since", point.start, point.end, point.low, point.high, "days"))
    for one in durations(doc._.plain, doc._.numerals, [(point.start, point.end) for point in points]):
        code = "vague" if one.low is None else "days"
        doc._.clinical.append(_span(doc, "duration", code, one.start, one.end, one.low, one.high, "days", one.about))
    return doc


@Language.component("preop_words")
def words(doc: Doc) -> Doc:
    """Phrases of the lexicons: body, qualities, course, triggers, treatments, causes and medicines' names."""
    for hit in all_words().find(doc._.plain):
        if hit.entry.kind == "none":
            continue
        kind, exact = hit.entry.kind.removesuffix("?"), not hit.entry.kind.endswith("?")
        doc._.clinical.append(replace(_span(doc, kind, hit.entry.code, hit.start, hit.end), exact=exact))
    return doc


@Language.component("preop_places")
def regions(doc: Doc) -> Doc:
    """Regions with their side."""
    found = [span for span in doc._.clinical if span.kind == "region"]
    placed = places.with_sides(doc._.plain, found)
    others = [span for span in doc._.clinical if span.kind != "region"]
    doc._.clinical = others + [replace(span, text=doc._.typed[span.start : span.end]) for span in placed]
    return doc


@Language.component("preop_medicines")
def drugs(doc: Doc) -> Doc:
    """Medicines spelt nearly right, doses, and which dose belongs to which medicine."""
    taken = [(span.start, span.end) for span in doc._.clinical if span.kind in ("drug", "treatment", "cause")]
    near = medicines.near_names(doc._.plain, taken)
    named = sorted([span for span in doc._.clinical if span.kind == "drug"] + near, key=lambda span: span.start)
    doses = medicines.doses(doc._.plain, doc._.numerals, named)
    dosed = medicines.with_doses(doc._.plain, named, doses)
    others = [span for span in doc._.clinical if span.kind != "drug"]
    doc._.clinical = others + [replace(span, text=doc._.typed[span.start : span.end]) for span in (*dosed, *doses)]
    return doc


@Language.component("preop_cues")
def polarity_and_commands(doc: Doc) -> Doc:
    """Cues of not knowing and of declining, and wishes about the talk."""
    for kind, code, start, end in cues.found(doc._.plain):
        doc._.clinical.append(_span(doc, kind, code, start, end))
    return doc


@Language.component("preop_denial")
def denial(doc: Doc) -> Doc:
    """Which of the clinical phrases are denied."""
    deniable = {"region", "quality", "sensation", "course", "trigger", "pain", "drug", "treatment", "cause", "dose"}
    spans = sorted((span for span in doc._.clinical if span.kind in deniable), key=lambda span: (span.start, -span.end))
    others = [span for span in doc._.clinical if span.kind not in deniable]
    doc._.clinical = others + mark_denied(doc._.plain, spans)
    return doc


def _span(
    doc: Doc,
    kind: str,
    code: str,
    start: int,
    end: int,
    low: float | None = None,
    high: float | None = None,
    unit: str | None = None,
    about: str | None = None,
) -> Span:
    return Span(kind, code, start, end, doc._.typed[start:end], low, high, unit, about)


def _all_entries() -> Iterator[tuple[str, Entry]]:
    for name in ("causes", "treatments"):
        yield from entries({"causes": "cause", "treatments": "treatment"}[name], lexicon(name))
    qualities = lexicon("qualities")
    for kind in _QUALITY_KINDS:
        table = qualities[kind]
        yield from entries(kind, table if isinstance(table, dict) else {kind: table})
    yield from entries("region", lexicon("regions")["phrases"])
    yield from entries("drug?", lexicon("drugs")["fuzzy"])
    yield from entries("drug", lexicon("drugs")["exact"])
    for name in ("qualities", "regions", "drugs"):
        yield from entries("none", {"none": lexicon(name)["not_these"]})
