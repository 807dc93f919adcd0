"""The page of the working calendar: pattern, holidays, own days and absences at the left, the year at the right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.work_calendar import Absence, Weekday, WorkCalendar
from mscplanner.gui.absence_fields import AbsenceFields
from mscplanner.gui.calendar_document import CalendarDocument
from mscplanner.gui.day_line import DayLine
from mscplanner.gui.halves import Halves
from mscplanner.gui.holiday_fields import HolidayFields
from mscplanner.gui.labels import button, rule, text_label
from mscplanner.gui.own_days import OwnDays
from mscplanner.gui.weekday_boxes import WeekdayBoxes
from mscplanner.gui.wording import Wording
from mscplanner.gui.year_legend import YearLegend
from mscplanner.gui.year_view import YearView
from mscplanner.planning.calendar_edits import (
    add_absence,
    name_day,
    remove_absence,
    remove_exception,
    remove_person,
    set_weekday,
    toggle_day,
)

if TYPE_CHECKING:
    from mscplanner.library.public_holidays import Country

_SCROLL_BAR = 20
_LEAST_YEAR_ROWS = 8


class CalendarPage(QWidget):
    """Shows the calendar of a document and hands in the next one.

    Signals: ``country_wanted`` codes of the country whose holidays are to be looked up, and of a
    part of it; ``left`` somebody goes back.
    """

    country_wanted = Signal(str, str)
    left = Signal()

    def __init__(self, wording: Wording, document: CalendarDocument, today: date) -> None:
        super().__init__()
        self._wording, self._document = wording, document
        self.year, self.day = YearView(wording, today), DayLine(wording, today)
        self.weekdays, self.holidays = WeekdayBoxes(wording), HolidayFields(wording)
        self.own_days, self.absences = OwnDays(wording), AbsenceFields(wording, today)
        self.back = self._button("back", N_("Back"))
        self.earlier, self.later = self._button("earlier", "◀"), self._button("later", "▶")
        self.this_year = self._button("this_year", N_("Today"))
        wording.bind(self.earlier.setAccessibleName, N_("Year before"))
        wording.bind(self.later.setAccessibleName, N_("Year after"))
        self._shown_year = text_label(role="section", wrap=False)
        self._trouble = text_label(role="warning")
        self._trouble.setObjectName("trouble")
        self._lay_out()
        self._connect(today)
        self.setFocusProxy(self.year)
        self.show_trouble(None, True)
        self._show()

    def show_countries(self, countries: tuple[Country, ...]) -> None:
        """Offer ``countries`` for public holidays."""
        self.holidays.show_countries(countries)

    def show_trouble(self, trouble: Message | None, editable: bool) -> None:
        """Tell what of the lab's calendar cannot be used, and say whether it can be edited."""
        self._trouble.setText(trouble.written(self._wording.language) if trouble else "")
        self._trouble.setVisible(trouble is not None)
        for part in (self.year, self.day, self.weekdays, self.holidays, self.own_days, self.absences):
            part.let_edit(editable)

    def hand_in(self) -> None:
        """Take what is half typed."""
        self.day.name.hand_in()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # Layout

    def _button(self, name: str, text: str) -> QPushButton:
        made = button()
        made.setObjectName(name)
        self._wording.bind(made.setText, text)
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        title = text_label(role="title")
        self._wording.bind(title.setText, N_("Working calendar"))
        head.addWidget(title, 1)
        head.addWidget(self.back)
        self._rules, self._side = self._settings(), self._right()
        self._halves = Halves(self._scrolled(self._rules, N_("Rules of the calendar")), self._side, 410)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._trouble)
        column.addWidget(self._halves, 1)

    def _scrolled(self, inner: QWidget, name: str) -> QScrollArea:
        area = QScrollArea()
        inner.setObjectName("page")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self._wording.bind(area.setAccessibleName, name)
        return area

    def _settings(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(8)
        sections: tuple[tuple[str, QWidget], ...] = (
            (N_("Working days"), self.weekdays),
            (N_("Public holidays"), self.holidays),
            (N_("Days closed or opened by the lab"), self.own_days),
            (N_("Absences"), self.absences),
        )
        for at, (text, part) in enumerate(sections):
            if at:
                column.addWidget(rule())
            heading = text_label(role="section")
            self._wording.bind(heading.setText, text)
            column.addWidget(heading)
            column.addWidget(part)
        column.addStretch(1)
        return page

    def _right(self) -> QWidget:
        side, bar = QWidget(), QHBoxLayout()
        bar.setSpacing(8)
        for each in (self.earlier, self._shown_year, self.later, self.this_year):
            bar.addWidget(each)
        bar.addStretch(1)
        self._months = self._scrolled(self.year, N_("Year"))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self.day)
        column.addWidget(self._months, 1)
        column.addWidget(YearLegend(self._wording))
        return side

    def _connect(self, today: date) -> None:
        self.back.clicked.connect(lambda _checked: self.left.emit())
        self.earlier.clicked.connect(lambda _checked: self.year.move_years(-1))
        self.later.clicked.connect(lambda _checked: self.year.move_years(1))
        self.this_year.clicked.connect(lambda _checked: self.year.choose(today))
        self.year.day_chosen.connect(self._show_day)
        self.year.toggle_wanted.connect(self._toggle)
        self.year.name_wanted.connect(self.day.focus_name)
        self.year.pointed.connect(self.day.point_at)
        self.day.toggle_wanted.connect(self._toggle)
        self.day.named.connect(self._name)
        self.weekdays.turned.connect(self._turn)
        self.holidays.country_wanted.connect(self.country_wanted)
        self.own_days.day_chosen.connect(self._choose_listed)
        self.own_days.remove_wanted.connect(self._remove_day)
        self.absences.add_wanted.connect(self._add_absence)
        self.absences.remove_wanted.connect(self._remove_absence)
        self.absences.remove_person_wanted.connect(self._remove_person)
        self._document.changed.connect(self._show)
        self._document.spot_wanted.connect(self._show_spot)
        self._wording.changed.connect(self._show)

    # Edits

    def _toggle(self, day: date) -> None:
        calendar = self._document.value
        after = toggle_day(calendar, day)
        if isinstance(after, Message):
            self.day.refuse(after)
            return
        self.day.refuse(None)
        text = N_("Open {day}") if calendar.is_closed(day) else N_("Close {day}")
        self._document.change(message(text, day=day), after, day=day)

    def _name(self, day: date, text: str) -> None:
        after = name_day(self._document.value, day, text)
        self.day.refuse(after if isinstance(after, Message) else None)
        if isinstance(after, WorkCalendar):
            self._document.change(message(N_("Name {day}"), day=day), after, f"name {day.isoformat()}", day)

    def _remove_day(self, day: date) -> None:
        after = remove_exception(self._document.value, day)
        self._document.change(message(N_("Remove {day}"), day=day), after, day=day)

    def _turn(self, weekday: str, works: bool) -> None:
        after = set_weekday(self._document.value, cast("Weekday", weekday), works)
        self._document.change(message(N_("Change the working days")), after)

    def _add_absence(self, person: str, first: date, last: date) -> None:
        after = add_absence(self._document.value, person, first, last)
        self.absences.tell(after if isinstance(after, Message) else None)
        if isinstance(after, WorkCalendar):
            name = message(N_("Add an absence of {person}"), person=" ".join(person.split()))
            self._document.change(name, after)

    def _remove_absence(self, absence: Absence) -> None:
        name = message(N_("Remove an absence of {person}"), person=absence.person)
        self._document.change(name, remove_absence(self._document.value, absence))

    def _remove_person(self, person: str) -> None:
        self._document.change(
            message(N_("Remove {person}"), person=person), remove_person(self._document.value, person)
        )

    # What is shown

    def _show(self) -> None:
        calendar = self._document.value
        for part in (self.year, self.weekdays, self.holidays, self.own_days, self.absences):
            part.show_calendar(calendar)
        self._measure()
        self._show_day(self.year.chosen)

    def _measure(self) -> None:
        least, side = self._rules.minimumSizeHint(), self._side.minimumSizeHint()
        months = self.year.minimumSizeHint().width() + _SCROLL_BAR
        height = side.height() + _LEAST_YEAR_ROWS * self.year.fontMetrics().height()
        rules = QSize(least.width() + _SCROLL_BAR, self._rules.sizeHint().height())
        self._halves.measure(rules, QSize(max(months, side.width()), height))

    def _show_day(self, day: date) -> None:
        self._shown_year.setText(str(day.year))
        self.day.show_day(self._document.value, day)
        self.own_days.choose(day)
        cell = self.year.cell_of(day)
        self._months.ensureVisible(int(cell.center().x()), int(cell.center().y()), 40, int(3 * cell.height()))
        if self._halves.stacked and self.year.hasFocus():
            self._halves.ensureWidgetVisible(self._months)
            self._halves.ensureWidgetVisible(self.day)

    def _choose_listed(self, day: date) -> None:
        if day != self.year.chosen:
            self.year.choose(day)

    def _show_spot(self, day: date | None) -> None:
        if day:
            self.year.choose(day)
