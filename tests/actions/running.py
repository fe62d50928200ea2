"""Processes for the tests: a free port, waiting until something answers, ending a whole process group."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Keeper:
    """The action server of tests/actions/keeper.py as a process: its settings, its diary, its log."""

    folder: Path
    secret: bytes
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where actions are called."""
        return f"http://127.0.0.1:{self.port}/webhook"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = {
            **os.environ,
            "PREOP_TURN_SECRET": self.secret.hex(),
            "PREOP_ACTIONS_PORT": str(self.port),
            "KEEPER_DIARY": str(self.folder / "diary"),
        }
        command = [sys.executable, "-W", "ignore", "-m", "tests.actions.keeper"]
        self.process = started(command, settings, self.folder / "keeper.log")
        wait_for(self.process, f"http://127.0.0.1:{self.port}/health", 30)

    def stop(self) -> None:
        """Kill its process group."""
        if self.process:
            stop(self.process, signal.SIGKILL)
            self.process = None

    def diary(self) -> list[dict[str, Any]]:
        """What it was asked to do."""
        path = self.folder / "diary"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def output(self) -> str:
        """What it wrote."""
        return (self.folder / "keeper.log").read_text(errors="replace")


def started(command: list[Any], settings: dict[str, str], log: Path, folder: Path = ROOT) -> subprocess.Popen[bytes]:
    """A process in a group of its own that writes to this file."""
    with log.open("ab") as file:
        return subprocess.Popen(command, cwd=folder, env=settings, stdout=file, stderr=file, start_new_session=True)


def run(command: list[Any], settings: dict[str, str], log: Path, folder: Path = ROOT) -> None:
    """A process to its end; fails when that is not a good one."""
    process = started(command, settings, log, folder)
    try:
        assert process.wait(600) == 0, log.read_text(errors="replace")[-2000:]
    finally:
        stop(process)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(process: subprocess.Popen[bytes], address: str, seconds: float) -> None:
    """Until this address answers 200; fails when the process ends first or the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, f"{process.args} ended with {process.returncode}"
        try:
            if httpx.get(address, timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{address} did not answer within {seconds} s")


def stop(process: subprocess.Popen[Any], how: signal.Signals = signal.SIGTERM) -> None:
    """End the whole group of a process."""
    if process.poll() is None:
        os.killpg(process.pid, how)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
