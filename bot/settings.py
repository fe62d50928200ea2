"""What the bot's processes need before they start: Rasa's switches, and the model to load."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Rasa and TensorFlow read these while they are imported.
_SWITCHES = {
    "RASA_TELEMETRY_ENABLED": "false",
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    # The form, the assessment, listening. Beyond that something fails again and again.
    "MAX_NUMBER_OF_PREDICTIONS": "4",
}


def before_rasa() -> None:
    """Set Rasa's switches. Nothing of Rasa may be imported earlier."""
    os.environ.update(_SWITCHES)
    os.environ.setdefault("PREOP_ACTIONS_URL", "http://127.0.0.1:5055/webhook")


def model() -> Path:
    """The model that ``PREOP_MODEL`` names, else the newest in ``.models``. Raises ``FileNotFoundError``."""
    named = os.environ.get("PREOP_MODEL")
    if named:
        return Path(named).resolve()
    models = sorted((ROOT / ".models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise FileNotFoundError("no model in .models: train one with make setup, or name one in PREOP_MODEL")
    return models[-1]
