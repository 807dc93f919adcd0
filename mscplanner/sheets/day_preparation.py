"""What a day sheet says of preparing: before the work starts, for a later day, and on a day of its own."""

from collections.abc import Sequence

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.planning.day_boxes import boxes_before, next_told, tasks_ahead
from mscplanner.planning.plan import Day, Task
from mscplanner.planning.readied import is_for_today, is_in_the_cabinet
from mscplanner.sheets.blocks import Block, Section, row
from mscplanner.sheets.cells import EMPTY, TICK_CELL, text_cell
from mscplanner.sheets.job import Job
from mscplanner.sheets.sections import heads, ticked, title_bars, writable

_WORK_COLUMNS = (8.0, 10.0, 101.0, 28.0, 16.0, 15.0)
_NOTHING = ("", "")
_WRITTEN = (
    _NOTHING,
    ("done", N_("Done")),
    _NOTHING,
    ("actual", N_("Actual")),
    ("time", N_("Time")),
    ("initials", N_("Initials")),
)


def before_you_start(job: Job, day: Day) -> Section:
    """Return the ticks that come first: what is thawed and warmed for the cells, then the lab's own checks."""
    first, again = title_bars(job, "A", N_("Before you start"))
    texts = [job.speech.texts(each) for each in boxes_before(job.plan, day)]
    half = job.paper.text_width / 2
    rows = []
    for index in range(0, len(texts), 2):
        pair = enumerate(texts[index : index + 2], start=index + 1)
        cells = [ticked(job, f"before-{number}.done", text) for number, text in pair]
        cells += [EMPTY] * (2 - len(cells))
        rows.append(row(job.paper.left, (half, half), tuple(cells), 7.0, 8.4, framed=False))
    return Section(tuple(rows), first, again, together=True)


def _with_page(job: Job, task: Task) -> Message:
    return message(N_("{text}, page {page}"), text=task.text, page=job.page_of(task.batch))


def next_lines(job: Job, day: Day) -> Section:
    """Return what is done for later days, and which day comes next, each with a box to tick."""
    said = [_with_page(job, task) if task.kind == "make-medium" else task.text for task in tasks_ahead(day)]
    texts = [job.speech.texts(each) for each in said]
    lines = (_line(job, f"ahead-{number}.done", each) for number, each in enumerate(texts, start=1))
    blocks = (*lines, next_day(job, day))
    return Section(blocks, together=True, with_next=True)


def next_day(job: Job, day: Day) -> Block:
    """Return the line that names the next day of work and what is done to the cells on it."""
    return _line(job, "next.done", job.speech.joined(next_told(job.plan, day)))


def _line(job: Job, name: str, texts: tuple[str, ...]) -> Block:
    return row(job.paper.left, (job.paper.text_width,), (ticked(job, name, texts, bold=True),), 7.8, 9.5)


def work_ahead(job: Job, day: Day) -> tuple[Section, ...]:
    """Return the sections of a day on which the cells are left alone, a row for each thing that is prepared.

    Where something is done in the cabinet, and not only thawed, the lab's checks come first.
    """
    if not is_in_the_cabinet(day):
        return (_work(job, "A", day.tasks),)
    return before_you_start(job, day), _work(
        job, "B", [task for task in day.tasks if not is_for_today(task, day.number)]
    )


def _work(job: Job, letter: str, tasks: Sequence[Task]) -> Section:
    first, again = title_bars(job, letter, N_("Prepare"))
    widths = job.paper.columns(_WORK_COLUMNS, 2)
    captions = ("#", N_("Done"), N_("What"), N_("Actual"), N_("Time"), N_("Initials"))
    rows = []
    for number, task in enumerate(tasks, start=1):
        said = _with_page(job, task) if task.kind == "make-medium" else task.text
        what = text_cell(job.speech.texts(said))
        cells = (text_cell((str(number),), bold=True, centred=True), TICK_CELL, what, EMPTY, EMPTY, EMPTY)
        written = writable(job, f"work-{number}", job.speech.texts(said), cells, _WRITTEN)
        rows.append(row(job.paper.left, widths, written, 10.2, 12.0))
    return Section(tuple(rows), first, again, heads(job, widths, captions))
