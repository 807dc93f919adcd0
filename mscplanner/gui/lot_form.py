"""The form of the chosen lot: every field, what it understood, and what stands in the way of the lot's use."""

from __future__ import annotations

from datetime import date
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from mscplanner.domain.finding import Finding
from mscplanner.domain.language import N_
from mscplanner.domain.message import computed, message
from mscplanner.domain.quantity import at_least, at_most
from mscplanner.domain.reagent import ReagentKind
from mscplanner.domain.stockroom import Lot
from mscplanner.gui.field_grid import FieldGrid, FieldPlan
from mscplanner.gui.field_notes import Notes
from mscplanner.gui.labels import put_away, text_label
from mscplanner.gui.lot_steps import LotSteps
from mscplanner.gui.lot_words import EXAMPLES, FIELD_WORDS
from mscplanner.gui.marks import SEVERITY_WORDS, severity_icon
from mscplanner.gui.reagent_completer import ReagentCompleter, ReagentNames
from mscplanner.gui.wording import Wording
from mscplanner.planning.lot_fields import (
    AMOUNTS,
    LOT_FIELDS,
    LotField,
    LotReading,
    longest,
    lot_text,
    read_lot_field,
)
from mscplanner.planning.lot_states import Holding, LotState
from mscplanner.planning.misreadings import misread

_SIGN = 16
_ANY_KIND: frozenset[str] = frozenset(get_args(ReagentKind))
_ALWAYS_READ_BACK: frozenset[LotField] = frozenset({"strength", "amount", "expiry"})
_PLANS = tuple(
    FieldPlan(
        field,
        FIELD_WORDS[field],
        quantity=field in AMOUNTS or field == "freeze_thaws",
        wide=field in ("reagent", "note"),
        at_rest=field != "reagent",
    )
    for field in LOT_FIELDS
)


