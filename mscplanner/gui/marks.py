"""Signs drawn as shapes: severities, and the kinds of work of a day.

Each severity has its own outline, so that it can be told without colour: a square, a
triangle, a circle.
"""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
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


WORK_WORDS = {
    "make-medium": N_("make medium"),
    "complete-medium": N_("complete medium"),
    "change-medium": N_("give medium"),
    "thaw": N_("thaw"),
    "withdraw": N_("early harvest"),
    "harvest": N_("harvest"),
    "was-done": N_("written down as done"),
    "was-otherwise": N_("happened otherwise"),
    "": N_("other work"),
}
"""What each sign means; "" is that of every other kind of work."""
_SAME_SIGN = {"start-stage": "change-medium"}


def sign_of(kind: str) -> str:
    """Return which of ``WORK_WORDS`` a kind of task has the sign of."""
    kind = _SAME_SIGN.get(kind, kind)
    return kind if kind in WORK_WORDS else ""


def draw_work(painter: QPainter, area: QRectF, kind: str, colour: str) -> None:
    """Draw the sign of a kind of task.

    ▲ make, △ complete, ● give, ✱ thaw, □ early harvest, ■ harvest, ◆ anything else: what is done to a
    part only is the outline of what is done to the whole. Of what is written down of a day: ✓ was done,
    ≠ something happened otherwise.
    """
    side = min(area.width(), area.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(area.center())
    sign = sign_of(kind)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(colour)))
    if sign in ("complete-medium", "withdraw"):
        width = max(side * 0.16, 1.2)
        painter.setPen(
            QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = box.adjusted(width, width, -width, -width / 2)
    if sign in ("make-medium", "complete-medium"):
        painter.drawPolygon(_triangle(box))
    elif sign == "change-medium":
        painter.drawEllipse(box)
    elif sign in ("harvest", "withdraw"):
        painter.drawRect(box.adjusted(side * 0.06, side * 0.06, -side * 0.06, -side * 0.06))
    elif sign == "thaw":
        _draw_star(painter, box, colour)
    elif sign in _STROKES:
        _draw_strokes(painter, box, colour, _STROKES[sign])
    else:
        painter.drawPolygon(_diamond(box))
    painter.restore()


_Point = tuple[float, float]
_STROKES: dict[str, tuple[tuple[_Point, _Point], ...]] = {
    "was-done": (((0.08, 0.55), (0.38, 0.86)), ((0.38, 0.86), (0.94, 0.14))),
    "was-otherwise": (((0.1, 0.36), (0.9, 0.36)), ((0.1, 0.68), (0.9, 0.68)), ((0.3, 0.98), (0.7, 0.04))),
}
"""Lines of a sign, from where to where, in parts of its side."""


def _draw_strokes(painter: QPainter, box: QRectF, colour: str, strokes: tuple[tuple[_Point, _Point], ...]) -> None:
    side = box.width()
    painter.setPen(QPen(QColor(colour), max(side * 0.18, 1.6)))
    for start, end in strokes:
        painter.drawLine(box.topLeft() + QPointF(*start) * side, box.topLeft() + QPointF(*end) * side)


def _draw_star(painter: QPainter, box: QRectF, colour: str) -> None:
    """Draw a snow crystal of three lines."""
    painter.setPen(QPen(QColor(colour), max(box.width() * 0.16, 1.2)))
    reach, middle = box.width() / 2, box.center()
    for degrees in (90, 30, 150):
        line = QLineF(middle, middle + QPointF(reach, 0))
        line.setAngle(degrees)
        painter.drawLine(QLineF(middle * 2 - line.p2(), line.p2()))


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
