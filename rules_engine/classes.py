"""The indication classes (consensus §4.1-1, Rec 4 and 5): which a patient's causes open, and what each asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from certainty import Truth
from rules_engine import facts
from rules_engine.condition import FALSE, TRUE, UNKNOWN, Condition, Finding, Named, Unless
from rules_engine.derived import (
    another_than,
    cauda_equina,
    ind_fail_review,
    ind_failed,
    lesion,
    listed,
    refractory,
    related,
    sci,
)
from rules_engine.sheet import Sheet
from rules_engine.standing import Graded, Grading, Standing, Verdict, Worst


@dataclass(frozen=True, slots=True, eq=False)
class IndicationClass:
    """One row of the class table: the clause it comes from, and its three tests.

    ``listed``  whether the patient's causes open the row (true or not; an open one stands for none).
    ``cause``   G2, the lesion itself; ``place`` G7, the pain lies where the lesion is; ``failure`` what failed before.
    """

    id: str
    clause: str
    first_choice: bool
    listed: Condition
    cause: Grading
    place: Grading
    failure: Grading
    value: Grading

    def stands(self) -> Condition:
        """G2 and G7 are both true of a row that is open."""
        return Named(f"{self.id} holds", _Holds(self))


def classes_of(sheet: Sheet) -> tuple[IndicationClass, ...]:
    """The rows that these facts open."""
    found: tuple[IndicationClass, ...] | None = sheet.truths.get("classes")
    if found is None:
        found = tuple(row for row in ROWS if row.listed.truth(sheet) is TRUE)
        sheet.truths["classes"] = found
    return found


def open_values(sheet: Sheet) -> Iterator[Grading]:
    """The gradings to choose the best of: every open row, or the one that waits for the cause."""
    rows = classes_of(sheet)
    if rows:
        return (row.value for row in rows)
    return iter(() if lesion.truth(sheet) is FALSE else (_WAITS,))


class _Holds(Condition):
    """G2 and G7 of one row; false where the row is not open."""

    __slots__ = ("row",)

    def __init__(self, row: IndicationClass) -> None:
        self.row = row

    def truth(self, sheet: Sheet) -> Truth:
        if self.row.listed.truth(sheet) is not TRUE:
            return self.row.listed.truth(sheet)
        cause, place = self.row.cause.standing(sheet), self.row.place.standing(sheet)
        return _truth(cause) & _truth(place)

    def check(self, sheet: Sheet) -> Finding:
        listed = self.row.listed.check(sheet)
        if listed.truth is not TRUE:
            return listed
        verdict = Worst(self.row.cause, self.row.place).check(sheet)
        because = tuple(dict.fromkeys(listed.because + verdict.because))
        return Finding(self.truth(sheet), because, verdict.missing)

    def facts(self) -> frozenset[str]:
        return self.row.listed.facts() | self.row.cause.facts() | self.row.place.facts()


def _truth(standing: Standing) -> Truth:
    if standing is Standing.TRUE:
        return TRUE
    return UNKNOWN if standing is Standing.UNKNOWN else FALSE


def _row(
    id: str, clause: str, listed: Condition, cause: Grading, place: Grading, *, first_choice: bool
) -> IndicationClass:
    failure = Graded(refractory) if first_choice else Graded(ind_failed, ind_fail_review)
    return IndicationClass(
        id, clause, first_choice, Named(f"{id} listed", listed), cause, place, failure, Worst(cause, place, failure)
    )


_KNOWN_CAUSE = Graded(lesion)
_AVULSION = facts.avulsion_confirmed.is_(True)
_NO_AVULSION = facts.avulsion_confirmed.is_(False)
_DEAFFERENTED = facts.deafferentation_documented.is_(True)
_RELATION = facts.pain_level_relation
_MATCH = facts.segment_match.is_(True)
_IN_SEGMENTS = Graded(_MATCH)
_PLEXUS = listed("bp_injury_nonavulsion") | (listed("bpa_avulsion") & _NO_AVULSION)


class _CaudaPlace(Grading):
    """G7 of the cauda equina: root pain, so "below" counts as "at"; a segment match settles an open relation."""

    __slots__ = ()

    def standing(self, sheet: Sheet) -> Standing:
        return self._part(sheet).standing(sheet)

    def check(self, sheet: Sheet) -> Verdict:
        verdict = self._part(sheet).check(sheet)
        relation = _RELATION.name
        if relation not in sheet.values and verdict.standing is Standing.UNKNOWN:
            return verdict._replace(missing=(relation, facts.segment_match.name))
        return verdict

    def facts(self) -> frozenset[str]:
        return frozenset((_RELATION.name, facts.segment_match.name))

    def _part(self, sheet: Sheet) -> Grading:
        relation = sheet.values.get(_RELATION.name)
        if relation == "na":
            return _IN_SEGMENTS
        if relation is None:
            return _MATCHED if _MATCH.truth(sheet) is TRUE else _BY_RELATION
        return _BY_RELATION


_MATCHED = Graded(_MATCH)
_BY_RELATION = Graded(related("at", "below"), related("above", "mixed"))
_CORD_PLACE = Graded(related("at"), related("above", "mixed") | (related("below", "unrelated") & another_than("sci")))
_WAITS = Worst(_KNOWN_CAUSE, Graded(refractory))

ROWS: tuple[IndicationClass, ...] = (
    _row(
        "IND-1 brachial plexus avulsion", "IND-1", listed("bpa_avulsion") & Unless(_NO_AVULSION),
        Graded(_AVULSION | _DEAFFERENTED), _IN_SEGMENTS, first_choice=True,
    ),
    _row(
        "IND-1 lumbosacral root avulsion", "R4", listed("lumbosacral_root_avulsion") & Unless(_NO_AVULSION),
        Graded(_AVULSION), _IN_SEGMENTS, first_choice=True,
    ),
    _row(
        "IND-1 plexus deafferentation", "R4", _PLEXUS & Unless(~_DEAFFERENTED),
        Graded(_DEAFFERENTED), _IN_SEGMENTS, first_choice=True,
    ),
    _row("IND-2", "IND-2", sci, _KNOWN_CAUSE, _CORD_PLACE, first_choice=True),
    _row("IND-3", "IND-3", cauda_equina, _KNOWN_CAUSE, _CaudaPlace(), first_choice=True),
    _row("IND-4", "IND-4", listed("phantom_limb"), _KNOWN_CAUSE, _IN_SEGMENTS, first_choice=False),
    _row("IND-5", "IND-5", listed("phn"), _KNOWN_CAUSE, _IN_SEGMENTS, first_choice=False),
    _row("IND-6", "IND-6", listed("segmental_cancer"), _KNOWN_CAUSE, _IN_SEGMENTS, first_choice=False),
    _row("IND-7", "IND-7", listed("radio_chemo_focal"), _KNOWN_CAUSE, _IN_SEGMENTS, first_choice=False),
    _row("IND-8 other", "IND-8", listed("other_nep", "residual_limb"), _KNOWN_CAUSE, _IN_SEGMENTS, first_choice=False),
    _row(
        "IND-8 plexus injury without deafferentation", "IND-8", _PLEXUS & Unless(_DEAFFERENTED),
        _KNOWN_CAUSE, _IN_SEGMENTS, first_choice=False,
    ),
    _row(
        "IND-8 lumbosacral without avulsion", "IND-8", listed("lumbosacral_root_avulsion") & _NO_AVULSION,
        _KNOWN_CAUSE, _IN_SEGMENTS, first_choice=False,
    ),
)  # fmt: skip
