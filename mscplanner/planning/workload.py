"""How long a person's hands are needed: minutes of each kind of work, as the lab estimates them."""

from collections.abc import Iterable

from mscplanner.domain.lab import Settings
from mscplanner.planning.plan import Day, Plan, Task


def task_minutes(task: Task, vessels: int, settings: Settings) -> int:
    """Return the minutes that a task takes; 0 where the lab estimates nothing for its kind.

    Args:
        task: What is done.
        vessels: On how many vessels.
        settings: The lab's estimates.
    """
    estimate = settings.hands_on_minutes.get(task.kind)
    return estimate.fixed + estimate.vessel * vessels if estimate else 0


def day_minutes(plan: Plan, day: Day) -> int:
    """Return the minutes of all that is done on a day."""
    return tasks_minutes(plan, day.tasks)


def tasks_minutes(plan: Plan, tasks: Iterable[Task]) -> int:
    """Return the minutes of ``tasks`` of a plan."""
    run = plan.run
    return sum(task_minutes(task, run.vessels(task.arm), run.lab.settings) for task in tasks)
