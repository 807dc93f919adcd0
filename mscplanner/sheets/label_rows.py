"""What stands on a label below its head, side by side in rows."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from mscplanner.sheets.fonts import face_for, printable, width_points
from mscplanner.sheets.label_text import Item, ItemKind
from mscplanner.sheets.pen import MILLIMETRE, width_mm
from mscplanner.sheets.wrapping import break_lines

GAP = 2.2
_AFTER_WORDS = 0.8
_ROWS: dict[ItemKind, int] = {
    "lacking": 1,
    "contents": 1,
    "draft": 2,
    "run": 2,
    "days": 2,
    "dark": 2,
    "storage": 2,
    "use-by": 3,
    "begun": 4,
    "initials": 4,
}
"""What stands beside each other."""


class Placed(NamedTuple):
    """An item, or one line of it, and whether it is cut."""

    item: Item
    text: str
    cut: bool = False


Row = list[Placed]


@lru_cache(maxsize=4096)
def lines_in(text: str, size: float, width: float, bold: bool = False) -> tuple[str, ...]:
    """Return ``text`` broken for ``width`` millimetres."""
    drawn = printable(text)
    face = face_for(drawn, bold)
    return break_lines(drawn, lambda part: width_points(part, face, size), width * MILLIMETRE)[0]


def cut_to(text: str, size: float, width: float, bold: bool = False) -> str:
    """Return the beginning of ``text`` with … behind it, no wider than ``width`` millimetres."""
    ends = range(len(text), -1, -1)
    return next((f"{text[:end]}…" for end in ends if width_mm(f"{text[:end]}…", bold, size) <= width), "…")


def rows_of(items: Sequence[Item], size: float, widths: Sequence[float], cut: bool) -> list[Row] | None:
    """Return the items in rows of ``widths``, or None where they take more.

    Every label of a sheet has its rows in the same order, as long as they have room so.
    """
    for tight in (False, True):
        rows = _stacked(items, size, widths, tight, cut)
        if rows and len(rows) <= len(widths) and _fits(rows, size, widths):
            return rows
    return None if items else []


def _stacked(items: Sequence[Item], size: float, widths: Sequence[float], tight: bool, cut: bool) -> list[Row] | None:
    """Return what goes on in more than one line, then the rest; None where the first has no room beside the rest."""
    rest = [each for each in items if not each.breaks]
    free = len(widths) - len(_packed(rest, size, [min(widths, default=0.0)] * len(items), tight))
    rows: list[Row] = []
    for item in items:
        if item.breaks:
            lines = _broken(item, size, widths, len(rows))
            if len(lines) > free:
                if not cut or free < 1:
                    return None
                last = lines[free - 1][0]
                lines = [*lines[: free - 1], (cut_to(last, size, widths[len(rows) + free - 1], item.bold), True)]
            rows += [[Placed(item, text, was_cut)] for text, was_cut in lines]
            free -= len(lines)
    return [*rows, *_packed(rest, size, widths[len(rows) :], tight)]


def _fits(rows: Sequence[Row], size: float, widths: Sequence[float]) -> bool:
    return all(used_by(row, size) <= width + 0.001 for row, width in zip(rows, widths, strict=False))


def _broken(item: Item, size: float, widths: Sequence[float], start: int) -> list[tuple[str, bool]]:
    """Return the lines of an item that begins in row ``start``: as wide as the narrowest row that it reaches."""
    found: list[tuple[str, bool]] = []
    for width in dict.fromkeys(widths[start:]):
        found = [(line, False) for text in item.paragraphs for line in lines_in(text, size, width, item.bold)]
        if all(each >= width for each in widths[start : start + len(found)]):
            break
    return found


def _packed(items: Sequence[Item], size: float, widths: Sequence[float], tight: bool) -> list[Row]:
    """Return the items side by side; an item may be wider than its row.

    Args:
        items: In the order in which they stand.
        size: Of the type.
        widths: Of the rows; where there are more, they are taken to be endless.
        tight: Whether each goes into the first row that has room, and not only beside its own kind.
    """
    rows: list[Row] = []
    for item in items:
        placed = Placed(item, item.text)
        wide = width_of(placed, size)
        row = next(
            (
                row
                for row, width in zip(rows, widths, strict=False)
                if used_by(row, size) + GAP + wide <= width
                and (tight or (row is rows[-1] and _ROWS[row[0].item.kind] == _ROWS[item.kind]))
            ),
            None,
        )
        if row is None:
            rows.append([placed])
        else:
            row.append(placed)
    return rows


def used_by(row: Row, size: float) -> float:
    """Return how wide a row is at ``size`` points, in millimetres."""
    return sum(width_of(each, size) for each in row) + GAP * (len(row) - 1)


def width_of(placed: Placed, size: float) -> float:
    """Return how wide an item is, with the least line that is written on behind it, in millimetres."""
    blank = placed.item.blank
    return width_mm(placed.text, placed.item.bold, size) + (_AFTER_WORDS + blank if blank else 0.0)
