"""Who is away, and when: fields for one more absence, and the list of those that are kept."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QComboBox, QDateEdit, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, write_date
from mscplanner.domain.work_calendar import FIRST_DAY, LAST_DAY, LONGEST_PERSON, Absence, WorkCalendar
from mscplanner.gui.entry_model import Column, Group, Row
from mscplanner.gui.entry_table import EntryTable
from mscplanner.gui.labels import button, guard_wheel, row_height, text_label
from mscplanner.gui.wording import Wording

_COLUMNS = (Column(N_("Person"), most=14), Column(N_("Away"), most=0))
_SHOWN_ROWS = 4


class _PersonBox(QComboBox):
    """A name that is typed or chosen; Esc takes back what is typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.currentText():
            self.setEditText("")
        else:
            super().keyPressEvent(event)


class AbsenceFields(QWidget):
    """A person without an absence has a line, too, so that the name can be removed.

    Signals: ``add_wanted`` a person, the first and the last day away; ``remove_wanted`` an absence;
    ``remove_person_wanted`` a person.
    """

    add_wanted = Signal(str, object, object)
    remove_wanted = Signal(object)
    remove_person_wanted = Signal(str)

    def __init__(self, wording: Wording, today: date) -> None:
        super().__init__()
        self._wording = wording
        self._calendar = WorkCalendar(closed_weekdays=())
        self._editable = True
        self._kept: dict[str, Absence | str] = {}
        self.person = self._person_box()
        self.first, self.last = _day_field(today), _day_field(today)
        self.add, self.remove = button(pressed=self._add), button(pressed=self._remove)
        self.add.setObjectName("add_absence")
        self.remove.setObjectName("remove_absence")
        self.note = text_label(role="error")
        self.table = EntryTable(wording, _COLUMNS, 1)
        self.table.setMinimumHeight((_SHOWN_ROWS + 1) * row_height(self.table))
        wording.bind(self.table.setAccessibleName, N_("Absences"))
        wording.bind(self.add.setText, N_("Add Absence"))
        wording.bind(self.remove.setText, N_("Remove"))
        self._lay_out()
        self.first.dateChanged.connect(self._follow_first)
        self.table.put_away.connect(self._remove)
        self.table.current_changed.connect(self._follow)
        wording.changed.connect(self._fill)
        self._fill()

    def show_calendar(self, calendar: WorkCalendar) -> None:
        """List the absences of ``calendar``."""
        if (calendar.people, calendar.absences) != (self._calendar.people, self._calendar.absences):
            self._calendar = calendar
            self._fill()

    def let_edit(self, editable: bool) -> None:
        """Say whether absences can be added and removed."""
        self._editable = editable
        self.add.setEnabled(editable)
        self._follow()

    def tell(self, problem: Message | None) -> None:
        """Tell why an absence was not added; None clears the name for the next one."""
        self.note.setText(problem.written(self._wording.language) if problem else "")
        self.note.setVisible(problem is not None)
        if problem is None:
            self.person.setEditText("")

    def _person_box(self) -> QComboBox:
        box, field = _PersonBox(), QLineEdit()
        box.setLineEdit(field)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        field.setMaxLength(LONGEST_PERSON)
        field.returnPressed.connect(self._add)
        guard_wheel(box)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields: tuple[tuple[str, QWidget], ...] = (
            (N_("Person"), self.person),
            (N_("First day away"), self.first),
            (N_("Last day away"), self.last),
        )
        for text, field in fields:
            label = text_label(wrap=False)
            label.setBuddy(field)
            self._wording.bind(label.setText, text)
            self._wording.bind(field.setAccessibleName, text)
            if isinstance(field, QDateEdit):
                self._wording.bind(field.calendarWidget().setAccessibleName, text)
            form.addRow(label, field)
        bar = QHBoxLayout()
        bar.addWidget(self.table.sort_box)
        bar.addStretch(1)
        bar.addWidget(self.remove)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(form)
        column.addWidget(self.note)
        column.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.table)
        column.addLayout(bar)

    def _fill(self) -> None:
        wording, language = self._wording, self._wording.language
        for field in (self.first, self.last):
            field.setLocale(QLocale("zh_CN" if language == "zh" else "en_GB"))
        typed = self.person.currentText()
        blocker = QSignalBlocker(self.person)
        self.person.clear()
        self.person.addItems(list(self._calendar.people))
        self.person.setCurrentIndex(-1)
        self.person.setEditText(typed)
        del blocker
        self._kept = {f"{at}": each for at, each in enumerate(self._calendar.absences)}
        away = {each.person for each in self._calendar.absences}
        self._kept |= {f"person:{each}": each for each in self._calendar.people if each not in away}
        rows = [self._row(row_id, each) for row_id, each in self._kept.items()]
        self.table.show_groups([Group(rows, note=wording.text(N_("Nobody is away.")))])
        self._follow()

    def _row(self, row_id: str, each: Absence | str) -> Row:
        if isinstance(each, str):
            return Row(row_id, (each, "—"), (each.casefold(), (date.max, date.max)), "", muted=True)
        language, last = self._wording.language, each.until - timedelta(days=1)
        away = write_date(each.first, language)
        if last > each.first:
            away = f"{away} – {write_date(last, language)}"
        return Row(row_id, (each.person, away), (each.person.casefold(), (each.first, last)), "")

    def _follow(self) -> None:
        row = self.table.current
        self.remove.setEnabled(bool(row) and self._editable)
        remove = self._wording.text(N_("Remove"))
        self.remove.setAccessibleName(f"{remove}: {row.cells[0]}, {row.cells[1]}" if row else remove)

    def _follow_first(self, day: QDate) -> None:
        if self.last.date() < day:
            self.last.setDate(day)

    def _add(self) -> None:
        if self._editable:
            self.add_wanted.emit(self.person.currentText(), self.first.date().toPython(), self.last.date().toPython())

    def _remove(self) -> None:
        row = self.table.current
        kept = self._kept.get(row.id) if row and self._editable else None
        if isinstance(kept, Absence):
            self.remove_wanted.emit(kept)
        elif kept:
            self.remove_person_wanted.emit(kept)


def _day_field(today: date) -> QDateEdit:
    field = QDateEdit()
    guard_wheel(field)
    field.setCalendarPopup(True)
    field.setDisplayFormat("yyyy-MM-dd ddd")
    field.setDateRange(QDate(*FIRST_DAY.timetuple()[:3]), QDate(*LAST_DAY.timetuple()[:3]).addDays(-1))
    field.setDate(QDate(today.year, today.month, today.day))
    plain = QTextCharFormat()
    # Red weekends would mean something by colour alone.
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        field.calendarWidget().setWeekdayTextFormat(day, plain)
    return field
