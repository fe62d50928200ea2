"""The readings chosen where the consensus is ambiguous, and every parameter, each with its alternatives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Says = Mapping[Literal["zh", "en"], str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One choice that the consensus leaves open.

    ``about``  the ambiguity's number (AMB-8) or the clause it belongs to.
    ``chosen``  what holds unless the site chooses otherwise; ``others`` what else may be chosen: a tuple of values,
    or ``(low, high)`` for a number anywhere between.
    ``mark``  DER where the reading is ours, EXT where it rests on a source outside the consensus, empty where the
    number is printed in the consensus.
    """

    id: str
    about: str
    chosen: Any
    others: tuple[Any, ...]
    mark: Literal["", "DER", "EXT"]
    says: Says

    def allows(self, value: Any) -> bool:
        """Whether a site may choose this value."""
        if isinstance(self.chosen, str):
            return value == self.chosen or value in self.others
        low, high = self.others
        return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


DURATION_GATE = Reading(
    "duration_gate_months",
    "AMB-8, §4.3-1",
    3.0,
    (3.0, 6.0),
    "",
    {
        "zh": "病程下限（月，含）：3~6个月读作下限而非窗口",
        "en": "least duration in months, included: 3–6 months is a floor, not a window",
    },
)
DURATION_BAND = Reading(
    "duration_band_months",
    "AMB-8, §4.3-1",
    6.0,
    (3.0, 12.0),
    "",
    {
        "zh": "提示“3~6个月”区间的上限（月，不含）",
        "en": "upper end of the printed 3–6-month band, excluded; a note only",
    },
)
VAS_GATE = Reading(
    "vas_gate",
    "AMB-21, §4.3-2",
    5.0,
    (0.0, 10.0),
    "",
    {
        "zh": "最痛时VAS下限（含）；NRS代用并标明",
        "en": "least VAS at its worst, included; NRS stands in and is labelled",
    },
)
MINOR_VAS = Reading(
    "minor_vas_gate",
    "AMB-26, §4.3-3",
    7.0,
    (5.0, 10.0),
    "DER",
    {
        "zh": "未满18岁“疼痛剧烈”的VAS下限（本系统约定）",
        "en": "least VAS that counts as severe pain under 18 (our reading)",
    },
)
ADULT_AGE = Reading(
    "adult_age_years",
    "§4.3-3",
    18.0,
    (18.0, 18.0),
    "",
    {"zh": "成年年龄（岁，含）", "en": "adult age in years, included"},
)
PHQ9_EVALUATION = Reading(
    "phq9_evaluation",
    "AMB-24",
    20.0,
    (10.0, 27.0),
    "EXT",
    {
        "zh": "PHQ-9达到此分建议精神科评估（外部界值）",
        "en": "PHQ-9 from which psychiatric evaluation is asked (external cut-off)",
    },
)
GAD7_EVALUATION = Reading(
    "gad7_evaluation",
    "AMB-24",
    15.0,
    (10.0, 21.0),
    "EXT",
    {
        "zh": "GAD-7达到此分建议精神科评估（外部界值）",
        "en": "GAD-7 from which psychiatric evaluation is asked (external cut-off)",
    },
)
FAILURE = Reading(
    "failure",
    "AMB-10, §4.1-1(2)",
    "strict",
    ("lenient", "stricter"),
    "DER",
    {
        "zh": "“无创、微创和（或）神经调控”失败：strict＝药物/无创且（微创或神经调控）；"
        "lenient＝任一；stricter＝药物/无创且微创",
        "en": "failure of non-/minimally invasive and/or neuromodulation: strict = drugs/non-invasive and one other; "
        "lenient = any one; stricter = drugs/non-invasive and minimally invasive",
    },
)
DEFICIT = Reading(
    "deficit",
    "AMB-20, §4.3-2",
    "every",
    ("any",),
    "DER",
    {
        "zh": "“感觉和运动功能障碍严重”：every＝各项适用者均须严重；any＝任一严重",
        "en": "severe sensory and motor deficit: every = each that applies must be severe; any = one severe suffices",
    },
)
LAMOTRIGINE = Reading(
    "lamotrigine",
    "AMB-1, Rec 1",
    "shown",
    ("first_line",),
    "DER",
    {
        "zh": "拉莫三嗪：shown＝只评不计；first_line＝计入一线",
        "en": "lamotrigine: shown = judged and shown only; first_line = counted with the first line",
    },
)

READINGS: tuple[Reading, ...] = (
    DURATION_GATE,
    DURATION_BAND,
    VAS_GATE,
    MINOR_VAS,
    ADULT_AGE,
    PHQ9_EVALUATION,
    GAD7_EVALUATION,
    FAILURE,
    DEFICIT,
    LAMOTRIGINE,
)


def in_force(chosen: Mapping[str, Any] | None = None, doses: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The readings in force: ours, with what the site has chosen in their place.

    ``chosen`` maps a reading's id to the value wanted, or ``adequate:<generic>`` to ``[mg a day, weeks]``.
    ``doses`` are the adequacy minima of the drug table in that form. Raises ``ValueError`` for a reading that does
    not exist or a value that it does not allow.
    """
    readings: dict[str, Any] = {reading.id: reading.chosen for reading in READINGS} | dict(doses or {})
    allowed = {reading.id: reading for reading in READINGS}
    for name, value in (chosen or {}).items():
        if name.startswith("adequate:") and name in readings:
            readings[name] = _minima(name, value)
        elif name not in allowed:
            raise ValueError(f"reading {name!r} does not exist; there are {', '.join(sorted(readings))}")
        elif not allowed[name].allows(value):
            raise ValueError(f"reading {name}: {value!r} is not allowed; choose from {allowed[name].others}")
        else:
            readings[name] = value
    return readings


def _minima(name: str, value: Any) -> tuple[float, float]:
    match value:
        case [int() | float() as mg_day, int() | float() as weeks] if mg_day > 0 and weeks > 0:
            return float(mg_day), float(weeks)
    raise ValueError(f"reading {name}: {value!r} is not [mg a day, weeks], both above 0")
