"""The plan as a calendar: weeks of the run or of a month as rows, the stage behind each day, its work as signs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import weekday, write_date
from mscplanner.gui.day_field import DayField, draw_field, draw_targets, draw_words, line_area
from mscplanner.gui.day_grid import DayGrid, grid_of, month_after, month_grid
from mscplanner.gui.day_signs import DaySigns, day_record, day_signs, lengths_on
from mscplanner.gui.start_drag import StartDrag
from mscplanner.gui.task_drag import TaskDrag
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording
from mscplanner.planning.happening_texts import otherwise
from mscplanner.planning.happenings import start_stands
from mscplanner.planning.replanning import is_done
from mscplanner.planning.schedule import is_closed
from mscplanner.planning.task_moves import MovableTask, movable_tasks

if TYPE_CHECKING:
    from mscplanner.planning.plan import Day, Plan


class WeekCalendar(QWidget):
    """Shows every day of the run, and those before it that have work; a day is chosen with mouse or arrow keys.

    Its rows are the weeks of the run, or those of a month (see ``show_months``). A task that is
    dragged by its line goes to another day; a day that is dragged beside them takes the whole run
    with it. Signals: ``day_chosen`` carries the number of a day, ``start_moved`` and
    ``start_dragged`` by how many days the run is to begin later, ``tasks_dragged`` tasks that can be
    moved and the day that they were taken to, ``menu_wanted`` where the menu of the chosen day is to
    be, on the screen, ``month_changed`` that other days are shown.
    """

    day_chosen = Signal(int)
    start_moved = Signal(int)
    start_dragged = Signal(int)
    tasks_dragged = Signal(object, int)
    menu_wanted = Signal(QPoint)
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
        self._drag, self._task_drag = StartDrag(), TaskDrag()
        self._pointer = QPointF()
        self.setMouseTracking(True)
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
            words += lengths_on(self._plan, day.number, self._wording) if self._plan else []
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
            draw_field(painter, self._cell(when), self._field(when))
        chosen = self._chosen_day()
        if self._drag.moved or self._task_drag.moved:
            self._draw_drag(painter)
        elif chosen and chosen.date in grid.days():
            painter.setPen(QPen(QColor(tokens().accent), 3 if self.hasFocus() else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._cell(chosen.date).adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()

    def _field(self, when: date) -> DayField:
        day, plan = self._days.get(when), self._plan
        ground, today = self._ground(when, day), when == self._today
        if day is None or plan is None:
            return DayField(when, day, ground, today)
        name = day.closed_name.written(self._wording.language) if day.closed_name else ""
        on_it = [(at, each) for at, each in enumerate(plan.stages) if each.start_day <= day.number < each.end_day]
        record, signs = self._records.get(day.number), self._signs[day.number]
        stages, lab = tuple(at for at, _ in on_it), tuple(at for at, each in on_it if each.lab_length)
        return DayField(when, day, ground, today, signs, record, name, stages, lab)

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

    def _draw_drag(self, painter: QPainter) -> None:
        """Draw where what is dragged would be, and beside the pointer what that is."""
        whole = QRectF(self.rect())
        if self._task_drag.active and self._plan:
            when = self._plan.run.start + timedelta(days=self._task_drag.day)
            possible = self._task_drag.refusal is None
            draw_targets(painter, [self._cell(when)], possible)
            words = self._task_drag.words.written(self._wording.language)
            draw_words(painter, words, self._pointer, whole, possible)
            return
        moved = timedelta(days=self._drag.days)
        possible = self._drag.refusal is None
        draw_targets(painter, [self._cell(day.date + moved) for day in self._days.values()], possible)
        draw_words(painter, self._drag_words(), self._pointer, whole, possible)

    def _drag_words(self) -> str:
        if self._drag.refusal:
            return self._drag.refusal.written(self._wording.language)
        start = write_date(self._drag.start, self._wording.language)
        return self._wording.text(N_("D0 {start} ({days} d)"), start=start, days=f"{self._drag.days:+d}")

    # Choosing and dragging

    def _day_under(self, place: QPointF) -> Day | None:
        return next((day for day in self._days.values() if self._cell(day.date).contains(place)), None)

    def _tasks_under(self, place: QPointF, day: Day) -> tuple[MovableTask, ...]:
        """Return the tasks that can be moved of the line of work at ``place``; none beside the lines."""
        if self._plan is None:
            return ()
        area, height = self._cell(day.date), self.fontMetrics().height()
        for at, line in enumerate(self._signs[day.number].lines):
            if line_area(area, at, height).contains(place):
                movable = movable_tasks(self._plan, day.number)
                return tuple(each for each in movable if any(task in line.tasks for task in each.tasks))
        return ()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_under(event.position())
        if day and self._plan and event.button() == Qt.MouseButton.LeftButton:
            self._pointer = event.position()
            tasks = self._tasks_under(event.position(), day)
            if tasks:
                self._task_drag.grab(tasks, day)
            else:
                self._drag.grab(day.date, self._plan.run.start, start_stands(self._plan.run))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        held = self._task_drag if self._task_drag.active else self._drag
        if not held.active:
            day = self._day_under(event.position())
            can_be_taken = bool(day and self._tasks_under(event.position(), day))
            self.setCursor(Qt.CursorShape.OpenHandCursor if can_be_taken else Qt.CursorShape.ArrowCursor)
            return
        far = (event.position() - self._pointer).manhattanLength() >= QApplication.startDragDistance()
        if far or held.moved:
            self._pointer = event.position()
            self._take_to(self._grid.day_at(event.position(), self._whole(), self._row_height()))
            self.setCursor(Qt.CursorShape.ForbiddenCursor if held.refusal else Qt.CursorShape.ClosedHandCursor)
            self.update()

    def _take_to(self, day: date) -> None:
        if self._task_drag.active and self._plan:
            self._task_drag.take_to((day - self._plan.run.start).days)
        else:
            self._drag.take_to(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not (self._drag.active or self._task_drag.active):
            return
        clicked = not (self._drag.moved or self._task_drag.moved)
        (tasks, number), days = self._task_drag.let_go(), self._drag.let_go()
        self._end_drag()
        day = self._day_under(event.position())
        if tasks:
            self.tasks_dragged.emit(tasks, number)
        elif days:
            self.start_dragged.emit(days)
        elif clicked and day:
            self.choose(day.number)

    def _end_drag(self) -> None:
        self._task_drag.let_go()
        self._drag.let_go()
        self.unsetCursor()
        self.update()

    @property
    def _dragging(self) -> bool:
        return self._drag.active or self._task_drag.active

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        chosen = self._chosen_day()
        day = chosen if by_keys else self._day_under(QPointF(event.pos()))
        if day is None:
            return
        self.choose(day.number)
        place = self.mapToGlobal(self._cell(day.date).center().toPoint()) if by_keys else event.globalPos()
        self.menu_wanted.emit(place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._dragging:
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
        elif key == Qt.Key.Key_Escape and self._dragging:
            self._end_drag()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn_month(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            self.choose(0)
        elif key == Qt.Key.Key_T and self._plan:
            self.choose((self._today - self._plan.run.start).days)
        else:
            super().keyPressEvent(event)
