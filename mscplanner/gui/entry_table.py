"""A table of entries: chosen by mouse and keys, and the choice outlives every refresh."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableView

from mscplanner.domain.language import N_
from mscplanner.gui.entry_model import SIGN, Column, EntryModel, Group, Row
from mscplanner.gui.labels import guard_wheel, row_height
from mscplanner.gui.wording import Wording

_CELL_PADDING = 30
_SORT_ARROW = 20
_SIGN_GAP = 8
_WANTED_REST, _LEAST_REST = 30, 20
"""Widths of the column that takes the rest, in average characters: made room for, and always kept."""


class EntryTable(QTableView):
    """Rows of entries; Enter and a double click open one, Del puts it away."""

    opened = Signal()
    put_away = Signal()
    current_changed = Signal()
    left_upwards = Signal()

    def __init__(self, wording: Wording, columns: Sequence[Column], sorted_by: int) -> None:
        super().__init__()
        self._wording = wording
        self._kept = ("", -1)
        self._by_hand = False
        self.entries = EntryModel(wording, columns, sorted_by)
        # Before the table's own connections: they forget the choice when the model changes.
        self.entries.modelAboutToBeReset.connect(self._remember)
        self.setModel(self.entries)
        self.entries.modelReset.connect(self._restore)
        self.setProperty("rows", "whole")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        self.sort_box = self._sort_box()
        self._show_order()
        header.sectionClicked.connect(self._sort)
        self.selectionModel().currentRowChanged.connect(self._choose_by_hand)
        self.doubleClicked.connect(self._open)
        wording.changed.connect(self._rename)
        self._rename()

    @property
    def current(self) -> Row | None:
        """The entry that is chosen."""
        return self.entries.row_at(self.currentIndex().row())

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show ``groups``; the chosen entry stays chosen, and the table stays where it was scrolled to."""
        scrolled = self.verticalScrollBar().value()
        self.entries.show_groups(groups)
        self.measure()
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled)

    def search(self, typed: str) -> None:
        """Show only what holds every word of ``typed``."""
        self.entries.search(typed)

    def choose(self, row_id: str) -> None:
        """Choose the entry called ``row_id``, if it is shown; it stays chosen, wherever it goes."""
        line = self.entries.line_of(row_id)
        if line >= 0:
            self.setCurrentIndex(self.entries.index(line, 0))
            self._by_hand = True

    def measure(self) -> None:
        """Make each column as wide as its longest text; one takes what is left.

        Where too little is left for that one, spare columns are hidden, and at last the table scrolls.
        """
        columns, character = self.entries.columns, self.fontMetrics().averageCharWidth()
        widths = {at: self._width(at) for at, column in enumerate(columns) if column.most}
        spare = sorted((at for at in widths if columns[at].spare), key=lambda at: columns[at].spare)
        room = self.viewport().width()
        while spare and room - sum(widths.values()) < _WANTED_REST * character:
            widths.pop(spare.pop(0))
        rest = max(room - sum(widths.values()), _LEAST_REST * character)
        for at, column in enumerate(columns):
            self.setColumnHidden(at, bool(column.most) and at not in widths)
            self.setColumnWidth(at, widths.get(at, rest))
        self.verticalHeader().setDefaultSectionSize(row_height(self))

    def hidden_texts(self) -> list[str]:
        """Return what the chosen entry has in columns that are left out, each with its head."""
        row = self.current
        heads = [self._wording.text(column.head) for column in self.entries.columns]
        hidden = [at for at in range(len(heads)) if self.isColumnHidden(at)]
        return [f"{heads[at]}: {row.cells[at]}" for at in hidden if row and row.cells[at]]

    def _width(self, at: int) -> int:
        column, metrics = self.entries.columns[at], self.fontMetrics()
        head = metrics.horizontalAdvance(self._wording.text(column.head)) + _SORT_ARROW
        if self.entries.stands_out(at):
            font = self.font()
            font.setBold(True)
            metrics = QFontMetrics(font)
        widest = max((metrics.horizontalAdvance(text) for text in self.entries.longest(at)), default=0)
        sign = SIGN + _SIGN_GAP if self.entries.has_signs(at) else 0
        return max(min(widest, column.most * metrics.averageCharWidth()) + sign, head) + _CELL_PADDING

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = (
            event.key(),
            event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier),
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open()
        elif key == Qt.Key.Key_Delete and plain:
            if self.current:
                self.put_away.emit()
        elif key == Qt.Key.Key_Up and plain and self.entries.line_near(0) == self.currentIndex().row():
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(self, cursor_action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        moved = super().moveCursor(cursor_action, modifiers)
        if not moved.isValid() or self.entries.row_at(moved.row()):
            return moved
        # A page ends on a heading, which cannot be chosen.
        return self.entries.index(self.entries.line_near(moved.row()), moved.column())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.measure()

    def _sort_box(self) -> QComboBox:
        """Return the choice of orders: a table's header cannot be reached with keys."""
        box = QComboBox()
        box.addItems([""] * len(self.entries.columns))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        guard_wheel(box)
        self._wording.bind(box.setAccessibleName, N_("Order of the list"))
        box.activated.connect(self._sort)
        return box

    def _sort(self, column: int) -> None:
        """Sort by ``column``; the other way round if it is sorted by that already."""
        down = self.entries.columns[column].descending
        if column == self.entries.sorted_by:
            down = not self.entries.descending
        self.entries.sort(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
        self._show_order()

    def _show_order(self) -> None:
        order = Qt.SortOrder.DescendingOrder if self.entries.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(self.entries.sorted_by, order)
        self.sort_box.setCurrentIndex(self.entries.sorted_by)

    def _rename(self) -> None:
        for at, column in enumerate(self.entries.columns):
            head = self._wording.text(column.head)
            self.sort_box.setItemText(at, self._wording.text(N_("Sorted by: {column}"), column=head))
        self.measure()

    def _open(self) -> None:
        if self.current:
            self.opened.emit()

    def _choose_by_hand(self) -> None:
        self._by_hand = True
        self.current_changed.emit()

    def _remember(self) -> None:
        current = self.current
        if current and self._by_hand:
            self._kept = (current.id, self.currentIndex().row())

    def _restore(self) -> None:
        """Choose what somebody chose; where that is gone, its neighbour; else the first entry."""
        self.clearSpans()
        for line in self.entries.wide_lines():
            self.setSpan(line, 0, 1, len(self.entries.columns))
        row_id, place = self._kept
        line = self.entries.line_of(row_id)
        kept = line >= 0
        if not kept:
            line = self.entries.line_near(max(place, 0))
        if line >= 0:
            self.setCurrentIndex(self.entries.index(line, 0))
        self._by_hand = kept
        self.current_changed.emit()
