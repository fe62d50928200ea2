"""What changed between two assessments of one case, and whether the facts, the rules or the readings are why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The status and codes that came, went or rest on something else, from two reports of ``assess``.

    ``because``  what differs between them: ``facts`` (only where both reports hold the facts they were made from),
    ``rules`` (another version) and ``readings`` with the old and the new choice.
    """
    old, new = _by_code(before), _by_code(after)
    return {
        "status": None if before["status"] == after["status"] else [before["status"], after["status"]],
        "came": [new[code] for code in new if code not in old],
        "went": [old[code] for code in old if code not in new],
        "changed": [code for code in new if code in old and _core(new[code]) != _core(old[code])],
        "because": {
            "facts": _changed(before.get("facts", {}), after.get("facts", {})),
            "rules": _versions(before, after),
            "readings": _changed(before["consensus"]["readings"], after["consensus"]["readings"]),
        },
    }


def _by_code(report: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {suggestion["code"]: suggestion for suggestion in report["suggestions"]}


def _core(suggestion: Mapping[str, Any]) -> tuple[Any, ...]:
    because = [(reason["fact"], reason["value"]) for reason in suggestion["because"]]
    return suggestion["rule"], suggestion["clause"], suggestion["grades"], because, suggestion["missing"]


def _versions(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str] | None:
    versions = [before["consensus"]["version"], after["consensus"]["version"]]
    return None if versions[0] == versions[1] else versions


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, list[Any]]:
    names = sorted(old.keys() | new.keys())
    return {name: [old.get(name), new.get(name)] for name in names if old.get(name) != new.get(name)}
