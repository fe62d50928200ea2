"""The supervisor over tiny real processes: healthy, restarted, ended with all they started."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from operations.process import Part, answers
from operations.settings import ROOT
from operations.supervisor import PartFailedError, Patience, Supervisor

QUICK = Patience(healthy=10, look_every=0.02, watch_every=0.1, silent=1.5, stop=1.0, back_off=0.05, first_tries=2)

# A server with a child of its own; both write their process id into the folder.
SERVER = """
import http.server, os, pathlib, subprocess, sys
port, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"])
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def log_message(self, *_): pass
server = http.server.HTTPServer(("127.0.0.1", port), Answer)
(folder / f"pids-{port}").write_text(f"{os.getpid()} {child.pid}")
server.serve_forever()
"""


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def server(folder: Path, name: str = "server", code: str = SERVER) -> Part:
    """A part that runs this code with a port and the folder."""
    port = free_port()
    command = (sys.executable, "-c", textwrap.dedent(code), str(port), str(folder))
    return Part(name, command, f"http://127.0.0.1:{port}/", folder / "logs" / f"{name}.log")


def pids(part: Part, folder: Path) -> list[int]:
    """The process ids of the server and its child."""
    return [int(pid) for pid in (folder / f"pids-{part.command[3]}").read_text().split()]


def alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def soon(what: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether it becomes true within this time."""
    limit = time.monotonic() + seconds
    while not what() and time.monotonic() < limit:
        time.sleep(0.02)
    return what()


def test_parts_come_up_and_end_together_with_what_they_started(tmp_path: Path) -> None:
    parts = [server(tmp_path, "one"), server(tmp_path, "two")]
    supervisor = Supervisor(parts, lambda _: None, QUICK)
    seen: list[int] = []

    async def when_healthy() -> None:
        assert all([await answers(part.health) for part in parts])
        seen.extend(pid for part in parts for pid in pids(part, tmp_path))
        supervisor.stop()

    asyncio.run(supervisor.run(when_healthy))
    assert len(seen) == 4
    assert not any(alive(pid) for pid in seen)


def test_a_killed_part_is_restarted_and_said_and_its_orphans_are_gone(tmp_path: Path) -> None:
    part = server(tmp_path)
    said: list[str] = []
    supervisor = Supervisor([part], said.append, QUICK)
    before: list[int] = []

    async def when_healthy() -> None:
        before.extend(pids(part, tmp_path))
        os.kill(before[0], signal.SIGKILL)  # the server alone: its child survives it
        while not any("is back" in line for line in said):
            await asyncio.sleep(0.02)
        assert await answers(part.health)
        supervisor.stop()

    asyncio.run(asyncio.wait_for(supervisor.run(when_healthy), 20))
    assert said[0] == "server stopped (killed by SIGKILL); starting it again in 0.05 s."
    assert not any(alive(pid) for pid in before)


def test_a_part_that_hangs_is_restarted(tmp_path: Path) -> None:
    part = server(tmp_path)
    said: list[str] = []
    supervisor = Supervisor([part], said.append, QUICK)

    async def when_healthy() -> None:
        os.kill(pids(part, tmp_path)[0], signal.SIGSTOP)
        while not any("is back" in line for line in said):
            await asyncio.sleep(0.02)
        supervisor.stop()

    asyncio.run(asyncio.wait_for(supervisor.run(when_healthy), 30))
    assert "no answer for 1.5 s" in said[0]


def test_a_part_that_never_comes_up_ends_everything_with_its_last_lines(tmp_path: Path) -> None:
    good = server(tmp_path, "good")
    bad = server(tmp_path, "bad", "raise SystemExit('the reason')")

    async def never() -> None:
        raise AssertionError("not everything was healthy")

    with pytest.raises(PartFailedError, match=r"bad does not come up[\s\S]*the reason"):
        asyncio.run(Supervisor([good, bad], lambda _: None, QUICK).run(never))
    file = tmp_path / f"pids-{good.command[3]}"
    assert not file.exists() or not any(alive(pid) for pid in pids(good, tmp_path))


def test_a_wrong_setting_is_not_tried_again(tmp_path: Path) -> None:
    said: list[str] = []

    async def never() -> None:
        raise AssertionError("it was healthy")

    with pytest.raises(PartFailedError, match="exit status 2"):
        asyncio.run(Supervisor([server(tmp_path, code="raise SystemExit(2)")], said.append, QUICK).run(never))
    assert said == []


def test_a_part_that_ignores_sigterm_is_killed_after_the_grace(tmp_path: Path) -> None:
    part = server(tmp_path, code="import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SERVER)
    supervisor = Supervisor([part], lambda _: None, QUICK)
    seen: list[int] = []

    async def when_healthy() -> None:
        seen.extend(pids(part, tmp_path))
        supervisor.stop()

    asyncio.run(supervisor.run(when_healthy))
    assert seen
    assert not any(alive(pid) for pid in seen)


def test_logs_are_for_the_owner_alone(tmp_path: Path) -> None:
    part = server(tmp_path)
    supervisor = Supervisor([part], lambda _: None, QUICK)

    async def when_healthy() -> None:
        supervisor.stop()

    asyncio.run(supervisor.run(when_healthy))
    assert stat.S_IMODE(part.log.stat().st_mode) == 0o600


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's parent-death signal is Linux's own")
def test_parts_die_when_the_supervisor_is_killed_outright(tmp_path: Path) -> None:
    part = server(tmp_path)
    code = f"""
        import asyncio, pathlib
        from operations.process import Part
        from operations.supervisor import Supervisor
        part = Part("server", {part.command!r}, {part.health!r}, pathlib.Path({str(part.log)!r}))
        async def ready():
            pathlib.Path({str(tmp_path / "ready")!r}).touch()
        asyncio.run(Supervisor([part], print).run(ready))
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT)
    try:
        assert soon((tmp_path / "ready").exists, 15)
    finally:
        process.kill()
        process.wait()
    leader, child = pids(part, tmp_path)
    try:
        assert soon(lambda: not alive(leader))
        with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", int(part.command[3])), 2):
            pass
    finally:
        if alive(child):
            os.kill(child, signal.SIGKILL)
