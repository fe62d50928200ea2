"""A running action server."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest

from tests.actions.running import Keeper, free_port


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keeper]:
    """The real action server, as a process of its own, around a desk in memory."""
    server = Keeper(tmp_path_factory.mktemp("keeper"), secrets.token_bytes(32), free_port())
    server.start()
    yield server
    server.stop()
