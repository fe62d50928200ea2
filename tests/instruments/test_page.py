"""The pages in docs/instruments are those that the definitions make."""

from __future__ import annotations

import pytest

from instruments.load import ROOM, load_all
from instruments.page import index, page

DOCS = ROOM.parent / "docs" / "instruments"
ALL = load_all()


@pytest.mark.parametrize("name", list(ALL))
def test_the_page_of_an_instrument_is_current(name: str) -> None:
    written = (DOCS / f"{ALL[name].id}.md").read_text(encoding="utf-8")
    assert written == page(ALL[name]), "write the pages again: python -m instruments.page"


def test_the_table_is_current_and_no_page_is_left_over() -> None:
    assert (DOCS / "README.md").read_text(encoding="utf-8") == index(list(ALL.values()))
    assert {path.stem for path in DOCS.glob("*.md")} == {one.id for one in ALL.values()} | {"README"}
