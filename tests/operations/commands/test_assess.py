"""``./preop assess``: JSON lines in, one JSON line each out, and an error line where a line cannot be read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
RUN = "import sys; from operations.commands.assess import main; sys.exit(main(sys.argv[1:]))"


def preop_assess(*lines: Any, options: tuple[str, ...] = ()) -> tuple[list[dict[str, Any]], int, str]:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    done = subprocess.run(
        [sys.executable, "-c", RUN, *options], input=text.encode(), capture_output=True, cwd=ROOT, check=False
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.returncode, done.stderr.decode()


def test_each_line_gives_one_line_in_order_and_errors_do_not_stop_it() -> None:
    results, status, _ = preop_assess(
        {"facts": {"pain_duration_months": 1}},
        "no json",
        {"facts": {"no_such_fact": 1}},
        {"answers": {}},
        {"facts": {"aetiologies": ["non_neuropathic"]}},
        {"facts": {"pain_regions": ["outside:\ud800"], "nep_screen": {"tool": ["DN4"]}, "age_years": {"value": {}}}},
    )
    assert status == 1
    assert [result.get("status", "error") for result in results] == [
        "DEFER", "error", "error", "error", "OUT_OF_SCOPE", "OUT_OF_SCOPE",
    ]  # fmt: skip
    assert [result["line"] for result in results if "error" in result] == [2, 3, 4]
    assert "age_years" in results[2]["error"]


def test_a_report_has_the_keys_of_the_contract() -> None:
    ((result,), status, _) = preop_assess(
        {"facts": {"pain_duration_months": 2.9, "cognition": {"value": "mild", "by": "P"}}}
    )
    assert status == 0
    assert result.keys() == {"status", "suggestions", "missing", "consensus", "claimed"}
    assert result["suggestions"][0].keys() == {"code", "rule", "clause", "grades", "because", "missing"}
    assert result["suggestions"][0]["clause"].keys() == {"number", "section"}
    assert result["missing"][0].keys() == {"fact", "ask", "who", "unlocks"}
    assert result["consensus"].keys() == {"version", "readings"}


def test_a_site_chooses_another_reading_on_the_command_line() -> None:
    ((result,), _, _) = preop_assess(
        {"facts": {"pain_duration_months": 5}}, options=("--reading", "duration_gate_months=6")
    )
    assert result["status"] == "DEFER"
    assert result["consensus"]["readings"]["duration_gate_months"] == 6


def test_the_sites_readings_are_used_and_the_command_line_comes_before_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site.yml"
    site.write_text("readings: {consensus: {duration_gate_months: 6, failure: lenient}}\n", encoding="utf-8")
    monkeypatch.setenv("PREOP_SITE", str(site))
    ((result,), _, _) = preop_assess({"facts": {"pain_duration_months": 5}})
    assert result["status"] == "DEFER"
    assert result["consensus"]["readings"]["failure"] == "lenient"
    ((result,), _, _) = preop_assess(
        {"facts": {"pain_duration_months": 5}}, options=("--reading", "duration_gate_months=3")
    )
    assert result["status"] != "DEFER"
    assert result["consensus"]["readings"]["failure"] == "lenient"


def test_a_wrong_reading_ends_with_two_and_says_why() -> None:
    _, status, said = preop_assess(options=("--reading", "failure=sometimes"))
    assert status == 2
    assert "failure" in said
