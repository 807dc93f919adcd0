"""The sheet of a read-out, by its kind."""

from collections.abc import Callable

from mscplanner.domain.protocol import ReadoutKind
from mscplanner.planning.readout_sheets import ReadoutSheet
from mscplanner.sheets.dithizone_sheet import dithizone_sheet
from mscplanner.sheets.elisa_sheet import elisa_sheet
from mscplanner.sheets.gsis_sheet import gsis_sheet
from mscplanner.sheets.job import Job, Sheet
from mscplanner.sheets.qpcr_sheet import qpcr_sheet
from mscplanner.sheets.record_sheet import record_sheet

_SHEETS: dict[ReadoutKind, Callable[[Job, ReadoutSheet], Sheet]] = {
    "dithizone": dithizone_sheet,
    "qpcr": qpcr_sheet,
    "gsis": gsis_sheet,
    "elisa": elisa_sheet,
}


def readout_page(job: Job, readout: ReadoutSheet) -> Sheet:
    """Return the sheet on which a read-out is recorded."""
    return _SHEETS.get(readout.kind, record_sheet)(job, readout)
