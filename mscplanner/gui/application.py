"""Starts the window. Nothing heavy is imported here: a window must be to be seen first."""

import sys
from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QApplication

from mscplanner.domain.language import Language
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.preferences import Preferences


def open_window(application: QApplication, language: Language | None = None) -> MainWindow:
    """Return the main window, shown."""
    preferences = Preferences()
    spoken = language or preferences.language
    if application.style().name() != "fusion":
        application.setStyle("Fusion")
    application.setApplicationName("mscplanner")
    window = MainWindow(preferences, spoken, date.today())
    window.show()
    return window


def run_window(arguments: Sequence[str], language: Language | None = None) -> int:
    """Open the window and return the exit code when it is closed."""
    application = QApplication([sys.argv[0], *arguments])
    window = open_window(application, language)
    code = application.exec()
    del window
    return int(code)
