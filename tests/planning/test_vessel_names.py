"""The vessels of a run have names that stand on paper and in the forms alike."""

from collections.abc import Callable
from typing import Any

import pytest

from mscplanner.domain.run import Control, Run
from mscplanner.planning.vessel_names import arms_of, told_arms, vessel_rows, vessels_of

RunWith = Callable[..., Run]
CONTROLS = (Control(kind="vehicle"), Control(kind="uninduced", count=2))


@pytest.fixture(scope="module")
def run_with(run_of: Callable[[str], Run]) -> RunWith:
    """Make a run with other fields."""
    whole = run_of("bm-msc-three-step")

    def made(**fields: Any) -> Run:
        return whole.model_copy(update=fields)

    return made


def test_that_control_vessels_follow_the_induced_ones(run_with: RunWith) -> None:
    run = run_with(controls=CONTROLS)
    assert arms_of(run) == ("induced", "uninduced", "vehicle")
    assert vessel_rows(run) == ("V1", "V2", "V3", "U1", "U2", "VC1")


def test_that_the_letters_are_explained_only_where_there_are_controls(run_with: RunWith) -> None:
    assert told_arms(run_with()) == ()
    told = [each.written("en") for each in told_arms(run_with(controls=CONTROLS))]
    assert told == ["V1–V3: induced", "U1–U2: uninduced control", "VC1: vehicle control"]


@pytest.mark.parametrize("count", [1, 12, 13, 40, 200])
def test_that_every_vessel_is_in_one_row(count: int, run_with: RunWith) -> None:
    run = run_with(count=count, controls=(Control(kind="uninduced", count=count),))
    rows = vessel_rows(run)
    for prefix in ("V", "U"):
        spans = [row.split("–") for row in rows if row.startswith(prefix)]
        numbers = [int(part.removeprefix(prefix)) for span in spans for part in span]
        assert (numbers[0], numbers[-1]) == (1, count)
        assert numbers == sorted(numbers)
    assert len(rows) <= 14


def test_that_all_vessels_of_an_arm_are_a_span(run_with: RunWith) -> None:
    assert (vessels_of(run_with(), "induced"), vessels_of(run_with(count=1), "induced")) == ("V1–V3", "V1")
