"""``./preop score`` as a data team uses it: lines in, lines out, and an exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[3]
RUN = "import sys; from operations.commands.score import main; sys.exit(main(sys.argv[1:]))"


def run(lines: str | bytes, *options: str) -> tuple[int, list[dict[str, Any]], str]:
    sent = lines.encode() if isinstance(lines, str) else lines
    done = subprocess.run(
        [sys.executable, "-c", RUN, *options], input=sent, capture_output=True, cwd=PROJECT, check=False
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def test_one_line_out_for_each_line_in_and_in_order() -> None:
    status, out, _ = run(
        '{"instrument": "PHQ-9", "answers": {"1": 1, "2": null}}\n'
        '{"instrument": "NRS", "answers": {"1": 7}}\n'
        '{"instrument": "NPQ-SF", "answers": {"1": 7, "2": 7, "3": 98}}\n'
    )
    assert status == 0
    assert [line["instrument"] for line in out] == ["PHQ-9", "NRS", "NPQ-SF"]
    assert out[1] == {
        "instrument": "NRS",
        "status": "complete",
        "total": 7,
        "low": 7,
        "high": 7,
        "band": "severe",
        "missing": [],
        "alarms": [],
        "message": None,
        "provisional": False,
    }
    assert (out[2]["band"], out[2]["provisional"]) == ("neuropathic", True)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("nonsense", "write one JSON object"),
        ("", "write one JSON object"),
        ("[1]", "found a JSON list"),
        ('{"answers": {}}', '"instrument": found None'),
        ('{"instrument": "PHQ9", "answers": {}}', "'PHQ9'; write one of"),
        ('{"instrument": "NRS-four", "answers": {}}', "'NRS-four'; write one of"),
        ('{"instrument": "NRS", "answers": [7]}', '"answers": found list'),
        ('{"instrument": "NRS"}', '"answers": found NoneType'),
    ],
)
def test_a_line_that_cannot_be_read_gives_an_error_in_its_place_and_the_rest_goes_on(line: str, says: str) -> None:
    sound = '{"instrument": "NRS", "answers": {"1": 0}}\n'
    status, out, _ = run(sound + line + "\n" + sound)
    assert status == 1
    assert [set(one) == {"error", "line"} for one in out] == [False, True, False]
    assert out[1]["line"] == 2
    assert says in out[1]["error"]


def test_bytes_that_are_no_text_give_an_error_line() -> None:
    status, out, _ = run(b"\xff\xfe\n")
    assert (status, out[0]["line"]) == (1, 1)
    assert "UTF-8" in out[0]["error"]


def test_a_value_out_of_range_is_no_error_of_the_line() -> None:
    status, out, _ = run('{"instrument": "NRS", "answers": {"1": 11}}\n')
    assert (status, out[0]["status"]) == (0, "invalid")


def test_another_reading_can_be_picked() -> None:
    two = '{"instrument": "ID-Pain", "answers": {"1": 1, "2": 1, "3": 0, "4": 0, "5": 0, "6": 0}}\n'
    assert run(two)[1][0]["band"] == "neuropathic"
    assert run(two, "--reading", "ID-Pain:cutoff=three")[1][0]["band"] == "not_neuropathic"


@pytest.mark.parametrize("options", [["--readings"], ["--reading", "x"], ["--reading", "ID-Pain:cutoff=nine"]])
def test_wrong_options_end_with_status_2_and_say_why(options: list[str]) -> None:
    status, out, said = run("", *options)
    assert (status, out) == (2, [])
    assert "preop score: error" in said


def test_the_sites_readings_are_used_and_the_command_line_comes_before_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site.yml"
    site.write_text("scales: {confirmed: [NPQ-SF]}\nreadings: {scales: {ID-Pain: {cutoff: three}}}\n", encoding="utf-8")
    monkeypatch.setenv("PREOP_SITE", str(site))
    two = '{"instrument": "ID-Pain", "answers": {"1": 1, "2": 1, "3": 0, "4": 0, "5": 0, "6": 0}}\n'
    assert run(two)[1][0]["band"] == "not_neuropathic"
    assert run(two, "--reading", "ID-Pain:cutoff=two")[1][0]["band"] == "neuropathic"
    sf = '{"instrument": "NPQ-SF", "answers": {"1": 7, "2": 7, "3": 98}}\n'
    assert run(sf)[1][0]["provisional"] is False
    site.write_text("scales: {licensed: [DN5]}\n", encoding="utf-8")
    status, _, said = run(two)
    assert status == 2 and "site.yml, line 1: found 'DN5'" in said


def test_help_names_the_readings() -> None:
    done = subprocess.run([sys.executable, "-c", RUN, "--help"], capture_output=True, cwd=PROJECT, check=True)
    assert b"ID-Pain:cutoff=two|three" in done.stdout


def test_nothing_in_gives_nothing_out() -> None:
    assert run("")[:2] == (0, [])
