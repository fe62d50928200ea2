"""One turn of the conversation as data: what came in, where the talk stands, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from instruments.score import Score
from interview.answer import Answer
from interview.question import Language

Status = Literal["invited", "consenting", "running", "paused", "safety", "finished", "declined", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of the patient's, as the gateway stored it.

    ``kind``  ``begin`` (the page was opened for the first time), ``text`` (typed), ``choice`` (a button or widget:
    ``choice`` is its value), ``command`` (a button of the quiet row: ``choice`` is back, why, unsure, declined, pause,
    resume, safe_continue, need_help, human, language_zh, language_en, confirm, change:<item>).
    ``item``  the question the channel was showing when it was sent, ``None`` where it does not know.
    ``alarms``  ids raised by ``interview.alarms`` when the message came in.
    """

    id: str
    kind: Literal["begin", "text", "choice", "command"]
    text: str
    at: datetime
    choice: Any = None
    item: str | None = None
    alarms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a conversation stands: everything that the next turn depends on, and nothing else.

    ``item``  the question that waits for an answer; ``misses`` how often in a row it was not understood.
    ``pending``  a value read back and not yet confirmed: ``{"item", "data", "about", "message", "words"}``.
    ``postponed``  sections put behind all others (mood, after a crisis). ``flags`` items for the clinician to look at.
    ``expected``  the largest N shown in "n / N", so that the total never falls.
    ``trail``  items in the order they were answered, for "上一题".
    """

    language: Language = "zh"
    status: Status = "invited"
    item: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    misses: int = 0
    pending: Mapping[str, Any] | None = None
    postponed: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    expected: int = 0
    trail: tuple[str, ...] = ()
    notes: Mapping[str, Any] = field(default_factory=dict)

    def to_state(self) -> dict[str, Any]:
        """All but the answers, as plain JSON data: the interview's mutable state."""
        return {
            "language": self.language,
            "status": self.status,
            "item": self.item,
            "misses": self.misses,
            "pending": dict(self.pending) if self.pending is not None else None,
            "postponed": list(self.postponed),
            "flags": list(self.flags),
            "expected": self.expected,
            "trail": list(self.trail),
            "notes": dict(self.notes),
        }

    @classmethod
    def from_state(cls, state: Mapping[str, Any], answers: Mapping[str, Answer]) -> Talk:
        """The talk back from ``to_state``'s data and the current version of each answer."""
        return cls(
            language=state.get("language", "zh"),
            status=state.get("status", "invited"),
            item=state.get("item"),
            answers=dict(answers),
            misses=int(state.get("misses", 0)),
            pending=state.get("pending"),
            postponed=tuple(state.get("postponed") or ()),
            flags=tuple(state.get("flags") or ()),
            expected=int(state.get("expected", 0)),
            trail=tuple(state.get("trail") or ()),
            notes=dict(state.get("notes") or {}),
        )

    def with_answers(self, *answers: Answer) -> Talk:
        """The same talk, these answers being the current ones."""
        return replace(self, answers={**self.answers, **{answer.item: answer for answer in answers}})


@dataclass(frozen=True, slots=True)
class Part:
    """One bubble of the bot's reply, ready to be shown on any channel.

    ``role``  say, question, safety or end. ``item``  the question it puts. ``widget``  how it may be answered:
    ``{"kind": "choices"|"many"|"nrs"|"region"|"number"|"text"|"summary"|"safety", "choices": [{"value", "says"}], …}``.
    ``progress``  ``{"n", "of", "minutes", "section"}`` on questions.
    """

    text: str
    role: Literal["say", "question", "safety", "end"] = "say"
    item: str | None = None
    widget: Mapping[str, Any] | None = None
    progress: Mapping[str, Any] | None = None

    def to_data(self) -> dict[str, Any]:
        """The part as plain JSON data."""
        return {
            "text": self.text,
            "role": self.role,
            "item": self.item,
            "widget": dict(self.widget) if self.widget else None,
            "progress": dict(self.progress) if self.progress else None,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one turn comes to: what is written and what is said, all of it in one transaction.

    ``talk``  the conversation afterwards. ``answers``  the new versions of answers. ``scores``  of the scales whose
    last item was answered or corrected in this turn. ``reply``  what the bot says. ``alerts``  ids to raise for staff
    beyond those the gateway raised (``CALLBACK``). ``consents``  consents given or refused in this turn:
    ``{"general"|"sensitive": bool}``. ``forget``  nothing clinical may be kept from here (declined) or shown
    (withdrawn). ``ended``  the interview ended in this turn and the case is to be assessed.
    """

    talk: Talk
    answers: tuple[Answer, ...] = ()
    scores: tuple[Score, ...] = ()
    reply: tuple[Part, ...] = ()
    alerts: tuple[str, ...] = ()
    consents: Mapping[str, bool] = field(default_factory=dict)
    forget: bool = False
    ended: bool = False
