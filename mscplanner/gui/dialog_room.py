"""Room in dialogs: as large as the text asks for, never larger than the screen; fields that need more scroll."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QWidget

_SCROLL_BAR = 20
_FRAME = 60
"""Height that the system needs for title and bars, in pixels."""


def room_for(dialog: QDialog, characters: int, lines: int) -> QSize:
    """Return the size of a dialog that is so many average characters wide and so many lines high, on its screen."""
    metrics, screen = dialog.fontMetrics(), dialog.screen().availableGeometry()
    wide, high = characters * metrics.averageCharWidth() + 120, lines * metrics.lineSpacing()
    return QSize(min(wide, screen.width() - _SCROLL_BAR), min(high, screen.height() - _FRAME))


def scrolled_fields(fields: QLayout, name: str) -> QScrollArea:
    """Return ``fields`` in an area as wide as they need, which scrolls where they are higher than the dialog.

    Args:
        fields: Laid out already.
        name: What a screen reader calls the area.
    """
    inner, area = QWidget(), QScrollArea()
    inner.setObjectName("page")
    fields.setContentsMargins(2, 2, 8, 2)
    inner.setLayout(fields)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    area.setMinimumWidth(inner.minimumSizeHint().width() + _SCROLL_BAR)
    area.setAccessibleName(name)
    return area
