"""docs/deploy.md: every setting that the code reads is in its table, every one in the table is read, the links hold."""

from __future__ import annotations

import re

from operations.settings import ROOT

PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
ROOMS = ("actions", "bot", "clinic", "gateway", "operations", "portal", "records")


def test_the_table_of_settings_is_the_one_the_code_reads() -> None:
    read = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            read |= set(re.findall(r"[\"'](PREOP_[A-Z_]+)[\"']", path.read_text(encoding="utf-8")))
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `PREOP_")]
    assert set(re.findall(r"PREOP_[A-Z_]+", " ".join(rows))) == read


def test_every_module_the_units_start_is_there() -> None:
    started = set(re.findall(r"bin/python -m (\w+(?:\.\w+)?)", PAGE))
    assert started == {"operations.run", "operations.migrate", "actions", "bot", "operations.web"}
    for module in started:
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target
