"""Scales that the patient begins and the clinician ends at the bedside (DN4 items 8–10): one score of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assessment.given import Answers, SomeScore
from instruments.model import Instrument, Item
from instruments.score import Score, answers_by_item_id, score

Findings = Mapping[str, Mapping[str, Any] | list[Mapping[str, Any]]]


def bedside_items(instrument: Instrument) -> tuple[Item, ...]:
    """The items that are found at the bedside, of a scale whose others a patient answers; none for any other scale."""
    found = tuple(item for item in instrument.items if item.answered_by == "clinician")
    return found if len(found) < len(instrument.items) else ()


def score_with_bedside(instrument: Instrument, answers: Mapping[str, Any], found: Mapping[str, Any]) -> Score:
    """The whole scale: ``answers`` the values of its asked items by id, ``found`` those of its bedside items.

    What is in neither stays missing, so the score is given as bounds; no item is taken from another scale.
    """
    at_bedside = {item.id for item in bedside_items(instrument)}
    values = {id: value for id, value in answers.items() if id not in at_bedside}
    values |= {id: value for id, value in found.items() if id in at_bedside and value is not None}
    return score(instrument, answers_by_item_id(instrument, values))


def with_bedside(
    instruments: Mapping[str, Instrument], scores: Iterable[SomeScore], answers: Answers, findings: Findings
) -> list[SomeScore]:
    """The scores, and each scale with a finding on one of its bedside items scored anew in place of the kept one.

    Without such a finding the scale is not the clinician's, however much its bounds say already.
    """
    values = {name: _value(finding) for name, finding in findings.items()}
    given = {item: answer.value for item, answer in answers.items() if answer.known}
    whole = {
        instrument.name: score_with_bedside(instrument, given, values)
        for instrument in instruments.values()
        if any(values.get(item.id) is not None for item in bedside_items(instrument))
    }
    return [*(one for one in scores if one.instrument not in whole), *whole.values()]


def _value(finding: Mapping[str, Any] | list[Mapping[str, Any]]) -> Any:
    first = (finding or [{}])[0] if isinstance(finding, list) else finding
    return first.get("value")
