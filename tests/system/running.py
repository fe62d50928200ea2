"""A whole system on this machine, as ``make run`` starts it: free ports, a folder of its own, no demo clinic."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from operations.settings import ROOT
from records.cases import CaseMade, NewCase, new_case
from records.database import Database

PASSWORD = "a long made-up password"
_UP_SECONDS = 150


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class System:
    """The supervisor's process, the web address, and the records behind it."""

    process: subprocess.Popen[str]
    url: str
    ports: dict[str, int]
    db: Database
    user_id: str
    state: Path

    def invite(self, language: str = "zh") -> CaseMade:
        """A new made-up case with its invitation."""
        new = NewCase("测试甲", "male", 1974, None, "神经外科", language)
        return new_case(self.db, new, by=self.user_id, now=datetime.now(UTC))

    def client(self) -> httpx.Client:
        """A client of the public API."""
        return httpx.Client(base_url=self.url, timeout=30)

    def group_of(self, part: str) -> int:
        """The process group of a running part: the one child of the supervisor whose command names the module."""
        module = {"rasa": b"-m\0bot\0", "actions": b"-m\0actions\0", "web": b"-m\0operations.web\0"}[part]
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                stat = (entry / "stat").read_text()
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            parent = int(stat.rpartition(")")[2].split()[1])
            if parent == self.process.pid and module in command:
                return int(entry.name)
        raise AssertionError(f"{part} is not running")

    def kill(self, part: str) -> None:
        """``kill -9`` to the part's whole group, proven: the process is gone and its port refuses."""
        group = self.group_of(part)
        os.killpg(group, signal.SIGKILL)
        deadline = time.monotonic() + 2
        while is_alive(group) or not refuses(self.ports[part]):
            assert time.monotonic() < deadline, f"{part} survived kill -9"
            time.sleep(0.002)

    def stop(self) -> None:
        """Ctrl-C, as a person would."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def refuses(port: int) -> bool:
    """Whether nobody listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def start(state: Path, database_url: str, data_key: str) -> tuple[subprocess.Popen[str], str, dict[str, int]]:
    """Starts everything and waits until the terminal says that it is up."""
    ports = {"web": free_port(), "rasa": free_port(), "actions": free_port()}
    environment = {
        **os.environ,
        "PREOP_STATE": str(state),
        "PREOP_DATABASE_URL": database_url,
        "PREOP_DATA_KEY": data_key,
        "PREOP_PORT": str(ports["web"]),
        "PREOP_RASA_PORT": str(ports["rasa"]),
        "PREOP_ACTIONS_PORT": str(ports["actions"]),
        "PREOP_DEMO": "0",
        "PREOP_SITE": str(ROOT / "tests/system/site.yml"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "operations.run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    began, said = time.monotonic(), []
    for line in process.stdout:
        said.append(line)
        if "Everything is up" in line:
            return process, f"http://127.0.0.1:{ports['web']}", ports
        assert time.monotonic() - began < _UP_SECONDS, "".join(said)
    raise AssertionError("it did not come up:\n" + "".join(said))


def new_data_key() -> str:
    """A key for the words at rest, 32 random bytes in hex."""
    return secrets.token_hex(32)
