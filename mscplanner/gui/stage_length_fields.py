"""How long the lab plans the stages whose source states no length: one field for each of them."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Stage
from mscplanner.gui.form_section import tell_back, visible
from mscplanner.gui.labels import text_label
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.typed_field import TypedField
from mscplanner.gui.wording import Wording
from mscplanner.planning.planner import windows_of
from mscplanner.planning.stage_lengths import length_place, length_read_back, open_stages, with_length

_LONGEST = 64


class _Line(NamedTuple):
    label: QLabel
    field: TypedField
    note: QLabel


class StageLengthFields(QWidget):
    """Shown where a stage is of open length; lines are kept, so that a field keeps the focus while it changes."""

    def __init__(self, wording: Wording, document: RunDocument) -> None:
        super().__init__()
        self._wording, self._document = wording, document
        self.lines: list[_Line] = []
        self._stages: tuple[tuple[str, Stage], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        heading = text_label(wrap=False)
        wording.bind(heading.setText, N_("Stage lengths"))
        self._column.addWidget(heading)
        said = text_label(role="small")
        wording.bind(said.setText, N_("The source states none for these. What is typed is a lab setting."))
        self._column.addWidget(said)

    def fields(self) -> dict[str, QWidget]:
        """Return the fields by the place of what is typed in them."""
        shown = zip(self._stages, self.lines, strict=False)
        return {"/".join(length_place(stage.id)): line.field for (_, stage), line in shown}

    def show_plan(self) -> None:
        """Show the lengths of the run as it stands; half-typed text stays."""
        self._stages = open_stages(self._document.protocol)
        self.setVisible(bool(self._stages))
        while len(self.lines) < len(self._stages):
            self._make_line()
        for at, line in enumerate(self.lines):
            for each in line:
                each.setVisible(at < len(self._stages))
            if at < len(self._stages):
                self._show_line(at)

    def _show_line(self, at: int) -> None:
        code, stage = self._stages[at]
        line, language = self.lines[at], self._wording.language
        name = stage.title.written(language)
        line.label.setText(f"{code}  {name}")
        line.field.setAccessibleName(self._wording.text(N_("Length of {code}, {name}"), code=code, name=name))
        line.field.setPlaceholderText(self._wording.text(N_("not stated, e.g. 7 d")))
        line.field.show_text(self._document.run.length(stage.id) or "")
        self._tell(at)

    def _tell(self, at: int) -> None:
        """Say what is read, and when the stage would begin and end by it."""
        if at >= len(self._stages):
            return
        run, stage, typed = self._document.run, self._stages[at][1], visible(self.lines[at].field.text())
        windows = windows_of(with_length(run, stage.id, typed))
        window = next((each for each in windows if each.stage == stage.id), None)
        tell_back(self.lines[at].note, length_read_back(typed, window), self._wording)

    def _make_line(self) -> None:
        at = len(self.lines)
        line = _Line(text_label(), TypedField(quantity=True, at_rest=False), text_label(role="small"))
        line.field.setMaxLength(_LONGEST)
        line.field.setObjectName(f"stage_length_{at}")
        line.label.setBuddy(line.field)
        line.field.typed.connect(partial(self._change, at))
        line.field.textChanged.connect(lambda _text: self._tell(at))
        for each in line:
            self._column.addWidget(each)
        self.lines.append(line)

    def _change(self, at: int, typed: str) -> None:
        code, stage = self._stages[at]
        changed = with_length(self._document.run, stage.id, visible(typed))
        self._document.change(message(N_("Change the length of {code}"), code=code), changed, f"length_{stage.id}")
