"""What is scanned or typed of a sheet is understood, or refused; nothing is guessed."""

import pytest

from mscplanner.domain.sheet_mark import SheetMark
from mscplanner.planning.sheet_reference import SheetReference, read_sheet_reference

NUMBERS = ("R-2026-014", "R-2026-01", "Mouse 7", "7")


def test_that_a_scanned_mark_names_everything() -> None:
    mark = SheetMark(run="R-9", part="S2-1/D4", revision=3, code="7f3a-91c2")
    read = read_sheet_reference(f" {mark.written} ", NUMBERS)
    assert read == SheetReference(run="R-9", part="S2-1/D4", revision=3, code="7f3a-91c2")


@pytest.mark.parametrize(
    "text",
    [
        "MSCP／R-2026-014／D0／1／7f3a-91c2",
        "mscp/r-2026-014/D0/1/7F3A-91C2",
        "ＭＳＣＰ／ｒ－2026－014／D0／1／7f3a－91c2",
    ],
)
def test_that_a_mark_is_understood_in_small_letters_and_full_width(text: str) -> None:
    read = read_sheet_reference(text, NUMBERS)
    assert read == SheetReference(run="R-2026-014", part="D0", revision=1, code="7f3a-91c2")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("7f3a-91c2", {"code": "7f3a-91c2"}),
        ("7F3A91C2", {"code": "7f3a-91c2"}),
        ("７ｆ３ａ-91c2 D2", {"code": "7f3a-91c2", "part": "D2"}),
        ("7f3a-91c2 s2-1/d4", {"code": "7f3a-91c2", "part": "S2-1/D4"}),
        ("7f3a-91c2 12", {"code": "7f3a-91c2", "page": 12}),
        ("r-2026-014", {"run": "R-2026-014"}),
        ("R-2026-014, page 3", {"run": "R-2026-014", "page": 3}),
        ("R-2026-014 第3页", {"run": "R-2026-014", "page": 3}),
        ("R-2026-014 D-1", {"run": "R-2026-014", "part": "D-1"}),
        ("R-2026-014 Overview", {"run": "R-2026-014", "part": "overview"}),
        ("R-2026-014 d18/gsis-2", {"run": "R-2026-014", "part": "D18/GSIS-2"}),
        ("7f3a-91c2 D18/R1", {"code": "7f3a-91c2", "part": "D18/R1"}),
        ("7f3a-91c2 off/d5-d6", {"code": "7f3a-91c2", "part": "OFF/D5-D6"}),
        ("mouse 7", {"run": "Mouse 7"}),
        ("mouse 7 7", {"run": "Mouse 7", "page": 7}),
        ("7", {"run": "7"}),
    ],
)
def test_that_what_is_typed_is_understood(text: str, fields: dict[str, object]) -> None:
    assert read_sheet_reference(text, NUMBERS) == SheetReference.model_validate(fields)


@pytest.mark.parametrize(
    "text", ["", "   ", "R-2026-015", "7f3a-91c", "7f3a-91c2 soon", "R-2026-014 0", "MSCP/R-1/D2", "x" * 10_000, "²"]
)
def test_that_nothing_else_names_a_sheet(text: str) -> None:
    assert read_sheet_reference(text, NUMBERS) is None
