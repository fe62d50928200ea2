"""A site: without a file, with one, and with each mistake that a file can hold."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from clinic.site import Site, SiteError, open_site, site_of
from interview.protocol import SUM_AT_LEAST

EXAMPLE = Path(__file__).parents[2] / "site.example.yml"


def asked(site: Site) -> set[str]:
    """The scales whose items the interview asks."""
    return {question.instrument for question in site.protocol.questions.values() if question.instrument}


def written(folder: Path, text: str) -> Site:
    """The site of a file with this text."""
    path = folder / "site.yml"
    path.write_text(text, encoding="utf-8")
    return open_site(path)


def test_the_demonstration_has_every_scale_and_says_so() -> None:
    site = open_site(None, demonstration=True)
    assert site.demonstration
    assert {"DN4-interview", "S-LANSS", "PHQ-9", "GAD-7"} <= asked(site)
    assert not any(scale.skeleton for scale in site.instruments.values())


def test_a_site_without_a_file_has_the_free_scales_only() -> None:
    site = open_site(None)
    assert not site.demonstration
    assert asked(site) == {"PHQ-9", "GAD-7"}
    assert all(scale.skeleton is scale.licence.must_be_asked for scale in site.instruments.values())


def test_a_demonstration_with_a_file_has_the_scales_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "site.yml"
    file.write_text("scales: {licensed: [S-LANSS]}\n", encoding="utf-8")
    site = site_of({"PREOP_SITE": str(file), "PREOP_DEMO": "1"})
    assert not site.demonstration
    assert asked(site) == {"S-LANSS", "PHQ-9", "GAD-7"}


@pytest.mark.parametrize(("demo", "everything"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_the_environment_says_whether_it_is_a_demonstration(demo: str, everything: bool) -> None:
    assert site_of({"PREOP_DEMO": demo}).demonstration is everything


def test_the_example_can_be_read_and_changes_no_default() -> None:
    example, none = open_site(EXAMPLE), open_site(None)
    assert example.protocol.version == none.protocol.version
    assert example.terms.readings == none.terms.readings
    assert (example.phone, example.terms.qualified) == ("0571-0000 0000", False)
    assert example.departments == ("功能神经外科", "疼痛科")
    assert example.erase_withdrawn_after == none.erase_withdrawn_after == timedelta(days=30)
    assert example.alert_deadline == none.alert_deadline == timedelta(minutes=15)
    assert none.terms.qualified is None and none.terms.facts() == {}


def test_added_and_whole_scales_reach_the_interview(tmp_path: Path) -> None:
    site = written(
        tmp_path,
        "scales:\n  licensed: [painDETECT, NPQ]\n  confirmed: [NPQ]\n  added: [painDETECT, NPQ]\n  whole: [GAD-7]\n",
    )
    assert {"painDETECT", "NPQ"} <= asked(site)
    assert SUM_AT_LEAST not in site.protocol.questions["gad7_7"].when
    assert not site.instruments["NPQ"].provisional


def test_the_sites_readings_are_in_force_and_the_others_stay_ours(tmp_path: Path) -> None:
    site = written(
        tmp_path,
        "readings:\n"
        "  scales: {ID-Pain: {cutoff: three}}\n"
        "  consensus: {failure: lenient, vas_gate: 6, 'adequate:pregabalin': [150, 2.5]}\n"
        "clinic: {qualified: true}\n",
    )
    assert site.protocol.readings == {"ID-Pain": {"cutoff": "three"}}
    assert site.terms.readings["failure"] == "lenient"
    assert site.terms.readings["vas_gate"] == 6.0
    assert site.terms.readings["adequate:pregabalin"] == (150.0, 2.5)
    assert site.terms.readings["duration_gate_months"] == 3.0
    assert site.terms.facts() == {"site_qualified": {"value": True, "by": "SW"}}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("scale: {}\n", 1, ["'scale'", "'scales'"]),
        ("scales:\n  licenced: [DN4]\n", 2, ["'licenced'", "'licensed'"]),
        ("scales:\n  licensed:\n    - DN4\n    - DN5\n", 4, ["'DN5'", "one of", "DN4-interview"]),
        ("scales:\n  licensed: [DN4, DN4]\n", 2, ["'DN4' again"]),
        ("scales:\n  licensed: DN4\n", 2, ["'DN4'", "a list"]),
        ("scales:\n  wording: hospital\n", 2, ["'hospital'", "own"]),
        ("scales:\n  confirmed: [PHQ-9]\n", 2, ["'PHQ-9'", "NPQ, NPQ-SF"]),
        ("scales:\n  added: [PHQ-9]\n", 2, ["'PHQ-9'", "painDETECT"]),
        ("scales:\n  added: [ID-Pain]\n", 2, ["not licensed", "licensed: too"]),
        ("scales:\n  licensed: [NPQ]\n  added: [NPQ]\n", 3, ["switched off", "confirmed: too"]),
        ("scales:\n  whole: [PHQ-9]\n", 2, ["'PHQ-9'", "GAD-7"]),
        ("readings:\n  scales:\n    DN4: {cutoff: three}\n", 3, ["'DN4'", "one of"]),
        ("readings:\n  scales:\n    ID-Pain: {cut: three}\n", 3, ["'cut'", "'cutoff'"]),
        ("readings:\n  scales:\n    ID-Pain: {cutoff: nine}\n", 3, ["'nine'", "two, three"]),
        ("readings:\n  consensus:\n    failing: strict\n", 3, ["'failing'", "one of"]),
        ("readings:\n  consensus:\n\n    vas_gate: 11\n", 4, ["vas_gate: 11", "from 0 to 10"]),
        ("readings:\n  consensus:\n    failure: sometimes\n", 3, ["failure: 'sometimes'", "strict, lenient, stricter"]),
        ("readings:\n  consensus: {'adequate:pregabalin': [150]}\n", 2, ["adequate:pregabalin", "weeks"]),
        ("clinic:\n  phone: ask at the desk\n", 2, ["'ask at the desk'", "telephone"]),
        ("clinic:\n  qualified: perhaps\n", 2, ["'perhaps'", "true, false"]),
        ("clinic:\n  erase_withdrawn_after_days: 0\n", 2, ["found 0", "1 to 3650"]),
        ("clinic:\n  erase_withdrawn_after_days: 3651\n", 2, ["found 3651", "1 to 3650"]),
        ("alerts:\n  deadline_minutes: 0\n", 2, ["found 0", "1 to 1440"]),
        ("alerts:\n  deadline_minutes: 1441\n", 2, ["found 1441", "1 to 1440"]),
        ("alerts:\n  deadline_minutes: soon\n", 2, ["'soon'", "whole number"]),
        ("scales: {}\nscales: {}\n", 2, ["'scales' again"]),
        ("scales: [\n", 2, ["YAML"]),
        ("- scales\n", 1, ["a list", "a mapping"]),
        ("# nothing\n", 1, ["empty"]),
    ],
)
def test_a_mistake_is_one_sentence_with_file_line_and_remedy(
    tmp_path: Path, text: str, line: int, says: list[str]
) -> None:
    with pytest.raises(SiteError) as raised:
        written(tmp_path, text)
    told = str(raised.value)
    assert f"site.yml, line {line}:" in told
    assert "\n" not in told
    for part in says:
        assert part in told


@pytest.mark.parametrize("minutes", [1, 1440])
def test_the_outermost_deadlines_are_allowed(tmp_path: Path, minutes: int) -> None:
    assert written(tmp_path, f"alerts: {{deadline_minutes: {minutes}}}\n").alert_deadline == timedelta(minutes=minutes)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"scales: \x00\n", b"a: &a [*a]\n"])
def test_what_is_no_yaml_text_is_refused_with_the_files_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "site.yml"
    file.write_bytes(content)
    with pytest.raises(SiteError, match=r"site\.yml"):
        open_site(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"gone\.yml.*PREOP_SITE"):
        open_site(tmp_path / "gone.yml")
