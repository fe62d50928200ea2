"""Proof that Rasa runs with our parts: it only warns of a class it cannot find, and goes on with its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rasa.shared.utils.io
from rasa.core.agent import Agent
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.utils.common import class_from_module_path

from bot.clinical import ClinicalReader
from bot.connector import InterviewInput
from bot.locks import NoWaiting
from bot.tracker import FORM, TurnTrackerStore

_NOTHING_ELSE = {"action_endpoint", "lock_store", "tracker_store"}


class WrongPartsError(RuntimeError):
    """Rasa would run with other parts than ours. The text says which file, what was found and what to write."""


def check_files(root: Path) -> None:
    """The configuration files name our classes, and those can be loaded. Raises ``WrongPartsError`` with all faults."""
    _refuse([*_credentials(root), *_endpoints(root), *_config(root), *_domain(root / "domain.yml")])


def check_model(model: Path) -> None:
    """The trained model was made with our reader and our form. Raises ``WrongPartsError``."""
    if not model.is_file():
        raise WrongPartsError(f"{model}: no such model; train one with make setup")
    metadata = LocalModelStorage.metadata_from_archive(model)
    parts = [node.uses for node in metadata.predict_schema.nodes.values()]
    found = []
    if ClinicalReader not in parts:
        found.append(f"{model}: was trained without bot.clinical.ClinicalReader; train it again")
    _refuse([*found, *_form(metadata.domain, str(model))])


def check_agent(agent: Agent) -> None:
    """What Rasa loaded is ours: the tracker store within its wrapper, and a model. Raises ``WrongPartsError``."""
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    found = []
    if not isinstance(store, TurnTrackerStore):
        found.append(f"Rasa keeps conversations in {type(store).__name__}, not in bot.tracker.TurnTrackerStore")
    if not isinstance(agent.lock_store, NoWaiting):
        found.append(f"Rasa locks with {type(agent.lock_store).__name__}, not with bot.locks.NoWaiting")
    if not agent.is_ready():
        found.append("Rasa loaded no model")
    _refuse(found)


def _credentials(root: Path) -> list[str]:
    names = list(_read(root / "credentials.yml"))
    if len(names) != 1 or _loaded(names[0]) is not InterviewInput:
        return [f"credentials.yml: found {', '.join(names) or 'nothing'}; write bot.connector.InterviewInput alone"]
    return []


def _endpoints(root: Path) -> list[str]:
    endpoints = _read(root / "endpoints.yml")
    found = [f"endpoints.yml: {name} is not ours; take it out" for name in sorted(set(endpoints) - _NOTHING_ELSE)]
    for name, wanted in (("tracker_store", TurnTrackerStore), ("lock_store", NoWaiting)):
        named = (endpoints.get(name) or {}).get("type")
        if _loaded(named) is not wanted:
            found.append(f"endpoints.yml: {name}.type is {named}; write {wanted.__module__}.{wanted.__qualname__}")
    if not (endpoints.get("action_endpoint") or {}).get("url"):
        found.append("endpoints.yml: action_endpoint.url is missing; write ${PREOP_ACTIONS_URL}")
    return found


def _config(root: Path) -> list[str]:
    config = _read(root / "config.yml")
    found = []
    readers = [step.get("name") for step in config.get("pipeline") or [] if "." in str(step.get("name"))]
    if [_loaded(name) for name in readers] != [ClinicalReader]:
        found.append(f"config.yml: the pipeline's own part is {readers}; write bot.clinical.ClinicalReader alone")
    if [policy.get("name") for policy in config.get("policies") or []] != ["RulePolicy"]:
        found.append("config.yml: the policies are not RulePolicy alone")
    if config.get("importers"):
        found.append("config.yml: importers are not ours; take them out")
    return found


def _domain(path: Path) -> list[str]:
    return _form(Domain.from_file(str(path)), path.name)


def _form(domain: Domain, where: str) -> list[str]:
    found = []
    if domain.required_slots_for_form(FORM) != ["answer"] if FORM in domain.form_names else True:
        found.append(f"{where}: the form is not {FORM} with the one required slot answer")
    if domain.session_config.session_expiration_time != 0:
        found.append(f"{where}: sessions expire; write session_expiration_time: 0")
    return found


def _read(path: Path) -> Mapping[str, Any]:
    return rasa.shared.utils.io.read_config_file(path)


def _loaded(name: Any) -> Any:
    try:
        return class_from_module_path(str(name))
    except (ImportError, AttributeError, ValueError):
        return None


def _refuse(found: list[str]) -> None:
    if found:
        raise WrongPartsError("; ".join(found))
