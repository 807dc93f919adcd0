"""The read-outs of a protocol: what is looked at, when, whether it uses the cells up, and how it is recorded."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol, Readout
from mscplanner.gui.document import Spot
from mscplanner.gui.labels import guard_wheel, row_height
from mscplanner.gui.protocol_steps import ProtocolSteps
from mscplanner.gui.wording import Wording
from mscplanner.planning.protocol_edits import add_readout, remove_readout, set_readout
from mscplanner.planning.readout_kinds import KIND_NAMES, kind_of_name

_HEADS = (N_("Read-out"), N_("At the end of"), N_("Uses cells up"), N_("Sheet"))
_FIELDS = ("name", "at", "destructive", "kind")
_NAME, _AT, _DESTRUCTIVE, _KIND = range(4)
_END = N_("the run")
_BY_NAME = N_("by its name: {kind}")
_Index = QModelIndex | QPersistentModelIndex
_KIND_ROLE = Qt.ItemDataRole.UserRole


class _KindList(QStyledItemDelegate):
    """A list of the kinds of sheet, so that nothing else can be typed there."""

    def __init__(self, wording: Wording, table: QTableWidget) -> None:
        super().__init__(table)
        self._wording, self._table = wording, table

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        kinds = QComboBox(parent)
        kinds.addItem(str(index.data(_KIND_ROLE + 1)), "")
        for kind, name in KIND_NAMES.items():
            kinds.addItem(self._wording.text(name), kind)
        kinds.setAccessibleName(self._wording.text(_HEADS[_KIND]))
        guard_wheel(kinds)
        kinds.activated.connect(lambda _at: self.commitData.emit(kinds))
        return kinds

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        place = QRect(option.rect)
        more = editor.sizeHint().width() - place.width()
        # It stands in the last column: it reaches over its neighbour on the left.
        place.setLeft(max(place.left() - max(more, 0), 0))
        editor.setGeometry(place)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(index.data(_KIND_ROLE)), 0))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), _KIND_ROLE)


class ReadoutTable(QTableWidget):
    """Edited in place; a last empty row takes the next read-out."""

    spot_chosen = Signal(int)

    def __init__(self, wording: Wording, steps: ProtocolSteps) -> None:
        super().__init__(0, len(_HEADS))
        self._wording, self._steps = wording, steps
        self._shown: tuple[tuple[Readout, ...], tuple[str, ...]] | None = None
        self.setObjectName("readouts")
        self.setItemDelegateForColumn(_KIND, _KindList(wording, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        wording.bind(self.setAccessibleName, N_("Read-outs"))
        self.itemChanged.connect(self._take)
        self.currentCellChanged.connect(lambda row, *_others: self.spot_chosen.emit(row))

    def show_protocol(self, protocol: Protocol, again: bool = False) -> None:
        """Show the read-outs of ``protocol``."""
        shown = protocol.readouts, tuple(stage.id for stage in protocol.stages)
        if shown == self._shown and not again:
            return
        self._shown = shown
        blocker = QSignalBlocker(self)
        self.setHorizontalHeaderLabels([self._wording.text(head) for head in _HEADS])
        self.setRowCount(len(protocol.readouts) + 1)
        for row, readout in enumerate(protocol.readouts):
            self._write(row, readout, protocol)
        self._write_empty(len(protocol.readouts))
        height = row_height(self)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + height * self.rowCount() + 4)
        del blocker

    def _write(self, row: int, readout: Readout, protocol: Protocol) -> None:
        stages = [stage.id for stage in protocol.stages]
        at = f"S{stages.index(readout.at) + 1}" if readout.at in stages else readout.at
        at = self._wording.text(_END) if readout.at == "end" else at
        self.setItem(row, _NAME, QTableWidgetItem(readout.name.written(self._wording.language)))
        self.setItem(row, _AT, QTableWidgetItem(at))
        box = QTableWidgetItem()
        box.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        box.setCheckState(Qt.CheckState.Checked if readout.destructive else Qt.CheckState.Unchecked)
        box.setData(Qt.ItemDataRole.AccessibleTextRole, self._wording.text(_HEADS[_DESTRUCTIVE]))
        self.setItem(row, _DESTRUCTIVE, box)
        by_name = self._wording.text(_BY_NAME, kind=self._wording.text(KIND_NAMES[kind_of_name(readout.name)]))
        kind = QTableWidgetItem(self._wording.text(KIND_NAMES[readout.kind]) if readout.kind else by_name)
        kind.setData(_KIND_ROLE, readout.kind or "")
        kind.setData(_KIND_ROLE + 1, by_name)
        self.setItem(row, _KIND, kind)

    def _write_empty(self, row: int) -> None:
        name = QTableWidgetItem("")
        name.setData(Qt.ItemDataRole.AccessibleTextRole, self._wording.text(N_("Add read-out…")))
        self.setItem(row, _NAME, name)
        for column in range(_AT, len(_HEADS)):
            empty = QTableWidgetItem()
            empty.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.setItem(row, column, empty)

    def add_readout(self) -> None:
        """Open the empty row for the name of a read-out."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentCell(self.rowCount() - 1, _NAME)
        self.edit(self.currentIndex())

    def remove_readout(self) -> None:
        """Remove the chosen read-out."""
        protocol, row = self._steps.document.protocol, self.currentRow()
        if 0 <= row < len(protocol.readouts):
            name = message(N_("Remove {name}"), name=protocol.readouts[row].name)
            self._steps.change(name, remove_readout(protocol, row), Spot(-1, row, "readouts"))

    def show_row(self, row: int) -> None:
        """Go to a read-out."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentCell(min(max(row, 0), self.rowCount() - 1), _NAME)

    def _take(self, item: QTableWidgetItem) -> None:
        protocol, row = self._steps.document.protocol, item.row()
        spot = Spot(-1, row, "readouts")
        if row >= len(protocol.readouts):
            changed, name = add_readout(protocol, item.text()), message(N_("Add {name}"), name=item.text().strip())
        else:
            field = _FIELDS[item.column()]
            changed = set_readout(protocol, row, field, self._typed(protocol, item, field))
            name = message(N_("Change read-out {name}"), name=protocol.readouts[row].name)
        if changed != protocol:
            self._steps.change(name, changed, spot)
        else:
            self.show_protocol(protocol, again=True)

    def _typed(self, protocol: Protocol, item: QTableWidgetItem, field: str) -> str:
        """Return what a cell says, as ``set_readout`` takes it."""
        if field == "destructive":
            return "yes" if item.checkState() == Qt.CheckState.Checked else ""
        if field == "kind":
            return str(item.data(_KIND_ROLE))
        return self._stage(protocol, item.text()) if field == "at" else item.text().strip()

    def _stage(self, protocol: Protocol, text: str) -> str:
        """Return the id of the stage whose code or end is typed."""
        typed = text.strip()
        if typed.casefold() in ("end", self._wording.text(_END).casefold()):
            return "end"
        codes = {f"s{at}": stage.id for at, stage in enumerate(protocol.stages, start=1)}
        return codes.get(typed.casefold(), typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Delete:
            self.remove_readout()
        elif key == Qt.Key.Key_Insert:
            self.add_readout()
        else:
            super().keyPressEvent(event)
