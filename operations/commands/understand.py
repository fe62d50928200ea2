"""``./preop understand``: hear patients' sentences as a chat turn would, one JSON line in, one JSON line out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, time, timezone
from pathlib import Path
from typing import Any, NamedTuple

from interview.hear import hear
from interview.heard import Heard
from interview.hearing import claims
from interview.question import Kind, Question
from language import pipeline
from language.reading import Reading, Span
from operations.setup.model import MODEL

HELP = """usage: ./preop understand < sentences.jsonl > heard.jsonl

Each line: {"kind", "text", "question": text or null, "lang": "zh"|"en", "now": "2026-11-23" or absent}.
kind: yes_no, number, nrs, duration, frequency4, severity6, region, drug, permission, any.
"""
KINDS: dict[str, Kind] = {
    "yes_no": "yes_no", "number": "number", "nrs": "nrs", "duration": "duration", "frequency4": "frequency4",
    "severity6": "severity6", "region": "region", "drug": "drug", "permission": "permission", "any": "text",
}  # fmt: skip
_THRESHOLDS = {
    "nrs": (4.0, 5.0, 7.0),
    "duration": (3 * 30.4375, 6 * 30.4375),
}  # severity bands and the consensus' times
_ROOT = Path(__file__).resolve().parents[2]
_AS_REMARK = {"human": "ask_booking_or_human", "repeat": "ask_clarify_or_repeat", "correction": "correction"}


class Line(NamedTuple):
    """One sentence to hear."""

    kind: str
    text: str
    question: str
    now: datetime


def main(argv: Sequence[str]) -> int:
    """Read standard input to its end, hear every line, write as many lines; 1 where a line was wrong, 2 for options."""
    if list(argv) in (["-h"], ["--help"]):
        sys.stdout.write(HELP)
        return 0
    if argv:
        sys.stderr.write(f"./preop understand takes no options, found {argv[0]!r}\n\n{HELP}")
        return 2
    lines = [_line(raw) for raw in sys.stdin.buffer]
    readings = iter(readings_of([line for line in lines if isinstance(line, Line)]))
    for number, line in enumerate(lines, start=1):
        result = {"error": line, "line": number} if isinstance(line, str) else understood(line, next(readings))
        sys.stdout.buffer.write(json.dumps(result, ensure_ascii=False).encode() + b"\n")
    return 1 if any(isinstance(line, str) for line in lines) else 0


def understood(line: Line, reading: Reading) -> dict[str, Any]:
    """What one sentence says, in the keys of the contract; every key is always there."""
    kind = KINDS[line.kind]
    asks = {"zh": line.question, "en": line.question}
    question = Question("understand", kind, "understand", asks, confirm_at=_THRESHOLDS.get(kind, ()))
    heard = hear(question, reading, now=line.now)
    low, high = (
        _bounds(heard, reading) if kind not in ("text", "yes_no", "permission", "region", "drug") else (None, None)
    )
    drugs = list(reading.of("drug"))
    return {
        "answer": _answer(line, heard, reading),
        "low": low,
        "high": high,
        "about": heard.about,
        "pain": heard.pain,
        "regions": [
            {"code": span.code, "side": span.side, "text": span.text} for span in _regions(kind, heard, reading)
        ],
        "qualities": [{"code": _quality(span), "text": span.text} for span in claims.qualities(reading)],
        "drugs": [_drug(span) for span in drugs],
        "negated": list(heard.negated),
        "offscript": heard.offscript or _AS_REMARK.get(heard.command or ""),
        "crisis": heard.crisis,
        "confirm": heard.confirm or any(not span.exact for span in drugs),
    }


def readings_of(lines: Sequence[Line]) -> list[Reading]:
    """The readings of the trained Rasa model; of the pipeline alone, with a note, where there is no model yet."""
    python = _ROOT / ".venv" / "bot" / "bin" / "python"
    if lines and python.exists() and (_ROOT / MODEL).exists():
        asked = "".join(json.dumps({"text": line.text, "now": line.now.isoformat()}) + "\n" for line in lines)
        done = subprocess.run(
            [str(python), "-m", "bot.parse"], input=asked, capture_output=True, text=True, cwd=_ROOT, check=False
        )
        replies = done.stdout.splitlines()
        if done.returncode == 0 and len(replies) == len(lines):
            return [Reading.from_rasa(json.loads(reply)) for reply in replies]
        sys.stderr.write(f"./preop understand: the trained model could not be used: {done.stderr.strip()[-300:]}\n")
    elif lines:
        sys.stderr.write("./preop understand: no trained model (run make setup): reading by rules alone\n")
    nlp = pipeline.build()
    return [pipeline.read(nlp, line.text, line.now.date()) for line in lines]


def _line(raw: bytes) -> Line | str:
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as problem:
        return f'not a JSON object in UTF-8 ({type(problem).__name__}); write {{"kind": …, "text": …}}'
    if not isinstance(data, dict):
        return f"found a JSON {type(data).__name__}; write one JSON object"
    kind, text, question = data.get("kind"), data.get("text"), data.get("question")
    if not isinstance(kind, str) or kind not in KINDS:
        return f"kind: found {kind!r}; write one of {', '.join(KINDS)}"
    if not isinstance(text, str):
        return f"text: found {type(text).__name__}; write the sentence as a string"
    if question is not None and not isinstance(question, str):
        return f"question: found {type(question).__name__}; write the question's text or null"
    if data.get("lang", "zh") not in ("zh", "en"):
        return f'lang: found {data["lang"]!r}; write "zh" or "en"'
    try:
        now = _when(data.get("now"))
    except (TypeError, ValueError):
        return f"now: found {data['now']!r}; write a date as 2026-11-23, or leave it out"
    return Line(kind, text, question or "", now)


def _when(now: Any) -> datetime:
    if now is None:
        return datetime.now(timezone.utc)
    when = datetime.fromisoformat(now)
    return datetime.combine(when.date(), time(12), timezone.utc)


def _answer(line: Line, heard: Heard, reading: Reading) -> str | None:
    if line.kind != "any":
        return heard.verdict
    if heard.verdict in ("unsure", "declined"):
        return heard.verdict
    said = any(
        not span.negated
        for span in reading.of("region", "quality", "sensation", "duration", "date", "drug", "dose", "pain", "number")
    )
    return "given" if said and heard.offscript is None and heard.command is None else None


def _bounds(heard: Heard, reading: Reading) -> tuple[float | None, float | None]:
    """The interval as named: "快八分" is 8 to 8, almost, whatever it may mean."""
    if heard.verdict != "given":
        return None, None
    for span in reading.of("dose", "duration", "date", "number"):
        if (
            heard.words is not None
            and (span.start, span.end) == heard.words
            and heard.about in ("almost", "less", "more")
            and span.low is not None
        ):
            return span.low, span.high
    value = heard.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value), float(value)
    return getattr(value, "low", None), getattr(value, "high", None)


def _regions(kind: Kind, heard: Heard, reading: Reading) -> list[Span]:
    hurting = claims.hurting(reading)
    if kind == "region" and not hurting and heard.verdict == "given":
        return [span for span in reading.of("region") if not span.negated]
    return hurting


def _quality(span: Span) -> str:
    return f"pattern:{'continuous' if span.code == 'both' else span.code}" if span.kind == "course" else span.code


def _drug(span: Span) -> dict[str, Any]:
    daily = span.unit == "mg/day"
    return {
        "code": span.code, "text": span.text, "low": span.low if daily else None, "high": span.high if daily else None,
        "negated": span.negated,
    }  # fmt: skip
