"""The runs page: every run that is kept, with its days and its state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mscplanner.domain.language import N_, Language
from mscplanner.domain.message import Message, message, write_date
from mscplanner.gui.action_row import Action
from mscplanner.gui.entry_list import EntryList
from mscplanner.gui.entry_model import Column, Group, Row, searchable
from mscplanner.gui.labels import text_label
from mscplanner.gui.moments import write_moment
from mscplanner.gui.wording import Wording

if TYPE_CHECKING:
    from mscplanner.library.entry import Entry

_COLUMNS = (
    Column(N_("Run number"), descending=True, most=24),
    Column(N_("Protocol"), most=0),
    Column("D0", descending=True),
    Column(N_("Ends"), spare=2),
    Column(N_("State"), most=24),
    Column(N_("Changed"), descending=True, most=34, spare=1),
)
_NUMBER, _STATE = 0, 4
_RUNNING, _PLANNED, _UNDATED, _FINISHED, _ARCHIVED = range(5)
"""Order of the states: what needs hands comes first."""


class RunsPage(QWidget):
    """Runs with their first and last day; a run that goes on stands out."""

    open_wanted = Signal(str)
    plan_again_wanted = Signal(str)
    sheets_wanted = Signal(str)
    shopping_wanted = Signal(str)
    archive_wanted = Signal(str, bool)
    protocols_wanted = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._entries: tuple[Entry, ...] = ()
        self._archived: tuple[Entry, ...] = ()
        self._stale = True
        self._today = date.min
        self.list = EntryList(
            wording,
            N_("Runs"),
            _COLUMNS,
            _STATE,
            N_("Search: words of the number, the protocol or a person"),
            self._actions(),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        title = text_label(role="title")
        wording.bind(title.setText, N_("Runs"))
        column.addWidget(title)
        column.addWidget(self.list, 1)
        self.list.table.opened.connect(lambda: self._tell(self.open_wanted.emit))
        self.list.table.put_away.connect(self._put_away)
        self.list.current_changed.connect(self._show_chosen)
        self.list.archive_shown.connect(self._fill)
        wording.changed.connect(self._fill)
        self.setFocusProxy(self.list)

    def show_entries(self, entries: Sequence[Entry], archived: Sequence[Entry], today: date) -> None:
        """Show the runs of the library as they stand on ``today``, and those that were put away."""
        self._entries, self._archived, self._today = tuple(entries), tuple(archived), today
        self._fill()

    def focus_search(self) -> None:
        """Put the focus into the search."""
        self.list.focus_search()

    def _actions(self) -> tuple[Action, ...]:
        return (
            Action("open", N_("Open"), lambda: self._tell(self.open_wanted.emit), "primary"),
            Action("plan_again", N_("Plan Again"), lambda: self._tell(self.plan_again_wanted.emit)),
            Action("sheets", N_("Sheets…"), lambda: self._tell(self.sheets_wanted.emit)),
            Action("shopping", N_("Shopping List…"), lambda: self._tell(self.shopping_wanted.emit)),
            Action("archive", N_("Archive"), self._put_away),
            Action("bring_back", N_("Bring Back"), self._bring_back),
        )

    def _tell(self, wanted: Callable[[str], None]) -> None:
        if self.list.current:
            wanted(self.list.current.id)

    def _put_away(self) -> None:
        if not self.list.archived:
            self._tell(lambda entry_id: self.archive_wanted.emit(entry_id, True))

    def _bring_back(self) -> None:
        self._tell(lambda entry_id: self.archive_wanted.emit(entry_id, False))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill()

    def _fill(self) -> None:
        # The library tells of every save, also while nobody looks: thousands of rows can wait.
        self._stale = not self.isVisible()
        if self._stale:
            return
        if self.list.archived:
            note = self._wording.text(N_("Nothing is archived. What is archived stays here and can be brought back."))
            rows = [self._row(entry) for entry in self._archived]
            self.list.show_groups([Group(rows, self._wording.text(N_("Archived")), note)])
        elif self._entries:
            put_away = [self._row(entry) for entry in self._archived]
            rows = [self._row(entry) for entry in self._entries]
            self.list.show_groups([Group(rows, self._wording.text(N_("Runs")), elsewhere=put_away)])
        else:
            self.list.show_empty(
                N_("No runs yet. A run is one induction from D0 to harvest: choose a protocol and plan one."),
                [Action("to_protocols", N_("Choose a Protocol"), self.protocols_wanted.emit, "primary")],
            )

    def _row(self, entry: Entry) -> Row:
        language = self._wording.language
        title = entry.title.written(language)
        changed = f"{write_moment(entry.changed_at, language)} · {entry.changed_by}".removesuffix(" · ")
        rank, state = _state(entry, self._today)
        start, last = _day(entry.start, language), _day(entry.last, language)
        return Row(
            id=entry.id,
            cells=(entry.key, title, start, last, state.written(language), changed),
            keys=(
                entry.key.casefold(),
                title.casefold(),
                (entry.start or date.min).toordinal(),
                (entry.last or date.max).toordinal(),
                (rank, _urgency(rank, entry.start or date.max)),
                entry.changed_at.timestamp(),
            ),
            searched=searchable(entry.key, entry.title, entry.parent, entry.changed_by, start, last),
            muted=entry.archived,
            strong=(_NUMBER, _STATE) if rank == _RUNNING else (),
        )

    def _show_chosen(self) -> None:
        row = self.list.current
        hidden = ("archive",) if self.list.archived else ("bring_back",)
        every = ("open", "plan_again", "sheets", "shopping", "archive", "bring_back")
        self.list.buttons.show_usable(every if row else (), row.cells[0] if row else "", hidden)
        self.list.show_chosen(f"{row.cells[0]} · {row.cells[1]}" if row else "")


def _day(day: date | None, language: Language) -> str:
    return write_date(day, language) if day else "—"


def _urgency(rank: int, start: date) -> int:
    """Return the order within one state: the first start first, of finished runs the last one."""
    return start.toordinal() if rank in (_RUNNING, _PLANNED) else -start.toordinal()


def _state(entry: Entry, today: date) -> tuple[int, Message]:
    """Return the place of the state among the others, and what it is called."""
    if entry.archived:
        return _ARCHIVED, message(N_("Archived"))
    if entry.start is None:
        return _UNDATED, message(N_("No date yet"))
    if today < entry.start:
        return _PLANNED, message(N_("Not started"))
    if entry.last is not None and today > entry.last:
        return _FINISHED, message(N_("Finished"))
    day = f"D{(today - entry.start).days}"
    if entry.last is None:
        return _RUNNING, message(N_("Today {day}"), day=day)
    return _RUNNING, message(N_("{day} of {last}"), day=day, last=f"D{(entry.last - entry.start).days}")
