"""What can be written down of one day of a run, and the ways on from each of it."""

from collections.abc import Sequence
from typing import Literal

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import Stockroom
from mscplanner.planning.plan import FEEDINGS, Plan, StageWindow, Task
from mscplanner.planning.planner import NO_STOCKROOM
from mscplanner.planning.replanning import (
    WayOn,
    as_it_happened,
    fed_on,
    gate_ways,
    left_out,
    ready_way,
    stopped,
    ways_on,
    wells_lost,
)

RecordKind = Literal["done", "other-day", "left-out", "lost", "not-ready", "ready", "stopped"]
RECORD_KINDS: dict[RecordKind, str] = {
    "done": N_("Done as planned"),
    "other-day": N_("Done on another day"),
    "left-out": N_("Not done"),
    "lost": N_("Wells lost"),
    "not-ready": N_("Stage not ready"),
    "ready": N_("Stage ready earlier"),
    "stopped": N_("Run stopped"),
}


def fed_task(planned: Plan, day: int) -> Task | None:
    """Return the task by which the induced cells get medium on ``D{day}``, or None."""
    found = planned.day(day)
    tasks = found.tasks if found else ()
    return next((task for task in tasks if task.kind in FEEDINGS and task.arm == "induced"), None)


def ending_stage(planned: Plan, day: int) -> StageWindow | None:
    """Return the stage that ends on ``D{day}``, or whose decision is due on it; None where there is none."""
    found = planned.day(day)
    gated = {task.stage for task in found.tasks if task.kind == "gate"} if found else set()
    return next((each for each in planned.stages if each.ending_day == day or each.stage in gated), None)


def ready_stage(planned: Plan, day: int) -> StageWindow | None:
    """Return the stage that could end on ``D{day}``, before its planned end; None where none could.

    A stage that its source gives a length, and no decision at its end, lasts as long as that.
    """
    gated = {stage.id for stage in planned.run.protocol.stages if stage.gate}
    return next(
        (
            each
            for each in planned.stages
            if each.start_day < day < each.ending_day and (each.lab_length or each.stage in gated)
        ),
        None,
    )


def wells_left(planned: Plan, day: int) -> int:
    """Return how many induced wells there still are on ``D{day}``, at least 0."""
    gone = sum(each.wells for each in planned.run.withdrawals if each.arm == "induced" and each.day <= day)
    return max(planned.wells - gone, 0)


def earliest(planned: Plan, day: int) -> int:
    """Return the first day on which the work of ``D{day}`` can have been done: after the feeding before it."""
    fed = [each for window in planned.stages for each in window.feeds if each < day]
    return max(fed, default=-1) + 1


def missing(planned: Plan, day: int, kind: RecordKind) -> Message | None:
    """Return why ``kind`` cannot be written down of ``D{day}``, or None where it can."""
    found = planned.day(day)
    if kind == "done" and not (found and found.tasks):
        return message(N_("No work on this day."))
    if kind in ("other-day", "left-out") and fed_task(planned, day) is None:
        return message(N_("No medium is given on this day."))
    if kind == "lost" and (day < 0 or not wells_left(planned, day)):
        return message(N_("There are no wells on this day."))
    if kind == "not-ready" and ending_stage(planned, day) is None:
        return message(N_("No stage ends on this day."))
    if kind == "ready" and ready_stage(planned, day) is None:
        return message(N_("No stage can end earlier on this day."))
    if kind == "stopped" and day < 0:
        return message(N_("The run has not begun on this day."))
    return None


def record_ways(
    planned: Plan,
    day: int,
    kind: RecordKind,
    number: int = 1,
    by: str = "",
    note: str = "",
    stockroom: Stockroom = NO_STOCKROOM,
) -> tuple[WayOn, ...]:
    """Return the ways on from what happened on ``D{day}``; none where nothing slips or it cannot have happened.

    Args:
        planned: The plan as it is.
        day: Whose work it is about.
        kind: What happened to it.
        number: The day it was done on, how many wells were lost, or by how many days the stage is extended.
        by: Who writes it down.
        note: What is to be remembered of it.
        stockroom: The lab's lots, as ``planner.plan`` takes it.
    """
    task, ending, ready = fed_task(planned, day), ending_stage(planned, day), ready_stage(planned, day)
    if missing(planned, day, kind) is not None:
        return ()
    run = planned.run
    if kind == "other-day" and task:
        happened = fed_on(run, planned, task.stage, task.fill, number, by, note)
        if number > day:
            return ways_on(planned, happened, task.stage, day, number - day, stockroom)
        return (as_it_happened(planned, happened, "absorb", message(N_("Leave the rest as planned")), stockroom),)
    if kind == "left-out" and task:
        happened = left_out(run, planned, task.stage, task.fill, by, note)
        label = message(N_("Leave out the medium of D{day}"), day=day)
        return (as_it_happened(planned, happened, "absorb", label, stockroom),)
    if kind == "lost":
        label = message(N_("Go on without these wells: {wells}"), wells=number)
        return (as_it_happened(planned, wells_lost(run, day, number, note, by), "absorb", label, stockroom),)
    if kind == "not-ready" and ending:
        return gate_ways(planned, ending.stage, number, stockroom)
    if kind == "ready" and ready:
        return (ready_way(planned, ready.stage, day, by, note, stockroom),)
    if kind == "stopped":
        label = message(N_("Stop the run on D{day}"), day=day)
        return (as_it_happened(planned, stopped(run, planned, day, by, note), "stop", label, stockroom),)
    return ()


def taken_as_done(planned: Plan, day: int, run: Run) -> tuple[int, ...]:
    """Return the days whose work is written down as done only because of what happened on ``D{day}``.

    They lie before it; where the run is stopped on it, the work of that day is among them.

    Args:
        planned: The plan as it is.
        day: Whose work it is about.
        run: The run with what happened written down.
    """
    known = set(planned.run.happened)
    new = [each for each in run.happened if each not in known]
    last = day if any(each.kind == "stopped" for each in new) else day - 1
    done = (each for each in new if each.kind in ("fed", "made", "done", "gate"))
    return tuple(sorted({each.day for each in done if each.day == each.planned_day <= last}))


def record_name(day: int, earlier: Sequence[int] = ()) -> Message:
    """Return what the step is called by which it is written down what happened on ``D{day}``.

    Args:
        day: Whose work it is about.
        earlier: See ``taken_as_done``.
    """
    if not earlier:
        return message(N_("Write down what happened on D{day}"), day=day)
    if len(earlier) == 1:
        return message(N_("Write down what happened on D{day}, and D{other} as done"), day=day, other=earlier[0])
    told = N_("Write down what happened on D{day}, and {count} days from D{first} to D{last} as done")
    return message(told, day=day, count=len(earlier), first=earlier[0], last=earlier[-1])


def taken_text(earlier: Sequence[int]) -> Message:
    """Return what is told of days that are taken as done, at least one."""
    days = ", ".join(f"D{each}" for each in earlier)
    return message(N_("Also written down, as done as planned: {days}."), days=days)
