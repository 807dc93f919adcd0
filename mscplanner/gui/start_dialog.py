"""Find a start date: every date of a span ranked, with what speaks against it, for one run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mscplanner.domain.language import N_, P_
from mscplanner.domain.message import write_date
from mscplanner.domain.run import FIRST_START, LAST_START
from mscplanner.gui.labels import guard_wheel, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.start_calendar import StartCalendar
from mscplanner.gui.start_finder import StartFinder
from mscplanner.gui.start_table import StartTable
from mscplanner.planning.happenings import start_stands
from mscplanner.planning.start_dates import MOST_STARTS, StartDate

USUAL_WEEKS = 8
_SCROLL_BAR = 20


class StartDialog(QDialog):
    """Nothing changes until ``Use This Date`` is pressed; ``date_taken`` carries the date then."""

    date_taken = Signal(object)

    def __init__(self, parent: QWidget, document: RunDocument, finder: StartFinder, first: date) -> None:
        super().__init__(parent)
        self._document, self._wording, self._finder = document, document.wording, finder
        finder.setParent(self)
        self.setObjectName("start_dialog")
        self.setWindowTitle(self._wording.text(N_("Find Start Date")))
        column = QVBoxLayout(self)
        column.setSpacing(8)
        self.first, self.last = self._date_field(first), self._date_field(first + timedelta(days=7 * USUAL_WEEKS - 1))
        column.addLayout(self._span_row())
        self.state = text_label(role="small")
        column.addWidget(self.state)
        self.table = StartTable(self._wording)
        self.table.setAccessibleName(self._wording.text(N_("Start dates")))
        self.calendar = StartCalendar(self._wording, document.run.lab)
        self.reasons = text_label(selectable=True)
        self.reasons.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.table, 6)
        column.addLayout(self._below(), 5)
        column.addWidget(self._buttons())
        self._connect()
        self.resize(min(1080, parent.window().width() - 40), min(640, parent.window().height() - 40))
        self._ask()
        self.table.setFocus()

    def _connect(self) -> None:
        self.first.dateChanged.connect(lambda _day: self._ask())
        self.last.dateChanged.connect(lambda _day: self._ask())
        self._finder.found.connect(self._show)
        self._finder.reading.connect(lambda _count: self._tell_state())
        self._document.changed.connect(self._ask)
        self.table.date_chosen.connect(self._choose)
        self.table.taken.connect(self._take)
        self.calendar.date_chosen.connect(self._choose)

    # Parts

    def _date_field(self, day: date) -> QDateEdit:
        field = QDateEdit()
        guard_wheel(field)
        field.setCalendarPopup(True)
        field.setDisplayFormat("yyyy-MM-dd ddd")
        field.setLocale(QLocale("zh_CN" if self._wording.language == "zh" else "en_GB"))
        field.setDateRange(QDate(*FIRST_START.timetuple()[:3]), QDate(*LAST_START.timetuple()[:3]))
        field.setDate(QDate(day.year, day.month, day.day))
        return field

    def _span_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, field in ((N_("D0 from"), self.first), (N_("to"), self.last)):
            label = text_label(self._wording.text(text), wrap=False)
            label.setBuddy(field)
            field.setAccessibleName(self._wording.text(text))
            row.addWidget(label)
            row.addWidget(field)
        row.addStretch(1)
        return row

    def _below(self) -> QHBoxLayout:
        """Return the calendar with its legend, and the reasons beside it."""
        left, right, both = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self._days = _scrolled(self.calendar, self._wording.text(N_("Calendar")))
        left.addWidget(self._days, 1)
        left.addWidget(text_label(self._wording.text(N_("Bar and number: closed days with work. ★ best.")), "small"))
        self._heading = text_label(role="strong")
        right.addWidget(self._heading)
        right.addWidget(_scrolled(self.reasons, self._wording.text(N_("Reasons"))), 1)
        both.setSpacing(16)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        return both

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        closing = buttons.addButton(self._wording.text(N_("Close")), roles.RejectRole)
        self.use = buttons.addButton(self._wording.text(N_("Use This Date")), roles.ActionRole)
        self.use.setProperty("kind", "primary")
        self.use.clicked.connect(lambda _checked: self._take())
        for each in (self.use, closing):
            each.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        return buttons

    # Asking and showing

    def _span(self) -> tuple[date, date]:
        first, last = (_day(field.date()) for field in (self.first, self.last))
        return first, last + timedelta(days=1)

    def _ask(self) -> None:
        first, until = self._span()
        if first < until:
            self._finder.find(self._document.run, first, until)
        else:
            self._show(())
        self._tell_state()

    def _tell_state(self) -> None:
        first, until = self._span()
        if until <= first:
            text = self._wording.text(N_("The last date is before the first: no date is in between."))
        elif (until - first).days > MOST_STARTS:
            text = self._wording.text(
                N_("The span is longer than {most} days: only the first {most} are looked at."), most=MOST_STARTS
            )
        elif self._finder.waiting:
            text = self._wording.count(_READING, self._finder.waiting)
        elif self._finder.busy:
            text = self._wording.text(N_("The dates are being ranked."))
        else:
            person = self._document.run.operator or self._wording.text(N_("nobody named"))
            told = N_(
                "Work of other runs prepared by the same person counts, what they prepare together once: {person}. "
                "What this run would prepare together with them is not taken off."
            )
            text = self._wording.text(told, person=person)
        why = start_stands(self._document.run)
        if why:
            text = f"{why.written(self._wording.language)} {text}"
        if self._finder.unread:
            text += " " + self._wording.count(_UNREAD, self._finder.unread)
        self.state.setText(text)

    def _show(self, starts: Sequence[StartDate]) -> None:
        self.calendar.show_starts(starts)
        self._days.setMinimumWidth(self.calendar.sizeHint().width() + _SCROLL_BAR)
        self.table.show_starts(starts)
        chosen = self.table.chosen
        if chosen:
            self._choose(chosen.date)
        else:
            self._show_chosen(None)
        self._tell_state()

    def _choose(self, when: date) -> None:
        self.table.choose(when)
        self.calendar.choose(when)
        place = self.calendar.place_of_chosen().center().toPoint()
        self._days.ensureVisible(place.x(), place.y())
        self._show_chosen(self.table.chosen)

    def _show_chosen(self, start: StartDate | None) -> None:
        language = self._wording.language
        run = self._document.run
        self.use.setEnabled(start is not None and start.date != run.start and start_stands(run) is None)
        if start is None:
            self._heading.setText("")
            self.reasons.setText("")
            return
        heading = self._wording.text(N_("D0 {start}"), start=write_date(start.date, language))
        if start.date == self._document.run.start:
            as_it_is = self._wording.text(N_("start as it is"))
            heading += f" · {as_it_is}"
        self._heading.setText(heading)
        self.reasons.setText("\n".join(reason.written(language) for reason in start.reasons))

    def _take(self) -> None:
        chosen = self.table.chosen
        if chosen and self.use.isEnabled():
            self.date_taken.emit(chosen.date)
            self.accept()


_UNREAD = P_("{count} run cannot be read.", "{count} runs cannot be read.")
_READING = P_("{count} other run is still being read.", "{count} other runs are still being read.")


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _scrolled(inner: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    return area
