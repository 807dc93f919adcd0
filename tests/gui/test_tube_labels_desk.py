"""The labels are reached from the sheets and from the menu."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.domain.places import resource_folder
from mscplanner.gui.main_window import MainWindow


def test_that_button_and_menu_open_one_dialog_that_closes_with_the_window(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.commands["labels"].isEnabled()
    window.plan_run("bm-msc-three-step")
    window.go_to("sheets")
    assert window.sheets_page
    QTest.mouseClick(window.sheets_page.parts["labels"], Qt.MouseButton.LeftButton)
    dialog = window.labels.dialog
    assert dialog
    assert dialog.isVisible()
    assert dialog.windowTitle() == f"Labels of {window.document.run.number if window.document else ''}"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.labels.dialog is None
    window.commands["labels"].trigger()
    assert window.labels.dialog


def test_that_a_sheet_of_the_lab_that_cannot_be_used_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    text = (resource_folder() / "labels.toml").read_text("utf-8")
    (tmp_path / "labels.toml").write_text(text.replace("pitch_x_mm = 40.6", "pitch_x_mm = 4"), "utf-8")
    window.plan_run("bm-msc-three-step")
    window.commands["labels"].trigger()
    assert "labels.toml: line 12, sheets[1]: holds labels that overlap" in window.message_bar.text()
    assert window.labels.dialog
