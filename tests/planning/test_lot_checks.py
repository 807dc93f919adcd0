"""Checks of the lots of a run: the strength that is planned is the lot's own."""

from collections.abc import Callable

import pytest

from mscplanner.domain.run import Run, Stock
from mscplanner.domain.stockroom import Lot, Stockroom
from mscplanner.planning.edits import with_strength
from mscplanner.planning.lot_choice import with_lot
from mscplanner.planning.planner import plan

LOT = Lot(id="a" * 32, reagent="activin-a", strength="100 µg/mL", number="A12", amount="1 mL")


def told(run: Run, lot: Lot = LOT) -> list[str]:
    findings = plan(run, Stockroom(lots=(lot,))).findings
    return [each.title.written("en") for each in findings if each.code == "W-LOT-STRENGTH"]


@pytest.fixture
def run(run_of: Callable[[str], Run]) -> Run:
    return with_lot(run_of("bm-msc-three-step"), LOT)


@pytest.mark.parametrize(
    ("strength", "differs"),
    [("100 µg/mL", False), ("0.1 mg/mL", False), ("10 µg/mL", True), ("powder", True), ("100,5 µg/mL", True)],
)
def test_that_another_strength_than_the_lots_is_told(run: Run, strength: str, differs: bool) -> None:
    titles = told(with_strength(run, "activin-a", strength))
    assert titles == ([f"Activin A: {strength} is planned, lot A12 is 100 µg/mL"] if differs else [])


def test_that_a_lot_that_was_changed_since_is_told(run: Run) -> None:
    assert told(run, LOT.model_copy(update={"strength": "50 µg/mL"}))


def test_that_a_lot_without_a_strength_says_nothing(run: Run) -> None:
    silent = LOT.model_copy(update={"strength": ""})
    stock = Stock(reagent="activin-a", strength="10 µg/mL", lot=silent)
    assert not told(run.model_copy(update={"stocks": (stock,)}), silent)


def test_that_two_ways_to_say_powder_are_one(run: Run) -> None:
    powder = LOT.model_copy(update={"strength": "粉末", "amount": "5 mg"})
    assert not told(with_strength(with_lot(run, powder), "activin-a", "powder"), powder)
