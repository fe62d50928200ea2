"""The four values of a gate, and how gates are put together: false, cannot tell, for the clinician to review, true."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import NamedTuple

from certainty import Truth
from rules_engine.condition import FALSE, TRUE, UNKNOWN, Condition, Finding, Named, together
from rules_engine.sheet import Sheet


class Standing(Enum):
    """How a gate stands, in the order of "worst" and "best": FALSE < UNKNOWN < REVIEW < TRUE."""

    FALSE = 0
    UNKNOWN = 1
    REVIEW = 2
    TRUE = 3

    def __bool__(self) -> bool:
        raise TypeError("a Standing has four values: compare it with 'is Standing.TRUE' instead of asking for a bool")


class Verdict(NamedTuple):
    """A gate's standing, because of which facts, waiting for which."""

    standing: Standing
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Grading:
    """Something that stands at one of the four values for a patient's facts."""

    __slots__ = ()

    def standing(self, sheet: Sheet) -> Standing:
        """The value alone: the quick way."""
        raise NotImplementedError

    def check(self, sheet: Sheet) -> Verdict:
        """The value with its reasons."""
        raise NotImplementedError

    def facts(self) -> frozenset[str]:
        """Every fact the grading may look at."""
        raise NotImplementedError


class Graded(Grading):
    """A condition as a grading; where ``review`` is true a clinician has to look, whatever the condition says."""

    __slots__ = ("condition", "review")

    def __init__(self, condition: Condition, review: Condition | None = None) -> None:
        self.condition = condition
        self.review = review

    def standing(self, sheet: Sheet) -> Standing:
        if self.review is not None and self.review.truth(sheet) is TRUE:
            return Standing.REVIEW
        return _OF[self.condition.truth(sheet)]

    def check(self, sheet: Sheet) -> Verdict:
        if self.review is not None:
            review = self.review.check(sheet)
            if review.truth is TRUE:
                return Verdict(Standing.REVIEW, review.because, review.missing)
        finding = self.condition.check(sheet)
        return Verdict(_OF[finding.truth], finding.because, finding.missing)

    def facts(self) -> frozenset[str]:
        return self.condition.facts() | (self.review.facts() if self.review else frozenset())


class Decided(Grading):
    """True, false and for review each by a condition of its own; unknown where none of the three is true."""

    __slots__ = ("fails", "holds", "review")

    def __init__(self, holds: Condition, fails: Condition, review: Condition) -> None:
        self.holds = holds
        self.fails = fails
        self.review = review

    def standing(self, sheet: Sheet) -> Standing:
        if self.holds.truth(sheet) is TRUE:
            return Standing.TRUE
        if self.fails.truth(sheet) is TRUE:
            return Standing.FALSE
        return Standing.REVIEW if self.review.truth(sheet) is TRUE else Standing.UNKNOWN

    def check(self, sheet: Sheet) -> Verdict:
        standing = self.standing(sheet)
        if standing is Standing.UNKNOWN:
            findings = [part.check(sheet) for part in (self.holds, self.fails, self.review)]
            waiting = together((finding for finding in findings if finding.truth is UNKNOWN), UNKNOWN)
            return Verdict(standing, waiting.because, waiting.missing)
        decisive = {Standing.TRUE: self.holds, Standing.FALSE: self.fails, Standing.REVIEW: self.review}[standing]
        finding = decisive.check(sheet)
        return Verdict(standing, finding.because, finding.missing)

    def facts(self) -> frozenset[str]:
        return self.holds.facts() | self.fails.facts() | self.review.facts()


class Worst(Grading):
    """As bad as the worst of its parts."""

    __slots__ = ("parts",)

    def __init__(self, *parts: Grading) -> None:
        self.parts = parts

    def standing(self, sheet: Sheet) -> Standing:
        return worst(part.standing(sheet) for part in self.parts)

    def check(self, sheet: Sheet) -> Verdict:
        return _joined([part.check(sheet) for part in self.parts], worst, everything=Standing.TRUE)

    def facts(self) -> frozenset[str]:
        return frozenset().union(*(part.facts() for part in self.parts))


class Best(Grading):
    """As good as the best of the parts that ``choose`` picks for these facts; false where it picks none."""

    __slots__ = ("choose", "looks_at")

    def __init__(self, choose: Callable[[Sheet], Iterable[Grading]], looks_at: frozenset[str]) -> None:
        self.choose = choose
        self.looks_at = looks_at

    def standing(self, sheet: Sheet) -> Standing:
        return best(part.standing(sheet) for part in self.choose(sheet))

    def check(self, sheet: Sheet) -> Verdict:
        return _joined([part.check(sheet) for part in self.choose(sheet)], best, everything=Standing.FALSE)

    def facts(self) -> frozenset[str]:
        return self.looks_at


class Gate(Grading):
    """A named grading, worked out once for each sheet."""

    __slots__ = ("id", "part")

    def __init__(self, id: str, part: Grading) -> None:
        self.id = id
        self.part = part

    def standing(self, sheet: Sheet) -> Standing:
        standing: Standing | None = sheet.truths.get(self.id)
        if standing is None:
            standing = sheet.truths[self.id] = self.part.standing(sheet)
        return standing

    def check(self, sheet: Sheet) -> Verdict:
        verdict: Verdict | None = sheet.findings.get(self.id)
        if verdict is None:
            verdict = sheet.findings[self.id] = self.part.check(sheet)
        return verdict

    def facts(self) -> frozenset[str]:
        return self.part.facts()

    def stands(self, *at: Standing) -> Condition:
        """The condition that the gate stands at one of these; cannot be told while the gate cannot."""
        return Named(f"{self.id} {[standing.name for standing in at]}", Stands(self, at))


class Stands(Condition):
    """Whether a grading stands at one of the values named."""

    __slots__ = ("at", "grading")

    def __init__(self, grading: Grading, at: tuple[Standing, ...]) -> None:
        self.grading = grading
        self.at = at

    def truth(self, sheet: Sheet) -> Truth:
        return self._truth(self.grading.standing(sheet))

    def check(self, sheet: Sheet) -> Finding:
        verdict = self.grading.check(sheet)
        return Finding(self._truth(verdict.standing), verdict.because, verdict.missing)

    def facts(self) -> frozenset[str]:
        return self.grading.facts()

    def _truth(self, standing: Standing) -> Truth:
        if standing in self.at:
            return TRUE
        return UNKNOWN if standing is Standing.UNKNOWN else FALSE


def worst(standings: Iterable[Standing]) -> Standing:
    """The least of them; TRUE for none at all."""
    return min(standings, key=_value, default=Standing.TRUE)


def best(standings: Iterable[Standing]) -> Standing:
    """The greatest of them; FALSE for none at all."""
    return max(standings, key=_value, default=Standing.FALSE)


_OF = {TRUE: Standing.TRUE, FALSE: Standing.FALSE, UNKNOWN: Standing.UNKNOWN}


def _value(standing: Standing) -> int:
    value: int = standing._value_
    return value


def _joined(verdicts: list[Verdict], pick: Callable[[Iterable[Standing]], Standing], everything: Standing) -> Verdict:
    """The picked standing with the reasons of the parts that stand there; of every part where all had to agree."""
    standing = pick(verdict.standing for verdict in verdicts)
    decisive = [verdict for verdict in verdicts if standing is everything or verdict.standing is standing]
    finding = together((Finding(UNKNOWN, verdict.because, verdict.missing) for verdict in decisive), UNKNOWN)
    return Verdict(standing, finding.because, finding.missing)
