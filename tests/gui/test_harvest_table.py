"""Early harvests: added, changed and removed line by line, each as one step."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mscplanner.domain.run import Control, Withdrawal

Planning = Callable[..., Any]
TWO = (Withdrawal(day=4, wells=1), Withdrawal(day=8, wells=6))


def test_that_a_harvest_is_added_and_its_day_can_be_typed_at_once(planning: Planning) -> None:
    planner = planning()
    planner.press("add_harvest")
    assert planner.step == "Add an early harvest"
    line = planner.page.form.harvests.lines[0]
    assert line.day.hasFocus()
    QTest.keyClicks(line.day, "8")
    QTest.keyClick(line.day, Qt.Key.Key_Return)
    assert planner.document.run.withdrawals == (Withdrawal(day=8, wells=1),)
    assert planner.step == "Change an early harvest"


def test_that_a_line_is_changed_where_it_stands(planning: Planning) -> None:
    planner = planning(withdrawals=TWO, controls=(Control(kind="uninduced"),))
    line = planner.page.form.harvests.lines[1]
    line.wells.setValue(3)
    line.arm.setCurrentIndex(line.arm.findData("uninduced"))
    assert planner.document.run.withdrawals == (TWO[0], Withdrawal(day=8, wells=3, arm="uninduced"))
    planner.document.undo_stack.undo()
    planner.document.undo_stack.undo()
    assert planner.document.run.withdrawals == TWO
    assert line.wells.value() == 6


def test_that_only_arms_that_the_run_has_are_offered(planning: Planning) -> None:
    planner = planning(withdrawals=TWO)
    arm = planner.page.form.harvests.lines[0].arm
    assert [arm.itemData(at) for at in range(arm.count())] == ["induced"]
    planner.change(controls=(Control(kind="vehicle"),))
    assert [arm.itemData(at) for at in range(arm.count())] == ["induced", "vehicle"]


def test_that_removing_takes_the_line_that_was_pressed(planning: Planning) -> None:
    planner = planning(withdrawals=TWO)
    QTest.mouseClick(planner.page.form.harvests.lines[0].remove, Qt.MouseButton.LeftButton)
    assert planner.document.run.withdrawals == (TWO[1],)
    assert planner.step == "Remove an early harvest"
    assert [line.day.isVisible() for line in planner.page.form.harvests.lines] == [True, False]


def test_that_too_many_wells_are_told_and_f8_leads_to_them(planning: Planning) -> None:
    planner = planning(withdrawals=(Withdrawal(day=8, wells=500),))
    finding = next(each for each in planner.document.findings if each.code == "E-WELLS")
    planner.page.show_place(finding)
    assert QApplication.focusWidget() is planner.page.form.harvests.lines[0].wells


def test_that_each_field_is_named_with_its_line(planning: Planning) -> None:
    names = [field.accessibleName() for field in planning(withdrawals=TWO).page.form.harvests.lines[1]]
    assert names == [f"Early harvest 2: {each}" for each in ("Day", "Wells", "Arm", "Remove")]
