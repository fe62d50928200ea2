"""domain.yml keeps step with the training data, the clinical pipeline and the action server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml

from actions.form import ActionAfterTheEnd, ActionAssess, ValidateInterviewForm
from language import pipeline
from tests.actions.running import ROOT


def domain() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


def trained() -> Iterator[tuple[str, list[str]]]:
    """Each intent of the training data with its examples."""
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            yield entry["intent"], [line.removeprefix("- ") for line in entry["examples"].splitlines()]


def test_the_domain_knows_the_trained_intents_and_the_two_that_are_never_typed() -> None:
    intents = domain()["intents"]
    assert sorted(intents) == sorted({intent for intent, _ in trained()} | {"begin", "tap"})
    assert len(set(intents)) == len(intents)


def test_no_intent_has_a_name_that_rasa_keeps_for_itself() -> None:
    assert not {"back", "restart", "session_start", "out_of_scope", "nlu_fallback"} & set(domain()["intents"])


def test_the_domain_knows_every_kind_of_phrase_that_the_pipeline_finds_in_the_training_data() -> None:
    nlp = pipeline.build()
    texts = [text for _, examples in trained() for text in examples]
    kinds = {span.kind for text in texts for span in pipeline.read(nlp, text, date(2026, 11, 23)).spans}
    assert {"number", "duration", "region", "drug"} <= kinds
    assert kinds <= set(domain()["entities"])


def test_the_domain_names_the_actions_that_the_action_server_has() -> None:
    class Nobody:
        """No turn is kept here: only the names are asked for."""

    actions = [kind(Nobody()) for kind in (ValidateInterviewForm, ActionAfterTheEnd, ActionAssess)]  # type: ignore[arg-type]
    assert sorted(domain()["actions"]) == sorted(action.name() for action in actions)


def test_the_questionnaire_is_no_part_of_the_domain() -> None:
    assert list(domain()["slots"]) == ["answer", "item", "language"]
    assert "responses" not in domain()
