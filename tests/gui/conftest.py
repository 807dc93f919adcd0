"""The window offscreen, with settings of its own."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from mscplanner.gui.faults import FaultWatch
from mscplanner.gui.fonts import add_chinese_font
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.preferences import Preferences

TODAY = date(2026, 12, 4)


Opener = Callable[[], MainWindow]

KNOWN_MESSAGES = ("propagateSizeHints",)
"""What the offscreen platform says of itself."""


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtlog: Any
) -> Iterator[MainWindow]:
    """The main window with all cards shown, on a Friday; a fault or a warning of Qt fails the test."""
    monkeypatch.setenv("MSCPLANNER_SETTINGS", str(tmp_path))
    monkeypatch.setenv("MSCPLANNER_LIBRARY", str(tmp_path))
    qapp.setStyle("Fusion")
    add_chinese_font()
    made = MainWindow(Preferences(), "en", TODAY)
    with qtbot.waitSignal(made.loaded):
        made.show()
    reports: list[str] = []
    made.findChildren(FaultWatch)[0].met.connect(reports.append)
    yield made
    made.close()
    made.deleteLater()
    assert not [report for report in reports if "planted" not in report]
    said = [record.message for record in qtlog.records if record.type != QtMsgType.QtDebugMsg]
    assert not [text for text in said if not any(known in text for known in KNOWN_MESSAGES)]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Start the program on the same library and settings, as often as wanted."""
    monkeypatch.setenv("MSCPLANNER_SETTINGS", str(tmp_path))
    monkeypatch.setenv("MSCPLANNER_LIBRARY", str(tmp_path))
    qapp.setStyle("Fusion")
    windows: list[MainWindow] = []

    def start() -> MainWindow:
        window = MainWindow(Preferences(), "en", TODAY)
        with qtbot.waitSignal(window.loaded):
            window.show()
        assert window.keeper
        qtbot.waitUntil(lambda: bool(window.keeper and window.keeper.answer(lambda library: True)))
        windows.append(window)
        return window

    yield start
    for window in windows:
        window.close()
        window.deleteLater()
