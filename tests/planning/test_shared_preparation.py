"""Preparation that runs share: merged where everything is the same, and counted once for each person."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from mscplanner.domain.lab import HandsOn, Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Stage, StageMedium
from mscplanner.domain.run import Happening, Run, Stock
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.lot_choice import with_lot
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.shared_preparation import SharedPreparation, preparations_of, shared_preparations
from mscplanner.planning.workload import day_minutes

MONDAY = date(2026, 12, 7)
BFGF = Lot(id="b" * 32, reagent="bfgf", strength="100 µg/mL", number="B1", aliquot="10 µL")
EGF = Addition(reagent="egf", final="20 ng/mL")
Runs = Callable[[str], Run]


def with_settings(lab: Lab, **fields: Any) -> Lab:
    return lab.model_copy(update={"settings": lab.settings.model_copy(update=fields)})


@pytest.fixture
def run(run_of: Runs) -> Run:
    return run_of("bm-msc-three-step").model_copy(update={"operator": "A"})


def planned(run: Run, number: str, **fields: Any) -> Plan:
    return plan(run.model_copy(update={"number": number, **fields}))


def shared(*plans: Plan) -> list[SharedPreparation]:
    return list(shared_preparations(each for one in plans for each in preparations_of(one)))


def on(found: list[SharedPreparation], day: int) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.kind, each.runs) for each in found if each.date == MONDAY + timedelta(days=day)]


def test_that_runs_alike_share_all_their_preparation_of_a_day(run: Run) -> None:
    found = shared(planned(run, "R-1"), planned(run, "R-2"))
    both = ("R-1", "R-2")
    assert on(found, 0) == [("make-medium", both), ("thaw", both)]
    assert on(found, 2) == [("thaw", both), ("thaw", both), ("make-medium", both), ("complete-medium", both)]
    assert on(found, 4) == [("thaw", both), ("warm", both), ("complete-medium", both)]


def test_that_a_run_alone_shares_nothing(run: Run) -> None:
    assert not shared(planned(run, "R-1"))
    assert not shared(planned(run, "R-1"), planned(run, "R-1"))


def test_that_what_is_made_together_is_the_sum_of_the_sheets(run: Run) -> None:
    plans = planned(run, "R-1"), planned(run, "R-2", count=2)
    making = next(each for each in shared(*plans) if each.kind == "make-medium")
    assert making.amount == sum(each.media[0].volume.base for each in plans)
    thaw = next(
        each for each in shared(*plans) if each.kind == "thaw" and each.parts[0].name.written("en").startswith("B-27")
    )
    assert thaw.amount == sum((part.amount for part in thaw.parts if part.amount), Decimal(0)) > 0


def test_that_bottles_made_on_other_days_stay_apart(run: Run) -> None:
    found = shared(planned(run, "R-1"), planned(run, "R-2", start=MONDAY + timedelta(days=2)))
    assert [kind for kind, _ in on(found, 4)] == ["thaw"]
    # The third medium of the one and the second of the other are other recipes.
    assert {kind for kind, _ in on(found, 10)} == {"thaw"}


@pytest.mark.parametrize(
    "fields",
    [
        {"stocks": (Stock(reagent="2-mercaptoethanol", strength="100 mM"),)},
        {"stocks": (Stock(reagent="2-mercaptoethanol", strength="neat"),)},
        {
            "stocks": (
                Stock(
                    reagent="2-mercaptoethanol",
                    strength="50 mM",
                    lot=Lot(id="c" * 32, reagent="2-mercaptoethanol", strength="50 mM", number="7"),
                ),
            )
        },
    ],
)
def test_that_another_tube_or_lot_is_another_making(run: Run, fields: dict[str, Any]) -> None:
    found = shared(planned(run, "R-1"), planned(run, "R-2", **fields))
    assert "make-medium" not in {kind for kind, _ in on(found, 0)}
    # What the other stock is not part of is still shared.
    assert "thaw" in {kind for kind, _ in on(found, 0)}


@pytest.mark.parametrize(
    "fields", [{"shelf_life_days": {"small-molecule": 1}}, {"tolerance_percent": Decimal(3)}, {"batch_step": None}]
)
def test_that_another_policy_of_the_lab_is_another_making(run: Run, fields: dict[str, Any]) -> None:
    step = run.lab.settings.batch_step.to("µL")
    other = with_settings(run.lab, **{name: step if value is None else value for name, value in fields.items()})
    found = shared(planned(run, "R-1"), planned(run, "R-2", lab=other))
    assert "make-medium" not in {each.kind for each in found}


def test_that_another_dose_is_another_making(run: Run) -> None:
    first = run.protocol.stages[0]
    more = first.additions[0].model_copy(update={"final": "15 % v/v"})
    stage = first.model_copy(update={"additions": (more, *first.additions[1:])})
    other = run.protocol.model_copy(update={"stages": (stage, *run.protocol.stages[1:])})
    found = shared(planned(run, "R-1"), planned(run, "R-2", protocol=other))
    assert "make-medium" not in {kind for kind, _ in on(found, 0)}
    assert "make-medium" in {kind for kind, _ in on(found, 2)}


def test_that_one_lot_is_thawed_in_as_few_tubes_as_hold_it(run: Run) -> None:
    held = with_lot(run, BFGF)
    plans = planned(held, "R-1"), planned(held, "R-2"), planned(held, "R-3")
    thaws = [each for each in shared(*plans) if each.kind == "thaw" and each.parts[0].lot == "B1"]
    # 7.92 µL each, then 3.96 µL each, from tubes of 10 µL.
    assert [each.tubes for each in thaws[:1] + thaws[-1:]] == [(3, 3), (2, 3)]


def test_that_another_lot_of_a_reagent_is_not_thawed_together(run: Run) -> None:
    other = BFGF.model_copy(update={"id": "d" * 32, "number": "B2"})
    found = shared(planned(with_lot(run, BFGF), "R-1"), planned(with_lot(run, other), "R-2"))
    assert all(each.parts[0].name.written("en") != "bFGF (FGF-2)" for each in found)


def test_that_a_lot_is_dissolved_once(run: Run) -> None:
    dry = Lot(id="e" * 32, reagent="bfgf", strength="100 µg/mL", number="D1", amount="1 mg")
    found = shared(planned(with_lot(run, dry), "R-1"), planned(with_lot(run, dry), "R-2"))
    assert [(each.kind, each.parts[0].lot) for each in found if each.kind == "dissolve"] == [("dissolve", "D1")]


def test_that_what_was_made_already_is_not_put_together_any_more(run: Run) -> None:
    made = Happening(kind="made", day=2, planned_day=2, batch="S2-1", uses=(2, 4, 6, 8))
    found = shared(planned(run, "R-1"), planned(run, "R-2", happened=(made,)))
    assert not on(found, 0)
    # The bottle of the one stands beside that of the other: nothing of it is warmed or completed together.
    assert [kind for kind, _ in on(found, 4)] == ["thaw"]
    assert "make-medium" in {kind for kind, _ in on(found, 10)}


def coated(lab: Lab, number: str, count: int = 1) -> Plan:
    vessel = lab.vessel("plate-6")
    assert vessel
    medium = StageMedium(basal="dmem-high-glucose")
    coating = next(each.id for each in lab.catalogue.reagents if each.coating)
    stage = Stage(
        id="step-1",
        title=LocalText(plain="Step"),
        duration="2 d",
        medium=medium,
        additions=(EGF, Addition(reagent=coating, final="10 µg/mL")),
    )
    protocol = Protocol(id="x", title=LocalText(plain="X"), stages=(stage,))
    return plan(Run(number=number, protocol=protocol, start=MONDAY, lab=lab, vessel=vessel, count=count))


def test_that_coating_counts_the_minutes_of_every_vessel(lab: Lab) -> None:
    own = with_settings(lab, hands_on_minutes={"coat": HandsOn(fixed=15, vessel=2)})
    plans = coated(own, "R-1", 2), coated(own, "R-2", 3)
    (coat,) = [each for each in shared(*plans) if each.kind == "coat"]
    apart = sum(day_minutes(each, each.preceding[0]) for each in plans)
    assert (apart, coat.saved_minutes) == (15 + 4 + 15 + 6, 15)


def test_that_minutes_become_fewer_only_within_the_work_of_one_person(run: Run) -> None:
    plans = (
        planned(run, "R-1"),
        planned(run, "R-2"),
        planned(run, "R-3", operator="B"),
        planned(run, "R-4", operator=""),
    )
    making = next(each for each in shared(*plans) if each.kind == "make-medium")
    assert making.people == ("A", "B", "")
    assert [making.saved(person) for person in making.people] == [30, 0, 0]
    assert making.saved_minutes == 30
