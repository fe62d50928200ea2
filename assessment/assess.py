"""From gathered facts to suggestions: the engine's answer, with the source of every reason and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessment.facts import GatheredFacts
from assessment.proposals import proposals
from rules_engine.catalogue import version
from rules_engine.change import what_would_change
from rules_engine.evaluation import report_of, sheet_of
from rules_engine.explanation import explain


def assess(gathered: GatheredFacts, readings: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The assessment of one case as plain JSON data; the same facts, rules and readings give the same bytes.

    Beside the keys of the assess command: each reason has its ``source`` (who, message, item, words or finding);
    ``facts`` are the inputs as the engine took them, to assess again; ``sources`` every value's origin by fact;
    ``gates``, ``causes``, ``options``, ``trials``, ``remarks`` as ``rules_engine.explanation.explain`` gives them;
    ``proposals`` what a clinician may confirm.
    """
    facts = gathered.facts()
    sheet = sheet_of(facts, readings)
    report = report_of(sheet)
    sources = gathered.sources()
    for suggestion in report["suggestions"]:
        _trace(suggestion["because"], sources)
    explained = explain(sheet)
    for gate in explained["gates"]:
        _trace(gate["because"], sources)
    for option in explained["options"]:
        for told in (*option["for"], *option["against"]):
            _trace(told["because"], sources)
    return report | explained | {"facts": facts, "sources": sources, "proposals": proposals(gathered)}


def would_change(
    gathered: GatheredFacts, code: str, readings: Mapping[str, Any] | None = None
) -> list[tuple[str, ...]]:
    """The sets of one or two unknown facts that could make this code come or go; worked out on demand."""
    return what_would_change(sheet_of(gathered.facts(), readings), code)


def would_change_since(result: Mapping[str, Any], code: str) -> list[tuple[str, ...]] | None:
    """The same from a kept assessment, under the readings that it was made with; ``None`` where rules are newer."""
    if result["consensus"]["version"] != version():
        return None
    return what_would_change(sheet_of(result["facts"], result["consensus"]["readings"]), code)


def _trace(reasons: list[dict[str, Any]], sources: Mapping[str, list[dict[str, Any]]]) -> None:
    for reason in reasons:
        if sources.get(reason["fact"]):
            reason["source"] = sources[reason["fact"]][0]
