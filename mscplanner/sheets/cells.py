"""Text in cells: how high it gets in its column, and how it is drawn.

Text never decides where it ends: a row is made high enough for what stands in it.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from mscplanner.sheets.form import Blank
from mscplanner.sheets.pen import MILLIMETRE, TICK, Pen, width_mm
from mscplanner.sheets.wrapping import Fitted, Line, fit

BODY, CAPTION, SMALL, FIGURE, DOSE = 11.0, 9.0, 8.5, 14.0, 15.0
# Only a volume of more than ten characters gets smaller than ``FIGURE``: it never breaks before its unit.
SMALLEST_DOSE = 11.0
PADDING = 1.2
LINE_HEIGHT = 1.28
ASCENT, _GLYPH_HEIGHT = 0.88, 1.06
# A text or a cell that is higher than this, however small, ends with … so that a row fits a page, also in large type.
TALLEST_TEXT, TALLEST_CELL = 60.0, 90.0
_NARROWEST_LINE = 16.0
_TEXT_LINE = re.compile("_{4,}")


@dataclass(frozen=True)
class Piece:
    """A text of a cell, a paragraph for each language, at ``size`` points or a little smaller."""

    texts: tuple[str, ...]
    size: float = BODY
    bold: bool = False
    smallest: float = SMALL

    def fitted(self, width: float) -> Fitted:
        """Return it broken for ``width`` millimetres."""
        fitted = fit(self.texts, self.bold, self.size, self.smallest, width * MILLIMETRE)
        if height_of(fitted) > TALLEST_TEXT:
            fitted = fit(self.texts, self.bold, self.smallest, self.smallest, width * MILLIMETRE)
        return shortened_to(fitted, TALLEST_TEXT)


def shortened_to(fitted: Fitted, height: float) -> Fitted:
    """Return broken text, ended with … where it is higher than ``height`` millimetres; one line always stays."""
    most = max(1, int(height * MILLIMETRE / (LINE_HEIGHT * fitted.size)))
    if len(fitted.lines) <= most:
        return fitted
    kept = fitted.lines[most - 1]
    return Fitted((*fitted.lines[: most - 1], Line(kept.text[:-1] + "…", kept.face)), fitted.size)


@dataclass(frozen=True)
class Cell:
    """One cell of a row.

    Attributes:
        caption: Small text in the upper left corner; what is written by hand goes below it.
        ticks: Tick boxes side by side, each with its text; an empty text draws the box alone.
        lines: Writing lines, each with its small caption.
        line_height: Least height of a writing line with a caption of one line, in millimetres.
        room: Least height that is left free below the text, in millimetres.
        bold: Whether the texts of the tick boxes are bold.
        blank: What is written in the cell, below its texts.
        boxes: What the tick boxes are called on the screen, one for each.
        blanks: What is written on the writing lines, one for each; where there is a tick box, on the lines that
            stand in its text.
    """

    pieces: tuple[Piece, ...] = ()
    caption: tuple[str, ...] = ()
    ticks: tuple[tuple[str, ...], ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    line_height: float = 8.0
    room: float = 0.0
    centred: bool = False
    bold: bool = False
    blank: Blank | None = None
    boxes: tuple[Blank, ...] = ()
    blanks: tuple[Blank, ...] = ()


EMPTY = Cell()
TICK_CELL = Cell(ticks=((),))


def text_cell(
    texts: tuple[str, ...], size: float = BODY, bold: bool = False, smallest: float = SMALL, centred: bool = False
) -> Cell:
    """Return a cell with one text."""
    return Cell((Piece(texts, size, bold, smallest),), centred=centred)


def height_of(fitted: Fitted) -> float:
    """Return the height of broken text in millimetres."""
    count = len(fitted.lines)
    return ((count - 1) * LINE_HEIGHT + _GLYPH_HEIGHT) * fitted.size / MILLIMETRE if count else 0.0


def draw_fitted(pen: Pen, x: float, top: float, fitted: Fitted, width: float = 0.0) -> float:
    """Draw broken text, in the middle of ``width`` if it is given, and return where it ends."""
    for index, line in enumerate(fitted.lines):
        baseline = top + (index * LINE_HEIGHT + ASCENT) * fitted.size / MILLIMETRE
        place = x + width / 2 if width else x
        pen.text(place, baseline, line.text, fitted.size, line.face.endswith("bold"), "centre" if width else "left")
    return top + height_of(fitted)


@dataclass(frozen=True)
class Measured:
    """A cell broken for its width, and the heights in millimetres that this takes."""

    cell: Cell
    width: float
    caption: Fitted
    pieces: tuple[Fitted, ...]
    ticks: tuple[Fitted, ...] = field(default=())
    lines: tuple[Fitted, ...] = field(default=())

    @cached_property
    def line_heights(self) -> tuple[float, ...]:
        """The least height of each writing line."""
        one = LINE_HEIGHT * SMALL / MILLIMETRE
        return tuple(self.cell.line_height + one * max(0, len(each.lines) - 1) for each in self.lines)

    @cached_property
    def text_height(self) -> float:
        """All pieces, with the gaps between them."""
        return sum(height_of(each) for each in self.pieces) + 0.5 * max(0, len(self.pieces) - 1)

    @cached_property
    def caption_height(self) -> float:
        """The caption and the gap below it; 0 without one."""
        return height_of(self.caption) + 0.5 if self.caption.lines else 0.0

    @cached_property
    def height(self) -> float:
        """The least height of the cell."""
        ticks = max((height_of(each) for each in self.ticks), default=0.0)
        boxes = max(TICK, ticks) if self.cell.ticks else 0.0
        lines = sum(self.line_heights) - 1.6
        inside = self.caption_height + self.text_height + self.cell.room
        return max(inside, self.caption_height + boxes, lines) + 1.6


@lru_cache(maxsize=16384)
def _pieces(cell: Cell, width: float) -> tuple[Fitted, ...]:
    left, found = TALLEST_CELL, []
    for piece in cell.pieces:
        fitted = shortened_to(piece.fitted(width), left)
        left -= height_of(fitted) + 0.5
        found.append(fitted)
    return tuple(found)


def measure(cell: Cell, width: float) -> Measured:
    """Return ``cell`` broken for a column of ``width`` millimetres."""
    inner = width - 2 * PADDING
    count = len(cell.ticks) or 1
    for_tick = inner / count - TICK - 1.5 - 1.1
    return Measured(
        cell,
        width,
        fit(cell.caption, False, CAPTION, SMALL, inner * MILLIMETRE),
        _pieces(cell, inner),
        tuple(fit(tick, cell.bold, BODY, SMALL, for_tick * MILLIMETRE) for tick in cell.ticks if tick),
        tuple(fit(line, False, SMALL, SMALL, inner * MILLIMETRE) for line in cell.lines),
    )


def draw_cell(pen: Pen, measured: Measured, x: float, top: float, height: float) -> None:
    """Draw a cell, without its frame, into a row of ``height`` millimetres."""
    cell, width = measured.cell, measured.width
    draw_fitted(pen, x + PADDING, top + 0.6, measured.caption)
    below = top + measured.caption_height
    free = height - measured.caption_height
    y = below + (0.4 if measured.caption_height or cell.room else max(0.0, (free - measured.text_height) / 2))
    for piece in measured.pieces:
        y = draw_fitted(pen, x + PADDING, y, piece, width - 2 * PADDING if cell.centred else 0.0) + 0.5
    if cell.ticks:
        _draw_ticks(pen, measured, x, below, free)
    elif cell.blank:
        start = y if measured.pieces else below
        pen.blank(cell.blank, x, start, width, top + height - start)
    _draw_lines(pen, measured, x, top, height)


def _draw_lines(pen: Pen, measured: Measured, x: float, top: float, height: float) -> None:
    least = measured.line_heights
    edge = top
    for index, (fitted, share) in enumerate(zip(measured.lines, least, strict=True)):
        ends = draw_fitted(pen, x + PADDING, edge + 0.5, fitted)
        edge += height * share / sum(least)
        if measured.cell.blanks:
            beside = _beside(fitted, measured.width)
            start = x + measured.width - beside if beside else x
            y = ends - height_of(fitted) - 0.5 if beside else ends
            pen.blank(measured.cell.blanks[index], start, y, beside or measured.width, edge - y)
        if index + 1 < len(least):
            pen.line(x, edge, x + measured.width, edge)


def _beside(caption: Fitted, width: float) -> float:
    """Return the width of what is left beside the caption of a writing line; 0 where it is too narrow to type in."""
    if len(caption.lines) != 1:
        return 0.0
    line = caption.lines[0]
    left = width - PADDING - width_mm(line.text, line.face.endswith("bold"), caption.size)
    return left if left >= _NARROWEST_LINE else 0.0


def _draw_ticks(pen: Pen, measured: Measured, x: float, top: float, height: float) -> None:
    cell = measured.cell
    boxes: tuple[Blank | None, ...] = cell.boxes or (None,) * len(cell.ticks)
    if cell.ticks == ((),):
        pen.tick_box(x + (measured.width - TICK) / 2, top + (height - TICK) / 2, boxes[0])
        return
    step = (measured.width - 2 * PADDING) / len(cell.ticks)
    for index, fitted in enumerate(measured.ticks):
        start = x + PADDING + 0.6 + index * step
        pen.tick_box(start, top + (height - TICK) / 2, boxes[index])
        ends = draw_fitted(pen, start + TICK + 1.5, top + (height - height_of(fitted)) / 2, fitted)
        if cell.blanks:
            _blanks_in_text(pen, cell.blanks, start + TICK + 1.5, ends, fitted)


def _blanks_in_text(pen: Pen, blanks: tuple[Blank, ...], x: float, bottom: float, fitted: Fitted) -> None:
    """Let the lines within a text be written on; of a text in two languages those of the second one."""
    height = LINE_HEIGHT * fitted.size / MILLIMETRE
    found = []
    for back, line in enumerate(reversed(fitted.lines)):
        bold = line.face.endswith("bold")
        spans = [match.span() for match in _TEXT_LINE.finditer(line.text)]
        for start, end in reversed(spans):
            left, right = (width_mm(line.text[:at], bold, fitted.size) if at else 0.0 for at in (start, end))
            found.append((x + left, bottom - (back + 1) * height, right - left))
    for blank, (left, top, width) in zip(reversed(blanks), found, strict=False):
        pen.blank(blank, left, top, width, height)
