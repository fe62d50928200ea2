from __future__ import annotations

from collections.abc import Callable

import pytest

from language.reading import Reading


def test_one_message_answers_several_questions(read: Callable[[str], Reading]) -> None:
    reading = read("右手，火烧一样疼，半年了，晚上厉害")
    assert [(span.kind, span.code) for span in reading.spans if span.kind != "number"] == [
        ("region", "hand_all"),
        ("quality", "burning"),
        ("pain", "pain"),
        ("duration", "days"),
        ("course", "worse_at_night"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("刀割一样", "knife"),
        ("针扎似的", "pricking"),
        ("过电一样", "electric"),
        ("火燎", "burning"),
        ("撕着疼", "tearing"),
        ("胀痛", "other"),
        ("压榨", "other:squeezing"),
        ("冰凉", "other:cold"),
        ("麻木", "numb"),
        ("没知觉", "hypoaesthesia"),
        ("一碰就疼", "allodynia"),
        ("蚂蚁爬", "formication"),
        ("痒", "itch"),
        ("像被勒", "girdle"),
        ("一阵一阵", "paroxysmal"),
        ("整天", "continuous"),
        ("burning", "burning"),
        ("electric shocks", "electric"),
        ("comes and goes", "paroxysmal"),
    ],
)
def test_a_patient_s_word_has_its_concept(read: Callable[[str], Reading], text: str, code: str) -> None:
    assert code in [span.code for span in read(text).of("quality", "sensation", "course")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("打过封闭", "minimally_invasive:nerve_block"),
        ("做过射频", "minimally_invasive:radiofrequency"),
        ("装了脊髓电刺激", "neuromodulation:scs"),
        ("鞘内泵", "neuromodulation:pump"),
        ("术后镇痛泵", "neuromodulation:pca"),
        ("经颅磁", "neuromodulation:tms"),
        ("针灸", "noninvasive:acupuncture"),
        ("烤电", "noninvasive:physiotherapy"),
    ],
)
def test_a_treatment_is_told_by_its_kind(read: Callable[[str], Reading], text: str, code: str) -> None:
    assert [span.code for span in read(text).of("treatment")] == [code]


@pytest.mark.parametrize(
    ("text", "code"), [("蛇缠腰", "phn"), ("臂丛撕脱", "bpa_avulsion"), ("截瘫", "sci"), ("車禍", "event:traffic")]
)
def test_a_cause_is_a_code_of_the_fact_dictionary(read: Callable[[str], Reading], text: str, code: str) -> None:
    assert [span.code for span in read(text).of("cause")] == [code]


@pytest.mark.parametrize("text", ["", " ", "😀", "。。。", "/restart", "a" * 5000, "疼" * 3000])
def test_odd_input_is_read_without_complaint(read: Callable[[str], Reading], text: str) -> None:
    assert read(text).text == text


def test_entities_come_back_as_the_same_reading(read: Callable[[str], Reading]) -> None:
    reading = read("左脚麻，吃过加吧喷丁，快三个月")
    assert Reading.from_rasa({"text": reading.text, "entities": reading.to_entities()}) == reading
