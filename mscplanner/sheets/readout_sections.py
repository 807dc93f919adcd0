"""Sections that the sheets of several kinds of read-out have."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.planning.media import ARM_NAMES
from mscplanner.planning.readout_sheets import ReadoutSheet
from mscplanner.planning.samples import Sample
from mscplanner.planning.vessel_names import vessel_name
from mscplanner.sheets.blocks import Block, Section, paragraph, row
from mscplanner.sheets.cells import BODY, CAPTION, EMPTY, TICK_CELL, Cell, Piece, text_cell
from mscplanner.sheets.frame import sign_off
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.medium_page import KNOWLEDGE_NAMES
from mscplanner.sheets.sections import captioned, heads, ticked, title_bars, written
from mscplanner.sheets.speech import Said

WRITING = 8.0
"""Least height in which something is written with a gloved hand, in millimetres."""
_ROW = (9.0, 10.0)
_STEP_COLUMNS = (8.0, 10.0, 74.0, 27.0, 28.0, 16.0, 15.0)

C_PEPTIDE = N_(
    "Insulin alone shows nothing: cells take it up from the medium (Hansson 2004), and 10–30 % of cells stained "
    "for it where the gene was active in about 1 in 100,000 (Rajagopal 2003). Show C-peptide or INS mRNA beside it."
)


def sheet_of(job: Job, readout: ReadoutSheet, form: str, sections: Sequence[Section]) -> Sheet:
    """Return the sheet of a read-out with these sections."""
    window = job.plan.window(readout.stage)
    within = window is not None and readout.day < window.ending_day
    stage = message(N_("in {stage}") if within else N_("end of {stage}"), stage=job.stage_code(readout.stage))
    start = message(N_("D0 = {day}"), day=job.plan.run.start.isoformat())
    lines = job.speech.joined((readout.name, stage, start))
    return Sheet(readout.id, readout.id, job.speech.date(readout.date), lines, form, tuple(sections), sign_off(job))


def said_of(job: Job, readout: ReadoutSheet, notes: Sequence[str] = ()) -> Section:
    """Return what the protocol says of a read-out, with its sources, and what must not be overlooked in bold."""
    detail = job.speech.texts(readout.detail) if readout.detail else job.texts(N_("How it is done is not stated."))
    pieces = [Piece(job.texts(note), 10.0, True) for note in notes]
    if readout.destructive:
        pieces.append(Piece(job.texts(N_("Uses up the cells.")), 10.0, True))
    pieces.append(Piece(detail, 10.0))
    pieces.append(Piece(_sources(job, readout), CAPTION))
    return Section((paragraph(job.paper.left, job.paper.text_width, tuple(pieces), framed=True),))


def _sources(job: Job, readout: ReadoutSheet) -> tuple[str, ...]:
    cited = [each for each in job.plan.run.protocol.sources if each.id in readout.sources]
    if not cited:
        return job.texts(N_("Source: not stated"))
    texts = job.texts(N_("Sources: {sources}"), sources="; ".join(f"[{each.id}] {each.citation}" for each in cited))
    if readout.known is None:
        return texts
    known = job.texts(
        N_("How well known: {known} ({code})"), known=message(KNOWLEDGE_NAMES[readout.known]), code=readout.known
    )
    return (*texts, *known)


def insulin_notes(readout: ReadoutSheet) -> tuple[str, ...]:
    """Return the note on C-peptide, where insulin is read."""
    return (C_PEPTIDE,) if readout.reads_insulin else ()


def fields(job: Job, widths: tuple[float, ...], captions: Sequence[str]) -> tuple[Block, ...]:
    """Return rows of fields to write in, as many in a row as there are widths; the last is as wide as the rest."""
    rows = []
    for start in range(0, len(captions), len(widths)):
        some = captions[start : start + len(widths)]
        used = widths[: len(some) - 1]
        columns = (*used, job.paper.text_width - sum(used))
        numbered = enumerate(some, start=start + 1)
        cells = tuple(captioned(job, f"field-{number}.text", caption, WRITING) for number, caption in numbered)
        rows.append(row(job.paper.left, columns, cells, 12.5, 13.5))
    return tuple(rows)


def section(job: Job, letter: str, title: str, rows: Sequence[Block], note: tuple[str, ...] = ()) -> Section:
    """Return rows under a title, kept together where a page holds them."""
    first, again = title_bars(job, letter, title, note)
    return Section(tuple(rows), first, again, together=True)


def steps(job: Job, letter: str, planned: Sequence[tuple[Message, Said | None]]) -> Section:
    """Return the steps of a read-out, each with what is planned; None where no source states it."""
    note = job.texts(N_("lab procedure; what no source states is left to the lab"))
    first, again = title_bars(job, letter, N_("Steps"), note)
    widths = job.paper.columns(_STEP_COLUMNS, 2)
    captions = ("#", N_("Done"), N_("Step"), N_("Planned"), N_("Actual"), N_("Time"), N_("Initials"))
    rows = []
    for number, (text, wanted) in enumerate(planned, start=1):
        told = job.texts(N_("not stated")) if wanted is None else job.speech.texts(wanted)
        cells = (
            text_cell((str(number),), bold=True, centred=True),
            TICK_CELL,
            text_cell(job.speech.texts(text)),
            text_cell(told, BODY, wanted is not None),
            *(EMPTY,) * 3,
        )
        about = job.texts(N_("Step {number}"), number=number)
        rows.append(row(job.paper.left, widths, written(job, f"step-{number}", about, cells, captions), 9.4, 11.0))
    return Section(tuple(rows), first, again, heads(job, widths, captions))


def sample_cells(job: Job, sample: Sample) -> tuple[Cell, Cell]:
    """Return the cells that say which sample it is: its number, and its vessel with its arm."""
    parts: list[Said] = [message(ARM_NAMES[sample.arm])]
    if sample.early:
        parts.append(message(N_("harvested on D{day}"), day=sample.day))
    vessel = vessel_name(sample.arm, sample.first, sample.last)
    who = Cell((Piece((vessel,), BODY, True), Piece(job.speech.joined(tuple(parts), ", "), CAPTION)))
    return text_cell((str(sample.number),), 12.0, True, centred=True), who


def sample_name(job: Job, sample: Sample) -> tuple[str, ...]:
    """Return how a sample is called where its fields are told."""
    vessel = vessel_name(sample.arm, sample.first, sample.last)
    return (f"{sample.number} {vessel}",)


def sample_table(
    job: Job,
    letter: str,
    title: str,
    readout: ReadoutSheet,
    columns: Sequence[tuple[str, float]],
    more: Sequence[Block] = (),
    note: tuple[str, ...] = (),
) -> Section:
    """Return a table with a row for each sample and empty columns to write in.

    Args:
        job: The printing.
        letter: Of the section.
        title: Of the section.
        readout: Gives the samples.
        columns: Captions and widths, in millimetres, of what comes after number and vessel; the
            vessel takes the rest of the 178 mm.
        more: Rows behind those of the samples.
        note: At the right end of the title bar.
    """
    first, again = title_bars(job, letter, title, note)
    taken = sum(width for _, width in columns)
    widths = job.paper.columns((9.0, 169.0 - taken, *(width for _, width in columns)), 1)
    captions = (N_("No."), N_("Vessel"), *(caption for caption, _ in columns))
    head = heads(job, widths, captions)
    rows = []
    for sample in readout.samples:
        cells = (*sample_cells(job, sample), *(EMPTY,) * len(columns))
        named = written(job, f"{letter}-{sample.number}", sample_name(job, sample), cells, captions)
        rows.append(row(job.paper.left, widths, named, *_ROW))
    return Section((*rows, *more) or (no_samples(job),), first, again, head, together=True)


def no_samples(job: Job) -> Block:
    """Return the line of a table without samples."""
    text = job.texts(N_("No wells are left on this day."))
    return paragraph(job.paper.left, job.paper.text_width, (Piece(text, 10.0),), framed=True)


def samples_note(job: Job) -> tuple[str, ...]:
    """Return how many samples are planned, and that the lab decides it."""
    return job.texts(N_("three or more of each group: lab setting; write N/A in rows not used"))


def choice(job: Job, name: str, text: Message) -> Block:
    """Return a line with a box to tick, as wide as the sheet; lines in its text can be written on."""
    texts = job.speech.texts(text)
    lines = range(1, len(re.findall("_{4,}", texts[-1])) + 1)
    told = tuple(re.sub("_{4,}", "…", each) for each in texts)
    places = (job.blank(f"{name}.text-{number}", told) for number in lines)
    cell = replace(ticked(job, f"{name}.done", texts), blanks=tuple(each for each in places if each))
    return row(job.paper.left, (job.paper.text_width,), (cell,), 8.0, 8.8)
