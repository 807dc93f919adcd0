"""One label laid out: every text at its place, nothing below 8 points, nothing across the edge.

What has no room is said shorter, then smaller, then in one language, and only then left off; a label
tells what it had to leave off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import NamedTuple

from mscplanner.domain.label_sheet import LabelSheet
from mscplanner.domain.language import Language
from mscplanner.planning.tube_labels import TubeLabel
from mscplanner.sheets.cells import ASCENT
from mscplanner.sheets.fonts import printable
from mscplanner.sheets.label_rows import GAP, Row, cut_to, lines_in, rows_of, used_by, width_of
from mscplanner.sheets.label_text import (
    CODE_WHOLE,
    ITEM_NAMES,
    LEAVING,
    SECOND_LANGUAGE,
    Item,
    code_text,
    items_of,
)
from mscplanner.sheets.pen import MILLIMETRE, width_mm
from mscplanner.sheets.speech import Speech
from mscplanner.sheets.square_code import SquareCode

SMALLEST = 8.0
# From one line to the next, and from the top of a line to its lowest tail, as parts of the size.
_STEP, _GLYPH = 1.16, 1.08
_BLANK_HEIGHT = 6.0
_LEAST_CODE = 9.0
"""Smallest type of a code beside the run number; below that it gets a line of its own."""
_MOST_CODE_LINES = 2
_LEAST_BESIDE_SQUARE = 34.0
_LACKING = ITEM_NAMES["lacking"]
# A round label is filled to its edge less what a sheet lies crooked in the printer.
_ROUND_EDGE = 0.45


@dataclass(frozen=True)
class Words:
    """A text on one line; ``x`` and ``baseline`` in millimetres from the upper left corner of the label."""

    x: float
    baseline: float
    text: str
    size: float
    bold: bool = False


@dataclass(frozen=True)
class WritingLine:
    """A line that is written on."""

    x: float
    y: float
    to_x: float


@dataclass(frozen=True)
class Face:
    """A label as it is drawn.

    Attributes:
        square: Where the square code begins, in millimetres; None where it has no room.
        left_off: Names of what had no room, in English.
        printed: Whether it is printed at all: a code that does not fit would be another code.
    """

    words: tuple[Words, ...] = ()
    lines: tuple[WritingLine, ...] = ()
    square: tuple[float, float] | None = None
    left_off: tuple[str, ...] = ()
    printed: bool = True


class _Sizes(NamedTuple):
    code: float
    run: float
    body: float


class _Room(NamedTuple):
    """The inside of a label."""

    x: float
    y: float
    width: float
    height: float


def face_of(
    label: TubeLabel,
    sheet: LabelSheet,
    languages: tuple[Language, ...],
    draft: bool = False,
    square: SquareCode | None = None,
) -> Face:
    """Return a label laid out.

    Args:
        label: What it says.
        sheet: How large it is.
        languages: In the order in which they stand.
        draft: Whether it says so.
        square: Its square code, which is drawn only where the words have room beside it.
    """
    if sheet.shape == "round":
        return _round(label, sheet, languages)
    room = _inside(sheet)
    first = languages[:1]
    for spoken, captions in dict.fromkeys(((languages, languages), (languages, first), (first, first))):
        items = items_of(label, Speech(spoken), Speech(captions), draft)
        missed = (SECOND_LANGUAGE,) if spoken != languages else ()
        for asked in dict.fromkeys((square, None)):
            for sizes in _sizes(sheet):
                for short in (False, True):
                    face = _laid(label, _shortened(items, short), Speech(spoken), room, sizes, asked)
                    if face:
                        return replace(face, left_off=missed)
    return _with_less(label, room, _sizes(sheet)[-1], languages, draft)


def _with_less(label: TubeLabel, room: _Room, sizes: _Sizes, languages: tuple[Language, ...], draft: bool) -> Face:
    """Return a label whose contents are cut, and that leaves off as little as can be."""
    speech = Speech(languages[:1])
    every = _shortened(items_of(label, speech, speech, draft), True)
    leaving = LEAVING
    kept = [item for item in every if item.kind not in leaving]
    face = _laid(label, kept, speech, room, sizes, cut=True)
    if face is None or _LACKING in face.left_off:
        leaving = ("use-by", "dark", *LEAVING)
        kept = [item for item in every if item.kind not in leaving]
        face = _laid(label, kept, speech, room, sizes, cut=True)
    if face is None:
        return Face(left_off=(CODE_WHOLE,), printed=False)
    missed = [SECOND_LANGUAGE] if len(languages) > 1 else []
    for kind in leaving:
        more = [item for item in every if item in kept or item.kind == kind]
        fuller = _laid(label, more, speech, room, sizes, cut=True) if len(more) > len(kept) else None
        # Nothing comes before what is not in the bottle.
        if fuller and (_LACKING in face.left_off or _LACKING not in fuller.left_off):
            kept, face = more, fuller
        elif len(more) > len(kept):
            missed.append(ITEM_NAMES[kind])
    return replace(face, left_off=tuple(dict.fromkeys([*missed, *face.left_off])))


def _shortened(items: Sequence[Item], short: bool) -> tuple[Item, ...]:
    return tuple(replace(item, text=item.short) if short and item.short else item for item in items)


def _inside(sheet: LabelSheet) -> _Room:
    side, edge = (1.5, 1.0) if sheet.height_mm >= 18 else (1.4, 0.7)
    return _Room(side, edge, sheet.width_mm - 2 * side, sheet.height_mm - 2 * edge)


def _sizes(sheet: LabelSheet) -> tuple[_Sizes, ...]:
    """Return the sizes of type that are tried, the largest first."""
    small = _Sizes(13.0, 9.0, SMALLEST) if sheet.height_mm >= 18 else _Sizes(11.0, 9.0, SMALLEST)
    if sheet.height_mm < 24:
        return (small,)
    middle = _Sizes(15.0, 10.0, 9.0)
    return (middle, small) if sheet.height_mm < 34 else (_Sizes(20.0, 12.0, 10.0), middle, small)


# The head: code and run number


def _points(text: str, bold: bool, size: float, width: float) -> float | None:
    """Return the largest size from ``size`` down at which a text is no wider than ``width`` millimetres."""
    steps = (size - 0.5 * step for step in range(int((size - SMALLEST) * 2) + 1))
    return next((each for each in steps if width_mm(text, bold, each) <= width), None)


class _Head(NamedTuple):
    """The code, with the run number beside it where that has room.

    Attributes:
        end: Where it ends, in millimetres.
        whole: Whether the code is not cut.
    """

    words: tuple[Words, ...]
    end: float
    with_run: bool
    whole: bool = True


def _head(code: str, run: str, room: _Room, sizes: _Sizes, cut: bool) -> _Head | None:
    """Return the head of a label; None where the code would have to be cut, and may not."""
    beside = width_mm(run, True, sizes.run)
    size = _points(code, True, sizes.code, room.width - beside - GAP)
    if size and size >= _LEAST_CODE:
        baseline = room.y + ASCENT * sizes.code / MILLIMETRE
        right = Words(room.x + room.width - beside, baseline, run, sizes.run, True)
        words = (Words(room.x, baseline, code, size, True), right)
        return _Head(words, room.y + _GLYPH * sizes.code / MILLIMETRE, True)
    size = _points(code, True, sizes.code, room.width)
    lines = (code,) if size else lines_in(code, SMALLEST, room.width, True)
    whole = len(lines) <= _MOST_CODE_LINES
    if not whole:
        if not cut:
            return None
        last = _MOST_CODE_LINES - 1
        lines = (*lines[:last], cut_to(lines[last], SMALLEST, room.width, True))
    size, y = size or SMALLEST, room.y
    found = []
    for text in lines:
        found.append(Words(room.x, y + ASCENT * size / MILLIMETRE, text, size, True))
        y += _STEP * size / MILLIMETRE
    return _Head(tuple(found), y, False, whole)


# What stands below it


def _laid(
    label: TubeLabel,
    items: Sequence[Item],
    speech: Speech,
    room: _Room,
    sizes: _Sizes,
    square: SquareCode | None = None,
    cut: bool = False,
) -> Face | None:
    """Return the label at these sizes, or None where it has no room.

    Args:
        label: Gives code and run number.
        items: What stands below them.
        speech: The languages.
        room: The inside of the label.
        sizes: Of the type.
        square: The square code, in the lower right corner.
        cut: Whether what is too long may be cut.
    """
    head = _head(printable(code_text(label, speech)), label.run, room, sizes, cut)
    if head is None:
        return None
    if not head.with_run:
        wide = width_mm(label.run, True, sizes.body) > room.width
        items = (Item("run", label.run, bold=True, breaks=wide), *items)
    step, last_line = _STEP * sizes.body / MILLIMETRE, _GLYPH * sizes.body / MILLIMETRE
    below = room.y + room.height - head.end
    most = int((below - last_line) / step) + 1 if below >= last_line else 0
    place, widths = _corner(room, square) if square else None, [room.width] * most
    if square and place:
        beside = place[0] - square.quiet - room.x
        if place[1] < head.end + square.quiet or beside < _LEAST_BESIDE_SQUARE:
            return None
        above = int((place[1] - square.quiet - head.end) / step)
        widths[above:] = [beside] * (most - above)
    rows = rows_of(items, sizes.body, widths, cut)
    if rows is None:
        return None
    missed = [] if head.whole else [CODE_WHOLE]
    missed += [ITEM_NAMES[each.item.kind] for row in rows for each in row if each.cut]
    # Lines that are written on take what is left, where nothing slips down beside the square code.
    spare = max(below - (len(rows) - 1) * step - last_line, 0.0) if rows else 0.0
    narrow = all(used_by(row, sizes.body) <= min(widths) for row in rows)
    written = sum(any(each.item.blank for each in row) for row in rows)
    more = min(spare / written, _BLANK_HEIGHT - step) if written and narrow else 0.0
    if narrow:
        widths = [min(widths)] * most
    placed, lines = _drawn(rows, widths, room.x, head.end, sizes.body, more)
    return Face((*head.words, *placed), lines, place, tuple(missed))


def _corner(room: _Room, square: SquareCode) -> tuple[float, float]:
    """Return where a square code begins, so that the rim around it stays on the label."""
    right, bottom = 2 * room.x + room.width, 2 * room.y + room.height
    return (
        right - max(room.x, square.quiet) - square.side,
        bottom - max(room.y, square.quiet) - square.side,
    )


def _drawn(
    rows: Sequence[Row], widths: Sequence[float], x: float, top: float, size: float, more: float
) -> tuple[tuple[Words, ...], tuple[WritingLine, ...]]:
    """Return the rows at their places; lines to write on share what is left of their row, ``more`` higher."""
    words: list[Words] = []
    lines: list[WritingLine] = []
    y = top
    for row, width in zip(rows, widths, strict=False):
        blanks = sum(bool(each.item.blank) for each in row)
        y += more if blanks else 0.0
        longer = (width - used_by(row, size)) / blanks if blanks else 0.0
        start, baseline = x, y + ASCENT * size / MILLIMETRE
        for each in row:
            words.append(Words(start, baseline, each.text, size, each.item.bold))
            end = start + width_of(each, size)
            if each.item.blank:
                end += longer
                lines.append(WritingLine(end - each.item.blank - longer, baseline + 0.4, end))
            start = end + GAP
        y += _STEP * size / MILLIMETRE
    return tuple(words), tuple(lines)


# Round labels


def _round(label: TubeLabel, sheet: LabelSheet, languages: tuple[Language, ...]) -> Face:
    """Return the code alone, broken after a slash or at a space where it is long."""
    code = printable(code_text(label, Speech(languages[:1])))
    radius = sheet.width_mm / 2 - _ROUND_EDGE
    middle = sheet.width_mm / 2
    for size in (each / 2 for each in range(26, int(2 * SMALLEST) - 1, -1)):
        for lines in _ways(code):
            words = _in_circle(lines, size, middle, radius)
            if words:
                return Face(words)
    return Face(left_off=(CODE_WHOLE,), printed=False)


def _ways(code: str) -> Iterator[tuple[str, ...]]:
    yield (code,)
    # S2-1 above D4 is S2-1/D4: the slash between them has no room.
    parts = tuple(part for part in code.replace("/", " ").split(" ") if part)
    if 1 < len(parts) <= 3:
        yield parts


def _in_circle(lines: Sequence[str], size: float, middle: float, radius: float) -> tuple[Words, ...]:
    """Return lines in the middle of a circle, or nothing where one of them crosses its edge."""
    plain = all(each.isascii() and (each.isupper() or each.isdigit() or each == "-") for text in lines for each in text)
    high, low = (0.75, 0.02) if plain else (0.9, 0.22)
    step, high, low = (part * size / MILLIMETRE for part in (0.95 if plain else _STEP, high, low))
    total = (len(lines) - 1) * step + high + low
    words = []
    for at, text in enumerate(lines):
        baseline = middle - total / 2 + high + at * step
        far = max(abs(baseline - high - middle), abs(baseline + low - middle))
        half = width_mm(text, True, size) / 2
        if far >= radius or half > sqrt(radius**2 - far**2):
            return ()
        words.append(Words(middle - half, baseline, text, size, True))
    return tuple(words)
