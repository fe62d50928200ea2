"""Keeps parts running: starts them, waits until all are healthy, restarts what stops, ends everything together."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from operations.process import Part, answers, ending, kill_group, signal_group, start

_WRONG_SETTING = 2  # the exit status with which a part says that another try is useless
_TAIL_LINES = 12


class PartFailedError(Exception):
    """A part could not be brought up at all; the message ends with its log's last lines."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the supervisor waits for what, in seconds; ``first_tries`` is how often a part may fail to come up."""

    healthy: float = 120.0
    look_every: float = 0.2
    watch_every: float = 5.0
    silent: float = 30.0
    stop: float = 8.0
    back_off: float = 0.5
    back_off_longest: float = 30.0
    steady: float = 60.0
    first_tries: int = 3


class Supervisor:
    """Runs its parts until ``stop`` is called. ``say`` gets one line for each thing that a person should know."""

    def __init__(self, parts: Sequence[Part], say: Callable[[str], None], patience: Patience | None = None) -> None:
        self._parts = tuple(parts)
        self._say = say
        self._patience = patience or Patience()
        self._processes: dict[str, asyncio.subprocess.Process] = {}
        self._starting: dict[str, asyncio.Task[asyncio.subprocess.Process]] = {}
        self._healthy = {part.name: asyncio.Event() for part in self._parts}
        self._stop = asyncio.Event()
        self._now = asyncio.Event()

    def stop(self) -> None:
        """End everything; called again while it ends, end it at once."""
        if self._stop.is_set():
            self._now.set()
        self._stop.set()

    async def run(self, when_healthy: Callable[[], Awaitable[None]]) -> None:
        """Keep the parts up until ``stop``; ``when_healthy`` runs once, when all of them are healthy the first time.

        Raises ``PartFailedError`` when a part cannot be brought up. No process of any part is left in either case.
        """
        tasks = [asyncio.create_task(self._keep(part)) for part in self._parts]
        greeting = asyncio.create_task(self._greet(when_healthy))
        stop = asyncio.create_task(self._stop.wait())
        waiting: set[asyncio.Task[Any]] = {*tasks, greeting, stop}
        try:
            while stop not in (await self._one_of(waiting)):
                pass
        finally:
            for task in (*tasks, greeting, stop):
                task.cancel()
            await asyncio.gather(*tasks, greeting, stop, return_exceptions=True)
            await self._end_all()

    async def _one_of(self, waiting: set[asyncio.Task[Any]]) -> set[asyncio.Task[Any]]:
        done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        waiting -= done
        for task in done:
            task.result()
        return done

    async def _greet(self, when_healthy: Callable[[], Awaitable[None]]) -> None:
        for event in self._healthy.values():
            await event.wait()
        await when_healthy()

    async def _keep(self, part: Part) -> None:
        patience = self._patience
        failures, stopped_at = 0, None
        while True:
            began = time.monotonic()
            process = await self._start(part)
            why = await self._until_healthy(part, process)
            if why is None:
                if stopped_at is not None:
                    self._say(f"{part.name} is back after {time.monotonic() - stopped_at:.0f} s.")
                self._healthy[part.name].set()
                why = await self._until_it_stops(part, process)
            stopped_at = time.monotonic()
            code = await kill_group(process)  # what it started may hold its port
            self._processes.pop(part.name)  # its number may soon be another program's
            failures = 1 if stopped_at - began > patience.steady else failures + 1
            if not self._healthy[part.name].is_set() and (code == _WRONG_SETTING or failures >= patience.first_tries):
                raise PartFailedError(f"{part.name} does not come up ({why}); the end of its log:\n{_tail(part)}")
            delay = min(patience.back_off * 2 ** (failures - 1), patience.back_off_longest)
            self._say(f"{part.name} stopped ({why}); starting it again in {delay:g} s.")
            await asyncio.sleep(delay)

    async def _until_healthy(self, part: Part, process: asyncio.subprocess.Process) -> str | None:
        """``None`` when the part answers; why not, when it ended first or took too long."""
        limit = time.monotonic() + self._patience.healthy
        while time.monotonic() < limit:
            if process.returncode is not None:
                return ending(process.returncode)
            if await answers(part.health):
                # Something else may answer on its port while the part itself is ending.
                return None if process.returncode is None else ending(process.returncode)
            await asyncio.sleep(self._patience.look_every)
        return f"not healthy within {self._patience.healthy:g} s"

    async def _until_it_stops(self, part: Part, process: asyncio.subprocess.Process) -> str:
        """Why the part no longer works: it ended, or it has been silent for too long."""
        heard = time.monotonic()
        exited = asyncio.create_task(process.wait())
        try:
            while time.monotonic() - heard < self._patience.silent:
                await asyncio.wait({exited}, timeout=self._patience.watch_every)
                if exited.done():
                    return ending(exited.result())
                if await answers(part.health):
                    heard = time.monotonic()
        finally:
            exited.cancel()
        return f"no answer for {self._patience.silent:g} s"

    async def _start(self, part: Part) -> asyncio.subprocess.Process:
        """Start and note it, even when the stop comes in the middle: a process that nobody knows is never ended."""

        async def start_and_note() -> asyncio.subprocess.Process:
            process = await start(part)
            self._processes[part.name] = process
            return process

        self._starting[part.name] = asyncio.create_task(start_and_note())
        return await asyncio.shield(self._starting[part.name])

    async def _end_all(self) -> None:
        await asyncio.gather(*self._starting.values(), return_exceptions=True)
        processes = list(self._processes.values())
        for process in processes:
            signal_group(process, signal.SIGTERM)
        ended = asyncio.gather(*(process.wait() for process in processes))
        at_once = asyncio.create_task(self._now.wait())
        either: set[asyncio.Future[Any]] = {ended, at_once}
        await asyncio.wait(either, timeout=self._patience.stop, return_when=asyncio.FIRST_COMPLETED)
        at_once.cancel()
        await asyncio.gather(ended, *(kill_group(process) for process in processes))


def _tail(part: Part) -> str:
    try:
        lines = part.log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    return "\n".join(f"  | {line}" for line in lines[-_TAIL_LINES:]) or "  | (nothing)"
