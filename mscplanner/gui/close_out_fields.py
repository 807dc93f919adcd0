"""The fields of a sheet that came back, in the order of the paper; Enter goes from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from mscplanner.domain.close_out import LONGEST_ENTRY, Cell, ColumnName, Row, Section, typed_into
from mscplanner.domain.day_text import read_day
from mscplanner.domain.language import N_
from mscplanner.gui.form_section import visible
from mscplanner.gui.labels import guard_wheel, put_away, text_label
from mscplanner.gui.wording import Wording
from mscplanner.planning.close_out_checks import read_time
from mscplanner.planning.close_out_form import CHOICES, COLUMN_KINDS, COLUMN_NAMES, SECTION_NAMES, TICKED

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTHS: dict[ColumnName, int] = {"time": 8, "initials": 8, "date": 14, "expiry": 14, "use_by": 14, "confluence": 10}
"""Widths of fields for short entries, in average characters."""
_STRETCHES: dict[ColumnName, int] = {"text": 5, "remarks": 2, "clusters": 2, "actual": 2, "lot": 2}
_LABEL_WIDTH = 42
_TOLD_BY_LABEL: tuple[Section, ...] = ("before", "finish", "next")
"""Sections whose rows say themselves what their one field is."""


class CloseOutFields(QWidget):
    """Shows the rows of one sheet.

    What the same person writes again and again, initials say, is offered in grey once it was typed:
    Enter takes it. ``changed`` tells that an entry is another one, ``went_on`` that Enter was
    pressed, ``ended`` that it was in the last field.
    """

    changed = Signal()
    went_on = Signal()
    ended = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self.setObjectName("page")
        self._rows: tuple[Row, ...] = ()
        self._carried: dict[ColumnName, str] = {}
        self._fields: dict[tuple[str, ColumnName], QWidget] = {}
        self._keys: dict[QWidget, tuple[str, ColumnName]] = {}
        self._read_only = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 4, 12, 4)
        self._column.setSpacing(6)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows with what stands in the fields."""
        return self._rows

    def show_rows(self, rows: tuple[Row, ...], carried: Mapping[ColumnName, str], read_only: bool = False) -> None:
        """Show another sheet, or the same one with other entries."""
        self._rows, self._carried, self._read_only = rows, dict(carried), read_only
        self._fields, self._keys = {}, {}
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                put_away(widget)
        above: Row | None = None
        grid: QGridLayout | None = None
        for row in rows:
            if above is None or row.section != above.section:
                heading = text_label(self._wording.text(SECTION_NAMES[row.section]), "section")
                heading.setContentsMargins(0, 8 if above else 0, 0, 0)
                self._column.addWidget(heading)
            if grid is None or above is None or (row.section, _columns(row)) != (above.section, _columns(above)):
                grid = self._grid(row)
            self._add_row(grid, row)
            above = row
        self._column.addStretch(1)
        self._show_carried()

    def _grid(self, row: Row) -> QGridLayout:
        host = QWidget()
        grid = QGridLayout(host)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        told = len(row.cells) > 1 or row.section not in _TOLD_BY_LABEL
        for at, cell in enumerate(row.cells, start=1):
            if told:
                head = text_label(self._wording.text(COLUMN_NAMES[cell.column]), "small", wrap=False)
                grid.addWidget(head, 0, at)
            grid.setColumnStretch(at, _STRETCHES.get(cell.column, 0 if self._is_short(cell.column) else 2))
        if all(self._is_short(cell.column) for cell in row.cells):
            grid.setColumnStretch(len(row.cells) + 1, 1)
        self._column.addWidget(host)
        return grid

    def _is_short(self, column: ColumnName) -> bool:
        return column in _WIDTHS or COLUMN_KINDS[column] in ("tick", "choice")

    def _add_row(self, grid: QGridLayout, row: Row) -> None:
        line = grid.rowCount()
        label = self._label(row)
        grid.addWidget(label, line, 0)
        for at, cell in enumerate(row.cells, start=1):
            field = self._field(row, cell)
            field.setObjectName(f"{row.id}/{cell.column}")
            name = self._wording.text(COLUMN_NAMES[cell.column])
            field.setAccessibleName(f"{row.label.written(self._wording.language)}, {name}")
            field.installEventFilter(self)
            self._fields[row.id, cell.column] = field
            self._keys[field] = (row.id, cell.column)
            grid.addWidget(field, line, at)

    def _label(self, row: Row) -> QLabel:
        language = self._wording.language
        text = row.label.written(language)
        if row.detail and row.detail != text:
            text = f"{text} · {row.detail}"
        planned = [cell.planned.written(language) for cell in row.cells]
        told = " · ".join(each for each in planned if each and each != row.detail)
        if told:
            planned_text = self._wording.text(N_("planned: {planned}"), planned=told)
            text = f"{text}\n{planned_text}"
        label = text_label(text)
        label.setFixedWidth(_LABEL_WIDTH * self.fontMetrics().averageCharWidth())
        return label

    def _field(self, row: Row, cell: Cell) -> QWidget:
        kind = COLUMN_KINDS[cell.column]
        if kind == "tick":
            tick = QCheckBox()
            tick.setChecked(bool(cell.typed))
            tick.setEnabled(not self._read_only)
            tick.toggled.connect(lambda on: self._take(row.id, cell.column, TICKED if on else ""))
            return tick
        if kind == "choice":
            return self._choice(row, cell)
        line = QLineEdit(cell.typed)
        line.setMaxLength(LONGEST_ENTRY)
        line.setReadOnly(self._read_only)
        if self._read_only and not cell.typed:
            line.setPlaceholderText("—" if cell.column in _WIDTHS else self._wording.text(N_("not recorded")))
        if cell.column in _WIDTHS:
            line.setFixedWidth(_WIDTHS[cell.column] * self.fontMetrics().averageCharWidth() + 24)
        else:
            line.setMinimumWidth(10 * self.fontMetrics().averageCharWidth())
        line.textChanged.connect(lambda text: self._take(row.id, cell.column, visible(text)))
        return line

    def _choice(self, row: Row, cell: Cell) -> QComboBox:
        box = QComboBox()
        box.addItem(self._wording.text(N_("not recorded")) if self._read_only else "", "")
        for value, text in CHOICES[cell.column].items():
            box.addItem(self._wording.text(text), value)
        box.setCurrentIndex(max(box.findData(cell.typed), 0))
        box.setEnabled(not self._read_only)
        guard_wheel(box)
        box.currentIndexChanged.connect(lambda _at: self._take(row.id, cell.column, str(box.currentData() or "")))
        return box

    def _take(self, row: str, column: ColumnName, typed: str) -> None:
        self._rows = typed_into(self._rows, row, column, typed)
        if typed and self._is_carried(row, column) and (column != "date" or isinstance(read_day(typed), date)):
            self._carried[column] = typed
            self._show_carried()
        self.changed.emit()

    # From field to field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
            and isinstance(watched, QWidget)
            and watched in self._keys
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go_on(watched, -1 if back else 1)
            return True
        return super().eventFilter(watched, event)

    def _go_on(self, field: QWidget, step: int) -> None:
        row, column = self._keys[field]
        if isinstance(field, QLineEdit) and not self._read_only and step > 0:
            offered = self._offered(row, column)
            if not field.text() and offered:
                field.setText(offered)
            read = read_time(field.text()) if COLUMN_KINDS[column] == "time" else None
            if read:
                field.setText(f"{read:%H:%M}")
        self.went_on.emit()
        order = list(self._keys)
        at = order.index(field) + step
        if 0 <= at < len(order):
            self._enter(order[at])
        elif step > 0:
            self.ended.emit()

    def _enter(self, field: QWidget) -> None:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()

    def focus_first(self) -> None:
        """Put the focus into the first field that is empty, or the first of all."""
        empty = (self._fields[row.id, cell.column] for row in self._rows for cell in row.cells if not cell.typed)
        field = next(empty, next(iter(self._keys), None))
        if field:
            self._enter(field)

    def focus_field(self, row: str, column: str) -> QWidget | None:
        """Put the focus into a field and return it; None where there is none."""
        field = next((each for each, key in self._keys.items() if key == (row, column)), None)
        if field:
            self._enter(field)
        return field

    def set_typed(self, row: str, column: str, text: str) -> None:
        """Put ``text`` into a field, as if it had been typed."""
        field = next((each for each, key in self._keys.items() if key == (row, column)), None)
        if isinstance(field, QLineEdit):
            field.setText(text)

    def take_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other entries in the fields that are there."""
        for row in rows:
            for cell in row.cells:
                field = self._fields.get((row.id, cell.column))
                if isinstance(field, QLineEdit):
                    field.setText(cell.typed)
                elif isinstance(field, QCheckBox):
                    field.setChecked(bool(cell.typed))

    # What the same person typed before

    def _is_carried(self, row: str, column: ColumnName) -> bool:
        return column == "initials" or (row == "sign-off/performed" and column in ("name", "date"))

    def _offered(self, row: str, column: ColumnName) -> str:
        if self._is_carried(row, column) or (row == "sign-off/checked" and column == "date"):
            return self._carried.get(column, "")
        return ""

    @property
    def carried(self) -> Mapping[ColumnName, str]:
        """What was typed last of what the same person writes again and again."""
        return dict(self._carried)

    def _show_carried(self) -> None:
        for field, (row, column) in self._keys.items():
            offered = self._offered(row, column)
            if isinstance(field, QLineEdit) and offered and not self._read_only:
                field.setPlaceholderText(f"↵ {offered}")


def _columns(row: Row) -> tuple[ColumnName, ...]:
    return tuple(cell.column for cell in row.cells)
