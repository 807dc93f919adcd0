"""The sheet of any other read-out: how it was done, and what was seen of each sample."""

from mscplanner.domain.language import N_
from mscplanner.domain.protocol import ReadoutKind
from mscplanner.planning.readout_sheets import ReadoutSheet
from mscplanner.sheets.blocks import Block
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.readout_sections import (
    fields,
    insulin_notes,
    said_of,
    sample_table,
    samples_note,
    section,
    sheet_of,
)
from mscplanner.sheets.sections import deviations

_Columns = tuple[tuple[str, float], ...]
_SEEN: _Columns = (
    (N_("Well"), 18.0),
    (N_("Seen or measured"), 62.0),
    (N_("Photo no."), 24.0),
    (N_("Time"), 16.0),
    (N_("Initials"), 15.0),
)
_COLUMNS: dict[ReadoutKind, _Columns] = {
    "morphology": (
        (N_("Well"), 18.0),
        (N_("Clusters counted"), 26.0),
        (N_("Size (µm)"), 22.0),
        (N_("Shape, edge, remarks"), 38.0),
        (N_("Photo no."), 20.0),
        (N_("Initials"), 14.0),
    ),
    "immunostaining": (
        (N_("Well"), 18.0),
        (N_("Marker"), 28.0),
        (N_("Cells positive"), 23.0),
        (N_("Cells counted"), 23.0),
        (N_("Positive %"), 20.0),
        (N_("Photo no."), 18.0),
        (N_("Initials"), 14.0),
    ),
}
_METHOD = (N_("Method, lab instruction no."), N_("Instrument, objective"), N_("Files"))
_STAINING = (
    N_("First antibody, clone, lot"),
    N_("Dilution"),
    N_("Second antibody, lot"),
    N_("Nuclear stain, lot"),
    N_("Fixed with, minutes"),
    N_("Without first antibody: seen"),
)


def record_sheet(job: Job, readout: ReadoutSheet) -> Sheet:
    """Return the record sheet of a read-out that has no form of its own."""
    columns = _COLUMNS.get(readout.kind, _SEEN)
    sections = (
        said_of(job, readout, insulin_notes(readout)),
        section(job, "A", N_("How it was done"), _method(job, readout)),
        sample_table(job, "B", N_("Record"), readout, columns, note=samples_note(job)),
        deviations(job, "C"),
    )
    return sheet_of(job, readout, "F-11", sections)


def _method(job: Job, readout: ReadoutSheet) -> tuple[Block, ...]:
    third = job.paper.text_width / 3
    more = _STAINING if readout.kind == "immunostaining" else ()
    return fields(job, (third,) * 3, (*_METHOD, *more))
