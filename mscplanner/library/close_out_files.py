"""The sheets of a run that came back, as comma-separated text: each entry, and each correction of it."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from mscplanner.domain.close_out import CloseOut, Row
from mscplanner.domain.language import N_, Language, translate
from mscplanner.domain.run import Run
from mscplanner.library.files import write_bytes
from mscplanner.library.shopping_files import starts_formula
from mscplanner.planning.close_out_columns import heading_in, heading_of, shown, title_of
from mscplanner.planning.schedule import date_of

_BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes a file for one of the system's old encoding and shows no Chinese."""
_HEADS = (
    N_("Run"),
    N_("Sheet"),
    N_("Day"),
    N_("Planned date"),
    N_("Plan revision"),
    N_("Document code"),
    N_("Section"),
    N_("Row"),
    N_("Column"),
    N_("Planned"),
    N_("Recorded"),
    N_("Corrected from"),
    N_("Reason"),
    N_("By whom"),
    N_("When"),
)


def close_out_file(run: Run, language: Language) -> bytes:
    """Return what was taken over from the sheets of ``run`` as CSV: UTF-8 with the mark that Excel looks for.

    Times are in UTC. An entry that was left empty stands there as “not recorded”; a text that would
    be taken for a formula begins with an apostrophe.
    """
    target = StringIO()
    target.write(_BYTE_ORDER_MARK)
    writer = csv.writer(target)
    writer.writerow([translate(head, language) for head in _HEADS])
    for record in run.closed:
        for line in _lines(run, record, language):
            writer.writerow([f"'{text}" if starts_formula(text) else text for text in line])
    return target.getvalue().encode("utf-8", errors="replace")


def _lines(run: Run, record: CloseOut, language: Language) -> Iterator[tuple[str, ...]]:
    sheet = (
        *(run.number, record.part, f"D{record.day}", date_of(run.start, record.day).isoformat()),
        *(str(record.revision), record.code),
    )
    for row in record.rows:
        for cell in row.cells:
            entry = shown(cell, language) or translate(N_("not recorded"), language)
            place = _place(row, heading_of(cell, language), language)
            planned = cell.planned.written(language)
            yield (*sheet, *place, planned, entry, "", "", record.by, _moment(record.at))
    for each in record.corrections:
        corrected = record.row(each.row)
        heading = heading_in(record, each.row, each.column, language)
        place = _place(corrected, heading, language) if corrected else ("", each.row, "")
        yield (*sheet, *place, "", each.after, each.before, each.reason, each.by, _moment(each.at))


def _place(row: Row, column: str, language: Language) -> tuple[str, str, str]:
    label = row.label.written(language)
    told = f"{label} · {row.detail}" if row.detail else label
    return title_of(row, language), told, column


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def write_close_out_file(path: Path, run: Run, language: Language) -> None:
    """Write what was taken over from the sheets of ``run`` to ``path``.

    Raises:
        OSError: the folder or the disk does not take it; what was there before is untouched.
    """
    write_bytes(path, close_out_file(run, language))
