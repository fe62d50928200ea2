from __future__ import annotations

import pytest

from language.normal import normal


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("７８分", "78分"),
        ("ＡＢ，c", "ab,c"),
        ("麻痺疼痛", "麻痹疼痛"),
        ("帶狀皰疹", "带状疱疹"),
        ("沒有", "没有"),
        ("don’t", "don't"),
        ("３６，３", "36,3"),
    ],
)
def test_full_width_and_traditional_characters_become_plain(typed: str, plain: str) -> None:
    assert normal(typed) == plain


def test_the_length_never_changes_so_offsets_stay() -> None:
    text = "右手麻痺，７８分——半年了…“對”\n😀"
    assert len(normal(text)) == len(text)
