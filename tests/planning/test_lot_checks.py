"""Lots: in date to the last use, enough in them, not thawed too often, one for the whole run."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.run import Happening, Run, Stock
from mscplanner.domain.stockroom import Lot, Reservation, Stockroom
from mscplanner.planning.edits import with_strength
from mscplanner.planning.lot_checks import free_amount
from mscplanner.planning.lot_choice import with_lot
from mscplanner.planning.planner import plan

A, OTHER_RUN = "a" * 32, "d" * 32
Runs = Callable[[str], Run]


def run_with(run: Run, **fields: Any) -> tuple[Run, Lot]:
    lot = Lot(**{"id": A, "reagent": "activin-a", "strength": "100 µg/mL", "number": "A12", **fields})
    stock = Stock(reagent="activin-a", strength=lot.strength, lot=lot)
    return run.model_copy(update={"stocks": (stock,)}), lot


def codes(run: Run, stockroom: Stockroom | None = None) -> set[str]:
    planned = plan(run, stockroom or Stockroom())
    return {finding.code for finding in planned.findings if finding.place == ("stocks", "activin-a")}


# The only use of activin A is on D10, 2026-12-17: 15.9 µL.
@pytest.mark.parametrize(("expiry", "found"), [(date(2026, 12, 16), {"W-EXPIRY"}), (date(2026, 12, 17), set())])
def test_that_a_lot_must_outlive_its_last_use(run_of: Runs, expiry: date, found: set[str]) -> None:
    run, _ = run_with(run_of("bm-msc-three-step"), expiry=expiry)
    assert codes(run) == found


@pytest.mark.parametrize(
    ("amount", "found"),
    [("15.9 µL", set()), ("15.8 µL", {"W-AMOUNT"}), ("", set()), ("2 µg", set()), ("1 µg", {"W-AMOUNT"})],
)
def test_that_a_lot_must_hold_enough(run_of: Runs, amount: str, found: set[str]) -> None:
    run, _ = run_with(run_of("bm-msc-three-step"), amount=amount)
    assert codes(run) == found


def test_that_what_other_runs_have_reserved_is_not_there(run_of: Runs) -> None:
    run, lot = run_with(run_of("bm-msc-three-step"), amount="20 µL")
    amount = Quantity(value=Decimal(5), unit="µL")
    held = Reservation(lot=A, run=OTHER_RUN, number="R-1", amount=amount, last_use=date(2026, 12, 20))
    assert codes(run, Stockroom(lots=(lot,))) == set()
    assert codes(run, Stockroom(lots=(lot,), reservations=(held,))) == {"W-AMOUNT"}


def test_that_the_lot_as_it_is_now_counts_and_not_as_it_was_chosen(run_of: Runs) -> None:
    run, lot = run_with(run_of("bm-msc-three-step"), amount="1 mL")
    spent = lot.model_copy(update={"amount": "5 µL"})
    assert codes(run, Stockroom(lots=(spent,))) == {"W-AMOUNT"}


def test_that_a_lot_thawed_too_often_is_told(run_of: Runs) -> None:
    run, _ = run_with(run_of("bm-msc-three-step"), freeze_thaws=3)
    assert codes(run) == {"W-FREEZE-THAW"}
    assert codes(run_with(run_of("bm-msc-three-step"), freeze_thaws=2)[0]) == set()


def test_that_a_second_lot_is_a_flagged_change(run_of: Runs) -> None:
    run, lot = run_with(run_of("bm-msc-three-step"))
    second = lot.model_copy(update={"id": "b" * 32, "number": "B01"})
    later = Stock(reagent="activin-a", strength=second.strength, lot=second, from_day=10)
    changed = run.model_copy(update={"stocks": (*run.stocks, later)})
    (finding,) = [each for each in plan(changed).findings if each.code == "W-LOT-CHANGE"]
    assert finding.title.written("en") == "Activin A: another lot from D10 on"
    assert "Lot A12, then lot B01" in finding.reason.written("en")


def test_that_a_lot_of_a_reagent_that_is_not_used_is_not_checked(run_of: Runs) -> None:
    lot = Lot(id=A, reagent="hgf", strength="50 µg/mL", expiry=date(2020, 1, 1))
    run = run_of("bm-msc-three-step").model_copy(
        update={"stocks": (Stock(reagent="hgf", strength="50 µg/mL", lot=lot),)}
    )
    assert not [finding for finding in plan(run).findings if finding.place[0] == "stocks" and finding.place[1:]]


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


@pytest.mark.parametrize(
    ("amount", "reserved", "free"),
    [
        ("1 mL", "0.4 mL", "0.6"),
        ("100 µg", "0.4 mL", "0.6"),  # reserved as the volume that it will give
        ("100 µg", "40 µg", "0.6"),
        ("1 mL", "40 µg", None),
        ("", "0.4 mL", None),
    ],
)
def test_that_what_is_reserved_is_taken_off_in_whatever_form(
    lab: Lab, amount: str, reserved: str, free: str | None
) -> None:
    lot = Lot(id=A, reagent="egf", strength="100 µg/mL", amount=amount)
    value, unit = reserved.split()
    of_it = Quantity(value=Decimal(value), unit=unit)
    held = Reservation(lot=A, run=OTHER_RUN, number="R-1", amount=of_it, last_use=date(2026, 12, 7))
    found = free_amount(lot, lab, Stockroom(lots=(lot,), reservations=(held,)))
    assert (found.base if found else None) == (Decimal(free) if free else None)


# Of a medium 2 % are B-27 of 50×, and some more other additions: at 1× there is no room for the basal medium.
@pytest.mark.parametrize(("strength", "weak"), [("50X", False), ("2X", False), ("1X", True), ("100X", False)])
def test_that_a_lot_too_weak_for_its_dose_is_an_error(run_of: Runs, strength: str, weak: bool) -> None:
    lot = Lot(id=A, reagent="b27-50x", strength="50X", number="S1", amount="100 mL")
    run, now = with_lot(run_of("bm-msc-three-step"), lot), lot.model_copy(update={"strength": strength})
    found = [each for each in plan(run, Stockroom(lots=(now,))).findings if each.code == "E-LOT-WEAK"]
    assert bool(found) == weak
    if found:
        assert found[0].title.written("en").startswith("B-27 (50×): lot S1 is too weak for 2")
        assert "at 1X it would leave no room" in found[0].reason.written("en")


BFGF = Lot(id=A, reagent="bfgf", strength="100 µg/mL", number="F1", amount="1 mL")


def thaws(run: Run, lot: Lot, **fields: Any) -> list[str]:
    planned = plan(with_lot(run, lot).model_copy(update=fields), Stockroom(lots=(lot,)))
    return [each.reason.written("en") for each in planned.findings if each.code == "W-THAWS"]


def test_that_an_undivided_lot_thawed_again_and_again_is_told(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    assert thaws(run, BFGF) == [
        "It is not divided: frozen again 7 times, 0 before; the lab allows 3 (lab setting).",
    ]
    assert not thaws(run, BFGF.model_copy(update={"aliquot": "20 µL"}))
    assert not thaws(run, BFGF.model_copy(update={"storage": "4 °C"}))


@pytest.mark.parametrize(("limit", "before", "told"), [(7, 0, False), (6, 0, True), (7, 1, True)])
def test_that_the_limit_of_the_lab_decides_with_what_was_thawed_before(
    run_of: Runs, limit: int, before: int, told: bool
) -> None:
    run = run_of("bm-msc-three-step")
    settings = run.lab.settings.model_copy(update={"freeze_thaws": limit})
    own = run.model_copy(update={"lab": run.lab.model_copy(update={"settings": settings})})
    assert bool(thaws(own, BFGF.model_copy(update={"freeze_thaws": before}))) == told


def test_that_thaws_that_lie_behind_are_the_lots_own_count(run_of: Runs) -> None:
    done = Happening(kind="fed", stage="step-3", fill=0, day=10, planned_day=10)
    # Left are D12, D14 and D16.
    assert not thaws(run_of("bm-msc-three-step"), BFGF, happened=(done,))
