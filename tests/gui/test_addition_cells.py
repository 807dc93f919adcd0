"""Cells as spreadsheets copy and paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.gui.addition_cells import copied, pasted, read_cells
from mscplanner.planning.protocol_edits import MOST_ADDITIONS, add_addition, new_protocol

OWN = add_addition(new_protocol("own", LocalText(en="Own")), 0, 0, "EGF", "20 ng/mL")
CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=5))
def test_that_copied_cells_are_read_back(cells: list[list[str]]) -> None:
    kept = [row for row in cells if any(cell.strip() for cell in row)]
    assert [row for row in read_cells(copied(cells)) if any(cell.strip() for cell in row)] == kept


@pytest.mark.parametrize("text", ["", "\t\n", "\n\n", "\x00"])
def test_that_nothing_is_read_from_nothing(text: str) -> None:
    assert read_cells(text) == []


def test_that_a_cell_with_quotes_and_breaks_is_one_cell() -> None:
    assert read_cells('"a ""b""\nc"\td') == [['a "b"\nc', "d"]]


def test_that_pasted_cells_fill_from_the_first_one_on(lab: Lab) -> None:
    after, taken, left_out = pasted(OWN, 0, (0, 1), [["1 nM"], ["2 nM"]], lab)
    assert [each.final for each in after.stages[0].additions] == ["1 nM"]
    assert (taken, left_out) == (1, 1)


def test_that_computed_columns_are_passed_over(lab: Lab) -> None:
    after, _, _ = pasted(OWN, 0, (0, 0), [["HGF", "5 ng/mL", "1 mM", "7 µL", "yes"]], lab)
    addition = after.stages[0].additions[0]
    assert (addition.reagent, addition.final, addition.once) == ("HGF", "5 ng/mL", True)


def test_that_a_stage_never_takes_more_additions_than_it_can_hold(lab: Lab) -> None:
    after, taken, left_out = pasted(OWN, 0, (1, 0), [[f"compound {at}"] for at in range(300)], lab)
    assert len(after.stages[0].additions) == MOST_ADDITIONS
    assert taken + left_out == 300
