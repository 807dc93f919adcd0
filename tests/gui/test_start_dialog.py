"""Find a start date: the dates of a span ranked and told, one of them used as one step, or none."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.start_dialog import StartDialog
from mscplanner.planning.start_dates import ranked_starts

MONDAY = date(2026, 12, 7)


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> StartDialog:
    """The dialog for a run by A, with its answer."""
    window.plan_run("bm-msc-three-step")
    assert window.document
    assert window.run_page
    window.document.change(message("edit"), window.document.run.model_copy(update={"operator": "A"}))
    QTest.mouseClick(window.run_page.form.find_start, Qt.MouseButton.LeftButton)
    (found,) = [each for each in window.run_page.findChildren(StartDialog) if each.isVisible()]
    qtbot.waitUntil(lambda: found.table.chosen is not None and found.state.text().startswith("Work of"))
    return found


def test_that_the_next_eight_weeks_are_ranked_and_told(qtbot: QtBot, window: MainWindow, dialog: StartDialog) -> None:
    assert window.document
    wanted = ranked_starts(window.document.run, MONDAY, MONDAY + timedelta(days=56))
    assert dialog.table.rows.starts == wanted
    assert dialog.table.chosen == wanted[0]
    assert dialog.reasons.text().splitlines() == [each.written("en") for each in wanted[0].reasons]
    # The run itself is read again as soon as the library has taken it in, and the dates are ranked once more.
    qtbot.waitUntil(lambda: "what they prepare together once: A." in dialog.state.text())


def test_that_a_date_is_used_as_one_step(qtbot: QtBot, window: MainWindow, dialog: StartDialog) -> None:
    assert window.document
    steps, start = window.document.undo_stack.count(), window.document.run.start
    assert not dialog.use.isEnabled()
    dialog.calendar.choose(date(2026, 12, 10))
    assert dialog.table.chosen
    assert dialog.table.chosen.date == date(2026, 12, 10)
    QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert window.document.run.start == date(2026, 12, 10)
    assert window.document.undo_stack.count() == steps + 1
    window.commands["undo"].trigger()
    assert window.document.run.start == start


def test_that_closing_changes_nothing(qtbot: QtBot, window: MainWindow, dialog: StartDialog) -> None:
    assert window.document
    before = window.document.run
    dialog.table.choose(date(2026, 12, 10))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert window.document.run == before


def test_that_a_span_the_wrong_way_round_says_so_and_loses_nothing(
    qtbot: QtBot, window: MainWindow, dialog: StartDialog
) -> None:
    last = dialog.last.date()
    dialog.last.setDate(dialog.first.date().addDays(-1))
    assert dialog.state.text() == "The last date is before the first: no date is in between."
    assert dialog.table.chosen is None
    assert not dialog.use.isEnabled()
    dialog.last.setDate(last)
    qtbot.waitUntil(lambda: dialog.table.chosen is not None)
    dialog.last.setDate(dialog.first.date().addDays(900))
    assert "800" in dialog.state.text()


def test_that_the_cursor_in_table_and_calendar_goes_together(dialog: StartDialog) -> None:
    dialog.table.choose(date(2026, 12, 23))
    assert dialog.calendar.accessibleName().startswith("2026-12-23 Wed")
    dialog.calendar.setFocus()
    QTest.keyClick(dialog.calendar, Qt.Key.Key_Left)
    assert dialog.table.chosen
    assert dialog.table.chosen.date == date(2026, 12, 22)
    assert dialog._heading.text() == "D0 2026-12-22 Tue"


def test_that_the_start_as_it_is_says_so(dialog: StartDialog) -> None:
    dialog.table.choose(MONDAY)
    assert dialog._heading.text() == "D0 2026-12-07 Mon · start as it is"
    assert not dialog.use.isEnabled()
