"""Moving one task to another day by hand: what can move, how far, what it brings, and the way back."""

from collections.abc import Sequence
from datetime import date, timedelta

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import LAST_DAY, Pin, Run
from mscplanner.domain.stockroom import Stockroom
from mscplanner.domain.value import LateValue
from mscplanner.planning.batches import days_ahead
from mscplanner.planning.happenings import latest, stopped_on
from mscplanner.planning.media import mixtures
from mscplanner.planning.pins import held_pin, pin_for, with_pin, without_pin
from mscplanner.planning.plan import Day, Plan, Task
from mscplanner.planning.planner import NO_STOCKROOM, plan
from mscplanner.planning.preparation import days_thawed
from mscplanner.planning.replanning import WayOn, as_it_happened, is_done
from mscplanner.planning.work_names import work_name

MOST_DAYS_AHEAD = 14
"""So many days ahead of its need, at most, something is dissolved or coated."""


class Room(LateValue):
    """The days that a task can lie on, both included, and why it can lie on no other.

    Attributes:
        first: The first of them.
        last: The last of them; before ``first`` where there is none.
    """

    first: int
    last: int
    why_first: Message
    why_last: Message


class MovableTask(LateValue):
    """A task that can lie on another day.

    Attributes:
        day: The day that it lies on.
        own: What would keep it there.
        held: What a person has said of its day, or None.
        name: What it is called in a few words.
        tasks: All tasks of the day that move with it: a fill is given to every arm of the run.
    """

    day: int
    own: Pin
    held: Pin | None
    name: Message
    tasks: tuple[Task, ...]
    room: Room


def movable_tasks(planned: Plan, day: int) -> tuple[MovableTask, ...]:
    """Return the tasks of ``D{day}`` that can be moved, in the order of the work."""
    found = planned.day(day)
    done = latest(planned.run)
    if found is None or (done is not None and day <= done) or is_done(planned, day):
        return ()
    grouped: dict[Pin, list[Task]] = {}
    for task in found.tasks:
        own = pin_for(day, task, planned.stages, planned.media)
        if own:
            grouped.setdefault(own, []).append(task)
    every = (_movable(planned, found, own, tasks) for own, tasks in grouped.items())
    return tuple(each for each in every if each)


def _movable(planned: Plan, day: Day, own: Pin, tasks: Sequence[Task]) -> MovableTask | None:
    room = _room(planned, own, tasks[0])
    if room is None:
        return None
    batch = planned.batch(tasks[0].batch)
    held = held_pin(planned.run.pins, own, batch, planned.stages)
    name = work_name(tasks[0], planned.run, planned.stages)
    return MovableTask(day=day.number, own=own, held=held, name=name, tasks=tuple(tasks), room=room)


def stays(planned: Plan, day: int) -> Message:
    """Return why no task of ``D{day}`` can be moved, and the way on, for a day of which none can."""
    done = latest(planned.run)
    found = planned.day(day)
    if found is None or not found.tasks:
        return message(N_("No work on this day."))
    if done is not None and day <= done:
        return message(
            N_("D{day} lies behind: what happened up to D{done} is written down. “What Happened…” corrects it."),
            day=day,
            done=done,
        )
    return message(
        N_(
            "The start of a stage, its read-outs and the harvest lie where the stages begin and end: change the "
            "length of a stage, or the date of D0."
        )
    )


# How far


def _room(planned: Plan, own: Pin, task: Task) -> Room | None:
    match own.kind:
        case "fill":
            room = _room_of_fill(planned, own)
        case "task":
            room = _room_of_task(planned, own)
        case "make":
            room = _room_of_making(planned, own, task)
        case "thaw":
            room = _room_of_thawing(planned, own)
        case _:
            room = _room_ahead(own)
    return room and _not_behind(planned.run, room)


