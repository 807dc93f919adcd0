"""The pieces that sheets are made of: text in cells, cells in rows, rows in sections.

A block knows how low and how high it may get and draws itself at the height it is given. Text
never decides where it ends: a row is made high enough for what stands in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

from mscplanner.sheets.pen import BAR_GREY, HEAD_GREY, MILLIMETRE, THIN, TICK, Pen, width_mm
from mscplanner.sheets.wrapping import Fitted, Line, fit

BODY, CAPTION, SMALL, FIGURE, DOSE = 11.0, 9.0, 8.5, 14.0, 15.0
# Only a volume of more than ten characters gets smaller than ``FIGURE``: it never breaks before its unit.
SMALLEST_DOSE = 11.0
PADDING = 1.2
_LETTER_WIDTH = 5.4
LINE_HEIGHT = 1.28
_ASCENT, _GLYPH_HEIGHT = 0.88, 1.06
# A text that is higher than this, however small, ends with … so that a row fits a page.
TALLEST_TEXT = 100.0

Draw = Callable[[Pen, float, float], None]


@dataclass(frozen=True)
class Block:
    """Something as wide as the sheet: its least and greatest height, and how it is drawn.

    ``draw`` takes the pen, the upper edge and the height.
    """

    minimum: float
    maximum: float
    draw: Draw


@dataclass(frozen=True)
class Section:
    """Rows under a title bar and column heads, which are repeated where the rows go on.

    Attributes:
        again: The bar on the pages where the rows go on.
        together: Whether it starts on a new page rather than be split, where one page holds it.
        with_next: Whether the next section starts on the same page, where one page holds both.
        carried: Gives the row that opens a continued page, for how many rows stand before it.
    """

    rows: tuple[Block, ...]
    bar: Block | None = None
    again: Block | None = None
    head: Block | None = None
    together: bool = False
    with_next: bool = False
    carried: Callable[[int], Block] | None = None


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
        most = int(TALLEST_TEXT * MILLIMETRE / (LINE_HEIGHT * fitted.size))
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
        room: Least height that is left free below the text, in millimetres.
        bold: Whether the texts of the tick boxes are bold.
    """

    pieces: tuple[Piece, ...] = ()
    caption: tuple[str, ...] = ()
    ticks: tuple[tuple[str, ...], ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    room: float = 0.0
    centred: bool = False
    bold: bool = False


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
        baseline = top + (index * LINE_HEIGHT + _ASCENT) * fitted.size / MILLIMETRE
        place = x + width / 2 if width else x
        pen.text(place, baseline, line.text, fitted.size, line.face.endswith("bold"), "centre" if width else "left")
    return top + height_of(fitted)


@dataclass(frozen=True)
class _Measured:
    """A cell broken for its width."""

    cell: Cell
    width: float
    caption: Fitted
    pieces: tuple[Fitted, ...]
    ticks: tuple[Fitted, ...] = field(default=())

    @property
    def text_height(self) -> float:
        return sum(height_of(each) for each in self.pieces) + 0.5 * max(0, len(self.pieces) - 1)

    @property
    def caption_height(self) -> float:
        return height_of(self.caption) + 0.5 if self.caption.lines else 0.0

    @property
    def height(self) -> float:
        ticks = max((height_of(each) for each in self.ticks), default=0.0)
        boxes = max(TICK, ticks) if self.cell.ticks else 0.0
        lines = 7.5 * len(self.cell.lines) - 1.6
        inside = self.caption_height + self.text_height + self.cell.room
        return max(inside, self.caption_height + boxes, lines) + 1.6


def _measured(cell: Cell, width: float) -> _Measured:
    inner = width - 2 * PADDING
    count = len(cell.ticks) or 1
    for_tick = inner / count - TICK - 1.5 - 1.1
    return _Measured(
        cell,
        width,
        fit(cell.caption, False, CAPTION, SMALL, inner * MILLIMETRE),
        tuple(piece.fitted(inner) for piece in cell.pieces),
        tuple(fit(tick, cell.bold, BODY, SMALL, for_tick * MILLIMETRE) for tick in cell.ticks if tick),
    )


def _draw_cell(pen: Pen, measured: _Measured, x: float, top: float, height: float) -> None:
    cell, width = measured.cell, measured.width
    draw_fitted(pen, x + PADDING, top + 0.6, measured.caption)
    below = top + measured.caption_height
    free = height - measured.caption_height
    y = below + (0.4 if measured.caption_height or cell.room else max(0.0, (free - measured.text_height) / 2))
    for piece in measured.pieces:
        y = draw_fitted(pen, x + PADDING, y, piece, width - 2 * PADDING if cell.centred else 0.0) + 0.5
    if cell.ticks:
        _draw_ticks(pen, measured, x, below, free)
    for index, caption in enumerate(cell.lines):
        edge = top + height * (index + 1) / len(cell.lines)
        fitted = fit(caption, False, SMALL, SMALL, (width - 2 * PADDING) * MILLIMETRE)
        draw_fitted(pen, x + PADDING, edge - height / len(cell.lines) + 0.5, fitted)
        if index + 1 < len(cell.lines):
            pen.line(x, edge, x + width, edge)


def _draw_ticks(pen: Pen, measured: _Measured, x: float, top: float, height: float) -> None:
    cell = measured.cell
    if cell.ticks == ((),):
        pen.tick_box(x + (measured.width - TICK) / 2, top + (height - TICK) / 2)
        return
    step = (measured.width - 2 * PADDING) / len(cell.ticks)
    for index, fitted in enumerate(measured.ticks):
        start = x + PADDING + 0.6 + index * step
        pen.tick_box(start, top + (height - TICK) / 2)
        draw_fitted(pen, start + TICK + 1.5, top + (height - height_of(fitted)) / 2, fitted)


def row(
    left: float,
    widths: tuple[float, ...],
    cells: tuple[Cell, ...],
    minimum: float,
    maximum: float,
    framed: bool = True,
    grey: float | None = None,
) -> Block:
    """Return a row of cells, at least as high as its fullest cell."""
    measured = tuple(_measured(cell, width) for cell, width in zip(cells, widths, strict=True))
    least = max([minimum, *(each.height for each in measured)])

    def draw(pen: Pen, top: float, height: float) -> None:
        if grey is not None:
            pen.fill(left, top, sum(widths), height, grey)
        x = left
        for each in measured:
            if framed:
                pen.box(x, top, each.width, height, THIN)
            _draw_cell(pen, each, x, top, height)
            x += each.width

    return Block(least, max(maximum, least), draw)


def head(left: float, widths: tuple[float, ...], captions: tuple[tuple[str, ...], ...]) -> Block:
    """Return the row of column heads."""
    cells = tuple(text_cell(caption, CAPTION, smallest=SMALL) for caption in captions)
    block = row(left, widths, cells, 5.6, 6.0, grey=HEAD_GREY)
    return Block(block.minimum, block.minimum + 0.4, block.draw)


def bar(left: float, width: float, letter: str, title: tuple[str, ...], note: tuple[str, ...] = ()) -> Block:
    """Return the grey title bar of a section, with a small note at its right end."""
    titled = " ".join(title)
    start = left + PADDING + 0.6
    name_width = width_mm(titled, True, BODY) + _LETTER_WIDTH + 2 * PADDING + 1
    beside = fit(note, False, CAPTION, SMALL, max(30.0, width - name_width - 6 - PADDING) * MILLIMETRE)
    minimum = max(6.2, height_of(beside) + 1.4)

    def draw(pen: Pen, top: float, height: float) -> None:
        pen.fill(left, top, width, height, BAR_GREY)
        pen.box(left, top, width, height, THIN)
        baseline = top + height / 2 + 0.36 * BODY / MILLIMETRE
        pen.text(start, baseline, letter, BODY, True)
        pen.text(start + _LETTER_WIDTH, baseline, titled, BODY, True)
        y = top + (height - height_of(beside)) / 2
        for index, line in enumerate(beside.lines):
            baseline = y + (index * LINE_HEIGHT + _ASCENT) * beside.size / MILLIMETRE
            pen.text(left + width - PADDING - 0.6, baseline, line.text, beside.size, False, "right")

    return Block(minimum, minimum + 0.3, draw)


def writing_lines(left: float, width: float, first: tuple[tuple[str, ...], ...], fewest: int = 1) -> Block:
    """Return a framed field: ticks with their texts, then lines to write on that fill the page."""
    tick_widths = (width * 0.22, width * 0.78)
    ticks = row(left, tick_widths, tuple(Cell(ticks=(text,)) for text in first), 8.6, 9.0, framed=False)

    def draw(pen: Pen, top: float, height: float) -> None:
        pen.box(left, top, width, height, THIN)
        ticks.draw(pen, top, ticks.minimum)
        count = max(fewest, int((height - ticks.minimum) / 8.5 + 1e-6))
        step = (height - ticks.minimum) / count
        for index in range(1, count):
            y = top + ticks.minimum + index * step
            pen.line(left + 2, y, left + width - 2, y)

    return Block(ticks.minimum + 8.5 * fewest, inf, draw)


def paragraph(left: float, width: float, pieces: tuple[Piece, ...], framed: bool = False) -> Block:
    """Return running text over the whole width."""
    return row(left, (width,), (Cell(pieces),), 4.0, 4.0, framed)
