"""A menu of what can be done with the chosen thing, each entry with its key."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from mscplanner.gui.labels import button_text


class EntryMenu(QMenu):
    """Entries that act after the menu is gone: before, it would take the focus back from an editor."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def entry(self, text: str, pressed: Callable[[], object], keys: str = "", enabled: bool = True) -> QAction:
        """Add an entry; ``keys`` are those that do the same without the menu."""
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action = self.addAction(button_text(text) + (f"\t{shown}" if shown else ""))
        action.setEnabled(enabled)
        action.triggered.connect(lambda: QTimer.singleShot(0, pressed))
        return action

    def show_at(self, place: QPoint) -> None:
        """Show the menu at a place on the screen."""
        self.popup(place)
