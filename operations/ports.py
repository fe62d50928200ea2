"""Free ports: the usual one, or another when something else has it."""

from __future__ import annotations

import socket
from collections.abc import Iterable


class PortTakenError(Exception):
    """The port that was asked for belongs to something else."""


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def choose(host: str, preferred: int, *, taken: Iterable[int] = (), tries: int = 200) -> int:
    """The preferred port or the next free one above it, not in ``taken``. Raises ``PortTakenError`` when none is."""
    passed_over = set(taken)
    for port in range(preferred, min(preferred + tries, 65536)):
        if port not in passed_over and is_free(host, port):
            return port
    raise PortTakenError(f"no port from {preferred} on is free on {host}")
