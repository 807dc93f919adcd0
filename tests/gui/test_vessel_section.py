"""Vessels of a run: volumes are read back at each key, controls are counted, every edit is one named step."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from mscplanner.domain.run import MOST_VESSELS, Control
from mscplanner.gui.labels import plain_tip

Planning = Callable[..., Any]


def shown(planner: Any) -> list[str]:
    return [label.text() for label in planner.page.form.findChildren(QLabel) if label.isVisibleTo(planner.page.form)]


def test_that_a_well_volume_is_read_back_while_it_is_typed(planning: Planning) -> None:
    planner = planning()
    assert "= 2 mL × 18 wells = 36 mL, usual for this vessel" in shown(planner)
    before = planner.document.run
    QTest.keyClicks(planner.page.form.well_volume, "2.5 mL")
    assert "= 2.5 mL × 18 wells = 45 mL" in shown(planner)
    assert planner.document.run == before
    QTest.keyClick(planner.page.form.well_volume, Qt.Key.Key_Return)
    assert planner.document.run.well_volume == "2.5 mL"


def test_that_a_dead_volume_is_read_back_and_planned_with(planning: Planning) -> None:
    planner = planning()
    field = planner.page.form.dead_volume
    assert "= none (lab setting)" in shown(planner)
    QTest.keyClicks(field, "3 mL")
    assert "= 3 mL more in each making" in shown(planner)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (planner.document.run.dead_volume, planner.step) == ("3 mL", "Change the dead volume")
    assert "+ 3 mL dead volume" in planner.document.plan.media[0].origin.written("en")
    planner.document.undo_stack.undo()
    assert (field.text(), planner.document.run.dead_volume) == ("", None)


@pytest.mark.parametrize("name", ["well_volume", "dead_volume"])
def test_that_a_wrong_volume_stays_and_f8_leads_to_its_field(planning: Planning, name: str) -> None:
    planner = planning()
    field = getattr(planner.page.form, name)
    QTest.keyClicks(field, "1,5 mL")
    assert any("two numbers" in text for text in shown(planner))
    QTest.keyClick(field, Qt.Key.Key_Return)
    finding = next(each for each in planner.document.findings if each.code == "E-QTY-COMMA")
    assert finding.place == ("run", name)
    planner.page.form.number.setFocus()
    planner.page.show_place(finding)
    assert field.hasFocus()
    assert (field.text(), field.selectedText()) == ("1,5 mL", "1,5 mL")


def test_that_a_fix_of_a_wrong_dead_volume_is_taken(planning: Planning) -> None:
    planner = planning(dead_volume="1,5 mL")
    finding = next(each for each in planner.document.findings if each.code == "E-QTY-COMMA")
    planner.document.apply_fix(finding.fixes[0].label, finding, 0)
    assert planner.document.run.dead_volume == "1.5 mL"
    assert planner.page.form.dead_volume.text() == "1.5 mL"


def test_that_control_vessels_are_counted_by_kind(planning: Planning) -> None:
    planner = planning()
    form = planner.page.form
    assert (form.uninduced.text(), form.vehicle.text()) == ("none", "none")
    form.uninduced.setValue(1)
    assert planner.step == "Change the uninduced control"
    form.vehicle.setValue(2)
    assert planner.step == "Change the vehicle control"
    assert planner.document.run.controls == (Control(kind="uninduced", count=1), Control(kind="vehicle", count=2))
    assert [batch.code for batch in planner.document.plan.media if batch.code.startswith("C")]
    planner.document.undo_stack.undo()
    planner.document.undo_stack.undo()
    assert (planner.document.run.controls, form.uninduced.value(), form.vehicle.value()) == ((), 0, 0)


def test_that_the_note_of_a_vehicle_control_leads_to_its_field(planning: Planning) -> None:
    planner = planning(controls=(Control(kind="vehicle"),))
    finding = next(each for each in planner.document.findings if each.code == "N-VEHICLE")
    planner.page.show_place(finding)
    assert QApplication.focusWidget() is planner.page.form.vehicle


def test_that_the_head_of_the_page_counts_the_controls(planning: Planning) -> None:
    planner = planning(controls=(Control(kind="uninduced", count=2),))
    texts = [label.text() for label in planner.page.header.findChildren(QLabel)]
    assert any(text.endswith("uninduced control: 2") for text in texts)


def test_that_the_limits_of_the_run_are_those_of_the_fields_and_are_told_where_a_digit_is_not_taken(
    planning: Planning,
) -> None:
    form = planning().page.form
    assert [each.maximum() for each in (form.count, form.uninduced, form.vehicle)] == [MOST_VESSELS] * 3
    assert (form.overage.maximum(), form.interval.maximum()) == (100, 60)
    form.interval.selectAll()
    QTest.keyClicks(form.interval, "100")
    assert form.interval.value() == 10
    assert QToolTip.text() == plain_tip("From 1 to 60; a digit that would lead beyond is not taken.")
    form.overage.selectAll()
    QTest.keyClicks(form.overage, "5000")
    assert QToolTip.text() == plain_tip("From 0 to 100; a digit that would lead beyond is not taken.")
