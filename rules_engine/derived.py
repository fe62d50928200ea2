"""What the clauses share: lesion, evidence, failure of treatments, severity, psychiatric findings, segmental or not."""

from __future__ import annotations

from collections.abc import Iterable

from certainty import Truth
from rules_engine import facts
from rules_engine.adequacy import drug_failed
from rules_engine.condition import FALSE, TRUE, UNKNOWN, AnyOf, Ask, Computed, Condition, Finding, Named, Unless
from rules_engine.fact import Fact
from rules_engine.facts import TYPICAL_QUALITIES
from rules_engine.readings import DEFICIT, FAILURE, MINOR_VAS, VAS_GATE, Reading
from rules_engine.segments import lower_limb, regions
from rules_engine.sheet import Members, Sheet

NO_CLASS = ("non_neuropathic",)


def listed(*causes: str) -> Condition:
    """One of these causes is in ``aetiologies``. An unknown member beside a named lesion adds no class."""

    def ask(members: Members, sheet: Sheet) -> Truth:
        if any(cause in members.items for cause in causes):
            return TRUE
        return UNKNOWN if members.open and all(item in NO_CLASS for item in members.items) else FALSE

    return Ask("aetiologies", ask)


def another_than(cause: str) -> Condition:
    """A cause that makes a class of its own is listed beside this one."""

    def ask(members: Members, sheet: Sheet) -> Truth:
        return Truth.of(any(item != cause and item not in NO_CLASS for item in members.items))

    return Ask("aetiologies", ask)


def related(*relations: str) -> Condition:
    """The pain lies so against the injury level; "does not apply" cannot be told, for here the clause applies."""

    def ask(relation: str, sheet: Sheet) -> Truth:
        return UNKNOWN if relation == "na" else Truth.of(relation in relations)

    return Ask("pain_level_relation", ask)


def failed(treatment: Fact) -> Condition:
    """The treatment was tried and did not help, or stopped helping (a relapse is a failure: IND-FAIL, Rec 7)."""
    return treatment.among("ineffective", "relapsed")


def _lesion(members: Members, sheet: Sheet) -> Truth:
    if any(item not in NO_CLASS for item in members.items):
        return TRUE
    return UNKNOWN if members.open else FALSE


def _screen(members: Members, sheet: Sheet) -> Truth:
    if any(screen.positive for screen in members.items):
        return TRUE
    return UNKNOWN if members.open else FALSE


lesion = Named("lesion", Ask("aetiologies", _lesion))
typical_quality = Named("DX-2", facts.pain_quality.holds(*TYPICAL_QUALITIES))
sensory_sign = Named(
    "DX-4",
    AnyOf(sign.is_(True) for sign in (facts.sign_hypoesthesia, facts.sign_hyperalgesia, facts.sign_allodynia)),
)
screen = Named("screen", Ask("nep_screen", _screen))
evidence = Named("evidence", typical_quality | sensory_sign | screen)

sci = Named("sci", listed("sci"))
cauda_equina = Named("cauda_equina", listed("cauda_equina"))
sci_with_another = Named("sci with another class", sci & another_than("sci"))
cord_or_cauda = Named("sci or cauda_equina", sci | cauda_equina)

_failed_noninvasive = failed(facts.noninvasive_tx)
_failed_minimal = failed(facts.minimally_invasive_tx)
_failed_neuromodulation = failed(facts.neuromodulation_tx)
any_tx_failed = Named("a treatment failed", _failed_noninvasive | _failed_minimal | _failed_neuromodulation)
refractory = Named("refractory", drug_failed | any_tx_failed)

first_bracket = Named("drugs or non-invasive failed", drug_failed | _failed_noninvasive)
second_bracket = Named("minimally invasive or neuromodulation failed", _failed_minimal | _failed_neuromodulation)


def _by_reading(reading: Reading, choices: dict[str, Condition]) -> Condition:
    looks_at = sorted(frozenset().union(*(choice.facts() for choice in choices.values())))
    return _Chosen(reading, choices, tuple(looks_at))


class _Chosen(Computed):
    """The condition that the reading in force picks."""

    __slots__ = ("choices", "reading")

    def __init__(self, reading: Reading, choices: dict[str, Condition], looks_at: tuple[str, ...]) -> None:
        super().__init__(looks_at, lambda sheet: choices[sheet.readings[reading.id]].truth(sheet))
        self.reading = reading
        self.choices = choices

    def check(self, sheet: Sheet) -> Finding:
        return self.choices[sheet.readings[self.reading.id]].check(sheet)


