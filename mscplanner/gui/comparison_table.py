"""The table of a comparison: headings across, long values on several lines."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QLocale, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QTableView

from mscplanner.gui.comparison_lines import HEADS, Line
from mscplanner.gui.held_text import held_together
from mscplanner.gui.labels import row_height
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording

Index = QModelIndex | QPersistentModelIndex

_CELL_PADDING = 30
_STATUS, _NAME, _BEFORE, _AFTER, _FOLD, _EXPOSURE = range(len(HEADS))
_SHARED = (_NAME, _BEFORE, _AFTER)
"""The columns that share what the others leave."""
_NARROWEST = 12
"""Width of a shared column in average characters, below which the table scrolls sideways."""
_ROW_PADDING = 16
_TALLEST = 100_000
_MOST_WRAPPED = 2000
"""Rows whose height is fitted to their text: more would keep a person waiting."""


class ComparisonModel(QAbstractTableModel):
    """Lines of a comparison; a heading stands in the first column."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show ``lines``."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(HEADS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or index.row() >= len(self.lines):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._wording.text(HEADS[section]) if section < len(HEADS) else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line, column = self.lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(line, column, role == Qt.ItemDataRole.AccessibleTextRole)
        if role == Qt.ItemDataRole.FontRole and (not line.status or (column == _STATUS and line.status != "same")):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and line.status == "same":
            return QColor(tokens().muted)
        if role == Qt.ItemDataRole.BackgroundRole and not line.status:
            return QColor(tokens().window)
        return None

    def _text(self, line: Line, column: int, read_out: bool) -> str:
        cells = line.cells(self._wording.language)
        text = cells[column] if column < len(cells) else ""
        return f"{self._wording.text(HEADS[column])}: {text}" if read_out and line.status else text


class HeldDelegate(QStyledItemDelegate):
    """Draws numbers held together with their units; the texts of the model stay plain."""

    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        return held_together(super().displayText(value, locale))


class ComparisonTable(QTableView):
    """Shows lines of a comparison; ``copied`` says that they are wanted as text."""

    copied = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self.model_of_lines = ComparisonModel(wording)
        self.setModel(self.model_of_lines)
        self.setProperty("rows", "whole")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setItemDelegate(HeldDelegate(self))
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show ``lines``; the table stays where it was scrolled to."""
        scrolled, chosen = self.verticalScrollBar().value(), self.currentIndex().row()
        self.model_of_lines.show_lines(lines)
        self.clearSpans()
        for at, line in enumerate(lines):
            if not line.status:
                self.setSpan(at, 0, 1, len(HEADS))
        if 0 <= chosen < len(lines):
            self.setCurrentIndex(self.model_of_lines.index(chosen, 0))
        self.measure()
        self.verticalScrollBar().setValue(scrolled)

    def measure(self) -> None:
        """Fit columns to their texts and rows to the lines that these take."""
        widths = {at: self._width(at) for at in (_STATUS, _FOLD, _EXPOSURE)}
        least = _NARROWEST * self.fontMetrics().averageCharWidth()
        room = self.viewport().width() - sum(widths.values())
        shared = max(room // len(_SHARED), least)
        widths[_EXPOSURE] += max(room - len(_SHARED) * shared, 0)
        for at in range(len(HEADS)):
            self.setColumnWidth(at, widths.get(at, shared))
        height = row_height(self)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        for at, line in enumerate(self.model_of_lines.lines[:_MOST_WRAPPED]):
            self.setRowHeight(at, max(height, self._height(line)))

    def _height(self, line: Line) -> int:
        """Return the height of a row: Qt's own leaves the padding of the cells out of account."""
        cells = [held_together(each) for each in line.cells(self._wording.language)]
        if not line.status:
            return 0
        metrics = self.fontMetrics()
        tallest = 0
        for at, text in enumerate(cells):
            width = self.columnWidth(at) - _CELL_PADDING
            if metrics.horizontalAdvance(text) > width or "\n" in text:
                area = metrics.boundingRect(0, 0, width, _TALLEST, Qt.TextFlag.TextWordWrap, text)
                tallest = max(tallest, area.height())
        return tallest + _ROW_PADDING

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.measure()

    def _width(self, at: int) -> int:
        language, font = self._wording.language, self.font()
        font.setBold(at == _STATUS)
        metrics = QFontMetrics(font)
        texts = {self._wording.text(HEADS[at])}
        texts |= {line.cells(language)[at] for line in self.model_of_lines.lines[:_MOST_WRAPPED] if line.status}
        if at == _EXPOSURE:
            # What was and what is may stand below each other.
            texts = {part for text in texts for part in text.replace(" → ", " →\n").split("\n")}
        return max(metrics.horizontalAdvance(text) for text in texts) + _CELL_PADDING
