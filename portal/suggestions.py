"""What the consensus says of a case, in the columns of the page: for, against, to find out, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portal.sources import Sources, Valued
from portal.words import Words
from rules_engine.catalogue import by_id
from rules_engine.facts import FACTS
from rules_engine.rule import UNGRADED

SIGNS = ("urgent", "for", "against", "ask", "note")
MISSING = "OUT-MISSING:"
DREZ = "drez"
# A bare number of a contraindication (§4.1-2) is not understood beside "level does not match", which is number 3.
GATES_IN_WORDS = {"G8": "gate_g8"}
NO_OPTIONS_AT = (
    "URGENT_HUMAN",
    "OUT_OF_SCOPE",
)  # where the consensus speaks of nothing but what is urgent, or of nothing


@dataclass(frozen=True, slots=True)
class GateView:
    """One hard gate: true, false, unknown or review, because of what, waiting for what."""

    says: str
    standing: str
    word: str
    because: tuple[Valued, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade as printed and where it stands."""

    grade: str
    where: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One output code with its clause, its grades, its reasons and what it waits for.

    ``mark``  DER where the clause is our reading, EXT where it rests on a source outside the consensus.
    """

    code: str
    sign: str
    says: str
    sentences: tuple[str, ...]
    rules: tuple[str, ...]
    clauses: tuple[str, ...]
    grades: tuple[Grade, ...]
    because: tuple[Valued, ...]
    missing: tuple[Valued, ...]
    surgical: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact to find out: who can, what to ask or examine, how many suggestions and gates wait for it."""

    fact: str
    says: str
    ask: str
    who: str
    unlocks: int
    examine: bool
    href: str


def suggestions_by_sign(t: Words, result: Mapping[str, Any], sources: Sources) -> dict[str, list[Suggestion]]:
    """All but the missing facts, which have a place of their own; every sign is there, empty where nothing has it.

    Clauses that hold for or against DREZ without an output code of their own (TIM-1, Rec 4, …) stand with the others.
    """
    columns: dict[str, list[Suggestion]] = {sign: [] for sign in SIGNS}
    shown: set[str] = set()
    for entry in result.get("suggestions") or ():
        if not str(entry["code"]).startswith(MISSING):
            suggestion = _suggestion(t, entry, sources)
            columns[suggestion.sign].append(suggestion)
            shown.update(suggestion.rules)
    if result.get("status") in NO_OPTIONS_AT:
        return columns
    for option in result.get("options") or ():
        if option["option"] == DREZ:
            for sign in ("for", "against"):
                columns[sign] += [told(t, sign, one, sources) for one in option[sign] if one["rule"] not in shown]
    return columns


def gate_views(t: Words, result: Mapping[str, Any], sources: Sources) -> list[GateView]:
    """The hard gates, each with what decides it."""
    return [
        GateView(
            says=t(GATES_IN_WORDS[gate["gate"]]) if gate["gate"] in GATES_IN_WORDS else t.say(gate["says"]),
            standing=str(gate["standing"]).lower(),
            word=t(f"gate_{str(gate['standing']).lower()}"),
            because=tuple(_because(t, gate, sources)),
            missing=tuple(t.fact(fact) for fact in gate["missing"]),
        )
        for gate in result.get("gates") or ()
    ]


def missing_facts(t: Words, result: Mapping[str, Any], sources: Sources) -> list[Missing]:
    """What is still unknown, in the order in which it should be asked."""
    return [_missing(t, entry, sources) for entry in result.get("missing") or ()]


def missing_fact(t: Words, fact: str, sources: Sources) -> Missing:
    """One unknown fact: who can settle it and where."""
    known = FACTS.get(fact)
    return _missing(
        t, {"fact": fact, "ask": known.ask if known else "", "who": ",".join(known.who) if known else ""}, sources
    )


def told(t: Words, sign: str, entry: Mapping[str, Any], sources: Sources) -> Suggestion:
    """One clause for or against an option; it has no output code of its own here."""
    return Suggestion(
        code="",
        sign=sign,
        says=t.say(entry["says"]),
        sentences=(),
        rules=(str(entry["rule"]),),
        clauses=(_clause(entry["clause"]),),
        grades=tuple(_grade(t, one) for one in entry["grades"]),
        because=tuple(_because(t, entry, sources)),
        missing=(),
        surgical=sign == "for",
        mark=str(entry.get("mark") or ""),
    )


def _suggestion(t: Words, entry: Mapping[str, Any], sources: Sources) -> Suggestion:
    code = str(entry["code"])
    rules = [by_id()[rule] for rule in str(entry["rule"]).split(", ") if rule in by_id()]
    return Suggestion(
        code=code,
        sign=t.sign(code),
        says=t.code(code),
        sentences=tuple(t.say(rule.says) for rule in rules),
        rules=tuple(str(entry["rule"]).split(", ")),
        clauses=tuple(_clause(clause) for clause in (entry["clause"], *entry.get("also", ()))),
        grades=tuple(_grade(t, one) for one in entry["grades"]),
        because=tuple(_because(t, entry, sources)),
        missing=tuple(sources.unknown(t, fact) for fact in entry["missing"]),
        surgical=t.is_surgical(code),
        mark=next((rule.cites.mark for rule in rules if rule.cites.mark), ""),
    )


def _because(t: Words, entry: Mapping[str, Any], sources: Sources) -> Iterator[Valued]:
    return (sources.fact(t, one["fact"], one["value"], one.get("source")) for one in entry["because"])


def _missing(t: Words, entry: Mapping[str, Any], sources: Sources) -> Missing:
    fact = str(entry["fact"])
    known = FACTS.get(fact)
    examine = known.group == "examine" if known else True
    href = f"#f-{fact}" if examine else sources.unknown(t, fact).href
    who = " / ".join(t.token("who", one) for one in str(entry["who"]).split(",") if examine is (one not in ("P", "F")))
    return Missing(fact, t.fact(fact), str(entry.get("ask") or ""), who, int(entry.get("unlocks") or 0), examine, href)


def _grade(t: Words, one: Mapping[str, str]) -> Grade:
    """As printed; that there is none is said in the reader's language."""
    return Grade(t("ungraded") if one["grade"] == UNGRADED else one["grade"], one["where"])


def _clause(clause: Mapping[str, str]) -> str:
    return " · ".join(part for part in (clause["number"], clause["section"]) if part)
