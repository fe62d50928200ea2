"""A fresh database, the real protocol, and a small honest bot in Rasa's place."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from instruments.load import load_all
from interview.load import load
from interview.protocol import Protocol
from records.database import Database, connect, migrate
from tests.gateway.room import Room, gateway
from tests.gateway.script import decide
from tests.gateway.small_bot import Bot


@pytest.fixture(scope="session")
def protocol() -> Protocol:
    return load(load_all())


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "empty.db"
    database = connect(f"sqlite:///{path}", b"k" * 32)
    migrate(database)
    database.close()
    return path


@pytest.fixture
def db(empty: Path, tmp_path: Path) -> Iterator[Database]:
    copied = shutil.copy(empty, tmp_path / "records.db")
    database = connect(f"sqlite:///{copied}", b"k" * 32)
    yield database
    database.close()


@pytest.fixture
def bot(db: Database, protocol: Protocol) -> Iterator[Bot]:
    there = Bot(db, partial(decide, protocol))
    yield there
    there.stop()


@pytest.fixture
def with_gateway(db: Database, bot: Bot, protocol: Protocol) -> Callable[..., None]:
    """Runs a coroutine function of a ``Room`` in a gateway from start to stop."""

    def run(story: Callable[[Room], Awaitable[None]], **wishes: Any) -> None:
        async def tell() -> None:
            async with gateway(db, bot, protocol, **wishes) as room:
                await story(room)

        asyncio.run(tell())

    return run
