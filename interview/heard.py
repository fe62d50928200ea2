"""What was heard in one message, given the question it answers: the result of ``hear``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from language.reading import Span

Verdict = Literal["affirm", "deny", "given", "unsure", "declined"]
Command = Literal[
    "back", "pause", "resume", "language_zh", "language_en", "why", "repeat", "human", "withdraw", "correction", "help"
]


@dataclass(frozen=True, slots=True)
class Heard:
    """One message, heard against one question.

    ``verdict``  what it says of the fact asked about; ``None`` = it is not an answer to this question.
    ``value``    the value to store when the verdict is affirm, deny or given, in the type the question's kind wants:
                 bool (yes_no, permission); int or ``Bounds`` (number, nrs, frequency4, severity6, dose in mg a day);
                 ``Bounds`` or float in days (duration); a choice's value (choice); tuple of choice values (choices);
                 tuple of ``{"code", "side"}`` (region); tuple of codes (quality); generic name, ``class:…`` or
                 ``unknown`` (drug); str (text).
    ``about``    about, almost, less, more – as the patient qualified the value.
    ``confirm``  read it back before it counts.
    ``exact``    heard without inference (a bare number, the very words of a choice, a full drug name).
    ``words``    offsets of the phrase the value rests on.
    ``also``     further spans of the message that other questions may use (a side, a drug, a time volunteered early).
    ``offscript``  the class of a side question or remark, also beside an answer; ``command`` a wish about the talk.
    ``crisis``   sure, perhaps or None.
    """

    verdict: Verdict | None = None
    value: Any = None
    about: str | None = None
    confirm: bool = False
    exact: bool = False
    words: tuple[int, int] | None = None
    also: tuple[Span, ...] = ()
    offscript: str | None = None
    command: Command | None = None
    crisis: Literal["sure", "perhaps"] | None = None
    pain: bool | None = None
    negated: tuple[str, ...] = field(default_factory=tuple)
