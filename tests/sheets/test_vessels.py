from collections.abc import Callable

import pytest

from mscplanner.domain.run import Control
from mscplanner.planning.plan import Plan
from mscplanner.sheets.vessels import arms_of, told_arms, vessel_rows, vessels_of

PlanOf = Callable[..., Plan]
CONTROLS = (Control(kind="vehicle"), Control(kind="uninduced", count=2))


def test_that_control_vessels_follow_the_induced_ones(plan_of: PlanOf) -> None:
    run = plan_of(controls=CONTROLS).run
    assert arms_of(run) == ("induced", "uninduced", "vehicle")
    assert vessel_rows(run) == ("V1", "V2", "V3", "U1", "U2", "VC1")


def test_that_the_letters_are_explained_only_where_there_are_controls(plan_of: PlanOf) -> None:
    assert told_arms(plan_of().run) == ()
    told = [each.written("en") for each in told_arms(plan_of(controls=CONTROLS).run)]
    assert told == ["V1–V3: induced", "U1–U2: uninduced control", "VC1: vehicle control"]


@pytest.mark.parametrize("count", [1, 12, 13, 40, 200])
def test_that_every_vessel_is_in_one_row(count: int, plan_of: PlanOf) -> None:
    run = plan_of(count=count, controls=(Control(kind="uninduced", count=count),)).run
    rows = vessel_rows(run)
    for prefix in ("V", "U"):
        spans = [row.split("–") for row in rows if row.startswith(prefix)]
        numbers = [int(part.removeprefix(prefix)) for span in spans for part in span]
        assert (numbers[0], numbers[-1]) == (1, count)
        assert numbers == sorted(numbers)
    assert len(rows) <= 14


def test_that_all_vessels_of_an_arm_are_a_span(plan_of: PlanOf) -> None:
    assert (vessels_of(plan_of().run, "induced"), vessels_of(plan_of(count=1).run, "induced")) == ("V1–V3", "V1")
