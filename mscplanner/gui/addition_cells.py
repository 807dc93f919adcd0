"""Cells of the additions table as spreadsheets copy and paste them: tab-separated text."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.protocol import Protocol
from mscplanner.gui.addition_rows import EDITABLE, FIELDS
from mscplanner.planning.protocol_edits import MOST_ADDITIONS, add_addition, set_addition, typed_text

_LONGEST_PASTED = 200_000
_YES = frozenset({"yes", "y", "x", "1", "true", "✓", "是"})


class Pasted(NamedTuple):
    """What became of pasted cells: the next protocol, how many were taken, and how many found no place."""

    protocol: Protocol
    taken: int
    left_out: int


def copied(cells: Sequence[Sequence[str]]) -> str:
    """Return rows of cells as a spreadsheet reads them."""
    text = io.StringIO()
    csv.writer(text, dialect="excel-tab", lineterminator="\n").writerows(cells)
    return text.getvalue().removesuffix("\n")


def read_cells(text: str) -> list[list[str]]:
    """Return the cells of what a spreadsheet copied; empty rows at the end are none.

    Example:
        >>> read_cells("EGF\\t20 ng/mL\\r\\nHGF\\t\\n")
        [['EGF', '20 ng/mL'], ['HGF', '']]
    """
    seen = text[:_LONGEST_PASTED].replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows = list(csv.reader(io.StringIO(seen), dialect="excel-tab"))
    except csv.Error:
        rows = [line.split("\t") for line in seen.split("\n")]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def pasted(
    protocol: Protocol,
    at: int,
    first: tuple[int, int],
    cells: Sequence[Sequence[str]],
    lab: Lab,
    stored_name: Callable[[str], str] = str,
) -> Pasted:
    """Return ``protocol`` with ``cells`` put into stage ``at`` from a cell on.

    What cannot be read is kept as it is; it is flagged where it stands. Rows below the last one
    become additions if they have a name. Cells of columns that are computed are passed over.

    Args:
        protocol: Has a stage number ``at``.
        at: Stage, from 0.
        first: Row and column of the first cell.
        cells: Rows of texts.
        lab: Knows the reagents.
        stored_name: Returns what is kept of the name of a reagent.
    """
    row, column = first
    taken = left_out = 0
    for down, line in enumerate(cells):
        given = {
            FIELDS[column + right]: cell
            for right, cell in enumerate(line)
            if column + right < len(FIELDS) and FIELDS[column + right] in EDITABLE
        }
        count = len(protocol.stages[at].additions)
        to = min(row + down, count)
        if to == count:
            name = typed_text(given.pop("reagent", ""))
            if not name or count >= MOST_ADDITIONS:
                left_out += sum(bool(cell.strip()) for cell in given.values()) + bool(name)
                continue
            protocol = add_addition(protocol, at, to, stored_name(name))
            taken += 1
        for field, cell in given.items():
            text = stored_name(cell) if field == "reagent" else cell
            if field == "once":
                text = "yes" if cell.strip().casefold() in _YES else ""
            protocol = set_addition(protocol, at, to, field, text, lab)
            taken += 1
    return Pasted(protocol, taken, left_out)
