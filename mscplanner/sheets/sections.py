"""Sections and notes that more than one kind of sheet has."""

from collections.abc import Sequence
from dataclasses import replace

from mscplanner.domain.finding import Place
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.planning.close_out_columns import keys_of
from mscplanner.planning.plan import StageWindow
from mscplanner.sheets.blocks import Block, Section, bar, head, writing_lines
from mscplanner.sheets.cells import Cell
from mscplanner.sheets.job import Job, Printed
from mscplanner.sheets.speech import Said

_DAY_HOURS = 24


def title_bars(job: Printed, letter: str, title: str, note: tuple[str, ...] = ()) -> tuple[Block, Block]:
    """Return the bar of a section and the one for pages on which it goes on."""
    left, width = job.paper.left, job.paper.text_width
    again = job.texts(N_("{title} (continued)"), title=message(title))
    return bar(left, width, letter, job.texts(title), note), bar(left, width, letter, again)


def heads(job: Printed, widths: tuple[float, ...], captions: tuple[str, ...]) -> Block:
    """Return column heads; ``captions`` are marked texts, an empty one leaves its head free."""
    return head(job.paper.left, widths, tuple(job.texts(caption) for caption in captions))


def writable(
    job: Printed,
    row: str,
    about: tuple[str, ...],
    cells: tuple[Cell, ...],
    columns: tuple[tuple[str, str], ...],
) -> tuple[Cell, ...]:
    """Return the cells of a row so that they can be filled in on the screen, too.

    Args:
        job: The printing.
        row: The first part of the names of the fields: ``step-3``.
        about: What the row is about, in each language.
        cells: The cells.
        columns: Of each cell the last part of the name, and the head of the column; "" and "" where nothing is
            written.
    """
    if not job.printing.fillable:
        return cells
    return tuple(
        _writable(job, f"{row}.{key}", (about, job.texts(caption)), cell) if key else cell
        for cell, (key, caption) in zip(cells, columns, strict=True)
    )


def _writable(job: Printed, name: str, told: tuple[tuple[str, ...], ...], cell: Cell) -> Cell:
    if len(cell.ticks) > 1:
        named = (job.blank(f"{name}-{number}", told[0], tick) for number, tick in enumerate(cell.ticks, start=1))
        return replace(cell, boxes=tuple(each for each in named if each))
    place = job.blank(name, *told)
    if place and cell.ticks:
        return replace(cell, boxes=(place,))
    return replace(cell, blank=place)


def written(
    job: Printed, row: str, about: tuple[str, ...], cells: tuple[Cell, ...], captions: Sequence[str]
) -> tuple[Cell, ...]:
    """Return the cells of a row so that each free one can be filled in on the screen, named after its column.

    Args:
        job: The printing.
        row: The first part of the names of the fields: ``sample-3``.
        about: What the row is about, in each language.
        cells: The cells; those with texts stay as they are.
        captions: The head of each column, a marked text; "" where nothing is written.
    """
    columns = tuple(
        (key, caption) if key and not (cell.pieces or cell.caption) else ("", "")
        for key, caption, cell in zip(keys_of(captions), captions, cells, strict=True)
    )
    return writable(job, row, about, cells, columns)


def captioned(job: Printed, name: str, caption: str, room: float) -> Cell:
    """Return a cell with a caption, a marked text, and ``room`` millimetres to write in below it."""
    texts = job.texts(caption)
    return Cell(caption=texts, room=job.paper.least(room), blank=job.blank(name, texts))


def ticked(job: Printed, name: str, texts: tuple[str, ...], bold: bool = False) -> Cell:
    """Return a cell with one tick box and its text; ``name`` is that of its field on the screen."""
    place = job.blank(name, texts)
    return Cell(ticks=(texts,), boxes=(place,) if place else (), bold=bold)


def deviations(job: Job, letter: str) -> Section:
    """Return the section for what went otherwise than planned; its lines fill the page."""
    first, again = title_bars(job, letter, N_("Deviations"))
    none, happened = job.texts(N_("None")), job.texts(N_("Yes: what happened, when, why, what was done"))
    answers = (ticked(job, "deviations.none", none), ticked(job, "deviations.yes", happened))
    text = job.blank("deviations.text", happened)
    lines = writing_lines(job.paper.left, job.paper.text_width, answers, text)
    return Section((lines,), first, again, together=True)


def interval(window: StageWindow) -> Message:
    """Return how often a stage is fed, and whether the lab decided it."""
    # A stage of a day or less ends before any change, whatever the rhythm is.
    if window.interval_days is None or window.end_hours - window.start_hours <= _DAY_HOURS:
        return message(N_("no medium change"))
    if window.lab_interval:
        return message(N_("medium change every {days} d (lab setting, not from the source)"), days=window.interval_days)
    return message(N_("medium change every {days} d"), days=window.interval_days)


def place_name(job: Job, place: Place) -> Said:
    """Return the name of the place of a finding or a change: ``S1, Retinoic acid``."""
    names = {"run": N_("Run"), "stocks": N_("Stocks"), "readouts": N_("Read-outs"), "days": N_("Days")}
    if place[:1] == ("stages",) and len(place) > 1:
        code = job.stage_code(place[1])
        if len(place) > 3:
            reagent = job.plan.run.lab.catalogue.reagent(place[3])
            return message(N_("{stage}, {part}"), stage=code, part=reagent.label if reagent else place[3])
        return code
    if place[:1] == ("days",) and len(place) > 1:
        return place[1]
    return message(names.get(place[0] if place else "", N_("Protocol")))
