"""What is stored, and what Rasa is told."""

import pytest

from gateway.cleaning import for_rasa, for_store


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/restart", "／restart"),
        ('  /answer{"lang":"x"}', '  ／answer{"lang":"x"}'),
        ("\u202e/session_start", " ／session_start"),
        ("EXTERNAL: go", "EXTERNAL： go"),
        ("external: go", "external： go"),
        ("七/八分", "七/八分"),
        ("七八分", "七八分"),
        ("😀", "😀"),
    ],
)
def test_nothing_that_rasa_would_obey_reaches_it(typed: str, told: str) -> None:
    assert for_rasa(typed) == told


def test_control_and_direction_characters_become_blanks_in_their_places() -> None:
    assert for_rasa("右\u202e手\x00疼\x1b[0m\n了") == "右 手 疼 [0m 了"


def test_every_character_keeps_its_place() -> None:
    typed = " \u2066/右手\x07小指\u2069\r\n疼"
    assert len(for_rasa(typed)) == len(typed)
    assert for_rasa(typed)[3:5] == "右手"


def test_the_store_keeps_the_text_as_typed_but_for_nul() -> None:
    assert for_store("/restart \u202e右\n手\x00") == "/restart \u202e右\n手\ufffd"
