"""Takes the pictures of the patient's page through a whole interview: ``python -m tests.browser.screens OUT``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from records.alerts import acknowledge, open_alerts
from records.people import add_user
from tests.browser.clinic import CHROMIUM, PHONE, QUIET, Clinic, open_clinic, whole_interview
from tests.browser.walk import AVULSION, standing, tap, type_words, walk

# The questions that stand for their section or their widget, each with the picture's name.
PICTURED = {
    "consent_general": "consent", "who": "who", "triage": "urgent", "age": "number", "onset": "duration",
    "place": "body", "quality": "quality", "pain_worst": "zero-to-ten", "slanss_6": "self-test",
    "bladder_bowel": "bladder", "med1_drug": "medicine-name", "noninvasive": "treatments", "phq9_1": "mood",
    "exams": "examinations", "doubt": "doubt", "summary": "summary",
}  # fmt: skip


def main() -> int:
    """Writes the pictures into the folder given."""
    if len(sys.argv) != 2:
        sys.stderr.write("usage: python -m tests.browser.screens OUT\n")
        return 2
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.png"):
        old.unlink()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_clinic(Path(folder), whole_interview) as clinic,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        _interview(clinic, browser, out)
        _held(clinic, browser, out)
        _crisis(clinic, browser, out)
        _other_looks(clinic, browser, out)
        browser.close()
    sys.stderr.write(f"{len(list(out.glob('*.png')))} pictures in {out}\n")
    return 0


def _interview(clinic: Clinic, browser: Browser, out: Path) -> None:
    page = _phone(browser).new_page()
    page.goto(clinic.invite())
    count = 0

    def picture(name: str) -> None:
        nonlocal count
        count += 1
        _take(page, out / f"{count:02d}-{name}.png")

    def seen(item: str) -> None:
        if item in PICTURED:
            picture(PICTURED[item])

    def scales(page: Page) -> None:
        page.get_by_text("最近的心情和睡眠").last.click()
        page.locator("#widget details[open]").evaluate("element => element.scrollIntoView()")
        picture("summary-scale")
        tap(page, "都对，交给医生")

    inside: dict[str, Callable[[Page], None]] = {
        "place": lambda page: _map_in_steps(page, picture),
        "med1_drug": lambda page: _card_in_steps(page, picture),
        "summary": scales,
    }
    walk(page, {**AVULSION, **inside}, seen)
    page.get_by_role("heading", name="问诊已完成").wait_for()
    picture("end")
    page.context.close()


def _map_in_steps(page: Page, picture: Callable[[str], None]) -> None:
    front = page.locator(".figure svg").first
    front.scroll_into_view_if_needed()
    x, y = front.evaluate(
        "svg => { const at = new DOMPoint(25, 155).matrixTransform(svg.getScreenCTM()); return [at.x, at.y]; }"
    )
    page.touchscreen.tap(x, y)
    tap(page, "小指")
    tap(page, "无名指")
    page.locator(".close-up").scroll_into_view_if_needed()
    picture("body-hand")
    tap(page, "好了，回到全身图")
    tap(page, "选好了")
    picture("body-worst")
    tap(page, "右小指")


def _card_in_steps(page: Page, picture: Callable[[str], None]) -> None:
    tap(page, "普瑞巴林")
    page.locator("#widget input.number").fill("300")
    picture("medicine-dose")
    tap(page, "确定")
    for label in ("三个月", "每天都吃", "没什么用", "没效果，停了", "还有"):
        tap(page, label)
    picture("medicine-filled")
    tap(page, "记下这种药")


def _held(clinic: Clinic, browser: Browser, out: Path) -> None:
    page = _phone(browser).new_page()
    page.goto(clinic.invite())
    walk(page, AVULSION, lambda _: None, until="triage")
    tap(page, "胸痛、气短")
    tap(page, "选好了 · 1 项")
    page.get_by_role("alertdialog").wait_for()
    _take(page, out / "23-held.png")
    page.wait_for_timeout(1500)  # the turn itself must hold the talk before staff let it go on
    nurse = add_user(clinic.db, name="nurse", display_name="护士", password="correct horse battery", role="clinician")
    for alert in open_alerts(clinic.db):
        acknowledge(clinic.db, alert.id, nurse.id, datetime.now(UTC))
    page.get_by_role("heading", name="可以继续了").wait_for(timeout=15000)
    _take(page, out / "24-released.png")
    page.context.close()


def _crisis(clinic: Clinic, browser: Browser, out: Path) -> None:
    page = _phone(browser).new_page()
    page.goto(clinic.invite())
    walk(page, AVULSION, lambda _: None, until="age")
    tap(page, "更多")
    tap(page, "先停一下")
    page.get_by_role("heading", name="已暂停").wait_for()
    _take(page, out / "25-paused.png")
    tap(page, "继续")
    standing(page)
    type_words(page, "疼得不想活了")
    page.get_by_role("alertdialog").wait_for()
    _take(page, out / "26-safety.png")
    page.context.close()


def _other_looks(clinic: Clinic, browser: Browser, out: Path) -> None:
    """The medicine card and the scale from 0 to 10, in the dark and in large type."""
    for number, look in ((27, "dark"), (29, "large")):
        page = _phone(browser, dark=look == "dark").new_page()
        page.goto(clinic.invite())
        if look == "large":
            standing(page)
            tap(page, "更多")
            tap(page, "大字")
        walk(page, AVULSION, lambda _: None, until="pain_worst")
        _take(page, out / f"{number}-{look}-zero-to-ten.png")
        walk(page, AVULSION, lambda _: None, until="med1_drug")
        tap(page, "普瑞巴林")
        _take(page, out / f"{number + 1}-{look}-medicine.png")
        page.context.close()


def _phone(browser: Browser, *, dark: bool = False) -> BrowserContext:
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, locale="zh-CN", color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(10000)
    return context


def _take(page: Page, path: Path) -> None:
    page.wait_for_timeout(500)  # the talk scrolls to its newest line
    page.screenshot(path=path)


if __name__ == "__main__":
    sys.exit(main())
