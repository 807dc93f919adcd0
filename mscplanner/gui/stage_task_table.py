"""The tasks of a stage besides feeding: what is done, on which day of it, and how far that may move."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol, StageTask
from mscplanner.gui.document import Spot
from mscplanner.gui.labels import guard_wheel, number_field, row_height
from mscplanner.gui.protocol_steps import ProtocolSteps
from mscplanner.gui.wording import Wording
from mscplanner.planning.protocol_edits import (
    LONGEST_NAME,
    add_stage_task,
    move_stage_task,
    remove_stage_task,
    set_stage_task,
)

KINDS = {
    "seed": N_("seeding"),
    "sample": N_("sample"),
    "readout": N_("read-out"),
    "harvest": N_("harvest"),
    "other": N_("other work"),
}
TASKS = "tasks"
_FIELDS = ("name", "kind", "day", "earlier_days", "later_days")
_HEADS = (N_("Task"), N_("Kind"), N_("From start"), N_("Earlier by"), N_("Later by"))
_NAME, _KIND, _DAY = range(3)
_RANGES = {"day": (-30, 400), "earlier_days": (0, 30), "later_days": (0, 30)}
_Index = QModelIndex | QPersistentModelIndex
_KIND_ROLE = Qt.ItemDataRole.UserRole


class _Editors(QStyledItemDelegate):
    """A list for the kind and a number field for days, so that nothing else can be typed there."""

    def __init__(self, wording: Wording, table: QTableWidget) -> None:
        super().__init__(table)
        self._wording = wording

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        field = _FIELDS[index.column()]
        editor: QSpinBox | QComboBox | QLineEdit
        if field in _RANGES:
            editor = number_field(*_RANGES[field])
            editor.setSuffix(" d")
        elif field == "kind":
            editor = self._list()
        else:
            editor = QLineEdit()
            editor.setMaxLength(LONGEST_NAME)
        editor.setParent(parent)
        editor.setAccessibleName(self._wording.text(_HEADS[index.column()]))
        return editor

    def _list(self) -> QComboBox:
        kinds = QComboBox()
        for kind in get_args(StageTask.model_fields["kind"].annotation):
            kinds.addItem(self._wording.text(KINDS[kind]), kind)
        guard_wheel(kinds)
        kinds.activated.connect(lambda _at: self.commitData.emit(kinds))
        return kinds

    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:
        return f"{value} d" if isinstance(value, int) else super().displayText(value, locale)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        place = QRect(option.rect)
        place.setWidth(max(place.width(), editor.sizeHint().width()))
        editor.setGeometry(place)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(_KIND_ROLE)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), _KIND_ROLE)
        elif isinstance(editor, QSpinBox):
            editor.interpretText()
            model.setData(index, editor.value(), Qt.ItemDataRole.EditRole)
        else:
            super().setModelData(editor, model, index)


class StageTaskTable(QTableWidget):
    """Edited in place; a last empty row takes the next task.

    ``row_chosen`` says that another row is worked in, or that the table has been entered.
    """

    row_chosen = Signal(int)

    def __init__(self, wording: Wording, steps: ProtocolSteps) -> None:
        super().__init__(0, len(_HEADS))
        self._wording, self._steps = wording, steps
        self._at = 0
        self._shown: tuple[int, tuple[StageTask, ...]] | None = None
        self.setObjectName("stage_tasks")
        self.setItemDelegate(_Editors(wording, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        wording.bind(self.setAccessibleName, N_("Tasks of the stage"))
        self.itemChanged.connect(self._take)
        self.currentCellChanged.connect(lambda row, *_others: self.row_chosen.emit(row))

    @property
    def tasks(self) -> tuple[StageTask, ...]:
        """The tasks of the stage that is shown."""
        stages = self._steps.document.protocol.stages
        return stages[self._at].tasks if self._at < len(stages) else ()

    def show_stage(self, at: int, again: bool = False) -> None:
        """Show the tasks of stage ``at``."""
        self._at = at
        if (at, self.tasks) == self._shown and not again:
            return
        moved = self._shown is not None and self._shown[0] != at
        self._shown = at, self.tasks
        blocker = QSignalBlocker(self)
        self.setHorizontalHeaderLabels([self._wording.text(head) for head in _HEADS])
        self.setRowCount(len(self.tasks) + 1)
        for row, task in enumerate(self.tasks):
            self._write(row, task)
        self._write_empty(len(self.tasks))
        if moved:
            self.setCurrentCell(-1, -1)
        height = row_height(self)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + height * self.rowCount() + 4)
        del blocker

    def _write(self, row: int, task: StageTask) -> None:
        kind = QTableWidgetItem(self._wording.text(KINDS[task.kind]))
        kind.setData(_KIND_ROLE, task.kind)
        self.setItem(row, _NAME, QTableWidgetItem(task.name.written(self._wording.language)))
        self.setItem(row, _KIND, kind)
        for column, days in enumerate((task.day, task.earlier_days, task.later_days), start=_DAY):
            cell = QTableWidgetItem()
            cell.setData(Qt.ItemDataRole.EditRole, days)
            cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, cell)

    def _write_empty(self, row: int) -> None:
        name = QTableWidgetItem("")
        name.setData(Qt.ItemDataRole.AccessibleTextRole, self._wording.text(N_("Add task…")))
        self.setItem(row, _NAME, name)
        for column in range(_KIND, len(_HEADS)):
            empty = QTableWidgetItem()
            empty.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.setItem(row, column, empty)

    def add_task(self) -> None:
        """Open the empty row for the name of a task."""
        self.show_row(self.rowCount() - 1)
        self.edit(self.currentIndex())

    def remove_task(self) -> None:
        """Remove the chosen task."""
        row = self.currentRow()
        if 0 <= row < len(self.tasks):
            changed = remove_stage_task(self._steps.document.protocol, self._at, row)
            self._change(N_("Remove {name}"), self.tasks[row], changed)
            self.row_chosen.emit(self.currentRow())

    def move_task(self, by: int) -> None:
        """Move the chosen task up (-1) or down (1)."""
        row, to = self.currentRow(), self.currentRow() + by
        if 0 <= row < len(self.tasks) and 0 <= to < len(self.tasks):
            changed = move_stage_task(self._steps.document.protocol, self._at, row, to)
            column = self.currentColumn()
            self._change(N_("Move {name}"), self.tasks[row], changed)
            self.setCurrentCell(to, column)

    def show_row(self, row: int) -> None:
        """Go to a task."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentCell(min(max(row, 0), self.rowCount() - 1), _NAME)

    def _take(self, item: QTableWidgetItem) -> None:
        protocol, row, field = self._steps.document.protocol, item.row(), _FIELDS[item.column()]
        if row >= len(self.tasks):
            changed = add_stage_task(protocol, self._at, item.text())
            if changed != protocol:
                self._change(N_("Add {name}"), changed.stages[self._at].tasks[row], changed)
        else:
            text = item.data(_KIND_ROLE) if field == "kind" else item.text()
            if field == "name" and text.strip() == self.tasks[row].name.written(self._wording.language):
                text = ""  # the same name: what it is in other languages stays
            changed = set_stage_task(protocol, self._at, row, field, text)
            if changed != protocol:
                self._change(N_("Change task {name}"), self.tasks[row], changed)
        if changed == protocol:
            self.show_stage(self._at, again=True)

    def _change(self, text: str, task: StageTask, changed: Protocol) -> None:
        self._steps.change(message(text, name=task.name), changed, Spot(self._at, -1, TASKS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Delete:
            self.remove_task()
        elif key == Qt.Key.Key_Insert:
            self.add_task()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_task(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0:
            self.setCurrentCell(0, _NAME)
        self.row_chosen.emit(self.currentRow())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._shown:
            self.show_stage(self._at, again=True)
