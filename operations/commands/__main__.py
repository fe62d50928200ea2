"""Behind ``./preop``: names the commands, and loads only the one that was asked for."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import tomllib

from operations.settings import ROOT

COMMANDS = {
    "score": "answers to an instrument in, its score out, one JSON line each",
    "assess": "facts in, the consensus' suggestions out, one JSON line each",
    "understand": "a patient's words in, what was heard out, one JSON line each",
    "simulate": "a made-up patient talks through the running system",
    "audit": "checks the audit trail: audit verify",
}


def main(argv: Sequence[str]) -> int:
    """Runs one command; 2 for a wrong one, and otherwise what the command says."""
    match list(argv):
        case [] | ["-h" | "--help"]:
            print(_help())
            return 0
        case ["--version"]:
            print(f"preop {version()}")
            return 0
        case [name, *rest] if name in COMMANDS:
            return _run(name, rest)
        case [name, *_]:
            print(f"preop: there is no command {name!r}; write one of {', '.join(COMMANDS)}.", file=sys.stderr)
            return 2
    return 2


def version() -> str:
    """The product's version, as pyproject.toml has it."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def _run(name: str, rest: list[str]) -> int:
    command = importlib.import_module(f"operations.commands.{name}")
    try:
        return int(command.main(rest))
    except BrokenPipeError:  # the reader of our output left, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _help() -> str:
    width = max(map(len, COMMANDS))
    lines = ["usage: ./preop COMMAND [options]", "", "commands:"]
    lines += [f"  {name:<{width}}  {says}" for name, says in COMMANDS.items()]
    lines += ["", "./preop COMMAND --help explains each; ./preop --version tells the version."]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
