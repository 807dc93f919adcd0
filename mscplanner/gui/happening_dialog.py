"""What happened on a day of a run: it is written down, and where something slips, a way on is chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mscplanner.domain.language import N_
from mscplanner.domain.message import write_date
from mscplanner.domain.run import LAST_DAY, Run
from mscplanner.gui.dialog_room import room_for, scrolled_fields
from mscplanner.gui.form_section import visible
from mscplanner.gui.labels import number_field, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.way_cards import WayCards
from mscplanner.planning.day_record import (
    RECORD_KINDS,
    RecordKind,
    earliest,
    missing,
    record_name,
    record_ways,
    taken_as_done,
    taken_text,
    wells_left,
)
from mscplanner.planning.plan import Plan
from mscplanner.planning.replanning import WayOn, day_done, decided

_NUMBERS: dict[RecordKind, str] = {
    "other-day": N_("Done on"),
    "lost": N_("How many wells?"),
    "not-ready": N_("Extend by"),
}
_LONGEST_NAME, _LONGEST_NOTE, _MOST_DAYS = 80, 200, 60


class Written(NamedTuple):
    """What is known already when it is asked what happened, from a sheet that came back.

    Attributes:
        number: See ``HappeningDialog.number``; None takes the usual one.
        with_record: Writes the sheet itself into the run, in the same step.
    """

    kind: RecordKind
    number: int | None
    by: str
    note: str
    with_record: Callable[[Run], Run]


class HappeningDialog(QDialog):
    """Writes down what happened on one day as one step of ``document`` that can be undone.

    ``revised`` says that the plan got a new revision by it.
    """

    revised = Signal()

    def __init__(
        self, parent: QWidget, document: RunDocument, day: int, today: date, written: Written | None = None
    ) -> None:
        super().__init__(parent)
        self._written = written
        self._document, self._wording = document, document.wording
        self._day, self._today = day, today
        self.setObjectName("what_happened")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        label = self._label()
        self.setWindowTitle(self._wording.text(N_("What happened on {day}"), day=label))
        column = QVBoxLayout(self)
        column.setSpacing(10)
        self._body = QHBoxLayout()
        self._body.setSpacing(18)
        self._body.addWidget(scrolled_fields(self._fields(), self._wording.text(N_("What happened"))))
        self._body.addWidget(self._ways_area(), 1)
        column.addLayout(self._body, 1)
        self._buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.apply = self._buttons.addButton(self._wording.text(N_("Apply")), roles.AcceptRole)
        self.apply.setObjectName("apply")
        self._buttons.addButton(self._wording.text(N_("Cancel")), roles.RejectRole)
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        column.addWidget(self._buttons)
        self.resize(room_for(self, 100, 36))
        # The plan that the ways on were worked out from must still be that of the run.
        document.changed.connect(self._kind_changed)
        self._kind_changed()
        if written:
            self._show_written(written)

    def _show_written(self, written: Written) -> None:
        chosen = self.kinds.button(list(RECORD_KINDS).index(written.kind))
        chosen.setChecked(chosen.isEnabled())
        if written.number is not None:
            self.number.setValue(written.number)
        self.name.setText(written.by)
        self.note.setText(written.note[:_LONGEST_NOTE])

    @property
    def _plan(self) -> Plan:
        """The plan as it stands, its run with the sheet that is written down in the same step."""
        plan = self._document.plan
        if self._written is None:
            return plan
        return plan.model_copy(update={"run": self._written.with_record(plan.run)})

    def _label(self) -> str:
        day = self._document.plan.day(self._day)
        return f"{day.label}, {write_date(day.date, self._wording.language)}" if day else f"D{self._day}"

    def _fields(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        self.kinds = QButtonGroup(self)
        for at, (kind, text) in enumerate(RECORD_KINDS.items()):
            choice = QRadioButton(self._wording.text(text))
            choice.setObjectName(f"record_{kind}")
            why = missing(self._document.plan, self._day, kind)
            choice.setEnabled(why is None)
            self.kinds.addButton(choice, at)
            column.addWidget(choice)
            if why:
                reason = text_label(why.written(self._wording.language), "small")
                reason.setContentsMargins(24, 0, 0, 2)
                choice.setAccessibleDescription(reason.text())
                column.addWidget(reason)
        first = next((each for each in self.kinds.buttons() if each.isEnabled()), None)
        if first:
            first.setChecked(True)
        self.kinds.idToggled.connect(lambda _at, on: self._kind_changed() if on else None)
        column.addSpacing(8)
        column.addLayout(self._typed())
        column.addStretch(1)
        return column

    def _typed(self) -> QFormLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._number_label, self.number, self._number_text = text_label(wrap=False), number_field(1, 1), text_label()
        self.number.setObjectName("record_number")
        self._number_label.setBuddy(self.number)
        self.number.valueChanged.connect(lambda _value: self._renew())
        form.addRow(self._number_label, self.number)
        form.addRow(self._number_text)
        self.name, self.note = QLineEdit(self._document.run.operator), QLineEdit()
        self.name.setObjectName("record_name")
        self.note.setObjectName("record_note")
        for text, field, most in (
            (N_("Written down by"), self.name, _LONGEST_NAME),
            (N_("Remark"), self.note, _LONGEST_NOTE),
        ):
            field.setMaxLength(most)
            field.setAccessibleName(self._wording.text(text))
            field.setMinimumWidth(26 * self.fontMetrics().averageCharWidth())
            label = text_label(self._wording.text(text), wrap=False)
            label.setBuddy(field)
            form.addRow(label, field)
        return form

    def _ways_area(self) -> QWidget:
        self._right = QWidget()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        self._heading: QLabel = text_label(role="section")
        self.ways = WayCards(self._wording, self._document)
        self.ways.chosen.connect(self._show_ready)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setWidget(self.ways)
        self.ways.setObjectName("page")
        self._first: WayOn | None = None
        self._taken = text_label()
        self._taken.setObjectName("taken_as_done")
        column.addWidget(self._heading)
        column.addWidget(self._taken)
        column.addWidget(area, 1)
        return self._right

    @property
    def kind(self) -> RecordKind:
        """What is chosen to have happened."""
        return list(RECORD_KINDS)[max(self.kinds.checkedId(), 0)]

    def _kind_changed(self) -> None:
        plan, kind = self._document.plan, self.kind
        limits: dict[RecordKind, tuple[int, int, int]] = {
            "other-day": (
                min(earliest(plan, self._day), self._day),
                min(self._day + _MOST_DAYS, LAST_DAY),
                self._day + 1,
            ),
            "lost": (1, max(wells_left(plan, self._day), 1), 1),
            "not-ready": (1, _MOST_DAYS, 1),
        }
        low, high, value = limits.get(kind, (1, 1, 1))
        self.number.blockSignals(True)
        self.number.setRange(low, high)
        self.number.setValue(value)
        self.number.setPrefix("D" if kind == "other-day" else "")
        self.number.setSuffix(" d" if kind == "not-ready" else "")
        self.number.blockSignals(False)
        self._number_label.setText(self._wording.text(_NUMBERS[kind]) if kind in _NUMBERS else "")
        self.number.setAccessibleName(self._number_label.text())
        for each in (self._number_label, self.number):
            each.setVisible(kind in _NUMBERS)
        self._renew()

    def _renew(self) -> None:
        """Work out the ways on from what is chosen; it takes less time than a key stroke."""
        document = self._document
        when = document.run.start + timedelta(days=self.number.value())
        self._number_text.setVisible(self.kind == "other-day")
        self._number_text.setText(write_date(when, self._wording.language))
        ways = record_ways(self._plan, self._day, self.kind, self.number.value(), stockroom=document.stockroom)
        heading = N_("What follows") if len(ways) < 2 else N_("How do you go on?")
        self._heading.setText(self._wording.text(heading if ways else N_("The plan stays as it is.")))
        self._first = ways[0] if ways else None
        self.ways.show_ways(ways)

    def _show_ready(self) -> None:
        possible = missing(self._document.plan, self._day, self.kind) is None
        self.apply.setEnabled(possible and (self.kind == "done" or self.ways.way is not None))
        # Until one is chosen, what the first way on writes down: others differ only where the run is stopped.
        way = self.ways.way or self._first
        taken = taken_as_done(self._document.plan, self._day, way.run) if way else ()
        self._taken.setVisible(bool(taken))
        self._taken.setText(taken_text(taken).written(self._wording.language) if taken else "")

    def _take(self) -> None:
        document, by, note = self._document, visible(self.name.text()), visible(self.note.text())
        if self.kind == "done":
            document.change(record_name(self._day), day_done(self._plan.run, document.plan, self._day, by, note))
            self.accept()
            return
        chosen = self.ways.way.kind if self.ways.way else ""
        ways = record_ways(
            self._plan, self._day, self.kind, self.number.value(), by, note, stockroom=document.stockroom
        )
        way = next((each for each in ways if each.kind == chosen), None)
        if way is None:
            return
        name = record_name(self._day, taken_as_done(document.plan, self._day, way.run))
        # Another plan from here on: the ways on that are shown are no longer worked out.
        document.changed.disconnect(self._kind_changed)
        document.change(name, decided(way, by, self._today, note))
        self.accept()
        self.revised.emit()
