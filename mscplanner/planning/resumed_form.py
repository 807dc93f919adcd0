"""A form that was left half filled is opened again: the plan may have changed since."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mscplanner.domain.close_out import Cell, Row


class Resumed(NamedTuple):
    """A form with the entries of an earlier one.

    Attributes:
        rows: The rows of the form as the plan has it now.
        left_over: Rows of the earlier form with those entries only that have no place in ``rows``.
    """

    rows: tuple[Row, ...]
    left_over: tuple[Row, ...]


_Name = tuple[str, str, int]


def resumed(rows: Sequence[Row], before: Sequence[Row]) -> Resumed:
    """Return ``rows`` with what was typed into ``before``.

    Rows are the same where they are about the same: a step that has another number now keeps its entries.
    """
    earlier = dict(zip(_names(before), before, strict=True))
    taken = tuple(_with_entries(row, earlier.get(name)) for name, row in zip(_names(rows), rows, strict=True))
    now = dict(zip(_names(rows), rows, strict=True))
    return Resumed(taken, tuple(_left_over(earlier, now)))


def _names(rows: Sequence[Row]) -> list[_Name]:
    """Return what each row is about; the second of two that are about the same is told apart."""
    seen: Counter[tuple[str, str]] = Counter()
    found: list[_Name] = []
    for row in rows:
        title = row.title.written("en") if row.title else ""
        about = row.section, f"{title}\n{row.label.written('en')}\n{row.detail}"
        found.append((*about, seen[about]))
        seen[about] += 1
    return found


def _with_entries(row: Row, before: Row | None) -> Row:
    if before is None:
        return row
    cells = tuple(cell.model_copy(update={"typed": before.typed(cell.column)}) for cell in row.cells)
    return row.model_copy(update={"cells": cells})


def _left_over(earlier: dict[_Name, Row], now: dict[_Name, Row]) -> Iterator[Row]:
    for name, row in earlier.items():
        cells = tuple(cell for cell in row.cells if cell.typed and not _has_place(cell, now.get(name)))
        if cells:
            yield row.model_copy(update={"cells": cells})


def _has_place(cell: Cell, row: Row | None) -> bool:
    return row is not None and row.cell(cell.column) is not None
