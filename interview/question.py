"""A question the interview can ask: its words, its choices, what it may hear, and which fact it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Language = Literal["zh", "en"]
Bilingual = Mapping[Language, str]

Kind = Literal[
    "permission",  # may we go on? consent, read-back, continue
    "yes_no",
    "choice",  # one of the choices
    "choices",  # any number of the choices; an empty tuple is "none of them"
    "number",
    "nrs",  # 0 to 10
    "duration",  # how long, or since when; kept in days
    "frequency4",  # PHQ-9 and GAD-7: 0 to 3
    "severity6",  # painDETECT: 0 to 5
    "region",  # places on the body, with side
    "quality",  # pain qualities
    "drug",  # a medicine's name
    "dose",  # mg a day
    "text",  # kept as words, understood by the clinician
]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer: the value that is stored, and the words on the button."""

    value: str | int | bool
    says: Bilingual
    words: tuple[str, ...] = ()  # other ways patients say it, in either language


@dataclass(frozen=True, slots=True)
class Question:
    """One question, as the protocol and the instruments define it.

    ``asks``, ``help``, ``example``, ``why``  the words in each language: the question itself, the line under it,
    the rephrasing with an example after a miss, and the answer to "为什么问这个？".
    ``low``, ``high``  the least and greatest value a number may take, both allowed.
    ``confirm_at``  thresholds: an interval that holds one is read back before it counts.
    ``none``  the words of the "none of these" button of a multiple choice; without it one must be chosen.
    ``alarm_from``  a value from which the answer itself raises ``alarm`` (PHQ-9 item 9).
    ``group``  questions about one thing, which one sentence may answer together (a medicine and its dose).
    ``known_as``  what patients call the answer when they correct it later ("年龄改成52").
    ``label``  a word or two for it, where it is a field of a card.
    ``claims``  for a choice's value the facts that choosing it claims ("做过磁共振" – exam_mri: done).
    ``about``  the construct or symptom asked about, for echo answers ("疼吗" – "疼").
    """

    id: str
    kind: Kind
    section: str
    asks: Bilingual
    help: Bilingual = field(default_factory=dict)
    example: Bilingual = field(default_factory=dict)
    why: Bilingual = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    none: Bilingual = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    confirm_at: tuple[float, ...] = ()
    about: str | None = None
    fact: str | None = None
    instrument: str | None = None
    item: str | None = None
    when: Mapping[str, Any] = field(default_factory=dict)
    alarm: str | None = None
    alarm_from: int | None = None
    group: str | None = None
    known_as: tuple[str, ...] = ()
    label: Bilingual = field(default_factory=dict)
    claims: Mapping[Any, Mapping[str, Any]] = field(default_factory=dict)

    def in_language(self, words: Bilingual, language: Language) -> str:
        """These words in that language; Chinese where the language has none."""
        return words.get(language) or words.get("zh", "")
