from __future__ import annotations

from collections.abc import Callable

import pytest

from language.reading import Reading


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("乐瑞卡", "pregabalin"),
        ("莱瑞克", "pregabalin"),
        ("迭力", "gabapentin"),
        ("得理多", "carbamazepine"),
        ("奥卡西平", "oxcarbazepine"),
        ("泰勒宁", "oxycodone"),
        ("泰诺林", "paracetamol"),
        ("奥施康定", "oxycodone"),
        ("美施康定", "morphine"),
        ("得百宁", "lidocaine"),
        ("吗丁啉", "domperidone"),
        ("曲唑酮", "trazodone"),
        ("曲马多", "tramadol"),
        ("奥思平", "duloxetine"),
        ("奥氮平", "olanzapine"),
        ("氟西汀", "fluoxetine"),
        ("强痛定", "bucinnazine"),
        ("杜冷丁", "pethidine"),
        ("芬必得", "ibuprofen"),
        ("西乐葆", "celecoxib"),
        ("Lyrica", "pregabalin"),
        ("小白片", "unknown"),
        ("羊癫疯药", "class:antiepileptic"),
        ("阿莫西林", "class:other"),
    ],
)
def test_a_known_name_is_exact_and_never_mistaken_for_its_neighbour(
    read: Callable[[str], Reading], text: str, code: str
) -> None:
    assert [(span.code, span.exact) for span in read(text).of("drug")] == [(code, True)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("加吧喷丁", "gabapentin"),
        ("普巴瑞林", "pregabalin"),
        ("普瑞八林", "pregabalin"),
        ("度洛西丁", "duloxetine"),
        ("阿密替林", "amitriptyline"),
        ("万拉法新", "venlafaxine"),
        ("pregablin", "pregabalin"),
        ("gabapentine", "gabapentin"),
    ],
)
def test_a_misspelt_name_is_found_and_marked_for_reading_back(
    read: Callable[[str], Reading], text: str, code: str
) -> None:
    assert [(span.code, span.exact) for span in read(text).of("drug")] == [(code, False)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("加巴喷丁300毫克一天三次", 900, 900),
        ("乐瑞卡75mg早晚各一粒", 150, 150),
        ("普瑞巴林150毫克一天两次", 300, 300),
        ("加巴喷丁一次0.3克一天三次", 900, 900),
        ("塞来昔布每天200毫克", 200, 200),
        ("度洛西汀60毫克每天一次", 60, 60),
        ("pregabalin 75 mg twice a day", 150, 150),
        ("gabapentin 300 mg tid", 900, 900),
    ],
)
def test_a_dose_with_its_frequency_is_milligrams_a_day(
    read: Callable[[str], Reading], text: str, low: float, high: float
) -> None:
    drug = next(read(text).of("drug"))
    assert (drug.low, drug.high, drug.unit) == (low, high, "mg/day")


def test_a_dose_without_a_frequency_is_no_daily_dose(read: Callable[[str], Reading]) -> None:
    drug = next(read("普瑞巴林75毫克").of("drug"))
    assert drug.unit == "mg"


def test_a_medicine_denied_is_kept_apart_from_one_taken(read: Callable[[str], Reading]) -> None:
    found = read("没吃过普瑞巴林，加巴喷丁吃过").of("drug")
    assert [(span.code, span.negated) for span in found] == [("pregabalin", True), ("gabapentin", False)]
