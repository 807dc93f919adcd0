"""Cells of a recipe: what each shows and what was typed there."""

from collections.abc import Callable

import pytest

from mscplanner.domain.run import Control, Run, Stock
from mscplanner.domain.stockroom import Lot
from mscplanner.gui.recipe_rows import ACHIEVED, ADD, ERROR, FINAL, REAGENT, STOCK, Mix, RecipeRow, recipe_rows
from mscplanner.gui.wording import Wording
from mscplanner.planning.edits import confirm_stock
from mscplanner.planning.lot_choice import with_lot
from mscplanner.planning.planner import plan

LOT = Lot(id="a" * 32, reagent="activin-a", strength="10 µg/mL", number="A12")


@pytest.fixture
def run(run_of: Callable[[str], Run]) -> Run:
    return run_of("bm-msc-three-step")


def rows(run: Run, batch: str = "S3-1", day: int | None = None) -> dict[str, RecipeRow]:
    planned = plan(run)
    found = planned.batch(batch)
    assert found
    mix = Mix(found, found.completion(day) if day is not None else None)
    return {row[REAGENT].text: row for row in recipe_rows(mix, run, Wording("en"))}


def test_that_stock_and_dose_are_edited_and_nothing_else(run: Run) -> None:
    row = rows(run)["Activin A"]
    assert [at for at, cell in enumerate(row) if cell.typed is not None] == [STOCK, FINAL]
    assert (row[STOCK].typed, row[FINAL].typed) == ("100 µg/mL", "10 ng/mL")
    assert (row[ACHIEVED].text, row[ERROR].text) == ("9.999 ng/mL", "−0.01 %")
    for name in ("High-glucose DMEM", "Total"):
        assert not [cell for cell in rows(run)[name] if cell.typed is not None]


def test_that_the_part_of_a_batch_is_not_edited_where_it_is_completed(run: Run) -> None:
    found = rows(run, day=10)
    assert not [cell for cell in found["S3-1"] if cell.typed is not None]
    assert found["bFGF (FGF-2)"][STOCK].typed == "100 µg/mL"


def test_that_a_dilution_is_shown_and_its_tube_is_edited(run: Run) -> None:
    row = rows(confirm_stock(run, Stock(reagent="activin-a", strength="10 mg/mL")))["Activin A"]
    assert row[STOCK].text.startswith("I")
    assert row[STOCK].typed == "10 mg/mL"


def test_that_what_cannot_be_read_is_shown_as_it_was_typed(run: Run) -> None:
    run = confirm_stock(run, Stock(reagent="activin-a", strength="10,5 µg/mL"))
    cell = rows(run)["Activin A"][STOCK]
    assert (cell.text, cell.typed, cell.wrong) == ("10,5 µg/mL", "10,5 µg/mL", True)
    assert not rows(run)["Nicotinamide"][STOCK].wrong


def test_that_a_dose_that_is_not_stated_says_so(run_of: Callable[[str], Run]) -> None:
    found = rows(run_of("adsc-one-step"), "S1-1")
    cell = next(row[FINAL] for row in found.values() if row[FINAL].text == "not stated")
    assert (cell.typed, cell.wrong) == ("", False)
    assert found["Total"][ADD].text == "not known"


def test_that_a_lot_stands_with_its_reagent(run: Run) -> None:
    assert "Activin A (A12)" in rows(with_lot(run, LOT))


def test_that_a_stock_is_that_of_the_day_the_medium_is_given(run: Run) -> None:
    run = with_lot(
        confirm_stock(run, Stock(reagent="bfgf", strength="50 µg/mL")), LOT.model_copy(update={"reagent": "bfgf"}), 12
    )
    assert rows(run, day=10)["bFGF (FGF-2)"][STOCK].typed == "50 µg/mL"
    assert rows(run, "S3-2", day=12)["bFGF (FGF-2) (A12)"][STOCK].typed == "10 µg/mL"


def test_that_media_of_controls_follow_from_their_stages(run_of: Callable[[str], Run]) -> None:
    run = run_of("uc-msc-three-step").model_copy(update={"controls": (Control(kind="vehicle"),)})
    found = rows(run, "C1-1")
    assert not [cell for row in found.values() for cell in row if cell.typed is not None]
