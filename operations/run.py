"""The command behind ``make run``: everything up on this machine, kept up, and down together with Ctrl-C."""

from __future__ import annotations

import asyncio
import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from clinic.site import SiteError, site_of
from operations import parts as system
from operations.keys import SignIn, demo_sign_in, with_keys
from operations.ports import PortTakenError
from operations.settings import ROOT, Settings, SettingsError, read
from operations.setup import model
from operations.supervisor import PartFailedError, Supervisor


def main() -> int:
    """0 after a wished end, 1 with one sentence when something cannot be brought up."""
    os.umask(0o077)  # database, keys and logs are for this user alone
    try:
        wished = read(os.environ)
        site_of(wished.environment())  # a wrong file stops here, before anything is made or started
        settings, rasa, actions = system.with_free_ports(with_keys(wished))
    except (SettingsError, SiteError, PortTakenError) as error:
        return _fail(f"{error}.")
    if fault := model.fault(ROOT):
        return _fail(f"Not started: {fault}.")
    sign_in = demo_sign_in(settings.state) if settings.demo else None
    environment = {**os.environ, **settings.environment()}
    if subprocess.run([sys.executable, "-m", "operations.migrate"], cwd=ROOT, env=environment, check=False).returncode:
        return 1
    logs = settings.state / "logs"
    _put_aside(logs)
    _say("Starting the action server, Rasa and the web pages …")
    supervisor = Supervisor(system.parts(settings, rasa, actions), _say)
    try:
        asyncio.run(_supervise(supervisor, settings, sign_in))
    except PartFailedError as error:
        return _fail(f"Stopped: {error}")
    _say("Stopped.")
    return 0


async def _supervise(supervisor: Supervisor, settings: Settings, sign_in: SignIn | None) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, supervisor.stop)
    began = time.monotonic()

    async def greet() -> None:
        seconds = time.monotonic() - began
        if sign_in is not None:
            await _fill_demo_clinic(settings)
        _say(greeting(settings, sign_in, seconds))

    await supervisor.run(greet)


def greeting(settings: Settings, sign_in: SignIn | None, seconds: float) -> str:
    """What stands on the terminal once everything is up: the addresses, the sign-in, how to stop."""
    lines = [f"Everything is up ({seconds:.0f} s).", ""]
    lines.append(f"  Clinicians  {settings.public_url}/portal/")
    if sign_in is not None:
        lines.append(f"              sign in as {sign_in.user} with the password {sign_in.password}")
    lines.append(f"  Patients    {settings.public_url}/chat/… – each case has its own link and QR code in the portal")
    lines.append(f"  Logs        {settings.state / 'logs'}")
    lines.append("")
    if settings.on_loopback and not settings.public_url_given:
        lines.append("Only this machine can open these. For telephones set PREOP_BIND and PREOP_PUBLIC_URL.")
    lines.append("Ctrl-C stops everything.")
    return "\n".join(lines)


async def _fill_demo_clinic(settings: Settings) -> None:
    """Once for each database: the made-up patients of operations.demo, talked through the system that now runs."""
    done = settings.state / "demo-filled"
    database = hashlib.sha256(settings.database_url.encode()).hexdigest()
    if importlib.util.find_spec("operations.demo") is None:
        return
    if done.exists() and done.read_text(encoding="ascii").strip() == database:
        return
    _say("Filling the demo clinic with made-up patients …")
    log = settings.state / "logs" / "demo.log"
    with open(log, "ab", opener=_private) as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "operations.demo",
            cwd=ROOT,
            env={**os.environ, **settings.environment()},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        code = await process.wait()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if code == 0:
        done.write_text(database + "\n", encoding="ascii")
    else:
        _say(f"The demo clinic could not be filled (exit status {code}); {log} says why. Everything else works.")


def _put_aside(logs: Path) -> None:
    """Keep the last run's logs under another name, so that they cannot grow without end."""
    logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    for log in logs.glob("*.log"):
        if log.name != "setup.log":
            log.replace(log.with_suffix(".log.before"))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _say(line: str) -> None:
    print(line, flush=True)


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
