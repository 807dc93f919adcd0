"""A task is put on another day by hand: it stays there, says so, goes back, and breaks no rule unseen."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import StageTask
from mscplanner.domain.run import ArmKind, Control, Pin, Run, Shift, Stock
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.happenings import with_shifts
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import day_done, decided, left_out, stopped
from mscplanner.planning.task_moves import (
    MovableTask,
    back_way,
    day_without_hand,
    movable_tasks,
    move_way,
    moved_task,
    refusal,
    stays,
)

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
Runs = Callable[[str], Run]
SAMPLE = StageTask(name=LocalText(en="Sample", zh="取样"), kind="sample", day=3, later_days=1)
POWDER = Lot(id="a" * 32, reagent="2-mercaptoethanol", strength="55 mmol/L", number="7", amount="40 mg")


@pytest.fixture(scope="session")
def run(run_of: Runs) -> Run:
    """BM, three plates, with a task in its second stage, a control and a powder that is dissolved ahead."""
    made = run_of("bm-msc-three-step")
    first, second, third = made.protocol.stages
    stages = (first, second.model_copy(update={"tasks": (SAMPLE,)}), third)
    protocol = made.protocol.model_copy(update={"stages": stages})
    stock = Stock(reagent=POWDER.reagent, strength="55 mmol/L", lot=POWDER)
    fields = {"protocol": protocol, "controls": (Control(kind="uninduced"),), "stocks": (stock,)}
    return made.model_copy(update=fields)


def task_of(planned: Plan, day: int, kind: str, reagent: str = "") -> MovableTask:
    """Return the task of a kind that lies on a day."""
    return next(
        each
        for each in movable_tasks(planned, day)
        if each.own.kind == kind and each.own.reagent in (reagent, each.own.reagent if not reagent else "")
    )


def days_of(planned: Plan, kind: str, text: str = "") -> list[int]:
    return [
        day.number
        for day in planned.working_days
        for task in day.tasks
        if task.kind == kind and text in task.text.written("en") and task.arm == "induced"
    ]


def moved(run: Run, day: int, kind: str, to: int, reagent: str = "", by: str = "L. Zhang") -> Plan:
    planned = plan(run)
    return plan(moved_task(planned, task_of(planned, day, kind, reagent), to, by))


def test_that_a_change_goes_to_another_day_with_its_medium_and_says_who_moved_it(run: Run) -> None:
    after = moved(run, 6, "fill", 7)
    assert days_of(after, "change-medium") == [4, 7, 8, 12, 14, 16]
    day = after.day(7)
    assert day
    told = [task.text.written("en") for task in day.tasks if task.kind == "change-medium"]
    assert told[0].endswith("; moved from D6: by hand, L. Zhang")
    assert len(told) == 2, "the control is fed with the induced wells"
    assert next(batch for batch in after.media if batch.id == "S2-1").feeds == (2, 4, 7, 8)


def test_that_what_a_move_breaks_is_told_before_it_is_done(run: Run) -> None:
    planned = plan(run)
    way = move_way(planned, task_of(planned, 6, "fill"), 7, "L. Zhang")
    assert way
    assert way.label.written("en") == "Move medium change S2 from D6 to D7"
    told = [each.written("en") for each in way.consequences]
    assert "New: S2: change moved by hand to D7 (W-MOVED)." in told
    assert "New: S2: no fresh medium from D4 to D7 (W-GAP)." in told
    assert "No longer: D6 is 2026-12-13 Sun, a closed day (W-CLOSED)." in told
    assert way.breaks
    assert {"D7", "S2-1/D7", "overview"} <= set(way.changed)
    assert {"D6"} <= set(way.withdrawn)


def test_that_a_move_to_a_day_that_has_passed_is_told(run: Run) -> None:
    planned = plan(run)
    task, today = task_of(planned, 2, "make"), run.start + timedelta(days=2)
    way = move_way(planned, task, 1, today=today)
    assert way
    assert way.consequences[0].written("en").startswith("D1 is 2026-12-08 Tue and has passed")
    assert way.breaks
    ahead = move_way(planned, task, 1, today=today - timedelta(days=1))
    assert ahead
    assert not any("has passed" in each.written("en") for each in ahead.consequences)


def test_that_a_move_that_its_stage_allows_breaks_nothing(run: Run) -> None:
    stages = tuple(each.model_copy(update={"move": "1 d", "longest_gap": "3 d"}) for each in run.protocol.stages)
    free = run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": stages})})
    planned = plan(free)
    first = days_of(planned, "change-medium")[0]
    way = move_way(planned, task_of(planned, first, "fill"), first + 1)
    assert way
    assert not [each for each in plan(way.run).findings if each.code in ("W-MOVED", "W-GAP", "W-PIN")]


def test_that_a_making_goes_to_an_earlier_day_and_keeps_its_uses(run: Run) -> None:
    after = moved(run, 2, "make", 1)
    batch = after.batch("S2-1")
    assert batch
    assert (batch.made_on_day, batch.feeds) == (1, (2, 4, 6, 8))
    assert (
        next(task for task in after.days[1].tasks if task.batch == "S2-1")
        .text.written("en")
        .endswith("moved from D2: by hand, L. Zhang")
    )


def test_that_a_making_too_early_for_its_last_use_costs_another_one(run: Run) -> None:
    planned = plan(run)
    way = move_way(planned, task_of(planned, 2, "make"), 0)
    assert way
    assert way.breaks
    assert any(each.written("en").startswith("One more making: S2-2") for each in way.consequences)


def test_that_what_is_prepared_goes_to_another_day(run: Run) -> None:
    thawed = moved(run, 8, "thaw", 9, "activin-a")
    assert days_of(thawed, "thaw", "Activin A") == [9]
    dissolved = moved(run, -3, "dissolve", -1)
    assert days_of(dissolved, "dissolve") == [-1]


def test_that_a_task_of_a_stage_goes_beyond_its_window_with_a_warning_only(run: Run) -> None:
    within, beyond = moved(run, 5, "task", 6), moved(run, 5, "task", 9)
    assert days_of(within, "stage-task") == [6]
    assert not [each for each in within.findings if each.code == "W-MOVED"]
    (warning,) = [each for each in beyond.findings if each.code == "W-MOVED"]
    assert warning.title.written("en") == "S2: Sample moved by hand to D9"
    assert warning.reason.written("en") == "The protocol has it between D5 and D6."


REFUSED = [
    (6, "fill", 8, "S2 is fed on D8 anyway. Possible: D5 to D7."),
    (4, "fill", 2, "S2 begins on D2 with its first fill. Possible: D3 to D5."),
    (8, "fill", 12, "S2 ends on D10. Possible: D7 to D9."),
    (2, "make", 3, "S2-1 is needed on D2. Possible: D-5 to D2."),
    (2, "make", -7, "S2-1 is used on D2 and keeps for 7 d. Possible: D-5 to D2."),
    (5, "task", 1, "S2 begins on D2: its work does not come before it. Possible: D2 to D18."),
    (5, "task", 19, "The run ends on D18. Possible: D2 to D18."),
    (-3, "dissolve", 1, "It is needed on D0. Possible: D-14 to D0."),
]


@pytest.mark.parametrize(("day", "kind", "to", "why"), REFUSED)
def test_that_what_cannot_be_is_refused_with_reason_and_way_on(
    run: Run, day: int, kind: str, to: int, why: str
) -> None:
    planned = plan(run)
    task = task_of(planned, day, kind)
    told = refusal(task, to)
    assert told
    assert told.written("en") == why
    assert move_way(planned, task, to) is None


def test_that_where_a_stage_begins_and_ends_nothing_moves_by_itself(run: Run) -> None:
    planned = plan(run)
    kinds = {
        (each.own.kind, task.kind)
        for day in planned.working_days
        for each in movable_tasks(planned, day.number)
        for task in each.tasks
    }
    assert {task for _, task in kinds} == {"change-medium", "stage-task", "make-medium", "dissolve", "thaw"}
    assert movable_tasks(planned, 18) == ()
    assert "change the length of a stage" in stays(planned, 18).written("en")
    assert stays(planned, 3).written("en") == "No work on this day."


def test_that_what_lies_behind_stays(run: Run) -> None:
    planned = plan(day_done(run, plan(run), 4))
    assert movable_tasks(planned, 4) == movable_tasks(planned, 2) == ()
    assert stays(planned, 2).written("en").startswith("D2 lies behind: what happened up to D4 is written down.")
    told = refusal(task_of(planned, 5, "task"), 4)
    assert told
    assert told.written("en") == "What happened up to D4 is written down. Possible: D5 to D18."
    ended = plan(stopped(run, plan(run), 7))
    assert all(each.room.last <= 7 for day in range(8) for each in movable_tasks(ended, day))


def test_that_a_task_goes_back_to_where_the_plan_has_it(run: Run) -> None:
    after = moved(run, 6, "fill", 7)
    way = back_way(after, task_of(after, 7, "fill"))
    assert way
    assert way.label.written("en") == "Move medium change S2 back from D7 to D6"
    assert way.run == run
    assert back_way(plan(run), task_of(plan(run), 6, "fill")) is None
    # Put on the day of the plan by hand, it is let go, too.
    assert moved_task(after, task_of(after, 7, "fill"), 6) == run


def test_that_a_move_under_way_is_a_revision_with_its_sheets(run: Run) -> None:
    planned = plan(day_done(run, plan(run), 2))
    way = move_way(planned, task_of(planned, 6, "fill"), 7, "L. Zhang")
    assert way
    revised = decided(way, "L. Zhang", date(2026, 12, 10), "holiday")
    assert revised.revision == 2
    assert revised.revisions[0].reason.written("en") == "Move medium change S2 from D6 to D7. holiday"
    assert {"D7", "overview"} <= set(revised.revisions[0].changed)
    assert "D6" in revised.revisions[0].withdrawn
    assert not {"D0", "D2", "S1-1"} & set(revised.revisions[0].to_print)
    # It says which day comes next.
    assert "D5" in revised.revisions[0].to_print


def test_that_what_was_moved_moves_along_with_the_rest(run: Run) -> None:
    after = moved(run, 6, "fill", 7)
    later = plan(with_shifts(after.run, (Shift(from_day=5, days=2),), after.stages))
    assert days_of(later, "change-medium")[:3] == [4, 9, 10]
    thawed = moved(run, 8, "thaw", 9, "activin-a")
    slipped = with_shifts(thawed.run, (Shift(from_day=9, days=3),), thawed.stages)
    assert days_of(plan(slipped), "thaw", "Activin A") == [12]


def test_that_a_change_moved_in_a_stage_that_begins_within_a_day_moves_along_with_its_stage(run: Run) -> None:
    first, *others = run.protocol.stages
    protocol = run.protocol.model_copy(
        update={"stages": (first.model_copy(update={"duration": "10 h", "change": "none"}), *others)}
    )
    before = plan(run.model_copy(update={"protocol": protocol}))
    assert days_of(before, "change-medium")[:3] == [2, 4, 6]
    after = plan(moved_task(before, task_of(before, 4, "fill"), 5))
    # The day after moves, and with it all of this stage that its hours reach into.
    later = plan(with_shifts(after.run, (Shift(from_day=6, days=1),), after.stages))
    assert days_of(later, "change-medium")[:3] == [2, 6, 7]
    assert not [each for each in later.findings if each.code == "W-PIN"]
    (pin,) = later.run.pins
    assert (pin.day, pin.planned_day) == (6, 4)


def test_that_a_making_stays_with_its_vessels_when_its_medium_is_called_otherwise(run_of: Runs) -> None:
    vehicle = Control(kind="vehicle")
    run = run_of("uc-msc-15-day-reading").model_copy(update={"controls": (Control(kind="uninduced"), vehicle)})
    planned = plan(run)
    made = next(each for each in movable_tasks(planned, 0) if each.tasks[0].batch == "C3-1")
    after = plan(moved_task(planned, made, -1, "L. Zhang"))
    assert _making_days(after, "vehicle", 0) == {"C3-1": -1}
    # On D0 the other control gets another medium, of which the vehicle control has its share on D1.
    assert _making_days(after, "uninduced", 0) == _making_days(after, "vehicle", 1) == {"C1-1": 0}
    assert not [each for each in after.findings if each.code == "W-PIN"]
    alone = after.run.model_copy(update={"controls": (vehicle,)})
    assert _making_days(plan(alone), "vehicle", 0) == {"C1-1": -1}
    (moved_back,) = [each for each in movable_tasks(plan(alone), -1) if each.held]
    assert moved_back.held == after.run.pins[0]
    assert day_without_hand(plan(alone), moved_back) == 0


def test_that_a_making_of_an_older_document_is_known_by_its_code(run: Run) -> None:
    made = moved(run, 2, "make", 1).run
    older = tuple(each.model_copy(update={"arm": None}) for each in made.pins)
    after = plan(made.model_copy(update={"pins": older}))
    assert _making_days(after, "induced", 2) == {"S2-1": 1}
    assert task_of(after, 1, "make").held == older[0]


def _making_days(planned: Plan, arm: ArmKind, use: int) -> dict[str, int]:
    """Return the batches of an arm with a use on a day, and the day of their making."""
    return {
        batch.id: batch.made_on_day
        for batch in planned.media
        if any((each.arm, each.day) == (arm, use) for each in batch.servings)
    }


def test_that_two_changes_can_make_room_for_each_other(run: Run) -> None:
    pins = tuple(
        Pin(kind="fill", stage="step-2", number=number, day=day, planned_day=day - 2)
        for number, day in ((2, 8), (3, 9))
    )
    assert days_of(plan(run.model_copy(update={"pins": pins})), "change-medium")[:3] == [4, 8, 9]


def test_that_a_change_left_out_needs_no_day(run: Run) -> None:
    after = moved(run, 6, "fill", 7)
    gone = plan(left_out(after.run, after, "step-2", 2))
    assert 7 not in days_of(gone, "change-medium")
    assert not [each for each in gone.findings if each.code == "W-PIN"]


def test_that_what_cannot_stay_is_told_and_planned_by_the_rules(run: Run) -> None:
    after = moved(run, 6, "fill", 7)
    daily = plan(after.run.model_copy(update={"change_every_days": 1}))
    (told,) = [each for each in daily.findings if each.code == "W-PIN"]
    assert told.title.written("en") == "D7 cannot keep medium change S2"
    assert told.place == ("days", "D4")
    task = task_of(daily, 4, "fill")
    assert task.held
    way = back_way(daily, task)
    assert way
    assert not [each for each in plan(way.run).findings if each.code == "W-PIN"]


EDITS: dict[str, Callable[[Run], Run]] = {
    "count": lambda run: run.model_copy(update={"count": 5}),
    "start": lambda run: run.model_copy(update={"start": run.start + timedelta(days=3)}),
    "overage": lambda run: run.model_copy(update={"overage_percent": Decimal(20)}),
    "operator": lambda run: run.model_copy(update={"operator": "W. Li"}),
    "controls": lambda run: run.model_copy(update={"controls": ()}),
    "interval": lambda run: run.model_copy(update={"change_every_days": 3}),
    "daily": lambda run: run.model_copy(update={"change_every_days": 1}),
    "longer": lambda run: with_length(run, "10 d"),
    "shorter": lambda run: with_length(run, "4 d"),
    "done": lambda run: day_done(run, plan(run), 0),
}


def with_length(run: Run, duration: str) -> Run:
    first, second, *rest = run.protocol.stages
    stages = (first, second.model_copy(update={"duration": duration}), *rest)
    return run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": stages})})


def some_move(planned: Plan, pick: int, place: int) -> tuple[MovableTask, int] | None:
    """Return one of the tasks that can be moved, and a day that it can lie on."""
    with_moves = [day.number for day in planned.working_days if day.number != 18]
    every = movable_tasks(planned, with_moves[pick % len(with_moves)])
    if not every:
        return None
    task = every[pick % len(every)]
    days = [day for day in range(task.room.first, task.room.last + 1) if day != task.day]
    return (task, days[place % len(days)]) if days else None


def lies_on(planned: Plan, pin: Pin) -> bool:
    """Return whether some task lies where a pin wants it, by that pin."""
    return any(
        task.moved and task.moved.pin == pin
        for day in planned.working_days
        if day.number == pin.day
        for task in day.tasks
    )


@settings(max_examples=15)
@given(pick=st.integers(0, 200), place=st.integers(0, 40), names=st.lists(st.sampled_from(sorted(EDITS)), max_size=3))
def test_that_a_task_stays_on_its_day_under_every_edit_that_keeps_it_possible(
    run: Run, pick: int, place: int, names: list[str]
) -> None:
    chosen = some_move(plan(run), pick, place)
    if chosen is None:
        return
    task, day = chosen
    pinned = moved_task(plan(run), task, day, "A")
    (pin,) = pinned.pins
    assert lies_on(plan(pinned), pin), task
    edited = pinned
    for name in names:
        edited = EDITS[name](edited)
    after = plan(edited)
    assert edited.pins == (pin,)
    done = max((each.day for each in edited.happened), default=-99)
    gone = pin.kind in ("fill", "make") and not _is_there(after, pin)
    told = [each for each in after.findings if each.code == "W-PIN"]
    assert lies_on(after, pin) or told or gone or pin.day <= done
    if set(names) <= {"count", "overage", "operator", "start", "done"} and pin.day > done:
        assert lies_on(after, pin)


def _is_there(planned: Plan, pin: Pin) -> bool:
    window = planned.window(pin.stage)
    return bool(window and pin.number in window.fills) and (
        not pin.medium or any(batch.code == pin.medium for batch in planned.media)
    )


@settings(max_examples=8)
@given(moves=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 40)), min_size=1, max_size=3))
def test_that_moves_are_taken_back_one_by_one_to_the_same_value(run: Run, moves: list[tuple[int, int]]) -> None:
    states = [run]
    for pick, place in moves:
        chosen = some_move(plan(states[-1]), pick, place)
        if chosen:
            states.append(moved_task(plan(states[-1]), *chosen))
    planned = plan(states[-1])
    for day in tuple(each.number for each in planned.working_days):
        for task in movable_tasks(planned, day):
            if task.held:
                way = back_way(planned, task)
                assert way
                assert task.held not in way.run.pins
    assert states[-1].model_copy(update={"pins": ()}) == run


@settings(max_examples=12)
@given(
    moves=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 40)), min_size=1, max_size=3),
    stated=st.sampled_from([None, "2 d", "3 d"]),
    move=st.sampled_from([None, "1 d"]),
)
def test_that_no_gap_is_above_its_longest_without_a_finding(
    run: Run, moves: list[tuple[int, int]], stated: str | None, move: str | None
) -> None:
    stages = tuple(each.model_copy(update={"longest_gap": stated, "move": move}) for each in run.protocol.stages)
    run = run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": stages})})
    for pick, place in moves:
        planned = plan(run)
        fed = [day for window in planned.stages for day in window.feeds[1:]]
        day = fed[pick % len(fed)]
        (task,) = (each for each in movable_tasks(planned, day) if each.own.kind == "fill")
        days = range(task.room.first, task.room.last + 1)
        run = moved_task(planned, task, days[place % len(days)])
    planned = plan(run)
    told = {each.place[1] for each in planned.findings if each.code == "W-GAP"}
    for window in planned.stages:
        longest = window.longest_gap_days or window.rhythm_gap_days or 0
        gaps = [second - first for first, second in pairwise((*window.feeds, window.end_day))]
        if any(gap > longest for gap in gaps) and (stated or any(each.pin for each in window.moved)):
            assert window.stage in told
        assert list(window.feeds) == sorted(set(window.feeds))
        assert all(window.start_day <= day < window.end_day for day in window.feeds)
