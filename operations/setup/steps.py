"""One step of set-up as a person sees it: a title, a running clock, a line when done, a sentence when it fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_TAIL_LINES = 25


class SetupError(Exception):
    """Set-up cannot go on; the message is one sentence that says what to do."""


def say(line: str) -> None:
    """One line for the person at the terminal, at once."""
    print(line, flush=True)


def run(
    title: str,
    command: Sequence[object],
    *,
    root: Path,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run one command of a step, its output in ``.run/logs/setup.log``, its duration on the terminal.

    Raises ``SetupError`` with the end of that output printed when the command fails or cannot start.
    """
    log = root / ".run" / "logs" / "setup.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with log.open("w+", encoding="utf-8", errors="replace") as output:
        code = _run_with_clock(title, [str(part) for part in command], root, environment, output.fileno())
        seconds = time.monotonic() - began
        if code == 0:
            say(f"  {title} – done in {seconds:.1f} s")
            return
        output.seek(0)
        for line in output.read().splitlines()[-_TAIL_LINES:]:
            say(f"    | {line}")
    raise SetupError(f"{title} failed after {seconds:.0f} s (its last lines stand above, all of them in {log})")


def _run_with_clock(
    title: str, command: list[str], root: Path, environment: Mapping[str, str] | None, output: int
) -> int:
    try:
        process = subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    except OSError as error:
        raise SetupError(f"{title} could not start: {error.strerror} ({command[0]})") from error
    try:
        return _wait(title, process)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def _wait(title: str, process: subprocess.Popen[bytes]) -> int:
    live = sys.stdout.isatty()
    if not live:
        say(f"  {title} …")
    began = time.monotonic()
    while True:
        try:
            code = process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            if live:
                print(f"\r  {title} … {time.monotonic() - began:.0f} s", end="", flush=True)
            continue
        if live:
            print("\r\x1b[K", end="", flush=True)
        return code
