"""``./preop score``: answers to an instrument in, its score out, one JSON line each."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from typing import Any

from clinic.site import SiteError, site_of
from instruments.load import load_all
from instruments.model import Instrument
from instruments.readings import chosen
from instruments.score import score
from operations.commands import jsonlines

DESCRIPTION = """\
Reads one JSON object a line from standard input and writes its score, one JSON line each, in order:

  {"instrument": "PHQ-9", "answers": {"1": 2, "2": null, "3": 0}}

Keys of "answers" are item numbers. Yes/no items take 1 or 0, painDETECT item 8 a letter a to d, NPQ 0 to 100;
null or absent is not answered, and is never counted as zero. A line that cannot be read gives {"error", "line"}.
Readings are the defaults below, those of the site's file where PREOP_SITE names one, and --reading before both.
"""


def main(argv: list[str]) -> int:
    """Scores standard input; 0 when every line could be read, 1 otherwise, 2 for wrong options."""
    instruments = {name: one for name, one in load_all().items() if one.total}
    parser = _parser(instruments)
    wishes = parser.parse_args(argv)
    readings: dict[str, dict[str, str]] = {}
    try:
        if os.environ.get("PREOP_SITE"):
            site = site_of(os.environ)
            instruments = {name: site.instruments[name] for name in instruments}
            readings = {name: dict(picked) for name, picked in site.protocol.readings.items()}
        _add_readings(readings, wishes.reading, instruments)
    except SiteError as problem:
        parser.error(f"PREOP_SITE: {problem}")
    except ValueError as problem:
        parser.error(str(problem))
    return jsonlines.run(lambda line: _scored(line, instruments, readings))


def _scored(
    line: Mapping[str, Any], instruments: Mapping[str, Instrument], readings: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    name, answers = line.get("instrument"), line.get("answers")
    if not isinstance(name, str) or name not in instruments:
        raise ValueError(f'"instrument": found {name!r}; write one of {", ".join(instruments)}')
    if not isinstance(answers, dict):
        raise ValueError(f'"answers": found {type(answers).__name__}; write an object such as {{"1": 2, "2": null}}')
    return score(instruments[name], answers, readings.get(name)).to_data()


def _add_readings(
    readings: dict[str, dict[str, str]], wishes: list[str], instruments: Mapping[str, Instrument]
) -> None:
    for wish in wishes:
        name, _, rest = wish.partition(":")
        reading, _, choice = rest.partition("=")
        if name not in instruments or not choice:
            raise ValueError(f"--reading {wish!r}: write INSTRUMENT:READING=CHOICE, for instance ID-Pain:cutoff=three")
        readings.setdefault(name, {})[reading] = choice
    for name, picked in readings.items():
        chosen(instruments[name], picked)


def _parser(instruments: Mapping[str, Instrument]) -> argparse.ArgumentParser:
    choices = [
        f"  {one.name}:{reading.id}=" + "|".join(choice.id for choice in reading.choices)
        for one in instruments.values()
        for reading in one.readings
    ]
    parser = argparse.ArgumentParser(
        prog="preop score",
        description=DESCRIPTION,
        epilog="Readings, the default first (docs/instruments says what each means):\n" + "\n".join(choices),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="INSTRUMENT:READING=CHOICE",
        help="where sources disagree, use this reading instead of the default; may be given several times",
    )
    return parser
