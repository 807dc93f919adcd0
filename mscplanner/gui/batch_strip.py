"""The batches of a run along its days, to be walked and chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.batch_lanes import Bar, MediumRow, bar_words, medium_rows, span_of
from mscplanner.gui.labels import set_tip
from mscplanner.gui.marks import draw_work
from mscplanner.gui.stage_strip import fill_stage
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording

if TYPE_CHECKING:
    from mscplanner.planning.plan import Plan

_LEAST_DAY = 8
"""Narrowest column of a day, in pixels."""
_MOST_LANES = 6
"""So many lines are shown without scrolling."""
_EDGE = 3


class BatchCanvas(QWidget):
    """Draws a row for each medium below a line of days; ← and → walk the batches, Enter chooses."""

    chosen = Signal(int)
    walked = Signal(object)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._plan: Plan | None = None
        self._rows: tuple[MediumRow, ...] = ()
        self._span = (0, 0)
        self._day = 0
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        wording.changed.connect(self._renew)

    def show_plan(self, plan: Plan) -> None:
        """Show the batches of ``plan``; the current one stays where it is still there."""
        self._plan, self._rows, self._span = plan, medium_rows(plan), span_of(plan)
        self._at = min(self._at, max(len(self.bars) - 1, 0))
        self._renew()

    def show_day(self, number: int) -> None:
        """Mark the day that is chosen."""
        if number != self._day:
            self._day = number
            self.update()

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The batches in the order they are walked: by medium, then by day."""
        return tuple(bar for row in self._rows for bar in row.bars)

    @property
    def current(self) -> Bar | None:
        """The batch that ← and → go on from."""
        return self.bars[self._at] if self.bars else None

    @property
    def lanes(self) -> int:
        """How many lines all rows take."""
        return sum(row.lanes for row in self._rows)

    def _renew(self) -> None:
        name = self._wording.text(N_("Batches"))
        self.setAccessibleName(bar_words(self.current.batch, self._wording) if self.current else name)
        self.setMinimumSize(self._code_width() + self._count() * _LEAST_DAY, self.wanted_height(self.lanes))
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._renew()

    # Places

    def _count(self) -> int:
        return self._span[1] - self._span[0] + 1

    def _code_width(self) -> int:
        codes = [row.code for row in self._rows] or ["S1"]
        return max(self.fontMetrics().horizontalAdvance(code) for code in codes) + 14

    def _head(self) -> int:
        return self.fontMetrics().height() + 4

    def _sign(self) -> float:
        return self.fontMetrics().ascent() * 0.62

    def _lane_height(self) -> int:
        return int(self.fontMetrics().height() + self._sign() + 10)

    def wanted_height(self, lanes: int) -> int:
        """Return the height of the line of days and so many lines of bars."""
        return self._head() + lanes * self._lane_height() + 1

    def _left(self, day: int) -> float:
        first, width = self._code_width(), self.width() - self._code_width() - 1
        return first + (day - self._span[0]) * width / self._count()

    def area(self, bar: Bar) -> QRectF:
        """Return where a bar is drawn; one that goes on after the last day ends with it."""
        top = float(self._head())
        for row in self._rows:
            if bar in row.bars:
                top += bar.lane * self._lane_height()
                break
            top += row.lanes * self._lane_height()
        left, right = self._left(bar.first), self._left(min(bar.last, self._span[1]) + 1)
        return QRectF(left + 0.5, top + _EDGE, right - left - 1, self._lane_height() - 2 * _EDGE)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_days(painter)
        top = self._head()
        for row in self._rows:
            height = row.lanes * self._lane_height()
            painter.setPen(QPen(QColor(tokens().line), 1))
            painter.drawLine(0, top, self.width(), top)
            painter.setPen(QColor(tokens().text))
            area = QRectF(6, top, self._code_width() - 8, height)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, row.code)
            for bar in row.bars:
                self._draw_bar(painter, row, bar)
            top += height
        painter.end()

    def _draw_days(self, painter: QPainter) -> None:
        metrics, taken = self.fontMetrics(), -10.0
        days = {day.number: day for day in (*self._plan.preceding, *self._plan.days)} if self._plan else {}
        numbers = range(self._span[0], self._span[1] + 1)
        for number in numbers:
            day = days.get(number)
            area = QRectF(self._left(number), 0, self._left(number + 1) - self._left(number), self.height())
            if day and day.closed:
                painter.fillRect(area, QColor(tokens().closed))
            if number == self._day:
                painter.fillRect(area, QColor(tokens().selection))
        for number in numbers:
            day, left, label = days.get(number), self._left(number) + 2, f"D{number}"
            if left >= taken + 3 and left + metrics.horizontalAdvance(label) <= self.width():
                painter.setPen(QColor(tokens().text if day and day.tasks else tokens().muted))
                painter.drawText(QRectF(left, 0, 90, self._head()), Qt.AlignmentFlag.AlignVCenter, label)
                taken = left + metrics.horizontalAdvance(label)

    def _draw_bar(self, painter: QPainter, row: MediumRow, bar: Bar) -> None:
        area, colours = self.area(bar), tokens()
        used = QRectF(area)
        used.setRight(min(self._left(bar.batch.feeds[-1] + 1) - 0.5, area.right()))
        painter.fillRect(area, QColor(colours.base))
        band = QRectF(used.left(), used.bottom() - 4, used.width(), 4)
        if row.stage_at is not None:
            fill_stage(painter, band, row.stage_at)
        else:
            painter.fillRect(band, QColor(colours.edge))
        # Dashed: in date still, but not used any more.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.edge), 1, Qt.PenStyle.DashLine))
        painter.drawRect(area)
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.drawRect(used)
        if self.hasFocus() and bar == self.current:
            painter.setPen(QPen(QColor(colours.accent), 3))
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        self._draw_marks(painter, bar, area)
        self._draw_name(painter, bar, area)

    def _draw_marks(self, painter: QPainter, bar: Bar, area: QRectF) -> None:
        side = self._sign()
        top = area.bottom() - side - 5
        completed = {each.day for each in bar.batch.completions}
        for day in sorted({bar.first, *bar.batch.feeds}):
            kinds = ["make-medium"] if day == bar.first else []
            kinds += ["complete-medium"] if day in completed else []
            kinds += ["change-medium"] if day in bar.batch.feeds else []
            left, room = self._left(day) + 2, self._left(day + 1) - self._left(day) - 2
            step = min(side + 1, (room - side) / max(len(kinds) - 1, 1)) if len(kinds) > 1 else 0
            if step < side * 0.7:
                # No room for each: what is made or completed stands for its use on the same day.
                kinds, step = kinds[:1], 0
            for at, kind in enumerate(kinds):
                draw_work(painter, QRectF(left + at * step, top, side, side), kind, tokens().text)

    def _draw_name(self, painter: QPainter, bar: Bar, area: QRectF) -> None:
        metrics = self.fontMetrics()
        names = (bar.batch.id, bar.batch.id.rsplit("-", maxsplit=1)[-1])
        fitting = (each for each in names if metrics.horizontalAdvance(each) + 4 <= area.width())
        painter.setPen(QColor(tokens().text))
        field = QRectF(area.left() + 3, area.top(), area.width(), metrics.height())
        painter.drawText(field, Qt.AlignmentFlag.AlignVCenter, next(fitting, ""))

    # Choosing

    def _bar_at(self, event: QMouseEvent) -> Bar | None:
        return next((bar for bar in self.bars if self.area(bar).contains(event.position())), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event)
        set_tip(self, bar_words(bar.batch, self._wording) if bar else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event)
        if bar:
            self._go(self.bars.index(bar))
            self.chosen.emit(bar.first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: self._at - 1, Qt.Key.Key_Right: self._at + 1, Qt.Key.Key_Home: 0}
        if key in steps:
            self._go(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current:
            self.chosen.emit(self.current.first)
        else:
            super().keyPressEvent(event)

    def _go(self, at: int) -> None:
        if 0 <= at < len(self.bars):
            self._at = at
            self._renew()
            self.walked.emit(self.area(self.bars[at]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class BatchStrip(QScrollArea):
    """The canvas with as much of it to be seen as has room; long runs are compressed, then scrolled."""

    day_chosen = Signal(int)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.canvas = BatchCanvas(wording)
        self.setWidget(self.canvas)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wording.bind(self.setAccessibleName, N_("Batches"))
        self.canvas.chosen.connect(self.day_chosen)
        self.canvas.walked.connect(self._show_area)

    def show_plan(self, plan: Plan) -> None:
        """Show the batches of ``plan``."""
        self.canvas.show_plan(plan)
        self.setVisible(bool(self.canvas.bars))
        self.updateGeometry()

    def _show_area(self, area: QRectF) -> None:
        middle = area.center().toPoint()
        self.ensureVisible(middle.x(), middle.y(), 40, int(area.height() / 2) + 4)

    def sizeHint(self) -> QSize:
        height = self.canvas.wanted_height(min(self.canvas.lanes, _MOST_LANES))
        if self.canvas.minimumWidth() > self.width():
            height += self.horizontalScrollBar().sizeHint().height()
        return QSize(400, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())
