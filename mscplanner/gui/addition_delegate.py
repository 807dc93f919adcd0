"""Draws and edits the cells of the additions table in the upper band of each row; notes stand below."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mscplanner.gui.addition_model import FINAL, REAGENT, AdditionModel
from mscplanner.gui.addition_rows import FIELDS
from mscplanner.gui.theme import tokens
from mscplanner.gui.typed_field import TypedField, is_reset
from mscplanner.planning.protocol_edits import LONGEST_NAME, LONGEST_TYPED

Index = QModelIndex | QPersistentModelIndex
_PADDING = 6
_MARK = 3
_BOX = 16


class AdditionDelegate(QStyledItemDelegate):
    """Cells with a frame where something can be typed, and a bar where a value is not the parent's.

    Signals: ``opened`` with the cell and its editor; ``left`` with the key and its modifiers by which
    an editor was left, after its text was handed in.
    """

    opened = Signal(object, object)
    left = Signal(int, int)

    def __init__(self, model: AdditionModel, band: Callable[[], int], dress: Callable[[TypedField], None]) -> None:
        """Make the delegate of ``model``.

        Args:
            model: The rows.
            band: Returns the height of the upper part of a row.
            dress: Gives the editor of a reagent its completion.
        """
        super().__init__(model)
        self._model, self._band, self._dress = model, band, dress

    def area(self, rectangle: QRect) -> QRect:
        """Return the upper band of a cell."""
        return QRect(rectangle.left(), rectangle.top(), rectangle.width(), self._band())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, row = tokens(), self._model.row(index.row())
        field = FIELDS[index.column()]
        area = self.area(option.rect)
        painter.save()
        painter.fillRect(option.rect, QColor(colours.base))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(area.adjusted(0, 0, 0, -1), QColor(colours.selection))
        if row and field in dict(row.was) and not row.is_new:
            painter.fillRect(QRect(area.left(), area.top() + 4, _MARK, area.height() - 8), QColor(colours.accent))
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._draw_frame(painter, area, bool(option.state & QStyle.StateFlag.State_HasFocus))
        self._draw_text(painter, option, index, area)
        if field == "once" and row:
            self._draw_box(painter, area, row.addition.once, bool(option.state & QStyle.StateFlag.State_HasFocus))
        painter.restore()

    @staticmethod
    def _draw_frame(painter: QPainter, area: QRect, focused: bool) -> None:
        colours = tokens()
        painter.setPen(QPen(QColor(colours.accent if focused else colours.line), 2 if focused else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(_MARK + 2, 3, -4, -4), 4, 4)

    def _draw_text(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, area: QRect) -> None:
        colours, row = tokens(), self._model.row(index.row())
        colour = colours.text
        if row is None or (index.column() == FINAL and row.addition.final is None):
            colour = colours.muted
        if row and index.column() == FINAL and any(finding.severity == "error" for finding in row.findings):
            colour = colours.error.text
        painter.setPen(QColor(colour))
        painter.setFont(option.font)
        inner = area.adjusted(_PADDING + _MARK + 4, 0, -_PADDING - 6, 0)
        text = option.fontMetrics.elidedText(
            self._model.text(index.row(), index.column()), Qt.TextElideMode.ElideRight, inner.width()
        )
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(inner, int(alignment), text)

    @staticmethod
    def _draw_box(painter: QPainter, area: QRect, checked: bool, focused: bool) -> None:
        colours = tokens()
        box = QRectF(area.left() + _PADDING + 4, area.center().y() - _BOX / 2, _BOX, _BOX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.accent if checked else colours.base))
        painter.setPen(QPen(QColor(colours.accent if checked or focused else colours.edge), 2 if focused else 1))
        painter.drawRoundedRect(box, 3, 3)
        if checked:
            painter.setPen(QPen(QColor(colours.on_accent), 2))
            points = ((0.22, 0.52), (0.43, 0.73), (0.78, 0.3))
            painter.drawPolyline(QPolygonF([QPointF(box.left() + x * _BOX, box.top() + y * _BOX) for x, y in points]))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if isinstance(event, QMouseEvent) and index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            # The whole cell is the target, not only its small box.
            left = event.button() == Qt.MouseButton.LeftButton
            inside = left and self.area(option.rect).contains(event.position().toPoint())
            if inside and event.type() == QEvent.Type.MouseButtonRelease:
                row = self._model.row(index.row())
                checked = Qt.CheckState.Unchecked if row and row.addition.once else Qt.CheckState.Checked
                model.setData(model.index(index.row(), index.column()), checked, Qt.ItemDataRole.CheckStateRole)
                return True
            return False
        return super().editorEvent(event, model, option, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        final = index.column() == FINAL
        field = TypedField(quantity=final, at_rest=final, parent=parent)
        field.setMaxLength(LONGEST_TYPED if final else LONGEST_NAME)
        field.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        field.setAlignment(index.data(Qt.ItemDataRole.TextAlignmentRole))
        if index.column() == REAGENT:
            self._dress(field)
        self.opened.emit(QPersistentModelIndex(index), field)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, TypedField) and not editor.pending:
            editor.show_text(self._model.text(index.row(), index.column(), editing=True))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, TypedField):
            editor.hand_in()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(self.area(option.rect).adjusted(_MARK + 1, 2, -3, -3))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, TypedField):
            if self._leaves(event):
                key, modifiers = event.key(), event.modifiers()
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self.left.emit(key, modifiers.value)
                return True
            if event.key() == Qt.Key.Key_Escape:
                editor.take_back()
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                return True
        return super().eventFilter(editor, event)

    @staticmethod
    def _leaves(event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return not alt
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return alt and not control
        return key == Qt.Key.Key_Insert or (control and key == Qt.Key.Key_D) or is_reset(event)
