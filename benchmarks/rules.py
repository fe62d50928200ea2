"""How fast the rules are: status and codes, the full answer, a cohort through ``preop assess``; beside two peers.

    python benchmarks/rules.py [--patients 2000]

The peers, zen-engine and cel-python (requirements in benchmarks/requirements.txt), do ten gates; without them only ours
is measured. What each does when a fact is missing is printed too.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rules_engine.change import what_would_change  # noqa: E402
from rules_engine.evaluation import assess, evaluate, sheet_of  # noqa: E402
from tests.rules_engine.casebook import all_cases, facts_of  # noqa: E402

GATES = {
    "duration": ("pain_duration_months", ">=", 3), "severity": ("vas_worst", ">=", 5), "adult": ("age_years", ">=", 18),
    "cognition": ("cognition", "!=", "marked"), "heart": ("cardiopulmonary", "==", "ok"),
    "coagulation": ("coagulation", "==", "ok"), "tolerance": ("anaesthesia_tolerance", "==", "ok"),
    "match": ("segment_match", "==", True), "uncontrolled": ("drug_control", "!=", "controlled"),
    "comorbidity": ("severe_comorbidity", "==", False),
}  # fmt: skip
COMPLETE = {
    "pain_duration_months": 12, "vas_worst": 8, "age_years": 50, "cognition": "normal", "cardiopulmonary": "ok",
    "coagulation": "ok", "anaesthesia_tolerance": "ok", "segment_match": True, "drug_control": "uncontrolled",
    "severe_comorbidity": False,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patients", type=int, default=2000)
    patients = cohort(parser.parse_args().patients)
    print(f"{len(patients)} patients, made up from the YAML cases; one core")
    show("status and codes", lambda facts: evaluate(facts), patients)
    show("with findings and missing", lambda facts: assess(facts), patients)
    changes = patients[:50]
    show(
        "what would change OUT-SUIT-FIRST", lambda facts: what_would_change(sheet_of(facts), "OUT-SUIT-FIRST"), changes
    )
    through_the_command(patients)
    ours_ten_gates()
    zen()
    cel()
    return 0


def cohort(size: int) -> list[dict[str, Any]]:
    """Patients of the cases, each with a few facts taken away at random (always the same ones)."""
    chance = random.Random(7)
    cases = [facts_of(case) for case in all_cases()]
    found = []
    for number in range(size):
        facts = dict(cases[number % len(cases)])
        for name in chance.sample(sorted(facts), min(len(facts), chance.randrange(5))):
            del facts[name]
        found.append(facts)
    return found


def show(name: str, work: Callable[[dict[str, Any]], object], patients: list[dict[str, Any]]) -> None:
    times = []
    for facts in patients:
        start = time.thread_time()  # time on the core: a busy machine does not count
        work(facts)
        times.append((time.thread_time() - start) * 1000)
    times.sort()
    middle, late = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"{name:34} median {middle:6.3f} ms   95 % {late:6.3f} ms   {1000 / statistics.mean(times):7.0f} a second")


def through_the_command(patients: list[dict[str, Any]]) -> None:
    lines = "".join(json.dumps({"facts": facts}) + "\n" for facts in patients).encode()
    begun, _ = command_takes(b"")
    taken, waited = command_takes(lines)
    rate = len(patients) / (taken - begun)
    told = f"{taken:6.2f} s on the core ({begun:.2f} s to start), {waited:.2f} s by the clock"
    print(f"{'preop assess, the whole cohort':34} {told}   {rate:7.0f} a second")


def command_takes(lines: bytes) -> tuple[float, float]:
    """Seconds on the core and by the clock that the command takes for these lines."""
    before, start = os.times(), time.perf_counter()
    run = [sys.executable, "-c", "from operations.commands.assess import main; main([])"]
    subprocess.run(run, input=lines, capture_output=True, check=True, cwd=ROOT)
    after = os.times()
    on_core = after.children_user + after.children_system - before.children_user - before.children_system
    return on_core, time.perf_counter() - start


def ours_ten_gates() -> None:
    show("ten gates: ours (all rules)", lambda facts: evaluate(facts), [COMPLETE] * 2000)
    missing = {name: value for name, value in COMPLETE.items() if name != "vas_worst"}
    asked = [code for code in evaluate(missing).codes if code == "OUT-MISSING:vas_worst"]
    print(f"   VAS missing: {evaluate(missing).status.value}, and {asked[0]}")


def zen() -> None:
    try:
        import zen  # type: ignore[import-not-found]
    except ImportError:
        print("zen-engine is not installed: pip install -r benchmarks/requirements.txt")
        return
    expressions = [
        {"id": name, "key": name, "value": f"{fact} {sign} {json.dumps(value)}"}
        for name, (fact, sign, value) in GATES.items()
    ]
    graph = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in"},
            {"id": "gates", "type": "expressionNode", "name": "gates", "content": {"expressions": expressions}},
            {"id": "out", "type": "outputNode", "name": "out"},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "gates", "type": "edge"},
            {"id": "2", "sourceId": "gates", "targetId": "out", "type": "edge"},
        ],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    show("ten gates: zen-engine", lambda facts: decision.evaluate(facts), [COMPLETE] * 2000)
    told("zen-engine", lambda facts: decision.evaluate(facts)["result"]["severity"])


def cel() -> None:
    try:
        import celpy  # type: ignore[import-not-found]
    except ImportError:
        print("cel-python is not installed: pip install -r benchmarks/requirements.txt")
        return
    environment = celpy.Environment()
    programs = {
        name: environment.program(environment.compile(f"{fact} {sign} {json.dumps(value)}"))
        for name, (fact, sign, value) in GATES.items()
    }

    def all_gates(facts: dict[str, Any]) -> dict[str, Any]:
        activation = celpy.json_to_cel(facts)
        return {name: program.evaluate(activation) for name, program in programs.items()}

    show("ten gates: cel-python", all_gates, [COMPLETE] * 300)
    told("cel-python", lambda facts: programs["severity"].evaluate(celpy.json_to_cel(facts)))


def told(name: str, severity: Callable[[dict[str, Any]], object]) -> None:
    missing = {fact: value for fact, value in COMPLETE.items() if fact != "vas_worst"}
    try:
        print(f"   VAS missing: {name} answers {severity(missing)!r} for the severity gate")
    except Exception as problem:
        print(f"   VAS missing: {name} raises {type(problem).__name__}")


if __name__ == "__main__":
    sys.exit(main())
