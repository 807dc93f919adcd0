"""Start dates on a calendar: each date with its bar, the best ones marked by a star."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import weekday, write_date
from mscplanner.gui.day_grid import DayGrid, grid_of
from mscplanner.gui.start_table import draw_count_bar, most_closed
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording
from mscplanner.planning.schedule import is_closed
from mscplanner.planning.start_dates import StartDate

_BAR = 6


class StartCalendar(QWidget):
    """All weeks of the span below each other; a date is chosen with mouse or arrow keys."""

    date_chosen = Signal(object)

    def __init__(self, wording: Wording, lab: Lab) -> None:
        super().__init__()
        self._wording, self._lab = wording, lab
        self._starts: dict[date, StartDate] = {}
        self._most = 0
        self._chosen: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_starts(self, starts: Sequence[StartDate]) -> None:
        """Show ``starts``."""
        self._starts = {start.date: start for start in starts}
        self._most = most_closed(starts)
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self._renew()

    def choose(self, when: date) -> None:
        """Choose a date, if it is shown; tells when it is another one."""
        if when in self._starts and when != self._chosen:
            self._chosen = when
            self._renew()
            self.date_chosen.emit(when)

    def place_of_chosen(self) -> QRectF:
        """Return where the chosen date stands."""
        return self._cell(self._chosen) if self._chosen else QRectF()

    def _renew(self) -> None:
        start = self._starts.get(self._chosen) if self._chosen else None
        self.setAccessibleName(self._words(start) if start else self._wording.text(N_("Start dates")))
        self.update()

    def _words(self, start: StartDate) -> str:
        when = write_date(start.date, self._wording.language)
        count = len(start.closed_days)
        text = self._wording.text(
            N_("{date}: rank {rank}, work on closed days: {count}"), date=when, rank=start.rank, count=count
        )
        best = self._wording.text(N_("best"))
        return f"{text}; {best}" if start.rank == 1 else text

    # Places

    @property
    def _grid(self) -> DayGrid:
        return (
            grid_of(min(self._starts), max(self._starts))
            if self._starts
            else grid_of(date(2000, 1, 3), date(2000, 1, 3))
        )

    def _margin(self) -> int:
        return self.fontMetrics().horizontalAdvance("0000-00") + 10

    def _head(self) -> int:
        return self.fontMetrics().height() + 4

    def _row(self) -> int:
        return 2 * self.fontMetrics().height() + 10

    def _cell(self, day: date) -> QRectF:
        whole = QRectF(self._margin(), self._head(), self.width() - self._margin() - 1, 0)
        return self._grid.area(day, whole, self._row())

    def sizeHint(self) -> QSize:
        day = self.fontMetrics().horizontalAdvance("00 ★") + 10
        return QSize(self._margin() + 7 * day, self._head() + self._grid.weeks * self._row() + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        days = [*self._grid.days()] if self._starts else []
        for when in days[:7]:
            head = QRectF(self._cell(when).left() + 4, 0, 60, self._head())
            painter.setPen(QColor(tokens().muted))
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, weekday(when, self._wording.language))
        for when in days:
            if self._cell(when).intersects(QRectF(event.rect())):
                self._draw_day(painter, when)
        self._draw_months(painter, days)
        if self._chosen in self._starts:
            painter.setPen(QPen(QColor(tokens().accent), 3 if self.hasFocus() else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.place_of_chosen().adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()

    def _draw_months(self, painter: QPainter, days: Sequence[date]) -> None:
        """Write the month beside its first week, and draw a thick line above its first day."""
        painter.setPen(QColor(tokens().text))
        for at, when in enumerate(days):
            if at == 0 or when.day == 1:
                row = self._cell(when)
                field = QRectF(0, row.top() + 3, self._margin(), self.fontMetrics().height())
                if at == 0 and any(each.day == 1 for each in days[1:7]):
                    continue
                painter.drawText(field, Qt.AlignmentFlag.AlignVCenter, f"{when:%Y-%m}")
        painter.setPen(QPen(QColor(tokens().text), 2))
        for when in days:
            if when.day <= 7 and when - timedelta(days=7) >= days[0]:
                painter.drawLine(self._cell(when).topLeft(), self._cell(when).topRight())
            if when.day == 1 and when.weekday():
                painter.drawLine(self._cell(when).topLeft(), self._cell(when).bottomLeft())

    def _draw_day(self, painter: QPainter, when: date) -> None:
        area, start = self._cell(when), self._starts.get(when)
        painter.fillRect(area, QColor(tokens().closed if is_closed(when, self._lab) else tokens().base))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens().line), 1))
        painter.drawRect(area)
        painter.setPen(QColor(tokens().text if start else tokens().disabled))
        inner = area.adjusted(4, 3, -4, -3)
        line = QRectF(inner.left(), inner.top(), inner.width(), self.fontMetrics().height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, f"{when.day}")
        if start is None:
            return
        if start.rank == 1:
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, "★")
        count = str(len(start.closed_days))
        figures = self.fontMetrics().horizontalAdvance(count) + 4
        low = line.translated(0, line.height())
        painter.drawText(low, Qt.AlignmentFlag.AlignRight, count)
        bar = QRectF(low.left(), low.center().y() - _BAR / 2, low.width() - figures, _BAR)
        draw_count_bar(painter, bar, len(start.closed_days), self._most)

    # Choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for when in self._starts:
            if self._cell(when).contains(event.position()):
                self.choose(when)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        key = Qt.Key(event.key())
        if key in steps and self._chosen:
            self.choose(self._chosen + timedelta(days=steps[key]))
        elif key == Qt.Key.Key_Home and self._starts:
            self.choose(min(self._starts))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
