"""Where a value comes from: who said it, and the line of the transcript to open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from interview.answer import Answer
from interview.protocol import Protocol
from portal.said import answer_said, fact_said
from portal.words import Words

PATIENT = ("P", "F")
SCALES = {"phq9": ("PHQ-9",), "gad7": ("GAD-7",), "nep_screen": ("DN4", "DN4-interview")}
MEDICINES = ("drug_trials", "antidepressant_combined")


@dataclass(frozen=True, slots=True)
class Valued:
    """One value, ready to be shown. ``who`` said it; ``href`` the line it rests on; ``claimed`` = said by somebody who
    may only claim it."""

    label: str
    text: str
    known: bool
    who: str = ""
    href: str = ""
    claimed: bool = False


@dataclass(frozen=True)
class Sources:
    """The current answers and findings of one case, and where in the transcript each was given.

    ``lines``  number of the line by message id. ``findings``  by fact, each with ``value`` and ``by``. ``claims``  by
    fact what somebody said who may only claim it; ``origins`` by fact where each value came from; both as assessed.
    """

    protocol: Protocol
    answers: Mapping[str, Answer]
    findings: Mapping[str, Any]
    lines: Mapping[str, int]
    claims: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)

    def item(self, t: Words, item: str) -> Valued:
        """The answer to one item of a questionnaire or scale; ``who`` only where it was not the patient."""
        question = self.protocol.question(item)
        label = t.say(question.asks) if question else item
        finding = self.findings.get(item)
        if finding is not None and finding.value is not None:
            return Valued(
                label, answer_said(t, question, finding.value), True, t.token("who", finding.by), f"#f-{item}"
            )
        answer = self.answers.get(item)
        if answer is None:
            return Valued(label, t.token("unknown", "absent"), known=False)
        href = self.href(answer.message)
        if answer.unknown is not None:
            return Valued(label, t.token("unknown", answer.unknown.value), known=False, href=href)
        text = answer_said(t, question, answer.value, answer.about)
        who = t.token("who", answer.by) if answer.by != "P" else ""
        return Valued(label, text, known=True, who=who, href=href)

    def fact(self, t: Words, fact: str, value: Any, source: Mapping[str, Any] | None = None) -> Valued:
        """A fact with the value that the assessment used and the ``source`` it named.

        Without one: a clinician's finding comes before what the patient said.
        """
        label, text = t.fact(fact), fact_said(t, fact, value)
        if source:
            href = f"#f-{fact}" if source.get("finding") else self.href(source.get("message")) or self._behind(fact)
            return Valued(label, text, True, t.token("who", source.get("by")), href, bool(source.get("claimed")))
        finding = self.findings.get(fact)
        if finding is not None and finding.value is not None:
            return Valued(label, text, known=True, who=t.token("who", finding.by), href=f"#f-{fact}")
        answer = self.answer_behind(fact)
        if answer is None:
            return Valued(label, text, known=True)
        return Valued(label, text, known=True, who=t.token("who", answer.by), href=self.href(answer.message))

    def unknown(self, t: Words, fact: str) -> Valued:
        """A fact nobody has settled yet, with what the patient said of it where only claimed."""
        if fact in self.claims:
            text = t("exam_claimed", text=fact_said(t, fact, self.claims[fact]))
            origin = next(iter(self.origins.get(fact, ())), {})
            return Valued(t.fact(fact), text, False, href=self.href(origin.get("message")), claimed=True)
        answer = self.answer_behind(fact)
        href = self.href(answer.message) if answer else ""
        said = answer_said(t, self.protocol.question(answer.item), answer.value) if answer and answer.known else ""
        text = t("exam_claimed", text=said) if said else t("to_check")
        return Valued(t.fact(fact), text, known=False, href=href, claimed=bool(said))

    def causes(self) -> frozenset[str]:
        """The causes of the pain: those a clinician confirmed, else those that were claimed."""
        finding = self.findings.get("aetiologies")
        if finding is not None and finding.value is not None:
            return frozenset(finding.value)
        answer = self.answer_behind("aetiologies")
        if answer is None or not answer.known:
            return frozenset()
        return frozenset([answer.value] if isinstance(answer.value, str) else answer.value)

    def by_proxy(self, items: Iterable[str]) -> bool:
        """Whether family answered one of these items for the patient."""
        return any(self.answers[item].by == "F" for item in items if item in self.answers)

    def answer_behind(self, fact: str) -> Answer | None:
        """The answer that a fact rests on: of its own question, of its scale, or of the medicines; known ones first."""
        behind = [self.answers[item] for item in self.items_of(fact) if item in self.answers]
        return next((answer for answer in behind if answer.known), behind[0] if behind else None)

    def items_of(self, fact: str) -> Sequence[str]:
        """The items of the protocol that a fact is made of."""
        questions = self.protocol.questions.values()
        if fact in SCALES:
            return [question.id for question in questions if question.instrument in SCALES[fact]]
        if fact in MEDICINES:
            return [question.id for question in questions if question.kind == "drug"] + ["medicine_any"]
        return [question.id for question in questions if question.fact == fact]

    def _behind(self, fact: str) -> str:
        answer = self.answer_behind(fact)
        return self.href(answer.message) if answer else ""

    def href(self, message: str | None) -> str:
        """The anchor of the line with this message; empty where the transcript does not hold it."""
        line = self.lines.get(message or "")
        return f"#m-{line}" if line is not None else ""
