"""How days look in the year: grey and a bar for closed, a dot or a ring for holidays, a corner for the lab's own."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from mscplanner.gui.theme import tokens


def draw_ground(painter: QPainter, area: QRectF, closed: bool) -> None:
    """Fill a day; a closed one is grey and has a bar along its lower edge."""
    colours = tokens()
    painter.fillRect(area, QColor(colours.closed if closed else colours.base))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.drawRect(area)
    if closed:
        painter.fillRect(QRectF(area.left() + 3, area.bottom() - 4, area.width() - 6, 2), QColor(colours.muted))


def draw_holiday(painter: QPainter, area: QRectF, open_: bool) -> None:
    """Draw a dot for a public holiday, a ring for a make-up working day."""
    colour = QColor(tokens().text)
    painter.setPen(QPen(colour, 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush if open_ else colour)
    painter.drawEllipse(QPointF(area.left() + 5.5, area.top() + 5.5), 2.4, 2.4)


def draw_own(painter: QPainter, area: QRectF) -> None:
    """Draw the corner of a day that the lab itself has closed or opened."""
    size = 8.0
    corner = area.topRight()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().accent))
    painter.drawPolygon(QPolygonF([corner, corner - QPointF(size, 0), corner + QPointF(0, size)]))


def draw_today(painter: QPainter, area: QRectF) -> None:
    """Draw the broken line around today."""
    painter.setPen(QPen(QColor(tokens().text), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(2.5, 2.5, -2.5, -2.5))
