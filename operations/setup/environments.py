"""The two environments: Rasa's box on Python 3.10, everything else on Python 3.13, both byte-compiled."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from operations.setup import stamps
from operations.setup.installer import Installer
from operations.setup.steps import run

_STAMP = "preop-setup.json"


@dataclass(frozen=True)
class Environment:
    """One environment: its folder, the interpreter to make it from, its requirement file.

    ``covered_by`` names a requirement file that holds all of this one and more (development's), if there is one:
    an environment that has it keeps it.
    """

    folder: Path
    python: Path
    requirements: Path
    covered_by: Path | None = None

    @property
    def own_python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / "bin" / "python"


def bring_up_to_date(environment: Environment, installer: Installer, root: Path) -> bool:
    """Make, fill and compile the environment unless it is current; whether anything was done.

    An environment that runs is adopted, whoever made it; one made from another interpreter version is made anew.
    """
    stamp = environment.folder / _STAMP
    said = stamps.read(stamp)
    wanted = _wanted(environment, said.get("file"))
    state = {"file": wanted.name, "requirements": stamps.digest(root, [str(wanted.relative_to(root))])}
    if environment.python != environment.own_python:
        # The search tried the environment first: another interpreter means that it is missing or does not run.
        installer.create(environment.python, environment.folder)
    elif said == state:
        return False
    installer.install(environment.folder, wanted)
    _compile(environment, root)
    stamps.write(stamp, state)
    return True


def _wanted(environment: Environment, has: str | None) -> Path:
    if environment.covered_by is not None and environment.covered_by.name == has:
        return environment.covered_by
    return environment.requirements


def _compile(environment: Environment, root: Path) -> None:
    """Compile all packages now, with warnings silent: Rasa starts in half the time.

    A few packages carry files for other Python versions that cannot compile; nobody imports them.
    """
    code = "import compileall, sysconfig; compileall.compile_dir(sysconfig.get_path('purelib'), quiet=2, workers=0)"
    run(
        f"compiling {environment.folder.relative_to(root)}",
        [environment.own_python, "-W", "ignore", "-c", code],
        root=root,
    )
