"""The boxes to tick on a day sheet around its steps: before the work starts, for later days, and what comes next."""

from collections.abc import Iterator

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import legible, rounded
from mscplanner.planning.plan import PREPARATIONS, Day, Plan, Task
from mscplanner.planning.readied import is_for_today, readied_elsewhere
from mscplanner.planning.steps import steps_before

_TOLD_AHEAD = frozenset({"start-stage", "change-medium", "procedure", "withdraw", "harvest"})


def boxes_before(plan: Plan, day: Day) -> tuple[Message | LocalText, ...]:
    """Return what is ticked first: what is thawed and warmed for the cells, then the lab's own checks."""
    elsewhere = readied_elsewhere(plan, day)
    today = (task for task in day.tasks if is_for_today(task, day.number))
    return (*(task.text for task in today if task not in elsewhere), *steps_before(plan, day))


def tasks_ahead(day: Day) -> Iterator[Task]:
    """Give what is done on ``day`` for a later one."""
    used = {task.batch for task in day.tasks if task.kind != "make-medium"}
    for task in day.tasks:
        made = task.kind == "make-medium" and task.batch not in used
        if made or (task.kind in PREPARATIONS and not is_for_today(task, day.number)):
            yield task


def coming_day(plan: Plan, day: Day) -> Day | None:
    """Return the next day of work after ``day``, or None where it is the last one."""
    return next((each for each in plan.working_days if each.number > day.number), None)


def told_ahead(day: Day) -> list[Message]:
    """Return what is made and what is done to the cells on ``day``, in few words."""
    readouts = [task.text for task in day.tasks if task.kind == "readout"]
    if len(readouts) > 1:
        readouts = [message(N_("Read-outs: {count}"), count=len(readouts))]
    found: list[Message] = []
    for task in day.tasks:
        if task.kind == "make-medium" and task.volume:
            found.append(message(N_("Make {batch}, {volume}"), batch=task.batch, volume=rounded(legible(task.volume))))
        elif task.kind == "readout":
            found += readouts
            readouts = []
        elif task.kind in _TOLD_AHEAD:
            found.append(task.text)
    return found


def next_told(plan: Plan, day: Day) -> tuple[Message, ...]:
    """Return which day of work comes next and what is done on it, or that none comes."""
    coming = coming_day(plan, day)
    if coming is None:
        return (message(N_("Last day of work in this run.")),)
    day_text = message(N_("Next: {day} {date}"), day=coming.label, date=coming.date)
    return (day_text, *(told_ahead(coming) or [task.text for task in coming.tasks]))
