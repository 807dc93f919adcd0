"""Light or dark, and the size of text: chosen in the menus, remembered, and shown at once."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from mscplanner.gui.actions import Commands
from mscplanner.gui.preferences import APPEARANCES, TEXT_SIZES, Appearance, Preferences
from mscplanner.gui.theme import apply_theme


class Look(QObject):
    """Gives the program its colours; ``changed`` says that they, or the size of text, are others now."""

    changed = Signal()

    def __init__(self, preferences: Preferences, commands: Commands, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences, self._commands = preferences, commands
        for appearance in APPEARANCES:
            commands[f"appearance_{appearance}"].triggered.connect(partial(self.set_appearance, appearance))
        for size in TEXT_SIZES:
            commands[f"text_size_{size}"].triggered.connect(partial(self.set_text_size, size))
        commands["text_larger"].triggered.connect(lambda: self.step_text_size(1))
        commands["text_smaller"].triggered.connect(lambda: self.step_text_size(-1))
        commands["text_usual"].triggered.connect(lambda: self.set_text_size(TEXT_SIZES[0]))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._show)
        self._apply()

    def set_appearance(self, appearance: Appearance) -> None:
        """Show everything light, dark, or as the system has it."""
        self._preferences.appearance = appearance
        self._show()

    def set_text_size(self, percent: int) -> None:
        """Show text in one of ``TEXT_SIZES``."""
        self._preferences.text_size = percent
        self._show()

    def step_text_size(self, step: int, around: bool = False) -> None:
        """Take the next size of text (1) or the one before (-1); after the last one the first, if ``around``."""
        at = TEXT_SIZES.index(self._preferences.text_size) + step
        if around:
            at %= len(TEXT_SIZES)
        self.set_text_size(TEXT_SIZES[min(max(at, 0), len(TEXT_SIZES) - 1)])

    def _show(self) -> None:
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, self._preferences.appearance, self._preferences.text_size)
        self._commands[f"appearance_{self._preferences.appearance}"].setChecked(True)
        self._commands[f"text_size_{self._preferences.text_size}"].setChecked(True)
