"""What is told above a form that was left half filled: since when, what found no place, and the way to begin anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mscplanner.domain.close_out import Row
from mscplanner.domain.language import N_
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.moments import write_moment
from mscplanner.gui.wording import Wording
from mscplanner.planning.close_out_columns import heading_of, shown

_MOST_TOLD = 6


class CloseOutResumed(QWidget):
    """Tells of the earlier entries; ``toggled`` tells whether they stand in the form: one press changes it."""

    toggled = Signal(bool)

    def __init__(self, wording: Wording, at: datetime, left_over: Sequence[Row]) -> None:
        super().__init__()
        self._wording, self._at, self._there = wording, at, True
        self._told = text_label()
        self.change = button("link", self._toggle)
        self.change.setObjectName("begin_anew")
        self.change.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self._told, 1)
        row.addWidget(self.change)
        column.addLayout(row)
        if left_over:
            column.addWidget(text_label(self._left_over(left_over), "warning", selectable=True))
        self._write()

    def _toggle(self) -> None:
        self._there = not self._there
        self._write()
        self.toggled.emit(self._there)

    def _write(self) -> None:
        moment = write_moment(self._at, self._wording.language)
        text = N_("Left half filled on {moment}: what was typed stands in the form.")
        if not self._there:
            text = N_("What was typed on {moment} is put aside; it is gone once this form is closed.")
        self._told.setText(self._wording.text(text, moment=moment))
        self.change.setText(self._wording.text(N_("Begin Anew") if self._there else N_("Bring Back")))

    def _left_over(self, rows: Sequence[Row]) -> str:
        language = self._wording.language
        told = [
            f"{row.label.written(language)}, {heading_of(cell, language)}: {shown(cell, language)}"
            for row in rows
            for cell in row.cells
        ]
        lines = [self._wording.text(N_("The plan changed since; these entries have no place in the form now:"))]
        return "\n".join([*lines, *told[:_MOST_TOLD], *(["…"] if len(told) > _MOST_TOLD else [])])
