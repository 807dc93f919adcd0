"""What the field of a day shows: two lines at most, and the signs of everything else."""

from collections.abc import Callable

import pytest

from mscplanner.domain.run import Control, Run, Withdrawal
from mscplanner.gui.day_signs import DaySigns, day_signs
from mscplanner.gui.wording import Wording
from mscplanner.planning.planner import plan

Runs = Callable[[str], Run]


def signs(run: Run, number: int) -> DaySigns:
    day = plan(run).day(number)
    assert day
    return day_signs(day.tasks, Wording("en"))


@pytest.fixture
def run(run_of: Runs) -> Run:
    return run_of("bm-msc-three-step")


def test_that_a_day_of_making_shows_the_batch_and_what_is_given(run: Run) -> None:
    shown = signs(run, 2)
    assert [(line.kinds, line.texts[0]) for line in shown.lines] == [
        (("make-medium",), "S2-1 159 mL"),
        (("complete-medium", "start-stage"), "S2 36 mL"),
    ]
    assert shown.others == ("thaw",)


def test_that_what_is_completed_and_given_is_one_line(run: Run) -> None:
    shown = signs(run, 4)
    assert [line.kinds for line in shown.lines] == [("complete-medium", "change-medium"), ("thaw",)]
    assert shown.others == ()


def test_that_an_early_harvest_has_a_line_with_its_wells(run: Run) -> None:
    shown = signs(run.model_copy(update={"withdrawals": (Withdrawal(day=8, wells=6),)}), 8)
    assert [(line.kinds, line.texts[0]) for line in shown.lines][1] == (("withdraw",), "6 wells")
    assert shown.others == ("thaw",)


def test_that_the_last_day_shows_the_harvest_first(run: Run) -> None:
    shown = signs(run, 18)
    assert [(line.kinds, line.texts[0]) for line in shown.lines] == [
        (("harvest",), "Harvest"),
        (("readout",), "6 × read-out"),
    ]


def test_that_media_of_controls_stand_on_the_same_line_ever_shorter(run: Run) -> None:
    controlled = run.model_copy(update={"controls": (Control(kind="uninduced"),)})
    assert signs(controlled, 4).lines[0].texts == ("S2, C1 48 mL", "S2, C1", "S2 +1", "S2")


def test_that_a_day_without_work_shows_nothing(run: Run) -> None:
    assert signs(run, 1) == DaySigns((), ())
