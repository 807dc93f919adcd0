"""The map of all runs' work: days as columns, figures in shaded cells; only what is seen is painted."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, weekday
from mscplanner.gui.marks import draw_severity
from mscplanner.gui.theme import tabular, tokens
from mscplanner.gui.wording import Wording
from mscplanner.planning.load_map import LoadMap, MapRow, cell_words, row_name, shared_words

_NAME_CHARACTERS = 24
"""Longest name of a row that is shown in full."""
_FAINTEST, _STRONGEST = 12, 95
"""Opacity of the shade of a cell with next to nothing, and of one with the most that is not too much."""


class LoadView(QAbstractScrollArea):
    """Walked with arrow keys, a week with Page keys; ``chosen`` says so, ``opened`` carries the run of the row."""

    chosen = Signal()
    opened = Signal(str)

    def __init__(self, wording: Wording, today: date) -> None:
        super().__init__()
        self._wording, self._today = wording, today
        self._map: LoadMap | None = None
        self._row = self._column = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(lambda _value: self.viewport().update())

    def show_map(self, shown: LoadMap) -> None:
        """Show ``shown``; the chosen row and day stay chosen where they are still there, at first it is today."""
        before = self._map
        when = before.date_at(self._column) if before else self._today
        row = before.rows[self._row] if before and before.rows else None
        self._map = shown
        self._column = min(max((when - shown.first).days, 0), shown.day_count - 1)
        self._row = next((at for at, each in enumerate(shown.rows) if row and _is_same(each, row)), 0)
        self.measure()
        if before is None:
            self.horizontalScrollBar().setValue((self._column // 7) * 7 * self._cell_width())
        self._renew()

    @property
    def cell(self) -> tuple[int, int]:
        """Row and column of the chosen cell."""
        return self._row, self._column

    def choose(self, row: int, column: int) -> None:
        """Choose a cell, the nearest one where there is none."""
        if self._map is None:
            return
        self._row = min(max(row, 0), len(self._map.rows) - 1)
        self._column = min(max(column, 0), self._map.day_count - 1)
        self._scroll_to_chosen()
        self._renew()

    def choose_today(self) -> None:
        """Choose the column of today."""
        if self._map:
            self.choose(self._row, (self._today - self._map.first).days)

    @property
    def words(self) -> str:
        """What there is to say of the chosen cell; preparation that runs share in lines of its own."""
        if self._map is None:
            return ""
        language = self._wording.language
        said = cell_words(self._map, self._row, self._column)
        first = "  ·  ".join(each.written(language).rstrip(".。") for each in said)
        shared = shared_words(self._map, self._row, self._column)
        return "\n".join([first, *(each.written(language) for each in shared)])

    @property
    def has_run(self) -> bool:
        """Whether the chosen row is that of a run."""
        return bool(self._map and self._map.rows[self._row].id)

    def open_chosen(self) -> None:
        """Tell which run the chosen row is of, if it is of one."""
        if self._map and self._map.rows[self._row].id:
            self.opened.emit(self._map.rows[self._row].id)

    def _renew(self) -> None:
        self.setAccessibleName(self.words or self._wording.text(N_("Load of All Runs")))
        self.viewport().update()
        self.chosen.emit()

    # Places

    def _cell_width(self) -> int:
        return self.fontMetrics().horizontalAdvance("0000") + 14

    def _cell_height(self) -> int:
        return max(24, self.fontMetrics().height() + 8)

    def _head(self) -> int:
        return 2 * self.fontMetrics().height() + 12

    def _names(self) -> int:
        return self.fontMetrics().averageCharWidth() * _NAME_CHARACTERS + 16

    def measure(self) -> None:
        """Fit the scroll bars to rows and days."""
        if self._map is None:
            return
        room_width = max(self.viewport().width() - self._names(), 1)
        room_height = max(self.viewport().height() - self._head(), 1)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setPageStep(room_width)
        across.setSingleStep(self._cell_width())
        across.setRange(0, max(self._map.day_count * self._cell_width() - room_width, 0))
        down.setPageStep(room_height)
        down.setSingleStep(self._cell_height())
        down.setRange(0, max(len(self._map.rows) * self._cell_height() - room_height, 0))

    def area(self, row: int, column: int) -> QRectF:
        """Return where a cell stands in the viewport."""
        left = self._names() + column * self._cell_width() - self.horizontalScrollBar().value()
        top = self._head() + row * self._cell_height() - self.verticalScrollBar().value()
        return QRectF(left, top, self._cell_width(), self._cell_height())

    def seen(self) -> tuple[range, range]:
        """Return the rows and columns of which at least a part is to be seen."""
        if self._map is None:
            return range(0), range(0)
        top, left = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        rows = (self.viewport().height() - self._head()) // self._cell_height() + 2
        columns = (self.viewport().width() - self._names()) // self._cell_width() + 2
        first_row, first_column = top // self._cell_height(), left // self._cell_width()
        return (
            range(first_row, min(first_row + rows, len(self._map.rows))),
            range(first_column, min(first_column + columns, self._map.day_count)),
        )

    def _scroll_to_chosen(self) -> None:
        area, across, down = self.area(self._row, self._column), self.horizontalScrollBar(), self.verticalScrollBar()
        if area.left() < self._names():
            across.setValue(across.value() - int(self._names() - area.left()))
        elif area.right() > self.viewport().width():
            across.setValue(across.value() + int(area.right() - self.viewport().width()) + 1)
        if area.top() < self._head():
            down.setValue(down.value() - int(self._head() - area.top()))
        elif area.bottom() > self.viewport().height():
            down.setValue(down.value() + int(area.bottom() - self.viewport().height()) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.measure()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(tokens().base))
        if self._map is None or not self._map.rows:
            painter.end()
            return
        painter.setFont(tabular(self.font()))
        rows, columns = self.seen()
        painter.save()
        painter.setClipRect(self._names(), self._head(), self.viewport().width(), self.viewport().height())
        self._draw_columns(painter, self._map, rows, columns)
        for row in rows:
            for column in columns:
                self._draw_cell(painter, self._map, row, column)
        self._draw_lines(painter, self._map, rows, columns)
        painter.restore()
        self._draw_head(painter, self._map, columns)
        self._draw_names(painter, self._map, rows)
        painter.end()

    def _draw_columns(self, painter: QPainter, shown: LoadMap, rows: range, columns: range) -> None:
        if not rows:
            return
        for column in columns:
            if shown.is_closed(column):
                area = self.area(rows[0], column).united(self.area(rows[-1], column))
                painter.fillRect(area, QColor(tokens().closed))

    def _draw_cell(self, painter: QPainter, shown: LoadMap, row: int, column: int) -> None:
        figure = shown.figure(row, column)
        if not figure:
            return
        area, colours = self.area(row, column).adjusted(0, 0, -1, -1), tokens()
        shade = QColor(colours.accent)
        shade.setAlpha(_FAINTEST + int((_STRONGEST - _FAINTEST) * min(figure / self._full(shown, row), 1)))
        painter.fillRect(area, shade)
        painter.setPen(QColor(colours.text))
        painter.drawText(
            area.adjusted(0, 0, -5, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(figure)
        )
        if shown.collides(row, column):
            side = self.fontMetrics().ascent() * 0.85
            draw_severity(painter, QRectF(area.left() + 2, area.center().y() - side / 2, side, side), "warning")

    def _full(self, shown: LoadMap, row: int) -> int:
        """Return the figure with the strongest shade: the most that is not too much, or the most there is."""
        return shown.most(row) or max(shown.rows[row].figures.values())

    def _draw_lines(self, painter: QPainter, shown: LoadMap, rows: range, columns: range) -> None:
        height, colours = self.viewport().height(), tokens()
        low = min(self.area(rows[-1], 0).bottom(), height) if rows else 0
        for column in columns:
            painter.setPen(QPen(QColor(colours.edge if column % 7 == 0 else colours.line), 1))
            left = int(self.area(0, column).left()) - 1
            painter.drawLine(left, self._head(), left, int(low))
        painter.setPen(QPen(QColor(colours.line), 1))
        for row in rows:
            area = self.area(row, 0)
            next_kind = shown.rows[row + 1].kind if row + 1 < len(shown.rows) else shown.rows[row].kind
            painter.setPen(QPen(QColor(colours.line if next_kind == shown.rows[row].kind else colours.text), 1))
            painter.drawLine(self._names(), int(area.bottom()) - 1, self.viewport().width(), int(area.bottom()) - 1)
        today = (self._today - shown.first).days
        if today in columns:
            left, right = int(self.area(0, today).left()), int(self.area(0, today).right()) - 1
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawLine(left, self._head(), left, int(low))
            painter.drawLine(right, self._head(), right, int(low))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent), 3 if self.hasFocus() else 2))
        painter.drawRect(self.area(self._row, self._column).adjusted(1, 1, -2, -2))

    def _draw_head(self, painter: QPainter, shown: LoadMap, columns: range) -> None:
        colours, line = tokens(), self.fontMetrics().height()
        painter.save()
        painter.setClipRect(self._names(), 0, self.viewport().width(), self._head())
        for column in columns:
            area, when = self.area(0, column), shown.date_at(column)
            field = QRectF(area.left(), line + 5, area.width(), line + 6)
            if shown.is_closed(column):
                painter.fillRect(field, QColor(colours.closed))
            if when == self._today:
                painter.setPen(QPen(QColor(colours.text), 2))
                painter.drawRect(field.adjusted(1, 1, -1, 1))
            painter.setPen(QColor(colours.text))
            painter.drawText(field, Qt.AlignmentFlag.AlignCenter, f"{when:%d}")
        for monday in range(columns.start - columns.start % 7, columns.stop, 7):
            week = self.area(0, monday).united(self.area(0, monday + 6))
            room = QRectF(max(week.left(), self._names()) + 4, 2, 0, line + 2)
            room.setRight(week.right() - 4)
            painter.setPen(QColor(colours.muted))
            texts = self._week_texts(shown.date_at(monday))
            fitting = (each for each in texts if self.fontMetrics().horizontalAdvance(each) <= room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, next(fitting, ""))
        painter.restore()

    def _week_texts(self, monday: date) -> tuple[str, ...]:
        """Return the days of a week, and its first day for where there is less room."""
        last, language = monday + timedelta(days=6), self._wording.language
        first = f"{monday:%Y-%m-%d} {weekday(monday, language)}"
        return f"{first} – {last:%m-%d} {weekday(last, language)}", first, f"{monday:%Y-%m-%d}", f"{monday:%m-%d}"

    def _draw_names(self, painter: QPainter, shown: LoadMap, rows: range) -> None:
        colours = tokens()
        painter.save()
        painter.setClipRect(0, self._head(), self._names() - 1, self.viewport().height())
        for row in rows:
            area, each = self.area(row, 0), shown.rows[row]
            field = QRectF(0, area.top(), self._names(), area.height())
            if row == self._row:
                painter.fillRect(field, QColor(colours.selection))
            font = QFont(self.font())
            font.setBold(each.kind != "run")
            painter.setFont(font)
            painter.setPen(QColor(colours.text))
            text = painter.fontMetrics().elidedText(self._name(each), Qt.TextElideMode.ElideRight, self._names() - 14)
            painter.drawText(field.adjusted(8, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.drawLine(0, self._head(), self.viewport().width(), self._head())
        painter.drawLine(self._names() - 1, 0, self._names() - 1, self.viewport().height())

    def _name(self, row: MapRow) -> str:
        name = row_name(row)
        text = name.written(self._wording.language) if isinstance(name, Message) else name
        return f"{text} · {row.person}" if row.kind == "run" and row.person else text

    # Choosing

    def _cell_at(self, place: QPoint) -> tuple[int, int] | None:
        if self._map is None or place.y() < self._head():
            return None
        row = (place.y() - self._head() + self.verticalScrollBar().value()) // self._cell_height()
        column = (place.x() - self._names() + self.horizontalScrollBar().value()) // self._cell_width()
        if place.x() < self._names():
            column = self._column
        return (row, column) if row < len(self._map.rows) and 0 <= column < self._map.day_count else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._cell_at(event.position().toPoint())
        if found:
            self.choose(*found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._cell_at(event.position().toPoint()):
            self.open_chosen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, rows = Qt.Key(event.key()), max(self.viewport().height() // self._cell_height() - 3, 1)
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_PageUp: (-rows, 0),
            Qt.Key.Key_PageDown: (rows, 0),
        }
        if key in steps:
            wide = 7 if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1
            self.choose(self._row + steps[key][0], self._column + wide * steps[key][1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_chosen()
        elif key in (Qt.Key.Key_T, Qt.Key.Key_Home):
            self.choose_today()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def _is_same(row: MapRow, other: MapRow) -> bool:
    return (row.kind, row.id) == (other.kind, other.id) and (row.kind == "run" or row.name == other.name)
