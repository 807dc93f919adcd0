"""The places of the window, in a rail at its left edge."""

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from mscplanner.domain.language import N_
from mscplanner.gui.icons import icon
from mscplanner.gui.wording import Wording

PLACES = (
    ("start", N_("Start")),
    ("protocols", N_("Protocols")),
    ("runs", N_("Runs")),
    ("stocks", N_("Stocks")),
    ("sheets", N_("Sheets")),
)


class Rail(QFrame):
    """One button for each place."""

    chosen = Signal(str)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(4)
        for place, text in PLACES:
            button = QToolButton()
            button.setObjectName(f"rail_{place}")
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(26, 26))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            wording.bind(button.setText, text)
            wording.bind(button.setAccessibleName, text)
            button.clicked.connect(lambda _checked, place=place: self.chosen.emit(place))
            group.addButton(button)
            column.addWidget(button)
            self._buttons[place] = button
        column.addStretch(1)
        self.setMinimumWidth(92)
        self._buttons["start"].setChecked(True)
        self.enable_places((), False)

    def show_place(self, place: str) -> None:
        """Mark ``place`` as the one that is shown."""
        self._buttons[place].setChecked(True)

    def enable_places(self, places: Collection[str], enabled: bool = True) -> None:
        """Open or close ``places``; the start is always open, and none means all others."""
        for place in places or [place for place, _ in PLACES if place != "start"]:
            self._buttons[place].setEnabled(enabled)

    def draw_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        for place, button in self._buttons.items():
            button.setIcon(icon(place))
