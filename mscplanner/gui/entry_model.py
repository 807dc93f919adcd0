"""Rows of a list of entries in groups, sorted and searched as somebody types."""

import heapq
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QIcon

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.gui.marks import severity_icon
from mscplanner.gui.theme import tokens
from mscplanner.gui.wording import Wording

SIGN = 14
"""Side of the shape before a text, in pixels."""
_LONGEST_LOOKED_AT = 12
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


class Column(NamedTuple):
    """A column: its head marked with ``N_``, and how it is sorted and cut.

    Attributes:
        descending: Whether the natural order has the largest (the newest) first.
        most: Width after which a text is cut, in average characters; 0 for the column that takes the rest.
        spare: Where the table is too narrow, columns are left out in this order; 0 for one that stays.
        right: Whether its texts end below each other, as numbers do.
    """

    head: str
    descending: bool = False
    most: int = 40
    spare: int = 0
    right: bool = False


class Row(NamedTuple):
    """One entry: a text and a key to sort by for each column, and the text that a search looks through.

    Attributes:
        muted: Whether it is drawn less dark, as what was put away is.
        strong: Numbers of the columns that stand out.
        sign: Number of a column and the severity whose shape stands before its text.
    """

    id: str
    cells: tuple[str, ...]
    keys: tuple[Any, ...]
    searched: str
    muted: bool = False
    strong: tuple[int, ...] = ()
    sign: tuple[int, str] | None = None


class Group(NamedTuple):
    """Rows under one heading; ``note`` stands where there are none, ``elsewhere`` is searched but not shown."""

    rows: Sequence[Row]
    heading: str = ""
    note: str = ""
    elsewhere: Sequence[Row] = ()


def searchable(*texts: str | LocalText | None) -> str:
    """Return what a search looks through: every language, without case, wide letters made narrow."""
    parts: list[str] = []
    for text in texts:
        parts += [text.plain or "", text.en or "", text.zh or ""] if isinstance(text, LocalText) else [text or ""]
    return unicodedata.normalize("NFKC", "\n".join(parts)).casefold()


def _matching(rows: Iterable[Row], words: Sequence[str]) -> list[Row]:
    return [row for row in rows if all(word in row.searched for word in words)]


class EntryModel(QAbstractTableModel):
    """Shows groups of rows; headings and notes are lines that cannot be chosen."""

    def __init__(self, wording: Wording, columns: Sequence[Column], sorted_by: int) -> None:
        super().__init__()
        self._wording = wording
        self.columns = tuple(columns)
        self.sorted_by = sorted_by
        self.descending = columns[sorted_by].descending
        self._groups: tuple[Group, ...] = ()
        self._words: tuple[str, ...] = ()
        self._typed = ""
        self._lines: list[Row | str] = []
        self._places: dict[str, int] = {}
        self._signs: dict[tuple[str, bool], QIcon] = {}

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show ``groups``, sorted and searched as before."""
        self._groups = tuple(groups)
        self._sort_rows()
        self._fill()

    def search(self, typed: str) -> None:
        """Show only rows that hold every word of ``typed``."""
        self._typed = typed.strip()
        self._words = tuple(searchable(typed).split())
        self._fill()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns):
            self.sorted_by, self.descending = column, order == Qt.SortOrder.DescendingOrder
            self._sort_rows()
            self._fill()

    @property
    def count(self) -> int:
        """How many entries are shown."""
        return len(self._places)

    def line_of(self, row_id: str) -> int:
        """Return the line on which the entry stands, or -1."""
        return self._places.get(row_id, -1)

    def row_at(self, line: int) -> Row | None:
        """Return the entry on ``line``; None for a heading, a note, or where nothing is."""
        found = self._lines[line] if 0 <= line < len(self._lines) else None
        return found if isinstance(found, Row) else None

    def line_near(self, line: int) -> int:
        """Return the line of the entry that is nearest to ``line``, or -1."""
        return min(self._places.values(), key=lambda place: abs(place - line), default=-1)

    def wide_lines(self) -> list[int]:
        """Return the lines that reach across all columns."""
        return [at for at, line in enumerate(self._lines) if isinstance(line, str)]

    def stands_out(self, column: int) -> bool:
        """Return whether a text of ``column`` is drawn bold."""
        return any(column in row.strong for group in self._groups for row in group.rows)

    def has_signs(self, column: int) -> bool:
        """Return whether a shape stands before a text of ``column``."""
        return any(row.sign and row.sign[0] == column for group in self._groups for row in group.rows)

    def longest(self, column: int) -> list[str]:
        """Return the longest texts of ``column`` of all rows, also of those that a search leaves out."""
        texts = {row.cells[column] for group in self._groups for row in group.rows}
        return heapq.nlargest(_LONGEST_LOOKED_AT, texts, key=lambda text: len(text.encode()))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._wording.text(self.columns[section].head) if section < len(self.columns) else None
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section < len(self.columns) and self.columns[section].right else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else ""
        if isinstance(line, str):
            return self._wide_data(line, index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._wording.text(self.columns[index.column()].head)}: {line.cells[index.column()]}"
        if role == Qt.ItemDataRole.ForegroundRole and line.muted:
            return QColor(tokens().muted)
        if role == Qt.ItemDataRole.FontRole and index.column() in line.strong:
            return _strong()
        if role == Qt.ItemDataRole.DecorationRole and line.sign and line.sign[0] == index.column():
            return self._sign(line.sign[1])
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[index.column()].right:
            return _RIGHT
        return None

    def _sign(self, severity: str) -> QIcon:
        # Drawn once for each appearance, and not with each cell.
        key = (severity, tokens().dark)
        if key not in self._signs:
            self._signs[key] = severity_icon(severity, SIGN)
        return self._signs[key]

    def _wide_data(self, line: str, index: Index, role: int) -> Any:
        heading = line.startswith(_HEADING)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.removeprefix(_HEADING) if index.column() == 0 else ""
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(tokens().text if heading else tokens().muted)
        if role == Qt.ItemDataRole.FontRole and heading:
            return _strong()
        if role == Qt.ItemDataRole.BackgroundRole and heading:
            return QColor(tokens().window)
        return None

    def _sort_rows(self) -> None:
        column, down = self.sorted_by, self.descending
        self._groups = tuple(
            group._replace(rows=sorted(group.rows, key=lambda row: row.keys[column], reverse=down))
            for group in self._groups
        )

    def _fill(self) -> None:
        lines: list[Row | str] = []
        for group in self._groups:
            found = _matching(group.rows, self._words) if self._words else list(group.rows)
            if group.heading:
                lines.append(_HEADING + self._heading(group, len(found)))
            if not found:
                lines += self._empty(group)
            lines += found
        self.beginResetModel()
        self._lines = lines
        self._places = {line.id: at for at, line in enumerate(lines) if isinstance(line, Row)}
        self.endResetModel()

    def _heading(self, group: Group, found: int) -> str:
        if not self._words:
            return f"{group.heading} ({len(group.rows)})" if group.rows else group.heading
        counted = self._wording.text(N_("{found} of {count}"), found=found, count=len(group.rows))
        other = len(_matching(group.elsewhere, self._words))
        more = self._wording.text(N_("{count} in the archive"), count=other)
        return f"{group.heading} ({counted})" + (f" · {more}" if other else "")

    def _empty(self, group: Group) -> list[str]:
        if self._words and group.rows:
            return [self._wording.text(N_("Nothing here matches “{typed}”."), typed=self._typed)]
        return [group.note] if group.note else []


_HEADING = "\0"
"""Begins a line that is a heading; no text of people or files can hold it."""


def _strong() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
