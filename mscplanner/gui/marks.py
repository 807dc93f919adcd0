"""Signs drawn as shapes: severities, and the kinds of work of a day.

Each severity has its own outline, so that it can be told without colour: a square, a
triangle, a circle.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QPainter, QPen, QPixmap, QPolygonF

from mscplanner.domain.language import N_
from mscplanner.gui.theme import tokens

SEVERITY_WORDS = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}
_WARNING_EDGE = "#7A4A00"


def draw_severity(painter: QPainter, area: QRectF, severity: str) -> None:
    """Draw the sign of ``severity`` into the middle of ``area``."""
    side = min(area.width(), area.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(area.center())
    tone = tokens().tone(severity)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(tone.fill))
    painter.setPen(Qt.PenStyle.NoPen)
    if severity == "error":
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), side * 0.12, side * 0.12)
    elif severity == "warning":
        if not tokens().dark:
            painter.setPen(QPen(QColor(_WARNING_EDGE), 1))
        painter.drawPolygon(_triangle(box.adjusted(0.5, 0.5, -0.5, -1)))
    else:
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    font = QFont(painter.font())
    font.setPixelSize(max(int(side * 0.68), 6))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(tone.mark))
    lowered = box.translated(0, side * 0.12) if severity == "warning" else box
    painter.drawText(lowered, Qt.AlignmentFlag.AlignCenter, "i" if severity == "note" else "!")
    painter.restore()


def draw_work(painter: QPainter, area: QRectF, kind: str, colour: str) -> None:
    """Draw the sign of a kind of task: ▲ make, ● change, ■ harvest, ◆ anything else."""
    side = min(area.width(), area.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(area.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(colour)))
    if kind == "make-medium":
        painter.drawPolygon(_triangle(box))
    elif kind in ("start-stage", "change-medium"):
        painter.drawEllipse(box)
    elif kind == "harvest":
        painter.drawRect(box.adjusted(side * 0.06, side * 0.06, -side * 0.06, -side * 0.06))
    else:
        painter.drawPolygon(_diamond(box))
    painter.restore()


def severity_icon(severity: str, size: int = 16) -> QIcon:
    """Return the sign of ``severity`` as an icon."""
    made = QIcon()
    for scale in (1, 2):
        picture = QPixmap(size * scale, size * scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw_severity(painter, QRectF(picture.rect()), severity)
        painter.end()
        made.addPixmap(picture)
        made.addPixmap(picture, QIcon.Mode.Selected)
    return made


def _triangle(box: QRectF) -> QPolygonF:
    return QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()])


def _diamond(box: QRectF) -> QPolygonF:
    middle = box.center()
    return QPolygonF(
        [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
    )
