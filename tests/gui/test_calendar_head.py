"""Week or month: the head of the calendar switches it, and turns the months."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mscplanner.gui.main_window import MainWindow

Planning = Callable[..., Any]


def test_that_weeks_are_shown_first_and_months_on_a_click(planning: Planning) -> None:
    planner = planning()
    head, calendar = planner.page.calendar_head, planner.page.calendar
    assert (head.week.isChecked(), head.after.isVisible(), calendar.month) == (True, False, None)
    QTest.mouseClick(head.month, Qt.MouseButton.LeftButton)
    assert (head.after.isVisible(), f"{calendar.month:%Y-%m}") == (True, "2026-12")
    QTest.mouseClick(head.after, Qt.MouseButton.LeftButton)
    assert f"{calendar.month:%Y-%m}" == "2027-01"
    assert head._title.text() == "2027-01"
    QTest.mouseClick(head.week, Qt.MouseButton.LeftButton)
    assert (head.before.isVisible(), calendar.month) == (False, None)


def test_that_only_a_person_changes_what_is_wanted(planning: Planning, qtbot: QtBot) -> None:
    head = planning().page.calendar_head
    with qtbot.assertNotEmitted(head.months_wanted):
        head.show_months(True)
    assert head.month.isChecked()
    with qtbot.waitSignal(head.months_wanted) as wanted:
        QTest.mouseClick(head.week, Qt.MouseButton.LeftButton)
    assert wanted.args == [False]


def test_that_months_are_still_shown_after_a_restart(opened: Callable[[], MainWindow]) -> None:
    first = opened()
    first.plan_run("bm-msc-three-step")
    assert first.run_page
    assert first.run_page.calendar.month is None
    QTest.mouseClick(first.run_page.calendar_head.month, Qt.MouseButton.LeftButton)
    first.close()
    second = opened()
    second.plan_run("bm-msc-three-step")
    assert second.run_page
    assert second.run_page.calendar.month
    assert second.run_page.calendar_head.month.isChecked()


def test_that_the_ways_between_months_have_names_in_both_languages(planning: Planning) -> None:
    planner = planning(language="zh")
    head = planner.page.calendar_head
    assert [each.accessibleName() for each in (head.before, head.after)] == ["上个月", "下个月"]
    planner.wording.set_language("en")
    assert [each.text() for each in (head.week, head.month)] == ["Week", "Month"]


def test_that_the_text_of_the_checked_button_has_room(planning: Planning) -> None:
    head = planning().page.calendar_head
    head.month.click()
    QApplication.processEvents()
    assert head.month.width() >= head.month.sizeHint().width()
