"""Asks for which days a run is handed over, and to whom."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import message, write_date
from mscplanner.domain.run import AskedHandOver
from mscplanner.gui.form_section import visible
from mscplanner.gui.labels import button, number_field, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.planning.hand_overs import hand_over_id, hand_overs, with_hand_over, without_hand_over

_LONGEST_NAME = 80
_ROWS = 3


class HandOverDialog(QDialog):
    """Makes a page for days that are handed over, or takes one back; each is a step that can be undone.

    ``page_wanted`` carries the id of a page that is to be looked at and printed.
    """

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget, document: RunDocument, day: int) -> None:
        """Ask for the days; ``D{day}`` is proposed."""
        super().__init__(parent)
        self._document, self._wording = document, document.wording
        self.setObjectName("hand_over_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self._wording.text(N_("Hand over {run}"), run=document.run.number))
        column = QVBoxLayout(self)
        column.setSpacing(10)
        told = N_("The page says what was done last, what is to be done on these days, and what lies where.")
        column.addWidget(text_label(self._wording.text(told), "muted"))
        column.addLayout(self._fields(day))
        self._asked_heading = text_label(self._wording.text(N_("Asked for before")), "strong")
        self.asked = QListWidget()
        self.asked.setObjectName("asked_hand_overs")
        self.asked.setAccessibleName(self._asked_heading.text())
        self.asked.currentRowChanged.connect(self._choose)
        self.remove = button(pressed=self._remove)
        self.remove.setObjectName("remove_hand_over")
        self.remove.setText(self._wording.text(N_("Remove")))
        self.remove.setAutoDefault(False)
        self.remove.setEnabled(False)
        for each in (self._asked_heading, self.asked, self.remove):
            column.addWidget(each)
        column.addWidget(self._button_box())
        document.changed.connect(self._fill)
        self._fill()
        self.first.setFocus()

    def _fields(self, day: int) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        numbers = [each.number for each in (*self._document.plan.preceding, *self._document.plan.days)] or [0]
        self.first, self.last = (number_field(numbers[0], numbers[-1]) for _ in range(2))
        self.to = QLineEdit()
        self.to.setMaxLength(_LONGEST_NAME)
        self._dates = text_label(role="small")
        self._dates.setObjectName("hand_over_dates")
        for field, name, text in (
            (self.first, "hand_over_from", N_("From day")),
            (self.last, "hand_over_until", N_("Until day")),
            (self.to, "hand_over_to", N_("To whom")),
        ):
            field.setObjectName(name)
            label = text_label(self._wording.text(text), wrap=False)
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            field.setMinimumWidth(24 * self.fontMetrics().averageCharWidth())
            form.addRow(label, field)
            if field is self.last:
                form.addRow("", self._dates)
        for number in (self.first, self.last):
            number.setPrefix("D")
            number.setValue(day)
        for number in (self.first, self.last):
            number.valueChanged.connect(lambda _value: self._renew())
        return form

    def _button_box(self) -> QDialogButtonBox:
        box, roles = QDialogButtonBox(), QDialogButtonBox.ButtonRole
        self.make = box.addButton(self._wording.text(N_("Show the Page")), roles.AcceptRole)
        self.make.setObjectName("apply")
        box.addButton(self._wording.text(N_("Close")), roles.RejectRole).setAutoDefault(False)
        box.accepted.connect(self._take)
        box.rejected.connect(self.reject)
        return box

    @property
    def _wanted(self) -> AskedHandOver:
        name = visible(self.to.text()).strip()
        return AskedHandOver(first_day=self.first.value(), last_day=self.last.value(), to=name)

    def _fill(self) -> None:
        """List what was asked for, as it stands now."""
        asked = self._document.run.hand_overs
        self.asked.blockSignals(True)
        self.asked.clear()
        for each in asked:
            days = hand_over_id(each).partition("/")[2]
            self.asked.addItem(f"{days} · {each.to}" if each.to else days)
        self.asked.blockSignals(False)
        row = self.asked.sizeHintForRow(0) if asked else 0
        self.asked.setFixedHeight(min(len(asked), _ROWS) * row + 2 * self.asked.frameWidth() + 4)
        for widget in (self._asked_heading, self.asked, self.remove):
            widget.setVisible(bool(asked))
        self.remove.setEnabled(False)
        self._renew()

    def _renew(self) -> None:
        # Neither field moves the other: half of what is typed is a day, too.
        reversed_days = self.last.value() < self.first.value()
        self.make.setEnabled(not reversed_days)
        if reversed_days:
            told = N_("Until day D{last} lies before From day D{first}: type a later day, or an earlier first one.")
            self._dates.setText(self._wording.text(told, first=self.first.value(), last=self.last.value()))
            return
        start, language = self._document.run.start, self._wording.language
        dates = [write_date(start + timedelta(days=each), language) for each in (self.first.value(), self.last.value())]
        self._dates.setText(" – ".join(dict.fromkeys(dates)))

    def _choose(self, row: int) -> None:
        self.remove.setEnabled(row >= 0)
        if row >= 0:
            chosen = self._document.run.hand_overs[row]
            self.first.setValue(chosen.first_day)
            self.last.setValue(chosen.last_day)
            self.to.setText(chosen.to)

    def _remove(self) -> None:
        chosen = self._document.run.hand_overs[self.asked.currentRow()]
        part = hand_over_id(chosen)
        name = message(N_("Remove the hand-over for {days}"), days=part.partition("/")[2])
        self._document.change(name, without_hand_over(self._document.run, part))

    def _take(self) -> None:
        wanted, document = self._wanted, self._document
        part = hand_over_id(wanted)
        of_closed_days = any(each.id == part and not each.asked for each in hand_overs(document.plan))
        known = of_closed_days and not wanted.to and wanted not in document.run.hand_overs
        if not known and wanted not in document.run.hand_overs:
            name = message(N_("Hand-over for {days}"), days=part.partition("/")[2])
            document.change(name, with_hand_over(document.run, wanted))
        self.accept()
        self.page_wanted.emit(part)
