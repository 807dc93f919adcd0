"""The numbers at the left of the additions: a handle to drag a row by, with the sign of its findings."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from mscplanner.gui.addition_model import AdditionModel
from mscplanner.gui.marks import draw_severity
from mscplanner.gui.theme import tokens

_SIGN = 16


class AdditionHeader(QHeaderView):
    """Numbers of the rows; each can be dragged to another place."""

    def __init__(self, model: AdditionModel, band: Callable[[], int], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._rows, self._band = model, band
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def sizeHint(self) -> QSize:
        digits = self.fontMetrics().horizontalAdvance("0" * len(str(self._rows.count + 1)))
        return QSize(digits + _SIGN + 26, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rectangle: QRect, section: int) -> None:
        colours, row = tokens(), self._rows.row(section)
        painter.save()
        painter.fillRect(rectangle, QColor(colours.base))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(rectangle.bottomLeft(), rectangle.bottomRight())
        area = QRect(rectangle.left(), rectangle.top(), rectangle.width(), self._band())
        if row and row.findings:
            sign = QRectF(area.left() + 6, area.center().y() - _SIGN / 2 + 1, _SIGN, _SIGN)
            draw_severity(painter, sign, row.findings[0].severity)
        painter.setPen(QColor(colours.muted))
        text = str(self._rows.headerData(section, Qt.Orientation.Vertical))
        painter.drawText(area.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
