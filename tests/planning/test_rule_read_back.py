"""What the schedule rules of a stage come to, told as the schedule itself takes them."""

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message
from mscplanner.domain.protocol import Protocol, Stage, StageMedium, StageTask
from mscplanner.planning.plan import StageWindow
from mscplanner.planning.read_back import ReadBack
from mscplanner.planning.rule_read_back import (
    read_gap,
    read_gate,
    read_half,
    read_move,
    read_skip,
    read_stage_task,
)
from mscplanner.planning.schedule import stage_windows

EVERY_DAYS = 3


def stage(**parts: str) -> Stage:
    given = {"id": "s2", "title": LocalText(plain="S2"), "medium": StageMedium(basal="dmem"), "duration": "8 d"}
    return Stage.model_validate({**given, "change": "every 2 d", **parts})


def window_of(second: Stage, first: str = "4 d") -> StageWindow:
    begin = Stage(id="s1", title=LocalText(plain="S1"), duration=first, medium=StageMedium(basal="dmem"))
    protocol = Protocol(id="p", title=LocalText(plain="P"), stages=(begin, second))
    return stage_windows(protocol, EVERY_DAYS)[1]


def told(back: ReadBack | Message) -> str:
    text = back.text if isinstance(back, ReadBack) else back
    assert isinstance(text, Message)
    return text.written("en")


def move(text: str, held: Stage, first: str = "4 d") -> str:
    return told(read_move(text, held, window_of(held, first), EVERY_DAYS))


def test_that_a_move_is_told_as_the_days_of_the_first_change() -> None:
    assert move("1 d", stage()) == "= a change of D6 may lie on D5 or D7"
    assert move("2 d", stage(duration="12 d", change="every 4 d")) == "= a change of D8 may lie on D6 to D10"


def test_that_a_move_that_the_longest_gap_forbids_is_not_promised() -> None:
    assert move("1 d", stage(longest_gap="2 d")) == "= a change of D6 stays there: the longest gap allows no move"
    assert move("1 d", stage(duration="7 d", longest_gap="2 d")) == "= a change of D6 may lie on D5"


@pytest.mark.parametrize(
    ("typed", "parts", "first", "said"),
    [
        ("10 h", {}, "4 d", "less than a day"),
        ("1 d", {"change": "none"}, "4 d", "no medium change"),
        ("1 d", {"duration": "2 d"}, "4 d", "no medium change"),
        ("1 d", {}, "10 h", "keeps its hours"),
    ],
)
def test_that_a_move_that_comes_to_nothing_says_why(typed: str, parts: dict[str, str], first: str, said: str) -> None:
    assert said in move(typed, stage(**parts), first)


def test_that_a_move_of_a_stage_without_a_day_is_told_in_days() -> None:
    assert told(read_move("1 d", stage(), None, EVERY_DAYS)) == "= up to 1 d earlier or later"


def test_that_a_longest_gap_is_told() -> None:
    assert told(read_gap("3 d", stage(), EVERY_DAYS)) == "= at most 3 d from one fill to the next"
    assert told(read_gap("1 d", stage(), EVERY_DAYS)).startswith("= shorter than the 2 d from change to change")
    assert "one fill" in told(read_gap("3 d", stage(change="none"), EVERY_DAYS))


@pytest.mark.parametrize("typed", ["soon", "3", "-1 d"])
def test_that_what_is_no_length_is_a_problem(typed: str) -> None:
    assert read_gap(typed, stage(), EVERY_DAYS).problem
    assert read_move(typed, stage(), None, EVERY_DAYS).problem


def skip(held: Stage, first: str = "4 d") -> str:
    return told(read_skip(held, window_of(held, first), EVERY_DAYS))


def test_that_a_change_that_may_be_left_out_is_one_of_those_that_there_are() -> None:
    assert skip(stage()) == "= one of 3 changes may be left out"
    assert skip(stage(duration="4 d")) == "= the one change may be left out"
    assert told(read_skip(stage(), None, EVERY_DAYS)) == "= one change may be left out"


def test_that_a_change_that_cannot_be_left_out_is_not_promised() -> None:
    assert skip(stage(longest_gap="3 d")) == "= none is left out: the longest gap, 3 d, needs every change"
    assert "no medium change" in skip(stage(change="none"))
    assert "keeps its hours" in skip(stage(), "10 h")


def test_that_a_move_makes_room_for_a_change_that_is_left_out() -> None:
    assert skip(stage(longest_gap="3 d", move="1 d")) == "= one of 3 changes may be left out"


def test_that_half_changes_and_the_gate_are_told() -> None:
    assert "first fill is whole" in told(read_half())
    assert told(read_gate(window_of(stage()))).startswith("= looked at on D12")
    assert "when the stage ends" in told(read_gate(None))


@pytest.mark.parametrize(
    ("day", "earlier", "later", "said"),
    [
        (0, 0, 0, "= Seed on D4"),
        (2, 1, 2, "= Seed on D6 · may lie on D5 to D8"),
        (9, 0, 0, "= Seed on D13, outside the stage, which lasts from D4 to D12"),
    ],
)
def test_that_a_task_is_told_on_the_days_of_the_run(day: int, earlier: int, later: int, said: str) -> None:
    task = StageTask(name=LocalText(plain="Seed"), day=day, earlier_days=earlier, later_days=later)
    assert told(read_stage_task(task, window_of(stage()))) == said


def test_that_a_task_of_a_stage_without_a_day_is_told_from_its_begin() -> None:
    task = StageTask(name=LocalText(plain="Seed"), day=2)
    assert told(read_stage_task(task, None)) == "= Seed · 2 d after the stage begins"
