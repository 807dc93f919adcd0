"""What is thawed and warmed for the day itself, each on the first page of the day that takes it.

So whoever works the book page by page has everything ready when a page asks for it: what a
medium takes stands above its recipe, and on the day sheet, which follows, only the rest.
"""

from collections.abc import Iterator

from mscplanner.planning.plan import PREPARATIONS, Completion, Day, Plan, RecipeLine, Task
from mscplanner.sheets.blocks import Block, Section, row
from mscplanner.sheets.cells import EMPTY
from mscplanner.sheets.dilution_table import Mixed
from mscplanner.sheets.job import Job
from mscplanner.sheets.sections import ticked


def is_for_today(task: Task, day: int) -> bool:
    """Return whether a task makes something ready for ``D{day}`` itself, the day on which it is done."""
    return task.kind == "warm" or (task.kind in PREPARATIONS and task.needed_day == day)


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


def ready_ticks(job: Job, mixed: Mixed) -> tuple[Section, ...]:
    """Return the section that stands above a recipe, a box to tick for each thing; none where nothing is needed."""
    texts = [job.speech.texts(task.text) for task in readied_for(job.plan, mixed)]
    half = job.paper.text_width / 2
    widths = (half, half) if len(texts) > 1 else (2 * half,)
    rows: list[Block] = []
    for index in range(0, len(texts), 2):
        pair = enumerate(texts[index : index + 2], start=index + 1)
        cells = [ticked(job, f"before-{number}.done", text, bold=True) for number, text in pair]
        cells += [EMPTY] * (len(widths) - len(cells))
        rows.append(row(job.paper.left, widths, tuple(cells), 7.8, 9.0))
    return (Section(tuple(rows), together=True),) if rows else ()
