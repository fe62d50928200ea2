"""The lexicons hold every row of the region, medicine and symptom tables."""

from __future__ import annotations

import pytest

from language.red_flags import _table
from language.words import lexicon

REGIONS = [
    "occiput",
    "neck_back",
    "neck_front",
    "supraclav",
    "shoulder_top",
    "deltoid",
    "arm_inner_up",
    "axilla",
    "elbow_lat",
    "elbow_med",
    "forearm_rad",
    "forearm_uln",
    "hand_all",
    "palm",
    "dorsum_hand",
    "thumb",
    "index",
    "middle_f",
    "ring_f",
    "little_f",
    "arm_all",
    "chest_up",
    "nipple",
    "chest_low",
    "xiphoid",
    "rib_margin",
    "upper_abd",
    "navel",
    "lower_abd",
    "waist_belt",
    "back_up",
    "back_mid",
    "low_back",
    "groin",
    "genital",
    "thigh_front",
    "thigh_lat",
    "thigh_inner",
    "thigh_back",
    "buttock",
    "knee",
    "popliteal",
    "shin_inner",
    "shin_lat",
    "calf",
    "ankle_med",
    "ankle_lat",
    "foot_dorsum",
    "big_toe",
    "little_toe",
    "sole",
    "heel",
    "leg_all",
    "sit_bone",
    "perineum",
    "stump",
    "face",
    "abdomen",
    "back",
    "chest",
    "lower_leg",
    "foot",
    "fingers",
    "toes",
    "trunk",
]
DRUGS = [
    "gabapentin",
    "pregabalin",
    "carbamazepine",
    "oxcarbazepine",
    "lamotrigine",
    "amitriptyline",
    "duloxetine",
    "venlafaxine",
    "lidocaine",
    "capsaicin",
    "botulinum",
    "tramadol",
    "morphine",
    "oxycodone",
    "fentanyl",
    "buprenorphine",
    "codeine",
    "bucinnazine",
    "pethidine",
    "nortriptyline",
    "mecobalamin",
    "valproate",
    "ibuprofen",
    "celecoxib",
    "etoricoxib",
    "diclofenac",
    "loxoprofen",
    "meloxicam",
    "nimesulide",
    "naproxen",
    "indometacin",
    "aspirin",
    "paracetamol",
]


@pytest.mark.parametrize("code", REGIONS)
def test_every_region_of_the_table_has_chinese_and_english_words(code: str) -> None:
    phrases = lexicon("regions")["phrases"][code]
    assert any(not phrase.isascii() for phrase in phrases)
    assert any(phrase.isascii() for phrase in phrases)


@pytest.mark.parametrize("code", DRUGS)
def test_every_medicine_of_the_table_is_known(code: str) -> None:
    assert lexicon("drugs")["exact"][code]


def test_no_name_stands_for_two_medicines() -> None:
    seen: dict[str, str] = {}
    for part in ("exact", "fuzzy"):
        for code, names in lexicon("drugs")[part].items():
            for name in names:
                assert seen.setdefault(name, code) == code, f"{name} is {seen[name]} and {code}"


def test_every_red_flag_of_the_table_has_patterns() -> None:
    codes = [flag.code for flag in _table()[1]]
    assert sorted(codes) == sorted(
        [
            "RF-CES",
            "RF-WEAK",
            "RF-FEVER",
            "RF-CSF",
            "RF-WOUND",
            "RF-OD",
            "RF-AD",
            "RF-VTE",
            "RF-ACS",
            "RF-RASH",
            "RF-SEROT",
            "RF-CONF",
        ]
    )
