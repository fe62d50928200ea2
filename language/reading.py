"""What the clinical pipeline found in one message: phrases with their meaning, and nothing of what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A phrase of the message that means something clinical.

    ``kind``  number, duration, date, region, quality, sensation, course, trigger, drug, dose, treatment, cue, …
    ``code``  the meaning in the lexicons' own codes: ``little_f``, ``burning``, ``pregabalin``, ``cue:unsure``.
    ``start``, ``end``  offsets in characters of the text as typed; ``text`` is that slice.
    ``low``, ``high``  the value as an interval, in ``unit`` (days, mg, mg/day, points, years, count); both equal
    for one value, ``None`` where the phrase carries no value or one end is open.
    ``about``  ``about``, ``almost``, ``less`` or ``more`` as the patient qualified it, else ``None``.
    ``side``  ``L``, ``R`` or ``both``, the patient's own; ``None`` where none was said.
    ``negated``  the phrase stands in the scope of a denial ("没吃过普瑞巴林").
    ``exact``  ``False`` where it was matched by spelling distance or sound and should be read back.
    """

    kind: str
    code: str
    start: int
    end: int
    text: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    about: str | None = None
    side: str | None = None
    negated: bool = False
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """One message as the pipeline read it: the text as typed, its spans in order, and the trained intent.

    ``intent`` is ``None`` and ``confidence`` 0 where no classifier has looked (tests, the gateway's alarms).
    """

    text: str
    spans: tuple[Span, ...] = ()
    intent: str | None = None
    confidence: float = 0.0

    def of(self, *kinds: str) -> Iterator[Span]:
        """The spans of these kinds, in the order they were said."""
        return (span for span in self.spans if span.kind in kinds)

    def to_entities(self) -> list[dict[str, Any]]:
        """The spans as Rasa entities: ``entity`` is the kind, ``value`` the code, the rest under ``span``."""
        return [
            {"entity": span.kind, "value": span.code, "start": span.start, "end": span.end, "span": asdict(span)}
            for span in self.spans
        ]

    @classmethod
    def from_rasa(cls, message: Mapping[str, Any]) -> Reading:
        """The reading inside a Rasa message as ``to_entities`` put it there; entities of others are passed over."""
        names = {field.name for field in fields(Span)}
        spans = tuple(
            Span(**{key: value for key, value in entity["span"].items() if key in names})
            for entity in message.get("entities") or ()
            if isinstance(entity.get("span"), Mapping)
        )
        intent = message.get("intent") or {}
        return cls(str(message.get("text") or ""), spans, intent.get("name"), float(intent.get("confidence") or 0.0))
