"""A year as twelve months: closed days grey, every day to be chosen and turned over by mouse and keys."""

from __future__ import annotations

import calendar as days_of
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mscplanner.domain.message import weekday, write_date
from mscplanner.domain.work_calendar import FIRST_DAY, LAST_DAY, WorkCalendar
from mscplanner.gui.day_marks import draw_ground, draw_holiday, draw_own, draw_today
from mscplanner.gui.day_words import day_words
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording

_GAP = 16
_MOST_COLUMNS = 4
_LEAST_CELL = 26
_WIDEST_CELL = 48
_MONDAY = date(2024, 1, 1)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class _Grid(NamedTuple):
    """Where months and days lie; lengths in pixels."""

    columns: int
    width: float
    height: float
    head: float

    @property
    def month_width(self) -> float:
        return 7 * self.width

    @property
    def month_height(self) -> float:
        return 2 * self.head + 6 * self.height


class YearView(QWidget):
    """Shows the year of the chosen day.

    Signals: ``day_chosen`` a day was chosen; ``toggle_wanted`` a day is to be closed, or opened;
    ``name_wanted`` the chosen day is to be named; ``pointed`` the day under the mouse, or None.
    """

    day_chosen = Signal(object)
    toggle_wanted = Signal(object)
    name_wanted = Signal()
    pointed = Signal(object)

    def __init__(self, wording: Wording, today: date) -> None:
        super().__init__()
        self._wording, self._today, self._chosen = wording, today, today
        self._calendar = WorkCalendar(closed_weekdays=())
        self._pressed: date | None = None
        self._editable = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        wording.changed.connect(self._renew)
        self._renew()

    @property
    def chosen(self) -> date:
        """The chosen day."""
        return self._chosen

    def show_calendar(self, calendar: WorkCalendar) -> None:
        """Show ``calendar``; the chosen day stays."""
        self._calendar = calendar
        self._renew()

    def let_edit(self, editable: bool) -> None:
        """Say whether days can be turned over."""
        self._editable = editable

    def choose(self, day: date) -> None:
        """Choose ``day`` and show its year."""
        self._chosen = min(max(day, FIRST_DAY), LAST_DAY)
        self._renew()
        self.day_chosen.emit(self._chosen)

    def move_years(self, years: int) -> None:
        """Choose the same day so many years later; of a leap day, the last one of its month."""
        self._move_months(12 * years)

    def cell_of(self, day: date) -> QRectF:
        """Return where ``day`` of the shown year lies."""
        grid = self._grid(self.width())
        at = day.month - 1
        left = (at % grid.columns) * (grid.month_width + _GAP)
        top = (at // grid.columns) * (grid.month_height + _GAP) + 2 * grid.head
        place = day.day - 1 + day.replace(day=1).weekday()
        return QRectF(
            0.5 + left + (place % 7) * grid.width, 0.5 + top + (place // 7) * grid.height, grid.width, grid.height
        )

    def _move_months(self, months: int) -> None:
        at = self._chosen.year * 12 + self._chosen.month - 1 + months
        year, month = at // 12, at % 12 + 1
        if FIRST_DAY.year <= year <= LAST_DAY.year:
            last = days_of.monthrange(year, month)[1]
            self.choose(date(year, month, min(self._chosen.day, last)))

    def _renew(self) -> None:
        words = day_words(self._calendar, self._chosen, self._wording)
        self.setAccessibleName(f"{write_date(self._chosen, self._wording.language)}, {words}")
        self.updateGeometry()
        self.update()

    # Sizes

    def _grid(self, width: int) -> _Grid:
        metrics, language = self.fontMetrics(), self._wording.language
        widest = max(metrics.horizontalAdvance(weekday(_MONDAY + timedelta(days=at), language)) for at in range(7))
        least = max(_LEAST_CELL, widest + 2, metrics.horizontalAdvance("00") + 12)
        columns = max(1, min(_MOST_COLUMNS, int((width + _GAP) // (7 * least + _GAP))))
        room = (width - 1 - (columns - 1) * _GAP) / (7 * columns)
        # Twelve months make whole rows of one, two, three and four.
        return _Grid(
            columns, max(least, min(room, _WIDEST_CELL)), max(_LEAST_CELL, metrics.height() + 10), metrics.height() + 6
        )

    def _size(self, width: int) -> QSize:
        grid = self._grid(width)
        rows = 12 // grid.columns
        return QSize(
            int(grid.columns * (grid.month_width + _GAP) - _GAP) + 2,
            int(rows * (grid.month_height + _GAP) - _GAP) + 2,
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._size(width).height()

    def sizeHint(self) -> QSize:
        return self._size(int(3 * (7 * self._grid(0).width + _GAP)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._size(0).width(), 100)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            first = date(self._chosen.year, month, 1)
            self._draw_head(painter, first)
            for at in range(days_of.monthrange(first.year, month)[1]):
                self._draw_day(painter, first + timedelta(days=at))
        painter.setPen(QPen(QColor(tokens().accent), 3 if self.hasFocus() else 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.cell_of(self._chosen).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _draw_head(self, painter: QPainter, first: date) -> None:
        grid = self._grid(self.width())
        corner = self.cell_of(first)
        left = corner.left() - first.weekday() * grid.width
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(tokens().text))
        title = QRectF(left, corner.top() - 2 * grid.head, grid.month_width, grid.head)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, f"{first:%Y-%m}")
        painter.setFont(self.font())
        painter.setPen(QColor(tokens().muted))
        for at in range(7):
            place = QRectF(left + at * grid.width, corner.top() - grid.head, grid.width, grid.head)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignCenter, weekday(_MONDAY + timedelta(days=at), self._wording.language)
            )

    def _draw_day(self, painter: QPainter, day: date) -> None:
        area = self.cell_of(day)
        own, holiday = self._calendar.exception(day), self._calendar.holiday(day)
        draw_ground(painter, area, self._calendar.is_closed(day))
        if holiday:
            draw_holiday(painter, area, holiday.open)
        if own:
            draw_own(painter, area)
        if day == self._today:
            draw_today(painter, area)
        painter.setPen(QColor(tokens().text))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(day.day))

    # Mouse and keys

    def day_at(self, place: QPointF) -> date | None:
        """Return the day at a place, or None."""
        grid = self._grid(self.width())
        column, row = int(place.x() // (grid.month_width + _GAP)), int(place.y() // (grid.month_height + _GAP))
        if not (0 <= column < grid.columns and 0 <= row < 12 // grid.columns):
            return None
        month = row * grid.columns + column + 1
        first = date(self._chosen.year, month, 1)
        days = (first + timedelta(days=at) for at in range(days_of.monthrange(first.year, month)[1]))
        return next((day for day in days if self.cell_of(day).contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self.day_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if event.button() == Qt.MouseButton.LeftButton and pressed and pressed == self.day_at(event.position()):
            self.choose(pressed)
            self._toggle()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(self.day_at(event.position()))

    def leaveEvent(self, event: object) -> None:
        self.pointed.emit(None)

    def _toggle(self) -> None:
        if self._editable:
            self.toggle_wanted.emit(self._chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _STEPS:
            self.choose(self._chosen + timedelta(days=_STEPS[Qt.Key(key)]))
        elif key in _MONTHS:
            self._move_months(_MONTHS[Qt.Key(key)] * (12 if shifted else 1))
        elif key == Qt.Key.Key_Home:
            self.choose(self._chosen.replace(month=1, day=1))
        elif key == Qt.Key.Key_End:
            self.choose(self._chosen.replace(month=12, day=31))
        elif key == Qt.Key.Key_T:
            self.choose(self._today)
        elif key == Qt.Key.Key_Space:
            self._toggle()
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.name_wanted.emit()
        elif key == Qt.Key.Key_Delete and self._calendar.exception(self._chosen):
            self._toggle()
        else:
            super().keyPressEvent(event)
