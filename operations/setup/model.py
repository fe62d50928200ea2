"""The trained Rasa model: trained again when its inputs changed, and known by its checksum before it is loaded."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

from operations.setup import stamps
from operations.setup.steps import SetupError, run

INPUTS = ("config.yml", "domain.yml", "data", "language", "bot", "requirements/bot.txt")
MODEL = Path(".models/preop.tar.gz")
_STAMP = Path(".models/preop.json")


def bring_up_to_date(root: Path) -> bool:
    """Train the model unless it is current; whether it was trained.

    A tree without ``config.yml`` has nothing to train. Raises ``SetupError`` when training fails; the model that was
    there stays until a new one is whole.
    """
    if not (root / "config.yml").exists():
        return False
    (root / ".models").mkdir(exist_ok=True)
    with (root / ".models" / "lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two trainings at once would spoil each other's folder
        return _train_unless_current(root)


def _train_unless_current(root: Path) -> bool:
    inputs = stamps.digest(root, INPUTS)
    if stamps.read(root / _STAMP).get("inputs") == inputs and fault(root) is None:
        return False
    fresh = root / ".models" / "new"
    shutil.rmtree(fresh, ignore_errors=True)
    command = [root / ".venv" / "bot" / "bin" / "python", "-W", "ignore", "-m", "rasa", "train", "--force"]
    command += ["--config", "config.yml", "--domain", "domain.yml", "--data", "data"]
    command += ["--out", fresh, "--fixed-model-name", MODEL.name.removesuffix(".tar.gz")]
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    run("training the model", command, root=root, environment=quiet)
    trained = fresh / MODEL.name
    if not trained.is_file():
        raise SetupError("training ended without a model: see .run/logs/setup.log")
    trained.chmod(0o444)
    trained.replace(root / MODEL)
    shutil.rmtree(fresh)
    stamps.write(root / _STAMP, {"inputs": inputs, "sha256": stamps.file_digest(root / MODEL)})
    return True


def fault(root: Path) -> str | None:
    """Why the model must not be loaded, in one sentence, or ``None`` when it is the very file that was trained.

    A model archive names Python classes to import, so a changed file is code of unknown origin.
    """
    if not (root / MODEL).is_file():
        return f"the model {MODEL} is missing: run make setup"
    if stamps.read(root / _STAMP).get("sha256") != stamps.file_digest(root / MODEL):
        return f"the model {MODEL} is not the one that was trained here: run make setup, which trains it again"
    return None
