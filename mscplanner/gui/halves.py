"""Two halves of a page: side by side where there is room, else one below the other with one scroll bar for both."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

_HANDLE = 16


class Halves(QScrollArea):
    """The right half holds what a page is about: it comes first where the two do not fit beside each other.

    They do not, either, where the window is too low for the right one: below each other, both scroll.
    """

    def __init__(self, left: QWidget, right: QWidget, left_width: int) -> None:
        """Join two halves.

        Args:
            left: Shown at the left; it scrolls for itself while it is there.
            right: Shown at the right.
            left_width: Width of the left half at first, in pixels.
        """
        super().__init__()
        self._left, self._right = left, right
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(_HANDLE)
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([left_width, 2 * left_width])
        self._heights = (0, 0)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._split)

    @property
    def stacked(self) -> bool:
        """Whether one half stands below the other."""
        return self._split.orientation() == Qt.Orientation.Vertical

    def measure(self, left: QSize, right: QSize) -> None:
        """Arrange the halves anew; ``left`` and ``right`` are the least sizes that each can be used in."""
        self._left.setMinimumWidth(left.width())
        self._right.setMinimumWidth(right.width())
        self._heights = (left.height(), right.height())
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wanted = self._left.minimumWidth() + self._right.minimumWidth() + _HANDLE
        stacked = wanted > self.width() or self._heights[1] > self.height()
        if stacked != self.stacked:
            self._split.setOrientation(Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal)
            self._split.insertWidget(0, self._right if stacked else self._left)
            self._split.setStretchFactor(self._split.indexOf(self._left), 0)
            self._split.setStretchFactor(self._split.indexOf(self._right), 1)
        self._left.setMinimumHeight(self._heights[0] if stacked else 0)
        self._right.setMinimumHeight(self._heights[1] if stacked else 0)
