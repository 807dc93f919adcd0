"""The notes under the rows of a table: placed over the lower part of each row."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QPushButton, QTableView, QWidget

from mscplanner.gui.field_notes import FieldNotes, Notes
from mscplanner.gui.labels import row_height
from mscplanner.gui.wording import Wording

_INDENT = 13
_UNDER = 6
_NOTHING = Notes()


class RowNotes(QObject):
    """Keeps the notes of each row, makes room for them, and says how high all rows are together."""

    fix_wanted = Signal(object, int)
    reset_wanted = Signal(int, str)
    height_taken = Signal(int)

    def __init__(self, wording: Wording, table: QTableView, read_back: Callable[[int], str]) -> None:
        """Make notes for ``table``; ``read_back`` returns what the open editor of a row has understood."""
        super().__init__(table)
        self._wording, self._table, self._read_back = wording, table, read_back
        self._wanted: list[Notes] = []
        self._made: dict[int, FieldNotes] = {}

    def show(self, wanted: Sequence[Notes], again: bool = False) -> bool:
        """Show what is told of each row; return whether anything is different."""
        before, self._wanted = self._wanted, list(wanted)
        for row in [row for row in self._made if row >= len(wanted)]:
            self._made.pop(row).deleteLater()
        changed = [row for row, notes in enumerate(wanted) if again or row >= len(before) or notes != before[row]]
        for row in changed:
            self.write(row, again)
        return bool(changed) or len(before) != len(wanted)

    def write(self, row: int, again: bool = False) -> None:
        """Write the notes of one row."""
        notes = self._wanted[row] if row < len(self._wanted) else _NOTHING
        notes = notes._replace(read_back=self._read_back(row) or notes.read_back)
        made = self._made.get(row)
        if made is None:
            if notes[1:] == _NOTHING[1:]:
                return
            made = self._made[row] = FieldNotes(self._wording, self._table.viewport())
            made.fix_wanted.connect(self.fix_wanted)
            made.reset_wanted.connect(lambda field: self.reset_wanted.emit(self.row_of(made) or 0, field))
            made.resized.connect(self.place)
        made.show_notes(notes, again)

    def row_of(self, widget: QWidget | None) -> int | None:
        """Return the row under which ``widget`` stands, or None."""
        for row, made in self._made.items():
            if widget is not None and (made is widget or made.isAncestorOf(widget)):
                return row
        return None

    def of(self, row: int) -> FieldNotes | None:
        """Return what stands under a row, if anything does."""
        made = self._made.get(row)
        return made if made and not made.isHidden() else None

    def buttons(self, row: int) -> list[QPushButton]:
        """Return the buttons under a row, in reading order."""
        made = self.of(row)
        return made.buttons() if made else []

    def place(self) -> None:
        """Give each row the room that its notes take, and put them there."""
        table, band = self._table, row_height(self._table)
        width = table.viewport().width() - 2 * _INDENT
        total = 0
        for row in range(table.model().rowCount()):
            made = self.of(row)
            under = made.height_for(width) if made else 0
            height = band + (under + _UNDER if under else 0)
            if table.rowHeight(row) != height:
                table.setRowHeight(row, height)
            if made and under:
                place = QRect(_INDENT, total + band - 1, width, under)
                if made.geometry() != place:
                    made.setGeometry(place)
            total += height
        self.height_taken.emit(total)
