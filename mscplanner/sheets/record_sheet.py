"""The sheet of any other read-out: how it was done, and what was seen of each sample."""

from mscplanner.domain.language import N_
from mscplanner.domain.protocol import ReadoutKind
from mscplanner.planning.readout_captions import method_fields, record_columns
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

_SEEN_WIDTHS = (18.0, 62.0, 24.0, 16.0, 15.0)
_WIDTHS: dict[ReadoutKind, tuple[float, ...]] = {
    "morphology": (18.0, 26.0, 22.0, 38.0, 20.0, 14.0),
    "immunostaining": (18.0, 28.0, 23.0, 23.0, 20.0, 18.0, 14.0),
}


def record_sheet(job: Job, readout: ReadoutSheet) -> Sheet:
    """Return the record sheet of a read-out that has no form of its own."""
    widths = _WIDTHS.get(readout.kind, _SEEN_WIDTHS)
    columns = tuple(zip(record_columns(readout.kind), widths, strict=True))
    sections = (
        said_of(job, readout, insulin_notes(readout)),
        section(job, "A", N_("How it was done"), _method(job, readout)),
        sample_table(job, "B", N_("Record"), readout, columns, note=samples_note(job)),
        deviations(job, "C"),
    )
    return sheet_of(job, readout, "F-11", sections)


def _method(job: Job, readout: ReadoutSheet) -> tuple[Block, ...]:
    third = job.paper.text_width / 3
    return fields(job, (third,) * 3, method_fields(readout.kind))
