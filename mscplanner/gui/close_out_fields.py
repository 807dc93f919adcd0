"""The fields of a sheet that came back, in the order of the paper; Enter goes from one to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from mscplanner.domain.close_out import LONGEST_ENTRY, Cell, CellKind, ColumnName, Row, Section, typed_into
from mscplanner.domain.day_text import completed_day, read_day
from mscplanner.domain.language import N_, Language
from mscplanner.gui.close_out_keys import FieldKeys
from mscplanner.gui.close_out_ticks import TickGroup
from mscplanner.gui.form_section import visible
from mscplanner.gui.labels import guard_wheel, put_away, text_label
from mscplanner.gui.wording import Wording
from mscplanner.planning.close_out_checks import SECOND_CHECK, read_time
from mscplanner.planning.close_out_columns import CHOICES, TICKED, heading_of, kind_of, title_of
from mscplanner.planning.stimulation_index import indices_of

_WIDTHS: dict[CellKind, int] = {
    "time": 8,
    "initials": 8,
    "date": 14,
    "expiry": 14,
    "percent": 10,
    "number": 9,
    "index": 9,
}
"""Widths of fields for short entries, in average characters."""
_STRETCHES: dict[ColumnName, int] = {"text": 5, "remarks": 2, "clusters": 2, "actual": 2, "lot": 2}
_LABEL_WIDTH = 42
_LABEL_WIDTHS = ((8, 14), (7, 30))
"""Of rows with at least so many cells."""
_MANY_CELLS, _WIDTH_OF_MANY, _PADDING = 8, 6, 24
_DAYS: tuple[CellKind, ...] = ("date", "expiry")
_SIGNED_FIRST, _SIGNED_SECOND = ("sign-off/performed", "sign-off/handed"), ("sign-off/checked", "sign-off/taken")
_TOLD_BY_LABEL: tuple[Section, ...] = ("before", "finish", "next", "record")
"""Sections whose rows say themselves what their one field is."""
_TICKED_AT_ONCE: tuple[Section, ...] = ("before", "next", "record")
"""Sections whose boxes need not be ticked one by one."""


class CloseOutFields(QWidget):
    """Shows the rows of one sheet.

    What the same person writes again and again, initials say, is offered in grey once it was typed:
    Enter takes it. ``changed`` tells that an entry is another one, ``went_on`` that Enter was
    pressed, ``ended`` that nothing empty comes any more; ``reached`` that another field has
    the focus; ``scanned`` what a scanner typed into a field, which stays as it was.
    """

    changed = Signal()
    went_on = Signal()
    ended = Signal()
    scanned = Signal(str)
    reached = Signal()

    def __init__(self, wording: Wording, used_on: date) -> None:
        super().__init__()
        self._wording, self._used_on = wording, used_on
        self.setObjectName("page")
        self._rows: tuple[Row, ...] = ()
        self._carried: dict[ColumnName, str] = {}
        self._fields: dict[tuple[str, ColumnName], QWidget] = {}
        self._keys: dict[QWidget, tuple[str, ColumnName]] = {}
        self._order: list[QWidget] = []
        self._groups: dict[QWidget, TickGroup] = {}
        self._worked_out: dict[str, QLabel] = {}
        self._read_only = self._skips_filled = False
        self._watch = FieldKeys(self)
        self._watch.entered.connect(self._go_on)
        self._watch.block_pasted.connect(self._paste)
        self._watch.scanned.connect(self._tell_scan)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 4, 12, 4)
        self._column.setSpacing(6)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows with what stands in the fields."""
        return self._rows

    def show_rows(
        self,
        rows: tuple[Row, ...],
        carried: Mapping[ColumnName, str],
        read_only: bool = False,
        skips_filled: bool = False,
    ) -> None:
        """Show another sheet, or the same one with other entries.

        Args:
            rows: Its rows.
            carried: What is offered.
            read_only: Whether nothing can be typed.
            skips_filled: Whether Enter goes on to the next empty field, and not only to the next one.
        """
        self._rows, self._carried, self._read_only = rows, dict(carried), read_only
        self._skips_filled = skips_filled
        self._fields, self._keys, self._order, self._groups, self._worked_out = {}, {}, [], {}, {}
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                put_away(widget)
        language, title = self._wording.language, ""
        for alike, group in groupby(rows, lambda row: _alike(row, language)):
            if alike[1] != title:
                heading = text_label(alike[1], "section")
                heading.setContentsMargins(0, 8 if title else 0, 0, 0)
                self._column.addWidget(heading)
                title = alike[1]
            some = tuple(group)
            at_once = len(some) > 1 and some[0].section in _TICKED_AT_ONCE and _is_tick(some[0])
            table = self._ticks(some) if at_once else self._table(some)
            self._column.addWidget(table)
            if self.isVisible():
                # What is not shown yet cannot get the focus.
                table.show()
        self._column.addStretch(1)
        self._show_carried()

    def _table(self, rows: Sequence[Row]) -> QWidget:
        host, cells = QWidget(), rows[0].cells
        many = len(cells) >= _MANY_CELLS
        grid = QGridLayout(host)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4 if many else 8)
        grid.setVerticalSpacing(4)
        told = len(cells) > 1 or rows[0].section not in _TOLD_BY_LABEL or cells[0].heading is not None
        for at, cell in enumerate(cells, start=1):
            if told:
                text = heading_of(cell, self._wording.language).replace(" · ", "\n")
                grid.addWidget(text_label(text, "small", wrap=False), 0, at, Qt.AlignmentFlag.AlignBottom)
            fixed = many or _is_short(cell)
            grid.setColumnStretch(at, 0 if fixed else _STRETCHES.get(cell.column, 2))
        if many or all(_is_short(cell) for cell in cells):
            grid.setColumnStretch(len(cells) + 1, 1)
        for line, row in enumerate(rows, start=1):
            label = self._label(row)
            grid.addWidget(label, line, 0)
            for at, cell in enumerate(row.cells, start=1):
                grid.addWidget(self._made(row, cell), line, at)
        return host

    def _ticks(self, rows: Sequence[Row]) -> TickGroup:
        made = []
        for row in rows:
            box = self._made(row, row.cells[0])
            if isinstance(box, QCheckBox):
                made.append((self._label(row), box))
        group = TickGroup(self._wording, made, self._width(_LABEL_WIDTH))
        group.every.setObjectName(f"{rows[0].id.rpartition('/')[0] or rows[0].section}/all")
        if self._read_only:
            group.set_read_only()
        group.every.installEventFilter(self._watch)
        self._groups[group.every] = group
        self._order.insert(self._order.index(made[0][1]), group.every)
        return group

    def _made(self, row: Row, cell: Cell) -> QWidget:
        field = self._field(row, cell)
        field.setObjectName(f"{row.id}/{cell.column}")
        name = heading_of(cell, self._wording.language)
        field.setAccessibleName(f"{row.label.written(self._wording.language)}, {name}")
        field.installEventFilter(self._watch)
        self._fields[row.id, cell.column] = field
        self._keys[field] = (row.id, cell.column)
        self._order.append(field)
        return field

    def _width(self, characters: int) -> int:
        return characters * self.fontMetrics().averageCharWidth()

    def _label(self, row: Row) -> QLabel:
        label = text_label(self._label_text(row))
        width = next((each for cells, each in _LABEL_WIDTHS if len(row.cells) >= cells), _LABEL_WIDTH)
        label.setFixedWidth(self._width(width))
        if any(kind_of(cell) == "index" for cell in row.cells):
            self._worked_out[row.id] = label
        return label

    def _label_text(self, row: Row) -> str:
        language = self._wording.language
        text = row.label.written(language)
        if row.detail and row.detail != text:
            text = f"{text} · {row.detail}"
        planned = [cell.planned.written(language) for cell in row.cells]
        told = " · ".join(each for each in planned if each and each != row.detail)
        lines = [text, *([self._wording.text(N_("planned: {planned}"), planned=told)] if told else [])]
        for index in indices_of(row):
            lines.append(index.told.written(language))
        return "\n".join(lines)

    def _field(self, row: Row, cell: Cell) -> QWidget:
        kind = kind_of(cell)
        if kind in ("tick", "option"):
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
            line.setPlaceholderText("—" if kind in _WIDTHS else self._wording.text(N_("not recorded")))
        if len(row.cells) >= _MANY_CELLS:
            line.setFixedWidth(self._width(_WIDTH_OF_MANY) + _PADDING)
        elif kind in _WIDTHS:
            line.setFixedWidth(self._width(_WIDTHS[kind]) + _PADDING)
        else:
            line.setMinimumWidth(self._width(10))
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
        if row in self._worked_out:
            self._worked_out[row].setText(self._label_text(next(each for each in self._rows if each.id == row)))
        self.changed.emit()

    # From field to field

    def _go_on(self, field: QWidget, on: bool) -> None:
        if on and isinstance(field, QLineEdit) and not self._read_only:
            self._complete(field)
        self.went_on.emit()
        shown = self._shown()
        at = shown.index(field)
        following = shown[at + 1 :] if on else shown[:at][::-1]
        if on and self._skips_filled:
            following = [each for each in following if self._is_empty(each)]
        if following:
            self._enter(following[0])
        elif on:
            self.ended.emit()

    def _shown(self) -> list[QWidget]:
        closed = {box for group in self._groups.values() if not group.is_open for box in group.boxes}
        return [each for each in self._order if each not in closed]

    def _complete(self, field: QLineEdit) -> None:
        """Take what is offered, and write times and dates in full."""
        row, column = self._keys[field]
        offered = self._offered(row, column)
        if not field.text() and offered:
            field.setText(offered)
        kind = self._kind(field)
        time = read_time(field.text()) if kind == "time" else None
        day = completed_day(field.text(), self._used_on if kind == "date" else None) if kind in _DAYS else None
        if time:
            field.setText(f"{time:%H:%M}")
        elif day:
            field.setText(day.isoformat())

    def _kind(self, field: QWidget) -> CellKind:
        row, column = self._keys[field]
        cell = next(each for each in self._rows if each.id == row).cell(column)
        return kind_of(cell) if cell else "text"

    def _is_empty(self, field: QWidget) -> bool:
        if field in self._groups:
            return not self._groups[field].is_complete
        row_id, column = self._keys[field]
        row = next(each for each in self._rows if each.id == row_id)
        # Where nothing happened, there is nothing to tell.
        return not row.typed(column) and not (column == "text" and row.typed("answer") == "none")

    def _enter(self, field: QWidget) -> None:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()
        self.reached.emit()

    def focus_first(self) -> None:
        """Put the focus into the first field that is empty, or the first of all."""
        shown = self._shown()
        field = next((each for each in shown if self._is_empty(each)), next(iter(shown), None))
        if field:
            self._enter(field)

    # What is pasted and scanned

    def _paste(self, field: QLineEdit, block: list[list[str]]) -> None:
        """Put a block of a spreadsheet, or of a reader's file, into the fields from ``field`` on."""
        row_id, column = self._keys[field]
        start = next(at for at, row in enumerate(self._rows) if row.id == row_id)
        first = next(at for at, cell in enumerate(self._rows[start].cells) if cell.column == column)
        for row, texts in zip(self._rows[start:], block, strict=False):
            if row.section != self._rows[start].section or row.title != self._rows[start].title:
                break
            for cell, text in zip(row.cells[first:], texts, strict=False):
                target = self._fields[row.id, cell.column]
                if isinstance(target, QLineEdit):
                    target.setText(visible(text.strip())[:LONGEST_ENTRY])

    def _tell_scan(self, field: QWidget, text: str, before: str) -> None:
        if isinstance(field, QLineEdit):
            field.setText(before)
        self.scanned.emit(text)

    def focus_field(self, row: str, column: str) -> QWidget | None:
        """Put the focus into a field and return it; None where there is none."""
        field = self._fields.get((row, column))
        group = next((each for each in self._groups.values() if field in each.boxes), None)
        if group:
            group.show_open(True)
        if field:
            self._enter(field)
        return field

    def set_typed(self, row: str, column: str, text: str) -> None:
        """Put ``text`` into a field, as if it had been typed."""
        field = self._fields.get((row, column))
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
        if row == SECOND_CHECK:
            # Another person's: what the first one wrote is never offered.
            return False
        return column == "initials" or (row in _SIGNED_FIRST and column in ("name", "date"))

    def _offered(self, row: str, column: ColumnName) -> str:
        if self._is_carried(row, column) or (row in _SIGNED_SECOND and column == "date"):
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


def _alike(row: Row, language: Language) -> tuple[Section, str, tuple[tuple[str, str], ...], bool]:
    """Return what rows of one table have in common; the heading of their section comes second."""
    headings = tuple((cell.column if row.title is None else "", heading_of(cell, language)) for cell in row.cells)
    return row.section, title_of(row, language), headings, _is_tick(row)


def _is_tick(row: Row) -> bool:
    return len(row.cells) == 1 and kind_of(row.cells[0]) == "tick"


def _is_short(cell: Cell) -> bool:
    kind = kind_of(cell)
    return kind in _WIDTHS or kind in ("tick", "option", "choice")
