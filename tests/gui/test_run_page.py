"""The run page: findings lead to their fields, edits are steps with a name, the strip and the calendar go together."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mscplanner.domain.run import Control, Stock, Withdrawal
from mscplanner.domain.stockroom import Lot, Stockroom
from mscplanner.gui.recipe_rows import FINAL
from mscplanner.planning.lot_choice import with_lot

Planning = Callable[..., Any]
POWDERED = Lot(id="a" * 32, reagent="2-mercaptoethanol", strength="55 mmol/L", number="7", amount="40 mg")
EXPIRED = Lot(id="b" * 32, reagent="activin-a", strength="100 µg/mL", number="9", expiry=date(2026, 12, 8))


def test_that_choosing_a_bar_chooses_its_day(planning: Planning) -> None:
    planner = planning()
    QTest.keyClick(planner.page.strip.canvas, Qt.Key.Key_Right)
    QTest.keyClick(planner.page.strip.canvas, Qt.Key.Key_Return)
    assert planner.page.calendar.chosen == 2
    assert [card.mix.id for card in planner.page.panel.shown_cards] == ["S2-1", "S2-1/D2"]


@pytest.mark.parametrize("template", ["bm-msc-three-step", "uc-msc-three-step", "adsc-one-step", "adsc-three-step"])
def test_that_every_finding_of_a_template_leads_somewhere_without_a_change(planning: Planning, template: str) -> None:
    planner = planning(template)
    before = planner.document.run
    for finding in planner.document.findings:
        planner.page.show_place(finding)
        QApplication.processEvents()
    assert planner.document.run == before


def test_that_a_finding_of_a_fresh_addition_leads_to_its_cell_in_the_completion(planning: Planning) -> None:
    planner = planning()
    finding = next(
        each for each in planner.document.findings if each.place == ("stages", "step-2", "additions", "bfgf")
    )
    planner.page.show_place(finding)
    assert planner.page.calendar.chosen == 2
    table = planner.card("S2-1/D2").table
    assert (table.hasFocus(), table.currentRow(), table.currentColumn()) == (True, 1, FINAL)


def test_that_a_finding_of_a_day_before_the_first_leads_to_it(planning: Planning) -> None:
    stock = Stock(reagent=POWDERED.reagent, strength="55 mmol/L", lot=POWDERED)
    planner = planning(stocks=(stock,), start=date(2026, 12, 6))
    first = planner.document.plan.preceding[0].number
    assert first < 0
    planner.page.calendar.choose(first)
    assert planner.page.print_day.isEnabled()
    planner.page.start_on_chosen()
    assert planner.document.run.start == date(2026, 12, 6 + first)
    assert planner.page.calendar.chosen == 0


def test_that_an_expiring_lot_leads_to_its_stock(planning: Planning, run_of: Any) -> None:
    planner = planning(with_lot(run_of("bm-msc-three-step"), EXPIRED))
    planner.document.use_stockroom(Stockroom(lots=(EXPIRED,)))
    finding = next(each for each in planner.document.findings if each.code == "W-EXPIRY")
    planner.page.show_place(finding)
    assert planner.page.form.stocks.hasFocus()
    assert planner.page.form.stocks.current.reagent == "activin-a"


def test_that_every_field_of_a_run_can_be_led_to(planning: Planning) -> None:
    form = planning(withdrawals=(Withdrawal(day=4, wells=1),), controls=(Control(kind="uninduced"),)).page.form
    for name in ("well_volume", "dead_volume", "change_every_days", "withdrawals", "controls", "stocks", "start"):
        assert form.focus_field(name) is not None
        focused = QApplication.focusWidget()
        assert focused
        assert form.isAncestorOf(focused)
    assert form.focus_field("no such field") is None


def test_that_all_edits_are_undone_one_by_one(planning: Planning) -> None:
    planner = planning()
    states = [planner.document.run]
    form = planner.page.form
    edits: list[Callable[[], object]] = [
        lambda: form.count.setValue(2),
        lambda: form.uninduced.setValue(1),
        lambda: form.overage.setValue(15),
        lambda: form.interval.setValue(3),
        form.harvests.add_harvest,
        lambda: form.harvests.lines[0].wells.setValue(4),
        form.confirm_stocks,
        lambda: planner.page.move_start(1),
    ]
    for edit in edits:
        edit()
        states.append(planner.document.run)
    assert planner.document.undo_stack.count() == len(edits)
    assert all(planner.document.undo_stack.command(at).name.text for at in range(len(edits)))
    for wanted in reversed(states[:-1]):
        planner.document.undo_stack.undo()
        assert planner.document.run == wanted


def test_that_the_name_of_every_step_is_told_in_both_languages(planning: Planning) -> None:
    planner = planning(language="zh")
    planner.page.form.vehicle.setValue(1)
    assert planner.step == "更改溶媒对照"
