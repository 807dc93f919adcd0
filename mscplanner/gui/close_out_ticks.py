"""Several boxes of a sheet as one: a press ticks them all, and each that was left open is recorded by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mscplanner.domain.language import N_
from mscplanner.gui.labels import button, text_label
from mscplanner.gui.wording import Wording


class TickGroup(QWidget):
    """Shows one box for all; the single ones are opened by a press, and where some are ticked and some are not."""

    def __init__(self, wording: Wording, boxes: Sequence[tuple[QLabel, QCheckBox]], label_width: int) -> None:
        super().__init__()
        self._wording = wording
        self.boxes = tuple(box for _, box in boxes)
        text = wording.text(N_("All boxes are ticked"))
        label = text_label(text)
        label.setFixedWidth(label_width)
        self.every = QCheckBox()
        self.every.setAccessibleName(text)
        self.every.clicked.connect(lambda _checked: self._tick_all())
        self.more = button("link", self._toggle)
        self.more.setObjectName("single_boxes")
        self.more.setAutoDefault(False)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label)
        head.addWidget(self.every)
        head.addWidget(self.more)
        head.addStretch(1)
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(16, 0, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        for line, (told, box) in enumerate(boxes):
            # So wide that all boxes stand below each other.
            told.setFixedWidth(label_width - 16)
            grid.addWidget(told, line, 0)
            grid.addWidget(box, line, 1)
            box.toggled.connect(lambda _on: self._follow())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._body)
        ticked = [box for box in self.boxes if box.isChecked()]
        self.show_open(bool(ticked) and len(ticked) < len(self.boxes))

    @property
    def is_complete(self) -> bool:
        """Whether every box is ticked."""
        return all(box.isChecked() for box in self.boxes)

    def show_open(self, is_open: bool) -> None:
        """Show the single boxes, or only the one for all."""
        self.is_open = is_open
        self._body.setVisible(is_open)
        self._follow()

    def set_read_only(self) -> None:
        """Take no ticks any more."""
        self.every.setEnabled(False)

    def _toggle(self) -> None:
        self.show_open(not self.is_open)
        (self.boxes[0] if self.is_open else self.every).setFocus(Qt.FocusReason.TabFocusReason)

    def _tick_all(self) -> None:
        wanted = not self.is_complete
        for box in self.boxes:
            box.setChecked(wanted)
        self._follow()

    def _follow(self) -> None:
        # No third state between ticked and open: the figures beside it say how many are.
        self.every.setChecked(self.is_complete)
        ticked, count = sum(box.isChecked() for box in self.boxes), len(self.boxes)
        text = N_("All at Once") if self.is_open else N_("One by One ({ticked} of {count})")
        self.more.setText(self._wording.text(text, ticked=ticked, count=count))
