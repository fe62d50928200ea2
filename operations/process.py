"""One part as a running process: its own group and session, its log, gone when the supervisor is gone."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
_ANSWER_LONGEST = 65536


@dataclass(frozen=True, slots=True)
class Part:
    """One process to keep alive.

    ``health`` is an http address that answers 200 when the part can work. Secrets travel in ``environment`` only: a
    command line is there for every user of the machine to read.
    """

    name: str
    command: tuple[str, ...]
    health: str
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    folder: Path | None = None


async def start(part: Part) -> asyncio.subprocess.Process:
    """Start the part. On Linux the kernel kills it when the supervisor dies, even by ``kill -9``."""
    part.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(part.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        return await asyncio.create_subprocess_exec(
            *part.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
            env={**os.environ, **part.environment},
            cwd=part.folder,
            start_new_session=True,
            preexec_fn=_die_with(os.getpid()),
        )
    finally:
        os.close(handle)


def signal_group(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    """Send a signal to the process and all it started; nothing happens when they are gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


async def kill_group(process: asyncio.subprocess.Process, seconds: float = 0.5) -> int:
    """Kill the process and all it started, and wait until they are gone; its exit code.

    Orphans die a moment after the signal; where nobody reaps them they stay listed, so the wait has an end.
    """
    signal_group(process, signal.SIGKILL)
    code = await process.wait()
    limit = time.monotonic() + seconds
    with contextlib.suppress(ProcessLookupError, PermissionError):
        while time.monotonic() < limit:
            os.killpg(process.pid, 0)
            await asyncio.sleep(0.01)
    return code


async def answers(url: str, seconds: float = 2.0) -> bool:
    """Whether a GET on this http address gives 200 within this time."""
    try:
        async with asyncio.timeout(seconds):
            return await _status(url) == 200
    except (OSError, ValueError, TimeoutError, EOFError):
        return False


def ending(code: int) -> str:
    """How a process ended, for people: ``killed by SIGKILL``, ``exit status 2``."""
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"killed by {signal.Signals(-code).name}"
    return f"exit status {code}"


async def _status(url: str) -> int:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=_ANSWER_LONGEST)
    try:
        request = f"GET {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n"
        writer.write(request.encode("ascii"))
        line = await reader.readline()
        return int(line.split()[1]) if line.startswith(b"HTTP/") else 0
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


def _die_with(parent: int) -> Callable[[], None] | None:
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def in_child() -> None:
        prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL))
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return in_child
