"""The command behind ``make setup``; standard library only, for it runs before anything is installed."""

from __future__ import annotations

import argparse
import fcntl
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from operations.setup import environments, front, model
from operations.setup.environments import Environment
from operations.setup.installer import Installer
from operations.setup.steps import SetupError, say


def main(argv: Sequence[str] | None = None) -> int:
    """Bring everything up to date; 0 when it is, 1 with one sentence when it cannot be."""
    options = _options(argv)
    root = Path(__file__).resolve().parents[2]
    began = time.monotonic()
    try:
        with _alone(root):
            done = _set_up(root, options)
    except SetupError as error:
        print(f"Set-up stopped: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Set-up was interrupted; make setup goes on from here.", file=sys.stderr)
        return 130
    seconds = time.monotonic() - began
    say(f"Set up in {seconds:.0f} s." if done else f"Set-up is current ({seconds:.1f} s).")
    return 0


def _set_up(root: Path, options: argparse.Namespace) -> bool:
    requirements, venv = root / "requirements", root / ".venv"
    installer = Installer(root, options.app_python)
    wanted = requirements / ("dev.txt" if options.dev else "app.txt")
    app = Environment(venv / "app", options.app_python, wanted, covered_by=requirements / "dev.txt")
    bot = Environment(venv / "bot", options.bot_python, requirements / "bot.txt")
    done = [environments.bring_up_to_date(each, installer, root) for each in (app, bot)]
    if not options.environments_only:
        done.append(front.bring_up_to_date(root, app.own_python))
        done.append(model.bring_up_to_date(root))
    return any(done)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One set-up at a time; the kernel lets go of the lock however this one ends."""
    folder = root / ".run"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is running here; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make setup", description=__doc__)
    parser.add_argument("--app-python", type=Path, required=True, help="a Python 3.13")
    parser.add_argument("--bot-python", type=Path, required=True, help="a Python 3.10")
    parser.add_argument("--dev", action="store_true", help="with what tests and lint need")
    parser.add_argument("--environments-only", action="store_true", help="neither front-end files nor the model")
    return parser.parse_args(argv)


if __name__ == "__main__":
    raise SystemExit(main())
