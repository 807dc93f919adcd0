"""Lots for a run: first expired first used, of those that last to the end, suffice, and are not spoken for."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from mscplanner.domain.quantity import Quantity, volume
from mscplanner.domain.run import Run, Stock
from mscplanner.domain.stockroom import Lot, Reservation, Stockroom
from mscplanner.planning.lot_choice import (
    need_of,
    suggested_lots,
    with_lot,
    with_only_lot,
    without_lot,
    without_stock,
)
from mscplanner.planning.planner import plan

LAST_USE = date(2026, 12, 17)
"""Activin A of the BM template goes into S3, which is made on D10 of a run that starts on 2026-12-07."""


def lot(number: str, **fields: object) -> Lot:
    """Return 1 mL of activin A as the catalogue has it, in date for a year."""
    of_activin = {"reagent": "activin-a", "strength": "100 µg/mL", "amount": "1 mL", "expiry": date(2027, 12, 1)}
    return Lot.model_validate({"id": number.rjust(32, "0"), "number": number, **of_activin, **fields})


def chosen(run: Run, *lots: Lot, reservations: tuple[Reservation, ...] = ()) -> str | None:
    found = suggested_lots(plan(run), Stockroom(lots=lots, reservations=reservations))
    return found["activin-a"].number if "activin-a" in found else None


@pytest.fixture
def run(run_of: Callable[[str], Run]) -> Run:
    return run_of("bm-msc-three-step")


def test_that_the_lot_that_expires_first_is_used_first(run: Run) -> None:
    early, late = lot("1", expiry=date(2027, 3, 1)), lot("2", expiry=date(2027, 4, 1))
    assert chosen(run, late, early) == "1"
    assert chosen(run, lot("3", expiry=None), late) == "2"


def test_that_a_lot_without_expiry_is_used_where_no_other_is_there(run: Run) -> None:
    assert chosen(run, lot("3", expiry=None)) == "3"


@pytest.mark.parametrize(("after_days", "fits"), [(-1, False), (0, True), (1, True)])
def test_that_a_lot_outlives_its_last_use(run: Run, after_days: int, fits: bool) -> None:
    expiring = lot("1", expiry=LAST_USE + timedelta(days=after_days))
    assert chosen(run, expiring, lot("2")) == ("1" if fits else "2")


def test_that_a_lot_with_too_little_is_passed_over(run: Run) -> None:
    need = need_of(with_lot(run, lot("1")), lot("1"))
    assert need
    enough = lot("1", expiry=date(2027, 1, 1), amount=f"{need.amount.to('µL').value} µL")
    little = enough.model_copy(update={"amount": f"{need.amount.to('µL').value - Decimal('0.1')} µL"})
    assert chosen(run, enough, lot("2")) == "1"
    assert chosen(run, little, lot("2")) == "2"


def test_that_what_a_weaker_lot_must_hold_is_counted_with_its_own_strength(run: Run) -> None:
    weak = lot("1", strength="10 µg/mL", amount="100 µL", expiry=date(2027, 1, 1))
    assert chosen(run, weak) is None
    assert chosen(run, weak.model_copy(update={"amount": "200 µL"})) == "1"


def test_that_what_other_runs_have_reserved_is_not_given_away(run: Run) -> None:
    small = lot("1", amount="20 µL", expiry=date(2027, 1, 1))
    held = Reservation(lot=small.id, run="d" * 32, number="R-1", amount=volume("0.01"), last_use=LAST_USE)
    assert chosen(run, small) == "1"
    assert chosen(run, small, reservations=(held,)) is None
    assert chosen(run, small, lot("2"), reservations=(held,)) == "2"


@pytest.mark.parametrize(
    "fields",
    [
        {"amount": ""},
        {"amount": "a few"},
        {"strength": ""},
        {"strength": "strong"},
        {"strength": "1 ng/mL"},
        {"strength": "50 IU/mL"},
        {"freeze_thaws": 3},
        {"amount": "0 mL"},
        {"amount": "5 mg", "strength": "powder"},
    ],
)
def test_that_a_lot_of_which_too_little_is_known_or_right_is_not_suggested(run: Run, fields: dict[str, object]) -> None:
    assert chosen(run, lot("1", **fields)) is None


def test_that_a_mass_that_is_still_to_be_dissolved_counts_as_the_volume_it_gives(run: Run) -> None:
    assert chosen(run, lot("1", amount="10 µg")) == "1"
    assert chosen(run, lot("1", amount="1 µg")) is None


def test_that_each_reagent_gets_its_own_lot(run: Run) -> None:
    other = lot("7", reagent="bfgf")
    room = Stockroom(lots=(lot("1"), other, lot("9", reagent="dmso")))
    assert suggested_lots(plan(run), room) == {"activin-a": lot("1"), "bfgf": other}


def test_that_a_suggested_lot_brings_no_finding(run: Run) -> None:
    room = Stockroom(lots=(lot("1", expiry=LAST_USE), lot("2")))
    for each in suggested_lots(plan(run), room).values():
        run = with_only_lot(run, each)
    of_stocks = [each for each in plan(run, room).findings if each.place[:2] == ("stocks", "activin-a")]
    assert run.stock("activin-a")
    assert not of_stocks


def test_that_a_chosen_lot_gives_strength_solvent_and_itself(run: Run) -> None:
    stock = with_lot(run, lot("1", solvent="4 mM HCl")).stock("activin-a")
    assert stock
    assert (stock.strength, stock.lot, stock.carried) == ("100 µg/mL", lot("1", solvent="4 mM HCl"), False)
    assert stock.solvent
    assert stock.solvent.written("en") == "4 mM HCl"


def test_that_a_lot_without_strength_keeps_what_was_planned_with(run: Run) -> None:
    run = with_lot(run, lot("1"))
    stock = with_lot(run, lot("2", strength="")).stock("activin-a")
    assert stock
    assert (stock.strength, stock.lot and stock.lot.number) == ("100 µg/mL", "2")


def test_that_a_second_lot_takes_over_on_its_day_and_the_first_one_stays(run: Run) -> None:
    run = with_lot(with_lot(run, lot("1")), lot("2"), from_day=12)
    numbers = [stock.lot.number for day in (0, 11, 12) for stock in run.stocks_on(day) if stock.lot]
    assert numbers == ["1", "1", "2"]
    again = with_lot(run, lot("3"))
    assert [stock.lot.number for day in (0, 12) for stock in again.stocks_on(day) if stock.lot] == ["3", "2"]
    assert without_stock(run, "activin-a", 12) == with_lot(with_lot(run, lot("2"), 12), lot("1")).model_copy(
        update={"stocks": (run.stock("activin-a"),)}
    )
    assert len(with_only_lot(run, lot("3")).stocks) == 1


def test_that_leaving_a_lot_keeps_its_strength(run: Run) -> None:
    left = without_lot(with_lot(run, lot("1", strength="50 µg/mL")), "activin-a")
    assert left.stocks == (Stock(reagent="activin-a", strength="50 µg/mL"),)
    assert without_lot(run, "activin-a") == run


def test_that_nothing_is_taken_of_a_lot_that_the_run_does_not_use(run: Run) -> None:
    assert need_of(run, lot("1", reagent="hgf")) is None
    need = need_of(with_lot(run, lot("1")), lot("1"))
    assert need
    assert (need.amount.same(Quantity(value=Decimal("15.9"), unit="µL")), need.last_day) == (True, 10)
