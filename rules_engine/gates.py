"""The hard gates (evaluation order, step 3), each of the four values, and CI-3 and "not segmental" beside them."""

from __future__ import annotations

from certainty import Truth
from rules_engine import facts
from rules_engine.classes import ROWS, IndicationClass, classes_of, open_values
from rules_engine.condition import FALSE, TRUE, UNKNOWN, Condition, Finding, Named, Unless, together
from rules_engine.derived import (
    another_than,
    bodily,
    cognitive,
    controlled_now,
    evidence,
    lesion,
    outside_only,
    psychiatric,
    psychiatric_exception,
    refractory,
    related,
    sci,
    severe_for_minor,
    severe_pain,
)
from rules_engine.readings import ADULT_AGE, DURATION_GATE
from rules_engine.sheet import Sheet
from rules_engine.standing import Best, Decided, Gate, Graded, Standing, Worst

wrong_level = Named("CI-3", sci & ~another_than("sci") & related("below", "unrelated"))
adult = Named("adult", facts.age_years >= ADULT_AGE)
minor_exception = Named("age exception", severe_for_minor & refractory)
_row_facts: frozenset[str] = frozenset().union(*(row.value.facts() | row.listed.facts() for row in ROWS))

G1 = Gate("G1", Decided(lesion & evidence, fails=~lesion, review=lesion & ~evidence))
G2_3_7 = Gate("G2·G3·G7", Worst(Best(open_values, _row_facts), Graded(~controlled_now)))
G4 = Gate("G4", Graded(facts.pain_duration_months >= DURATION_GATE))
G5 = Gate("G5", Graded(severe_pain))
G8 = Gate(
    "G8",
    Decided(
        ~(cognitive | psychiatric | psychiatric_exception | bodily),
        fails=cognitive | psychiatric | bodily,
        review=psychiatric_exception & ~cognitive & ~bodily,
    ),
)
G9 = Gate("G9", Decided(adult, fails=~adult & ~minor_exception, review=~adult & minor_exception))

GATES: tuple[Gate, ...] = (G1, G2_3_7, G4, G5, G8, G9)


class _NoClassInPlace(Condition):
    """At least one class is open, and in every one the pain lies elsewhere (G7 false)."""

    __slots__ = ()

    def truth(self, sheet: Sheet) -> Truth:
        rows = classes_of(sheet)
        if not rows:
            return UNKNOWN if lesion.truth(sheet) is UNKNOWN else FALSE
        answer = TRUE
        for row in rows:
            standing = row.place.standing(sheet)
            if standing in (Standing.TRUE, Standing.REVIEW):
                return FALSE
            if standing is Standing.UNKNOWN:
                answer = UNKNOWN
        return answer

    def check(self, sheet: Sheet) -> Finding:
        truth = self.truth(sheet)
        rows: tuple[IndicationClass, ...] = classes_of(sheet)
        if not rows:
            return lesion.check(sheet)._replace(truth=truth)
        parts = [row.listed.check(sheet) for row in rows]
        parts += [Finding(UNKNOWN, *row.place.check(sheet)[1:]) for row in rows]
        return together(parts, truth)

    def facts(self) -> frozenset[str]:
        return _row_facts


nonsegmental = Named("nonsegmental", outside_only | (_NoClassInPlace() & Unless(wrong_level)))
