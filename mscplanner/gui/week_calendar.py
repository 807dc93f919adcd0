"""The plan as a calendar: weeks of the run or of a month as rows, the stage behind each day, its work as signs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import weekday, write_date
from mscplanner.gui.day_grid import DayGrid, grid_of, month_after, month_grid
from mscplanner.gui.day_signs import DayLine, DaySigns, day_record, day_signs
from mscplanner.gui.marks import draw_work
from mscplanner.gui.stage_strip import fill_stage
from mscplanner.gui.start_drag import StartDrag
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording
from mscplanner.planning.happening_texts import otherwise
from mscplanner.planning.replanning import is_done
from mscplanner.planning.schedule import is_closed

if TYPE_CHECKING:
    from mscplanner.planning.plan import Day, Plan

_SIGN_SHARE = 0.75
_BAND = 9


class WeekCalendar(QWidget):
    """Shows every day of the run, and those before it that have work; a day is chosen with mouse or arrow keys.

    Its rows are the weeks of the run, or those of a month (see ``show_months``). A day that is
    dragged takes the whole run with it. Signals: ``day_chosen`` carries the number of a day,
    ``start_moved`` and ``start_dragged`` by how many days the run is to begin later, ``month_changed``
    that other days are shown.
    """

    day_chosen = Signal(int)
    start_moved = Signal(int)
    start_dragged = Signal(int)
    month_changed = Signal()

    def __init__(self, wording: Wording, today: date) -> None:
        super().__init__()
        self._wording = wording
        self._today = today
        self._plan: Plan | None = None
        self._days: dict[date, Day] = {}
        self._signs: dict[int, DaySigns] = {}
        self._records: dict[int, bool] = {}
        self._chosen = 0
        self._month: date | None = None
        self._drag = StartDrag()
        self._pointer = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wording.changed.connect(self._write_signs)

    def show_plan(self, plan: Plan) -> None:
        """Show ``plan``; the chosen day stays chosen while the run has it."""
        self._plan = plan
        self._days = {day.date: day for day in (*plan.preceding, *plan.days)}
        if plan.day(self._chosen) is None:
            self._chosen = min(max(self._chosen, 0), max(len(plan.days) - 1, 0))
        if self._month:
            self._show_month_of_chosen()
        self._write_signs()

    @property
    def chosen(self) -> int:
        """Number of the chosen day, counted from D0; below zero before it."""
        return self._chosen

    def choose(self, number: int) -> None:
        """Choose the day ``D{number}``, if the run has it."""
        if self._plan and self._plan.day(number):
            self._chosen = number
            if self._month:
                self._show_month_of_chosen()
            self._renew()
            self.day_chosen.emit(number)

    # Months

    @property
    def month(self) -> date | None:
        """First day of the month that is shown; None where the weeks of the run are."""
        return self._month

    def show_months(self, wanted: bool) -> None:
        """Show the month of the chosen day, or the weeks of the run."""
        self._month = None
        if wanted:
            self._show_month_of_chosen()
        self._renew()
        self.month_changed.emit()

    def turn_month(self, step: int) -> None:
        """Go ``step`` months on, or back: to the first day of the run in it, or the last one; to the month alone."""
        shown = self._chosen_day()
        month = month_after(self._month or (shown.date if shown else self._today), step)
        found = [day for day in self._days.values() if (day.date.year, day.date.month) == (month.year, month.month)]
        found.sort(key=lambda day: day.number)
        if found:
            self.choose(found[0 if step > 0 else -1].number)
        elif self._month and self._is_near(month):
            self._show_month(month)
            self._renew()

    def _is_near(self, month: date) -> bool:
        """Return whether ``month`` is one of the run, or one beside it, where the run could be dragged to."""
        dates = list(self._days) or [self._today]
        return month_after(min(dates), -1) <= month <= month_after(max(dates), 1)

    def _show_month_of_chosen(self) -> None:
        day = self._chosen_day()
        self._show_month((day.date if day else self._today).replace(day=1))

    def _show_month(self, month: date) -> None:
        if month != self._month:
            self._month = month
            self.month_changed.emit()

    def _write_signs(self) -> None:
        self._signs = {day.number: day_signs(day.tasks, self._wording) for day in self._days.values()}
        numbers = [day.number for day in self._days.values()] if self._plan else []
        self._records = {each: record for each in numbers if (record := self._record(each)) is not None}
        self._renew()

    @property
    def records(self) -> tuple[str, ...]:
        """The signs of what is written down of the days, see ``marks.draw_work``."""
        return tuple(dict.fromkeys("was-done" if done else "was-otherwise" for done in self._records.values()))

    def _record(self, number: int) -> bool | None:
        """Return whether a day is written down as done, or False where something happened otherwise on it."""
        if self._plan is None or not self._plan.run.happened:
            return None
        if any(otherwise(self._plan, number)):
            return False
        return True if is_done(self._plan, number) else None

    def _renew(self) -> None:
        day = self._chosen_day()
        if day:
            words = [f"{day.label} {write_date(day.date, self._wording.language)}", self._closed(day)]
            words += [task.text.written(self._wording.language) for task in day.tasks]
            words += day_record(self._plan, day.number, self._wording) if self._plan else []
            self.setAccessibleName("; ".join(filter(None, words)))
        self.updateGeometry()
        self.update()

    def _chosen_day(self) -> Day | None:
        return self._plan.day(self._chosen) if self._plan else None

    @property
    def _grid(self) -> DayGrid:
        if self._month:
            return month_grid(self._month)
        start = self._plan.run.start if self._plan else self._today
        return grid_of(min(self._days, default=start), max(self._days, default=start))

    def _row_height(self) -> int:
        return 3 * self.fontMetrics().height() + 22

    def _head(self) -> int:
        return self.fontMetrics().height() + 8

    def sizeHint(self) -> QSize:
        return QSize(560, self._head() + self._grid.weeks * self._row_height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, self.sizeHint().height())

    def _whole(self) -> QRectF:
        return QRectF(0.5, self._head(), self.width() - 1, self.height() - self._head())

    def _cell(self, day: date) -> QRectF:
        return self._grid.area(day, self._whole(), self._row_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grid = self._grid
        for when in [*grid.days()][:7]:
            head = self._cell(when)
            painter.setPen(QColor(tokens().muted))
            area = QRectF(head.left() + 6, 0, head.width(), self._head())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, weekday(when, self._wording.language))
        for when in grid.days():
            self._draw_day(painter, when, self._days.get(when))
        chosen = self._chosen_day()
        if self._drag.moved:
            self._draw_drag(painter)
        elif chosen and chosen.date in grid.days():
            painter.setPen(QPen(QColor(tokens().accent), 3 if self.hasFocus() else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._cell(chosen.date).adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()

    def _draw_day(self, painter: QPainter, when: date, day: Day | None) -> None:
        area = self._cell(when)
        painter.fillRect(area, QColor(self._ground(when, day)))
        painter.setPen(QPen(QColor(tokens().line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        metrics, inner = self.fontMetrics(), area.adjusted(6, 4, -5, -4)
        painter.setPen(QColor(tokens().text if day else tokens().disabled))
        line = QRectF(inner.left(), inner.top(), inner.width(), metrics.height())
        if when == self._today:
            painter.setPen(QPen(QColor(tokens().text), 1, Qt.PenStyle.DashLine))
            painter.drawRect(area.adjusted(3.5, 3.5, -3.5, -3.5))
        shown = f"{when:%m-%d}"
        label = self._bold().horizontalAdvance(day.label) if day else 0
        side = metrics.ascent() * _SIGN_SHARE
        record = self._records.get(day.number) if day else None
        beside = label + (0 if record is None else side + 4)
        if metrics.horizontalAdvance(shown) + beside + 8 > inner.width():
            shown = f"{when:%d}"
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, shown)
        if day is None:
            return
        painter.setFont(self._bold_font())
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, day.label)
        painter.setFont(self.font())
        self._draw_band(painter, area, day.number)
        signs = self._signs[day.number]
        room = QRectF(line).adjusted(metrics.horizontalAdvance(shown) + 5, 0, -label - 4, 0)
        if record is not None:
            sign = QRectF(room.right() - side, room.top() + (room.height() - side) / 2, side, side)
            draw_work(painter, sign, "was-done" if record else "was-otherwise", tokens().text)
            room.setRight(sign.left() - 3)
        self._draw_signs(painter, room, signs.others)
        top = line.bottom() + 3
        for each in signs.lines:
            self._draw_line(painter, QRectF(inner.left(), top, inner.width(), metrics.height()), each)
            top += metrics.height()
        if day.closed_name and len(signs.lines) < 2:
            painter.setPen(QColor(tokens().muted))
            field = QRectF(inner.left(), top, inner.width(), metrics.height())
            name = day.closed_name.written(self._wording.language)
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(field.width()))
            painter.drawText(field, Qt.AlignmentFlag.AlignVCenter, shown)

    def _closed(self, day: Day) -> str:
        """Return that nobody works on a day, and what it is called; "" where somebody does."""
        if not day.closed:
            return ""
        name = day.closed_name.written(self._wording.language) if day.closed_name else ""
        return self._wording.text(N_("Closed day: {name}"), name=name) if name else self._wording.text(N_("Closed day"))

    def _ground(self, when: date, day: Day | None) -> str:
        if day is None and self._month and when.month != self._month.month:
            return tokens().window
        closed = day.closed if day else self._plan is not None and is_closed(when, self._plan.run.lab)
        return tokens().closed if closed else tokens().base

    def _bold_font(self) -> QFont:
        bold = QFont(self.font())
        bold.setBold(True)
        return bold

    def _bold(self) -> QFontMetricsF:
        return QFontMetricsF(self._bold_font())

    def _draw_signs(self, painter: QPainter, room: QRectF, kinds: tuple[str, ...]) -> float:
        """Draw as many signs beside each other as there is room for; return where they end."""
        side, left = self.fontMetrics().ascent() * _SIGN_SHARE, room.left()
        for kind in kinds:
            if left + side > room.right():
                break
            area = QRectF(left, room.top() + (room.height() - side) / 2, side, side)
            draw_work(painter, area, kind, tokens().text)
            left += side + 3
        return left

    def _draw_line(self, painter: QPainter, line: QRectF, each: DayLine) -> None:
        metrics = self.fontMetrics()
        field = QRectF(line)
        field.setLeft(self._draw_signs(painter, line, each.kinds) + 2)
        painter.setPen(QColor(tokens().text))
        # The volume stands in the panel of the day, too.
        fitting = (text for text in each.texts if metrics.horizontalAdvance(text) <= int(field.width()))
        text = next(fitting, each.texts[-1])
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(field.width()))
        painter.drawText(field, Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_band(self, painter: QPainter, area: QRectF, number: int) -> None:
        plan = self._plan
        if plan is None:
            return
        for at, window in enumerate(plan.stages):
            if window.start_day <= number < window.end_day:
                band = QRectF(area.left() + 1, area.bottom() - _BAND, area.width() - 1.5, _BAND - 1)
                fill_stage(painter, band, at)
                painter.setPen(QPen(QColor(tokens().edge), 1))
                painter.drawLine(band.topLeft(), QPointF(band.right(), band.top()))

    def _draw_drag(self, painter: QPainter) -> None:
        """Draw where the days of the run would be, and the date of D0 beside the pointer."""
        moved, metrics = timedelta(days=self._drag.days), self.fontMetrics()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens().accent), 2, Qt.PenStyle.DashLine))
        for day in self._days.values():
            painter.drawRect(self._cell(day.date + moved).adjusted(2, 2, -2, -2))
        text = self._drag_words()
        box = QRectF(0, 0, metrics.horizontalAdvance(text) + 16, metrics.height() + 8)
        box.moveBottomLeft(self._pointer + QPointF(12, -6))
        box.moveLeft(min(max(box.left(), 0), self.width() - box.width()))
        box.moveTop(min(max(box.top(), 0), self.height() - box.height()))
        painter.setBrush(QColor(tokens().accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(tokens().on_accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _drag_words(self) -> str:
        start = write_date(self._drag.start, self._wording.language)
        return self._wording.text(N_("D0 {start} ({days} d)"), start=start, days=f"{self._drag.days:+d}")

    # Choosing and dragging

    def _day_under(self, place: QPointF) -> Day | None:
        return next((day for day in self._days.values() if self._cell(day.date).contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_under(event.position())
        if day and self._plan and event.button() == Qt.MouseButton.LeftButton:
            self._pointer = event.position()
            self._drag.grab(day.date, self._plan.run.start)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drag.active:
            return
        far = (event.position() - self._pointer).manhattanLength() >= QApplication.startDragDistance()
        if far or self._drag.moved:
            self._pointer = event.position()
            self._drag.take_to(self._grid.day_at(event.position(), self._whole(), self._row_height()))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._drag.active or event.button() != Qt.MouseButton.LeftButton:
            return
        clicked, days = not self._drag.moved, self._end_drag()
        day = self._day_under(event.position())
        if days:
            self.start_dragged.emit(days)
        elif clicked and day:
            self.choose(day.number)

    def _end_drag(self) -> int:
        days = self._drag.let_go()
        self.unsetCursor()
        self.update()
        return days

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._drag.active:
            self._end_drag()

    def _walk(self, step: int) -> None:
        """Choose the day ``step`` days on; before D0, where not every day is one of the run, the next beyond it."""
        numbers = sorted(day.number for day in self._days.values())
        wanted = self._chosen + step
        beyond = [each for each in numbers if (each >= wanted if step > 0 else each <= wanted)]
        if beyond:
            self.choose(min(beyond) if step > 0 else max(beyond))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        if key in steps and shifted and abs(steps[Qt.Key(key)]) == 1:
            self.start_moved.emit(steps[Qt.Key(key)])
        elif key in steps:
            self._walk(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape and self._drag.active:
            self._end_drag()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn_month(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            self.choose(0)
        elif key == Qt.Key.Key_T and self._plan:
            self.choose((self._today - self._plan.run.start).days)
        else:
            super().keyPressEvent(event)
