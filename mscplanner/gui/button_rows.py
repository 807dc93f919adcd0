"""Two groups of buttons: in one row, or one group below the other where there is no room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

_SPACING = 8


class ButtonRows(QWidget):
    """Never asks for more width than its wider group needs."""

    def __init__(self) -> None:
        super().__init__()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._rows = (QHBoxLayout(), QHBoxLayout())
        for each in (self._both, *self._rows):
            each.setSpacing(_SPACING)
        for each, share in zip(self._rows, (1, 0), strict=True):
            each.addStretch(1)
            # In one row all room to spare stands before the first group, none between the two.
            self._both.addLayout(each, share)

    def add_button(self, made: QPushButton, row: int) -> None:
        """Put a button at the end of group 0 or 1."""
        self._rows[row].addWidget(made)

    @property
    def in_one_row(self) -> int:
        """The width in pixels at which all stand in one row."""
        return sum(each.sizeHint().width() for each in self._rows) + _SPACING

    def minimumSizeHint(self) -> QSize:
        return QSize(max(each.minimumSize().width() for each in self._rows), self._both.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        fits = self.width() >= self.in_one_row
        self._both.setDirection(directions.LeftToRight if fits else directions.TopToBottom)
