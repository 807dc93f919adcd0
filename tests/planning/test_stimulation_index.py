"""The index is worked out only where both values are there, and is never more than it says."""

from decimal import Decimal

import pytest

from mscplanner.domain.close_out import Cell, Row
from mscplanner.domain.local_text import LocalText
from mscplanner.planning.stimulation_index import Index, differs, indices_of, is_measured, read_number


def result(low: str, high: str) -> Row:
    typed = {"insulin-low": low, "insulin-high": high, "si": ""}
    cells = tuple(Cell(column=column, typed=text) for column, text in typed.items())
    return Row(id="D-1", section="record", label=LocalText(plain="1"), cells=cells)


def test_that_the_formula_is_told_with_its_figures() -> None:
    (index,) = indices_of(result("0.30", " 1 "))
    assert (index.column, index.value) == ("si", Decimal("3.33"))
    assert index.told.written("en") == "Insulin, worked out: SI = high ÷ low = 1 ÷ 0.30 = 3.33"


@pytest.mark.parametrize(
    ("low", "high"), [("", "4"), ("4", ""), ("0", "4"), ("-1", "4"), ("1,5", "4"), ("< 0.1", "4"), ("N/A", "4")]
)
def test_that_nothing_is_worked_out_of_less_than_two_numbers(low: str, high: str) -> None:
    assert list(indices_of(result(low, high))) == []


@pytest.mark.parametrize(
    ("typed", "other"), [("3.3", False), ("3.33", False), ("3", False), ("3.5", True), ("n/a", False)]
)
def test_that_a_rounded_index_is_the_same(typed: str, other: bool) -> None:
    assert differs(Index("Insulin", "si", "0.3", "1", Decimal("3.33")), typed) == other


def test_that_only_what_is_a_number_is_one() -> None:
    assert read_number("1e400") is read_number("") is read_number("2x") is None
    assert [is_measured(text) for text in ("~3", "未检出", "OVER", "3 %", "three")] == [True, True, True, False, False]
