"""A recipe as a table: the reagent, what it is taken from, what is wanted, added and reached."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem

from mscplanner.gui.labels import row_height
from mscplanner.gui.marks import severity_icon
from mscplanner.gui.recipe_rows import ADD, HEADS, REAGENT, RecipeCell, RecipeRow
from mscplanner.gui.theme import tabular, tokens
from mscplanner.gui.typed_cells import TYPED, TypedCells, close_field
from mscplanner.gui.wording import Wording

_NARROWEST_NAME = 11
"""Least width of the reagents, in average characters."""
_USUAL_NAME = 26
"""Width in which a name of a reagent fits, in average characters."""


class RecipeTable(QTableWidget):
    """Shows rows in place of those before; a half-typed text stays in its cell.

    Signals: ``typed`` row, column and a text that was handed in; ``pointed`` the current cell is
    another one, or none.
    """

    typed = Signal(int, int, str)
    pointed = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__(0, len(HEADS))
        self._wording = wording
        self._rows: tuple[RecipeRow, ...] = ()
        self._look: tuple[object, ...] = ()
        self.setObjectName("recipe")
        self.cells = TypedCells(self)
        self.setItemDelegate(self.cells)
        self.verticalHeader().hide()
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.itemChanged.connect(self._take)
        self.currentCellChanged.connect(lambda *_cells: self.pointed.emit())

    def show_rows(self, rows: Sequence[RecipeRow]) -> None:
        """Show ``rows``, the last one being the total."""
        look = (self._wording.language, tokens(), self.font().pointSizeF())
        if tuple(rows) == self._rows and look == self._look:
            return
        names = [[row[REAGENT].text for row in each] for each in (self._rows, rows)]
        if names[0] != names[1] and look == self._look:
            close_field(self)
        self._rows, self._look = tuple(rows), look
        blocker = QSignalBlocker(self)
        self.setRowCount(len(rows))
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        heads = [self._wording.text(head) for head in HEADS]
        self.setHorizontalHeaderLabels(heads)
        for column in range(len(HEADS)):
            head = self.horizontalHeaderItem(column)
            if head:
                head.setTextAlignment(_alignment(column))
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                self._write(row, column, cell, f"{cells[REAGENT].text}, {heads[column]}, {cell.text}")
        del blocker
        self._fit()
        self.viewport().update()

    def _write(self, row: int, column: int, cell: RecipeCell, spoken: str) -> None:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if cell.typed is not None else flags)
        item.setText(cell.text)
        item.setData(TYPED, cell.typed)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setTextAlignment(_alignment(column))
        item.setData(Qt.ItemDataRole.DecorationRole, severity_icon("error") if cell.wrong else None)
        item.setForeground(QColor(tokens().error.text if cell.wrong else tokens().text))
        font = QFont(self.font()) if column == REAGENT else tabular(self.font())
        font.setBold(row == len(self._rows) - 1 or column == ADD)
        item.setFont(font)

    def _take(self, item: QTableWidgetItem) -> None:
        row, column, text = item.row(), item.column(), item.text().strip()
        cell = self._rows[row][column]
        # What is shown again is what the run makes of the text, also where that is nothing.
        blocker = QSignalBlocker(self)
        item.setText(cell.text)
        del blocker
        if text and text not in (cell.typed, cell.text):
            self.typed.emit(row, column, text)

    def leave(self) -> None:
        """Have no current cell, and no open field."""
        close_field(self)
        blocker = QSignalBlocker(self)
        self.setCurrentCell(-1, -1)
        del blocker

    def sizeHint(self) -> QSize:
        rows = self.rowCount() * row_height(self)
        height = self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + 2
        if self._wanted_width() > self.viewport().width() + 1:
            height += self.horizontalScrollBar().sizeHint().height()
        return QSize(400, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _wanted_width(self) -> int:
        return sum(self.columnWidth(column) for column in range(self.columnCount()))

    def comfortable_width(self) -> int:
        """Return the width in which names of reagents are hardly ever cut."""
        return self._figures_width() + _USUAL_NAME * self.fontMetrics().averageCharWidth()

    def _figures_width(self) -> int:
        return sum(self.columnWidth(column) for column in range(1, self.columnCount()))

    def _fit(self) -> None:
        """Give figures the width that they need, and the reagents the rest."""
        metrics, head = self.fontMetrics(), self.horizontalHeader()
        for column in range(1, self.columnCount()):
            self.setColumnWidth(column, max(self.sizeHintForColumn(column), head.sectionSizeHint(column)))
        figures = self._figures_width()
        least = _NARROWEST_NAME * metrics.averageCharWidth()
        self.setColumnWidth(REAGENT, max(self.viewport().width() - figures, least))
        self.updateGeometry()


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == REAGENT else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
