"""Drawing on a page in millimetres from its upper left corner, black and grey only."""

from itertools import groupby
from math import cos, radians, sin
from typing import Any, Literal

from mscplanner.sheets.fonts import face_for, printable, width_points
from mscplanner.sheets.form import Blank, Box, Form
from mscplanner.sheets.paper import Paper

MILLIMETRE = 72 / 25.4
THIN, THICK, RULE = 0.5, 1.0, 1.5
HEAD_GREY, BAR_GREY, CLOSED_GREY, DRAFT_GREY = 0.97, 0.92, 0.90, 0.88
TICK = 6.0
_INSET = 0.5

Side = Literal["left", "centre", "right"]
Symbol = Literal["triangle", "hollow-triangle", "disc", "square", "hollow-square", "diamond", "star"]
Pattern = Literal["plain", "hatched", "dotted", "back-hatched", "crossed", "lined"]
_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "triangle": ((0.0, 1.0), (0.5, 0.0), (1.0, 1.0)),
    "square": ((0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95)),
    "diamond": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
}
PATTERNS: tuple[Pattern, ...] = ("plain", "hatched", "dotted", "back-hatched", "crossed", "lined")


def width_mm(text: str, bold: bool, size: float) -> float:
    """Return how wide ``text`` gets at ``size`` points, in millimetres."""
    drawn = printable(text)
    return width_points(drawn, face_for(drawn, bold), size) / MILLIMETRE


