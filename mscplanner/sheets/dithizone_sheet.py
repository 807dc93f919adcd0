"""The sheet of a dithizone staining: the sacrificed aliquot, its negative control, the counts."""

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.planning.readout_captions import DITHIZONE_CONTROL, DITHIZONE_COUNTS, DITHIZONE_SOLUTION
from mscplanner.planning.readout_form import DITHIZONE_STEPS
from mscplanner.planning.readout_sheets import ReadoutSheet
from mscplanner.sheets.blocks import Block, Section, paragraph, row
from mscplanner.sheets.cells import BODY, CAPTION, EMPTY, Cell, Piece, text_cell
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.readout_sections import (
    WRITING,
    fields,
    said_of,
    sample_table,
    samples_note,
    section,
    sheet_of,
    steps,
)
from mscplanner.sheets.sections import captioned, deviations, written

_NOTES = (
    N_(
        "Toxic, uses up the cells: stain a separate aliquot. Do not use stained material for functional tests "
        "or in the clinic (Scientific Reports 2019, s41598-019-55172-0)."
    ),
    N_("Crimson = rich in zinc. Uninduced MSC are the negative control (Kassem 2016, figure 2)."),
)
_TESTED = N_(
    "Tested on islets, not on these cells: 2, 10 and 100 µg/mL; only a low dose of up to 10 min left insulin "
    "secretion as it was, 30 min did harm (Scientific Reports 2019). An older paper found no harm."
)
_COLUMNS = tuple(zip(DITHIZONE_COUNTS, (17.0, 24.0, 24.0, 19.0, 22.0, 15.0), strict=True))


def dithizone_sheet(job: Job, readout: ReadoutSheet) -> Sheet:
    """Return the sheet of a dithizone staining."""
    planned = [(message(text), message(told) if told else None) for text, told in DITHIZONE_STEPS]
    sections = (
        said_of(job, readout, _NOTES),
        section(job, "A", N_("Dithizone solution"), _reagent(job)),
        steps(job, "B", planned),
        _counts(job, readout),
        section(job, "D", N_("Validity"), _validity(job)),
        deviations(job, "E"),
    )
    return sheet_of(job, readout, "F-07", sections)


def _reagent(job: Job) -> tuple[Block, ...]:
    third = job.paper.text_width / 3
    told = paragraph(job.paper.left, job.paper.text_width, (Piece(job.texts(_TESTED), CAPTION),), framed=True)
    return (*fields(job, (third,) * 3, DITHIZONE_SOLUTION), told)


def _counts(job: Job, readout: ReadoutSheet) -> Section:
    more = () if readout.has_control else (_control_from_elsewhere(job),)
    return sample_table(job, "C", N_("Counts by well"), readout, _COLUMNS, more, samples_note(job))


def _control_from_elsewhere(job: Job) -> Block:
    text = job.texts(N_("Negative control: uninduced MSC. This run has none: from"))
    taken = sum(width for _, width in _COLUMNS)
    widths = job.paper.columns((9.0, 169.0 - taken, *(width for _, width in _COLUMNS)), 1)
    who = Cell((Piece(text, CAPTION, True),), room=job.paper.least(WRITING), blank=job.blank("C-N.from", text))
    cells = (text_cell(("N",), 12.0, True, centred=True), who, *(EMPTY,) * len(_COLUMNS))
    cells = written(job, "C-N", ("N",), cells, ("", "", *(caption for caption, _ in _COLUMNS)))
    return row(job.paper.left, widths, cells, 9.0, 10.0)


def _validity(job: Job) -> tuple[Block, ...]:
    half = job.paper.text_width / 2
    texts = tuple(job.texts(each) for each in DITHIZONE_CONTROL)
    boxes = (job.blank(f"control-{number}.done", each) for number, each in enumerate(texts, start=1))
    answers = Cell(ticks=texts, boxes=tuple(each for each in boxes if each))
    limit = Cell((Piece(job.texts(N_("Share of stained clusters: no limit is known, set by the lab")), BODY),))
    value = captioned(job, "limit.text", N_("Limit, decided by"), 8.0)
    return (
        row(job.paper.left, (2 * half,), (answers,), 8.0, 9.0),
        row(job.paper.left, (half, half), (limit, value), 12.5, 13.5),
    )
