"""Start dates as a table, the best first: what speaks against each, in figures and one bar."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from mscplanner.domain.language import N_
from mscplanner.domain.message import write_date
from mscplanner.gui.labels import row_height
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording
from mscplanner.planning.start_dates import StartDate

Index = QModelIndex | QPersistentModelIndex

HEADS = (
    N_("Rank"),
    "D0",
    N_("Work on closed days"),
    N_("Changes moved"),
    N_("Lots that expire"),
    N_("Days too full"),
    N_("Busiest day"),
)
_RANK, _DATE, _CLOSED, _MOVED, _EXPIRED, _FULL, _BUSIEST = range(len(HEADS))


def draw_count_bar(painter: QPainter, area: QRectF, count: int, most: int) -> None:
    """Draw a bar as long as ``count`` is of ``most``; none for 0."""
    if count > 0:
        bar = QRectF(area.left() + 0.5, area.top(), max(area.width() * count / max(most, 1) - 1, 3), area.height())
        painter.fillRect(bar, QColor(tokens().selection))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens().edge), 1))
        painter.drawRect(bar)


def most_closed(starts: Sequence[StartDate]) -> int:
    """Return the most closed days with work of any date."""
    return max((len(start.closed_days) for start in starts), default=0)


class StartModel(QAbstractTableModel):
    """Ranked dates in the language of the window."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self.starts: tuple[StartDate, ...] = ()
        self.most = 0

    def show_starts(self, starts: Sequence[StartDate]) -> None:
        """Show ``starts`` in their order."""
        self.beginResetModel()
        self.starts, self.most = tuple(starts), most_closed(starts)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.starts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._wording.text(HEADS[section]) if section < len(HEADS) else None
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.starts):
            return None
        start, column = self.starts[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(start, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._wording.text(HEADS[column])}: {self._text(start, column)}"
        if role == Qt.ItemDataRole.FontRole and start.rank == 1 and column in (_RANK, _DATE):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def _text(self, start: StartDate, column: int) -> str:
        if column == _RANK:
            return f"★ {start.rank}" if start.rank == 1 else str(start.rank)
        if column == _DATE:
            return write_date(start.date, self._wording.language)
        if column == _BUSIEST:
            return self._wording.text(N_("{minutes} min"), minutes=start.busiest)
        counts = {
            _CLOSED: len(start.closed_days),
            _MOVED: start.moved,
            _EXPIRED: start.expired,
            _FULL: start.collisions,
        }
        return str(counts[column])


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column in (_RANK, _DATE, _CLOSED) else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


class _BarDelegate(QStyledItemDelegate):
    """Draws the number, and a bar as long as it is large beside it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, StartModel):
            return
        count = len(model.starts[index.row()].closed_days)
        painter.save()
        area = QRectF(option.rect)
        if self._is_chosen(index):
            painter.fillRect(area, QColor(tokens().selection))
        figures = painter.fontMetrics().horizontalAdvance("00") + 10
        painter.setPen(QColor(tokens().text))
        field = QRectF(area.left(), area.top(), figures, area.height())
        painter.drawText(field, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count))
        bar = area.adjusted(figures + 8, area.height() * 0.28, -10, -area.height() * 0.28)
        draw_count_bar(painter, bar, count, model.most)
        painter.restore()

    def _is_chosen(self, index: Index) -> bool:
        view = self.parent()
        return isinstance(view, QTableView) and view.currentIndex().row() == index.row()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(110, super().sizeHint(option, index).height())


class StartTable(QTableView):
    """The table; ``date_chosen`` carries the date that the cursor is on, ``taken`` says that it is wanted."""

    date_chosen = Signal(object)
    taken = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.rows = StartModel(wording)
        self.setModel(self.rows)
        self.setProperty("rows", "whole")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        self.horizontalHeader().setHighlightSections(False)
        self.setItemDelegateForColumn(_CLOSED, _BarDelegate(self))
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self._tell(now.row()))
        self.activated.connect(lambda _index: self.taken.emit())

    def show_starts(self, starts: Sequence[StartDate]) -> None:
        """Show ``starts``; the chosen date stays chosen while it is one of them, else the best is."""
        chosen = self.chosen
        self.rows.show_starts(starts)
        self.resizeColumnsToContents()
        for column in range(len(HEADS)):
            # The style sheet's padding is not in the hint of the bold cells.
            self.setColumnWidth(column, self.columnWidth(column) + 12)
        self.horizontalHeader().setSectionResizeMode(_CLOSED, QHeaderView.ResizeMode.Stretch)
        if starts:
            self.choose(chosen.date if chosen and any(each.date == chosen.date for each in starts) else starts[0].date)

    @property
    def chosen(self) -> StartDate | None:
        """The date that the cursor is on."""
        at = self.currentIndex().row()
        return self.rows.starts[at] if 0 <= at < len(self.rows.starts) else None

    def choose(self, when: date) -> None:
        """Put the cursor on ``when``, if it is shown."""
        at = next((at for at, start in enumerate(self.rows.starts) if start.date == when), None)
        if at is not None and at != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(at, _RANK))
            self.scrollTo(self.rows.index(at, _RANK))

    def _tell(self, at: int) -> None:
        if 0 <= at < len(self.rows.starts):
            self.date_chosen.emit(self.rows.starts[at].date)
