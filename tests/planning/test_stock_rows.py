"""The tubes of a run: one row each, whether or not a medium can be planned."""

from collections.abc import Callable
from datetime import date

from mscplanner.domain.run import Run, Stock
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.edits import confirm_stock
from mscplanner.planning.lot_choice import with_lot
from mscplanner.planning.stock_rows import StockRow, stock_rows

Runs = Callable[[str], Run]
LOT = Lot(id="a" * 32, reagent="egf", strength="1 mg/mL", number="A12", expiry=date(2027, 1, 1))


def row(run: Run, reagent: str, from_day: int = 0) -> StockRow:
    return next(each for each in stock_rows(run) if (each.reagent, each.from_day) == (reagent, from_day))


def test_that_each_reagent_stands_once_in_the_order_of_the_stages(run_of: Runs) -> None:
    reagents = [each.reagent for each in stock_rows(run_of("bm-msc-three-step"))]
    assert reagents[0] == "2-mercaptoethanol"
    assert len(reagents) == len(set(reagents)) == 7


def test_that_a_row_says_how_sure_its_strength_is(run_of: Runs) -> None:
    run = run_of("uc-msc-three-step")
    assert (row(run, "egf").state, row(run, "egf").stock) == ("assumed", None)
    for strength, carried, state in (
        ("1 mg/mL", False, "confirmed"),
        ("1 mg/mL", True, "carried"),
        ("powder", False, "confirmed"),
        ("1,5 mM", False, "assumed"),
    ):
        stock = Stock(reagent="egf", strength=strength, carried=carried)
        found = row(confirm_stock(run, stock), "egf")
        assert (found.state, found.strength) == (state, strength)


def test_that_a_reagent_without_a_usual_strength_is_not_known(run_of: Runs) -> None:
    run = run_of("uc-msc-three-step")
    stage = run.protocol.stages[0]
    unknown = stage.additions[0].model_copy(update={"reagent": "extract of our own"})
    stages = (stage.model_copy(update={"additions": (unknown,)}),)
    run = run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": stages})})
    (found,) = stock_rows(run)
    assert (found.reagent, found.state, found.strength) == ("extract of our own", "unknown", "")


def test_that_a_second_lot_is_a_row_of_its_own_below_the_first(run_of: Runs) -> None:
    run = with_lot(run_of("uc-msc-three-step"), LOT, from_day=8)
    rows = [each for each in stock_rows(run) if each.reagent == "egf"]
    assert [(each.from_day, each.stock and each.stock.lot) for each in rows] == [(0, None), (8, LOT)]


def test_that_the_rows_stay_where_no_medium_can_be_planned(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    assert stock_rows(run.model_copy(update={"well_volume": "2,5 mL"})) == stock_rows(run)
