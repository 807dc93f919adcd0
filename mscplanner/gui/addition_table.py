"""The additions of a stage, worked on like a spreadsheet: keys, dragging, and the clipboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton

from mscplanner.gui.addition_cells import copied, read_cells
from mscplanner.gui.addition_model import FINAL, ONCE, REAGENT
from mscplanner.gui.addition_rows import EDITABLE, FIELDS
from mscplanner.gui.addition_view import AdditionView
from mscplanner.gui.reagent_completer import ReagentNames
from mscplanner.gui.wording import Wording

_COLUMNS = tuple(at for at, field in enumerate(FIELDS) if field in EDITABLE)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier.value


class AdditionTable(AdditionView):
    """Asks for every change of the rows. Signals carry rows from 0; ``menu_wanted`` a place on the screen."""

    add_wanted = Signal()
    remove_wanted = Signal(list)
    clear_wanted = Signal(list)
    duplicate_wanted = Signal(int)
    move_wanted = Signal(int, int)
    paste_wanted = Signal(int, int, list)
    menu_wanted = Signal(object)

    def __init__(self, wording: Wording, names: ReagentNames, told: Callable[[int, str, str], str]) -> None:
        super().__init__(wording, names, told)
        self._sorting = False
        self._delegate.left.connect(self._editor_left)
        self.verticalHeader().sectionMoved.connect(self._dragged)

    def _editor_left(self, key: int, modifiers: int) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if Qt.Key(key) in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers & ~_KEYPAD:
            self._go(1, 0)
        elif Qt.Key(key) in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.focusNextPrevChild(Qt.Key(key) == Qt.Key.Key_Tab)
        else:
            self._command(Qt.Key(key), Qt.KeyboardModifier(modifiers))

    def _go(self, down: int, right: int) -> None:
        index = self.currentIndex()
        row = min(max(index.row() + down, 0), self.rows.count)
        # The empty row at the end begins with a name.
        column = REAGENT if row == self.rows.count else index.column() + right
        self.setCurrentIndex(self.rows.index(row, column))

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Walk the cells that can be typed in, and the buttons under each row, in reading order."""
        focused = QApplication.focusWidget()
        row = self.under.row_of(focused)
        buttons = self.under.buttons(row) if row is not None else []
        # Qt asks also while a button is being taken away, when it is no longer one of them.
        if row is not None and isinstance(focused, QPushButton) and focused in buttons:
            at = buttons.index(focused) + (1 if next_one else -1)
            if 0 <= at < len(buttons):
                buttons[at].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            return self._walk_to(row + 1, _COLUMNS[0]) if next_one else self._walk_to(row, _COLUMNS[-1])
        index = self.currentIndex()
        if not index.isValid() or not (self.hasFocus() or self._open):
            return super().focusNextPrevChild(next_one)
        return self._walk(index.row(), index.column(), next_one)

    def _walk(self, row: int, column: int, onward: bool) -> bool:
        last = _COLUMNS[0] if row >= self.rows.count else _COLUMNS[-1]
        if onward and column < last:
            return self._walk_to(row, next(each for each in _COLUMNS if each > column))
        if not onward and column > _COLUMNS[0]:
            return self._walk_to(row, next(each for each in reversed(_COLUMNS) if each < column))
        before = row if onward else row - 1
        buttons = self.under.buttons(before)
        if buttons:
            buttons[0 if onward else -1].setFocus(Qt.FocusReason.TabFocusReason)
            self._want_seen(self.rows.index(before, _COLUMNS[0]))
            return True
        return self._walk_to(row + 1, _COLUMNS[0]) if onward else self._walk_to(row - 1, _COLUMNS[-1])

    def _walk_to(self, row: int, column: int) -> bool:
        if not 0 <= row <= self.rows.count:
            return super().focusNextPrevChild(row > 0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(self.rows.index(row, column))
        return True

    # Keys, drag and menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            self.copy(cut=event.matches(QKeySequence.StandardKey.Cut))
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif self._command(Qt.Key(event.key()), event.modifiers()):
            event.accept()
        elif Qt.Key(event.key()) == Qt.Key.Key_Space and index.column() == ONCE:
            self._toggle(index)
        elif Qt.Key(event.key()) in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self._go(1, 0)
        else:
            super().keyPressEvent(event)

    def _toggle(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        if row:
            self.typed.emit(index.row(), "once", "" if row.addition.once else "yes")

    def _command(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        row, held = self.currentIndex().row(), modifiers & ~Qt.KeyboardModifier.KeypadModifier
        control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        enters = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (key == Qt.Key.Key_Insert and not held) or (enters and held == control):
            self.add_wanted.emit()
        elif key == Qt.Key.Key_Delete and not held:
            # In a cell of doses Del takes the text away, as in a spreadsheet; a row is chosen by its name.
            (self.clear_wanted if self._only_finals() else self.remove_wanted).emit(self.chosen_rows())
        elif key == Qt.Key.Key_Backspace and not held:
            self.clear_wanted.emit(self.chosen_rows())
        elif key == Qt.Key.Key_D and held == control and self.rows.row(row):
            self.duplicate_wanted.emit(row)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == alt:
            self.move_row(row, row + (1 if key == Qt.Key.Key_Down else -1))
        elif key == Qt.Key.Key_R and held == control | Qt.KeyboardModifier.ShiftModifier:
            self.reset_wanted.emit(row, self.current_cell()[1])
        else:
            return False
        return True

    def _only_finals(self) -> bool:
        return {index.column() for index in self.selectionModel().selectedIndexes()} == {FINAL}

    def chosen_rows(self) -> list[int]:
        """Return the additions in the selection, from the top."""
        rows = {index.row() for index in self.selectionModel().selectedIndexes()}
        return sorted(row for row in rows if self.rows.row(row))

    def move_row(self, row: int, to: int) -> None:
        """Ask for an addition at another position, and go there with it."""
        if self.rows.row(row) and self.rows.row(to) and row != to:
            self.move_wanted.emit(row, to)
            self.setCurrentIndex(self.rows.index(to, max(self.currentIndex().column(), 0)))

    def _dragged(self, _section: int, before: int, after: int) -> None:
        header = self.verticalHeader()
        if self._sorting:
            return
        self._sorting = True
        header.moveSection(after, before)
        self._sorting = False
        self.move_row(before, min(after, self.rows.count - 1))
        self.under.place()

    def copy(self, cut: bool = False) -> None:
        """Put the selected cells on the clipboard as a spreadsheet reads them; cut takes them away."""
        chosen = self.selectionModel().selectedIndexes()
        rows = self.chosen_rows()
        columns = sorted({index.column() for index in chosen})
        if not rows:
            return
        QApplication.clipboard().setText(copied([[self._copied(row, column) for column in columns] for row in rows]))
        if cut and REAGENT in columns:
            self.remove_wanted.emit(rows)
        elif cut and FINAL in columns:
            self.clear_wanted.emit(rows)

    def _copied(self, row: int, column: int) -> str:
        held = self.rows.row(row)
        if column == ONCE:
            return "yes" if held and held.addition.once else ""
        return self.rows.text(row, column, editing=True)

    def paste(self) -> None:
        """Ask for the cells of the clipboard, from the current cell on."""
        cells = read_cells(QApplication.clipboard().text())
        chosen = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        if cells and chosen[0].isValid():
            first = min(index.row() for index in chosen), min(index.column() for index in chosen)
            self.paste_wanted.emit(*first, cells)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(self.viewport().mapFrom(self, event.pos()))
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
        self.menu_wanted.emit(event.globalPos())
