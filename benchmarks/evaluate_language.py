"""``make evaluate``: how well our own test utterances are understood, by phenomenon, with a confusion table and floors.

    python -m benchmarks.evaluate_language [--model] [--misses]

``--model`` goes through the trained Rasa model, as a chat turn does; without it the rules alone are measured.
``--misses`` prints each sentence that was not understood. Ends with 1 where a phenomenon is below its floor.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from language import crisis, pipeline
from language.reading import Reading
from operations.commands.understand import Line, readings_of, understood

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "language" / "utterances"
NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
FLOORS = {
    "ranges": 0.95,
    "durations": 0.95,
    "regions": 0.95,
    "drugs": 0.95,
    "negation": 0.95,
    "yes_no": 0.95,
    "graded": 0.95,
    "qualities": 0.95,
    "offscript": 0.80,
    "crisis": 0.98,
}
_DAYS_APART = 0.01  # relative difference that still counts as the same length of time


class Case(NamedTuple):
    """One utterance with what must be heard in it."""

    phenomenon: str
    line: Line
    expected: Mapping[str, Any]


def main(argv: Sequence[str]) -> int:
    """Measure, print, and say by the exit status whether every floor holds."""
    cases = load()
    lines = [case.line for case in cases]
    readings = readings_of(lines) if "--model" in argv else _by_rules(lines)
    started = time.process_time()
    results = [understood(line, reading) for line, reading in zip(lines, readings, strict=True)]
    hearing_ms = (time.process_time() - started) / len(lines) * 1000
    shares = _report(cases, results, show_misses="--misses" in argv)
    shares["crisis"] = _crisis_report()
    _confusion(cases, results, "yes_no", "answer")
    _confusion(cases, results, "offscript", "offscript")
    print(f"\n{len(cases)} utterances, hearing {hearing_ms:.2f} ms each on the CPU")
    below = [name for name, floor in FLOORS.items() if shares[name] < floor]
    for name in below:
        print(f"BELOW ITS FLOOR: {name} {shares[name]:.3f} < {FLOORS[name]}")
    return 1 if below else 0


def load() -> list[Case]:
    """All cases of the project's own test set but the crisis sentences, which are tested by themselves."""
    cases = []
    for path in sorted(FOLDER.glob("*.yml")):
        if path.stem == "crisis":
            continue
        for block in yaml.safe_load(path.read_text(encoding="utf-8")):
            for case in block["cases"]:
                expected = {key: value for key, value in case.items() if key != "text"}
                cases.append(Case(path.stem, Line(block["kind"], case["text"], block["question"], NOW), expected))
    return cases


def right(expected: Mapping[str, Any], result: Mapping[str, Any]) -> bool:
    """Whether everything that the case names was heard so; what it does not name is free."""
    return all(_same(key, value, result) for key, value in expected.items())


def _by_rules(lines: Sequence[Line]) -> list[Reading]:
    nlp = pipeline.build()
    return [pipeline.read(nlp, line.text, line.now.date()) for line in lines]


def _same(key: str, value: Any, result: Mapping[str, Any]) -> bool:
    if key == "regions":
        return [[one["code"], one["side"]] for one in result["regions"]] == value
    if key == "qualities":
        return set(value) <= {one["code"] for one in result["qualities"]}
    if key == "drugs":
        return [_drug(one) for one in result["drugs"]] == [[*one, *([None, ""][len(one) - 1 :])] for one in value]
    if key in ("low", "high") and value is not None:
        found = result[key]
        return found is not None and abs(found - value) <= _DAYS_APART * abs(value)
    return bool(result[key] == value)


def _drug(one: Mapping[str, Any]) -> list[Any]:
    return [one["code"], one["low"], "not" if one["negated"] else ""]


def _report(cases: Sequence[Case], results: Sequence[Mapping[str, Any]], *, show_misses: bool) -> dict[str, float]:
    total: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for case, result in zip(cases, results, strict=True):
        total[case.phenomenon] += 1
        if right(case.expected, result):
            good[case.phenomenon] += 1
        elif show_misses:
            heard = {key: result[key] for key in case.expected}
            print(f"{case.phenomenon}: {case.line.text!r} wanted {dict(case.expected)} heard {heard}")
    print(f"{'phenomenon':<12}{'right':>7}{'of':>6}{'share':>8}{'floor':>7}")
    for name in sorted(total):
        print(f"{name:<12}{good[name]:>7}{total[name]:>6}{good[name] / total[name]:>8.3f}{FLOORS[name]:>7.2f}")
    return {name: good[name] / total[name] for name in total}


def _crisis_report() -> float:
    sentences = yaml.safe_load((FOLDER / "crisis.yml").read_text(encoding="utf-8"))
    said = [*sentences["sure"], *sentences["perhaps"]]
    heard = sum(crisis.listen(text) is not None for text in said)
    alarms = sum(crisis.listen(text) is not None for text in sentences["quiet"])
    print(f"{'crisis':<12}{heard:>7}{len(said):>6}{heard / len(said):>8.3f}{FLOORS['crisis']:>7.2f}")
    print(f"{'':<12}{alarms} false alarms of {len(sentences['quiet'])} quiet sentences")
    return heard / len(said)


def _confusion(cases: Sequence[Case], results: Sequence[Mapping[str, Any]], phenomenon: str, key: str) -> None:
    pairs: Counter[tuple[str, str]] = Counter(
        (str(case.expected[key]), str(result[key]))
        for case, result in zip(cases, results, strict=True)
        if case.phenomenon == phenomenon and key in case.expected
    )
    print(f"\n{phenomenon}: wanted → heard")
    for wanted in sorted({pair[0] for pair in pairs}):
        row = ", ".join(f"{heard} {count}" for (one, heard), count in sorted(pairs.items()) if one == wanted)
        print(f"  {wanted:<24}{row}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
