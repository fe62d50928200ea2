"""What a clause asks of the facts: conditions that answer true, false or cannot tell, and say because of what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from certainty import Truth
from rules_engine.sheet import Sheet

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


class Finding(NamedTuple):
    """How a condition stands: ``because`` of which known facts, and which ``missing`` ones leave it open."""

    truth: Truth
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Condition:
    """Something that is true, false or unknown of a patient's facts; ``&``, ``|`` and ``~`` are strong Kleene."""

    __slots__ = ()

    def truth(self, sheet: Sheet) -> Truth:
        """The truth alone: the quick way."""
        raise NotImplementedError

    def check(self, sheet: Sheet) -> Finding:
        """The truth with the facts it rests on and the facts it waits for."""
        raise NotImplementedError

    def facts(self) -> frozenset[str]:
        """Every fact the condition may look at."""
        raise NotImplementedError

    def __and__(self, other: Condition) -> Condition:
        return All((self, other))

    def __or__(self, other: Condition) -> Condition:
        return AnyOf((self, other))

    def __invert__(self) -> Condition:
        return Not(self)


class Ask(Condition):
    """A question to one fact. ``ask`` sees the fact's known value and the sheet (for the readings in force)."""

    __slots__ = ("ask", "name")

    def __init__(self, name: str, ask: Callable[[Any, Sheet], Truth]) -> None:
        self.name = name
        self.ask = ask

    def truth(self, sheet: Sheet) -> Truth:
        value = sheet.values.get(self.name)
        return UNKNOWN if value is None else self.ask(value, sheet)

    def check(self, sheet: Sheet) -> Finding:
        value = sheet.values.get(self.name)
        if value is None:
            return Finding(UNKNOWN, (), (self.name,))
        truth = self.ask(value, sheet)
        return Finding(truth, (self.name,), (self.name,) if truth is UNKNOWN else ())

    def facts(self) -> frozenset[str]:
        return frozenset((self.name,))


class Computed(Condition):
    """A truth worked out from several facts at once, such as the adequacy of the drug trials."""

    __slots__ = ("looks_at", "work_out")

    def __init__(self, looks_at: Sequence[str], work_out: Callable[[Sheet], Truth]) -> None:
        self.looks_at = tuple(looks_at)
        self.work_out = work_out

    def truth(self, sheet: Sheet) -> Truth:
        return self.work_out(sheet)

    def check(self, sheet: Sheet) -> Finding:
        truth = self.work_out(sheet)
        known = tuple(name for name in self.looks_at if name in sheet.values)
        return Finding(truth, known, self.looks_at if truth is UNKNOWN else ())

    def facts(self) -> frozenset[str]:
        return frozenset(self.looks_at)


class All(Condition):
    """True when every part is; false as soon as one is false."""

    __slots__ = ("parts",)

    def __init__(self, parts: Iterable[Condition]) -> None:
        self.parts = tuple(parts)

    def truth(self, sheet: Sheet) -> Truth:
        answer = TRUE
        for part in self.parts:
            truth = part.truth(sheet)
            if truth is FALSE:
                return FALSE
            if truth is UNKNOWN:
                answer = UNKNOWN
        return answer

    def check(self, sheet: Sheet) -> Finding:
        return _gathered([part.check(sheet) for part in self.parts], settles=FALSE, otherwise=TRUE)

    def facts(self) -> frozenset[str]:
        return frozenset().union(*(part.facts() for part in self.parts))


class AnyOf(Condition):
    """True as soon as one part is; false when every part is false."""

    __slots__ = ("parts",)

    def __init__(self, parts: Iterable[Condition]) -> None:
        self.parts = tuple(parts)

    def truth(self, sheet: Sheet) -> Truth:
        answer = FALSE
        for part in self.parts:
            truth = part.truth(sheet)
            if truth is TRUE:
                return TRUE
            if truth is UNKNOWN:
                answer = UNKNOWN
        return answer

    def check(self, sheet: Sheet) -> Finding:
        return _gathered([part.check(sheet) for part in self.parts], settles=TRUE, otherwise=FALSE)

    def facts(self) -> frozenset[str]:
        return frozenset().union(*(part.facts() for part in self.parts))


class Not(Condition):
    """The mirror: unknown stays unknown."""

    __slots__ = ("part",)

    def __init__(self, part: Condition) -> None:
        self.part = part

    def truth(self, sheet: Sheet) -> Truth:
        truth = self.part.truth(sheet)
        return UNKNOWN if truth is UNKNOWN else (FALSE if truth is TRUE else TRUE)

    def check(self, sheet: Sheet) -> Finding:
        finding = self.part.check(sheet)
        return finding._replace(truth=~finding.truth)

    def facts(self) -> frozenset[str]:
        return self.part.facts()


class Unless(Condition):
    """True unless the part is *known* to be true: "≠" as the evaluation order writes it, never unknown itself."""

    __slots__ = ("part",)

    def __init__(self, part: Condition) -> None:
        self.part = part

    def truth(self, sheet: Sheet) -> Truth:
        return FALSE if self.part.truth(sheet) is TRUE else TRUE

    def check(self, sheet: Sheet) -> Finding:
        finding = self.part.check(sheet)
        return finding._replace(truth=FALSE if finding.truth is TRUE else TRUE)

    def facts(self) -> frozenset[str]:
        return self.part.facts()


class Open(Condition):
    """True while the part cannot be told; its missing facts go with it."""

    __slots__ = ("part",)

    def __init__(self, part: Condition) -> None:
        self.part = part

    def truth(self, sheet: Sheet) -> Truth:
        return TRUE if self.part.truth(sheet) is UNKNOWN else FALSE

    def check(self, sheet: Sheet) -> Finding:
        finding = self.part.check(sheet)
        return finding._replace(truth=TRUE if finding.truth is UNKNOWN else FALSE)

    def facts(self) -> frozenset[str]:
        return self.part.facts()


class Named(Condition):
    """A condition that many clauses share, worked out once for each sheet."""

    __slots__ = ("name", "part")

    def __init__(self, name: str, part: Condition) -> None:
        self.name = name
        self.part = part

    def truth(self, sheet: Sheet) -> Truth:
        truth: Truth | None = sheet.truths.get(self.name)
        if truth is None:
            truth = sheet.truths[self.name] = self.part.truth(sheet)
        return truth

    def check(self, sheet: Sheet) -> Finding:
        finding: Finding | None = sheet.findings.get(self.name)
        if finding is None:
            finding = sheet.findings[self.name] = self.part.check(sheet)
        return finding

    def facts(self) -> frozenset[str]:
        return self.part.facts()


def together(findings: Iterable[Finding], truth: Truth) -> Finding:
    """These findings' facts joined, each fact once, under one truth."""
    because: dict[str, None] = {}
    missing: dict[str, None] = {}
    for finding in findings:
        because.update(dict.fromkeys(finding.because))
        missing.update(dict.fromkeys(finding.missing))
    return Finding(truth, tuple(because), tuple(missing))


def _gathered(findings: list[Finding], settles: Truth, otherwise: Truth) -> Finding:
    settled = [finding for finding in findings if finding.truth is settles]
    if settled:
        return together(settled, settles)
    if any(finding.truth is UNKNOWN for finding in findings):
        because = together((finding for finding in findings if finding.truth is otherwise), UNKNOWN).because
        waiting = together((finding for finding in findings if finding.truth is UNKNOWN), UNKNOWN)
        return Finding(UNKNOWN, tuple(dict.fromkeys(because + waiting.because)), waiting.missing)
    return together(findings, otherwise)
