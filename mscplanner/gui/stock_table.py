"""The tubes of a run as a table: reagent and state, strength, lot."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem

from mscplanner.domain.grammar import Misreading, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.stockroom import stock_form
from mscplanner.gui.form_section import visible
from mscplanner.gui.lot_box import LotBox
from mscplanner.gui.marks import severity_icon
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.theme import tabular, tokens
from mscplanner.gui.typed_cells import TYPED, TypedCells, close_field
from mscplanner.gui.wording import Wording
from mscplanner.planning.stock_rows import StockRow, StockState, stock_rows

REAGENT, STRENGTH, LOT = range(3)
LONGEST_STRENGTH = 64
_HEADS = (N_("Reagent"), N_("Strength"), N_("Lot"))
_STATES: dict[StockState, str] = {
    "confirmed": N_("confirmed"),
    "carried": N_("as last confirmed"),
    "assumed": N_("assumed"),
    "unknown": N_("not known"),
}


class StockTable(QTableWidget):
    """One row for each tube; strengths are typed, lots are chosen.

    Signals: ``strength_typed`` and ``lot_picked`` carry the row and a text or the id of a lot;
    ``pointed`` that another row is the current one.
    """

    strength_typed = Signal(object, str)
    lot_picked = Signal(object, str)
    pointed = Signal()

    def __init__(self, wording: Wording, document: RunDocument) -> None:
        super().__init__(0, len(_HEADS))
        self._wording, self._document = wording, document
        self.rows: tuple[StockRow, ...] = ()
        self.cells = TypedCells(self)
        self.setItemDelegateForColumn(STRENGTH, self.cells)
        self.verticalHeader().hide()
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.itemChanged.connect(self._take)
        self.currentCellChanged.connect(lambda *_cells: self.pointed.emit())
        wording.bind(self.setAccessibleName, N_("Stocks"))

    @property
    def current(self) -> StockRow | None:
        """The row that the cursor is in."""
        return self.rows[self.currentRow()] if 0 <= self.currentRow() < len(self.rows) else None

    def focus_stock(self, reagent: str) -> None:
        """Put the focus on the strength of the stock of ``reagent``."""
        row = next((at for at, each in enumerate(self.rows) if each.reagent == reagent), self.currentRow())
        self.setCurrentCell(row, STRENGTH)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_run(self) -> None:
        """Show the stocks of the run as it stands."""
        run, room = self._document.run, self._document.stockroom
        rows = stock_rows(run)
        if [(row.reagent, row.from_day) for row in rows] != [(row.reagent, row.from_day) for row in self.rows]:
            close_field(self)
        self.rows = rows
        blocker = QSignalBlocker(self)
        self.setHorizontalHeaderLabels([self._wording.text(head) for head in _HEADS])
        self.setRowCount(len(self.rows))
        self.setColumnHidden(LOT, not room.lots and not any(stock.lot for stock in run.stocks))
        for at, row in enumerate(self.rows):
            self._write(at, row)
        del blocker
        self._fit()

    def _write(self, at: int, row: StockRow) -> None:
        name, state = row.label.written(self._wording.language), self._wording.text(_STATES[row.state])
        if row.from_day:
            since = self._wording.text(N_("from D{day} on"), day=row.from_day)
            state = f"{since} · {state}"
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        first = self._item(at, REAGENT)
        first.setFlags(flags)
        first.setText(f"{name}\n{state}")
        wrong = stock_form(row.strength) == "solution" and bool(row.strength) and _is_wrong(row.strength)
        cell = self._item(at, STRENGTH)
        cell.setFlags(flags | Qt.ItemFlag.ItemIsEditable)
        cell.setText(row.strength)
        cell.setData(TYPED, row.strength)
        cell.setFont(tabular(self.font()))
        cell.setData(Qt.ItemDataRole.DecorationRole, severity_icon("error") if wrong else None)
        cell.setForeground(QColor(tokens().error.text if wrong else tokens().text))
        strength = self._wording.text(_HEADS[STRENGTH])
        cell.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {strength}, {row.strength}, {state}")
        self._item(at, LOT).setFlags(Qt.ItemFlag.ItemIsEnabled)
        if not self.isColumnHidden(LOT):
            self._show_lots(at, row, name)

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        found = self.item(row, column)
        if found is None:
            found = QTableWidgetItem()
            self.setItem(row, column, found)
        return found

    def _show_lots(self, at: int, row: StockRow, name: str) -> None:
        box = self.cellWidget(at, LOT)
        if not isinstance(box, LotBox):
            box = LotBox(self._wording)
            box.picked.connect(partial(self._pick, at))
            self.setCellWidget(at, LOT, box)
        room = self._document.stockroom
        nothing = N_("no second lot") if row.from_day else N_("no lot")
        chosen = row.stock.lot if row.stock else None
        box.show_lots(room.lots_of(row.reagent), chosen, self._wording.text(nothing), room, self._document.lab)
        box.setAccessibleName(f"{name}, {self._wording.text(_HEADS[LOT])}")

    def _pick(self, at: int, lot_id: str) -> None:
        self.setCurrentCell(at, STRENGTH)
        self.lot_picked.emit(self.rows[at], lot_id)

    def _take(self, item: QTableWidgetItem) -> None:
        row = self.rows[item.row()]
        if item.column() != STRENGTH:
            return
        text = visible(item.text())[:LONGEST_STRENGTH]
        blocker = QSignalBlocker(self)
        item.setText(row.strength)
        del blocker
        if text and text != row.strength:
            self.strength_typed.emit(row, text)

    def sizeHint(self) -> QSize:
        rows = self.rowCount() * self.verticalHeader().defaultSectionSize()
        return QSize(280, self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the strengths the width that they need, and the rest to names and lots."""
        metrics = self.fontMetrics()
        # Two lines, of whatever height the characters of the language have.
        lines = [item.text() for row in range(self.rowCount()) if (item := self.item(row, REAGENT))]
        boxes = [metrics.boundingRect(QRect(0, 0, 999, 999), Qt.AlignmentFlag.AlignLeft, text) for text in lines]
        self.verticalHeader().setDefaultSectionSize(
            max((box.height() for box in boxes), default=2 * metrics.height()) + 14
        )
        room = self.viewport().width()
        least = metrics.horizontalAdvance("100 mmol/L") + 24
        strength = min(max(self.sizeHintForColumn(STRENGTH), least), room // 2)
        rest = room - strength
        lots = 0 if self.isColumnHidden(LOT) else min(max(int(rest * 0.46), self._wanted_by_lots()), int(rest * 0.52))
        for column, width in ((STRENGTH, strength), (LOT, lots), (REAGENT, rest - lots)):
            if width:
                self.setColumnWidth(column, width)
        self.updateGeometry()

    def _wanted_by_lots(self) -> int:
        found = (self.cellWidget(row, LOT) for row in range(self.rowCount()))
        return max((box.wanted_width for box in found if isinstance(box, LotBox)), default=0)


def _is_wrong(strength: str) -> bool:
    return isinstance(read_quantity(strength), Misreading)
