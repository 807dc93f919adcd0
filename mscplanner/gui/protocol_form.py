"""What a protocol says outside its stages: cells, start conditions, read-outs, and its own findings."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.document import Spot
from mscplanner.gui.field_grid import FieldGrid, FieldPlan
from mscplanner.gui.field_notes import FieldNotes, Notes
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.placed_findings import PlacedFindings
from mscplanner.gui.protocol_steps import ProtocolSteps
from mscplanner.gui.readout_details import FIELDS, ReadoutDetails
from mscplanner.gui.readout_table import ReadoutTable
from mscplanner.gui.was_marks import WasMarks
from mscplanner.gui.wording import Wording

_PLANS = (
    FieldPlan("cell_source", N_("Cell source")),
    FieldPlan("confluence", N_("Confluence at D0"), quantity=True),
    FieldPlan("seeding_density", N_("Seeding density"), quantity=True),
    FieldPlan("passage", N_("Passage")),
)
_READOUTS = "readouts"


class ProtocolForm(QWidget):
    """The fields before D0 and the read-outs."""

    spot_chosen = Signal(object)
    fix_wanted = Signal(object, int)
    reset_wanted = Signal(object)

    def __init__(self, wording: Wording, steps: ProtocolSteps) -> None:
        super().__init__()
        self._wording, self._steps = wording, steps
        self.fields = FieldGrid(wording, _PLANS)
        self.readouts = ReadoutTable(wording, steps)
        self.details = ReadoutDetails(wording, steps)
        self._about_readouts, self._about_all = FieldNotes(wording), FieldNotes(wording)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading(N_("Before D0")))
        column.addWidget(self._about_all)
        column.addWidget(self.fields)
        column.addSpacing(8)
        column.addLayout(self._readout_heading())
        column.addWidget(self._about_readouts)
        column.addWidget(self.readouts)
        column.addWidget(self.details)
        self._notes = text_label(role="muted", selectable=True)
        column.addSpacing(8)
        column.addWidget(self._heading(N_("Notes")))
        column.addWidget(self._notes)
        column.addStretch(1)
        self._connect()

    def _heading(self, text: str) -> QWidget:
        label = text_label(role="section")
        self._wording.bind(label.setText, text)
        return label

    def _readout_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._heading(N_("Read-outs")), 1)
        for name, text, pressed in (
            ("add_readout", N_("Add Read-out"), self.readouts.add_readout),
            ("remove_readout", N_("Remove Read-out"), self.readouts.remove_readout),
        ):
            made = button(pressed=pressed)
            made.setObjectName(name)
            self._wording.bind(made.setText, text)
            row.addWidget(made)
        return row

    def _connect(self) -> None:
        fields, steps = self.fields, self._steps
        fields.began.connect(self._begin)
        fields.typed.connect(lambda field, text: steps.type(Spot(-1, -1, field), text))
        fields.taken_back.connect(steps.take_back)
        fields.reset_wanted.connect(lambda field: self.reset_wanted.emit(Spot(-1, -1, field)))
        self.readouts.spot_chosen.connect(self._choose_readout)
        self.details.spot_chosen.connect(self.spot_chosen)
        for notes in (fields, self._about_readouts, self._about_all):
            notes.fix_wanted.connect(self.fix_wanted)

    def _choose_readout(self, row: int) -> None:
        self.details.show_readout(self._steps.document.protocol, row)
        self.spot_chosen.emit(Spot(-1, row, _READOUTS))

    def _begin(self, field: str) -> None:
        self._steps.begin()
        self.spot_chosen.emit(Spot(-1, -1, field))

    def show_protocol(self, placed: PlacedFindings, marks: WasMarks, again: bool = False) -> None:
        """Show the protocol as it stands, with what is told of it."""
        document, language = self._steps.document, self._wording.language
        protocol = document.protocol
        start = protocol.start
        self.fields.show_texts(
            {
                "cell_source": protocol.cell_source.written(language) if protocol.cell_source else "",
                "confluence": start.confluence or "",
                "seeding_density": start.seeding_density or "",
                "passage": start.passage or "",
            }
        )
        for name in self.fields.fields():
            was = marks.lines(-1, name, self._wording, document.lab)
            notes = Notes(self.fields.label(name).text(), "", placed.of_field(-1, name), was)
            self.fields.show_notes(name, notes, again)
            field = self.fields.field(name)
            if field:
                field.setPlaceholderText(self._wording.text(N_("not stated")))
        told = frozenset((*self.fields.fields(), _READOUTS))
        title = self._wording.text(N_("Protocol"))
        self._about_all.show_notes(Notes(title, "", placed.outside(-1, told)), again)
        name = self._wording.text(N_("Read-outs"))
        self._about_readouts.show_notes(Notes(name, "", placed.of_field(-1, _READOUTS)), again)
        self.readouts.show_protocol(protocol, again)
        self.details.show_readout(protocol, self.readouts.currentRow(), again)
        lines = [f"•  {note.written(language)}" for note in protocol.notes]
        self._notes.setText("\n".join(lines) or self._wording.text(N_("none")))

    def focus_field(self, spot: Spot) -> bool:
        """Put the focus into the field at ``spot``; return whether there is one."""
        if spot.field in FIELDS and 0 <= spot.row < len(self._steps.document.protocol.readouts):
            self.readouts.setCurrentCell(spot.row, 0)
            return self.details.focus_field(spot)
        if spot.field == _READOUTS or spot.field.isdigit():
            self.readouts.show_row(int(spot.field) if spot.field.isdigit() else spot.row)
            return True
        return self.fields.focus_field(spot.field)
