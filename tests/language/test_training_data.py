"""The training sentences of data/nlu: well formed, one meaning each, apart from the test set."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
OFFSCRIPT = (
    "greeting thanks ack bye_end wait_request ask_meaning ask_cause_or_effect ask_diagnosis ask_severity ask_prognosis "
    "ask_treatment ask_test ask_cost ask_booking_or_human ask_identity_or_system correction confirm_understanding "
    "worry_emotion challenge_or_disagree complaint_no_reply thanks_plus_question ask_clarify_or_repeat chitchat"
)


def _examples() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = block["examples"].splitlines()
            found.setdefault(block["intent"], []).extend(line.removeprefix("- ").strip() for line in lines)
    return found


def test_every_class_of_side_question_has_examples_in_both_languages() -> None:
    examples = _examples()
    for name in OFFSCRIPT.split():
        assert any(text.isascii() for text in examples[name]), name
        assert sum(not text.isascii() for text in examples[name]) >= 5, name


def test_no_intent_has_a_name_that_rasa_keeps_for_itself() -> None:
    assert not {"back", "restart", "session_start"} & set(_examples())


def test_no_sentence_is_trained_for_two_intents() -> None:
    counts = Counter(text.lower() for texts in _examples().values() for text in texts)
    assert [text for text, count in counts.items() if count > 1] == []


def test_no_side_question_of_the_test_set_was_trained_on() -> None:
    trained = {text.lower() for texts in _examples().values() for text in texts}
    path = Path(__file__).parent / "utterances" / "offscript.yml"
    tested = {
        case["text"].lower() for block in yaml.safe_load(path.read_text(encoding="utf-8")) for case in block["cases"]
    }
    assert not trained & tested
