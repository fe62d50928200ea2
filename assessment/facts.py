"""Answers, scores and findings gathered into facts, each with who said it and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessment.bedside import with_bedside
from assessment.given import Answers, Given, Questions, SomeAnswer, SomeQuestion, SomeScore
from assessment.medicines import drug_trials
from assessment.scales import scores_as_facts
from assessment.values import common_side, value_of
from instruments.model import Instrument
from rules_engine.facts import FACTS
from rules_engine.trials import TOOLS

Findings = Mapping[str, Mapping[str, Any] | list[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class GatheredFacts:
    """The facts of one case. For each fact every value that was given; the first one counts, the others stay visible.

    ``places``  where it hurts with the sides, for the level proposals.
    """

    given: Mapping[str, tuple[Given, ...]]
    places: tuple[Mapping[str, Any], ...] = ()

    def facts(self) -> dict[str, Any]:
        """The facts as the rules engine takes them: confirmed values, claims with their ``by``, and ``reports``."""
        facts: dict[str, Any] = {}
        reports: list[dict[str, Any]] = []
        for name in FACTS:
            values = self.given.get(name, ())
            if not values:
                continue
            facts[name] = {"value": values[0].value, "by": values[0].by}
            if not values[0].claimed:
                reports += [
                    {"fact": name, "value": other.value, "source": other.finding or "finding"}
                    for other in values[1:]
                    if other.finding is not None and not other.claimed
                ]
        if reports:
            facts["reports"] = reports
        return facts

    def sources(self) -> dict[str, list[dict[str, Any]]]:
        """For each fact where its values came from, the one that counts first."""
        return {name: [one.source() for one in self.given[name]] for name in FACTS if self.given.get(name)}


def gather(
    questions: Questions,
    answers: Answers,
    scores: Iterable[SomeScore] = (),
    findings: Findings | None = None,
    red_flags: Iterable[str] | Mapping[str, str | None] = (),
    instruments: Mapping[str, Instrument] | None = None,
) -> GatheredFacts:
    """The facts of one case.

    ``questions``, ``answers``  by item id. ``scores``  one for each instrument. ``findings``  by fact
    ``{"value", "by", "id"}`` or a list of them where several stand; a value ``None`` says that there is none.
    ``red_flags``  the ids that the alarms raised in the talk, or a mapping to the message each was heard in.
    ``instruments``  by name: those with items for the bedside are scored with what was found there.
    A finding goes before an answer, a confirmed value before a claimed one; findings that disagree become reports.
    """
    found: dict[str, list[Given]] = {}
    scored = with_bedside(instruments or {}, scores, answers, findings or {})
    proxied = {question.instrument for question in _told_by_family(questions, answers) if question.instrument}
    told = (*_findings(findings or {}), *_answers(questions, answers), *scores_as_facts(scored, proxied))
    for given in told:
        found.setdefault(given.fact, []).append(_marked(given))
    raised = dict(red_flags) if isinstance(red_flags, Mapping) else dict.fromkeys(red_flags)
    if raised:
        found["red_flags"] = [_united(found.get("red_flags", []), raised), *found.get("red_flags", [])]
    ordered = {name: tuple(sorted(values, key=lambda one: one.claimed)) for name, values in found.items()}
    return GatheredFacts(ordered, tuple(_places(questions, answers)))


def _answers(questions: Questions, answers: Answers) -> Iterator[Given]:
    for item, answer in answers.items():
        question = questions.get(item)
        if question is None or not answer.known:
            continue
        yield from _claims(question, item, answer)
        if not question.fact or question.fact not in FACTS:
            continue
        value = value_of(question.fact, answer.value, answer.about)
        if value is None or (value == [] and question.fact != "red_flags"):
            continue
        said = (answer.by, answer.message, item, answer.words)
        yield Given(question.fact, value, *said)
        if question.fact == "vas_worst":
            yield Given("pain_scale", "NRS" if question.kind == "nrs" else "VAS", *said)
        if question.fact == "pain_regions" and (side := common_side(answer.value)) is not None:
            yield Given("pain_side", side, *said)
    medicines = drug_trials(questions, answers)
    if medicines is not None:
        yield medicines


def _claims(question: SomeQuestion, item: str, answer: SomeAnswer) -> Iterator[Given]:
    """What a choice claims of other facts ("MRI done"), each fact once; a choice not taken claims nothing."""
    chosen = answer.value if isinstance(answer.value, list | tuple) else (answer.value,)
    claimed: dict[str, Any] = {}
    for choice in chosen if question.claims else ():
        claimed = dict(question.claims.get(choice, {})) | claimed
    for fact, value in claimed.items():
        if fact in FACTS:
            yield Given(fact, value, answer.by, answer.message, item, answer.words)


def _told_by_family(questions: Questions, answers: Answers) -> Iterator[SomeQuestion]:
    for item, answer in answers.items():
        if answer.known and answer.by == "F" and item in questions:
            yield questions[item]


def _findings(findings: Findings) -> Iterator[Given]:
    for name, finding in findings.items():
        for one in finding if isinstance(finding, list) else [finding]:
            if one.get("value") is not None:
                by = _taken_down_as(name, str(one.get("by") or "C"))
                yield Given(name, one["value"], by, finding=str(one.get("id") or name))


def _taken_down_as(name: str, by: str) -> str:
    """What staff enter of a fact that is not theirs counts as taken from the records, or from the patient's words."""
    fact = FACTS.get(name)
    if fact is None or by in fact.who or by in ("P", "F"):
        return by
    if "C" not in fact.who and by in ("C", "N", "L", "S"):
        return next((who for who in ("R", "P") if who in fact.who), by)
    return by


def _marked(given: Given) -> Given:
    fact = FACTS.get(given.fact)
    allowed = fact is not None and given.by in fact.who
    if given.fact == "nep_screen" and given.by == "P":
        allowed = any("P" in TOOLS.get(str(one.get("tool")), "") for one in given.value if isinstance(one, Mapping))
    if allowed is not given.claimed:
        return given
    return Given(
        given.fact, given.value, given.by, given.message, given.item, given.words, given.finding, claimed=not allowed
    )


def _united(known: list[Given], raised: Mapping[str, str | None]) -> Given:
    """What the triage question and the alarms raised, together: one does not overrule the other."""
    flags = [flag for one in known for flag in one.value] + list(raised)
    message = next((message for message in raised.values() if message), None)
    return Given("red_flags", list(dict.fromkeys(flags)), "P", message)


def _places(questions: Questions, answers: Answers) -> Iterator[Mapping[str, Any]]:
    for item, answer in answers.items():
        question = questions.get(item)
        if question is not None and question.fact == "pain_regions" and answer.known:
            yield from (place for place in answer.value if isinstance(place, Mapping))