class LotForm(QWidget):
    """Shows one lot. A text that a field does not take stays in it, and is told, until it is another one."""

    def __init__(self, wording: Wording, steps: LotSteps, today: date) -> None:
        super().__init__()
        self.setObjectName("page")
        self._wording, self._steps, self._today = wording, steps, today
        self._lot: Lot | None = None
        self._refused: dict[tuple[str, LotField], str] = {}
        self._working = ""
        self._again = True
        wording.changed.connect(self._show_again)
        self._title = text_label(role="section")
        self._title.setObjectName("chosen_lot")
        self._states = QGridLayout()
        self._states.setHorizontalSpacing(6)
        self._states.setVerticalSpacing(2)
        self._states.setColumnStretch(1, 1)
        self._state_labels: list[QLabel] = []
        self._held_by = text_label(role="muted")
        self._held_by.setObjectName("held_by")
        self.fields = FieldGrid(wording, _PLANS, narrow=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(self._states)
        column.addWidget(self._held_by)
        column.addWidget(self.fields)
        column.addStretch(1)
        self._names = ReagentNames(steps.lab.catalogue, _ANY_KIND)
        self._connect()

    def _connect(self) -> None:
        fields = self.fields
        for name in LOT_FIELDS:
            field = fields.field(name)
            if field:
                field.setMaxLength(longest(name))
        reagent = fields.field("reagent")
        if reagent:
            ReagentCompleter(self._wording, self._names, reagent)
        fields.began.connect(self._begin)
        fields.typed.connect(lambda name, text: self._type(_field(name), text))
        fields.changed_text.connect(lambda name: self._tell(_field(name)))
        fields.taken_back.connect(self._take_back)
        fields.ended.connect(lambda name: self._settle(_field(name)))
        fields.fix_wanted.connect(self._use)

    @property
    def lot(self) -> Lot | None:
        """The lot that is shown."""
        return self._lot

    def show_lot(self, lot: Lot, holding: Holding, states: tuple[LotState, ...], editable: bool = True) -> None:
        """Show a lot, and what is to be known of it.

        Args:
            lot: The lot.
            holding: What is there of it, and who has reserved it.
            states: What stands in the way of its use.
            editable: Whether its fields can be typed in.
        """
        again, self._again = self._again, False
        if self._lot is None or lot.id != self._lot.id:
            again = True
            # What is half typed belongs to the lot that was shown, never to the next one.
            self.hand_in()
            self._steps.begin()
        self._lot = lot
        self._names.use_catalogue(self._steps.lab.catalogue)
        self._title.setText(self._steps.title(lot).written(self._wording.language))
        self._show_states(states)
        self._show_holding(holding)
        for name in LOT_FIELDS:
            field = self.fields.field(name)
            if field and not field.pending:
                field.show_text(self._shown_text(lot, name))
            if field:
                field.setEnabled(editable)
                field.setPlaceholderText(self._wording.text(EXAMPLES[name]) if name in EXAMPLES else "")
            self._tell(name, again)

    def _show_again(self) -> None:
        self._again = True

    def hand_in(self) -> None:
        """Hand in what is half typed."""
        for name in LOT_FIELDS:
            field = self.fields.field(name)
            if field:
                field.hand_in()

    def focus_field(self, name: str = "reagent") -> None:
        """Put the focus into a field and select its text."""
        self.fields.focus_field(name)

    def has_focus(self) -> bool:
        """Return whether somebody works in the form."""
        return self.isAncestorOf(self.window().focusWidget() or self)

    # What is typed

    def _shown_text(self, lot: Lot, field: LotField) -> str:
        refused = self._refused.get((lot.id, field))
        if refused is not None:
            return refused
        if field == "reagent":
            return self._steps.label(lot.reagent).written(self._wording.language)
        return lot_text(lot, field)

    def _begin(self, name: str) -> None:
        self._working = name
        self._steps.begin()
        self._tell(_field(name))

    def _read(self, field: LotField, text: str) -> LotReading:
        assert self._lot is not None
        return read_lot_field(self._lot, field, text, self._steps.lab.catalogue, self._today)

    def _type(self, field: LotField, text: str) -> None:
        lot = self._lot
        if lot is None:
            return
        self._refused.pop((lot.id, field), None)
        if not self._read(field, text).kept and field != "reagent":
            self._refused[lot.id, field] = text.strip()
        else:
            self._steps.type(lot.id, field, text)
        self._tell(field)

    def _use(self, finding: Finding, fix_at: int) -> None:
        field, edit = _field(finding.fixes[fix_at].edit.field), finding.fixes[fix_at].edit
        line = self.fields.field(field)
        if line:
            line.setText(edit.value)
        self._steps.begin()
        self._type(field, edit.value)

    def _take_back(self) -> None:
        if self._lot is None or not self._working:
            return
        field = _field(self._working)
        self._refused.pop((self._lot.id, field), None)
        self._steps.take_back()
        self._settle(field)

    def _settle(self, field: LotField) -> None:
        """Show what was kept of the text, once the field is left."""
        shown = self._steps.book.get(self._lot.id) if self._lot else None
        line = self.fields.field(field)
        if shown and line and not line.pending:
            line.show_text(self._shown_text(shown.lot, field))
        self._tell(field)

    # What is told

    def _tell(self, field: LotField, again: bool = False) -> None:
        lot, line = self._lot, self.fields.field(field)
        if lot is None or line is None:
            return
        text = line.text()
        reading = self._read(field, text)
        works = line.hasFocus()
        told = reading.text.written(self._wording.language) if reading.text else ""
        shown = told if works or field in _ALWAYS_READ_BACK else ""
        findings: tuple[Finding, ...] = ()
        if reading.problem:
            findings = (misread(reading.problem, (lot.id,), field),)
        if findings and not reading.kept:
            shown = self._in_force(lot, field)
        notes = Notes(self.fields.label(field).text(), shown, () if works and line.pending else findings)
        self.fields.show_notes(field, notes, again)
        line.setAccessibleDescription(" · ".join(filter(None, (*self._titles(notes), shown))))

    def _titles(self, notes: Notes) -> list[str]:
        return [finding.title.written(self._wording.language) for finding in notes.findings]

    def _in_force(self, lot: Lot, field: LotField) -> str:
        kept = lot_text(lot, field)
        return (
            self._wording.text(N_("not kept, {value} stays"), value=kept)
            if kept
            else self._wording.text(N_("not kept"))
        )

    def _show_states(self, states: tuple[LotState, ...]) -> None:
        for label in self._state_labels:
            put_away(label)
        self._state_labels = []
        for at, state in enumerate(states):
            sign, text = text_label(wrap=False), text_label(role=state.severity)
            sign.setPixmap(severity_icon(state.severity, _SIGN).pixmap(_SIGN, _SIGN))
            sign.setAccessibleName(self._wording.text(SEVERITY_WORDS[state.severity]))
            text.setText(state.text.written(self._wording.language))
            text.setObjectName("lot_state")
            self._states.addWidget(sign, at, 0, Qt.AlignmentFlag.AlignTop)
            self._states.addWidget(text, at, 1)
            self._state_labels += [sign, text]

    def _show_holding(self, holding: Holding) -> None:
        language = self._wording.language
        lines = [
            message(
                N_("{run} has reserved {amount}, last use {day}"),
                run=each.number,
                amount=at_least(each.amount),
                day=each.last_use,
            ).written(language)
            for each in holding.reservations
        ]
        if holding.free and holding.left and holding.reserved and holding.free.value >= 0:
            free = message(N_("{free} of {left} free"), free=at_most(holding.free), left=computed(holding.left))
            lines.insert(0, free.written(language))
        self._held_by.setText("\n".join(lines))
        self._held_by.setVisible(bool(lines))


def _field(name: str) -> LotField:
    return next(field for field in LOT_FIELDS if field == name)
