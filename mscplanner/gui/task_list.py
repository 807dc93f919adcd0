"""What is done on a day, line by line, each with the sign of its kind."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mscplanner.gui.labels import text_label
from mscplanner.gui.work_sign import WorkSign


class TaskLine(NamedTuple):
    """One thing to do: its kind, for the sign, and its text; a line of no kind has no sign."""

    kind: str | None
    text: str


class TaskList(QWidget):
    """Shows lines in place of those before; nothing is built again that can be shown anew."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[WorkSign, QLabel]] = []

    def show_lines(self, lines: Sequence[TaskLine]) -> None:
        """Show ``lines`` from top to bottom."""
        while len(self._lines) < len(lines):
            sign, label = WorkSign(role="body"), text_label()
            row = len(self._lines)
            self._grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label, row, 1)
            self._lines.append((sign, label))
        for at, (sign, label) in enumerate(self._lines):
            line = lines[at] if at < len(lines) else None
            sign.setVisible(bool(line and line.kind))
            label.setVisible(line is not None)
            if line:
                sign.show_kind(line.kind or "")
                label.setText(line.text)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the lines say."""
        return tuple(label.text() for _, label in self._lines if label.isVisibleTo(self))
