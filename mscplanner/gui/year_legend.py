"""What the marks of the year mean."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.day_marks import draw_ground, draw_holiday, draw_own, draw_today
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording

_SIGN, _GAP = 20, 18
_Draw = Callable[[QPainter, QRectF], None]
_ENTRIES: tuple[tuple[str, bool, _Draw | None], ...] = (
    (N_("closed day"), True, None),
    (N_("public holiday"), True, lambda painter, area: draw_holiday(painter, area, False)),
    (N_("make-up working day"), False, lambda painter, area: draw_holiday(painter, area, True)),
    (N_("closed or opened by the lab"), False, draw_own),
    (N_("today"), False, draw_today),
)


class YearLegend(QWidget):
    """Draws each mark with its words, as many in a line as there is room for."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self.setProperty("role", "small")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        wording.changed.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        self.setAccessibleName(", ".join(self._wording.text(text) for text, _, _ in _ENTRIES))
        self.updateGeometry()
        self.update()

    def _line_height(self) -> int:
        return max(_SIGN, self.fontMetrics().height()) + 4

    def _places(self, width: int) -> Iterator[tuple[QPointF, int]]:
        x, line = 0, 0
        for at, (text, _, _) in enumerate(_ENTRIES):
            wanted = _SIGN + 6 + self.fontMetrics().horizontalAdvance(self._wording.text(text))
            if x and x + wanted > width:
                x, line = 0, line + 1
            yield QPointF(x, line * self._line_height()), at
            x += wanted + _GAP

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(max(place.y() for place, _ in self._places(width))) + self._line_height()

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, at in self._places(self.width()):
            text, closed, draw = _ENTRIES[at]
            area = QRectF(place.x() + 0.5, place.y() + 1.5, _SIGN - 1, _SIGN - 1)
            draw_ground(painter, area, closed)
            if draw:
                draw(painter, area)
            painter.setPen(QColor(tokens().muted))
            words = QRectF(place.x() + _SIGN + 6, place.y(), self.width(), self._line_height() - 2)
            painter.drawText(
                words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._wording.text(text)
            )
        painter.end()
