"""What is in each medium of a run, and how much of it the wells take."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.quantity import volume
from mscplanner.domain.run import Control, Run, Stock, Withdrawal
from mscplanner.planning.media import Mixture, mixtures, wells_on
from mscplanner.planning.plan import FEEDINGS
from mscplanner.planning.planner import plan
from mscplanner.planning.schedule import stage_windows

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
Runs = Callable[[str], Run]


def media_of(run: Run) -> tuple[Mixture, ...]:
    return mixtures(run, stage_windows(run.protocol, 2), volume(2))


def test_that_each_stage_has_its_medium(run_of: Runs) -> None:
    media = media_of(run_of("bm-msc-three-step"))
    assert [(medium.code, medium.days) for medium in media] == [
        ("S1", (0,)),
        ("S2", (2, 4, 6, 8)),
        ("S3", (10, 12, 14, 16)),
    ]
    assert [medium.needed(medium.days) for medium in media] == [36, 144, 144]


def test_that_wells_harvested_on_a_day_take_nothing_from_that_day_on(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step").model_copy(update={"withdrawals": (Withdrawal(day=4, wells=6),)})
    assert [wells_on(run, "induced", day) for day in (3, 4, 5)] == [18, 12, 12]
    assert wells_on(run, "vehicle", 0) == 0


@given(st.lists(st.tuples(st.integers(0, 18), st.integers(1, 40)), max_size=5))
def test_that_wells_never_fall_below_none(run_of: Runs, taken: list[tuple[int, int]]) -> None:
    withdrawals = tuple(Withdrawal(day=day, wells=wells) for day, wells in taken)
    run = run_of("bm-msc-three-step").model_copy(update={"withdrawals": withdrawals})
    counts = [wells_on(run, "induced", day) for day in range(20)]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) >= 0
    needed = sum(medium.needed(medium.days) for medium in media_of(run))
    assert needed == 2 * sum(counts[day] for day in range(0, 18, 2))


def test_that_controls_get_basal_medium_with_serum_and_as_much_solvent(run_of: Runs) -> None:
    controls = (Control(kind="uninduced"), Control(kind="vehicle"))
    run = run_of("uc-msc-15-day-reading").model_copy(update={"controls": controls})
    of_controls = [medium for medium in media_of(run) if medium.code.startswith("C")]
    assert all({part.key for part in medium.parts} <= {"fbs", "dmso"} for medium in of_controls)
    first = next(medium for medium in of_controls if medium.days[0] == 0 and medium.arms == ("vehicle",))
    assert next(part.share for part in first.parts if part.key == "dmso") == Decimal("0.0001")


def test_that_controls_of_both_kinds_share_what_is_the_same(run_of: Runs) -> None:
    controls = (Control(kind="uninduced"), Control(kind="vehicle", count=2))
    run = run_of("bm-msc-three-step").model_copy(update={"controls": controls})
    (control,) = [medium for medium in media_of(run) if medium.code.startswith("C")]
    assert control.arms == ("uninduced", "vehicle")
    assert control.days == (0, 2, 4, 6, 8, 10, 12, 14, 16)
    assert control.needed((0,)) == 3 * 6 * 2


def test_that_a_lot_that_takes_over_makes_another_medium(run_of: Runs) -> None:
    stocks = (Stock(reagent="bfgf", strength="100 µg/mL"), Stock(reagent="bfgf", strength="50 µg/mL", from_day=6))
    media = media_of(run_of("bm-msc-three-step").model_copy(update={"stocks": stocks}))
    assert [(medium.code, medium.days) for medium in media if medium.code == "S2"] == [("S2", (2, 4)), ("S2", (6, 8))]


@pytest.mark.parametrize("template_id", ["uc-msc-15-day-reading", "bm-msc-three-step"])
def test_that_every_arm_is_fed_with_the_medium_that_was_made_for_it(run_of: Runs, template_id: str) -> None:
    controls = (Control(kind="uninduced"), Control(kind="vehicle"))
    planned = plan(run_of(template_id).model_copy(update={"controls": controls}))
    taken: dict[str, Decimal] = {}
    for task in (task for day in planned.days for task in day.tasks if task.kind in FEEDINGS):
        assert task.volume
        taken[task.batch] = taken.get(task.batch, Decimal(0)) + task.volume.base
    assert taken == {batch.id: batch.needed.base for batch in planned.media}
