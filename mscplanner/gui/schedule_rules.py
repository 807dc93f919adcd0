"""How far the schedule of a stage may move, what is changed, and what else is done in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.language import N_, P_
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Stage
from mscplanner.gui.action_row import Action, ActionRow
from mscplanner.gui.disclosure import Disclosure
from mscplanner.gui.document import Spot
from mscplanner.gui.field_grid import FieldGrid, FieldPlan
from mscplanner.gui.field_notes import FieldNotes, Notes
from mscplanner.gui.labels import text_label
from mscplanner.gui.placed_findings import PlacedFindings
from mscplanner.gui.protocol_steps import ProtocolSteps
from mscplanner.gui.stage_task_table import TASKS, StageTaskTable
from mscplanner.gui.was_marks import WasMarks
from mscplanner.gui.wording import Wording
from mscplanner.planning.plan import StageWindow
from mscplanner.planning.protocol_edits import set_stage
from mscplanner.planning.rule_read_back import (
    read_gap,
    read_gate,
    read_half,
    read_move,
    read_skip,
    read_stage_task,
)

_PLANS = (
    FieldPlan("longest_gap", N_("Longest gap"), quantity=True),
    FieldPlan("move", N_("A change may move by"), quantity=True),
    FieldPlan("gate", N_("Before going on"), wide=True),
)
_BOXES = {"skip": N_("One change may be left out"), "half": N_("Half changes")}
_NAMES = {"skip": N_("Change whether a change of {name} may be left out"), "half": N_("Change half changes of {name}")}
_TITLES = {**{plan.field: plan.label for plan in _PLANS}, **_BOXES, TASKS: N_("Tasks of the stage")}
RULE_FIELDS = frozenset(_TITLES)
"""The fields of a stage that are shown here."""


class _Box(QCheckBox):
    """Says when somebody works in it."""

    began = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.began.emit()


class ScheduleRules(QWidget):
    """The schedule rules of one stage. It is closed where a stage has none, so that the form stays short."""

    spot_chosen = Signal(str)
    reset_wanted = Signal(str)
    fix_wanted = Signal(object, int)

    def __init__(self, wording: Wording, steps: ProtocolSteps) -> None:
        super().__init__()
        self._wording, self._steps = wording, steps
        self._at = -1
        self._set = False
        self._placed = PlacedFindings((), steps.document.protocol)
        self._marks = WasMarks((), steps.document.protocol, None)
        self.fields = FieldGrid(wording, _PLANS)
        self.boxes = {field: _Box() for field in _BOXES}
        self.tasks = StageTaskTable(wording, steps)
        self._notes = {field: FieldNotes(wording) for field in (*_BOXES, TASKS)}
        self._buttons = ActionRow(
            wording,
            (
                Action("add_task", N_("Add Task"), self.tasks.add_task),
                Action("remove_task", N_("Remove Task"), self.tasks.remove_task),
                Action("task_up", N_("Move Up"), lambda: self.tasks.move_task(-1)),
                Action("task_down", N_("Move Down"), lambda: self.tasks.move_task(1)),
            ),
        )
        self.section = Disclosure(wording, N_("Schedule rules"), self._body())
        self.section.heading.setObjectName("schedule_rules")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)
        self._connect()

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        column.addWidget(self.fields)
        row = QHBoxLayout()
        row.setSpacing(20)
        for field, box in self.boxes.items():
            box.setObjectName(f"field_{field}")
            self._wording.bind(box.setText, _BOXES[field])
            part = QVBoxLayout()
            part.setSpacing(3)
            part.addWidget(box)
            part.addWidget(self._notes[field])
            part.addStretch(1)
            row.addLayout(part, 1)
        column.addLayout(row)
        title = text_label(role="strong")
        self._wording.bind(title.setText, N_("Tasks of the stage"))
        for part_of_tasks in (title, self.tasks, self._notes[TASKS], self._buttons):
            column.addWidget(part_of_tasks)
        return body

    def _connect(self) -> None:
        fields, steps = self.fields, self._steps
        fields.began.connect(self._begin)
        fields.ended.connect(self._settle)
        fields.changed_text.connect(self._tell)
        fields.typed.connect(lambda field, text: steps.type(Spot(self._at, -1, field), text))
        fields.taken_back.connect(steps.take_back)
        fields.reset_wanted.connect(self.reset_wanted)
        fields.fix_wanted.connect(self.fix_wanted)
        for field, box in self.boxes.items():
            box.began.connect(lambda field=field: self.spot_chosen.emit(field))
            box.clicked.connect(lambda checked, field=field: self._tick(field, checked))
        self.tasks.row_chosen.connect(lambda _row: self._choose_task())
        for notes in self._notes.values():
            notes.reset_wanted.connect(self.reset_wanted)
            notes.fix_wanted.connect(self.fix_wanted)

    def show_stage(self, at: int, placed: PlacedFindings, marks: WasMarks, again: bool = False) -> None:
        """Show the rules of stage ``at``; they open by themselves where there is something to be seen."""
        other = at != self._at
        self._at, self._placed, self._marks = at, placed, marks
        stage = self._steps.document.protocol.stages[at]
        self.fields.show_texts(self._texts(stage))
        for field, box in self.boxes.items():
            box.setChecked(getattr(stage, field))
        self.tasks.show_stage(at, again)
        for field in _TITLES:
            self._tell(field, again or other)
        self._show_placeholders()
        self._show_usable()
        said = self._summary(stage)
        told = [self._told(field) for field in _TITLES]
        is_set = bool(said) or any(notes.findings or notes.was for notes in told)
        if other or (is_set and not self._set):
            self.section.show_open(is_set)
        self._set = is_set
        self.section.show_summary(said or self._wording.text(N_("none set")))

    def notes(self, field: str) -> FieldNotes:
        """Return what stands under a rule that is ticked, or under the tasks."""
        return self._notes[field]

    def _texts(self, stage: Stage) -> dict[str, str]:
        gate = stage.gate.written(self._wording.language) if stage.gate else ""
        return {"longest_gap": stage.longest_gap or "", "move": stage.move or "", "gate": gate}

    def _show_placeholders(self) -> None:
        for name in self.fields.fields():
            field = self.fields.field(name)
            if field:
                field.setPlaceholderText(self._wording.text(N_("not stated")))

    def _summary(self, stage: Stage) -> str:
        texts = self._texts(stage)
        said = [f"{self._wording.text(_TITLES[field])} {text}" for field, text in texts.items() if text]
        said += [self._wording.text(title) for field, title in _BOXES.items() if getattr(stage, field)]
        if stage.tasks:
            said.append(self._wording.count(P_("{count} task", "{count} tasks"), len(stage.tasks)))
        return " · ".join(said)

    # What is told

    def _tell(self, field: str, again: bool = False) -> None:
        if not 0 <= self._at < len(self._steps.document.protocol.stages):
            return
        notes = self._told(field)
        if field in self._notes:
            self._notes[field].show_notes(notes, again)
        else:
            self.fields.show_notes(field, notes, again)

    def _told(self, field: str) -> Notes:
        was = self._marks.lines(self._at, field, self._wording, self._steps.document.lab)
        findings = self._placed.of_field(self._at, field)
        return Notes(self._wording.text(_TITLES[field]), self._read_back(field), findings, was)

    def _read_back(self, name: str) -> str:
        """Return what a rule comes to; of a text only while somebody works in it."""
        document = self._steps.document
        stage, window, every = (
            document.protocol.stages[self._at],
            self._window(),
            document.lab.settings.change_every_days,
        )
        field = self.fields.field(name)
        text = field.text() if field and field.hasFocus() else ""
        back: Message | None = None
        if name == "skip" and stage.skip:
            back = read_skip(stage, window, every)
        elif name == "half" and stage.half:
            back = read_half()
        elif name == TASKS and 0 <= self.tasks.currentRow() < len(stage.tasks):
            back = read_stage_task(stage.tasks[self.tasks.currentRow()], window)
        elif not text.strip():
            return ""
        elif name == "gate":
            back = read_gate(window)
        else:
            read = read_gap(text, stage, every) if name == "longest_gap" else read_move(text, stage, window, every)
            back = read.text
        if back is None:
            return "= …" if text else ""
        return back.written(self._wording.language)

    def _window(self) -> StageWindow | None:
        windows = self._steps.document.windows
        return windows[self._at] if self._at < len(windows) else None

    def _show_usable(self) -> None:
        row, count = self.tasks.currentRow(), len(self.tasks.tasks)
        usable = {"add_task"} | ({"remove_task"} if 0 <= row < count else set())
        usable |= {"task_up"} if 0 < row < count else set()
        usable |= {"task_down"} if 0 <= row < count - 1 else set()
        named = self.tasks.tasks[row].name.written(self._wording.language) if 0 <= row < count else ""
        self._buttons.show_usable(usable, named)

    # What is done

    def _begin(self, field: str) -> None:
        self._steps.begin()
        self._tell(field)
        self.spot_chosen.emit(field)

    def _settle(self, field: str) -> None:
        stages = self._steps.document.protocol.stages
        if self._at < len(stages):
            self.fields.show_texts({field: self._texts(stages[self._at])[field]})
        self._tell(field)

    def _tick(self, field: str, checked: bool) -> None:
        protocol = self._steps.document.protocol
        name = message(_NAMES[field], name=protocol.stages[self._at].title)
        changed = set_stage(protocol, self._at, field, "yes" if checked else "")
        self._steps.change(name, changed, Spot(self._at, -1, field))

    def _choose_task(self) -> None:
        self._tell(TASKS)
        self._show_usable()
        self.spot_chosen.emit(TASKS)

    def focus_field(self, name: str) -> bool:
        """Open the section and go to a field of it; return whether there is such a field."""
        if name not in RULE_FIELDS:
            return False
        self.section.show_open(True)
        if name == TASKS:
            self.tasks.show_row(self.tasks.currentRow())
        elif name in self.boxes:
            self.boxes[name].setFocus()
        else:
            self.fields.focus_field(name)
        return True
