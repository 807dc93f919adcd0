"""Closes out a sheet of paper: what was written by hand is taken over, checked, and kept with what happened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mscplanner.domain.close_out import CloseOut, ColumnName, Row, has_entries
from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.run import LEAST_REASON, Run
from mscplanner.gui.close_out_beginnings import Draft, Scanned
from mscplanner.gui.close_out_fields import CloseOutFields
from mscplanner.gui.close_out_notes import CloseOutNotes
from mscplanner.gui.close_out_outcome import CloseOutOutcome
from mscplanner.gui.close_out_resumed import CloseOutResumed
from mscplanner.gui.close_out_sheets import SheetsOfDay
from mscplanner.gui.close_out_words import closed_out_lines, keep_text, keys_line, sheet_line
from mscplanner.gui.dialog_room import room_for
from mscplanner.gui.form_section import visible
from mscplanner.gui.happening_dialog import HappeningDialog, Written
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.planning.close_out import OutcomeKind, closed_part, corrected, day_closed, used_on, with_close_out
from mscplanner.planning.close_out_checks import close_out_findings
from mscplanner.planning.close_out_form import CloseOutForm, as_planned
from mscplanner.planning.replanning import decided
from mscplanner.planning.resumed_form import resumed

if TYPE_CHECKING:
    from mscplanner.library.entry import Stamp

CHECKED_AFTER_MILLISECONDS = 700
_LONGEST_NOTE, _LONGEST_NAME = 200, 80
_CHARACTERS, _LINES = 127, 44
_SEEN_AROUND = (40, 80)
"""Pixels to the left and right of a field, and above and below it."""


class CloseOutDialog(QDialog):
    """Takes one sheet over as one step of the document that can be undone; one that is closed out is shown.

    Signals: ``closed`` carries the part; ``revised`` that the plan got a new revision by it;
    ``typed`` the part and its rows whenever an entry changed before it was closed out, ``half_filled``
    the part where the form was left with entries; ``part_wanted`` another sheet of the same day, ``scanned``
    the code of another sheet that was scanned while the form was open; ``next_wanted`` that the next
    sheet of the day is to follow.
    """

    closed = Signal(str)
    revised = Signal()
    typed = Signal(str, object)
    half_filled = Signal(str)
    part_wanted = Signal(str)
    scanned = Signal(str)
    next_wanted = Signal()

    def __init__(
        self,
        parent: QWidget,
        document: RunDocument,
        form: CloseOutForm,
        today: date,
        stamp: Callable[[], Stamp],
        carried: Mapping[ColumnName, str],
        draft: Draft | None = None,
        scanned: Scanned | None = None,
        begun: Collection[str] = (),
    ) -> None:
        super().__init__(parent)
        self._document, self._wording, self._form = document, document.wording, form
        self._today, self._stamp, self._scanned = today, stamp, scanned or Scanned()
        self._record = closed_part(document.run, form.part)
        self._begun = begun
        self._correcting = self._wants_next = False
        self.setObjectName("close_out")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(
            self._wording.text(N_("Close out {part} of {run}"), part=form.part, run=document.run.number)
        )
        self._checking = QTimer(self)
        self._checking.setSingleShot(True)
        self._checking.setInterval(CHECKED_AFTER_MILLISECONDS)
        self._checking.timeout.connect(self.check)
        self._lay_out()
        closed = self._record is not None
        self.fields.show_rows(self._begun_with(draft), carried, read_only=closed, skips_filled=not closed)
        self._show_mode()
        self.check()
        self.resize(room_for(self, _CHARACTERS, _LINES))
        if self._record is None:
            self.fields.focus_first()

    def _show_reached(self) -> None:
        """Bring the field that has the focus into view, with the heads above it and the rows that come next."""
        field = self.focusWidget()
        if field and self.fields.isAncestorOf(field):
            self._area.ensureWidgetVisible(field, *_SEEN_AROUND)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Where the fields stand is known only when they are laid out.
        QTimer.singleShot(0, self, self._show_reached)

    def _begun_with(self, draft: Draft | None) -> tuple[Row, ...]:
        """Return the rows that stand in the form at first."""
        if self._record:
            return self._record.rows
        if draft is None:
            return self._form.rows
        rows, left_over = resumed(self._form.rows, draft.rows)
        told = CloseOutResumed(self._wording, draft.at, left_over)
        told.toggled.connect(lambda there: self._take_rows(rows if there else self._form.rows))
        self._head_column.addWidget(told)
        return rows

    def _take_rows(self, rows: tuple[Row, ...]) -> None:
        self.fields.show_rows(rows, self.fields.carried, skips_filled=True)
        self._begin_check()
        self.check()
        self.fields.focus_first()
        QTimer.singleShot(0, self, self._show_reached)

    # Laying out

    def _lay_out(self) -> None:
        wording, column = self._wording, QVBoxLayout(self)
        column.setSpacing(8)
        head = QHBoxLayout()
        self._head = text_label(role="section")
        head.addWidget(self._head, 1)
        self.sheets = SheetsOfDay(wording, self._document.plan, self._form, self._begun)
        self.sheets.part_wanted.connect(self._go_to)
        head.addWidget(self.sheets)
        self._head_column = QVBoxLayout()
        self._head_column.addLayout(head)
        column.addLayout(self._head_column)
        self._told = text_label(selectable=True)
        self._warning = text_label(self._scanned.warning, "warning", selectable=True)
        self._warning.setVisible(bool(self._scanned.warning))
        self.fields = CloseOutFields(wording, used_on(self._document.plan, self._form))
        self.fields.scanned.connect(self._leave_for)
        self.fields.changed.connect(self._begin_check)
        self.fields.went_on.connect(self.check)
        self.fields.ended.connect(lambda: self.close_out.setFocus(Qt.FocusReason.TabFocusReason))
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.fields)
        self.fields.reached.connect(self._show_reached)
        self.notes = CloseOutNotes(wording)
        self.notes.place_wanted.connect(self.fields.focus_field)
        self.notes.grown.connect(self._show_reached, Qt.ConnectionType.QueuedConnection)
        self.notes.fix_wanted.connect(self._mend)
        for each in (self._told, self._warning):
            column.addWidget(each)
        column.addWidget(area, 1)
        column.addWidget(self.notes)
        self.outcome = CloseOutOutcome(self._document, self._form)
        column.addWidget(self.outcome)
        column.addLayout(self._reason_row())
        column.addLayout(self._buttons())
        for keys, done in (
            ("Ctrl+Return", self.take),
            ("Ctrl+Enter", self.take),
            ("Ctrl+Shift+Return", self.take_and_go_on),
            ("Ctrl+Shift+Enter", self.take_and_go_on),
            ("F8", self.notes.walk),
            ("Alt+P", self.planned.click),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            # A key that is held down is one press: the second one takes what was told at the first.
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(done)

    def _go_to(self, part: str) -> None:
        self.reject()
        self.part_wanted.emit(part)

    def _leave_for(self, text: str) -> None:
        self.reject()
        self.scanned.emit(text)

    def _reason_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        text = self._wording.text(N_("Why it is corrected"))
        self._reason_label, self.reason = text_label(text, wrap=False), QLineEdit()
        self.reason.setObjectName("correction_reason")
        self.reason.setMaxLength(_LONGEST_NOTE)
        self.reason.setAccessibleName(text)
        self.reason.textChanged.connect(lambda _text: self._show_ready())
        self._reason_label.setBuddy(self.reason)
        row.addWidget(self._reason_label)
        row.addWidget(self.reason, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.planned = self._button(N_("As Planned"), "as_planned", self._fill_as_planned)
        self.correct = self._button(N_("Correct…"), "correct", self._begin_correction)
        self.close_out = self._button(N_("Close Out"), "take", self.take, "primary")
        self.leave = self._button(N_("Cancel"), "leave", self.reject)
        row.addWidget(self.planned)
        row.addWidget(self.correct)
        self._keys = text_label(role="small")
        row.addWidget(self._keys, 1)
        row.addWidget(self.close_out)
        row.addWidget(self.leave)
        return row

    def _button(self, text: str, name: str, pressed: Callable[[], object], kind: str = "") -> QPushButton:
        made = button(kind, pressed)
        made.setObjectName(name)
        made.setText(self._wording.text(text))
        # Enter belongs to the fields; on a button that has the focus, it presses it.
        made.setAutoDefault(False)
        return made

    # Showing

    def _show_mode(self) -> None:
        wording, record = self._wording, self._record
        self._head.setText(sheet_line(self._form, used_on(self._document.plan, self._form), wording))
        self._told.setText(closed_out_lines(record, wording) if record else "")
        self._told.setVisible(record is not None)
        editing = record is None or self._correcting
        self.outcome.setVisible(record is None and self.outcome.has_choice)
        self._reason_label.setVisible(self._correcting)
        self.reason.setVisible(self._correcting)
        self.planned.setVisible(record is None)
        self._keys.setText(keys_line(wording, self._correcting) if editing else "")
        self.correct.setVisible(not editing)
        self.close_out.setVisible(editing)
        self.leave.setText(wording.text(N_("Cancel") if editing else N_("Close")))

    def _begin_check(self) -> None:
        self._checking.start()
        self.outcome.show_rows(self.fields.rows)
        if self._record is None:
            self.typed.emit(self._form.part, self.fields.rows)

    def check(self) -> None:
        """Say what is to be looked at again, and what follows for the run."""
        self._checking.stop()
        self.notes.show_findings(close_out_findings(self.fields.rows, used_on(self._document.plan, self._form)))
        self.outcome.show_rows(self.fields.rows)
        self._show_ready()

    def _show_ready(self) -> None:
        reason = visible(self.reason.text())
        self.close_out.setEnabled(not self._correcting or len(reason) >= LEAST_REASON)
        self.close_out.setText(keep_text(self._wording, self._correcting, self.notes.stands))

    def _mend(self, row: str, column: str, text: str) -> None:
        self.fields.set_typed(row, column, text)
        self.check()

    # Filling in

    def _fill_as_planned(self) -> None:
        if self._record:
            # Its key is there also where its button is not: a record is no plan.
            return
        self.fields.take_rows(as_planned(self.fields.rows, self._wording.language))
        self.check()
        self.fields.focus_first()

    def _begin_correction(self) -> None:
        self._correcting = True
        self.notes.accept_findings()
        self.fields.show_rows(self.fields.rows, {})
        self._show_mode()
        self._show_ready()
        self.fields.focus_first()

    # Keeping

    def take(self) -> None:
        """Keep what stands in the form, and write down what happened with it.

        Where something is to be looked at again, the first press tells it, and the next one keeps it as it is.
        """
        self._wants_next = False
        self._take()

    def _take(self) -> None:
        if self._correcting:
            self._keep_correction()
        elif self._record is None and not self._is_held_back():
            self._close_out()

    def take_and_go_on(self) -> None:
        """Keep what stands in the form; the next sheet of the day follows, where one is not closed out yet."""
        self._wants_next = True
        self._take()

    def _is_held_back(self) -> bool:
        self.check()
        held = self.notes.holds_back()
        self._show_ready()
        return held

    def _keep_correction(self) -> None:
        reason = visible(self.reason.text())
        if self._record is None or len(reason) < LEAST_REASON:
            self.reason.setFocus()
            return
        if self._is_held_back():
            return
        stamp = self._stamp()
        record = corrected(self._record, self.fields.rows, stamp.at, stamp.author, reason)
        if record != self._record:
            name = message(N_("Correct what was closed out of {part}"), part=self._form.part)
            self._document.change(name, with_close_out(self._document.run, record))
            self.closed.emit(self._form.part)
        self.accept()

    def _close_out(self) -> None:
        document, kind = self._document, self.outcome.kind
        keep = partial(with_close_out, close_out=self._taken_over())
        if kind in ("other-day", "left-out"):
            self._ask_ways(kind, keep)
            return
        name, by = message(N_("Close out {part}"), part=self._form.part), self._performer()
        run = document.run
        if kind == "done":
            run = day_closed(document.plan, self._form.day, by)
        way = self.outcome.way(by)
        revises = way is not None and self.outcome.revises(way)
        if way:
            run = decided(way, by, self._today) if revises else way.run
        document.change(name, keep(run))
        self._finish(revises)

    def _taken_over(self) -> CloseOut:
        stamp = self._stamp()
        return CloseOut(
            part=self._form.part,
            day=self._form.day,
            revision=self._scanned.revision or self._document.run.revision,
            code=self._scanned.code,
            at=stamp.at,
            by=stamp.author,
            rows=self.fields.rows,
        )

    def _ask_ways(self, kind: OutcomeKind, keep: Callable[[Run], Run]) -> None:
        day = self.outcome.day
        written = Written(
            "left-out" if kind == "left-out" else "other-day",
            day if kind == "other-day" and day != self._form.day else None,
            self._performer(),
            self._deviation()[:_LONGEST_NOTE],
            keep,
        )
        asked = HappeningDialog(self, self._document, self._form.day, self._today, written)
        asked.accepted.connect(lambda: self._finish(revised=False))
        asked.revised.connect(self.revised)
        # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
        QDialog.open(asked)

    def _finish(self, revised: bool) -> None:
        self.closed.emit(self._form.part)
        self.accept()
        if revised:
            self.revised.emit()
        if self._wants_next:
            self.next_wanted.emit()

    def _performer(self) -> str:
        row = next((each for each in self.fields.rows if each.id == "sign-off/performed"), None)
        return (row.typed("name").strip() if row else "")[:_LONGEST_NAME] or self._stamp().author[:_LONGEST_NAME]

    def _deviation(self) -> str:
        row = next((each for each in self.fields.rows if each.section == "deviations"), None)
        return row.typed("text").replace("\n", " ").strip() if row else ""

    def reject(self) -> None:
        """Leave the form; ``half_filled`` tells that there are entries in it."""
        if self._record is None and has_entries(self.fields.rows):
            self.half_filled.emit(self._form.part)
        super().reject()
