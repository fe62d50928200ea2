"""The case page: what a surgeon reads first, where each thing comes from, and how the unknown looks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from interview.answer import How, Why
from records.audit import entries
from records.database import Database
from tests.portal.building import AVULSION, HALFWAY, SHINGLES, SILENT, SPINAL, Patient, Said
from tests.portal.conftest import Browser, Wards, copied, text_of

Admit = Callable[..., str]


@pytest.fixture
def db(wards: Wards, tmp_path: Path) -> Iterator[Database]:
    """A copy of the records in which the made-up patients were interviewed."""
    yield from copied(wards.path, tmp_path)


@pytest.fixture
def admit(wards: Wards, admit: Admit) -> Admit:
    """The case of a patient who is there already, a new one for any other."""

    def find(patient: Patient, assess: bool = True) -> str:
        known = patient in (AVULSION, SPINAL, SHINGLES, HALFWAY)
        return wards.cases[patient.name] if known else admit(patient, assess)

    return find


def section(page: str, css: str) -> str:
    """The part of a page with this class, up to the next section."""
    start = page.index(f'class="{css}')
    return page[start : page.index("</section>", start)]


def test_the_head_says_who_what_and_how_long(ward: Browser, admit: Admit) -> None:
    page = ward.get(f"/cases/{admit(AVULSION)}").text
    head = text_of(page[page.index("case-head") : page.index("</header>", page.index("case-head"))])
    for said in ("张立国", "男 52", "臂丛根性撕脱", "病程 25.7–26.2 个月", "门诊 2026-11-25", "功能神经外科", "已完成"):
        assert said in head, said


def test_a_case_that_is_not_there_is_a_plain_page(ward: Browser) -> None:
    for case in ("0" * 32, "x", "..%2f..", "1' or '1'='1"):
        answer = ward.get(f"/cases/{case}")
        assert answer.status_code == 404
        assert "Traceback" not in answer.text


def test_every_opening_of_a_case_is_audited(ward: Browser, admit: Admit, db: Database, clinician: object) -> None:
    case = admit(AVULSION)
    for _ in range(2):
        ward.get(f"/cases/{case}")
    seen = [entry for entry in entries(db, case_id=case) if entry.action == "view.case"]
    assert len(seen) == 2
    assert {entry.user_id for entry in seen} == {clinician.id}  # type: ignore[attr-defined]


def test_every_because_leads_to_a_line_that_is_there(ward: Browser, admit: Admit) -> None:
    page = ward.get(f"/cases/{admit(AVULSION)}").text
    links = set(re.findall(r'href="#(m-\d+)"', page))
    assert len(links) > 20
    assert links <= set(re.findall(r'id="(m-\d+)"', page))
    fields = set(re.findall(r'href="#(f-[a-z_0-9]+)"', page))
    assert fields
    assert fields <= set(re.findall(r'id="(f-[a-z_0-9]+)"', page))


def test_the_duration_leads_to_the_sentence_it_was_heard_in(ward: Browser, admit: Admit) -> None:
    page = ward.get(f"/cases/{admit(AVULSION)}").text
    href = re.search(r'href="#(m-\d+)"><bdi>25\.7', page)
    assert href
    line = page[page.index(f'id="{href[1]}"') :]
    assert "前年九月份开始的" in line[: line.index("</li>")]


def test_a_suggestion_carries_rule_clause_grade_where_and_reasons(ward: Browser, admit: Admit) -> None:
    page = section(ward.get(f"/cases/{admit(SHINGLES)}").text, "for-against")
    start = page.index("OUT-DEFER-LT3") if "OUT-DEFER-LT3" in page else -1
    assert start > 0
    opened = text_of(page[page.index('id="c-OUT-DEFER-LT3"') :])
    assert "病程不足 3 个月" in opened
    assert "TIM-2" in opened
    assert "推荐意见7 · §4.3" in opened
    assert "2B 推荐意见7" in opened
    assert "1A §4.3-1" in opened
    assert "疼痛病程" in opened


def test_a_clause_without_a_grade_says_so(ward: Browser, admit: Admit) -> None:
    assert "未分级" in section(ward.get(f"/cases/{admit(AVULSION)}").text, "for-against")


def test_the_sentence_about_a_destructive_operation_stands_beside_what_speaks_for_it(
    ward: Browser, admit: Admit
) -> None:
    assert "DREZ 是毁损性手术" in section(ward.get(f"/cases/{admit(AVULSION)}").text, "for-against")


def test_the_footer_says_until_when_the_evidence_goes_and_who_decides(ward: Browser, admit: Admit) -> None:
    page = text_of(ward.get(f"/cases/{admit(AVULSION)}"))
    assert "证据截至 2023-05-31" in page
    assert "无法律约束力" in page
    assert "支持而不替代医生的判断" in page


def test_what_is_missing_is_split_by_who_can_find_it_out(ward: Browser, admit: Admit) -> None:
    page = text_of(section(ward.get(f"/cases/{admit(AVULSION)}").text, "glance"))
    ask, examine = page[page.index("问患者") : page.index("查体或检查")], page[page.index("查体或检查") :]
    assert "GAD-7" in ask
    assert "凝血功能" in examine
    assert "凝血功能" not in ask


def test_a_score_shows_its_cut_offs_bounds_items_and_whose_words_it_has(ward: Browser, admit: Admit) -> None:
    page = ward.get(f"/cases/{admit(AVULSION)}").text
    scores = text_of(page[page.index('id="scores"') : page.index('id="drugs"')])
    assert "11 /27 中度" in scores
    assert "界值 ≥5 / 10 / 15 / 20" in scores
    assert "自拟措辞，未经信效度验证" in scores
    # DN4 (Bouhassira 2005): 5 of 7 asked are yes, three items wait for the bedside, cut-off 4 of 10
    assert "5–8 /10" in scores
    assert "界值 ≥4" in scores
    assert "缺第 8, 9, 10 题" in scores
    # PHQ-9: items 3, 4, 5, 7, 8 are bodily (here 2+2+1+1+1 = 7), the others sum to 4
    assert "躯体部分（3、4、5、7、8） 7" in scores


def test_a_range_stays_a_range(ward: Browser, admit: Admit) -> None:
    page = text_of(section(ward.get(f"/cases/{admit(AVULSION)}").text, "glance"))
    assert "最重 7–8" in page
    assert "共识界值 ≥5" in page


def test_medicines_stand_in_a_table_with_what_is_not_known(ward: Browser, admit: Admit) -> None:
    page = ward.get(f"/cases/{admit(AVULSION)}").text
    table = text_of(page[page.index('id="drugs"') : page.index('id="flags"')])
    for said in ("普瑞巴林", "150 mg/日", "3 周", "加巴喷丁", "2.9–4 个月", "未听懂，请医生看原话"):
        assert said in table, said
    assert "不耐受停药，不计" in table
    assert "需 ≥300 mg/日、≥4 周" in table


def test_flags_name_what_was_not_understood_and_what_was_corrected(ward: Browser, admit: Admit) -> None:
    page = ward.get(f"/cases/{admit(AVULSION)}").text
    flags = text_of(page[page.index('id="flags"') : page.index('id="answers"')])
    assert "未听懂 这个药最多的时候" in flags
    assert "患者更正过 过去一周，平均下来" in flags
    assert "6 → 5" in flags


def test_each_answer_in_the_transcript_says_its_number_and_how_it_was_heard(ward: Browser, admit: Admit) -> None:
    page = ward.get(f"/cases/{admit(AVULSION)}").text
    lines = text_of(page[page.index('id="lines"') :])
    assert re.search(r"前年九月份开始的 第 \d+ 题 25\.7–26\.2 个月 已确认", lines)
    assert re.search(r"52了 第 \d+ 题 52 原词", lines)
    assert re.search(r"整个右手都疼 第 \d+ 题 右小指、右前臂尺侧、右手 推断", lines)
    assert re.search(r"都没有 第 \d+ 题 都没有 按钮", lines)


def test_an_answer_that_was_corrected_is_struck_where_it_was_said(ward: Browser, admit: Admit) -> None:
    page = ward.get(f"/cases/{admit(AVULSION)}").text
    struck = [text_of(part.split("</span>\n", 1)[0]) for part in page.split('class="heard gone"')[1:]]
    assert len(struck) == 1
    assert "平均应该是五分" in page


def test_words_from_before_consent_are_said_to_be_gone(ward: Browser, admit: Admit) -> None:
    page = ward.get(f"/cases/{admit(AVULSION)}").text
    assert page.count("原话按规定不保留或已删除") == 2


def test_what_nobody_said_is_never_a_dash_a_zero_or_an_empty_place(ward: Browser, admit: Admit) -> None:
    page = ward.get(f"/cases/{admit(SILENT, assess=False)}").text
    glance = section(page, "glance")
    for value in re.findall(r"<dd>(.*?)</dd>", glance, re.S):
        assert 'class="unknown"' in value
        assert "未问到" in value
    assert re.findall(r"<td[^>]*>\s*(?:-|—|0|)\s*</td>", page) == []
    assert "未问到用药" in page
    assert "尚未评估" in page


def test_a_declined_and_an_unsure_answer_keep_their_reason(ward: Browser, admit: Admit) -> None:
    says = {
        **AVULSION.says,
        "pain_worst": Said("不想说", Why.DECLINED, How.BUTTON),
        "course": Said("说不清", Why.UNSURE, How.EXACT),
    }
    page = section(ward.get(f"/cases/{admit(replace(AVULSION, says=says))}").text, "glance")
    assert "患者不愿回答" in page
    assert "患者说不清楚" in page


def test_an_interview_under_way_says_so_and_offers_a_new_link(ward: Browser, admit: Admit) -> None:
    page = ward.get(f"/cases/{admit(HALFWAY, assess=False)}").text
    assert "问诊还没有完成" in page
    assert "重新生成邀请" in page
    assert "尚未评估" in page


def test_at_an_urgent_status_nothing_speaks_for_an_operation(ward: Browser, admit: Admit) -> None:
    page = section(ward.get(f"/cases/{admit(SPINAL)}").text, "for-against")
    assert "需立即人工处理" in page
    assert "危急征象：自伤、自杀风险" in page
    assert 'class="sign-for"' not in page


def test_at_an_urgent_status_nobody_reads_that_nothing_is_missing(ward: Browser, admit: Admit) -> None:
    page = section(ward.get(f"/cases/{admit(SPINAL)}").text, "glance")
    assert "先处理危急情况" in page
    assert "没有缺项" not in page


def test_the_page_speaks_english_too(ward: Browser, admit: Admit) -> None:
    case = admit(AVULSION)
    ward.post("/language", to="en")
    page = ward.get(f"/cases/{case}").text
    for said in ("Brachial plexus avulsion", "For and against", "Not enough known", "own wording, not validated"):
        assert said in page, said
    assert '<html lang="en">' in page
