"""Writes the project of a stock Rasa form with any number of questions: ``write(folder)``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FORM = "questionnaire"
EXAMPLES = {
    "start": ["开始", "开始问诊", "您好"],
    "affirm": ["有", "是的", "对", "有一点"],
    "deny": ["没有", "不是", "无"],
    "inform": ["七八分", "半年多了", "右手疼", "10"],
}
ACTIONS = '''"""The form's validation action: it accepts every answer."""

from rasa_sdk.forms import FormValidationAction


class ValidateQuestionnaire(FormValidationAction):
    def name(self):
        return "validate_questionnaire"
'''


def write(folder: Path, questions: int = 100, actions_port: int = 5055) -> None:
    """The whole project in this folder: Rasa's own parts throughout, with its database of events in SQLite."""
    names = [f"q{number}" for number in range(1, questions + 1)]
    _dump(folder / "domain.yml", _domain(names))
    _dump(folder / "config.yml", _config())
    _dump(folder / "data" / "nlu.yml", _nlu())
    _dump(folder / "data" / "rules.yml", _rules())
    _dump(folder / "endpoints.yml", _endpoints(actions_port))
    _dump(folder / "credentials.yml", {"rest": None})
    package = folder / "actions"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(ACTIONS, encoding="utf-8")


def _domain(names: list[str]) -> dict[str, Any]:
    return {
        "version": "3.1",
        "intents": list(EXAMPLES),
        "slots": {name: _slot(name) for name in names},
        "forms": {FORM: {"required_slots": names}},
        "responses": {
            **{f"utter_ask_{name}": [_question(number)] for number, name in enumerate(names, 1)},
            "utter_done": [{"text": "谢谢，问完了。"}],
        },
        "actions": [f"validate_{FORM}"],
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def _slot(name: str) -> dict[str, Any]:
    mapping = {"type": "from_text", "conditions": [{"active_loop": FORM, "requested_slot": name}]}
    return {"type": "any", "influence_conversation": False, "mappings": [mapping]}


def _question(number: int) -> dict[str, Any]:
    buttons = [{"title": "有", "payload": "/affirm"}, {"title": "没有", "payload": "/deny"}]
    return {"text": f"第 {number} 题：最近一周有没有这种疼？", "buttons": buttons}


def _config() -> dict[str, Any]:
    return {
        "recipe": "default.v1",
        "assistant_id": "stock-form",
        "language": "zh",
        "pipeline": [
            {"name": "JiebaTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
            {"name": "DIETClassifier", "epochs": 30},
            {"name": "FallbackClassifier", "threshold": 0.3},
        ],
        "policies": [{"name": "RulePolicy"}],
    }


def _nlu() -> dict[str, Any]:
    examples = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)} for intent, texts in EXAMPLES.items()
    ]
    return {"version": "3.1", "nlu": examples}


def _rules() -> dict[str, Any]:
    begin = [{"intent": "start"}, {"action": FORM}, {"active_loop": FORM}]
    done = [
        {"action": FORM},
        {"active_loop": None},
        {"slot_was_set": [{"requested_slot": None}]},
        {"action": "utter_done"},
    ]
    rules = [
        {"rule": "begin", "steps": begin},
        {"rule": "done", "condition": [{"active_loop": FORM}], "steps": done},
    ]
    return {"version": "3.1", "rules": rules}


def _endpoints(actions_port: int) -> dict[str, Any]:
    return {
        "action_endpoint": {"url": f"http://127.0.0.1:{actions_port}/webhook"},
        "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": "tracker.db"},
    }


def _dump(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
