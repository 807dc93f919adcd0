"""How the chosen read-out is done, and the glucose levels of a secretion test: typed, with what is understood of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.protocol import Protocol, Readout
from mscplanner.gui.document import Spot
from mscplanner.gui.field_grid import FieldGrid, FieldPlan
from mscplanner.gui.field_notes import Notes
from mscplanner.gui.labels import text_label
from mscplanner.gui.protocol_steps import ProtocolSteps
from mscplanner.gui.wording import Wording
from mscplanner.planning.glucose_pairs import read_levels, stated_levels
from mscplanner.planning.protocol_edits import LONGEST_DETAIL
from mscplanner.planning.readout_kinds import kind_of

_DETAIL, _GLUCOSE = "detail", "glucose"
FIELDS = (_DETAIL, _GLUCOSE)


class ReadoutDetails(QWidget):
    """Fields of one read-out of the table above. ``spot_chosen`` carries the spot of the field that is worked in."""

    spot_chosen = Signal(object)

    def __init__(self, wording: Wording, steps: ProtocolSteps) -> None:
        super().__init__()
        self._wording, self._steps = wording, steps
        self._row = 0
        self._heading = text_label(role="strong")
        self.fields = FieldGrid(wording, (FieldPlan(_DETAIL, N_("How it is done"), wide=True),))
        self.glucose = FieldGrid(wording, (FieldPlan(_GLUCOSE, N_("Glucose"), wide=True),))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        for each in (self._heading, self.fields, self.glucose):
            column.addWidget(each)
        for grid in (self.fields, self.glucose):
            grid.began.connect(self._begin)
            grid.typed.connect(lambda field, text: steps.type(Spot(-1, self._row, field), text))
            grid.taken_back.connect(steps.take_back)
        self.glucose.changed_text.connect(lambda _field: self._read_back())
        self.glucose.ended.connect(lambda _field: self._show_glucose(again=True))
        detail = self.fields.field(_DETAIL)
        if detail:
            detail.setMaxLength(LONGEST_DETAIL)

    def show_readout(self, protocol: Protocol, row: int, again: bool = False) -> None:
        """Show read-out number ``row`` of ``protocol``; the first one where there is none of that number."""
        readouts = protocol.readouts
        self._row = row if 0 <= row < len(readouts) else 0
        self.setVisible(bool(readouts))
        if not readouts:
            return
        readout, language = readouts[self._row], self._wording.language
        self._heading.setText(readout.name.written(language))
        self.fields.show_texts({_DETAIL: readout.detail.written(language) if readout.detail else ""})
        for grid, name in ((self.fields, _DETAIL), (self.glucose, _GLUCOSE)):
            field = grid.field(name)
            if field:
                field.setPlaceholderText(self._wording.text(N_("not stated")))
        self.glucose.setVisible(kind_of(readout) == "gsis")
        self._show_glucose(again)

    def focus_field(self, spot: Spot) -> bool:
        """Put the focus into the field at ``spot``; return whether there is one."""
        return self.fields.focus_field(spot.field) or self.glucose.focus_field(spot.field)

    @property
    def _readout(self) -> Readout | None:
        readouts = self._steps.document.protocol.readouts
        return readouts[self._row] if self._row < len(readouts) else None

    def _begin(self, field: str) -> None:
        self._steps.begin()
        self.spot_chosen.emit(Spot(-1, self._row, field))

    def _show_glucose(self, again: bool = False) -> None:
        readout, field = self._readout, self.glucose.field(_GLUCOSE)
        levels = stated_levels(readout.detail) if readout else None
        if field and not field.pending:
            shown = _written(levels)
            self.glucose.show_texts({_GLUCOSE: shown})
            if field.text() != shown and not field.hasFocus():
                # What was not understood was not taken over: the field says what stands.
                field.setText(shown)
        self._read_back(again)

    def _read_back(self, again: bool = False) -> None:
        field, readout = self.glucose.field(_GLUCOSE), self._readout
        if field is None or readout is None:
            return
        typed = field.text().strip()
        levels = read_levels(typed)
        if levels:
            text = self._wording.text(N_("= low {low}, high {high}: so printed"), low=levels[0], high=levels[1])
        elif typed:
            text = self._wording.text(N_("Not understood, and not taken over. As in: 2.8 and 16.7 mmol/L"))
        else:
            text = self._wording.text(N_("The sheet names what others used, and the lab ticks one."))
        self.glucose.show_notes(_GLUCOSE, Notes(self.glucose.label(_GLUCOSE).text(), text), again)


def _written(levels: tuple[str, str] | None) -> str:
    """Return levels as they are typed.

    Example:
        >>> _written(("2.8 mmol/L", "16.7 mmol/L"))
        '2.8 and 16.7 mmol/L'
    """
    return f"{levels[0].split(' ')[0]} and {levels[1]}" if levels else ""
