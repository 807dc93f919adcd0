"""The plan as a calendar: weeks as rows, the stage behind each day, its work as signs and volumes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import weekday, write_date
from mscplanner.domain.quantity import format_quantity
from mscplanner.gui.marks import draw_work
from mscplanner.gui.stage_strip import fill_stage
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording

if TYPE_CHECKING:
    from mscplanner.planning.plan import Day, Plan, Task

_FEEDS = ("make-medium", "start-stage", "change-medium")
_SHOWN_KINDS = (*_FEEDS, "procedure", "readout", "harvest")


class WeekCalendar(QWidget):
    """Shows every day of the run; a day is chosen with mouse or arrow keys."""

    day_chosen = Signal(int)
    start_moved = Signal(int)

    def __init__(self, wording: Wording, today: date) -> None:
        super().__init__()
        self._wording = wording
        self._today = today
        self._plan: Plan | None = None
        self._chosen = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wording.changed.connect(self._renew)

    def show_plan(self, plan: Plan) -> None:
        """Show ``plan``; the chosen day stays chosen while the run has it."""
        self._plan = plan
        self._chosen = min(self._chosen, max(len(plan.days) - 1, 0))
        self._renew()

    @property
    def chosen(self) -> int:
        """Number of the chosen day, counted from D0."""
        return self._chosen

    def choose(self, number: int) -> None:
        """Choose the day ``D{number}``, if the run has it."""
        if self._plan and 0 <= number < len(self._plan.days):
            self._chosen = number
            self._renew()
            self.day_chosen.emit(number)

    def _renew(self) -> None:
        day = self._chosen_day()
        if day:
            work = "; ".join(task.text.written(self._wording.language) for task in day.tasks)
            closed = self._closed(day)
            name = f"{day.label} {write_date(day.date, self._wording.language)}"
            self.setAccessibleName(" ".join(filter(None, (name, closed, work))))
        self.updateGeometry()
        self.update()

    def _chosen_day(self) -> Day | None:
        return self._plan.days[self._chosen] if self._plan and self._plan.days else None

    def _first_monday(self) -> date:
        start = self._plan.run.start if self._plan else self._today
        return start - timedelta(days=start.weekday())

    def _weeks(self) -> int:
        if not self._plan or not self._plan.days:
            return 1
        return (self._plan.days[-1].date - self._first_monday()).days // 7 + 1

    def _row_height(self) -> int:
        return 3 * self.fontMetrics().height() + 22

    def _head(self) -> int:
        return self.fontMetrics().height() + 8

    def sizeHint(self) -> QSize:
        return QSize(560, self._head() + self._weeks() * self._row_height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, self.sizeHint().height())

    def _cell(self, day: date) -> QRectF:
        offset = (day - self._first_monday()).days
        width = (self.width() - 1) / 7
        return QRectF(
            0.5 + (offset % 7) * width, self._head() + (offset // 7) * self._row_height(), width, self._row_height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        monday = self._first_monday()
        for at in range(7):
            head = self._cell(monday + timedelta(days=at))
            painter.setPen(QColor(tokens().muted))
            area = QRectF(head.left() + 6, 0, head.width(), self._head())
            painter.drawText(
                area, Qt.AlignmentFlag.AlignVCenter, weekday(monday + timedelta(days=at), self._wording.language)
            )
        days = {day.date: day for day in self._plan.days} if self._plan else {}
        for offset in range(self._weeks() * 7):
            self._draw_day(painter, monday + timedelta(days=offset), days.get(monday + timedelta(days=offset)))
        chosen = self._chosen_day()
        if chosen:
            painter.setPen(QPen(QColor(tokens().accent), 3 if self.hasFocus() else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._cell(chosen.date).adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()

    def _draw_day(self, painter: QPainter, when: date, day: Day | None) -> None:
        area = self._cell(when)
        painter.fillRect(area, QColor(tokens().closed if day and day.closed else tokens().base))
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
        if day and metrics.horizontalAdvance(f"{shown}  {day.label}M") > inner.width():
            shown = f"{when:%d}"
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, shown)
        if day is None:
            return
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, day.label)
        painter.setFont(self.font())
        self._draw_band(painter, area, day.number)
        top = line.bottom() + 3
        for kind, text in self._signs(day)[:2]:
            sign = metrics.ascent() * 0.75
            draw_work(
                painter, QRectF(inner.left(), top + (metrics.height() - sign) / 2, sign, sign), kind, tokens().text
            )
            field = QRectF(inner.left() + sign + 5, top, inner.width() - sign - 5, metrics.height())
            painter.setPen(QColor(tokens().text))
            fits = metrics.horizontalAdvance(text) <= field.width() or kind not in _FEEDS
            # The volume stands in the panel of the day, too.
            whole = text if fits else text.split(" ", maxsplit=1)[0]
            shown = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, int(field.width()))
            painter.drawText(field, Qt.AlignmentFlag.AlignVCenter, shown)
            top += metrics.height()
        if day.closed_name and len(self._signs(day)) < 2:
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

    def _draw_band(self, painter: QPainter, area: QRectF, number: int) -> None:
        plan = self._plan
        if plan is None:
            return
        for at, window in enumerate(plan.stages):
            if window.start_day <= number < window.end_day:
                band = QRectF(area.left() + 1, area.bottom() - 9, area.width() - 1.5, 8)
                fill_stage(painter, band, at)
                painter.setPen(QPen(QColor(tokens().edge), 1))
                painter.drawLine(band.topLeft(), QPointF(band.right(), band.top()))

    def _signs(self, day: Day) -> list[tuple[str, str]]:
        """Return what a cell shows: the making, then the feed or the end of the run."""
        signs = []
        for kind in _SHOWN_KINDS:
            tasks = [task for task in day.tasks if task.kind == kind]
            if tasks:
                signs.append((kind, self._short(kind, tasks)))
        harvests = [sign for sign in signs if sign[0] == "harvest"]
        return (harvests + [sign for sign in signs if sign[0] != "harvest"])[:2]

    def _short(self, kind: str, tasks: list[Task]) -> str:
        task = tasks[0]
        if kind in _FEEDS:
            volume = format_quantity(task.volume) if task.volume else ""
            return f"{task.batch or task.medium} {volume}".strip()
        if kind == "readout" and len(tasks) > 1:
            return (
                f"{len(tasks)} × {task.text.written(self._wording.language).split(':', maxsplit=1)[0].split('：')[0]}"
            )
        return task.text.written(self._wording.language)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._plan:
            return
        for day in self._plan.days:
            if self._cell(day.date).contains(event.position()):
                self.choose(day.number)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        if key in steps and shifted and abs(steps[Qt.Key(key)]) == 1:
            self.start_moved.emit(steps[Qt.Key(key)])
        elif key in steps:
            self.choose(self._chosen + steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.choose(0)
        elif key == Qt.Key.Key_T and self._plan:
            self.choose((self._today - self._plan.run.start).days)
        else:
            super().keyPressEvent(event)
