"""Batches that runs share: every fill once and in date, no more makings than apart, as few as any choice of days."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Stage, StageMedium
from mscplanner.domain.quantity import total
from mscplanner.domain.run import Control, Happening, Run, Stock
from mscplanner.domain.stockroom import Lot
from mscplanner.domain.work_calendar import WEEKDAYS
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.shared_batches import SharedBatch, shared_batches

# A falsifying example names its lab, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

MONDAY = date(2026, 12, 7)
EGF, BFGF = Addition(reagent="egf", final="20 ng/mL"), Addition(reagent="bfgf", final="20 ng/mL")
FBS = Addition(reagent="fbs", final="10 % v/v")


def lab_with(lab: Lab, life: int = 7, **fields: Any) -> Lab:
    lives = dict.fromkeys(lab.settings.shelf_life_days, life)
    return lab.model_copy(update={"settings": lab.settings.model_copy(update={"shelf_life_days": lives} | fields)})


def planned(
    lab: Lab, number: str, start: int, *stages: tuple[int, tuple[Addition, ...]], every: int = 2, **fields: Any
) -> Plan:
    vessel = lab.vessel("plate-6")
    assert vessel
    made = tuple(
        Stage(
            id=f"step-{at}",
            title=LocalText(plain=f"Step {at}"),
            duration=f"{days} d",
            change=f"every {every} d",
            medium=StageMedium(basal="dmem-high-glucose"),
            additions=additions,
        )
        for at, (days, additions) in enumerate(stages, start=1)
    )
    protocol = Protocol(id="x", title=LocalText(plain="X"), stages=made)
    begun = MONDAY + timedelta(days=start)
    run = Run(number=number, protocol=protocol, start=begun, lab=lab, vessel=vessel)
    return plan(run.model_copy(update=fields))


def days_of(batch: SharedBatch) -> list[tuple[str, int]]:
    return [(use.run, use.day) for use in batch.uses]


def test_that_two_runs_of_one_medium_make_one_batch(lab: Lab) -> None:
    own = lab_with(lab, closed_weekdays=())
    first, second = planned(own, "R-1", 0, (6, (EGF,))), planned(own, "R-2", 2, (4, (EGF,)), count=2)
    (batch,) = shared_batches([first, second])
    assert (batch.id, batch.saves, batch.made_on, batch.use_by) == ("M1-1", 1, MONDAY, date(2026, 12, 14))
    assert days_of(batch) == [("R-1", 0), ("R-1", 2), ("R-2", 0), ("R-1", 4), ("R-2", 2)]
    assert batch.instead_of == (("R-1", "S1-1"), ("R-2", "S1-1"))
    assert batch.runs == ("R-1", "R-2")
    assert batch.needed.base == 3 * 12 + 2 * 24
    assert batch.wanted.base == 93  # 84 mL and 10 %, overage once
    assert batch.origin.written("en").startswith("R-1, D0, D2, D4: 36 mL, R-2, D0, D2: 48 mL; together 84 mL, + 10 %")


def test_that_dead_volume_is_lost_once_and_the_larger_overage_holds(lab: Lab) -> None:
    own = lab_with(lab, closed_weekdays=())
    plans = [
        planned(own, "R-1", 0, (2, (EGF,)), overage_percent=Decimal(5), dead_volume="3 mL"),
        planned(own, "R-2", 0, (2, (EGF,)), overage_percent=Decimal(25), dead_volume="1 mL"),
    ]
    (batch,) = shared_batches(plans)
    assert batch.wanted.base == 24 * Decimal("1.25") + 3


def test_that_what_does_not_keep_is_added_for_all_runs_of_a_day(lab: Lab) -> None:
    own = lab_with(lab, closed_weekdays=())
    plans = [planned(own, "R-1", 0, (4, (EGF, BFGF))), planned(own, "R-2", 2, (2, (BFGF, EGF)))]
    (batch,) = shared_batches(plans)
    assert [line.reagent for line in batch.recipe] == ["dmem-high-glucose", "egf"]
    assert [(each.id, each.day, each.needed.base) for each in batch.completions] == [
        ("M1-1/2026-12-07", 0, Decimal(12)),
        ("M1-1/2026-12-09", 2, Decimal(24)),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"stages": ((4, (FBS,)),)},
        {"stages": ((4, (Addition(reagent="egf", final="10 ng/mL"),)),)},
        {"stocks": (Stock(reagent="egf", strength="50 µg/mL"),)},
        {
            "stocks": (
                Stock(
                    reagent="egf", strength="100 µg/mL", lot=Lot(id="a" * 32, reagent="egf", strength="", number="7")
                ),
            )
        },
    ],
)
def test_that_other_doses_tubes_and_lots_are_other_media(lab: Lab, other: dict[str, Any]) -> None:
    stages = other.pop("stages", ((4, (EGF,)),))
    assert shared_batches([planned(lab, "R-1", 0, (4, (EGF,))), planned(lab, "R-2", 0, *stages, **other)]) == ()


def test_that_runs_of_labs_with_another_policy_share_nothing(lab: Lab) -> None:
    assert shared_batches([planned(lab, "R-1", 0, (4, (EGF,))), planned(lab_with(lab, 3), "R-2", 0, (4, (EGF,)))]) == ()


def test_that_runs_too_far_apart_share_nothing(lab: Lab) -> None:
    assert shared_batches([planned(lab, "R-1", 0, (4, (EGF,))), planned(lab, "R-2", 30, (4, (EGF,)))]) == ()
    assert shared_batches([planned(lab, "R-1", 0, (4, (EGF,)))]) == ()


def test_that_a_run_far_away_keeps_its_own_batches(lab: Lab) -> None:
    plans = [planned(lab, f"R-{at}", start, (4, (EGF,))) for at, start in enumerate((0, 0, 40))]
    (batch,) = shared_batches(plans)
    assert batch.runs == ("R-0", "R-1")


def test_that_one_strength_in_two_units_is_one_medium(lab: Lab) -> None:
    stocks = [(Stock(reagent="egf", strength=text),) for text in ("100 µg/mL", "0.1 mg/mL")]
    found = shared_batches([planned(lab, f"R-{at}", 0, (2, (EGF,)), stocks=stock) for at, stock in enumerate(stocks)])
    assert len(found) == 1


def test_that_a_strength_one_run_has_not_confirmed_stays_marked(lab: Lab) -> None:
    stocks = (Stock(reagent="egf", strength="100 µg/mL"),)
    (batch,) = shared_batches([planned(lab, "R-1", 0, (2, (EGF,)), stocks=stocks), planned(lab, "R-2", 0, (2, (EGF,)))])
    assert [line.assumed for line in batch.recipe if line.reagent == "egf"] == [True]


def test_that_control_media_are_shared_too(lab: Lab) -> None:
    controls = (Control(kind="uninduced"),)
    stages = ((2, (EGF,)),)
    plans = [planned(lab, "R-1", 0, *stages, controls=controls), planned(lab, "R-2", 0, *stages, controls=controls)]
    assert {name for batch in shared_batches(plans) for _, name in batch.instead_of} == {"S1-1", "C1-1"}


def test_that_a_closed_day_is_avoided_where_that_costs_no_further_making(lab: Lab) -> None:
    saturday = 5
    plans = [planned(lab, "R-1", saturday, (2, (EGF,))), planned(lab, "R-2", saturday + 1, (2, (EGF,)))]
    (batch,) = shared_batches(plans)
    assert batch.made_on == date(2026, 12, 11)


def test_that_what_was_made_already_is_not_made_together_any_more(lab: Lab) -> None:
    own = lab_with(lab, 3, closed_weekdays=())
    made = Happening(kind="made", day=0, planned_day=0, batch="S1-1", uses=(0, 2))
    plans = [planned(own, f"R-{at}", 0, (6, (EGF,)), happened=(made,) if at else ()) for at in range(2)]
    (batch,) = shared_batches(plans)
    assert days_of(batch) == [("R-0", 2), ("R-0", 4), ("R-1", 4)]


def fewest(uses: list[int], life: int) -> int:
    """Return by trying all choices of making days how few makings cover ``uses``."""
    days = range(uses[0] - life, uses[-1] + 1)
    for count in range(1, len(uses) + 1):
        for chosen in combinations(days, count):
            if all(any(0 <= use - day <= life for day in chosen) for use in uses):
                return count
    raise AssertionError(uses)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 6)), min_size=2, max_size=3),
    st.integers(1, 3),
    st.integers(0, 4),
)
def test_that_no_choice_of_days_needs_fewer_makings(
    lab: Lab, runs: list[tuple[int, int]], every: int, life: int
) -> None:
    own = lab_with(lab, life)
    plans = [planned(own, f"R-{at}", start, (days, (EGF,)), every=every) for at, (start, days) in enumerate(runs)]
    apart = [(each.run.number, batch.id) for each in plans for batch in each.media]
    found = shared_batches(plans)
    replaced = {each for batch in found for each in batch.instead_of}
    uses = sorted({start + day for start, days in runs for day in range(0, days, every)})
    assert len(apart) - len(replaced) + len(found) == fewest(uses, life)


RUNS = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.lists(
            st.tuples(st.integers(1, 8), st.sampled_from([(EGF,), (EGF, BFGF), (FBS,), (BFGF,), ()])),
            min_size=1,
            max_size=3,
        ),
        st.integers(1, 3),
        st.sampled_from([(), (Control(kind="uninduced"),)]),
    ),
    min_size=2,
    max_size=4,
)


@settings(max_examples=60)
@given(RUNS, st.integers(0, 7), st.frozensets(st.sampled_from(WEEKDAYS), max_size=4))
def test_that_every_fill_is_covered_once_in_date_and_with_enough(
    lab: Lab, runs: list[Any], life: int, closed: frozenset[str]
) -> None:
    own = lab_with(lab, life, closed_weekdays=tuple(sorted(closed)))
    plans = [
        planned(own, f"R-{at}", start, *stages, count=count, controls=controls)
        for at, (start, stages, count, controls) in enumerate(runs)
    ]
    found = shared_batches(plans)
    apart = {(each.run.number, batch.id): batch for each in plans for batch in each.media}
    wanted: dict[tuple[str, int], Decimal] = {}
    for run, batch_id in {each for batch in found for each in batch.instead_of}:
        batch = apart[run, batch_id]
        for day in batch.feeds:
            share = batch.completion(day)
            needed = share.needed.base if share else batch.needed.base / len(batch.feeds)
            wanted[run, day] = wanted.get((run, day), Decimal(0)) + needed
    given_: dict[tuple[str, int], Decimal] = {}
    for each in found:
        for use in each.uses:
            given_[use.run, use.day] = given_.get((use.run, use.day), Decimal(0)) + use.needed.base
            assert each.made_on <= use.date <= each.use_by
    assert given_ == wanted
    check_savings(found)
    for each in found:
        check_volumes(each)


def check_savings(found: tuple[SharedBatch, ...]) -> None:
    for code in {each.code for each in found}:
        mine = [each for each in found if each.code == code]
        apart = {name for each in mine for name in each.instead_of}
        assert mine[0].saves == len(apart) - len(mine) >= 1
        assert len({run for run, _ in apart}) > 1


def check_volumes(batch: SharedBatch) -> None:
    assert total(line.add for line in batch.recipe if line.add).base == batch.volume.base
    assert sum(use.needed.base for use in batch.uses) == batch.needed.base
    assert batch.volume.base >= batch.wanted.base - 1
    for each in batch.completions:
        assert total(line.add for line in each.recipe if line.add).base == each.volume.base >= each.needed.base
        assert each.date == batch.made_on + timedelta(days=each.day)
    portions = sum(each.recipe[0].add.base for each in batch.completions if each.recipe[0].add)
    assert batch.volume.base >= (portions or batch.needed.base * Decimal("1.1"))
