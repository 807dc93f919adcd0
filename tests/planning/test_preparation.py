"""What is thawed, dissolved, coated and warmed, and on which day."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from mscplanner.domain.protocol import Addition
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.run import Control, Run, Stock, Withdrawal
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.preparation import dissolved_volume, is_frozen, last_open_day

MONDAY = date(2026, 12, 7)
Runs = Callable[[str], Run]


def lot_of(reagent: str, **fields: Any) -> Lot:
    return Lot(**{"id": "a" * 32, "reagent": reagent, "strength": "100 µg/mL", "number": "A12", **fields})


def with_lot(run: Run, lot: Lot) -> Run:
    stock = Stock(reagent=lot.reagent, strength=lot.strength, lot=lot)
    return run.model_copy(update={"stocks": (stock,)})


def prepared(planned: Plan, kind: str, reagent: str = "") -> list[tuple[int, str]]:
    days = (*planned.preceding, *planned.days)
    return [
        (day.number, task.text.written("en"))
        for day in days
        for task in day.tasks
        if task.kind == kind and reagent in ("", task.reagent)
    ]


def test_that_what_keeps_thawed_is_thawed_on_the_last_day_with_work(run_of: Runs) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    assert prepared(planned, "thaw", "activin-a") == [(8, "Tonight, to 2–8 °C: Thaw Activin A: 15.9 µL for D10")]
    assert prepared(planned, "thaw", "b27-50x") == [(0, "Tonight, to 2–8 °C: Thaw B-27 (50×): 6.4 mL for D2, D10")]


def test_that_what_is_not_known_to_keep_thawed_is_thawed_when_it_is_used(run_of: Runs) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    assert [day for day, _ in prepared(planned, "thaw", "bfgf")] == [2, 4, 6, 8, 10, 12, 14, 16]
    assert prepared(planned, "thaw", "bfgf")[0][1] == "Thaw bFGF (FGF-2): 7.92 µL for D2"


def test_that_a_monday_is_prepared_on_the_friday_before(run_of: Runs) -> None:
    run = run_of("uc-msc-15-day-reading")
    planned = plan(run)
    assert [day.label for day in planned.preceding] == ["D-3"]
    assert planned.preceding[0].date == MONDAY - timedelta(days=3)
    assert prepared(planned, "thaw", "fbs")[0][1].startswith("Tonight, to 2–8 °C: Thaw FBS")


def test_that_tubes_are_counted_where_the_lot_is_divided(run_of: Runs) -> None:
    run = with_lot(run_of("bm-msc-three-step"), lot_of("activin-a", amount="200 µL", aliquot="10 µL"))
    assert prepared(plan(run), "thaw", "activin-a") == [
        (8, "Tonight, to 2–8 °C: Thaw Activin A: 2 × 10 µL, 15.9 µL for D10")
    ]


def test_that_a_lot_in_the_fridge_is_not_thawed(run_of: Runs) -> None:
    run = with_lot(run_of("bm-msc-three-step"), lot_of("activin-a", storage="4 °C, door"))
    assert prepared(plan(run), "thaw", "activin-a") == []


def test_that_a_powder_to_be_dissolved_is_dissolved_on_the_last_open_day(run_of: Runs) -> None:
    run = with_lot(run_of("bm-msc-three-step"), lot_of("activin-a", amount="50 µg"))
    assert prepared(plan(run), "dissolve") == [
        (9, "Dissolve 50 µg Activin A in 500 µL 4 mmol/L HCl or PBS, with 0.1 % BSA: 100 µg/mL")
    ]
    assert prepared(plan(run), "thaw", "activin-a") == []


def test_that_vessels_are_coated_the_day_before_their_stage(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    first, *rest = run.protocol.stages
    coated = first.model_copy(update={"additions": (*first.additions, Addition(reagent="laminin", final="1 µg/mL"))})
    protocol = run.protocol.model_copy(update={"stages": (coated, *rest)})
    (task,) = prepared(plan(run.model_copy(update={"protocol": protocol})), "coat")
    assert task[0] == -3
    assert "laminin" in task[1].casefold()


def test_that_what_was_made_earlier_is_warmed_on_the_day(run_of: Runs) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    assert prepared(planned, "warm")[0] == (4, "Warm 39.6 mL of S2-1")
    assert [day for day, _ in prepared(planned, "warm")] == [4, 6, 8, 12, 14, 16]


def test_that_of_a_medium_given_as_it_is_the_wells_share_is_warmed_with_the_overage(run_of: Runs) -> None:
    controls = {"controls": (Control(kind="uninduced"), Control(kind="vehicle")), "overage_percent": Decimal(20)}
    run = run_of("bm-msc-three-step").model_copy(update=controls)
    warmed = [text for day, text in prepared(plan(run), "warm") if day == 4]
    assert warmed == ["Warm 43.2 mL of S2-1", "Warm 28.8 mL of C1-1"]
    halved = run.model_copy(update={"withdrawals": (Withdrawal(day=2, wells=3, arm="uninduced"),)})
    assert "Warm 21.6 mL of C1-1" in [text for day, text in prepared(plan(halved), "warm") if day == 4]


@pytest.mark.parametrize(("closed", "day"), [(set(), 4), ({4, 3}, 2), (set(range(-20, 5)), 4)])
def test_that_the_last_open_day_is_the_nearest(closed: set[int], day: int) -> None:
    assert last_open_day(5, closed.__contains__) == day


@pytest.mark.parametrize(
    ("storage", "frozen"), [("-20 °C", True), ("−80 °C, box 3", True), ("4 °C", False), ("", True), ("box 3", True)]
)
def test_that_the_lot_says_where_it_is_kept(run_of: Runs, storage: str, frozen: bool) -> None:
    egf: Reagent | None = run_of("bm-msc-three-step").lab.catalogue.reagent("egf")
    assert is_frozen(egf, lot_of("egf", storage=storage)) is frozen


def test_that_a_mass_without_a_bridge_gives_no_volume() -> None:
    assert dissolved_volume(lot_of("x", strength="10 mM", amount="5 mg"), None) is None
    made = dissolved_volume(lot_of("x", strength="10 mg/mL", amount="5 mg"), None)
    assert made
    assert made.to("mL").value * 2 == 1
