"""Calls into the synchronous records room from the event loop, each with a limit to its patience."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Threads:
    """A small pool of its own, so that a database that hangs never stops the event loop or other work."""

    def __init__(self, size: int = 16) -> None:
        self._pool = ThreadPoolExecutor(size, thread_name_prefix="records")

    async def run(self, timeout: float, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The call's result; ``TimeoutError`` after ``timeout`` seconds (the call itself may still finish)."""
        loop = asyncio.get_running_loop()
        return await asyncio.wait_for(loop.run_in_executor(self._pool, partial(call, *args, **kwargs)), timeout)

    async def close(self, patience: float = 3.0) -> None:
        """Let the threads go; a call under way may finish, but a database that hangs does not hold up the end."""
        ending = threading.Thread(target=partial(self._pool.shutdown, wait=True, cancel_futures=True), daemon=True)
        ending.start()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while ending.is_alive():
                    await asyncio.sleep(0.01)
