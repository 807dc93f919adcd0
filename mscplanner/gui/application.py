"""Starts the window. Nothing heavy is imported here: a window must be to be seen first."""

import sys
from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from mscplanner.domain.language import Language
from mscplanner.domain.places import resource_folder
from mscplanner.gui.fonts import add_chinese_font, translate_dialogs
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.preferences import Preferences


def open_window(application: QApplication, language: Language | None = None) -> MainWindow:
    """Return the main window, shown."""
    preferences = Preferences()
    spoken = language or preferences.language
    if application.style().name() != "fusion":
        application.setStyle("Fusion")
    application.setApplicationName("mscplanner")
    if spoken == "zh":
        add_chinese_font()
    translate_dialogs(application, spoken)
    window = MainWindow(preferences, spoken, date.today())
    window.show()
    # The icon is a drawing: it can wait until the window is to be seen.
    icon_file = str(resource_folder() / "icons" / "mscplanner.svg")
    window.loaded.connect(lambda: application.setWindowIcon(QIcon(icon_file)))
    return window


def run_window(arguments: Sequence[str], language: Language | None = None) -> int:
    """Open the window and return the exit code when it is closed."""
    application = QApplication([sys.argv[0], *arguments])
    window = open_window(application, language)
    code = application.exec()
    del window
    return int(code)
