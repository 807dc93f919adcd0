"""Stocks of a run: strengths in any form, lots out of the stockroom, a second lot from a day on."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from mscplanner.domain.quantity import volume
from mscplanner.domain.run import Stock
from mscplanner.domain.stockroom import Lot, Reservation, Stockroom
from mscplanner.gui.lot_box import LotBox
from mscplanner.gui.second_lot_dialog import SecondLotDialog
from mscplanner.gui.stock_table import LOT, REAGENT, STRENGTH

Planning = Callable[..., Any]


def lot(number: str, reagent: str = "activin-a", **fields: Any) -> Lot:
    usual = {"strength": "10 µg/mL", "amount": "1 mL", "expiry": date(2027, 1, 31), "solvent": "4 mM HCl"}
    return Lot.model_validate({"id": number.rjust(32, "0"), "number": number, "reagent": reagent, **usual, **fields})


ROOM = Stockroom(lots=(lot("12"), lot("13", expiry=date(2027, 6, 1)), lot("7", "bfgf", strength="1 mg/mL")))


@pytest.fixture
def planner(planning: Planning) -> Any:
    made = planning()
    made.document.use_stockroom(ROOM)
    return made


def row_of(planner: Any, reagent: str, from_day: int = 0) -> int:
    rows = planner.page.form.stocks.rows
    return next(at for at, row in enumerate(rows) if (row.reagent, row.from_day) == (reagent, from_day))


def cell(planner: Any, reagent: str, column: int, from_day: int = 0) -> str:
    return str(planner.page.form.stocks.item(row_of(planner, reagent, from_day), column).text())


def box(planner: Any, reagent: str, from_day: int = 0) -> LotBox:
    made = planner.page.form.stocks.cellWidget(row_of(planner, reagent, from_day), LOT)
    assert isinstance(made, LotBox)
    return made


def pick(planner: Any, reagent: str, number: str, from_day: int = 0) -> None:
    """Choose a lot with the keyboard, as it is done in a list that is closed."""
    made = box(planner, reagent, from_day)
    wanted = next(at for at in range(made.count()) if made.itemText(at).startswith(number))
    made.setFocus()
    while made.currentIndex() != wanted:
        QTest.keyClick(made, Qt.Key.Key_Down if made.currentIndex() < wanted else Qt.Key.Key_Up)


def told(planner: Any) -> list[str]:
    section = planner.page.form.stock_section
    return [label.text() for label in section.findChildren(QLabel) if label.isVisibleTo(section)]


def test_that_a_row_says_how_sure_its_strength_is(planning: Planning) -> None:
    planner = planning(stocks=(Stock(reagent="bfgf", strength="100 µg/mL", carried=True),))
    assert cell(planner, "activin-a", REAGENT) == "Activin A\nassumed"
    assert cell(planner, "bfgf", REAGENT) == "bFGF (FGF-2)\nas last confirmed"
    planner.press("Confirm Stocks")
    assert cell(planner, "activin-a", REAGENT) == "Activin A\nconfirmed"
    assert planner.step == "Confirm stocks"
    assert not any(stock.carried for stock in planner.document.run.stocks)


@pytest.mark.parametrize(
    ("reagent", "typed", "start"),
    [
        ("activin-a", "20 µg/mL", "= 20 µg/mL · "),
        ("nicotinamide", "powder", "= powder, weighed in · 194"),
        ("2-mercaptoethanol", "neat", "= neat liquid · "),
    ],
)
def test_that_a_strength_is_read_back_while_it_is_typed(planner: Any, reagent: str, typed: str, start: str) -> None:
    stocks = planner.page.form.stocks
    field = planner.type(stocks, row_of(planner, reagent), STRENGTH, typed)
    assert any(text.startswith(start) for text in told(planner))
    assert not planner.document.run.stocks
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert planner.document.run.stocks == (Stock(reagent=reagent, strength=typed),)


def test_that_a_wrong_strength_stays_and_f8_leads_to_it(planner: Any) -> None:
    planner.enter(planner.page.form.stocks, row_of(planner, "activin-a"), STRENGTH, "10,5 µg/mL")
    assert cell(planner, "activin-a", STRENGTH) == "10,5 µg/mL"
    assert any("two numbers" in text for text in told(planner))
    finding = next(each for each in planner.document.findings if each.code == "E-QTY-COMMA")
    planner.page.show_place(finding)
    stocks = planner.page.form.stocks
    assert (stocks.currentRow(), stocks.currentColumn()) == (row_of(planner, "activin-a"), STRENGTH)


def test_that_without_a_stockroom_nothing_of_lots_is_shown(planning: Planning) -> None:
    planner = planning()
    assert planner.page.form.stocks.isColumnHidden(LOT)
    names = [made.objectName() for made in planner.page.findChildren(QAbstractButton) if made.isVisible()]
    assert not {"choose_lots", "second_lot"} & set(names)


def test_that_a_lot_is_offered_with_expiry_and_what_is_left_and_free(planning: Planning) -> None:
    held = Reservation(lot=lot("12").id, run="d" * 32, number="R-9", amount=volume("0.2"), last_use=date(2027, 1, 1))
    planner = planning()
    planner.document.use_stockroom(ROOM.model_copy(update={"reservations": (held,)}))
    offered = [box(planner, "activin-a").itemText(at) for at in range(3)]
    assert offered == [
        "no lot",
        "12 · 2027-01-31 Sun · 1 mL left · 800 µL free",
        "13 · 2027-06-01 Tue · 1 mL left · 1 mL free",
    ]
    assert box(planner, "bfgf").count() == 2
    assert box(planner, "nicotinamide").count() == 1


def test_that_a_chosen_lot_sets_strength_solvent_and_itself_as_one_step(planner: Any) -> None:
    before = planner.document.run
    pick(planner, "activin-a", "12")
    stock = planner.document.run.stock("activin-a")
    assert (stock.strength, stock.lot, stock.solvent.written("en")) == ("10 µg/mL", lot("12"), "4 mM HCl")
    assert (planner.step, planner.document.undo_stack.count()) == ("Choose a lot of Activin A", 1)
    assert cell(planner, "activin-a", STRENGTH) == "10 µg/mL"
    planner.document.undo_stack.undo()
    assert planner.document.run == before
    assert box(planner, "activin-a").currentIndex() == 0


def test_that_no_lot_keeps_the_strength(planner: Any) -> None:
    pick(planner, "activin-a", "12")
    pick(planner, "activin-a", "no lot")
    stock = planner.document.run.stock("activin-a")
    assert (stock.lot, stock.strength) == (None, "10 µg/mL")


def test_that_a_typed_strength_leaves_the_lot(planner: Any) -> None:
    pick(planner, "activin-a", "12")
    planner.enter(planner.page.form.stocks, row_of(planner, "activin-a"), STRENGTH, "11 µg/mL")
    stock = planner.document.run.stock("activin-a")
    assert (stock.strength, stock.lot) == ("11 µg/mL", lot("12"))


def test_that_choose_lots_takes_the_first_to_expire_and_says_what_has_none(planner: Any) -> None:
    planner.press("choose_lots")
    lots = {stock.reagent: stock.lot.number for stock in planner.document.run.stocks if stock.lot}
    assert lots == {"activin-a": "12", "bfgf": "7"}
    assert (planner.step, planner.document.undo_stack.count()) == ("Choose lots", 1)
    (note,) = [text for text in told(planner) if text.startswith("No lot lasts and suffices for: ")]
    assert "Nicotinamide" in note
    assert "Activin A" not in note


def test_that_a_lot_that_is_gone_stays_chosen_and_is_said_to_be_gone(planner: Any) -> None:
    pick(planner, "activin-a", "12")
    planner.document.use_stockroom(ROOM.model_copy(update={"lots": ROOM.lots[1:]}))
    made = box(planner, "activin-a")
    assert made.itemText(made.currentIndex()) == "12 · not in the stockroom any more"
    assert planner.document.run.stock("activin-a").lot == lot("12")


def dialog(planner: Any) -> SecondLotDialog:
    planner.press("second_lot")
    made = planner.page.findChild(SecondLotDialog)
    assert isinstance(made, SecondLotDialog)
    return made


def test_that_a_second_lot_takes_over_on_its_day(planner: Any) -> None:
    pick(planner, "bfgf", "7")
    pick(planner, "activin-a", "12")
    planner.page.form.stocks.setCurrentCell(row_of(planner, "activin-a"), STRENGTH)
    asked = dialog(planner)
    assert not asked.take.isEnabled()
    assert [asked.lot.itemText(at).split(" ·")[0] for at in range(asked.lot.count())] == ["choose a lot", "13"]
    asked.lot.setCurrentIndex(1)
    asked.day.setValue(12)
    QTest.mouseClick(asked.take, Qt.MouseButton.LeftButton)
    assert planner.step == "Use a second lot of Activin A"
    assert cell(planner, "activin-a", REAGENT, 12) == "Activin A\nfrom D12 on · confirmed"
    assert [each.lot.number for each in planner.document.run.stocks if each.reagent == "activin-a"] == ["12", "13"]
    finding = next(each for each in planner.document.findings if each.code == "W-LOT-CHANGE")
    planner.page.show_place(finding)
    assert planner.page.form.stocks.currentRow() == row_of(planner, "activin-a")


def test_that_a_second_lot_is_removed_where_it_is_chosen(planner: Any) -> None:
    pick(planner, "activin-a", "12")
    planner.page.form.stocks.setCurrentCell(row_of(planner, "activin-a"), STRENGTH)
    asked = dialog(planner)
    asked.lot.setCurrentIndex(1)
    asked.take.click()
    pick(planner, "activin-a", "no second lot", from_day=1)
    assert planner.step == "Remove the second lot of Activin A"
    assert [row.from_day for row in planner.page.form.stocks.rows if row.reagent == "activin-a"] == [0]


def test_that_half_a_strength_survives_a_change_of_the_run(planner: Any) -> None:
    field = planner.type(planner.page.form.stocks, row_of(planner, "activin-a"), STRENGTH, "15 µg/m")
    planner.change(count=4)
    assert (field.isVisible(), field.text()) == (True, "15 µg/m")
