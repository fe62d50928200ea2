"""JSON lines in, JSON lines out: the loop that the stable commands share."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

Handle = Callable[[dict[str, Any]], dict[str, Any]]


def run(handle: Handle) -> int:
    """Hands each object on standard input to ``handle`` and writes what it returns, one line each, in order.

    A line that is no JSON object, or for which ``handle`` raises ``ValueError`` (the message says what was found,
    where, and what to write instead), gives ``{"error", "line"}`` in its place and the loop goes on.
    Returns the exit status: 0 when every line was read, 1 otherwise.
    """
    failed = False
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        try:
            result = handle(_object(raw))
        except ValueError as problem:
            failed = True
            result = {"error": str(problem), "line": number}
        sys.stdout.buffer.write(json.dumps(result, ensure_ascii=False).encode(errors="backslashreplace") + b"\n")
        sys.stdout.buffer.flush()
    return 1 if failed else 0


def _object(raw: bytes) -> dict[str, Any]:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise ValueError(
            f"byte {problem.start + 1}: found text that is not UTF-8; write one JSON object in UTF-8"
        ) from None
    except json.JSONDecodeError as problem:
        raise ValueError(f"character {problem.pos + 1}: {problem.msg}; write one JSON object on the line") from None
    except RecursionError:
        raise ValueError("found brackets nested too deep; write one flat JSON object on the line") from None
    if not isinstance(line, dict):
        raise ValueError(f"found a JSON {type(line).__name__}; write one JSON object on the line, {{…}}")
    return line
