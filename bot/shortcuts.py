"""Two places where Rasa 3.6.21 does the same work again for every turn, and does it once instead.

1. ``RemoteAction._validate_action_result`` calls ``jsonschema.validate``, which checks Rasa's own constant schema
   against the meta-schema each time (15 ms of a turn) before it checks the response. The schema is checked once here;
   each response is checked as before, by the same validator, with the same errors.
2. ``Event.resolve_by_type`` walks the tree of event classes for each event. The answer is remembered.

``PREOP_BOT_SHORTCUTS=off`` leaves Rasa as it is. tests/bot/test_shortcuts.py compares both ways.
"""

from __future__ import annotations

import functools
import os
from typing import Any

import rasa
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.constants import DOCS_BASE_URL
from rasa.shared.core.events import Event

WRITTEN_FOR = "3.6.21"


def wanted() -> bool:
    """Whether the environment leaves the shortcuts on."""
    return os.environ.get("PREOP_BOT_SHORTCUTS", "on").lower() not in {"off", "0", "false", "no"}


def install() -> None:
    """Put both in place. Raises ``RuntimeError`` beside any other Rasa than the one they were compared with."""
    if rasa.__version__ != WRITTEN_FOR:
        raise RuntimeError(
            f"bot/shortcuts.py was compared with Rasa {WRITTEN_FOR}, this is {rasa.__version__}: "
            "compare again, or set PREOP_BOT_SHORTCUTS=off"
        )
    RemoteAction._validate_action_result = validate_action_result
    Event.resolve_by_type = staticmethod(remembered(Event.resolve_by_type))


def validate_action_result(self: RemoteAction, result: Any) -> bool:
    """Rasa's check of a response, without the check of the schema itself. Raises ``ValidationError`` as Rasa does."""
    error = best_match(_response_validator().iter_errors(result))
    if error is None:
        return True
    error.message += (
        f". Failed to validate Action server response from API, make sure your response from the Action endpoint is "
        f"valid. For more information about the format visit {DOCS_BASE_URL}/custom-actions"
    )
    raise error


def remembered(resolve: Any) -> Any:
    """``Event.resolve_by_type`` that walks the classes once for each name. Unknown names raise, and are not kept."""
    return functools.lru_cache(maxsize=256)(resolve)


@functools.lru_cache(maxsize=1)
def _response_validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)
    validator.check_schema(schema)
    return validator(schema)