ind_failed = Named(
    "ind_fail",
    _by_reading(
        FAILURE,
        {
            "strict": first_bracket & second_bracket,
            "lenient": first_bracket | second_bracket,
            "stricter": first_bracket & _failed_minimal,
        },
    ),
)
_closed = facts.minimally_invasive_tx.among("refused", "contraindicated") | facts.neuromodulation_tx.among(
    "refused", "contraindicated"
)
ind_fail_review = Named("a refused treatment as the only failure", first_bracket & Unless(ind_failed) & _closed)

TREATMENTS = (facts.noninvasive_tx, facts.minimally_invasive_tx, facts.neuromodulation_tx)
controlled_now = Named(
    "controlled now",
    AnyOf((facts.drug_control.is_("controlled"), *(treatment.is_("effective") for treatment in TREATMENTS))),
)


def vas_from(gate: Reading) -> Condition:
    """The worst pain reaches the gate; while that is open, an average that reaches it settles it."""
    worst, average = facts.vas_worst >= gate, facts.vas_average >= gate
    return _Settled(worst, average)


class _Settled(Condition):
    """The first condition; while it cannot be told, the second settles it, but only by being true."""

    __slots__ = ("first", "second")

    def __init__(self, first: Condition, second: Condition) -> None:
        self.first = first
        self.second = second

    def truth(self, sheet: Sheet) -> Truth:
        truth = self.first.truth(sheet)
        return TRUE if truth is UNKNOWN and self.second.truth(sheet) is TRUE else truth

    def check(self, sheet: Sheet) -> Finding:
        first = self.first.check(sheet)
        if first.truth is UNKNOWN:
            second = self.second.check(sheet)
            if second.truth is TRUE:
                return second
        return first

    def facts(self) -> frozenset[str]:
        return self.first.facts() | self.second.facts()


severe_pain = Named("VAS gate", vas_from(VAS_GATE))
severe_for_minor = Named("VAS gate under 18", vas_from(MINOR_VAS))


def _deficit(sheet: Sheet) -> Truth:
    """SEV-1b over the deficits that apply; both "na" cannot be told."""
    values = [sheet.values.get("segment_motor_deficit"), sheet.values.get("segment_sensory_deficit")]
    parts = [Truth.of(None if value is None else value == "severe") for value in values if value != "na"]
    if not parts:
        return UNKNOWN
    answer = parts[0]
    for part in parts[1:]:
        answer = (answer & part) if sheet.readings[DEFICIT.id] == "every" else (answer | part)
    return answer


severe_deficit = Named("SEV-1b", Computed(("segment_motor_deficit", "segment_sensory_deficit"), _deficit))

_cause = facts.psych_cause.is_("not_pain_caused")
_unrelieved = facts.psych_treatment.is_("treated_unrelieved")
psychiatric = Named("CI-2", facts.psych_severe.is_(True) & _cause & ~_unrelieved)
psychiatric_exception = Named("CI-2x", facts.psych_severe.is_(True) & _cause & _unrelieved)
cognitive = Named("CI-1", facts.cognition.is_("marked"))
bodily = Named(
    "CI-4",
    facts.cardiopulmonary.is_("severe") | facts.coagulation.is_("severe")
    | facts.anaesthesia_tolerance.is_("intolerable"),
)  # fmt: skip


def _outside(members: Members, sheet: Sheet) -> Truth:
    known = regions()
    for code in members.items:
        if not (code.startswith("outside:") or (code in known and known[code].outside)):
            return FALSE
    return UNKNOWN if members.open else TRUE


outside_only = Named("every region outside", Ask("pain_regions", _outside))


def _leg_pain(sheet: Sheet) -> Truth:
    """Lower-limb territory: from the confirmed segments, else from the candidate segments of the regions."""
    segments: Members | None = sheet.values.get("pain_segments")
    if segments is not None:
        return _lower((item.rpartition(":")[2] for item in segments.items), segments.open)
    told: Members | None = sheet.values.get("pain_regions")
    if told is None:
        return UNKNOWN
    known = regions()
    doubtful = told.open
    candidates: list[str] = []
    for code in told.items:
        region = known.get(code)
        if region is None or not region.segments:
            doubtful = True
        else:
            candidates.extend(region.segments)
    return _lower(candidates, doubtful)


def _lower(segments: Iterable[str], doubtful: bool) -> Truth:
    if any(lower_limb(segment) for segment in segments):
        return TRUE
    return UNKNOWN if doubtful else FALSE


leg_pain = Named("lower-limb territory", Computed(("pain_segments", "pain_regions"), _leg_pain))
