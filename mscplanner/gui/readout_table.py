"""The read-outs of a protocol: what is looked at, when, and whether it uses the cells up."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol, Readout
from mscplanner.gui.document import Spot
from mscplanner.gui.labels import row_height
from mscplanner.gui.protocol_steps import ProtocolSteps
from mscplanner.gui.wording import Wording
from mscplanner.planning.protocol_edits import add_readout, remove_readout, set_readout

_HEADS = (N_("Read-out"), N_("At the end of"), N_("Uses cells up"))
_NAME, _AT, _DESTRUCTIVE = range(3)
_END = N_("the run")


class ReadoutTable(QTableWidget):
    """Edited in place; a last empty row takes the next read-out."""

    spot_chosen = Signal(int)

    def __init__(self, wording: Wording, steps: ProtocolSteps) -> None:
        super().__init__(0, len(_HEADS))
        self._wording, self._steps = wording, steps
        self._shown: tuple[tuple[Readout, ...], tuple[str, ...]] | None = None
        self.setObjectName("readouts")
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

    def _write_empty(self, row: int) -> None:
        name = QTableWidgetItem("")
        name.setData(Qt.ItemDataRole.AccessibleTextRole, self._wording.text(N_("Add read-out…")))
        self.setItem(row, _NAME, name)
        for column in (_AT, _DESTRUCTIVE):
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
            field = ("name", "at", "destructive")[item.column()]
            checked = item.checkState() == Qt.CheckState.Checked
            text = ("yes" if checked else "") if field == "destructive" else self._stage(protocol, item.text(), field)
            changed = set_readout(protocol, row, field, text)
            name = message(N_("Change read-out {name}"), name=protocol.readouts[row].name)
        if changed != protocol:
            self._steps.change(name, changed, spot)
        else:
            self.show_protocol(protocol, again=True)

    def _stage(self, protocol: Protocol, text: str, field: str) -> str:
        """Return the id of the stage whose code or end is typed."""
        typed = text.strip()
        if field != "at":
            return typed
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
