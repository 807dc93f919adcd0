"""What a run takes, from the command line: as text, as JSON, and as a file."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from python_calamine import CalamineWorkbook

from mscplanner.needs_report import ENDINGS

Command = Callable[..., Any]
RUN = ("needs", "bm-msc-three-step", "--start", "2026-12-07", "--vessel", "plate-6", "--count", "3")
AT = ("--printed-at", "2026-11-25T09:12")


def test_that_needs_answer_as_json(command: Command) -> None:
    answer = command(*RUN, *AT, "--json")
    assert answer.code == 0
    items = {item["reagent"]: item for item in answer.data["items"]}
    assert (items["bfgf"]["needed"], items["bfgf"]["stock"], items["bfgf"]["on_hand"]) == (
        "47.52 µL",
        "100 µg/mL",
        "0 µL",
    )
    assert items["bfgf"]["runs"] == [
        {
            "run": "R-2026-001",
            "amount": "47.52 µL",
            "first_day": 2,
            "first_use": "2026-12-09",
            "last_day": 16,
            "last_use": "2026-12-23",
        }
    ]
    assert items["bfgf"]["purchase"] == {
        "missing": "47.52 µL",
        "pack": "pack not known",
        "packs": None,
        "order_by": "2026-11-25",
        "late": False,
        "lead_days": 14,
        "lead_is_lab_setting": True,
    }
    assert answer.data["order_by"] == "2026-11-23"
    assert answer.data["plastics"] == [{"vessel": "plate-6", "name": "6-well plate", "count": 3}]


def test_that_needs_are_the_same_as_those_of_the_plan(command: Command) -> None:
    planned = command("plan", *RUN[1:], "--json").data["needs"]
    needs = command(*RUN, *AT, "--json").data["items"]
    assert {each["reagent"]: each["amount"] for each in planned} == {each["reagent"]: each["needed"] for each in needs}


@pytest.mark.parametrize(("language", "word"), [("en", "order by 2026-11-25 Wed"), ("zh", "最迟订购 2026-11-25 周三")])
def test_that_needs_are_told_as_text(command: Command, language: str, word: str) -> None:
    answer = command(*RUN, *AT, "--language", language)
    line = next(line for line in answer.out.splitlines() if "bFGF" in line)
    assert "47.6 µL" in line
    assert word in line


@pytest.mark.parametrize(("language", "word"), [("en", "late, order now"), ("zh", "已晚，现在就订")])
def test_that_a_late_order_is_told_as_text(command: Command, language: str, word: str) -> None:
    lines = command(*RUN, "--printed-at", "2026-12-01T09:12", "--language", language).out.splitlines()
    assert word in next(line for line in lines if "bFGF" in line)


def test_that_an_error_of_the_plan_is_told(command: Command) -> None:
    answer = command("needs", "uc-msc-three-step", "--start", "2026-12-07", *AT)
    assert answer.code == 1
    assert "R-2026-001: errors stand in its plan, so its amounts may still change" in answer.out


def test_that_the_ending_says_what_is_written(command: Command, tmp_path: Path) -> None:
    for ending in ENDINGS:
        answer = command(*RUN, *AT, "--out", str(tmp_path / f"list{ending}"))
        assert (answer.code, answer.out) == (0, f"written: {tmp_path / f'list{ending}'}\n")
    with pypdfium2.PdfDocument(tmp_path / "list.pdf") as pages:
        assert "SHOPPING LIST" in pages[0].get_textpage().get_text_range()
    rows = CalamineWorkbook.from_path(str(tmp_path / "list.xlsx")).get_sheet_by_index(0).to_python()
    assert date(2026, 11, 25) in next(row for row in rows if row[0] == "bFGF (FGF-2)")
    heads, *_ = csv.reader(StringIO((tmp_path / "list.csv").read_text("utf-8-sig"), newline=""))
    assert heads[0] == "Item (English)"


def test_that_paper_and_both_languages_can_be_chosen(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "list.pdf"
    assert command(*RUN, *AT, "--out", str(out), "--paper", "letter", "--language", "both").code == 0
    with pypdfium2.PdfDocument(out) as pages:
        assert round(pages[0].get_width()) == 612
        text = pages[0].get_textpage().get_text_range()
    assert "SHOPPING LIST" in text
    assert "采购清单" in text


@pytest.mark.parametrize(
    ("name", "told"), [("list.txt", "the name must end with"), ("no/list.pdf", "there is no folder")]
)
def test_that_a_name_that_cannot_be_written_is_told_in_one_line(
    command: Command, tmp_path: Path, name: str, told: str
) -> None:
    answer = command(*RUN, "--out", str(tmp_path / name))
    assert answer.code == 2
    assert told in answer.err
    assert len(answer.err.splitlines()) == 1
