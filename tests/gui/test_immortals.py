"""What Python shares everywhere outlives any number of Qt calls."""

import sys

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mscplanner.gui.immortals import keep_alive


@pytest.mark.parametrize("shared", [None, True, False])
def test_that_qt_calls_cannot_use_up_what_python_shares(qtbot: QtBot, shared: object) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    for _ in range(20_000):
        label.setEnabled(True)
    assert sys.getrefcount(shared) > 1_000_000


def test_that_keeping_alive_twice_changes_nothing() -> None:
    before = sys.getrefcount(None)
    keep_alive()
    assert abs(sys.getrefcount(None) - before) < 1000
