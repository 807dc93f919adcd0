"""The signs of the kinds of work as widgets: one alone, and the key that says what each of them means."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mscplanner.gui.marks import WORK_WORDS, draw_work, sign_of
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording

_SIGN_SHARE = 0.62
"""Side of a sign as part of a line's height."""
_GAP, _BETWEEN = 5, 16


class WorkSign(QWidget):
    """The sign of one kind of work, as the calendar has it."""

    def __init__(self, kind: str = "", role: str = "large") -> None:
        super().__init__()
        self._kind = kind
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_kind(self, kind: str) -> None:
        """Show the sign of another kind of work."""
        if kind != self._kind:
            self._kind = kind
            self.update()

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self.fontMetrics().height() * _SIGN_SHARE
        area = QRectF(0, 0, side, side)
        area.moveCenter(QRectF(self.rect()).center())
        draw_work(painter, area, self._kind, tokens().text)
        painter.end()


class WorkKey(QWidget):
    """What the signs mean, in as many lines as the width asks for; only the signs that are in use."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._kinds: tuple[str, ...] = ()
        self.setProperty("role", "muted")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        wording.changed.connect(self._renew)

    def show_kinds(self, kinds: Sequence[str]) -> None:
        """Show the signs of ``kinds``, each sign once, in the order of ``marks.WORK_WORDS``."""
        signs = {sign_of(kind) for kind in kinds}
        found = tuple(kind for kind in WORK_WORDS if kind in signs)
        if found != self._kinds:
            self._kinds = found
            self._renew()

    def _renew(self) -> None:
        self.setAccessibleName(", ".join(self._wording.text(WORK_WORDS[kind]) for kind in self._kinds))
        self.updateGeometry()
        self.update()

    def _placed(self, width: int) -> tuple[list[tuple[str, str, float, int]], int]:
        """Return each sign with its word, place and line, and how many lines there are."""
        metrics = self.fontMetrics()
        sign = metrics.height() * _SIGN_SHARE
        placed, left, line = [], 0.0, 0
        for kind in self._kinds:
            word = self._wording.text(WORK_WORDS[kind])
            wide = sign + _GAP + metrics.horizontalAdvance(word)
            if left and left + wide > width:
                left, line = 0.0, line + 1
            placed.append((kind, word, left, line))
            left += wide + _BETWEEN
        return placed, line + 1

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._placed(width)[1] * (self.fontMetrics().height() + 3)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() + 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = self.fontMetrics()
        height, sign = metrics.height() + 3, metrics.height() * _SIGN_SHARE
        for kind, word, left, line in self._placed(self.width())[0]:
            top = line * height
            area = QRectF(left, top + (height - sign) / 2, sign, sign)
            draw_work(painter, area, kind, tokens().muted)
            painter.setPen(QColor(tokens().muted))
            painter.drawText(QRectF(left + sign + _GAP, top, self.width(), height), word)
        painter.end()
