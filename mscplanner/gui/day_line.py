"""The chosen day of the year in words, with what can be done about it: close it, open it, name it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, write_date
from mscplanner.domain.work_calendar import LONGEST_DAY_NAME, WorkCalendar
from mscplanner.gui.day_words import day_words
from mscplanner.gui.labels import button, set_role, text_label
from mscplanner.gui.typed_field import TypedField
from mscplanner.gui.wording import Wording


class DayLine(QWidget):
    """Follows the chosen day.

    Signals: ``toggle_wanted`` the day is to be closed, or opened; ``named`` the name of the day, as typed.
    """

    toggle_wanted = Signal(object)
    named = Signal(object, str)

    def __init__(self, wording: Wording, today: date) -> None:
        super().__init__()
        self._wording, self._day = wording, today
        self._calendar = WorkCalendar(closed_weekdays=())
        self._editable = True
        self._pointed: date | None = None
        self._refused: Message | None = None
        self.title, self.words = text_label(role="section"), text_label()
        self.toggle = button(pressed=lambda: self.toggle_wanted.emit(self._day))
        self.toggle.setObjectName("toggle")
        self.name = TypedField()
        self.name.setObjectName("day_name")
        self.name.setMaxLength(LONGEST_DAY_NAME)
        self.name.typed.connect(lambda text: self.named.emit(self._day, text))
        self._label = text_label(wrap=False)
        self._label.setBuddy(self.name)
        self._note = text_label(role="small")
        wording.bind(self._label.setText, N_("Name of the day"))
        self._lay_out()
        wording.changed.connect(self._fill)

    def show_day(self, calendar: WorkCalendar, day: date) -> None:
        """Show ``day``; what is half typed for another one is handed in first."""
        if day != self._day:
            self.name.hand_in()
            self._refused = None
        self._calendar, self._day = calendar, day
        self._fill()

    def let_edit(self, editable: bool) -> None:
        """Say whether the day can be turned over and named."""
        self._editable = editable
        self._fill()

    def refuse(self, problem: Message | None) -> None:
        """Tell why an edit of the day was not done."""
        self._refused = problem
        self._fill_note()

    def point_at(self, day: date | None) -> None:
        """Tell of the day under the mouse, too."""
        self._pointed = day
        self._fill_note()

    def focus_name(self) -> None:
        """Put the focus into the name, where the day has one of its own."""
        if self.name.isEnabled():
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.name.selectAll()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(12)
        self.title.setWordWrap(False)
        first.addWidget(self.title, 1)
        first.addWidget(self.toggle)
        second.setSpacing(8)
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        second.addWidget(self._label)
        second.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.words)
        column.addLayout(second)
        column.addWidget(self._note)

    def _fill(self) -> None:
        calendar, language = self._calendar, self._wording.language
        own = calendar.exception(self._day)
        self.title.setText(write_date(self._day, language))
        self.words.setText(day_words(calendar, self._day, self._wording))
        text = N_("Open This Day") if calendar.is_closed(self._day) else N_("Close This Day")
        self.toggle.setText(self._wording.text(text))
        self.toggle.setEnabled(self._editable)
        self.name.setEnabled(self._editable and own is not None)
        self.name.show_text(own.name.written(language) if own else "")
        self.name.setPlaceholderText(self._wording.text(N_("e.g. Lab retreat")) if own else "")
        self.name.setAccessibleName(self._wording.text(N_("Name of {day}"), day=write_date(self._day, language)))
        self._fill_note()

    def _fill_note(self) -> None:
        wording = self._wording
        set_role(self._note, "error" if self._refused else "small")
        if self._refused:
            self._note.setText(self._refused.written(wording.language))
        elif self._pointed and self._pointed != self._day:
            day = write_date(self._pointed, wording.language)
            self._note.setText(f"{day}  ·  {day_words(self._calendar, self._pointed, wording)}")
        elif self._calendar.exception(self._day):
            self._note.setText(wording.text(N_("Click the day again, or press Space, to take this back.")))
        else:
            self._note.setText(
                wording.text(N_("Click a day, or press Space on it, to close or open it; then it can be named."))
            )
