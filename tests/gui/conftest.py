"""The window offscreen, with settings of its own."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from mscplanner.gui.fonts import add_chinese_font
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.preferences import Preferences

TODAY = date(2026, 12, 4)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The main window with all cards shown, on a Friday."""
    monkeypatch.setenv("MSCPLANNER_SETTINGS", str(tmp_path))
    qapp.setStyle("Fusion")
    add_chinese_font()
    made = MainWindow(Preferences(), "en", TODAY)
    with qtbot.waitSignal(made.loaded):
        made.show()
    yield made
    made.close()
    made.deleteLater()
