"""The examination sheet: what only a clinician can add, and what it changes at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from records.audit import entries
from records.cases import CaseView, case_view
from records.database import Database
from records.findings import findings
from records.people import User
from rules_engine.facts import FACTS
from tests.portal.building import AVULSION, SPINAL
from tests.portal.conftest import Browser, Clock, Wards, copied, text_of


@pytest.fixture
def db(wards: Wards, tmp_path: Path) -> Iterator[Database]:
    """A copy of the records in which the made-up patients were interviewed."""
    yield from copied(wards.path, tmp_path)


@pytest.fixture
def case(wards: Wards) -> str:
    """The man with the arm."""
    return wards.cases[AVULSION.name]


@pytest.fixture
def view(db: Database, case: str) -> Callable[[], CaseView]:
    """The case as the records have it now."""

    def look() -> CaseView:
        found = case_view(db, case)
        assert found is not None
        return found

    return look


def sheet_of(page: str) -> str:
    return page[page.index('id="exam"') : page.index('id="scores"')]


# Consensus fact dictionary: who may answer holds no P there. Phase and the site's setting are not found at the bedside.
ON_THE_SHEET = {
    *("aetiologies", "avulsion_confirmed", "deafferentation_documented", "pain_segments"),
    *("sign_hypoesthesia", "sign_hyperalgesia", "sign_allodynia", "sci_nli", "bony_level"),
    *("pain_level_relation", "segment_match", "leg_motor", "leg_sensory"),
    *("segment_motor_deficit", "segment_sensory_deficit", "cognition"),
    *("psych_severe", "psych_cause", "psych_treatment", "hamd", "hama"),
    *("cardiopulmonary", "coagulation", "anaesthesia_tolerance", "severe_comorbidity"),
    *("exam_mri", "exam_ct", "exam_mrn", "exam_ep", "exam_pft", "exam_echo", "exam_pvr", "exam_dvt", "exam_coag"),
}


# DN4 (Bouhassira 2005): touch and pinprick reduced, pain on brushing; outside the consensus' dictionary.
BEDSIDE = ("dn4_8", "dn4_9", "dn4_10")


def test_the_sheet_asks_exactly_what_only_a_clinician_can_add(ward: Browser, case: str) -> None:
    fields = re.findall(r'<fieldset class="field [^"]*" id="f-([a-z_0-9]+)"', ward.get(f"/cases/{case}").text)
    assert set(fields) == ON_THE_SHEET | set(BEDSIDE)
    assert len(fields) == len(ON_THE_SHEET) + len(BEDSIDE)


def test_what_this_case_lacks_comes_first(ward: Browser, case: str, view: Callable[[], CaseView]) -> None:
    page = sheet_of(ward.get(f"/cases/{case}").text)
    first = re.findall(r'id="f-([a-z_0-9]+)"', page[: page.index('id="bedside"')])
    assessment = view().assessment
    assert assessment is not None
    lacking = [entry["fact"] for entry in assessment.result["missing"] if entry["fact"] in ON_THE_SHEET]
    assert first == lacking
    assert "coagulation" in first
    assert "exam_pvr" not in first  # residual urine: cord or cauda equina lesions only (EXAM-7)


def test_each_field_offers_its_allowed_values_in_words_and_unknown(ward: Browser, case: str) -> None:
    page = sheet_of(ward.get(f"/cases/{case}").text)
    for fact in ("coagulation", "cognition", "exam_mri", "pain_level_relation"):
        field = page[page.index(f'id="f-{fact}"') :]
        field = field[: field.index("</fieldset>")]
        offered = re.findall(r'name="f:[a-z_0-9]+" value="([^"]+)"', field)
        assert set(FACTS[fact].kind.values) <= set(offered)  # type: ignore[attr-defined]
        assert "unknown" in offered
        assert "未知" in field
        assert ("na" in offered) is (fact == "pain_level_relation")


def test_a_finding_is_kept_with_who_said_it_and_changes_the_assessment_at_once(
    ward: Browser, case: str, db: Database, clinician: User, clock: Clock, view: Callable[[], CaseView]
) -> None:
    before = view().assessment
    assert before is not None
    answer = ward.post(f"/cases/{case}/findings", **{"f:coagulation": "severe", "by:coagulation": "L"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/portal/cases/{case}?since={before.id}#changed"
    kept = findings(db, case)["coagulation"]
    assert (kept.value, kept.by, kept.user_id, kept.at) == ("severe", "L", clinician.id, clock.now)
    after = view().assessment
    assert after is not None
    assert before.result["status"] == "INSUFFICIENT"
    assert after.result["status"] == "CONTRAINDICATED"  # CI-4: severe coagulation disorder
    assert "findings.added" in [entry.action for entry in entries(db, case_id=case)]


def test_the_page_shows_what_a_finding_changed(ward: Browser, case: str) -> None:
    answer = ward.post(f"/cases/{case}/findings", **{"f:coagulation": "severe"})
    page = ward.get(answer.headers["location"].removeprefix("/portal").split("#")[0]).text
    changed = text_of(page[page.index('id="changed"') : page.index("</section>", page.index('id="changed"'))])
    assert re.search(r"结论 资料不足 → 之后 存在禁忌", changed)
    assert "禁忌：严重凝血功能障碍 OUT-CI-COAG" in changed
    assert "不再有" in changed
    assert "待查：凝血功能 OUT-MISSING:coagulation" in changed


def test_saving_without_a_change_says_that_nothing_changed(ward: Browser, case: str, db: Database) -> None:
    answer = ward.post(f"/cases/{case}/findings", **{"f:coagulation": "unknown", "f:exam_mri": "unknown"})
    page = ward.get(answer.headers["location"].removeprefix("/portal").split("#")[0]).text
    assert "结论和建议没有变化" in page
    assert findings(db, case) == {}


def test_a_finding_stands_in_its_field_with_who_and_when(ward: Browser, case: str) -> None:
    ward.post(f"/cases/{case}/findings", **{"f:cognition": "normal"})
    page = sheet_of(ward.get(f"/cases/{case}").text)
    field = page[page.index('id="f-cognition"') :]
    field = field[: field.index("</fieldset>")]
    assert re.search(r'value="normal" checked', field)
    assert "医生 · 李医生 · 11-23 12:00" in field


def test_unknown_takes_a_finding_back_and_the_versions_stay(ward: Browser, case: str, db: Database) -> None:
    ward.post(f"/cases/{case}/findings", **{"f:cognition": "marked"})
    ward.post(f"/cases/{case}/findings", **{"f:cognition": "unknown"})
    assert findings(db, case)["cognition"].value is None
    view = case_view(db, case)
    assert view is not None
    assert [row.value for row in view.finding_history if row.fact == "cognition"] == ["marked", None]
    assert view.assessment is not None
    assert view.assessment.result["status"] == "INSUFFICIENT"


def test_what_a_patient_claimed_is_confirmed_by_the_clinician(ward: Browser, case: str, db: Database) -> None:
    page = sheet_of(ward.get(f"/cases/{case}").text)
    assert "患者说：臂丛根性撕脱" in page
    ward.post(
        f"/cases/{case}/findings",
        **{"f:aetiologies": ["bpa_avulsion"], "by:aetiologies": "I", "f:avulsion_confirmed": "true"},
    )
    kept = findings(db, case)
    assert (kept["aetiologies"].value, kept["aetiologies"].by) == (["bpa_avulsion"], "I")
    assert kept["avulsion_confirmed"].value is True
    head = ward.get(f"/cases/{case}").text
    assert 'href="#f-aetiologies"><bdi>臂丛根性撕脱' in head


def test_a_because_that_a_clinician_settled_leads_to_the_sheet(ward: Browser, case: str) -> None:
    ward.post(f"/cases/{case}/findings", **{"f:coagulation": "severe", "by:coagulation": "L"})
    page = ward.get(f"/cases/{case}").text
    opened = page[page.index('id="c-OUT-CI-COAG"') :]
    opened = opened[: opened.index("</details>")]
    assert 'href="#f-coagulation"' in opened
    assert "化验" in opened


def test_segments_are_read_from_what_is_written(ward: Browser, case: str, db: Database) -> None:
    ward.post(f"/cases/{case}/findings", **{"f:pain_segments": "R:C8， R:T1"})
    assert findings(db, case)["pain_segments"].value == ["R:C8", "R:T1"]


def test_segments_sent_one_by_one_are_all_kept(ward: Browser, case: str, db: Database) -> None:
    ward.post(f"/cases/{case}/findings", **{"f:pain_segments": ["R:C8", "R:T1"]})
    assert findings(db, case)["pain_segments"].value == ["R:C8", "R:T1"]


def test_an_emptied_field_takes_its_finding_back(ward: Browser, case: str, db: Database) -> None:
    ward.post(f"/cases/{case}/findings", **{"f:bony_level": "C6"})
    assert findings(db, case)["bony_level"].value == "C6"
    ward.post(f"/cases/{case}/findings", **{"f:bony_level": " "})
    assert findings(db, case)["bony_level"].value is None


@pytest.mark.parametrize(
    ("fact", "value", "says"),
    [
        ("pain_segments", "右手", "请写节段"),
        ("sci_nli", "T13", "请写平面"),
        ("hamd", "很高", "请写数字"),
        ("hama", "-1", "请写数字"),
        ("coagulation", "fine", "没有这个选项"),
        ("avulsion_confirmed", "maybe", "没有这个选项"),
    ],
)
def test_what_cannot_be_used_keeps_nothing_and_loses_nothing(
    ward: Browser, case: str, db: Database, fact: str, value: str, says: str
) -> None:
    answer = ward.post(f"/cases/{case}/findings", **{f"f:{fact}": value, "f:cognition": "normal"})
    assert answer.status_code == 422
    assert says in answer.text
    assert findings(db, case) == {}
    page = sheet_of(answer.text)
    assert re.search(r'name="f:cognition" value="normal" checked', page)


@pytest.mark.parametrize("level", ["T12", "S4-5", "intact"])
def test_a_neurological_level_is_taken(ward: Browser, wards: Wards, db: Database, level: str) -> None:
    case = wards.cases[SPINAL.name]
    assert ward.post(f"/cases/{case}/findings", **{"f:sci_nli": level}).status_code == 303
    assert findings(db, case)["sci_nli"].value == level


def test_facts_that_are_the_patients_cannot_be_written_here(ward: Browser, case: str, db: Database) -> None:
    forged = {"f:vas_worst": "1", "f:age_years": "17", "f:phase": "preop", "f:site_qualified": "true", "f:x": "y"}
    assert ward.post(f"/cases/{case}/findings", **forged).status_code == 303
    assert findings(db, case) == {}


def test_a_source_that_may_not_settle_the_fact_is_not_believed(ward: Browser, case: str, db: Database) -> None:
    ward.post(f"/cases/{case}/findings", **{"f:coagulation": "ok", "by:coagulation": "P"})
    assert findings(db, case)["coagulation"].by == "C"


def test_does_not_apply_is_kept_as_it_is(ward: Browser, case: str, db: Database) -> None:
    ward.post(f"/cases/{case}/findings", **{"f:segment_motor_deficit": "na"})
    assert findings(db, case)["segment_motor_deficit"].value == "na"


def test_a_case_that_is_not_there_takes_no_findings(ward: Browser) -> None:
    assert ward.post(f"/cases/{'0' * 32}/findings", **{"f:cognition": "normal"}).status_code == 404


def test_an_assessment_of_another_case_is_not_compared_with(ward: Browser, wards: Wards, db: Database) -> None:
    other = case_view(db, wards.cases[SPINAL.name])
    assert other is not None
    assert other.assessment is not None
    page = ward.get(f"/cases/{wards.cases[AVULSION.name]}?since={other.assessment.id}").text
    assert 'id="changed"' not in page
