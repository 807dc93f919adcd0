"""Blocks as wide as the sheet, and the sections that they make up.

A block knows how low and how high it may get and draws itself at the height it is given.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from mscplanner.sheets.cells import (
    ASCENT,
    BODY,
    CAPTION,
    LINE_HEIGHT,
    PADDING,
    SMALL,
    Cell,
    Piece,
    draw_cell,
    height_of,
    measure,
    text_cell,
)
from mscplanner.sheets.form import Blank
from mscplanner.sheets.pen import BAR_GREY, HEAD_GREY, MILLIMETRE, THIN, Pen, width_mm
from mscplanner.sheets.wrapping import fit

_LETTER_WIDTH = 5.4
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
    measured = tuple(measure(cell, width) for cell, width in zip(cells, widths, strict=True))
    least = max([minimum, *(each.height for each in measured)])

    def draw(pen: Pen, top: float, height: float) -> None:
        if grey is not None:
            pen.fill(left, top, sum(widths), height, grey)
        x = left
        for each in measured:
            if framed:
                pen.box(x, top, each.width, height, THIN)
            draw_cell(pen, each, x, top, height)
            x += each.width

    return Block(least, max(maximum, least), draw)


def head(left: float, widths: tuple[float, ...], captions: tuple[tuple[str, ...], ...]) -> Block:
    """Return the row of column heads."""
    cells = tuple(text_cell(caption, CAPTION, smallest=SMALL) for caption in captions)
    block = row(left, widths, cells, 4.9, 6.0, grey=HEAD_GREY)
    return Block(block.minimum, max(6.0, block.minimum + 0.4), block.draw)


def bar(left: float, width: float, letter: str, title: tuple[str, ...], note: tuple[str, ...] = ()) -> Block:
    """Return the grey title bar of a section, with a small note at its right end."""
    titled = " ".join(title)
    start = left + PADDING + 0.6
    name_width = width_mm(titled, True, BODY) + _LETTER_WIDTH + 2 * PADDING + 1
    beside = fit(note, False, CAPTION, SMALL, max(30.0, width - name_width - 6 - PADDING) * MILLIMETRE)
    minimum = max(5.6, height_of(beside) + 1.4)

    def draw(pen: Pen, top: float, height: float) -> None:
        pen.fill(left, top, width, height, BAR_GREY)
        pen.box(left, top, width, height, THIN)
        baseline = top + height / 2 + 0.36 * BODY / MILLIMETRE
        pen.text(start, baseline, letter, BODY, True)
        pen.text(start + _LETTER_WIDTH, baseline, titled, BODY, True)
        y = top + (height - height_of(beside)) / 2
        for index, line in enumerate(beside.lines):
            baseline = y + (index * LINE_HEIGHT + ASCENT) * beside.size / MILLIMETRE
            pen.text(left + width - PADDING - 0.6, baseline, line.text, beside.size, False, "right")

    return Block(minimum, max(6.5, minimum + 0.3), draw)


_TYPED = 7.5
"""Height of a field that stands on a writing line, in millimetres: less than the least distance of two lines."""


def writing_lines(
    left: float, width: float, first: tuple[Cell, Cell], blank: Blank | None = None, fewest: int = 1
) -> Block:
    """Return a framed field: ticks with their texts, then lines to write on that fill the page.

    Args:
        left: Where it starts, in millimetres.
        width: In millimetres.
        first: The cells of the ticks.
        blank: What the lines are called on the screen, where each is a field of its own, numbered from 1:
            programs set the lines of one field closer than a pen writes.
        fewest: The least number of lines.
    """
    ticks = row(left, (width * 0.22, width * 0.78), first, 7.8, 7.8, framed=False)

    def draw(pen: Pen, top: float, height: float) -> None:
        pen.box(left, top, width, height, THIN)
        ticks.draw(pen, top, ticks.minimum)
        count = max(fewest, int((height - ticks.minimum) / 8.5 + 1e-6))
        step = (height - ticks.minimum) / count
        for index in range(1, count + 1):
            y = top + ticks.minimum + index * step
            if index < count:
                pen.line(left + 2, y, left + width - 2, y)
            if blank:
                named = Blank(f"{blank.name}-{index}", f"{blank.tip} {index}")
                pen.blank(named, left, y - _TYPED, width, _TYPED)

    return Block(ticks.minimum + 8.5 * fewest, inf, draw)


def paragraph(left: float, width: float, pieces: tuple[Piece, ...], framed: bool = False) -> Block:
    """Return running text over the whole width."""
    return row(left, (width,), (Cell(pieces),), 4.0, 4.0, framed)
