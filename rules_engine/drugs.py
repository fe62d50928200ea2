"""The medicines that the rules know by name: their group and the parameters of an adequate trial."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from rules_engine.readings import LAMOTRIGINE


@dataclass(frozen=True, slots=True)
class Drug:
    """One medicine by its English INN. ``mg_day``, ``weeks``: the least of an adequate trial, where it has one."""

    generic: str
    zh: str
    group: str
    kind: str
    mg_day: float | None = None
    weeks: float | None = None
    low_mg_day: float | None = None

    @property
    def antidepressant(self) -> bool:
        """Whether it is one of the antidepressants the consensus means (tricyclic or SNRI)."""
        return self.kind in ("tca", "snri")


@cache
def drugs() -> Mapping[str, Drug]:
    """Every medicine in the table, by generic name."""
    table = yaml.safe_load((Path(__file__).parent / "data" / "drugs.yml").read_text(encoding="utf-8"))
    return {
        generic: Drug(
            generic, row["zh"], row["group"], row["class"], row.get("mg_day"), row.get("weeks"), row.get("low_mg_day")
        )
        for generic, row in table.items()
    }


@cache
def adequacy_minima() -> Mapping[str, tuple[float, float]]:
    """The adequate-trial parameters as readings: ``adequate:<generic>`` → (mg a day, weeks)."""
    return {
        f"adequate:{drug.generic}": (float(drug.mg_day), float(drug.weeks))
        for drug in drugs().values()
        if drug.mg_day is not None and drug.weeks is not None
    }


def in_first_line(generic: str, readings: Mapping[str, object]) -> bool:
    """Whether a trial of it can count as the first-line trial, under the readings in force."""
    drug = drugs().get(generic)
    if drug is None:
        return False
    return drug.group == "first_line" or (drug.group == "apart" and readings[LAMOTRIGINE.id] == "first_line")
