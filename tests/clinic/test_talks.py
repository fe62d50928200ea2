"""Whatever a site chose, the interview comes to its end: made-up patients at random, as in tests/interview."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinic.site import open_site
from language.pipeline import build
from tests.interview.test_walks import walk

ALL = "[DN4, DN4-interview, S-LANSS, LANSS, painDETECT, ID-Pain, NPQ, NPQ-SF]"
FILES = {
    "free scales alone": "clinic: {qualified: false}\n",
    "one scale licensed": "scales: {licensed: [S-LANSS]}\n",
    "everything added": (
        f"scales: {{licensed: {ALL}, confirmed: [NPQ], added: [painDETECT, ID-Pain, NPQ], whole: [GAD-7]}}\n"
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_talk_comes_to_its_end_at_every_kind_of_site(tmp_path: Path, name: str) -> None:
    file = tmp_path / "site.yml"
    file.write_text(FILES[name], encoding="utf-8")
    protocol, nlp = open_site(file).protocol, build()
    for seed in range(12):
        walk(protocol, nlp, seed)
