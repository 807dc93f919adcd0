"""Cells of a table that somebody types in: each key is told, and what was typed is handed in at the end."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mscplanner.gui.typed_field import TypedField

Index = QModelIndex | QPersistentModelIndex
TYPED = Qt.ItemDataRole.UserRole
"""What somebody typed in a cell that shows something else."""
_LEAST_ROOM = 20
"""Least width of a field, in average characters."""


class TypedCells(QStyledItemDelegate):
    """Edits cells with a field whose half-typed text no change of the table replaces.

    Signals: ``typing`` row, column and the text after each key; ``ended`` the field is closed,
    whether its text was handed in or taken back.
    """

    typing = Signal(int, int, str)
    ended = Signal()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = TypedField(quantity=True, at_rest=False, parent=parent)
        field.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        if alignment is not None:
            field.setAlignment(Qt.AlignmentFlag(alignment))
        place = QPersistentModelIndex(index)
        field.textEdited.connect(lambda text: self.typing.emit(place.row(), place.column(), text))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, TypedField) and not editor.pending:
            editor.show_text(typed_in(index))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, TypedField) and editor.text().strip() != typed_in(index):
            model.setData(model.index(index.row(), index.column()), editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        # A dose is often longer than the one it replaces: the field may reach over its neighbour.
        area = option.rect.adjusted(1, 1, -1, -1)
        wanted = max(area.width(), _LEAST_ROOM * option.fontMetrics.averageCharWidth())
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        if alignment is not None and Qt.AlignmentFlag(alignment) & Qt.AlignmentFlag.AlignRight:
            area.setLeft(max(area.right() - wanted, 0))
        else:
            area.setWidth(wanted)
        editor.setGeometry(area)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        super().destroyEditor(editor, index)
        self.ended.emit()


def close_field(table: QAbstractItemView) -> None:
    """Close the field that is open in ``table``, if any, without handing in: its cell is about something else now."""
    for field in table.findChildren(TypedField):
        if field.isVisibleTo(table):
            table.closeEditor(field, QAbstractItemDelegate.EndEditHint.RevertModelCache)


def typed_in(index: Index) -> str:
    """Return what somebody typed in a cell, or what it shows where nothing else was typed."""
    typed = index.data(TYPED)
    return str(typed if typed is not None else index.data(Qt.ItemDataRole.DisplayRole) or "")