def _not_behind(run: Run, room: Room) -> Room:
    """Return ``room`` without the days that lie behind, and without those after the end of a stopped run."""
    done, stopped = latest(run), stopped_on(run)
    if done is not None and room.first <= done:
        why = message(N_("What happened up to D{done} is written down."), done=done)
        room = room.model_copy(update={"first": done + 1, "why_first": why})
    if stopped is not None and room.last > stopped:
        why = message(N_("The run was stopped on D{day}."), day=stopped)
        room = room.model_copy(update={"last": stopped, "why_last": why})
    return room


def _room_of_fill(planned: Plan, own: Pin) -> Room | None:
    window = planned.window(own.stage)
    if window is None or own.number not in window.fills or not own.number:
        return None
    at = window.fills.index(own.number)
    before = window.feeds[at - 1]
    why_first = message(N_("{code} is fed on D{day} already."), code=window.code, day=before)
    if at == 1:
        why_first = message(N_("{code} begins on D{day} with its first fill."), code=window.code, day=before)
    why_last = message(N_("{code} ends on D{day}."), code=window.code, day=window.ending_day)
    after = window.ending_day
    if at + 1 < len(window.feeds):
        after = window.feeds[at + 1]
        why_last = message(N_("{code} is fed on D{day} anyway."), code=window.code, day=after)
    return Room(first=before + 1, last=after - 1, why_first=why_first, why_last=why_last)


def _room_of_task(planned: Plan, own: Pin) -> Room | None:
    window = planned.window(own.stage)
    dated = next((each for each in window.tasks if each.number == own.number), None) if window else None
    if window is None or dated is None:
        return None
    first = min(window.start_day, dated.planned_day - dated.task.earlier_days)
    last = planned.last_day.number if planned.last_day else window.ending_day
    why_first = message(N_("{code} begins on D{day}: its work does not come before it."), code=window.code, day=first)
    return Room(first=first, last=last, why_first=why_first, why_last=message(N_("The run ends on D{day}."), day=last))


def _room_of_making(planned: Plan, own: Pin, task: Task) -> Room | None:
    batch = planned.batch(task.batch)
    if batch is None:
        return None
    use, ahead = batch.feeds[0], _days_ahead(planned, batch.code, batch.feeds[0])
    keeps = message(N_("{batch} is used on D{day} and keeps for {days} d."), batch=batch.id, day=use, days=ahead)
    if not ahead:
        keeps = message(N_("{batch} does not keep: it is made on the day of its use."), batch=batch.id)
    needed = message(N_("{batch} is needed on D{day}."), batch=batch.id, day=use)
    return Room(first=use - ahead, last=use, why_first=keeps, why_last=needed)


def _days_ahead(planned: Plan, code: str, use: int) -> int:
    if planned.well_volume is None:
        return 0
    media = mixtures(planned.run, planned.stages, planned.well_volume)
    return next((days_ahead(each, planned.run.lab) for each in media if each.code == code and use in each.days), 0)


def _room_of_thawing(planned: Plan, own: Pin) -> Room | None:
    if own.needed_day is None:
        return None
    reagent = planned.run.lab.catalogue.reagent(own.reagent)
    days, name = days_thawed(reagent), reagent.label if reagent else own.reagent
    keeps = message(
        N_("{name} is used on D{day} and keeps thawed for {days} d."), name=name, day=own.needed_day, days=days
    )
    if not days:
        keeps = message(N_("How long {name} keeps thawed is not known: it is thawed on the day of its use."), name=name)
    needed = message(N_("{name} is needed on D{day}."), name=name, day=own.needed_day)
    return Room(first=own.needed_day - days, last=own.needed_day, why_first=keeps, why_last=needed)


def _room_ahead(own: Pin) -> Room | None:
    if own.needed_day is None:
        return None
    ahead = message(N_("It is prepared at most {days} d ahead."), days=MOST_DAYS_AHEAD)
    needed = message(N_("It is needed on D{day}."), day=own.needed_day)
    first = max(own.needed_day - MOST_DAYS_AHEAD, -30)
    return Room(first=first, last=own.needed_day, why_first=ahead, why_last=needed)


