"""The fields of one stage, each with what it understood, its findings, and what it was."""

from decimal import Decimal

from PySide6.QtCore import Signal

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.protocol import Stage
from mscplanner.gui.document import Spot
from mscplanner.gui.field_grid import FieldGrid, FieldPlan
from mscplanner.gui.field_notes import Notes
from mscplanner.gui.placed_findings import PlacedFindings
from mscplanner.gui.protocol_steps import ProtocolSteps
from mscplanner.gui.reagent_completer import ReagentCompleter, ReagentNames
from mscplanner.gui.schedule_rules import RULE_FIELDS
from mscplanner.gui.was_marks import WasMarks
from mscplanner.gui.wording import Wording
from mscplanner.planning.read_back import read_length, read_name, read_rule

_BASAL = frozenset({"basal-medium", "buffer"})
_PLANS = (
    FieldPlan("title", N_("Name")),
    FieldPlan("duration", N_("Duration"), quantity=True),
    FieldPlan("basal", N_("Basal medium"), at_rest=False),
    FieldPlan("change", N_("Medium change"), quantity=True),
    FieldPlan("procedure", N_("Procedure"), wide=True),
)


class StageForm(FieldGrid):
    """Shows stage after stage in the same fields."""

    spot_chosen = Signal(str)

    def __init__(self, wording: Wording, steps: ProtocolSteps) -> None:
        super().__init__(wording, _PLANS)
        self._wording, self._steps = wording, steps
        self._at = 0
        self._keys: frozenset[str] = frozenset()
        self._placed = PlacedFindings((), steps.document.protocol)
        self._marks = WasMarks((), steps.document.protocol, None)
        basal = self.field("basal")
        assert basal is not None
        names = ReagentNames(steps.document.lab.catalogue, _BASAL)
        steps.document.changed.connect(lambda: names.use_catalogue(steps.document.lab.catalogue))
        ReagentCompleter(wording, names, basal)
        self.began.connect(self._begin)
        self.ended.connect(self._settle)
        self.changed_text.connect(self._tell)
        self.typed.connect(lambda field, text: steps.type(Spot(self._at, -1, field), text))
        self.taken_back.connect(steps.take_back)

    def show_stage(
        self, at: int, placed: PlacedFindings, marks: WasMarks, keys: frozenset[str], again: bool = False
    ) -> None:
        """Show stage ``at`` with what is told of it; ``keys`` are those of its additions."""
        again = again or at != self._at
        self._at, self._placed, self._marks, self._keys = at, placed, marks, keys
        stage = self._steps.document.protocol.stages[at]
        self.show_texts(stage_texts(stage, self._wording, self._steps.document.lab))
        self._show_placeholders()
        for field in self.fields():
            self._tell(field, again)

    def _show_placeholders(self) -> None:
        text = self._wording.text(N_("not stated"))
        for name in self.fields():
            field = self.field(name)
            if field and field.placeholderText() != text:
                field.setPlaceholderText(text)

    def _begin(self, field: str) -> None:
        self._steps.begin()
        self._tell(field)
        self.spot_chosen.emit(field)

    def _settle(self, field: str) -> None:
        """Show what was kept of the text, once the field is left."""
        stages = self._steps.document.protocol.stages
        if self._at < len(stages):
            texts = stage_texts(stages[self._at], self._wording, self._steps.document.lab)
            self.show_texts({field: texts[field]})
        self._tell(field)

    def _tell(self, name: str, again: bool = False) -> None:
        """Show what is told of a field; what it understood only while somebody works in it."""
        protocol, field = self._steps.document.protocol, self.field(name)
        if field is None or not 0 <= self._at < len(protocol.stages):
            return
        findings = self._placed.of_field(self._at, name)
        if name == "title":
            findings += self._placed.outside(self._at, frozenset(self.fields()) | RULE_FIELDS, self._keys)
        read_back = self._read_back(name, field.text()) if field.hasFocus() else ""
        was = self._marks.lines(self._at, name, self._wording, self._steps.document.lab)
        self.show_notes(name, Notes(self.label(name).text(), read_back, findings, was), again)

    def _read_back(self, name: str, text: str) -> str:
        if not text.strip() or name in ("title", "procedure"):
            return ""
        document = self._steps.document
        if name == "duration":
            back = read_length(text, self._begin_hours())
        else:
            back = read_rule(text) if name == "change" else read_name(text, document.lab.catalogue)
        return back.text.written(self._wording.language) if back.text else "= …"

    def _begin_hours(self) -> Decimal | None:
        windows = self._steps.document.windows
        if self._at < len(windows):
            return windows[self._at].start_hours
        return windows[self._at - 1].end_hours if 0 < self._at == len(windows) else None if self._at else Decimal(0)


def stage_texts(stage: Stage, wording: Wording, lab: Lab) -> dict[str, str]:
    """Return the text of each field of ``stage``."""
    language = wording.language
    found = lab.catalogue.find(stage.medium.basal) if stage.medium else None
    basal = stage.medium.basal if stage.medium else ""
    return {
        "title": stage.title.written(language),
        "duration": stage.duration or "",
        "change": stage.change or "",
        "basal": found.reagent.label.written(language) if found and not found.misnomer else basal,
        "procedure": stage.procedure.written(language) if stage.procedure else "",
    }
