"""The stage strip of the editor: a press chooses a stage, and the chosen one has a frame."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mscplanner.gui.stage_strip import StageStrip
from mscplanner.gui.theme import tokens


class StageRuler(StageStrip):
    """Stages to scale. The list of stages does the same by keyboard."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = -1
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def choose(self, at: int) -> None:
        """Frame stage ``at``; -1 frames none."""
        if at != self._at:
            self._at = at
            self.update()

    def areas(self) -> list[QRectF]:
        """Return where each stage is drawn."""
        left, areas = 0.5, []
        for share in self._shares() if self._segments else []:
            width = (self.width() - 1) * share
            areas.append(QRectF(left, 0.5, width, self.fontMetrics().height() + 9))
            left += width
        return areas

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at, area in enumerate(self.areas()):
            if area.left() <= event.position().x() < area.right():
                self.chosen.emit(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        areas = self.areas()
        if 0 <= self._at < len(areas):
            painter = QPainter(self)
            painter.setPen(QPen(QColor(tokens().accent), 3))
            painter.drawRect(areas[self._at].adjusted(1.5, 1.5, -1.5, -1.5))
            painter.end()
