"""A warning is accepted with a reason, printed, and open again when it says another thing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mscplanner.gui.accepting import AcceptDialog
from mscplanner.gui.findings_dock import FindingsDock
from mscplanner.gui.main_window import MainWindow


def at_warning(window: MainWindow) -> FindingsDock:
    window.plan_run("bm-msc-three-step")
    QApplication.processEvents()
    dock = window.findings_dock
    assert dock
    assert window.document
    warning = next(each for each in window.document.plan.findings if each.code == "W-INTERVAL")
    dock.choose(warning)
    return dock


def accept(window: MainWindow, dock: FindingsDock, reason: str) -> None:
    button = dock.findChild(QPushButton, "accept")
    assert button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(AcceptDialog, "accept_dialog")
    assert dialog
    QTest.keyClicks(dialog.name, "L. Zhang")
    QTest.keyClicks(dialog.reason, reason)
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_that_an_accepted_warning_leaves_the_list_and_the_count_and_can_be_undone(
    qtbot: QtBot, window: MainWindow
) -> None:
    dock = at_warning(window)
    before = dock.table.rowCount()
    accept(window, dock, "our usual interval")
    assert window.document
    assert [(each.by, each.reason) for each in window.document.run.accepted] == [("L. Zhang", "our usual interval")]
    assert (dock.table.rowCount(), dock.show_accepted.text()) == (before - 1, "Show accepted (1)")
    assert str(len(window.document.open_findings)) not in ("0", str(len(window.document.findings)))
    window.commands["undo"].trigger()
    assert (dock.table.rowCount(), window.document.run.accepted) == (before, ())


def test_that_two_letters_are_no_reason(qtbot: QtBot, window: MainWindow) -> None:
    accept(window, at_warning(window), "ok")
    assert window.document
    assert not window.document.run.accepted


def test_that_accepted_ones_can_be_shown_and_opened_again(qtbot: QtBot, window: MainWindow) -> None:
    dock = at_warning(window)
    accept(window, dock, "our usual interval")
    assert window.document
    dock.show_accepted.setChecked(True)
    assert dock.table.findItems("Accepted", Qt.MatchFlag.MatchExactly)
    dock.choose(next(each for each in window.document.findings if each.code == "W-INTERVAL"))
    button = dock.findChild(QPushButton, "accept")
    assert button
    assert button.text() == "Open Again"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not window.document.run.accepted
