"""The days that the lab itself has closed or opened, as a list."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import write_date
from mscplanner.domain.work_calendar import WorkCalendar
from mscplanner.gui.day_words import state_words
from mscplanner.gui.entry_model import Column, Group, Row
from mscplanner.gui.entry_table import EntryTable
from mscplanner.gui.labels import button, row_height
from mscplanner.gui.wording import Wording

_COLUMNS = (Column(N_("Day"), most=18), Column(N_("State"), most=0))
_SHOWN_ROWS = 5


class OwnDays(QWidget):
    """Signals: ``day_chosen`` a day was chosen in the list; ``remove_wanted`` a day is to be as it was."""

    day_chosen = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._calendar = WorkCalendar(closed_weekdays=())
        self._editable = True
        self.table = EntryTable(wording, _COLUMNS, 0)
        wording.bind(self.table.setAccessibleName, N_("Days closed or opened by the lab"))
        self.table.setMinimumHeight((_SHOWN_ROWS + 1) * row_height(self.table))
        self.remove = button(pressed=self._remove)
        self.remove.setObjectName("remove_day")
        wording.bind(self.remove.setText, N_("Remove"))
        bar = QHBoxLayout()
        bar.addWidget(self.table.sort_box)
        bar.addStretch(1)
        bar.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table)
        column.addLayout(bar)
        self.table.put_away.connect(self._remove)
        self.table.opened.connect(self._tell_chosen)
        self.table.current_changed.connect(self._follow)
        wording.changed.connect(self._fill)
        self._fill()

    def show_calendar(self, calendar: WorkCalendar) -> None:
        """List the days of ``calendar``."""
        if calendar.exceptions != self._calendar.exceptions:
            self._calendar = calendar
            self._fill()

    def choose(self, day: date) -> None:
        """Choose ``day`` in the list, if it is there."""
        self.table.choose(day.isoformat())

    def let_edit(self, editable: bool) -> None:
        """Say whether days can be removed."""
        self._editable = editable
        self._follow()

    def _fill(self) -> None:
        wording, language = self._wording, self._wording.language
        rows = [
            Row(
                id=each.day.isoformat(),
                cells=(write_date(each.day, language), state_words(each, wording)),
                keys=(each.day, (each.open, each.name.written(language).casefold())),
                searched="",
            )
            for each in self._calendar.exceptions
        ]
        self.table.show_groups([Group(rows, note=wording.text(N_("No days of your own yet.")))])
        self._follow()

    def _follow(self) -> None:
        row = self.table.current
        self.remove.setEnabled(bool(row) and self._editable)
        remove = self._wording.text(N_("Remove"))
        self.remove.setAccessibleName(f"{remove}: {row.cells[0]}" if row else remove)
        # A list that is only filled anew must not move the year.
        if self.table.hasFocus():
            self._tell_chosen()

    def _tell_chosen(self) -> None:
        row = self.table.current
        if row:
            self.day_chosen.emit(date.fromisoformat(row.id))

    def _remove(self) -> None:
        row = self.table.current
        if row and self._editable:
            self.remove_wanted.emit(date.fromisoformat(row.id))
