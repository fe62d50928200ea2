"""``./preop assess``: facts of one patient a line in, status and suggestions of the consensus out."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Mapping
from typing import Any

from clinic.site import site_of
from operations.commands import jsonlines
from rules_engine.evaluation import assess, readings_in_force
from rules_engine.readings import READINGS

DESCRIPTION = """\
Reads one JSON object a line from standard input and writes what the consensus says of it, one JSON line each:

  {"facts": {"age_years": 52, "aetiologies": ["phn"], "vas_worst": [7, 8], "cognition": {"value": "normal", "by": "C"}}}

A fact is a bare value (confirmed by who may answer it) or {"value": …, "by": P F R C L I PSY AN S}; a "by" that may
not answer that fact makes it claimed, which the rules read as unknown. Numbers may be {"low": 2, "high": 4}. Absent
or "unknown" is unknown, never no. An unknown name of a fact gives {"error", "line"}; docs/consensus.md lists them all.
Readings are ours below, those of the site's file where PREOP_SITE names one, and --reading before both; each answer
says under "consensus" which were in force.
"""


def main(argv: list[str]) -> int:
    """Assesses standard input; 0 when every line could be read, 1 otherwise, 2 for wrong options."""
    parser = _parser()
    wishes = parser.parse_args(argv)
    try:
        theirs = site_of(os.environ).terms.readings if os.environ.get("PREOP_SITE") else {}
        readings = readings_in_force(dict(theirs) | dict(_wish(wish) for wish in wishes.reading))
    except ValueError as problem:
        parser.error(str(problem))
    return jsonlines.run(lambda line: _assessed(line, readings))


def _assessed(line: Mapping[str, Any], readings: Mapping[str, Any]) -> dict[str, Any]:
    facts = line.get("facts")
    if not isinstance(facts, dict):
        raise ValueError(f'"facts": found {type(facts).__name__}; write {{"facts": {{"age_years": 52, …}}}}')
    return assess(facts, readings)


def _wish(wish: str) -> tuple[str, Any]:
    name, _, value = wish.partition("=")
    if not value:
        raise ValueError(f"--reading {wish!r}: write READING=VALUE, for instance failure=lenient")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


def _parser() -> argparse.ArgumentParser:
    listed = [f"  {reading.id} = {reading.chosen} ({reading.about}) {reading.says['en']}" for reading in READINGS]
    parser = argparse.ArgumentParser(
        prog="preop assess",
        description=DESCRIPTION,
        epilog="Readings, with the one in force (docs/consensus.md gives the alternatives):\n"
        + "\n".join(listed)
        + "\n  adequate:<generic> = [mg a day, weeks] of an adequate drug trial",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="READING=VALUE",
        help="use this reading or parameter instead of ours; may be given several times",
    )
    return parser
