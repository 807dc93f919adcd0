"""The plan as a calendar: weeks as rows, the stage behind each day, its work as signs and volumes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import weekday, write_date
from mscplanner.gui.day_signs import DayLine, DaySigns, day_record, day_signs
from mscplanner.gui.marks import draw_work
from mscplanner.gui.stage_strip import fill_stage
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording
from mscplanner.planning.happening_texts import otherwise
from mscplanner.planning.replanning import is_done

if TYPE_CHECKING:
    from mscplanner.planning.plan import Day, Plan

_SIGN_SHARE = 0.75
_BAND = 9


class WeekCalendar(QWidget):
    """Shows every day of the run, and those before it that have work; a day is chosen with mouse or arrow keys."""

    day_chosen = Signal(int)
    start_moved = Signal(int)

    def __init__(self, wording: Wording, today: date) -> None:
        super().__init__()
        self._wording = wording
        self._today = today
        self._plan: Plan | None = None
        self._days: dict[date, Day] = {}
        self._signs: dict[int, DaySigns] = {}
        self._records: dict[int, bool] = {}
        self._chosen = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wording.changed.connect(self._write_signs)

    def show_plan(self, plan: Plan) -> None:
        """Show ``plan``; the chosen day stays chosen while the run has it."""
        self._plan = plan
        self._days = {day.date: day for day in (*plan.preceding, *plan.days)}
        if plan.day(self._chosen) is None:
            self._chosen = min(max(self._chosen, 0), max(len(plan.days) - 1, 0))
        self._write_signs()

    @property
    def chosen(self) -> int:
        """Number of the chosen day, counted from D0; below zero before it."""
        return self._chosen

    def choose(self, number: int) -> None:
        """Choose the day ``D{number}``, if the run has it."""
        if self._plan and self._plan.day(number):
            self._chosen = number
            self._renew()
            self.day_chosen.emit(number)

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

    def _first_monday(self) -> date:
        start = min(self._days, default=self._plan.run.start if self._plan else self._today)
        return start - timedelta(days=start.weekday())

    def _weeks(self) -> int:
        last = max(self._days, default=self._first_monday())
        return (last - self._first_monday()).days // 7 + 1

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
        for offset in range(self._weeks() * 7):
            when = monday + timedelta(days=offset)
            self._draw_day(painter, when, self._days.get(when))
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for day in self._days.values():
            if self._cell(day.date).contains(event.position()):
                self.choose(day.number)
                return

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
        elif key == Qt.Key.Key_Home:
            self.choose(0)
        elif key == Qt.Key.Key_T and self._plan:
            self.choose((self._today - self._plan.run.start).days)
        else:
            super().keyPressEvent(event)
