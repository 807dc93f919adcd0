"""The model of the additions table; a last empty row takes the next addition."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.gui.addition_rows import EDITABLE, FIELDS, AdditionRow
from mscplanner.gui.marks import SEVERITY_WORDS
from mscplanner.gui.wording import Wording

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HEADS = (N_("Reagent"), N_("Final"), N_("Stock"), N_("Add per 10 mL"), N_("First fill only"))
_SPOKEN = (N_("reagent"), N_("final"), N_("stock"), N_("add per 10 mL"), N_("first fill only"))
_ASSUMED = N_("Stock, assumed")
REAGENT, FINAL, STOCK, ADD, ONCE = range(len(FIELDS))


class AdditionModel(QAbstractTableModel):
    """Shows rows and hands on what is typed; it changes nothing by itself.

    ``wraps_heads`` says whether the heads of the columns may take two lines.
    """

    typed = Signal(int, str, str)

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._rows: tuple[AdditionRow, ...] = ()
        self.wraps_heads = False
        wording.changed.connect(self._write_again)

    def row(self, at: int) -> AdditionRow | None:
        """Return row ``at``, or None for the empty last one."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    @property
    def rows(self) -> tuple[AdditionRow, ...]:
        """The rows that are shown."""
        return self._rows

    @property
    def _all_assumed(self) -> bool:
        """Whether no strength of a stock was confirmed: then the head says so, not each cell."""
        return all(row.assumed for row in self._rows if row.stock)

    @property
    def count(self) -> int:
        """How many additions there are."""
        return len(self._rows)

    def show_rows(self, rows: Sequence[AdditionRow]) -> list[int]:
        """Show ``rows`` with as few changes as can be; return those that are new or different."""
        before, after = self._rows, tuple(rows)
        same = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a.key != b.key), None)
        head = min(len(before), len(after)) if same is None or len(before) == len(after) else same
        tail = 0
        while len(before) != len(after) and tail < min(len(before), len(after)) - head:
            if before[-1 - tail].key != after[-1 - tail].key:
                break
            tail += 1
        if len(after) < len(before) or head + tail < min(len(before), len(after)):
            self._remove(head, len(before) - tail)
        if len(after) > len(self._rows):
            kept = self._rows
            # At the end it is the empty row that becomes an addition, and a new empty one follows.
            first = head + 1 if head == len(kept) else head
            self.beginInsertRows(_ROOT, first, first + len(after) - len(kept) - 1)
            self._rows = (*kept[:head], *after[head : len(after) - len(kept) + head], *kept[head:])
            self.endInsertRows()
        different = [at for at, row in enumerate(after) if at >= len(before) or row != before[at]]
        self._rows = after
        for at in different:
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(FIELDS) - 1))
        if different:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, different[0], different[-1])
        return different

    def _remove(self, first: int, end: int) -> None:
        if end > first:
            self.beginRemoveRows(_ROOT, first, end - 1)
            self._rows = (*self._rows[:first], *self._rows[end:])
            self.endRemoveRows()

    def _write_again(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(FIELDS) - 1)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows), len(FIELDS) - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(FIELDS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        field = FIELDS[index.column()]
        if field not in EDITABLE or (self.row(index.row()) is None and field != "reagent"):
            return flags
        return flags | (Qt.ItemFlag.ItemIsUserCheckable if field == "once" else Qt.ItemFlag.ItemIsEditable)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            wrapped = Qt.TextFlag.TextWordWrap.value if self.wraps_heads else 0
            return self._alignment(section).value | wrapped
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            head = _ASSUMED if section == STOCK and self._all_assumed else _HEADS[section]
            return self._wording.text(head)
        return str(section + 1) if section < len(self._rows) else "+"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row(index.row()), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(index.row(), column, role == Qt.ItemDataRole.EditRole)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.CheckStateRole and column == ONCE and row:
            return Qt.CheckState.Checked if row.addition.once else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column, self.text(index.row(), column))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole:
            checked = Qt.CheckState(value) == Qt.CheckState.Checked
            self.typed.emit(index.row(), "once", "yes" if checked else "")
            return True
        if role == Qt.ItemDataRole.EditRole and isinstance(value, str):
            if value != self.text(index.row(), index.column(), editing=True):
                self.typed.emit(index.row(), FIELDS[index.column()], value)
            return True
        return False

    def text(self, at: int, column: int, editing: bool = False) -> str:
        """Return what a cell shows, or what its editor begins with."""
        row = self.row(at)
        if row is None:
            return self._wording.text(N_("Add reagent…")) if column == REAGENT and not editing else ""
        language, unknown = self._wording.language, "" if editing else "—"
        if column == REAGENT:
            return row.label.written(language)
        if column == FINAL:
            return row.addition.final or ("" if editing else self._wording.text(N_("not stated")))
        if column == STOCK:
            assumed = row.assumed and not self._all_assumed
            told = self._wording.text(N_("{strength}, assumed"), strength=row.stock) if assumed else row.stock
            return told if row.stock else unknown
        if column == ADD:
            return row.add or unknown
        return ""

    def _spoken(self, row: AdditionRow | None, column: int, text: str) -> str:
        if row is None:
            return text
        if column == ONCE:
            text = self._wording.text(N_("yes")) if row.addition.once else self._wording.text(N_("no"))
        if column == STOCK and row.assumed and row.stock:
            text = self._wording.text(N_("{strength}, assumed"), strength=row.stock)
        words = [row.label.written(self._wording.language), self._wording.text(_SPOKEN[column]), text]
        if column in (REAGENT, FINAL):
            words += [self._told(finding) for finding in row.findings]
        return ", ".join(words)

    def _told(self, finding: Finding) -> str:
        severity = self._wording.text(SEVERITY_WORDS[finding.severity]).lower()
        return f"{severity}: {finding.title.written(self._wording.language)}"

    @staticmethod
    def _alignment(column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in (FINAL, ADD) else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
