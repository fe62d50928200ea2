"""The page a clinician signs says what the rules do."""

from __future__ import annotations

from pathlib import Path

import yaml

import rules_engine
from rules_engine.page import page
from rules_engine.readings import READINGS

ROOM = Path(rules_engine.__file__).parent


def test_the_page_in_docs_is_written_from_the_rules() -> None:
    written = (ROOM.parent / "docs" / "consensus.md").read_text(encoding="utf-8")
    assert written == page(), "write it anew: python -m rules_engine.page"


def test_all_thirty_eight_ambiguities_are_listed() -> None:
    rows = yaml.safe_load((ROOM / "data" / "ambiguities.yml").read_text(encoding="utf-8"))
    assert [row["amb"] for row in rows] == list(range(1, 39))
    assert {row["switch"] for row in rows if "switch" in row} <= {reading.id for reading in READINGS}
