"""Which processes make up a running system, with what each is told; one list for ``make run``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from operations import ports
from operations.process import Part
from operations.settings import ROOT, Settings, SettingsError
from operations.setup.model import MODEL

_BOT_PYTHON = Path(".venv/bot/bin/python")
_LOOPBACK = "127.0.0.1"


def with_free_ports(settings: Settings) -> tuple[Settings, list[int], list[int]]:
    """The settings with addresses that are free now, and the ports of the Rasa processes and the action servers.

    Raises ``SettingsError`` where a port that was asked for is taken; a default gives way to the next free one.
    """
    if settings.port_given and not ports.is_free(settings.bind, settings.port):
        raise SettingsError(f"PREOP_PORT={settings.port} is taken by another program: stop it or choose another port")
    web = ports.choose(settings.bind, settings.port)
    taken = [web]
    actions = _several(settings.actions_port, settings.actions_processes, taken)
    rasa = _several(settings.rasa_port, settings.rasa_processes, taken)
    chosen = replace(
        settings,
        port=web,
        public_url=settings.public_url if settings.public_url_given else f"http://{_LOOPBACK}:{web}",
        rasa_urls=tuple(f"http://{_LOOPBACK}:{port}" for port in rasa),
        actions_url=f"http://{_LOOPBACK}:{actions[0]}/webhook",
    )
    return chosen, rasa, actions


def parts(settings: Settings, rasa: list[int], actions: list[int]) -> list[Part]:
    """The action servers, the Rasa processes and the web process; Rasa gets nothing that opens the records."""
    full = {**settings.environment(), "PYTHONUNBUFFERED": "1"}
    boxed = {**full, "PREOP_DATABASE_URL": "", "PREOP_DATA_KEY": "", "PREOP_SITE": "", "PREOP_MODEL": str(ROOT / MODEL)}
    logs = settings.state / "logs"

    def part(name: str, python: str, module: str, health: str, environment: dict[str, str]) -> Part:
        return Part(name, (python, "-m", module), health, logs / f"{name}.log", environment, ROOT)

    found = []
    for name, port in _named("actions", actions):
        told = {**full, "PREOP_ACTIONS_PORT": str(port)}
        found.append(part(name, sys.executable, "actions", f"http://{_LOOPBACK}:{port}/health", told))
    for index, (name, port) in enumerate(_named("rasa", rasa)):
        server = f"http://{_LOOPBACK}:{actions[index % len(actions)]}/webhook"
        told = {**boxed, "PREOP_RASA_PORT": str(port), "PREOP_ACTIONS_URL": server}
        health = f"http://{_LOOPBACK}:{port}/webhooks/interview/"
        found.append(part(name, str(ROOT / _BOT_PYTHON), "bot", health, told))
    found.append(part("web", sys.executable, "operations.web", f"{settings.local_url}/healthz", full))
    return found


def _named(name: str, listed: list[int]) -> list[tuple[str, int]]:
    return [(name if len(listed) == 1 else f"{name}-{index}", port) for index, port in enumerate(listed, start=1)]


def _several(preferred: int, number: int, taken: list[int]) -> list[int]:
    chosen: list[int] = []
    for _ in range(number):
        chosen.append(ports.choose(_LOOPBACK, preferred, taken=taken))
        taken.append(chosen[-1])
    return chosen
