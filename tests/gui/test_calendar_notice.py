"""A run keeps its calendar; where the lab's says something else of its days, one press takes it over."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.gui.calendar_page import CalendarPage
from mscplanner.gui.calendar_tab import TAB
from mscplanner.gui.main_window import MainWindow

TUESDAY = date(2026, 12, 8)


def calendar_page(window: MainWindow, qtbot: QtBot) -> CalendarPage:
    window.commands["work_calendar"].trigger()
    settle(window, qtbot)
    assert window.documents
    page = window.documents.runs.page(TAB)
    assert isinstance(page, CalendarPage)
    return page


def settle(window: MainWindow, qtbot: QtBot) -> None:
    assert window.keeper
    settled: list[bool] = []
    window.keeper.ask(lambda _library: True, settled.append)
    qtbot.waitUntil(lambda: bool(settled))


def close_day(window: MainWindow, qtbot: QtBot, day: date) -> None:
    page = calendar_page(window, qtbot)
    place = page.year.cell_of(day).center().toPoint()
    QTest.mouseClick(page.year, Qt.MouseButton.LeftButton, pos=place)
    settle(window, qtbot)


def test_that_a_run_offers_the_changed_calendar_as_one_step(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    document, page = window.document, window.run_page
    assert document
    assert page
    assert not page.calendar_notice.isVisible()
    before = document.run
    close_day(window, qtbot, TUESDAY)
    assert window.documents
    window.documents.runs.show_page(window.documents.runs.open_keys[0])
    assert page.calendar_notice.isVisible()
    assert page.calendar_notice.text.text() == ("The lab's calendar has changed since: D1 2026-12-08 Tue (now closed).")
    assert document.run == before
    QTest.mouseClick(page.calendar_notice.use, Qt.MouseButton.LeftButton)
    assert not page.calendar_notice.isVisible()
    assert document.run.lab.working_calendar.is_closed(TUESDAY)
    assert window.commands["undo"].text() == "Undo Use the lab's calendar"
    window.commands["undo"].trigger()
    assert document.run == before
    assert page.calendar_notice.isVisible()


def test_that_a_day_far_from_the_run_changes_nothing_for_it(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    close_day(window, qtbot, date(2026, 6, 9))
    assert window.run_page
    assert not window.run_page.calendar_notice.isVisibleTo(window.run_page)


def test_that_a_new_run_is_planned_by_the_calendar(qtbot: QtBot, window: MainWindow) -> None:
    close_day(window, qtbot, date(2026, 12, 7))
    window.plan_run("bm-msc-three-step")
    assert window.document
    assert window.document.run.start == TUESDAY


def test_that_undo_is_about_the_calendar_while_it_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    assert window.document
    page = calendar_page(window, qtbot)
    close_day(window, qtbot, TUESDAY)
    assert window.commands["undo"].text() == "Undo Close 2026-12-08 Tue"
    QTest.keyClick(page.year, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.commands["redo"].text() == "Redo Close 2026-12-08 Tue"
    assert window.document.undo_stack.count() == 0
    assert window.documents
    window.documents.runs.show_page(window.documents.runs.open_keys[0])
    assert not window.commands["redo"].isEnabled()


def test_that_the_calendar_is_opened_from_the_form_of_a_run(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    assert window.run_page
    QTest.mouseClick(window.run_page.form.work_calendar, Qt.MouseButton.LeftButton)
    assert window.documents
    assert window.documents.runs.current == TAB
    assert window.documents.document is None
    window.documents.close_current()
    assert window.documents.runs.current != TAB
