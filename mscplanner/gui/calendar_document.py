"""The lab's working calendar on screen: one value, and every edit a step that can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from mscplanner.domain.message import Message
from mscplanner.domain.work_calendar import WorkCalendar
from mscplanner.gui.undoable import Undoable
from mscplanner.gui.wording import Wording
from mscplanner.planning.calendar_edits import carried_over


class CalendarDocument(Undoable):
    """Holds the calendar; a step's spot is the day that it changed, or None.

    A step is done, and taken back, upon what the calendar is by then: what somebody else has added
    to the lab's calendar in the meantime stays.
    """

    def __init__(self, value: WorkCalendar, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(wording, parent)
        self._value = value

    @property
    def value(self) -> WorkCalendar:
        """The calendar as it stands."""
        return self._value

    def change(self, name: Message, after: WorkCalendar, field: str = "", day: date | None = None) -> None:
        """Make ``after`` the calendar, as one step.

        Args:
            name: What was changed, for the Edit menu.
            after: The next calendar.
            field: Steps of the same field merge into one while nothing else comes between.
            day: The day that was changed.
        """
        if after != self._value:
            self.push(name, self._value, after, field, day)

    def take_in(self, value: WorkCalendar) -> None:
        """Show what the library has; the steps so far can still be taken back."""
        if value != self._value:
            self._value = value
            self.changed.emit()

    def _swap(self, before: Any, after: Any) -> None:
        self._value = carried_over(before, after, self._value)
        self.changed.emit()
