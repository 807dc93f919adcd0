"""A sheet of paper that came back filled in: what stands on it, and every correction since."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.value import LateValue, VisibleText

LONGEST_ENTRY = 2000
MOST_ROWS = 500
NO_TEXT = LocalText(plain="")

Section = Literal[
    "before",
    "medium",
    "dilutions",
    "recipe",
    "steps",
    "finish",
    "observations",
    "next",
    "record",
    "deviations",
    "sign-off",
]
"""The sections of a sheet that are filled in; on which sheet, in which order, the form says."""
CellKind = Literal[
    "text", "tick", "option", "choice", "date", "expiry", "time", "initials", "percent", "number", "index"
]
"""How something is written: an option is one of several boxes of which one is ticked, an index is a ratio."""
ColumnName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,80}$")]
"""``lot``; on sheets of read-outs the last part of the name that its field has on the paper, ``low-on``."""


class Cell(LateValue):
    """One thing that is written by hand.

    Attributes:
        planned: What the sheet says was planned.
        typed: What was taken over from the paper, as it was typed; "" where nothing was recorded.
        heading: What stands above it on the paper; None where the column alone says it.
        kind: How it is written; None where the column alone says it.
    """

    column: ColumnName
    planned: LocalText = NO_TEXT
    typed: Annotated[VisibleText, Field(max_length=LONGEST_ENTRY)] = ""
    heading: LocalText | None = None
    kind: CellKind | None = None


class Row(LateValue):
    """One row of a sheet: a step, a reagent, a vessel.

    Attributes:
        id: ``steps/3``; no two rows of a sheet have the same.
        title: The section's own heading on the paper; None where the section alone says it.
        label: What the row is about.
        detail: The figure beside it that is no entry: the volume to add, say.
    """

    id: Annotated[VisibleText, Field(min_length=1, max_length=80)]
    section: Section
    title: LocalText | None = None
    label: LocalText
    detail: Annotated[VisibleText, Field(max_length=200)] = ""
    cells: tuple[Cell, ...]

    def cell(self, column: ColumnName) -> Cell | None:
        """Return the cell of a column, or None where the row has none."""
        return next((cell for cell in self.cells if cell.column == column), None)

    def typed(self, column: ColumnName) -> str:
        """Return what was typed into a column; "" where nothing was, or where there is none."""
        cell = self.cell(column)
        return cell.typed if cell else ""


class Correction(LateValue):
    """One entry that was corrected after the sheet was closed out: the old one is never lost."""

    row: Annotated[VisibleText, Field(max_length=80)]
    column: ColumnName
    before: Annotated[VisibleText, Field(max_length=LONGEST_ENTRY)]
    after: Annotated[VisibleText, Field(max_length=LONGEST_ENTRY)]
    at: AwareDatetime
    by: Annotated[VisibleText, Field(max_length=200)]
    reason: Annotated[VisibleText, Field(min_length=3, max_length=400)]


class CloseOut(LateValue):
    """What was taken over from one sheet.

    Attributes:
        part: Id of the part of the book.
        day: Day on which the sheet is worked with.
        revision: Of the plan that the sheet was printed from, or else of the one that stood.
        code: Document code of the sheet; "" where it was not scanned.
        at: When it was taken over.
        by: Who took it over.
    """

    part: Annotated[VisibleText, Field(min_length=1, max_length=80)]
    day: int
    revision: Annotated[int, Field(ge=1)]
    code: Annotated[str, Field(pattern=r"^([0-9a-f]{4}-[0-9a-f]{4})?$")] = ""
    at: AwareDatetime
    by: Annotated[VisibleText, Field(max_length=200)] = ""
    rows: Annotated[tuple[Row, ...], Field(max_length=MOST_ROWS)]
    corrections: Annotated[tuple[Correction, ...], Field(max_length=2000)] = ()

    def row(self, row_id: str) -> Row | None:
        """Return a row by its id, or None."""
        return next((row for row in self.rows if row.id == row_id), None)


def has_entries(rows: tuple[Row, ...]) -> bool:
    """Return whether anything was typed into ``rows``."""
    return any(cell.typed for row in rows for cell in row.cells)


def typed_into(rows: tuple[Row, ...], row_id: str, column: ColumnName, typed: str) -> tuple[Row, ...]:
    """Return ``rows`` with one entry in the place of the one before."""
    return tuple(
        row
        if row.id != row_id
        else row.model_copy(
            update={
                "cells": tuple(
                    cell.model_copy(update={"typed": typed}) if cell.column == column else cell for cell in row.cells
                )
            }
        )
        for row in rows
    )
