"""DN4's three bedside items on the examination sheet: kept as findings, scored at once, given to the assessment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from records.cases import case_view
from records.database import Database
from records.findings import findings
from tests.portal.building import AVULSION
from tests.portal.conftest import Browser, Wards, copied, text_of


@pytest.fixture
def db(wards: Wards, tmp_path: Path) -> Iterator[Database]:
    """A copy of the records in which the made-up patients were interviewed."""
    yield from copied(wards.path, tmp_path)


@pytest.fixture
def case(wards: Wards) -> str:
    """Five of DN4's seven questions answered yes."""
    return wards.cases[AVULSION.name]


def scores(ward: Browser, case: str) -> str:
    page = ward.get(f"/cases/{case}").text
    whole = page[page.index('id="s-DN4"') :]
    return text_of(whole[: whole.index("</article>")])


def test_before_the_examination_the_score_is_a_range(ward: Browser, case: str) -> None:
    assert "5–8 /10" in scores(ward, case)


def test_what_was_found_is_scored_at_once_and_counts(ward: Browser, case: str, db: Database) -> None:
    sent = {"f:dn4_8": "true", "f:dn4_9": "true", "f:dn4_10": "false"}
    assert ward.post(f"/cases/{case}/findings", **sent).status_code == 303
    kept = findings(db, case)
    assert [(kept[item].value, kept[item].by) for item in ("dn4_8", "dn4_9", "dn4_10")] == [
        (True, "C"), (True, "C"), (False, "C"),
    ]  # fmt: skip
    said = scores(ward, case)
    assert "7 /10" in said  # five symptoms and two signs
    assert "完整" in said
    view = case_view(db, case)
    assert view is not None
    assert view.assessment is not None
    assert view.assessment.result["facts"]["nep_screen"] == {
        "value": [{"tool": "DN4", "score": 7, "positive": True}], "by": "C",
    }  # fmt: skip
    assert "nep_screen" not in [one["fact"] for one in view.assessment.result["claimed"]]


def test_one_of_three_narrows_the_range(ward: Browser, case: str) -> None:
    ward.post(f"/cases/{case}/findings", **{"f:dn4_8": "true"})
    assert "6–8 /10" in scores(ward, case)


def test_unknown_takes_it_back(ward: Browser, case: str, db: Database) -> None:
    ward.post(f"/cases/{case}/findings", **{"f:dn4_8": "true"})
    ward.post(f"/cases/{case}/findings", **{"f:dn4_8": "unknown"})
    assert findings(db, case)["dn4_8"].value is None
    assert "5–8 /10" in scores(ward, case)


def test_another_value_or_another_scale_is_not_kept(ward: Browser, case: str, db: Database) -> None:
    assert ward.post(f"/cases/{case}/findings", **{"f:dn4_8": "perhaps"}).status_code == 422
    ward.post(f"/cases/{case}/findings", **{"f:lanss_6": "true", "f:dn4_1": "true", "f:hama_1": "3"})
    assert findings(db, case) == {}


def test_a_finding_stands_in_its_field_and_beside_its_item(ward: Browser, case: str) -> None:
    ward.post(f"/cases/{case}/findings", **{"f:dn4_10": "true"})
    page = ward.get(f"/cases/{case}").text
    field = page[page.index('id="f-dn4_10"') :]
    field = field[: field.index("</fieldset>")]
    assert 'value="true" checked' in field
    assert "李医生" in field
    assert 'href="#f-dn4_10"' in page[page.index('id="s-DN4"') :]
