"""Runs that are opened, changed, undone and put away."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.run_page import RunPage


def opened(window: MainWindow, protocol_id: str = "bm-msc-three-step") -> tuple[RunDocument, RunPage]:
    window.plan_run(protocol_id)
    document, page = window.document, window.run_page
    assert document is not None
    assert page is not None
    return document, page


def test_that_a_second_run_can_be_planned_from_the_page_of_the_first(qtbot: QtBot, window: MainWindow) -> None:
    opened(window)
    document, page = opened(window, "uc-msc-three-step")
    assert document.run.protocol.id == "uc-msc-three-step"
    assert page.isVisible()
    assert not window.commands["undo"].isEnabled()


def test_that_the_language_can_be_switched_after_a_second_run(qtbot: QtBot, window: MainWindow) -> None:
    opened(window)
    _, page = opened(window, "uc-msc-three-step")
    window.set_language("zh")
    assert page.sheets.text() == "记录单…"
    assert not window.message_bar.isVisible()


def test_that_a_second_run_leaves_the_first_open_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    document, page = opened(window)
    page.form.count.setValue(7)
    opened(window, "uc-msc-three-step")
    assert window.documents is not None
    window.documents.runs.show_page(window.documents.runs.open_keys[0])
    assert (window.document, window.run_page) == (document, page)
    assert document.run.count == 7
    assert window.commands["undo"].text() == "Undo Change the number of vessels"


def test_that_the_name_of_an_undo_step_follows_the_language(qtbot: QtBot, window: MainWindow) -> None:
    _, page = opened(window)
    page.form.count.setValue(3)
    english = window.commands["undo"].text()
    window.set_language("zh")
    assert english == "Undo Change the number of vessels"
    assert window.commands["undo"].text().startswith("撤销 ")
    assert "Change" not in window.commands["undo"].text()


def test_that_typing_in_one_field_is_one_step_and_undo_restores_the_field(qtbot: QtBot, window: MainWindow) -> None:
    document, page = opened(window)
    before = document.run
    QTest.keyClicks(page.form.operator, "L. Zhang")
    assert (document.run.operator, document.undo_stack.count()) == ("L. Zhang", 1)
    window.commands["undo"].trigger()
    assert document.run == before
    assert page.form.operator.text() == ""


def test_that_characters_nobody_can_see_do_not_get_into_a_run(qtbot: QtBot, window: MainWindow) -> None:
    document, page = opened(window)
    QGuiApplication.clipboard().setText("a\u202eb")
    page.form.operator.paste()
    item = page.form.stocks.item(0, 1)
    assert item is not None
    item.setText("50 m\u202eM")
    assert document.run.operator == "ab"
    assert document.run.stocks[0].strength == "50 mM"


def test_that_the_shown_day_can_be_sent_to_the_sheets(qtbot: QtBot, window: MainWindow) -> None:
    _, page = opened(window)
    page.calendar.choose(1)
    assert not page.print_day.isEnabled()
    page.calendar.choose(2)
    assert (page.print_day.text(), page.print_day.isEnabled()) == ("Print D2…", True)
    QTest.mouseClick(page.print_day, Qt.MouseButton.LeftButton)
    assert window.sheets_page is not None
    assert window.sheets_page.printing.parts == ("S2-1", "S2-1/D2", "D2")
