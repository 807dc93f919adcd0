"""The section of a day sheet that tells which medium the cells get, and where it comes from."""

from collections.abc import Sequence

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, legible, total
from mscplanner.planning.day_media import batches_used
from mscplanner.planning.plan import FEEDINGS, Completion, Day, MediumBatch, Task
from mscplanner.sheets.blocks import Section, row
from mscplanner.sheets.cells import EMPTY, FIGURE, SMALL, Cell, Piece, text_cell
from mscplanner.sheets.job import Job
from mscplanner.sheets.sections import heads, interval, title_bars, writable
from mscplanner.sheets.speech import write_volume

_COLUMNS = (24.0, 50.0, 29.0, 39.0, 36.0)

_NOTHING = ("", "")
_WRITTEN = (
    *(_NOTHING,) * 3,
    ("batch", N_("Batch no. on the bottle")),
    ("use-by", N_("Use by on the bottle")),
)


def medium_for_today(job: Job, day: Day) -> Section:
    """Return the section, a row for each medium that is given on ``day``."""
    batches = batches_used(job.plan, day)
    first, again = title_bars(job, "B", N_("Medium for today"), _interval_notes(job, batches))
    left = job.paper.left
    if not batches:
        none = text_cell(job.texts(N_("No medium is given on this day.")))
        return Section((row(left, (job.paper.text_width,), (none,), 7.0, 8.0),), first, again, together=True)
    widths = job.paper.columns(_COLUMNS, 3)
    captions = (N_("Batch"), N_("What"), N_("Needed"), N_("Batch no. on the bottle"), N_("Use by on the bottle"))
    head = heads(job, widths, captions)
    rows = []
    for batch in batches:
        about = job.texts(N_("Medium {batch}"), batch=batch.id)
        cells = writable(job, f"medium-{batch.id}", about, _cells(job, day, batch), _WRITTEN)
        rows.append(row(left, widths, cells, 10.5, 11.5))
    return Section(tuple(rows), first, again, head, together=True)


def _interval_notes(job: Job, batches: Sequence[MediumBatch]) -> tuple[str, ...]:
    windows = [job.plan.window(batch.stage) for batch in batches]
    notes = dict.fromkeys(interval(window) for window in windows if window and window.lab_interval)
    return tuple(text for note in notes for text in job.speech.texts(note))


def _cells(job: Job, day: Day, batch: MediumBatch) -> tuple[Cell, ...]:
    completion = batch.completion(day.number)
    what = [Piece(job.speech.texts(batch.title), 10.0), Piece(job.speech.texts(_made(job, day, batch)), SMALL)]
    if completion:
        told = job.texts(N_("completed today, page {page}"), page=job.page_of(completion.id))
        what.append(Piece(told, SMALL, True))
    what += [Piece(job.texts(N_("without {reagent}"), reagent=each), SMALL, True) for each in batch.without]
    return (
        text_cell((completion.id if completion else batch.id,), FIGURE, True, 10.0),
        Cell(tuple(what)),
        _needed(job, day, batch),
        EMPTY,
        Cell(caption=_use_by(job, batch, completion)),
    )


def _made(job: Job, day: Day, batch: MediumBatch) -> Message:
    page = job.page_of(batch.id)
    if batch.completion(day.number):
        return message(N_("from {batch}, made D{day}, page {page}"), batch=batch.id, day=batch.made_on_day, page=page)
    text = N_("made today, page {page}") if batch.made_on_day == day.number else N_("made D{day}, page {page}")
    return message(text, day=batch.made_on_day, page=page)


def _use_by(job: Job, batch: MediumBatch, completion: Completion | None) -> tuple[str, ...]:
    if completion:
        return job.texts(N_("planned: today only"))
    return job.texts(N_("planned: {day}"), day=batch.use_by.isoformat())


def _needed(job: Job, day: Day, batch: MediumBatch) -> Cell:
    """Return what the wells take of a batch, and how many wells that is."""
    tasks = [task for task in day.tasks if task.kind in FEEDINGS and task.batch == batch.id]
    pieces = [Piece((write_volume(_sum(tasks)),), FIGURE, True, FIGURE)]
    wells = sum(task.wells for task in tasks)
    if wells and job.plan.well_volume:
        counted = message(N_("1 well")) if wells == 1 else message(N_("{count} wells"), count=wells)
        text = message(N_("{wells} × {volume}"), wells=counted, volume=write_volume(job.plan.well_volume))
        pieces.append(Piece(job.speech.texts(text), SMALL))
    return Cell(tuple(pieces))


def _sum(tasks: Sequence[Task]) -> Quantity | None:
    volumes = [task.volume for task in tasks if task.volume]
    return legible(total(volumes)) if volumes else None
