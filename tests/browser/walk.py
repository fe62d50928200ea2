"""Goes through the page as a patient would: finds which question stands, answers it by tapping, waits for the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Page, expect

# An answer is a label to tap, a list of labels (empty: none of them), a number to tap or to fill in, or a function.
Answer = str | list[str] | int | Callable[[Page], None]


def tap(page: Page, name: str) -> None:
    """Taps the button of this name in the answer area, or else anywhere."""
    inside = page.locator("#widget").get_by_role("button", name=name, exact=True)
    (inside if inside.count() else page.get_by_role("button", name=name, exact=True)).first.click()


def fill(page: Page, number: str, button: str = "确定") -> None:
    """Fills the number field that stands and confirms it."""
    page.locator("#widget input.number").fill(number)
    tap(page, button)


def type_words(page: Page, words: str) -> None:
    """Types a message as words."""
    page.locator("#words-field").fill(words)
    page.keyboard.press("Enter")


def standing(page: Page) -> str:
    """The id of the question that stands, once there is one that can be answered; empty at an end or a pause."""
    page.wait_for_function(
        "() => { const w = document.getElementById('widget');"
        " return !w.hidden && w.firstElementChild && w.dataset.item !== undefined }"
    )
    return str(page.locator("#widget").get_attribute("data-item"))


def answer(page: Page, given: Answer) -> None:
    """Gives this answer to the question that stands and waits until the program has taken it."""
    before = page.locator("#log .bubble.question").count()
    if callable(given):
        given(page)
    elif isinstance(given, list):
        for label in given:
            tap(page, label)
        button = page.locator("#widget .primary") if given else page.locator("#widget .none")
        button.click()
    elif isinstance(given, int) and page.locator("#widget .cell").count():
        page.locator("#widget .cell").nth(given).click()
    elif isinstance(given, int):
        fill(page, str(given))
    else:
        tap(page, given)
    page.wait_for_function(
        "before => document.querySelectorAll('#log .bubble.question').length > before"
        " || document.querySelector('#widget .end-card') || !document.getElementById('safety').hidden",
        arg=before,
    )


def walk(
    page: Page, answers: Mapping[str, Answer], seen: Callable[[str], None], *, until: str | None = None
) -> list[str]:
    """Answers whatever stands until this question or the end; ``seen(item)`` is called before each answer.

    Returns the questions in the order in which they were put. Raises ``KeyError`` for one without an answer.
    """
    put: list[str] = []
    while (item := standing(page)) and item != until:
        seen(item)
        put.append(item)
        answer(page, answers[item])
    return put


def medicine(name: str, dose: str | None, time: str, *rest: str) -> Callable[[Page], None]:
    """Fills in the card of one medicine: its fields in order, ``None`` for a dose not remembered, then sends it."""

    def give(page: Page) -> None:
        tap(page, name)
        if dose is None:
            tap(page, "不记得")
        else:
            fill(page, dose)
        tap(page, time)
        for label in rest:
            tap(page, label)
        tap(page, "记下这种药")

    return give


def little_finger_and_forearm(page: Page) -> None:
    """Two places by the lists, the finger being the worst."""
    for group, place in (("手", "小指"), ("胳膊", "前臂内侧（小指那边）")):
        tap(page, group)
        tap(page, place)
        tap(page, "右")
    tap(page, "选好了")
    tap(page, "右小指")


def years(number: str) -> Callable[[Page], None]:
    """So many years, by the field beside the quick picks."""
    return lambda page: fill(page, number, "年")


def consent(page: Page, address: str) -> None:
    """Opens the page, agrees twice, and says who answers where that is asked, up to the list of urgent signs."""
    page.goto(address)
    for item in ("consent_general", "consent_sensitive"):
        page.locator(f"#widget[data-item={item}]").wait_for()
        tap(page, "同意")
    expect(page.locator("#widget[data-item=triage], #widget[data-item=who]")).to_be_visible()
    if standing(page) == "who":
        tap(page, "本人")
    expect(page.get_by_role("button", name="都没有")).to_be_visible()


def to_mood(page: Page) -> None:
    """In the short interview: from the list of urgent signs to the first question about mood."""
    tap(page, "都没有")
    fill_when_asked(page, "52")
    tap_when_asked(page, "onset", "半年")
    tap_when_asked(page, "place", "手")
    tap(page, "小指")
    tap(page, "右")
    tap(page, "选好了")
    tap_when_asked(page, "pain_worst", "8")
    tap_when_asked(page, "med1_drug", "普瑞巴林")
    tap(page, "先记这些，其余等会儿再问")
    expect(page.get_by_role("button", name="差不多天天")).to_be_visible()


def tap_when_asked(page: Page, item: str, name: str) -> None:
    """Waits for this question and taps the button."""
    page.locator(f"#widget[data-item={item}]").wait_for()
    tap(page, name)


def fill_when_asked(page: Page, number: str) -> None:
    """Waits for the question about age and fills in the number."""
    page.locator("#widget[data-item=age]").wait_for()
    fill(page, number)


_YES, _NO = "有", "没有"
_DAYS = ("没有这样的日子", "有几天", "一多半的日子", "差不多天天")
# A made-up man of 52 with a torn brachial plexus and two medicines; his worst is first given below his average.
AVULSION: Mapping[str, Any] = {
    "consent_general": "同意", "consent_sensitive": "同意", "who": "本人", "triage": [], "age": 52,
    "cause": "受伤后胳膊的神经拉断或拉伤", "onset": years("2"), "injured": "三年",
    "place": little_finger_and_forearm, "quality": ["像过电", "像火烧"], "course": "两种都有",
    "triggers": ["变天", "着急、生气"], "skin": ["发麻、发木"], "pain_worst": 6, "pain_average": 7,
    **dict(zip((f"dn4_{n}" for n in range(1, 8)), (_YES, _NO, _YES, _YES, _NO, _YES, _NO), strict=True)),
    **dict(zip((f"slanss_{n}" for n in range(1, 6)), (_YES, _NO, _NO, _YES, _YES), strict=True)),
    "slanss_6": "做不了，够不着，或者那里没知觉", "slanss_7": _YES,
    "legs": "和以前一样", "leg_feeling": "和以前一样", "bladder_bowel": "一直正常", "medicine_any": "用过",
    "med1_drug": medicine("普瑞巴林", "300", "三个月", "每天都吃", "没什么用", "没效果，停了", "还有"),
    "med2_drug": medicine("布洛芬", None, "半年", "疼的时候才吃", "没什么用", "还在吃", "没有了"),
    "drug_control": "控制不住", "antidepressant": "没用过",
    "noninvasive": "做过，没什么用", "minimally_invasive": "当时好些，后来又疼", "neuromodulation": "没做过",
    "mood_now": "有",
    **{f"phq9_{n}": _DAYS[days] for n, days in enumerate((1, 2, 3, 2, 0, 1, 1, 0, 0), start=1)},
    "phq9_10": "有点影响",
    **{f"gad7_{n}": _DAYS[days] for n, days in enumerate((1, 1, 0, 1, 0, 1, 0), start=1)},
    "psych_history": "没看过", "illnesses": ["高血压"], "bleeding": [], "anaesthesia": "做过，没问题",
    "exams": ["颈椎、胸椎或腰椎的磁共振", "肌电图、诱发电位"], "implants": [],
    "doubt": "都没错，就是这样", "summary": "都对，交给医生",
}  # fmt: skip
