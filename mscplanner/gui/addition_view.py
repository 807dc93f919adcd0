"""The additions of a stage as a table: cells that open in place, and under each row what is told of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.addition_delegate import AdditionDelegate
from mscplanner.gui.addition_header import AdditionHeader
from mscplanner.gui.addition_model import ADD, FINAL, ONCE, REAGENT, STOCK, AdditionModel
from mscplanner.gui.addition_rows import EDITABLE, FIELDS, AdditionRow
from mscplanner.gui.field_notes import Notes
from mscplanner.gui.labels import row_height
from mscplanner.gui.reagent_completer import ReagentCompleter, ReagentNames
from mscplanner.gui.row_notes import RowNotes
from mscplanner.gui.typed_field import TypedField
from mscplanner.gui.wording import Wording

_FRAME = 2
_MOST_CHARACTERS, _LEAST_NAME, _WORD = 24, 12, 3
"""Widths in average characters: of a cell at most, of a name at least, and what a broken line leaves empty."""
_CLOSE = QAbstractItemDelegate.EndEditHint.NoHint


class AdditionView(QTableView):
    """Shows the rows it is given and opens their cells; it is as high as its rows.

    Signals carry rows from 0. ``spot_chosen`` names the cell that is worked in; ``seen_wanted`` the
    part of the table that has to be in sight.
    """

    began = Signal()
    typed = Signal(int, str, str)
    taken_back = Signal()
    reset_wanted = Signal(int, str)
    fix_wanted = Signal(object, int)
    spot_chosen = Signal(int, str)
    seen_wanted = Signal(QRect)

    def __init__(self, wording: Wording, names: ReagentNames, told: Callable[[int, str, str], str]) -> None:
        """Make an empty table.

        Args:
            wording: The language of the window.
            names: What the names of reagents are completed with.
            told: Returns what a text in a row's field is read as.
        """
        super().__init__()
        self._wording, self._names, self._told = wording, names, told
        self.rows = AdditionModel(wording, self)
        self.under = RowNotes(wording, self, self._read_back)
        self._open: tuple[QPersistentModelIndex, TypedField] | None = None
        self.setModel(self.rows)
        self._delegate = AdditionDelegate(self.rows, lambda: row_height(self), self._dress)
        self.setItemDelegate(self._delegate)
        self.setVerticalHeader(AdditionHeader(self.rows, lambda: row_height(self), self))
        self._set_up()
        self._delegate.opened.connect(self._follow_editor)
        self.under.fix_wanted.connect(self._press_fix)
        self.under.reset_wanted.connect(self._press_reset)
        self.under.height_taken.connect(self._take_height)
        self.rows.typed.connect(self.typed)
        self.selectionModel().currentChanged.connect(self._tell_current)
        wording.changed.connect(self._fit)

    def _set_up(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(REAGENT, QHeaderView.ResizeMode.Stretch)
        self._wording.bind(self.setAccessibleName, N_("Additions"))

    # What is shown

    def show_rows(self, rows: tuple[AdditionRow, ...], notes: list[Notes], again: bool = False) -> None:
        """Show ``rows`` and what is told of each, without losing the place or an open editor."""
        before = self.rows.count
        different = self.rows.show_rows(rows)
        if self._open and not self._open[0].isValid():
            self._open = None  # its row is gone, and the view has let go of it
        if self._open:
            index, editor = self._open
            self._delegate.setEditorData(editor, index)
        changed = self.under.show(notes, again)
        if different or before != len(rows) or again:
            self._fit()
        elif changed:
            self.under.place()
        if changed:
            self._keep_seen()

    def _read_back(self, row: int) -> str:
        """Return what the open editor of a row has understood, or ""."""
        if not self._open or self._open[0].row() != row:
            return ""
        index, editor = self._open
        return self._told(row, FIELDS[index.column()], editor.text())

    def _press_fix(self, finding: object, fix_at: int) -> None:
        self.close_editor()
        self.fix_wanted.emit(finding, fix_at)

    def _press_reset(self, row: int, field: str) -> None:
        self.close_editor()
        self.reset_wanted.emit(row, field)

    def _fit(self) -> None:
        """Give each column the width of its texts; heads take two lines where room is scarce."""
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        character, name = metrics.averageCharWidth(), _LEAST_NAME * metrics.averageCharWidth()
        whole, broken = {}, {}
        for column in (FINAL, STOCK, ADD, ONCE):
            texts = (self.rows.text(at, column) for at in range(self.rows.count))
            inner = min(max(map(metrics.horizontalAdvance, texts), default=0), _MOST_CHARACTERS * character)
            inner = max(inner, metrics.horizontalAdvance("0" * 10) if column == FINAL else 0) + 28
            head = metrics.horizontalAdvance(str(self.rows.headerData(column, Qt.Orientation.Horizontal))) + 22
            whole[column] = max(inner, head)
            broken[column] = max(inner, min(head, head // 2 + _WORD * character))
        # The least width is that of broken heads: whole ones must not keep the room that they took.
        self.setMinimumWidth(sum(broken.values()) + name + self.verticalHeader().sizeHint().width() + 2 * _FRAME)
        narrow = sum(whole.values()) + name > self.viewport().width()
        self.rows.wraps_heads = narrow
        for column, width in (broken if narrow else whole).items():
            self.setColumnWidth(column, width)
        header.setFixedHeight((2 if narrow else 1) * metrics.height() + 14)
        self.under.place()

    def _take_height(self, height: int) -> None:
        height += self.horizontalHeader().height() + 2 * _FRAME
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    # The cell that is worked in

    def show_cell(self, row: int, field: str) -> None:
        """Go to a cell, open it and select its text."""
        column = FIELDS.index(field) if field in EDITABLE else FINAL
        index = self.rows.index(min(row, self.rows.count), column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        at_cell = self._open and (self._open[0].row(), self._open[0].column()) == (index.row(), column)
        if column != ONCE and not at_cell:
            self.edit(index)
        if self._open:
            self._open[1].selectAll()
        self._keep_seen()

    def current_cell(self) -> tuple[int, str]:
        """Return the row and the field that are worked in; row -1 for none."""
        index = self.currentIndex()
        return (index.row(), FIELDS[index.column()]) if index.isValid() else (-1, "")

    def _tell_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.spot_chosen.emit(current.row(), FIELDS[current.column()])
            self._keep_seen()

    def _keep_seen(self) -> None:
        """Keep the row that is worked in in sight, with what is told of it."""
        if self.hasFocus() or self._open:
            QTimer.singleShot(0, self, lambda: self._want_seen(self.currentIndex()))

    def _want_seen(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        place = self.visualRect(index)
        row = QRect(place.left(), place.top(), place.width(), self.rowHeight(index.row()))
        self.seen_wanted.emit(QRect(self.viewport().mapTo(self, row.topLeft()), row.size()))

    def _dress(self, field: TypedField) -> None:
        ReagentCompleter(self._wording, self._names, field)

    def _follow_editor(self, index: QPersistentModelIndex, field: TypedField) -> None:
        self._open = (index, field)
        self.began.emit()
        field.typed.connect(lambda text: self._typed(index, text))
        field.taken_back.connect(self.taken_back)
        field.textChanged.connect(lambda _text: self._tell(index))

    def _typed(self, index: QPersistentModelIndex, text: str) -> None:
        if index.isValid():
            self.typed.emit(index.row(), FIELDS[index.column()], text)

    def _tell(self, index: QPersistentModelIndex) -> None:
        if index.isValid() and self._open:
            self.under.write(index.row())
            self.under.place()
            self._keep_seen()

    def close_editor(self) -> None:
        """Hand in what is being typed, and close its editor."""
        if self._open:
            editor = self._open[1]
            editor.hand_in()
            self.closeEditor(editor, _CLOSE)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        opened, self._open = self._open, None
        super().closeEditor(editor, hint)
        if opened and opened[0].isValid():
            self.under.write(opened[0].row())
            self.under.place()
