"""Every rule of the consensus in the order it is shown, and the version of them all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rules_engine.consensus import (
    aftercare,
    complications,
    contraindications,
    diagnosis,
    drugs,
    examinations,
    indications,
    monitoring,
    preoperative,
    safety,
    scope,
    surgery,
    timing,
)
from rules_engine.rule import Rule

RULES: tuple[Rule, ...] = (
    *safety.RULES,
    *contraindications.RULES,
    *diagnosis.RULES,
    *timing.RULES,
    *indications.RULES,
    *drugs.RULES,
    *examinations.RULES,
    *monitoring.RULES,
    *preoperative.RULES,
    *scope.RULES,
    *surgery.RULES,
    *aftercare.RULES,
    *complications.RULES,
)


@cache
def by_id() -> Mapping[str, Rule]:
    """Every rule by its id. Raises ``ValueError`` where two rules share one."""
    found: dict[str, Rule] = {}
    for rule in RULES:
        if rule.id in found:
            raise ValueError(f"rule {rule.id} is there twice; give one of them another id")
        found[rule.id] = rule
    return found


@cache
def version() -> str:
    """The content hash of the rules, the tables and the readings: twelve hexadecimal digits."""
    digest = hashlib.sha256()
    room = Path(__file__).parent
    sources = [*room.rglob("*.py"), *(room / "data").glob("*.yml"), *(room.parent / "certainty").glob("*.py")]
    for path in sorted(sources, key=lambda path: path.relative_to(room.parent).as_posix()):
        digest.update(path.relative_to(room.parent).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
