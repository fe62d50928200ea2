"""The patient's page for stiff hands, weak eyes, screen readers, keyboards and two languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import PHONE, Clinic
from tests.browser.walk import consent, standing, tap, to_mood, walk

pytestmark = pytest.mark.browser


def test_the_language_switches_with_the_answers_kept(clinic: Clinic, page: Page) -> None:
    consent(page, clinic.invite())
    tap(page, "更多")
    tap(page, "English")
    expect(page.get_by_role("button", name="None of these")).to_be_visible()
    expect(page.get_by_role("button", name="Rather not say")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"


def test_larger_type_is_remembered(clinic: Clinic, page: Page) -> None:
    address = clinic.invite()
    consent(page, address)
    size = "getComputedStyle(document.documentElement).fontSize"
    assert page.evaluate(size) == "18px"
    tap(page, "更多")
    tap(page, "大字")
    assert page.evaluate(size) == "22px"
    page.reload()
    expect(page.get_by_role("button", name="都没有")).to_be_visible()
    assert page.evaluate(size) == "22px"


def test_every_target_is_large_enough_for_a_stiff_hand_and_nothing_runs_off_the_side(
    clinic: Clinic, page: Page
) -> None:
    consent(page, clinic.invite())
    to_mood(page)
    for big in (False, True):
        page.evaluate("big => document.documentElement.classList.toggle('big', big)", big)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        for button in page.locator("button:visible, a.call:visible").all():
            box = button.bounding_box()
            assert box is not None and box["height"] >= 48, button.inner_text()


def test_the_page_has_no_serious_fault_for_assistive_technology(clinic: Clinic, page: Page) -> None:
    axe_playwright_python = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.emulate_media(reduced_motion="reduce")  # colours are judged when nothing moves
    page.goto(clinic.invite())
    expect(page.get_by_role("button", name="不同意")).to_be_visible()
    assert _serious(axe_playwright_python.Axe(), page) == []
    tap(page, "同意")
    expect(page.get_by_text("敏感的健康信息")).to_be_visible()
    tap(page, "同意")
    to_mood(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert _serious(axe_playwright_python.Axe(), page) == []
    page.get_by_label("也可以直接打字").fill("疼得不想活了")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert _serious(axe_playwright_python.Axe(), page) == []


def test_the_log_is_announced_politely_and_the_scale_names_its_ends(clinic: Clinic, page: Page) -> None:
    consent(page, clinic.invite())
    assert page.get_by_role("log").get_attribute("aria-live") == "polite"
    tap(page, "都没有")
    page.locator("input.number").fill("52")
    tap(page, "确定")
    tap(page, "半年")
    page.get_by_label("也可以直接打字").fill("右手小指")
    page.keyboard.press("Enter")
    expect(page.locator(".cell")).to_have_count(11)
    expect(page.get_by_role("button", name="0, 不疼", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="10, 最疼", exact=True)).to_be_visible()


def test_the_keyboard_alone_goes_from_question_to_question(clinic: Clinic, page: Page) -> None:
    page.goto(clinic.invite())
    expect(page.get_by_role("button", name="不同意")).to_be_visible()
    page.get_by_role("button", name="同意", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("敏感的健康信息")).to_be_visible()
    expect(page.get_by_role("button", name="同意", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="都没有")).to_be_visible()
    assert page.evaluate("document.getElementById('widget').contains(document.activeElement)")


def _serious(axe: object, page: Page) -> list[str]:
    found = axe.run(page).response["violations"]  # type: ignore[attr-defined]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:120]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


def test_reading_aloud_speaks_the_question_and_its_choices(clinic: Clinic, page: Page) -> None:
    # The browser's own speech is used; what it is given is noted on the way.
    page.add_init_script("""
        if ("speechSynthesis" in window) {
            window.heard = [];
            const own = speechSynthesis.speak.bind(speechSynthesis);
            speechSynthesis.speak = (speech) => { window.heard.push([speech.text, speech.lang]); own(speech); };
        }
    """)
    consent(page, clinic.invite())
    if not page.evaluate("'speechSynthesis' in window"):
        expect(page.locator("#listen")).to_be_hidden()
        return
    tap(page, "更多")
    tap(page, "读给我听")
    expect(page.locator("#listen")).to_be_hidden()  # one tap away in large type only
    text, spoken = page.evaluate("window.heard.at(-1)")
    assert "最近有没有新出现，或者比平时明显加重的情况？" in text
    assert "胸痛、气短" in text
    assert spoken == "zh-CN"
    tap(page, "更多")
    tap(page, "大字")
    page.evaluate("speechSynthesis.cancel()")
    page.wait_for_function("!speechSynthesis.speaking")
    tap(page, "读给我听")
    page.wait_for_function("window.heard.length === 2")


def test_in_english_and_large_type_every_question_fits_the_phone_and_every_target_a_stiff_hand(
    whole: Clinic, page: Page
) -> None:
    page.goto(whole.invite(language="en"))
    standing(page)
    tap(page, "More")
    tap(page, "Larger type")
    looked: list[str] = []

    def look(item: str) -> None:
        looked.append(item)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], item
        wide = (
            "all => all.filter(e => e.getBoundingClientRect().right > innerWidth || e.scrollWidth > e.clientWidth + 1)"
        )
        assert (
            page.locator("#widget button:visible, .top button:visible").evaluate_all(
                f"all => ({wide})(all).map(e => e.innerText)"
            )
            == []
        ), item
        low = "all => all.filter(e => e.getBoundingClientRect().height < 48).map(e => e.innerText)"
        assert page.locator("button:visible").evaluate_all(low) == [], item

    def card(page: Page) -> None:
        tap(page, "pregabalin")
        look("card")
        tap(page, "I do not remember")
        look("card_time")
        tap(page, "Note this much, ask the rest later")

    walk(page, English(card), look, until="summary")
    look("summary")
    assert len(looked) > 50
    expect(page.locator(".summary .unknown").first).to_be_visible()


class English(dict[str, Any]):
    """Agrees, has taken one medicine, and would rather not say anything else."""

    def __init__(self, card: Callable[[Page], None]) -> None:
        agree = dict.fromkeys(("consent_general", "consent_sensitive"), "I agree")
        super().__init__({**agree, "medicine_any": "Yes", "med1_drug": card})

    def __missing__(self, item: str) -> str:
        return "Rather not say"
