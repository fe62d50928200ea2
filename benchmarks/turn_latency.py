"""How long a turn takes, ours beside a stock Rasa form, in one run: ``python -m benchmarks.turn_latency``.

The interviews alternate between the systems, so that whatever else the machine does falls on all of them.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import httpx

from benchmarks import systems, talks
from operations.patient import load_script
from tests.actions.running import ROOT

TURNS = (1, 20, 35)
PAGE = ROOT / "docs" / "performance.md"
_MARK = "<!-- turn_latency -->"

Measured = dict[str, list[list[float]]]


def main() -> None:
    """Measure, print the table, and put it into docs/performance.md."""
    options = _options()
    load = os.getloadavg()[0]
    with ExitStack() as ending, tempfile.TemporaryDirectory() as folder:
        measured = _measure(Path(folder), ending, options)
    table = _table(measured, tuple(options.turns), options.interviews, load)
    print(table)
    if options.write:
        _put(table)


def _measure(folder: Path, ending: ExitStack, options: argparse.Namespace) -> Measured:
    last = max(options.turns)
    client = ending.enter_context(httpx.Client(timeout=60))
    patient = load_script(options.patient)
    stock = ending.enter_context(systems.stock_form(folder / "stock", max(last, options.questions)))
    ours = ending.enter_context(systems.ours(folder / "ours"))
    whole = ending.enter_context(systems.ours(folder / "whole", gateway=True))
    plain = ending.enter_context(systems.ours(folder / "plain", shortcuts="off"))
    talk: dict[str, Callable[[], list[float]]] = {
        "stock": lambda: talks.with_stock(client, stock, last),
        "ours": lambda: talks.with_ours(client, ours, patient, last),
        "ours, with the gateway": lambda: talks.with_gateway(client, whole, patient, last),
        "ours, shortcuts off": lambda: talks.with_ours(client, plain, patient, last),
    }
    for one in talk.values():
        one()  # the first talk of a process also pays for what it loads
    measured: Measured = {name: [] for name in talk}
    for _ in range(options.interviews):
        for name, one in talk.items():
            measured[name].append(one())
    return measured


def _table(measured: Measured, turns: tuple[int, ...], interviews: int, load: float) -> str:
    lines = [
        f"Milliseconds of one turn, median of {interviews} interviews, one patient at a time.",
        "",
        "| system | " + " | ".join(f"turn {turn}" for turn in turns) + " |",
        "| --- |" + " ---: |" * len(turns),
    ]
    medians = {
        name: [statistics.median(talk[turn] for talk in talks) for turn in turns] for name, talks in measured.items()
    }
    for name, values in medians.items():
        lines.append(f"| {name} | " + " | ".join(f"{value:.1f}" for value in values) + " |")
    shares = [ours / stock for ours, stock in zip(medians["ours"], medians["stock"], strict=True)]
    lines.append("| ours as a share of stock | " + " | ".join(f"{share:.2f}" for share in shares) + " |")
    when = datetime.now(UTC).date().isoformat()
    machine = f"{when}, {os.cpu_count()} cores, {platform.machine()}, load average {load:.1f} before it began"
    lines += ["", f"{machine}; Rasa 3.6.21, records in SQLite with fsync."]
    return "\n".join(lines)


def _put(table: str) -> None:
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else f"{_INTRODUCTION}\n{_MARK}\n{_MARK}\n"
    head, _, tail = before.split(_MARK)
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(f"{head}{_MARK}\n{table}\n{_MARK}{tail}", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, default=5, help="how many talks with each system (5)")
    parser.add_argument("--turns", type=int, nargs="+", default=list(TURNS), help="the turns to show (1 20 35)")
    parser.add_argument("--questions", type=int, default=100, help="questions of the stock form (100)")
    parser.add_argument("--patient", default="avulsion", help="the made-up patient who answers (avulsion)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    return parser.parse_args()


_INTRODUCTION = """# Performance

## One turn beside a stock Rasa form

`python -m benchmarks.turn_latency --write` makes this table. The stock form has 100 questions, one slot and one
utterance each, Rasa's own SQL tracker store, DIET and the REST channel, as the documentation teaches it. Ours is the
interview over the same Rasa: one small form, the conversation rebuilt for each turn (`bot/tracker.py`), one remote
action, and in that time the turn written to the records. With the gateway, the time runs from sending the message to
the next question on the page's stream of events: stored, alarms heard, turn kept, reply copied. All run on the same
machine at the same time, their interviews in turns. `PREOP_BOT_SHORTCUTS=off` leaves out `bot/shortcuts.py`.
"""


if __name__ == "__main__":
    main()
