"""Fields with their labels and notes, in one or two columns as the room allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mscplanner.gui.field_notes import FieldNotes, Notes
from mscplanner.gui.labels import text_label
from mscplanner.gui.typed_field import TypedField
from mscplanner.gui.wording import Wording

_TWO_COLUMNS = 84
"""Least width of two columns, in average characters."""


class FieldPlan(NamedTuple):
    """One field: its name in the protocol, its label, whether ↑ and ↓ step it, whether it takes a whole row."""

    field: str
    label: str
    quantity: bool = False
    wide: bool = False
    at_rest: bool = True


class _Cell(QWidget):
    """A label, its field, and what is told of it."""

    def __init__(self, wording: Wording, plan: FieldPlan, narrow: bool) -> None:
        super().__init__()
        self.plan = plan
        self.label = text_label(wrap=False)
        self.field = TypedField(plan.quantity, plan.at_rest)
        self.field.setObjectName(f"field_{plan.field}")
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.label.setBuddy(self.field)
        wording.bind(self.label.setText, plan.label)
        wording.bind(self.field.setAccessibleName, plan.label)
        self.notes = FieldNotes(wording, narrow=narrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.field, 1)
        column.addLayout(row)
        self._under = QHBoxLayout()
        self._under.setContentsMargins(0, 0, 0, 0)
        self._under.addWidget(self.notes)
        column.addLayout(self._under)
        column.addStretch(1)

    def align(self, label_width: int) -> None:
        """Give the label the width of the widest one of its column; notes begin where the field does."""
        self.label.setFixedWidth(label_width)
        self._under.setContentsMargins(label_width + 8, 0, 0, 0)


class FieldGrid(QWidget):
    """Fields in reading order. Each signal names its field."""

    began = Signal(str)
    typed = Signal(str, str)
    changed_text = Signal(str)
    taken_back = Signal()
    reset_wanted = Signal(str)
    fix_wanted = Signal(object, int)
    ended = Signal(str)

    def __init__(self, wording: Wording, plans: Sequence[FieldPlan], narrow: bool = False) -> None:
        """Make the fields.

        Args:
            wording: The language of the window.
            plans: The fields in reading order.
            narrow: Whether there may be little room beside the labels.
        """
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self._columns = 0
        self._cells = {plan.field: _Cell(wording, plan, narrow) for plan in plans}
        for cell in self._cells.values():
            self._connect(cell)
        wording.changed.connect(self._arrange_again)
        self._arrange_again()

    def field(self, name: str) -> TypedField | None:
        """Return the field called ``name``, or None."""
        cell = self._cells.get(name)
        return cell.field if cell else None

    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields, in reading order."""
        return tuple(self._cells)

    def notes(self, name: str) -> FieldNotes:
        """Return what stands under the field called ``name``."""
        return self._cells[name].notes

    def label(self, name: str) -> QLabel:
        """Return the label of the field called ``name``."""
        return self._cells[name].label

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Show the text of each field."""
        for name, text in texts.items():
            self._cells[name].field.show_text(text)

    def show_notes(self, name: str, notes: Notes, again: bool = False) -> None:
        """Show what is told of a field, and mark the field where it differs from the parent."""
        cell = self._cells[name]
        cell.notes.show_notes(notes, again)
        wrong = bool(notes.findings) and notes.findings[0].severity == "error"
        for mark, value in (("wrong", wrong), ("changed", bool(notes.was))):
            if bool(cell.field.property(mark)) != value:
                cell.field.setProperty(mark, value)
                cell.field.style().unpolish(cell.field)
                cell.field.style().polish(cell.field)

    def focus_field(self, name: str) -> bool:
        """Put the focus into a field and select its text; return whether there is such a field."""
        cell = self._cells.get(name)
        if cell is None:
            return False
        cell.field.setFocus(Qt.FocusReason.OtherFocusReason)
        cell.field.selectAll()
        return True

    def _connect(self, cell: _Cell) -> None:
        name, field = cell.plan.field, cell.field
        field.began.connect(lambda: self.began.emit(name))
        field.typed.connect(lambda text: self.typed.emit(name, text))
        field.textChanged.connect(lambda _text: self.changed_text.emit(name))
        field.taken_back.connect(self.taken_back)
        field.reset_wanted.connect(lambda: self.reset_wanted.emit(name))
        field.ended.connect(lambda: self.ended.emit(name))
        cell.notes.reset_wanted.connect(self.reset_wanted)
        cell.notes.fix_wanted.connect(self.fix_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange_again(self) -> None:
        self._columns = 0
        self._arrange()

    def _arrange(self) -> None:
        wanted = 2 if self.width() >= _TWO_COLUMNS * self.fontMetrics().averageCharWidth() else 1
        if wanted == self._columns:
            return
        self._columns = wanted
        row, column = 0, 0
        placed: dict[int, list[_Cell]] = {0: [], 1: []}
        for cell in self._cells.values():
            if column and (cell.plan.wide or wanted == 1):
                row, column = row + 1, 0
            self._grid.addWidget(cell, row, column, 1, wanted if cell.plan.wide else 1)
            placed[column].append(cell)
            column += 1
            if cell.plan.wide or column == wanted:
                row, column = row + 1, 0
        for at in (0, 1):
            self._grid.setColumnStretch(at, 1 if at < wanted else 0)
            width = max(
                (cell.label.fontMetrics().horizontalAdvance(cell.label.text()) for cell in placed[at]), default=0
            )
            for cell in placed[at]:
                cell.align(width + 2)
