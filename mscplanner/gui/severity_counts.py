"""Counts of findings by severity: shape, number and word."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mscplanner.domain.finding import SEVERITY_COUNTS
from mscplanner.domain.language import N_
from mscplanner.gui.marks import draw_severity
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording

_GAP = 6
_BETWEEN = 16


class SeverityCounts(QAbstractButton):
    """A row of counts. As a button it leads to the findings; severities without a finding are left out."""

    def __init__(self, wording: Wording, pressable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._counts: dict[str, int] = {}
        self._pressable = pressable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if pressable else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if pressable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        wording.changed.connect(self._renew)
        self._renew()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show ``counts`` by severity."""
        self._counts = {severity: count for severity, count in counts.items() if count}
        self._renew()

    def _renew(self) -> None:
        self.setText(", ".join(text for _, text in self._texts()))
        name = self.text()
        self.setAccessibleName(f"{self._wording.text(N_('Findings'))}: {name}" if self._pressable else name)
        self.updateGeometry()
        self.update()

    def _texts(self) -> list[tuple[str, str]]:
        counted: list[tuple[str, str]] = [
            (severity, self._wording.count(forms, self._counts[severity]))
            for severity, forms in SEVERITY_COUNTS.items()
            if severity in self._counts
        ]
        return counted or [("", self._wording.text(N_("Nothing to fix")))]

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        sign = metrics.ascent()
        width = sum(
            (sign + _GAP if severity else 0) + metrics.horizontalAdvance(text) + _BETWEEN
            for severity, text in self._texts()
        )
        return QSize(width - _BETWEEN + 12, max(metrics.height() + 8, 26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or (self._pressable and self.underMouse()):
            painter.setPen(QColor(tokens().accent))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
            if self.hasFocus():
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 4, 4)
        metrics = self.fontMetrics()
        left, sign = 6.0, float(metrics.ascent())
        for severity, text in self._texts():
            if severity:
                draw_severity(painter, QRectF(left, (self.height() - sign) / 2, sign, sign), severity)
                left += sign + _GAP
            painter.setPen(QColor(tokens().tone(severity).text if severity else tokens().muted))
            width = metrics.horizontalAdvance(text)
            area = QRectF(left, 0, width + 2, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            left += width + _BETWEEN
        painter.end()
