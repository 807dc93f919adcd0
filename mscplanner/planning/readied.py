"""What is thawed and warmed for the day itself, each on the first page of the day that takes it.

So whoever works the book page by page has everything ready when a page asks for it: what a
medium takes stands above its recipe, and on the day sheet, which follows, only the rest.
"""

from collections.abc import Iterator

from mscplanner.planning.plan import PREPARATIONS, Completion, Day, MediumBatch, Plan, RecipeLine, Task

Mixed = MediumBatch | Completion
_IN_THE_CABINET = frozenset({"make-medium", "complete-medium", "dissolve", "coat"})


def is_for_today(task: Task, day: int) -> bool:
    """Return whether a task makes something ready for ``D{day}`` itself, the day on which it is done."""
    return task.kind == "warm" or (task.kind in PREPARATIONS and task.needed_day == day)


def is_in_the_cabinet(day: Day) -> bool:
    """Return whether something is prepared on ``day`` in the cabinet, and not only thawed."""
    return any(task.kind in _IN_THE_CABINET for task in day.tasks)


def readied_for(plan: Plan, mixed: Mixed) -> tuple[Task, ...]:
    """Return what is thawed and warmed on the page of a batch or of what completes it."""
    number = mixed.day if isinstance(mixed, Completion) else mixed.made_on_day
    day = plan.day(number)
    tasks = [task for task in day.tasks if is_for_today(task, number)] if day else []
    return tuple(task for task in tasks if _page(plan, task, number) == mixed.id)


def readied_elsewhere(plan: Plan, day: Day) -> frozenset[Task]:
    """Return what is thawed and warmed on the medium pages of ``day``, and not on its own sheet."""
    return frozenset(task for task in day.tasks if is_for_today(task, day.number) and _page(plan, task, day.number))


def _page(plan: Plan, task: Task, day: int) -> str:
    """Return the id of the first page of ``day`` that takes what ``task`` makes ready, or ""."""
    pages: tuple[Mixed, ...] = (*plan.made_on(day), *plan.completed_on(day))
    return next((mixed.id for mixed in pages if _takes(mixed, task)), "")


def _takes(mixed: Mixed, task: Task) -> bool:
    if task.kind == "warm":
        return isinstance(mixed, Completion) and mixed.batch == task.batch
    lot = task.tube.number if task.tube else ""
    return any((line.reagent, line.lot) == (task.reagent, lot) for line in _from_tubes(mixed))


def _from_tubes(mixed: Mixed) -> Iterator[RecipeLine]:
    """Give the lines whose tubes are opened on a page: not those that take a dilution made on another one."""
    diluted = {each.reagent for each in mixed.intermediates if not each.source}
    for line in mixed.recipe:
        if line.key in diluted or not (line.base or line.intermediate):
            yield line
