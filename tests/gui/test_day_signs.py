"""What the field of a day shows: two lines at most, and the signs of everything else."""

from collections.abc import Callable

import pytest

from mscplanner.domain.run import Control, Run, Withdrawal
from mscplanner.gui.day_signs import DaySigns, calendar_notes, day_signs, lengths_on
from mscplanner.gui.wording import Wording
from mscplanner.planning.planner import plan
from mscplanner.planning.stage_lengths import with_length

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


@pytest.fixture
def in_hours(run: Run) -> Run:
    """The run with a first stage of 10 h: all later work is done 10 h after the hour of D0."""
    first, *others = run.protocol.stages
    stages = (first.model_copy(update={"duration": "10 h", "change": "none"}), *others)
    return run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": stages})})


def test_that_the_hour_stands_with_what_is_done_at_it(in_hours: Run) -> None:
    assert signs(in_hours, 0).lines[1].texts == ("S1, S2 +10 h 72 mL", "S1, S2 +10 h", "S1 +1", "S1")
    assert signs(in_hours, 2).lines[0].texts == ("S2 +10 h 36 mL", "S2 +10 h")
    assert [line.texts for line in signs(in_hours, 16).lines] == [
        ("Harvest +10 h", "harvest +10 h"),
        ("6 × read-out +10 h", "read-out +10 h"),
    ]
    assert calendar_notes(plan(in_hours), Wording("en")) == ["+ h: hours after the hour of D0"]


def test_that_a_length_of_the_lab_is_called_so(run_of: Runs) -> None:
    run = with_length(run_of("adsc-mir-375"), "transduction", "3 d")
    planned, wording = plan(run), Wording("en")
    told = "S1: 3 d (lab setting, not from the source)"
    assert calendar_notes(planned, wording) == [f"Band with a dashed edge: {told}"]
    assert lengths_on(planned, 2, wording) == [told]
    assert lengths_on(planned, 3, wording) == []


def test_that_a_calendar_of_stated_days_needs_no_note(run: Run) -> None:
    assert calendar_notes(plan(run), Wording("en")) == []
