"""The command line plans stages of open length with the lab's own, and calls it that."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

Command = Callable[..., Any]
RUN = ("adsc-mir-375", "--start", "2026-12-07")
LENGTHS = ("--length", "S1=34 h", "--length", "differentiation=7d")


def test_that_the_whole_run_is_dated_and_the_length_is_called_the_labs(command: Command) -> None:
    answer = command("plan", *RUN, *LENGTHS, "--json").data
    assert [
        (each["id"], each["start_hours"], each["end_hours"], each["length_is_lab_setting"]) for each in answer["stages"]
    ] == [("transduction", 0, 34, True), ("differentiation", 34, 202, True)]
    assert answer["days"][-1]["day"] == 8
    assert [each["place"] for each in answer["findings"] if each["code"] == "W-LAB-LENGTH"] == [
        ["run", "lengths", "transduction"],
        ["run", "lengths", "differentiation"],
    ]
    assert "S2: 7 d (lab setting, not from the source)" in command("plan", *RUN, *LENGTHS).out
    assert "S2：7 d（实验室设定，非文献内容）" in command("plan", *RUN, *LENGTHS, "--language", "zh").out


def test_that_without_a_length_the_way_on_leads_to_its_field(command: Command) -> None:
    answer = command("plan", *RUN, "--json").data
    found = [each for each in answer["findings"] if each["code"] == "E-DURATION-NONE"]
    assert [each["fixes"][0]["place"] for each in found] == [
        ["run", "lengths", "transduction"],
        ["run", "lengths", "differentiation"],
    ]
    assert {each["fixes"][0]["value"] for each in found} == {None}
    assert answer["stages"] == []


def test_that_starts_are_ranked_by_the_whole_run(command: Command) -> None:
    words = ("starts", "adsc-mir-375", "--from", "2026-12-07", "--to", "2026-12-13", "--json")
    assert not any(each["closed_days"] for each in command(*words).data["starts"] if each["weekday"] == "Fri")
    found = {each["date"]: each["closed_days"] for each in command(*words, *LENGTHS).data["starts"]}
    assert [day["day"] for day in found[date(2026, 12, 11).isoformat()]] == [8]


@pytest.mark.parametrize(
    ("protocol", "length", "told"),
    [
        ("adsc-mir-375", "S1=7-9 d", "--length: “7-9 d” is a range"),
        ("adsc-mir-375", "S3=7d", "stages without a length: S1 (transduction), S2 (differentiation)"),
        ("adsc-mir-375", "7d", "is not of the form S2=7d"),
        ("bm-msc-three-step", "S1=7d", "the source of bm-msc-three-step states the length of each stage"),
    ],
)
def test_that_a_length_that_cannot_be_used_is_told_in_one_line(
    command: Command, protocol: str, length: str, told: str
) -> None:
    answer = command("plan", protocol, "--start", "2026-12-07", "--length", length)
    assert answer.code == 2
    assert told in answer.err
    assert answer.err.count("\n") == 1


def test_that_the_overview_calls_the_length_the_labs(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "run.pdf"
    command("sheets", *RUN, *LENGTHS, "--draft", "--out", str(out), "--language", "en")
    text = PdfReader(out).pages[0].extract_text()
    assert "S1: 34 h (lab setting, not from the source)" in text
    assert "S2 | D1 + 10 h–D8 + 10 h" in text
