"""The sheet of a glucose-stimulated secretion: the glucose that is chosen, times and tubes of each well, the index."""

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.planning.glucose_pairs import SEEN_PAIRS, stated_levels
from mscplanner.planning.readout_captions import GLUCOSE_PAIR, GLUCOSE_USED, SECRETION_RESULTS
from mscplanner.planning.readout_form import gsis_steps
from mscplanner.planning.readout_sheets import ReadoutSheet
from mscplanner.sheets.blocks import Block, Section, paragraph, row
from mscplanner.sheets.cells import BODY, CAPTION, EMPTY, Cell, Piece, text_cell
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.medium_page import KNOWLEDGE_NAMES
from mscplanner.sheets.readout_sections import (
    WRITING,
    choice,
    fields,
    insulin_notes,
    said_of,
    sample_cells,
    sample_name,
    sample_table,
    samples_note,
    section,
    sheet_of,
    steps,
)
from mscplanner.sheets.sections import captioned, deviations, heads, ticked, title_bars, written

_COLUMNS = (9.0, 41.0, 20.0, 20.0, 20.0, 14.0, 20.0, 20.0, 14.0)
_RESULTS = tuple(zip(SECRETION_RESULTS, (22.0, 22.0, 16.0, 22.0, 22.0, 16.0, 20.0), strict=True))


def gsis_sheet(job: Job, readout: ReadoutSheet) -> Sheet:
    """Return the sheet of a glucose-stimulated secretion."""
    sections = (
        said_of(job, readout, insulin_notes(readout)),
        _glucose(job, readout),
        steps(job, "B", gsis_steps(readout)),
        _times(job, readout),
        sample_table(job, "D", N_("Result"), readout, _RESULTS, note=job.texts(N_("unit: as on the ELISA sheet"))),
        section(job, "E", N_("Stimulation index (SI)"), _index(job)),
        deviations(job, "F"),
    )
    return sheet_of(job, readout, "F-09", sections)


def _glucose(job: Job, readout: ReadoutSheet) -> Section:
    stated = stated_levels(readout.detail)
    if stated:
        told = job.texts(N_("As the protocol states it: low {low}, high {high}"), low=stated[0], high=stated[1])
        rows = [paragraph(job.paper.left, job.paper.text_width, (Piece(told, 12.0, True),), framed=True)]
        return section(job, "A", N_("Glucose"), [*rows, *_used(job)])
    told = job.texts(N_("Not stated for this protocol. The lab ticks one; nothing is chosen here."))
    rows = [paragraph(job.paper.left, job.paper.text_width, (Piece(told, BODY, True),), framed=True)]
    for number, each in enumerate(SEEN_PAIRS, start=1):
        rows.append(choice(job, f"glucose-{number}", _seen(each.levels, each.source, KNOWLEDGE_NAMES[each.known])))
    rows.append(_other_pair(job))
    return section(job, "A", N_("Glucose"), [*rows, *_used(job)])


def _other_pair(job: Job) -> Block:
    fourth = job.paper.text_width / 4
    other = ticked(job, "glucose-other.done", job.texts(N_("other")))
    cells = (captioned(job, f"glucose-other.{key}", caption, 8.0) for key, caption in GLUCOSE_PAIR)
    return row(job.paper.left, (fourth,) * 4, (other, *cells), 12.5, 13.5)


def _seen(levels: str, source: str, known: str) -> Message:
    return message(
        N_("{levels}: {source}, {known}"), levels=message(levels), source=message(source), known=message(known)
    )


def _used(job: Job) -> tuple[Block, ...]:
    third = job.paper.text_width / 3
    return fields(job, (third,) * 3, GLUCOSE_USED)


def _times(job: Job, readout: ReadoutSheet) -> Section:
    first, again = title_bars(job, "C", N_("Times and tubes of each well"), samples_note(job))
    widths = job.paper.columns(_COLUMNS, 1)
    captions = (
        N_("No."),
        N_("Vessel"),
        N_("Well"),
        N_("Low: on"),
        N_("Low: off"),
        N_("Tube"),
        N_("High: on"),
        N_("High: off"),
        N_("Tube"),
    )
    rows = []
    for sample in readout.samples:
        low, high = (text_cell((f"{sample.number}{sign}",), 12.0, True, centred=True) for sign in "LH")
        cells = (*sample_cells(job, sample), EMPTY, EMPTY, EMPTY, low, EMPTY, EMPTY, high)
        named = written(job, f"C-{sample.number}", sample_name(job, sample), cells, captions)
        rows.append(row(job.paper.left, widths, named, 9.0, 10.0))
    elsewhere = captioned(job, "C-U.from", N_("uninduced MSC, from"), WRITING)
    others = [] if readout.has_control else [("U", elsewhere)]
    for code, who in (*others, ("M", text_cell(job.texts(N_("without cells")), CAPTION))):
        low, high = (text_cell((f"{code}{sign}",), 12.0, True, centred=True) for sign in "LH")
        name = text_cell((code,), 12.0, True, centred=True)
        cells = (name, who, EMPTY, EMPTY, EMPTY, low, EMPTY, EMPTY, high)
        named = written(job, f"C-{code}", (code,), cells, captions)
        rows.append(row(job.paper.left, widths, named, 9.0, 10.0))
    return Section(tuple(rows), first, again, heads(job, widths, captions), together=True)


def _index(job: Job) -> tuple[Block, ...]:
    formula = job.texts(N_("SI = secreted at high glucose ÷ secreted at low glucose, same well, same time"))
    known = job.texts(
        N_("No threshold for such cells was found; SI > 1 for islets was seen on a teaching page only (R).")
    )
    half = job.paper.text_width / 2
    pieces = (Piece(formula, BODY, True), Piece(known, CAPTION))
    threshold = captioned(job, "threshold.text", N_("Threshold: set by the lab, by whom"), 8.0)
    return (row(job.paper.left, (1.2 * half, 0.8 * half), (Cell(pieces), threshold), 12.5, 14.0),)
