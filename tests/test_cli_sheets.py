"""Bench sheets from the command line."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

Command = Callable[..., Any]
ROOT = Path(__file__).parents[1]
START = ("--start", "2026-12-07")
PLATES = ("--vessel", "plate-6", "--count", "3")


def pages_of(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages]


def test_that_bm_sheets_have_every_day_with_its_date(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "bm.pdf"
    answer = command(
        "sheets", "bm-msc-three-step", *START, *PLATES, "--out", str(out), "--printed-at", "2026-12-07T09:12"
    )
    assert (answer.code, answer.err) == (0, "")
    pages = pages_of(out)
    assert len(pages) >= 12
    text = "\n".join(pages)
    for number in range(0, 19, 2):
        assert any(
            re.search(rf"\bD{number}\b", page) and (date(2026, 12, 7) + timedelta(days=number)).isoformat() in page
            for page in pages
        )
    assert "2026-12-25 Fri" in text
    assert "DRAFT" not in text


def test_that_no_final_sheet_is_written_while_an_error_stands(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "uc.pdf"
    words = ("sheets", "uc-msc-three-step", *START, *PLATES, "--out", str(out))
    answer = command(*words)
    assert (answer.code, out.exists()) == (1, False)
    assert "E-DOSE-SOL" in answer.err
    assert command(*words, "--draft").code == 1
    assert all("DRAFT" in page for page in pages_of(out))


@pytest.mark.parametrize(
    ("words", "language"),
    [((), "en"), (("--language", "zh"), "zh"), (("--language", "both"), "both")],
)
def test_that_sheets_speak_the_language_asked_for(
    command: Command, tmp_path: Path, words: tuple[str, ...], language: str
) -> None:
    out = tmp_path / "adsc.pdf"
    assert command("sheets", "adsc-one-step", *START, "--out", str(out), "--draft", *words).code == 1
    text = "\n".join(pages_of(out))
    assert ("overview" in text.casefold()) == (language != "zh")
    assert ("总览" in text) == (language != "en")


def test_that_the_language_before_the_command_holds_for_sheets_too(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "adsc.pdf"
    assert command("--language", "zh", "sheets", "adsc-one-step", *START, "--out", str(out), "--draft").code == 1
    assert "总览" in "\n".join(pages_of(out))


def test_that_the_same_printing_gives_the_same_bytes(command: Command, tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for out in (first, second):
        command("sheets", "adsc-one-step", *START, "--draft", "--out", str(out), "--printed-at", "2026-12-07T09:12")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("derived_from", ["", 'id = "mine"\nderived_from = "bm-msc-three-step"'])
def test_that_an_own_copy_tells_where_it_differs_from_its_template(
    command: Command, tmp_path: Path, derived_from: str
) -> None:
    text = (ROOT / "protocols" / "bm-msc-three-step.toml").read_text("utf-8").replace('"8 d"', '"7 d"', 1)
    (tmp_path / "own.toml").write_text(
        text.replace('id = "bm-msc-three-step"', derived_from) if derived_from else text, "utf-8"
    )
    command("sheets", str(tmp_path / "own.toml"), *START, "--out", str(tmp_path / "own.pdf"))
    assert "Differs from BM-MSC, three steps (Table 1) in 1 value" in "\n".join(pages_of(tmp_path / "own.pdf"))


@pytest.mark.parametrize("template_id", ["bm-msc-three-step", "uc-msc-15-day-reading"])
def test_that_a_template_does_not_differ_from_itself(command: Command, tmp_path: Path, template_id: str) -> None:
    command("sheets", template_id, *START, "--out", str(tmp_path / "a.pdf"), "--draft")
    assert "Differs from" not in "\n".join(pages_of(tmp_path / "a.pdf"))


def test_that_a_fillable_form_has_fields_and_the_plain_sheets_none(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    words = ("sheets", "bm-msc-three-step", *START, *PLATES, "--out", str(out))
    assert command(*words).code == 0
    assert PdfReader(out).get_fields() is None
    assert command(*words, "--fillable").code == 0
    assert "D2.step-1.actual" in (PdfReader(out).get_fields() or {})


def test_that_any_day_can_be_handed_over_and_printed_alone(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "off.pdf"
    words = ("sheets", "bm-msc-three-step", *START, *PLATES, "--out", str(out))
    assert command(*words, "--hand-over", "D2-D4=Li Na", "--part", "off/d2-d4").code == 0
    (page,) = pages_of(out)
    assert "OFF/D2-D4" in page
    assert "to: Li Na" in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--hand-over", "weekend"), "weekend"),
        (("--hand-over", "D4-D2"), "D4-D2"),
        (("--hand-over", "D300"), "D300"),
        (("--part", "D99"), "overview, S1-1"),
    ],
)
def test_that_a_day_or_a_sheet_that_is_not_there_is_told(
    command: Command, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    out = tmp_path / "off.pdf"
    answer = command("sheets", "bm-msc-three-step", *START, "--out", str(out), *words)
    assert (answer.code, out.exists()) == (2, False)
    assert told in answer.err
    assert answer.err.count("\n") == 1