class Pen:
    """Draws on the page that is open."""

    def __init__(self, canvas: Any, paper: Paper, form: Form | None = None) -> None:
        self._canvas, self._form = canvas, form
        self.paper = paper
        self.part = ""
        """Id of the part that is drawn; names of fields begin with it."""

    def start_page(self) -> None:
        """Let a millimetre be as large as the paper has it, on the page that is open."""
        if self.paper.scale != 1:
            self._canvas.scale(self.paper.scale, self.paper.scale)

    def _y(self, y: float) -> float:
        return (self.paper.height - y) * MILLIMETRE

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False, side: Side = "left") -> None:
        """Draw ``text`` on one line; ``x`` is its start, middle or end."""
        drawn = printable(text)
        face = face_for(drawn, bold)
        width = width_points(drawn, face, size)
        start = x * MILLIMETRE - {"left": 0.0, "centre": width / 2, "right": width}[side]
        self._canvas.setFont(face, size)
        self._canvas.setFillGray(0)
        self._canvas.drawString(start, self._y(baseline), drawn)

    def line(self, x: float, y: float, to_x: float, to_y: float, weight: float = THIN) -> None:
        """Draw a straight line, ``weight`` points wide."""
        self._canvas.setLineWidth(weight)
        self._canvas.setStrokeGray(0)
        self._canvas.line(x * MILLIMETRE, self._y(y), to_x * MILLIMETRE, self._y(to_y))

    def box(self, x: float, y: float, width: float, height: float, weight: float = THIN) -> None:
        """Draw the outline of a rectangle."""
        self._canvas.setLineWidth(weight)
        self._canvas.setStrokeGray(0)
        self._canvas.rect(x * MILLIMETRE, self._y(y + height), width * MILLIMETRE, height * MILLIMETRE)

    def circle(self, x: float, y: float, radius: float, weight: float = THIN) -> None:
        """Draw the outline of a circle around ``x``, ``y``."""
        self._canvas.setLineWidth(weight)
        self._canvas.setStrokeGray(0)
        self._canvas.circle(x * MILLIMETRE, self._y(y), radius * MILLIMETRE, stroke=1, fill=0)

    def fill(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle; ``grey`` is 0 for black and 1 for white."""
        self._canvas.setFillGray(grey)
        place = (x * MILLIMETRE, self._y(y + height), width * MILLIMETRE, height * MILLIMETRE)
        self._canvas.rect(*place, stroke=0, fill=1)

    def squares(self, x: float, y: float, side: float, rows: tuple[tuple[bool, ...], ...]) -> None:
        """Fill the true ones of small squares, each ``side`` wide, from the upper left corner at ``x``, ``y``."""
        self._canvas.saveState()
        self._canvas.translate(x * MILLIMETRE, self._y(y))
        self._canvas.scale(side * MILLIMETRE, -side * MILLIMETRE)
        self._canvas.setFillGray(0)
        # One path for all: between paths that touch, screens show a hair of white.
        path = self._canvas.beginPath()
        for down, row in enumerate(rows):
            start = 0
            for dark, group in groupby(row):
                length = len(list(group))
                if dark:
                    path.rect(start, down, length, 1)
                start += length
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.restoreState()

    def tick_box(self, x: float, y: float, blank: Blank | None = None) -> None:
        """Draw a box to tick with a gloved hand, or on the screen where it is a ``blank``."""
        self.box(x, y, TICK, TICK, THICK)
        if self._form and blank:
            self._form.tick(self.part, blank, self._place(x, y, TICK, TICK))

    def blank(self, blank: Blank, x: float, y: float, width: float, height: float) -> None:
        """Let the screen write into an area, a little away from its edges; paper shows nothing of it."""
        if self._form:
            place = self._place(x + _INSET, y + _INSET, width - 2 * _INSET, height - 1.6 * _INSET)
            self._form.text(self.part, blank, place)

    def _place(self, x: float, y: float, width: float, height: float) -> Box:
        edges = x * MILLIMETRE, self._y(y + height), (x + width) * MILLIMETRE, self._y(y)
        return Box(*(edge * self.paper.scale for edge in edges))

    def symbol(self, symbol: Symbol, x: float, y: float, size: float) -> None:
        """Draw a sign into the square at ``x``, ``y``."""
        self._canvas.setFillGray(0)
        if symbol == "star":
            self._star(x + size / 2, y + size / 2, size / 2)
            return
        if symbol == "disc":
            middle = size / 2
            place = ((x + middle) * MILLIMETRE, self._y(y + middle), middle * MILLIMETRE)
            self._canvas.circle(*place, stroke=0, fill=1)
            return
        hollow = symbol.startswith("hollow-")
        corners = _CORNERS[symbol.removeprefix("hollow-")]
        path = self._canvas.beginPath()
        path.moveTo((x + corners[0][0] * size) * MILLIMETRE, self._y(y + corners[0][1] * size))
        for right, down in corners[1:]:
            path.lineTo((x + right * size) * MILLIMETRE, self._y(y + down * size))
        path.close()
        self._canvas.setStrokeGray(0)
        self._canvas.setLineWidth(THICK)
        self._canvas.drawPath(path, stroke=int(hollow), fill=int(not hollow))

    def _star(self, x: float, y: float, arm: float) -> None:
        for degrees in (30, 90, 150):
            across, down = arm * cos(radians(degrees)), arm * sin(radians(degrees))
            self.line(x - across, y - down, x + across, y + down, THICK)

    def pattern(self, pattern: Pattern, x: float, y: float, width: float, height: float) -> None:
        """Fill a rectangle with a pattern that survives copying in black and white."""
        self._canvas.saveState()
        clip = self._canvas.beginPath()
        clip.rect(x * MILLIMETRE, self._y(y + height), width * MILLIMETRE, height * MILLIMETRE)
        self._canvas.clipPath(clip, stroke=0, fill=0)
        if pattern in ("hatched", "crossed"):
            self._slanted(x, y, width, height, rising=True)
        if pattern in ("back-hatched", "crossed"):
            self._slanted(x, y, width, height, rising=False)
        if pattern == "lined":
            for step in range(1, int(height / 1.5) + 1):
                self.line(x, y + 1.5 * step, x + width, y + 1.5 * step, 0.4)
        if pattern == "dotted":
            self._dots(x, y, width, height)
        self._canvas.restoreState()

    def _slanted(self, x: float, y: float, width: float, height: float, rising: bool) -> None:
        for step in range(int((width + height) / 2.0) + 1):
            start = x - height + 2.0 * step
            top, bottom = (start + height, start) if rising else (start, start + height)
            self.line(top, y, bottom, y + height, 0.4)

    def _dots(self, x: float, y: float, width: float, height: float) -> None:
        self._canvas.setFillGray(0)
        for column in range(1, int(width / 2.2) + 1):
            for row in range(1, int(height / 2.2) + 1):
                shift = 1.1 * (row % 2)
                place = ((x + 2.2 * column - shift) * MILLIMETRE, self._y(y + 2.2 * row), 0.22 * MILLIMETRE)
                self._canvas.circle(*place, stroke=0, fill=1)

    def across(self, text: str) -> None:
        """Draw ``text`` large and light across the middle of the page."""
        face = face_for(text, True)
        size = min(110.0, 620.0 / self.paper.scale * 110.0 / width_points(text, face, 110.0))
        self._canvas.saveState()
        self._canvas.translate(self.paper.width / 2 * MILLIMETRE, self.paper.height / 2 * MILLIMETRE)
        self._canvas.rotate(52 if self.paper.height > self.paper.width else 34)
        self._canvas.setFont(face, size)
        self._canvas.setFillGray(DRAFT_GREY)
        self._canvas.drawCentredString(0, -0.35 * size, text)
        self._canvas.restoreState()
