"""The sheet of one day: what to check, which medium, the steps, the observations."""

from collections.abc import Sequence
from math import ceil

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Readout
from mscplanner.planning.plan import Day, MediumBatch, Plan, Task, TaskKind
from mscplanner.planning.steps import steps_before, steps_of
from mscplanner.sheets.blocks import Section, row
from mscplanner.sheets.cells import CAPTION, EMPTY, FIGURE, SMALL, TICK_CELL, Cell, Piece, text_cell
from mscplanner.sheets.frame import sign_off
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.sections import deviations, heads, interval, title_bars
from mscplanner.sheets.speech import write_volume

MOST_VESSEL_ROWS = 12
KIND_NAMES: dict[TaskKind, str] = {
    "dissolve": N_("preparation"),
    "thaw": N_("preparation"),
    "coat": N_("preparation"),
    "warm": N_("preparation"),
    "complete-medium": N_("medium preparation"),
    "withdraw": N_("early harvest"),
    "make-medium": N_("medium preparation"),
    "start-stage": N_("start of stage"),
    "change-medium": N_("medium change"),
    "procedure": N_("procedure"),
    "gate": N_("decision"),
    "stage-task": N_("task"),
    "readout": N_("read-out"),
    "harvest": N_("harvest"),
}
_FEEDING: tuple[TaskKind, ...] = ("start-stage", "change-medium")


def day_sheet(job: Job, day: Day) -> Sheet:
    """Return the sheet of ``day``."""
    sections = (
        _before(job, day),
        _media(job, day),
        _steps(job, day),
        _observations(job),
        _next(job, day),
        deviations(job, "E"),
    )
    right = job.speech.date(day.date)
    return Sheet(day.label, day.label, right, _subtitle(job, day), "F-02", sections, sign_off(job))


def _subtitle(job: Job, day: Day) -> tuple[str, ...]:
    plan = job.plan
    kinds = dict.fromkeys(KIND_NAMES[task.kind] for task in day.tasks)
    parts: list[Message] = [message(text) for text in kinds]
    stages = [task.stage for task in day.tasks if job.stage_number(task.stage)]
    if stages:
        count = len(plan.run.protocol.stages)
        number = job.stage_number(stages[-1])
        parts.insert(0, message(N_("Stage {number} of {count}"), number=number, count=count))
    parts.append(message(N_("D0 = {day}"), day=plan.run.start.isoformat()))
    if plan.last_day:
        parts.append(message(N_("last day {day}"), day=plan.last_day.label))
    return job.speech.joined(tuple(parts))


def _before(job: Job, day: Day) -> Section:
    first, again = title_bars(job, "A", N_("Before you start"))
    texts = [job.speech.texts(text) for text in steps_before(job.plan, day)]
    half = job.paper.text_width / 2
    rows = []
    for index in range(0, len(texts), 2):
        cells = [Cell(ticks=(text,)) for text in texts[index : index + 2]]
        cells += [EMPTY] * (2 - len(cells))
        rows.append(row(job.paper.left, (half, half), tuple(cells), 7.4, 8.4, framed=False))
    return Section(tuple(rows), first, again, together=True)


def batches_used(plan: Plan, day: Day) -> tuple[MediumBatch, ...]:
    """Return the batches that the cells are fed with on ``day``."""
    ids = dict.fromkeys(task.batch for task in day.tasks if task.kind in _FEEDING and task.batch)
    return tuple(batch for batch in (plan.batch(each) for each in ids) if batch)


def _volume_used(day: Day, batch: MediumBatch) -> str:
    volumes = [task.volume for task in day.tasks if task.kind in _FEEDING and task.batch == batch.id]
    return ", ".join(write_volume(volume) for volume in volumes)


def _interval_notes(job: Job, batches: Sequence[MediumBatch]) -> tuple[str, ...]:
    windows = [job.plan.window(batch.stage) for batch in batches]
    notes = dict.fromkeys(interval(window) for window in windows if window and window.lab_interval)
    return tuple(text for note in notes for text in job.speech.texts(note))


def _media(job: Job, day: Day) -> Section:
    batches = batches_used(job.plan, day)
    first, again = title_bars(job, "B", N_("Medium for today"), _interval_notes(job, batches))
    left = job.paper.left
    if not batches:
        none = text_cell(job.texts(N_("No medium is given on this day.")))
        return Section((row(left, (job.paper.text_width,), (none,), 7.0, 8.0),), first, again, together=True)
    widths = job.paper.columns((22.0, 52.0, 28.0, 38.0, 38.0), 3)
    captions = (N_("Batch"), N_("What"), N_("Needed"), N_("Batch no. on the bottle"), N_("Use by on the bottle"))
    head = heads(job, widths, captions)
    rows = tuple(row(left, widths, _medium_cells(job, day, batch), 10.5, 11.5) for batch in batches)
    return Section(rows, first, again, head, together=True)