def refusal(task: MovableTask, day: int) -> Message | None:
    """Return why a task cannot lie on ``D{day}``, and between which days it can; None where it can."""
    room = task.room
    if room.first <= day <= min(room.last, LAST_DAY):
        return None
    why = room.why_first if day < room.first else room.why_last
    if room.first >= room.last:
        return message(N_("{why} There is no other day for it."), why=why)
    return message(N_("{why} {possible}"), why=why, possible=possible_days(room))


def possible_days(room: Room) -> Message:
    """Return between which days a task can lie."""
    return message(N_("Possible: D{first} to D{last}."), first=room.first, last=room.last)


# What it brings


def moved_task(planned: Plan, task: MovableTask, day: int, by: str = "") -> Run:
    """Return the run with a task put on ``D{day}`` by a person; where the plan would have it anyway, it is let go.

    Args:
        planned: The plan as it is.
        task: A task that can lie there, see ``refusal``.
        day: Counted from D0.
        by: Who puts it there.
    """
    let_go = without_pin(planned.run, task.held) if task.held else planned.run
    without = day_without_hand(planned, task)
    if day == without:
        return let_go
    planned_day = task.day if without is None else without
    return with_pin(let_go, task.own.model_copy(update={"day": day, "planned_day": planned_day, "by": by}))


def move_way(
    planned: Plan,
    task: MovableTask,
    day: int,
    by: str = "",
    stockroom: Stockroom = NO_STOCKROOM,
    today: date | None = None,
) -> WayOn | None:
    """Return the move of a task to another day with its consequences; None where the plan cannot follow it.

    Args:
        planned: The plan as it is.
        task: One of its tasks.
        day: Counted from D0.
        by: Who moves it.
        stockroom: The lab's lots, as ``planner.plan`` takes it.
        today: With it, a day that has passed is told as a consequence.
    """
    if refusal(task, day) is not None or day == task.day:
        return None
    label = message(N_("Move {work} from D{before} to D{day}"), work=task.name, before=task.day, day=day)
    way = as_it_happened(planned, moved_task(planned, task, day, by), "move-task", label, stockroom)
    when = planned.run.start + timedelta(days=day)
    if today is None or when >= today:
        return way
    text = N_("D{day} is {date} and has passed: what was done on it is written down with What Happened….")
    past = message(text, day=day, date=when)
    return way.model_copy(update={"consequences": (past, *way.consequences), "breaks": True})


def day_without_hand(planned: Plan, task: MovableTask) -> int | None:
    """Return the day on which the plan would have a task if nobody had moved it; None where it would have none."""
    if task.held is None:
        return task.day
    after = plan(without_pin(planned.run, task.held))
    for day in after.working_days:
        for each in day.tasks:
            if _is_of(after, day.number, each, task.held, task):
                return day.number
    return None


def _is_of(after: Plan, day: int, task: Task, held: Pin, moved: MovableTask) -> bool:
    own = pin_for(day, task, after.stages, after.media)
    batch = after.batch(task.batch)
    if own is None or own.kind != held.kind:
        return False
    if held.kind == "thaw":
        return own.reagent == held.reagent and own.needed_day in (moved.own.needed_day, held.needed_day)
    return held_pin([held], own, batch, after.stages) is not None


def back_way(planned: Plan, task: MovableTask, stockroom: Stockroom = NO_STOCKROOM) -> WayOn | None:
    """Return the way back of a task that was moved by hand, with its consequences; None where it was not."""
    day = day_without_hand(planned, task)
    if task.held is None:
        return None
    label = message(N_("Let the plan place {work}"), work=task.name)
    if day is not None:
        label = message(N_("Move {work} back from D{before} to D{day}"), work=task.name, before=task.day, day=day)
    return as_it_happened(planned, without_pin(planned.run, task.held), "move-task", label, stockroom)
