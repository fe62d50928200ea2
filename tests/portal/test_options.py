"""What would change a suggestion, the options side by side, readings in force, and the assessments so far."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from portal.history import history
from portal.what_if import what_if
from portal.words import words
from records.assessments import AssessmentRow
from records.audit import entries
from records.cases import CaseView, case_view
from records.database import Database
from rules_engine.readings import READINGS
from tests.portal.building import AVULSION, SHINGLES, SPINAL
from tests.portal.conftest import Browser, Wards, copied, text_of

T = words("zh")
CODE = "OUT-NEED-ADEQUATE-DRUG"


@pytest.fixture
def db(wards: Wards, tmp_path: Path) -> Iterator[Database]:
    """A copy of the records in which the made-up patients were interviewed."""
    yield from copied(wards.path, tmp_path)


@pytest.fixture
def case(wards: Wards) -> str:
    """The man with the arm."""
    return wards.cases[AVULSION.name]


def kept(db: Database, case: str) -> CaseView:
    found = case_view(db, case)
    assert found is not None
    assert found.assessment is not None
    return found


def assessed(view: CaseView) -> AssessmentRow:
    assert view.assessment is not None
    return view.assessment


def part(page: str, id: str, end: str = "</section>") -> str:
    start = page.index(f'id="{id}"')
    return page[start : page.index(end, start)]


def test_what_would_change_is_a_link_that_works_without_scripts(ward: Browser, case: str) -> None:
    page = ward.get(f"/cases/{case}").text
    suggestion = part(page, f"c-{CODE}", "</details>")
    assert "什么会改变这一条" in text_of(suggestion)
    href = re.search(r'href="/portal(/cases/[0-9a-f]{32}\?change=[A-Z-]+)#c-', suggestion)
    assert href
    opened = ward.get(href[1]).text
    assert re.search(rf'id="c-{CODE}" open>', opened)
    # gabapentin's dose was not understood (AMB-1: 1200 mg a day for four weeks): as a part of the trials it is known
    # that one trial was inadequate, and what no single fact can turn is said to be so.
    assert 'class="what-if"' in part(opened, f"c-{CODE}", "</details>")


def test_the_facts_that_could_change_it_are_named_and_linked(ward: Browser, case: str, db: Database) -> None:
    # IND-FAIL strict: poor drugs and one other; the block relapsed: with the trial known adequate it would count.
    codes = [str(one["code"]) for one in assessed(kept(db, case)).result["suggestions"]]
    told = {code: text_of(ward.get(f"/cases/{case}/change/{code}")) for code in codes if ":" not in code}
    assert any("单独一项" in says for says in told.values())
    page = ward.get(f"/cases/{case}").text
    for code in told:
        for anchor in re.findall(r'href="#([a-z]-[a-z_0-9]+)"', ward.get(f"/cases/{case}/change/{code}").text):
            assert f'id="{anchor}"' in page, anchor


def test_a_code_that_the_case_does_not_have_is_a_plain_page(ward: Browser, case: str) -> None:
    assert ward.get(f"/cases/{case}/change/OUT-NOT-THERE").status_code == 404
    assert ward.get(f"/cases/{'0' * 32}/change/{CODE}").status_code == 404
    assert 'class="what-if"' not in ward.get(f"/cases/{case}?change=OUT-NOT-THERE").text


def test_asking_what_would_change_is_audited(ward: Browser, case: str, db: Database) -> None:
    ward.get(f"/cases/{case}/change/{CODE}")
    assert "view.change" in [entry.action for entry in entries(db, case_id=case)]


def test_what_would_change_is_there_at_once(ward: Browser, case: str) -> None:
    ward.get(f"/cases/{case}/change/{CODE}")
    took = []
    for _ in range(5):
        began = time.perf_counter()
        assert ward.get(f"/cases/{case}/change/{CODE}").status_code == 200
        took.append(time.perf_counter() - began)
    assert min(took) < 0.15  # the portal's own limit; the least of five, for a machine that does other things too


def test_under_newer_rules_the_sheet_has_to_be_saved_first(db: Database, case: str) -> None:
    row = assessed(kept(db, case))
    older = {**row.result, "consensus": {**row.result["consensus"], "version": "older"}}
    found = what_if(T, older, CODE, sources=None)  # type: ignore[arg-type]
    assert found is not None
    assert found.outdated


def test_the_three_options_stand_side_by_side_with_grades_as_printed(ward: Browser, wards: Wards) -> None:
    page = text_of(part(ward.get(f"/cases/{wards.cases[SHINGLES.name]}").text, "options"))
    for option in ("可考虑DREZ", "先用创伤更小的办法", "暂不"):
        assert option in page
    # TIM-2: recommendation 7 says 2B where the body (§4.3-1) says 1A; both are shown, each with where it stands
    assert "TIM-2" in page
    assert re.search(r"2B 推荐意见7.{0,40}1A §4\.3-1", page)


def test_where_something_is_urgent_nothing_is_compared(ward: Browser, wards: Wards) -> None:
    page = text_of(part(ward.get(f"/cases/{wards.cases[SPINAL.name]}").text, "options"))
    assert "先处理危急情况" in page
    assert "可考虑DREZ" not in page


def test_the_readings_in_force_stand_in_the_footer_with_what_they_are(ward: Browser, case: str) -> None:
    page = text_of(part(ward.get(f"/cases/{case}").text, "readings", "</details>"))
    for reading in READINGS:
        assert reading.says["zh"][:12] in page, reading.id
    assert "足量足程：普瑞巴林 需 ≥300 mg/日、≥4 周" in page  # AMB-1's parameter, ours to sign off
    assert "本院选择" not in page


def test_the_footer_names_the_versions_of_clauses_scales_and_interview(ward: Browser, case: str, db: Database) -> None:
    page = text_of(ward.get(f"/cases/{case}"))
    for version in ("rules", "instruments", "protocol"):
        assert str(assessed(kept(db, case)).versions[version]) in page


def test_each_assessment_is_listed_with_what_changed(ward: Browser, case: str) -> None:
    ward.post(f"/cases/{case}/findings", **{"f:coagulation": "severe"})
    page = text_of(part(ward.get(f"/cases/{case}").text, "history", "</footer>"))
    assert re.search(r"2 11-23 12:00 · 录入查体 · 存在禁忌", page)
    assert "1 11-23 11:00 · 问诊结束 · 资料不足" in page
    assert "不同的资料： 凝血功能" in page
    assert "条款已更新" not in page


def test_newer_rules_are_named_as_the_reason(db: Database, case: str) -> None:
    now = assessed(kept(db, case))
    consensus = {**now.result["consensus"], "version": "older"}
    fewer = [one for one in now.result["suggestions"] if one["code"] != CODE]
    before = replace(
        now,
        result={**now.result, "consensus": consensus, "suggestions": fewer},
        versions={**now.versions, "rules": "older"},
    )
    newest, oldest = history(T, [now, before])
    assert newest.newer_rules
    assert newest.facts == ()
    assert newest.changes is not None
    assert [code for code, _ in newest.changes.new] == [CODE]
    assert oldest.changes is None
    assert not oldest.newer_rules
