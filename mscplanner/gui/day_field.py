"""How the field of one day of the calendar is drawn: date, number, work as signs and words, and its stage."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from mscplanner.gui.day_signs import DayLine, DaySigns
from mscplanner.gui.held_text import held_together
from mscplanner.gui.marks import draw_work
from mscplanner.gui.stage_strip import fill_stage
from mscplanner.gui.theme import tokens

if TYPE_CHECKING:
    from mscplanner.planning.plan import Day

_SIGN_SHARE = 0.75
_BAND = 9


class DayField(NamedTuple):
    """What one field shows.

    Attributes:
        day: The day of the run, or None where it is none of it.
        ground: Colour of the field.
        today: Whether it is outlined as today.
        signs: The work of the day.
        record: Whether it is written down as done, False where something happened otherwise, or None.
        closed_name: What a closed day is called, or "".
        stages: Which stages lie on it, from 0.
        lab_stages: Those of them whose length is the lab's: their band has a dashed edge.
    """

    when: date
    day: Day | None
    ground: str
    today: bool
    signs: DaySigns = DaySigns((), ())
    record: bool | None = None
    closed_name: str = ""
    stages: tuple[int, ...] = ()
    lab_stages: tuple[int, ...] = ()


def line_area(area: QRectF, at: int, line_height: float) -> QRectF:
    """Return where line ``at`` of the work of a day stands in its field."""
    inner = area.adjusted(6, 4, -5, -4)
    return QRectF(inner.left(), inner.top() + (at + 1) * line_height + 3, inner.width(), line_height)


def draw_field(painter: QPainter, area: QRectF, field: DayField) -> None:
    """Draw ``field`` into ``area``, in the font of ``painter``."""
    painter.fillRect(area, QColor(field.ground))
    painter.setPen(QPen(QColor(tokens().line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area)
    metrics, inner, day = painter.fontMetrics(), area.adjusted(6, 4, -5, -4), field.day
    line = QRectF(inner.left(), inner.top(), inner.width(), metrics.height())
    if field.today:
        painter.setPen(QPen(QColor(tokens().text), 1, Qt.PenStyle.DashLine))
        painter.drawRect(area.adjusted(3.5, 3.5, -3.5, -3.5))
    painter.setPen(QColor(tokens().text if day else tokens().disabled))
    bold = QFont(painter.font())
    bold.setBold(True)
    label = QFontMetricsF(bold).horizontalAdvance(day.label) if day else 0
    side = metrics.ascent() * _SIGN_SHARE
    shown = f"{field.when:%m-%d}"
    beside = label + (0 if field.record is None else side + 4)
    if metrics.horizontalAdvance(shown) + beside + 8 > inner.width():
        shown = f"{field.when:%d}"
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft, shown)
    if day is None:
        return
    plain = painter.font()
    painter.setFont(bold)
    painter.drawText(line, Qt.AlignmentFlag.AlignRight, day.label)
    painter.setFont(plain)
    for at in field.stages:
        _draw_band(painter, area, at, at in field.lab_stages)
    room = QRectF(line).adjusted(metrics.horizontalAdvance(shown) + 5, 0, -label - 4, 0)
    if field.record is not None:
        sign = QRectF(room.right() - side, room.top() + (room.height() - side) / 2, side, side)
        draw_work(painter, sign, "was-done" if field.record else "was-otherwise", tokens().text)
        room.setRight(sign.left() - 3)
    _draw_signs(painter, room, field.signs.others)
    lines = field.signs.lines
    for at, each in enumerate(lines):
        _draw_line(painter, line_area(area, at, metrics.height()), each)
    if field.closed_name and len(lines) < 2:
        painter.setPen(QColor(tokens().muted))
        below = line_area(area, len(lines), metrics.height())
        shown = metrics.elidedText(field.closed_name, Qt.TextElideMode.ElideRight, int(below.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, shown)


def _draw_signs(painter: QPainter, room: QRectF, kinds: tuple[str, ...]) -> float:
    """Draw as many signs beside each other as there is room for; return where they end."""
    side, left = painter.fontMetrics().ascent() * _SIGN_SHARE, room.left()
    for kind in kinds:
        if left + side > room.right():
            break
        area = QRectF(left, room.top() + (room.height() - side) / 2, side, side)
        draw_work(painter, area, kind, tokens().text)
        left += side + 3
    return left


def _draw_line(painter: QPainter, line: QRectF, each: DayLine) -> None:
    metrics = painter.fontMetrics()
    field = QRectF(line)
    field.setLeft(_draw_signs(painter, line, each.kinds) + 2)
    painter.setPen(QColor(tokens().text))
    # The volume stands in the panel of the day, too.
    fitting = (text for text in each.texts if metrics.horizontalAdvance(text) <= int(field.width()))
    text = next(fitting, each.texts[-1])
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(field.width()))
    painter.drawText(field, Qt.AlignmentFlag.AlignVCenter, shown)


def _draw_band(painter: QPainter, area: QRectF, at: int, lab_length: bool) -> None:
    band = QRectF(area.left() + 1, area.bottom() - _BAND, area.width() - 1.5, _BAND - 1)
    fill_stage(painter, band, at)
    painter.setPen(QPen(QColor(tokens().edge), 1))
    if lab_length:
        painter.setPen(QPen(QColor(tokens().text), 2, Qt.PenStyle.DashLine))
    painter.drawLine(band.topLeft(), QPointF(band.right(), band.top()))


def draw_targets(painter: QPainter, areas: list[QRectF], possible: bool = True) -> None:
    """Outline the fields to which something is being dragged."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens().accent if possible else tokens().edge), 2, Qt.PenStyle.DashLine))
    for area in areas:
        painter.drawRect(area.adjusted(2, 2, -2, -2))


def draw_words(painter: QPainter, text: str, pointer: QPointF, whole: QRectF, possible: bool = True) -> None:
    """Draw what a drag would do beside the pointer, within ``whole``."""
    metrics, text = painter.fontMetrics(), held_together(text)
    most = max(whole.width() - 16, 40.0)
    wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
    needed = metrics.boundingRect(QRectF(0, 0, min(most, 380.0), 1000).toRect(), wrap, text)
    box = QRectF(0, 0, needed.width() + 16, needed.height() + 8)
    box.moveBottomLeft(pointer + QPointF(12, -6))
    box.moveLeft(min(max(box.left(), whole.left()), whole.right() - box.width()))
    box.moveTop(min(max(box.top(), whole.top()), whole.bottom() - box.height()))
    painter.setBrush(QColor(tokens().accent if possible else tokens().base))
    painter.setPen(Qt.PenStyle.NoPen if possible else QPen(QColor(tokens().edge), 1))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(tokens().on_accent if possible else tokens().text))
    painter.drawText(box, wrap, text)
