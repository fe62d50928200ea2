"""The text as the lexicons know it: half-width, lower-case, simplified characters, length unchanged."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("lexicon") / "traditional.txt"


def normal(text: str) -> str:
    """The same text, one character for one, so that offsets stay those of the text as typed.

    Full-width forms become half-width, traditional characters simplified, capitals small, curly quotes straight.
    """
    return text.translate(_characters())


@cache
def _characters() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table.update({code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
    table.update({code: chr(code - 0xFEE0 + 32) for code in range(0xFF21, 0xFF3B)})
    table.update(
        {0x3000: " ", ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"', ord("。"): ".", ord("、"): "、"}
    )
    table.update({ord("～"): "~", ord("—"): "-", ord("–"): "-", ord("－"): "-", ord("\t"): " ", ord("\n"): " "})
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            table.update({ord(old): new for old, new in zip(*line.split(), strict=True)})
    return table