def _medium_cells(job: Job, day: Day, batch: MediumBatch) -> tuple[Cell, ...]:
    made = message(
        N_("made today, page {page}") if batch.made_on_day == day.number else N_("made D{day}, page {page}"),
        day=batch.made_on_day,
        page=job.page_of(batch.id),
    )
    what = [Piece(job.speech.texts(batch.title), 10.0), Piece(job.speech.texts(made), SMALL)]
    what += [Piece(job.texts(N_("without {reagent}"), reagent=each), SMALL, True) for each in batch.without]
    planned = job.texts(N_("planned: {day}"), day=batch.use_by.isoformat())
    return (
        text_cell((batch.id,), FIGURE, True, 10.0),
        Cell(tuple(what)),
        text_cell((_volume_used(day, batch),), FIGURE, True, FIGURE),
        EMPTY,
        Cell(caption=planned),
    )


def _steps(job: Job, day: Day) -> Section:
    first, again = title_bars(job, "C", N_("Steps"), job.texts(N_("lab procedure, not from the source")))
    widths = job.paper.columns((8.0, 10.0, 68.0, 33.0, 28.0, 16.0, 15.0), 4)
    captions = ("#", N_("Done"), N_("Step"), N_("Planned"), N_("Actual"), N_("Time"), N_("Initials"))
    head = heads(job, widths, captions)
    rows = []
    for number, (text, details, planned) in enumerate(_day_steps(job, day), start=1):
        step = Cell((Piece(text), *(Piece(detail, CAPTION) for detail in details)))
        figure = text_cell(planned, FIGURE, True, FIGURE)
        cells = (text_cell((str(number),), bold=True, centred=True), TICK_CELL, step, figure, EMPTY, EMPTY, EMPTY)
        rows.append(row(job.paper.left, widths, cells, 10.2, 11.5))
    if not rows:
        none = text_cell(job.texts(N_("The lab has no steps for this work.")))
        free = (EMPTY, TICK_CELL, none, EMPTY, EMPTY, EMPTY, EMPTY)
        rows.append(row(job.paper.left, widths, free, 10.2, 11.5))
    return Section(tuple(rows), first, again, head)


_StepTexts = tuple[tuple[str, ...], list[tuple[str, ...]], tuple[str, ...]]


def _day_steps(job: Job, day: Day) -> list[_StepTexts]:
    """Return the text, the details and the planned figure of each step; a read-out brings its details."""
    waiting = [task for task in day.tasks if task.readout]
    rows: list[_StepTexts] = []
    for step in steps_of(job.plan, day):
        details: list[tuple[str, ...]] = []
        for task in waiting:
            if task.readout and step.text.written("en").endswith(task.readout.written("en")):
                details = _details(job, task)
                waiting.remove(task)
                break
        rows.append((job.speech.texts(step.text), details, job.speech.texts(step.planned)))
    rows += [(job.speech.texts(task.readout), _details(job, task), ()) for task in waiting if task.readout]
    return rows


def _readout(readouts: Sequence[Readout], name: LocalText | None) -> Readout | None:
    return next((readout for readout in readouts if readout.name == name), None)


def _details(job: Job, task: Task) -> list[tuple[str, ...]]:
    readout = _readout(job.plan.run.protocol.readouts, task.readout)
    details = [job.speech.texts(readout.detail)] if readout and readout.detail else []
    if task.destructive:
        details.append(job.texts(N_("Uses up the cells.")))
    return details


def _vessel_names(count: int) -> list[str]:
    size = ceil(count / MOST_VESSEL_ROWS)
    starts = range(1, count + 1, size)
    ends = [min(start + size - 1, count) for start in starts]
    return [f"V{start}" if start == end else f"V{start}–V{end}" for start, end in zip(starts, ends, strict=True)]


def _observations(job: Job) -> Section:
    first, again = title_bars(job, "D", N_("Observations"))
    widths = job.paper.columns((20.0, 28.0, 44.0, 42.0, 44.0), 4)
    captions = (
        N_("Vessel"),
        N_("Confluence %"),
        N_("Clusters / morphology"),
        N_("Contamination"),
        N_("Remarks"),
    )
    head = heads(job, widths, captions)
    answers = Cell(ticks=(job.texts(N_("None")), job.texts(N_("Seen"))))
    rows = tuple(
        row(job.paper.left, widths, (text_cell((name,), 12.0, True, 9.0), EMPTY, EMPTY, answers, EMPTY), 9.0, 9.5)
        for name in _vessel_names(job.plan.run.count)
    )
    return Section(rows, first, again, head, together=True, with_next=True)


def _next(job: Job, day: Day) -> Section:
    later = [each for each in job.plan.working_days if each.number > day.number]
    if later:
        coming = later[0]
        day_text = message(N_("Next: {day} {date}"), day=coming.label, date=coming.date)
        texts = job.speech.joined((day_text, *(task.text for task in coming.tasks)))
    else:
        texts = job.texts(N_("Last day of work in this run."))
    cell = Cell(ticks=(texts,), bold=True)
    block = row(job.paper.left, (job.paper.text_width,), (cell,), 9.0, 9.5)
    return Section((block,), together=True, with_next=True)
