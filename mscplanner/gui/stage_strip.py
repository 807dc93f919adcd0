"""The stages of a protocol drawn to scale, each with its code, its fill and its hatch."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mscplanner.gui.card import Segment
from mscplanner.gui.theme import tokens

HATCHES = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.HorPattern,
)
_LEAST_SHARE = 0.12


def fill_stage(painter: QPainter, area: QRectF, at: int) -> None:
    """Fill ``area`` with the colour and the hatch of the stage number ``at``, from 0."""
    colours = tokens()
    painter.fillRect(area, QColor(colours.stages[at % len(colours.stages)]))
    hatch = HATCHES[at % len(HATCHES)]
    if hatch != Qt.BrushStyle.NoBrush:
        tone = QColor(255, 255, 255, 40) if colours.dark else QColor(0, 0, 0, 38)
        painter.fillRect(area, QBrush(tone, hatch))


class StageStrip(QWidget):
    """Shows stages beside each other, as wide as they are long, with the days they begin on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments: tuple[Segment, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_segments(self, segments: Sequence[Segment]) -> None:
        """Show ``segments``."""
        self._segments = tuple(segments)
        self.setAccessibleName(", ".join(self._described(each) for each in self._segments))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 2 * self.fontMetrics().height() + 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._segments:
            return
        painter = QPainter(self)
        line = self.fontMetrics().height()
        bar = QRectF(0.5, 0.5, self.width() - 1, line + 9)
        left = bar.left()
        last_label_end = -10.0
        for at, (segment, share) in enumerate(zip(self._segments, self._shares(), strict=True)):
            area = QRectF(left, bar.top(), bar.width() * share, bar.height())
            fill_stage(painter, area, at)
            painter.setPen(QPen(QColor(tokens().edge), 1))
            painter.drawRect(area)
            self._draw_code(painter, area, segment.code)
            last_label_end = self._draw_day(painter, left, bar.bottom(), segment.start_day, last_label_end)
            left = area.right()
        end = self._segments[-1].end_day
        if end is not None:
            right = self.width() - self.fontMetrics().horizontalAdvance(f"D{end}")
            self._draw_day(painter, right, bar.bottom(), end, last_label_end)
        painter.end()

    def _draw_code(self, painter: QPainter, area: QRectF, code: str) -> None:
        metrics = self.fontMetrics()
        field = QRectF(0, 0, metrics.horizontalAdvance(code) + 8, metrics.height() + 2)
        field.moveCenter(area.center())
        if field.width() <= area.width() - 2:
            painter.fillRect(field, QColor(tokens().base))
        painter.setPen(QColor(tokens().text))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, code)

    def _draw_day(self, painter: QPainter, left: float, top: float, day: int | None, taken: float) -> float:
        if day is None:
            return taken
        text = f"D{day}"
        width = self.fontMetrics().horizontalAdvance(text)
        if left < taken + 6 or left + width > self.width() + 1:
            return taken
        painter.setPen(QColor(tokens().muted))
        painter.drawText(QRectF(left, top + 3, width + 4, self.fontMetrics().height()), text)
        return left + width

    def _shares(self) -> list[float]:
        """Return the width of each segment as part of the whole; short ones stay wide enough to read."""
        known = [
            each.end_day - each.start_day
            for each in self._segments
            if each.end_day is not None and each.start_day is not None
        ]
        usual = max(sum(known) / len(known), 1) if known else 1
        raw = [
            float(max(each.end_day - each.start_day, 1))
            if each.end_day is not None and each.start_day is not None
            else float(usual)
            for each in self._segments
        ]
        least = min(_LEAST_SHARE, 1 / len(raw))
        widened = [max(each / sum(raw), least) for each in raw]
        return [each / sum(widened) for each in widened]

    @staticmethod
    def _described(segment: Segment) -> str:
        if segment.start_day is None or segment.end_day is None:
            return segment.code
        return f"{segment.code} D{segment.start_day}–D{segment.end_day}"
