"""The sheet of insulin and C-peptide: kits, one plate map for each, standards, and the results side by side."""

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.planning.plate_maps import COLUMNS, ROWS, STANDARDS, Plate, plate_maps
from mscplanner.planning.readout_captions import ELISA_KITS, ELISA_PLATES, ELISA_RESULTS
from mscplanner.planning.readout_sheets import ReadoutSheet
from mscplanner.sheets.blocks import Block, Section, paragraph, row
from mscplanner.sheets.cells import CAPTION, EMPTY, Cell, Piece, text_cell
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.pen import HEAD_GREY
from mscplanner.sheets.readout_sections import (
    WRITING,
    fields,
    insulin_notes,
    no_samples,
    said_of,
    sample_cells,
    section,
    sheet_of,
)
from mscplanner.sheets.sections import captioned, deviations, heads, title_bars, written

_ROW_NAME = 10.0
_HUMAN = N_(
    "The C-peptide kit must be specific for human C-peptide (Chandra 2011, Gabr 2013, Dave 2013) where human cells "
    "are measured."
)
_RESULTS = (9.0, 35.0, 14.0, 20.0, 25.0, 25.0, 25.0, 25.0)


def elisa_sheet(job: Job, readout: ReadoutSheet) -> Sheet:
    """Return the sheet on which insulin and C-peptide are measured."""
    plates = plate_maps(readout.tubes, readout.blanks)
    sections = [
        said_of(job, readout, (*insulin_notes(readout), _HUMAN)),
        section(job, "A", N_("Kits and reader"), _kits(job)),
        _legend(job, readout),
    ]
    for number, plate in enumerate(plates, start=1):
        note = job.texts(N_("plate {number} of {count}"), number=str(number), count=str(len(plates)))
        for letter, title in ELISA_PLATES:
            sections.append(_plate(job, f"{letter}{number}", title, plate, note))
            sections.append(_standards(job, f"{letter}{number}", title))
    sections += [_results(job, readout), deviations(job, "E")]
    return sheet_of(job, readout, "F-10", sections)


def _kits(job: Job) -> tuple[Block, ...]:
    widths = (62.0, 58.0)
    return fields(job, (*widths, job.paper.text_width - sum(widths)), ELISA_KITS)


def _legend(job: Job, readout: ReadoutSheet) -> Section:
    told: list[Message] = [message(N_("S1–S8: standards, in two wells each"))]
    if readout.glucose:
        told.append(message(N_("1L, 1H: sample 1 at low and high glucose, numbers as on the GSIS sheet")))
        told.append(message(N_("ML, MH: without cells, low and high glucose")))
    else:
        told.append(message(N_("1, 2 …: spent medium of the samples in the table of results")))
        told.append(message(N_("M: medium that no cells were in")))
    if readout.early:
        first = f"E{readout.early[0].number}"
        told.append(
            message(N_("{first} …: spent medium of wells harvested early, N/A where none was kept"), first=first)
        )
    if not readout.has_control:
        told.append(message(N_("U: uninduced MSC, from elsewhere")))
    if "W" in readout.blanks:
        told.append(message(N_("W: last wash")))
    piece = Piece(job.speech.joined(tuple(told), "; "), CAPTION)
    return Section((paragraph(job.paper.left, job.paper.text_width, (piece,), framed=True),))


def _plate(job: Job, code: str, title: str, plate: Plate, note: tuple[str, ...]) -> Section:
    first, again = title_bars(job, code[0], title, note)
    left, well = job.paper.left, (job.paper.text_width - _ROW_NAME) / COLUMNS
    widths = (_ROW_NAME, *(well,) * COLUMNS)
    numbers = tuple(text_cell((str(column),), CAPTION, True, centred=True) for column in range(1, COLUMNS + 1))
    head = row(left, widths, (EMPTY, *numbers), 4.9, 5.4, grey=HEAD_GREY)
    heights = job.paper.least(13.0), job.paper.least(13.6)
    rows = []
    for name, texts in zip(ROWS, plate, strict=True):
        wells = enumerate(texts, start=1)
        cells = (_well(job, f"plate-{code}.{name}{column}", title, text) for column, text in wells)
        rows.append(row(left, widths, (text_cell((name,), 12.0, True, centred=True), *cells), *heights))
    return Section(tuple(rows), first, again, head, together=True, with_next=True)


def _well(job: Job, name: str, title: str, text: str) -> Cell:
    pieces = (Piece((text,), 10.0, True),) if text else ()
    place = job.blank(name, job.texts(title), (name.rpartition(".")[2],))
    return Cell(pieces, room=job.paper.least(WRITING), blank=place)


def _standards(job: Job, code: str, title: str) -> Section:
    eighth, cells = job.paper.text_width / STANDARDS, []
    for number in range(1, STANDARDS + 1):
        caption = job.texts(N_("S{number}, conc."), number=str(number))
        place = job.blank(f"plate-{code}.S{number}", job.texts(title), caption)
        cells.append(Cell(caption=caption, room=job.paper.least(WRITING), blank=place))
    # In large type they stand on the page after their plate.
    bar = title_bars(job, code[0], title)[1] if job.printing.large else None
    return Section((row(job.paper.left, (eighth,) * STANDARDS, tuple(cells), 12.0, 13.5),), bar, together=True)


def _results(job: Job, readout: ReadoutSheet) -> Section:
    first, again = title_bars(job, "D", N_("Results, C-peptide beside insulin"))
    widths = job.paper.columns(_RESULTS, 1)
    captions = (N_("No."), N_("Vessel"), N_("Tube"), *ELISA_RESULTS)
    rows = []
    for sample, tube in readout.measured:
        name = text_cell((tube,), 12.0, True, centred=True)
        cells = (*sample_cells(job, sample), name, *(EMPTY,) * 5)
        named = written(job, f"D-{tube}", (tube,), cells, captions)
        rows.append(row(job.paper.left, widths, named, 9.0, 10.0))
    others = [
        (tube, captioned(job, f"D-{tube}.from", N_("uninduced MSC, from"), WRITING))
        for tube in readout.tubes
        if tube.startswith("U")
    ]
    others += [(tube, text_cell(job.texts(N_("blank")), CAPTION)) for tube in readout.blanks]
    for tube, who in others:
        cells = (EMPTY, who, text_cell((tube,), 12.0, True, centred=True), *(EMPTY,) * 5)
        named = written(job, f"D-{tube}", (tube,), cells, ("", *captions[1:]))
        rows.append(row(job.paper.left, widths, named, 9.0, 10.0))
    return Section(tuple(rows) or (no_samples(job),), first, again, heads(job, widths, captions))
