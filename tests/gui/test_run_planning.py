"""Dates across runs in the window: find a start, move it, and see the load of all runs."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.gui.load_page import LoadPage
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.run_planning import TAB
from mscplanner.gui.start_dialog import StartDialog
from mscplanner.planning.replanning import day_done

Opener = Callable[[], MainWindow]
MONDAY = date(2026, 12, 7)


def planned(window: MainWindow, protocol: str = "bm-msc-three-step", **fields: object) -> str:
    """Plan a run, keep it, and return its id."""
    window.plan_run(protocol)
    document, desk = window.document, window.desk
    assert document
    assert desk
    document.change(message("edit"), document.run.model_copy(update=fields))
    desk.save()
    held = desk.held(desk.key_of(document))
    assert held
    return held.id


def asked(window: MainWindow, qtbot: QtBot) -> StartDialog:
    """Ask for a start date and wait for the answer with all other runs in it."""
    window.commands["find_start"].trigger()
    assert window.run_page
    (dialog,) = [each for each in window.run_page.findChildren(StartDialog) if each.isVisible()]
    qtbot.waitUntil(lambda: dialog.table.chosen is not None and dialog.state.text().startswith("Work of"))
    return dialog


def test_that_work_of_other_runs_of_the_same_person_counts(qtbot: QtBot, opened: Opener) -> None:
    first = opened()
    planned(first, operator="A", count=60, start=date(2026, 12, 9))
    planned(first, operator="B", count=60, start=date(2026, 12, 7))
    first.close()
    second = opened()
    assert second.desk
    qtbot.waitUntil(lambda: bool(second.desk and len(second.desk.entries("run")) == 2))
    planned(second, operator="A", count=3)
    dialog = asked(second, qtbot)
    full = {start.date: start.collisions for start in dialog.table.rows.starts}
    told = {start.date: start.reasons for start in dialog.table.rows.starts}
    # Alone, too, the run has one day that is too full.
    assert full[MONDAY] > full[date(2027, 1, 11)] == 1
    words = " ".join(each.written("en") for each in told[MONDAY])
    assert "together with R-2026-001" in words
    assert "R-2026-002" not in words
    assert "R-2026-003" not in words


def test_that_the_start_is_moved_by_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    planned(window)
    assert window.document
    assert window.run_page
    window.commands["start_later"].trigger()
    window.commands["start_later"].trigger()
    window.commands["start_earlier"].trigger()
    assert window.document.run.start == MONDAY + timedelta(days=1)
    window.run_page.calendar.choose(4)
    window.commands["start_here"].trigger()
    assert window.document.run.start == MONDAY + timedelta(days=5)


def test_that_the_start_of_a_run_with_a_day_written_down_stays_and_why_is_told(
    qtbot: QtBot, window: MainWindow
) -> None:
    planned(window, operator="A")
    assert window.document
    assert window.run_page
    page, document = window.run_page, window.document
    dialog = asked(window, qtbot)
    for day in (0, 2):
        document.change(message("done"), day_done(document.run, document.plan, day))
    before = document.run
    dialog.table.choose(date(2026, 12, 10))
    assert not dialog.use.isEnabled()
    assert dialog.state.text().startswith("The start stays where it is: days from D0 to D2 are written down.")
    dialog._take()
    dialog.close()
    page.calendar.choose(4)
    for name in ("start_later", "start_earlier", "start_here"):
        window.message_bar.hide()
        window.commands[name].trigger()
        assert window.message_bar.isVisible()
        assert "What Happened… moves the days that are still to come." in window.message_bar.text()
    QTest.keyClick(page.calendar, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    places = [page.calendar._cell(before.start + timedelta(days=day)).center().toPoint() for day in (1, 3)]
    QTest.mousePress(page.calendar, Qt.MouseButton.LeftButton, pos=places[0])
    QTest.mouseMove(page.calendar, places[1])
    assert page.calendar._drag_words() == window.message_bar.text()
    QTest.mouseRelease(page.calendar, Qt.MouseButton.LeftButton, pos=places[1])
    assert document.run == before
    assert not page.form.start.isEnabled()
    assert not page.form.find_start.isEnabled()
    assert not page.start_here.isEnabled()
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert page.form.start.isEnabled()
    window.commands["start_later"].trigger()
    assert document.run.start == before.start + timedelta(days=1)


def test_that_a_drag_in_the_calendar_is_one_step_of_its_own(qtbot: QtBot, window: MainWindow) -> None:
    planned(window)
    assert window.document
    assert window.run_page
    calendar, stack = window.run_page.calendar, window.document.undo_stack
    for _ in range(2):
        grabbed = window.document.run.start + timedelta(days=1)
        places = [calendar._cell(grabbed + timedelta(days=days)).center().toPoint() for days in (0, 2)]
        before = stack.count()
        QTest.mousePress(calendar, Qt.MouseButton.LeftButton, pos=places[0])
        QTest.mouseMove(calendar, places[1])
        QTest.mouseRelease(calendar, Qt.MouseButton.LeftButton, pos=places[1])
        assert stack.count() == before + 1
    assert window.document.run.start == MONDAY + timedelta(days=4)


def test_that_a_closed_day_leads_to_the_start_dates(qtbot: QtBot, window: MainWindow) -> None:
    planned(window)
    assert window.document
    assert window.findings_dock
    closed = next(each for each in window.document.findings if each.code == "W-CLOSED")
    window.enter_findings()
    window.findings_dock.choose(closed)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert window.run_page
    (dialog,) = [each for each in window.run_page.findChildren(StartDialog) if each.isVisible()]
    dialog.close()
    QApplication.processEvents()
    (press,) = [each for each in window.findings_dock.findChildren(QPushButton, "tool") if each.isVisible()]
    assert press.text() == "Find Start Date…"
    QTest.mouseClick(press, Qt.MouseButton.LeftButton)
    assert any(each.isVisible() for each in window.run_page.findChildren(StartDialog))


def test_that_commands_about_a_run_are_grey_elsewhere(qtbot: QtBot, window: MainWindow) -> None:
    names = ("find_start", "start_earlier", "start_later", "start_here")
    assert not any(window.commands[name].isEnabled() for name in names)
    assert window.commands["load_of_runs"].isEnabled()
    planned(window)
    assert all(window.commands[name].isEnabled() for name in names)
    window.commands["load_of_runs"].trigger()
    assert not any(window.commands[name].isEnabled() for name in names)


def test_that_the_load_of_all_runs_shows_kept_runs_and_opens_them(qtbot: QtBot, opened: Opener) -> None:
    first = opened()
    ids = [planned(first, operator=name, start=MONDAY) for name in ("A", "B")]
    first.close()
    second = opened()
    second.commands["load_of_runs"].trigger()
    assert second.documents
    page = second.documents.runs.page(TAB)
    assert isinstance(page, LoadPage)
    qtbot.waitUntil(lambda: page.view._map is not None and len(page.view._map.rows) == 6)
    assert "still" not in page._note.text()
    page.view.choose(5, 7)
    assert page.told.text().startswith("R-2026-002, D")
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: second.document is not None)
    assert second.document
    assert second.document.run.number == "R-2026-002"
    assert second.desk
    assert [each.id for each in sorted(second.desk.entries("run"), key=lambda each: each.key)] == ids


def test_that_the_load_follows_an_open_run_and_an_archived_one_leaves_it(qtbot: QtBot, window: MainWindow) -> None:
    run = planned(window, operator="A", start=MONDAY)
    window.commands["load_of_runs"].trigger()
    assert window.documents
    page = window.documents.runs.page(TAB)
    assert isinstance(page, LoadPage)
    qtbot.waitUntil(lambda: page.view._map is not None and len(page.view._map.rows) == 3)
    assert window.document
    assert window.desk
    window.document.change(message("edit"), window.document.run.model_copy(update={"operator": "C"}))
    window.desk.save()
    qtbot.waitUntil(lambda: page.view._map is not None and page.view._map.rows[1].name == "C")
    window.documents.lists.archive(run, True)
    qtbot.waitUntil(lambda: page.view._map is not None and len(page.view._map.rows) == 1)


def test_that_the_tab_is_closed_named_in_both_languages_and_opened_again(qtbot: QtBot, window: MainWindow) -> None:
    window.commands["load_of_runs"].trigger()
    assert window.documents
    tabs = window.documents.runs
    assert tabs.current == TAB
    window.set_language("zh")
    assert tabs._tabs.tabText(1) == "全部批次的工作量"
    tabs.close_wanted.emit(TAB)
    assert tabs.page(TAB) is None
    QApplication.processEvents()
    window.commands["load_of_runs"].trigger()
    assert isinstance(tabs.page(TAB), LoadPage)


def test_that_the_load_is_one_tab_however_often_it_is_wanted(qtbot: QtBot, window: MainWindow) -> None:
    for _ in range(2):
        window.commands["load_of_runs"].trigger()
    assert window.documents
    assert window.documents.runs.open_keys == (TAB,)
