"""The systems that are measured, as processes: the stock form, and ours with and without its shortcuts."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from benchmarks.stock_form import generate
from operations.setup import model as trained
from records.database import Database, connect, migrate
from tests.actions.running import ROOT, free_port, run, started, stop, wait_for

BOT_PYTHON = ROOT / ".venv" / "bot" / "bin" / "python"
SITE = ROOT / "tests" / "system" / "site.yml"
_QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}


@contextmanager
def stock_form(folder: Path, questions: int) -> Iterator[str]:
    """The stock form, trained and served from this folder; the address of its REST channel."""
    rasa_port, actions_port = free_port(), free_port()
    folder.mkdir()
    generate.write(folder, questions, actions_port)
    rasa = [BOT_PYTHON, "-W", "ignore", "-m", "rasa"]
    settings = {**os.environ, **_QUIET, "SANIC_HOST": "127.0.0.1", "LOG_LEVEL": "ERROR"}
    run([*rasa, "train", "--fixed-model-name", "stock"], settings, folder / "train.log", folder)
    serve = [*rasa, "run", "--interface", "127.0.0.1", "--port", str(rasa_port), "--model", "models/stock.tar.gz"]
    act = [sys.executable, "-W", "ignore", "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions_port)]
    with ExitStack() as ending:
        actions = started(act, settings, folder / "actions.log", folder)
        ending.callback(stop, actions)
        wait_for(actions, f"http://127.0.0.1:{actions_port}/health", 120)
        server = started(serve, settings, folder / "rasa.log", folder)
        ending.callback(stop, server)
        wait_for(server, f"http://127.0.0.1:{rasa_port}/webhooks/rest/", 300)
        yield f"http://127.0.0.1:{rasa_port}/webhooks/rest/webhook"


@dataclass(frozen=True)
class Ours:
    """One whole set of our processes around a database of its own: no gateway reaches into another's interviews."""

    db: Database
    secret: bytes
    bot: str
    web: str | None


@contextmanager
def ours(folder: Path, *, shortcuts: str = "on", gateway: bool = False) -> Iterator[Ours]:
    """Action server and bot, and the web process where the gateway is measured too."""
    folder.mkdir()
    secret, data_key = secrets.token_bytes(32), secrets.token_bytes(32)
    database = f"sqlite:///{folder / 'records.db'}"
    db = connect(database, data_key)
    with ExitStack() as ending:
        ending.callback(db.close)
        migrate(db)
        actions = ending.enter_context(our_actions(folder, database, secret, data_key))
        bot = ending.enter_context(our_bot(folder, actions, secret, shortcuts=shortcuts))
        front = our_gateway(folder, database, bot, actions, secret, data_key) if gateway else nullcontext()
        yield Ours(db, secret, bot, ending.enter_context(front))


@contextmanager
def our_actions(folder: Path, database: str, secret: bytes, data_key: bytes) -> Iterator[str]:
    """Our action server on this database; its address."""
    port = free_port()
    settings = {
        **os.environ,
        "PREOP_TURN_SECRET": secret.hex(),
        "PREOP_DATA_KEY": data_key.hex(),
        "PREOP_DATABASE_URL": database,
        "PREOP_ACTIONS_PORT": str(port),
        "PREOP_SITE": str(SITE),
    }
    server = started([sys.executable, "-W", "ignore", "-m", "actions"], settings, folder / "actions.log")
    try:
        wait_for(server, f"http://127.0.0.1:{port}/health", 120)
        yield f"http://127.0.0.1:{port}/webhook"
    finally:
        stop(server)


@contextmanager
def our_gateway(folder: Path, database: str, bot: str, actions: str, secret: bytes, data_key: bytes) -> Iterator[str]:
    """Our web process before this bot, with the patient's API; its address."""
    port = free_port()
    settings = {
        **os.environ,
        "PREOP_STATE": str(folder),
        "PREOP_TURN_SECRET": secret.hex(),
        "PREOP_DATA_KEY": data_key.hex(),
        "PREOP_DATABASE_URL": database,
        "PREOP_PORT": str(port),
        "PREOP_RASA_URLS": bot.removesuffix("/webhooks/interview/webhook"),
        "PREOP_ACTIONS_URL": actions,
        "PREOP_DEMO": "0",
        "PREOP_SITE": str(SITE),
    }
    server = started([sys.executable, "-W", "ignore", "-m", "operations.web"], settings, folder / "web.log")
    try:
        wait_for(server, f"http://127.0.0.1:{port}/healthz", 120)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(server)


@contextmanager
def our_bot(folder: Path, actions: str, secret: bytes, *, shortcuts: str) -> Iterator[str]:
    """Our bot with the trained model, its shortcuts ``on`` or ``off``; the address turns go to."""
    trained.bring_up_to_date(ROOT)
    port = free_port()
    settings = {
        **os.environ,
        "PREOP_TURN_SECRET": secret.hex(),
        "PREOP_ACTIONS_URL": actions,
        "PREOP_RASA_PORT": str(port),
        "PREOP_MODEL": str(ROOT / trained.MODEL),
        "PREOP_BOT_SHORTCUTS": shortcuts,
    }
    server = started([BOT_PYTHON, "-W", "ignore", "-m", "bot"], settings, folder / f"bot-{shortcuts}.log")
    try:
        wait_for(server, f"http://127.0.0.1:{port}/webhooks/interview/", 300)
        yield f"http://127.0.0.1:{port}/webhooks/interview/webhook"
    finally:
        stop(server)
