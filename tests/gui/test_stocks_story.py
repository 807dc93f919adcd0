"""Stories of the stocks in the whole window, with real keys and presses."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mscplanner.domain.quantity import volume
from mscplanner.domain.stockroom import Lot, Reservation
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.reagent_form import ReagentDraft
from mscplanner.gui.stocks_desk import StocksDesk
from mscplanner.gui.typed_field import TypedField
from mscplanner.gui.usual_stocks_form import UsualStocksForm
from mscplanner.library.entry import Stamp
from mscplanner.library.library import open_library
from mscplanner.library.place import file_place

Opener = Callable[[], MainWindow]
NOW = Stamp(at=datetime(2026, 12, 4, 9, tzinfo=UTC), author="L. Zhang")
LOT = Lot(id="a" * 32, reagent="egf", strength="100 µg/mL", amount="1 mL")


def stocks_of(window: MainWindow) -> StocksDesk:
    assert window.documents
    assert window.documents.stocks
    return window.documents.stocks


def press(window: MainWindow, text: str) -> None:
    button = next(each for each in window.findChildren(QPushButton) if each.text() == text and each.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def focused() -> TypedField:
    field = QApplication.focusWidget()
    assert isinstance(field, TypedField)
    return field


def enter(qtbot: QtBot, window: MainWindow) -> StocksDesk:
    qtbot.waitUntil(window.rail.isVisible)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert stocks_of(window).page.isVisible()
    return stocks_of(window)


def test_that_a_stock_is_added_edited_undone_and_there_again_after_closing(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    stocks = enter(qtbot, window)
    press(window, "Add Stock")
    for text in ("EGF", "100 µg/mL", "water", "1.5 mL"):
        QTest.keyClicks(focused(), text)
        popup = QApplication.activePopupWidget()
        QTest.keyClick(popup or focused(), Qt.Key.Key_Tab)
    (lot,) = stocks.stockroom.lots
    assert (lot.reagent, lot.strength, lot.solvent, lot.amount) == ("egf", "100 µg/mL", "water", "1.5 mL")
    QTest.keyClick(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stocks.stockroom.lots[0].amount == ""
    assert window.commands["redo"].text() == "Redo Change “Left” of EGF"
    QTest.keyClick(focused(), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    stocks.page.form.focus_field("number")
    QTest.keyClicks(focused(), "E1")
    window.close()
    again = opened()
    qtbot.waitUntil(lambda: bool(stocks_of(again).stockroom.lots))
    assert stocks_of(again).stockroom.lots == (lot.model_copy(update={"number": "E1"}),)


def test_that_what_is_typed_is_in_the_library_without_a_question(qtbot: QtBot, opened: Opener, tmp_path: Path) -> None:
    window = opened()
    stocks = enter(qtbot, window)
    window.commands["add_stock"].trigger()
    with qtbot.waitSignal(stocks.keeping.saved):
        QTest.keyClicks(focused(), "HGF")
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    library = open_library(file_place(tmp_path), NOW)
    assert [each.reagent for each in library.stockroom().lots] == ["hgf"]
    library.close(NOW)
    assert "Saved" in window.status_line._saved.text()


def test_that_the_usual_stocks_of_a_template_are_taken_over_by_keys(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    stocks = enter(qtbot, window)
    window.commands["usual_stocks"].trigger()
    (form,) = window.findChildren(UsualStocksForm)
    qtbot.waitUntil(form.template.hasFocus)
    assert form.take.text() == "Add 7 Stocks"
    QTest.keyClick(form.template, Qt.Key.Key_Down)
    assert form.template.currentIndex() == 1
    assert form.take.text() == "Add 5 Stocks"
    form.stocks.setFocus()
    QTest.keyClick(form.stocks, Qt.Key.Key_Space)
    assert form.take.text() == "Add 4 Stocks"
    QTest.keyClick(form.stocks, Qt.Key.Key_Return)
    lots = stocks.stockroom.lots
    assert (lots[0].reagent, lots[0].strength, lots[0].amount) == ("retinoic-acid", "10 mmol/L", "")
    assert len(lots) == 4
    press(window, "Undo")
    assert stocks.stockroom.lots == ()


def test_that_commands_are_usable_where_they_have_something_to_act_on(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    act = window.commands

    def usable() -> list[bool]:
        return [act[each].isEnabled() for each in ("duplicate_stock", "archive_stock", "bring_back_stock", "undo")]

    assert usable() == [False] * 4
    stocks = enter(qtbot, window)
    act["add_stock"].trigger()
    assert usable() == [True, True, False, True]
    act["duplicate_stock"].trigger()
    assert len(stocks.stockroom.lots) == 2
    with qtbot.waitSignal(stocks.keeping.saved):
        act["archive_stock"].trigger()
    assert len(stocks.stockroom.lots) == 1
    act["show_archived_stocks"].trigger()
    archived = stocks.book.lots(archived=True)[0].id
    stocks.page.choose(archived)
    assert usable() == [True, False, True, True]
    act["bring_back_stock"].trigger()
    assert len(stocks.stockroom.lots) == 2
    window.go_to("start")
    assert usable() == [False] * 4
    assert act["add_stock"].isEnabled()


def test_that_undo_is_about_the_place_that_is_shown(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    window.plan_run("bm-msc-three-step")
    assert window.document
    before = window.document.run
    window.commands["confirm_stocks"].trigger()
    stocks = enter(qtbot, window)
    stocks.add()
    window.commands["undo"].trigger()
    assert stocks.stockroom.lots == ()
    assert window.document.run != before
    assert not window.commands["undo"].isEnabled()
    window.go_to("runs")
    window.commands["undo"].trigger()
    assert window.document.run == before


def test_that_the_search_is_one_key_away(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    stocks = enter(qtbot, window)
    stocks.add()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert stocks.page.list.search.hasFocus()


def test_that_a_run_that_is_archived_lets_go_of_its_stocks(qtbot: QtBot, opened: Opener, tmp_path: Path) -> None:
    window = opened()
    window.plan_run("bm-msc-three-step")
    assert window.desk
    assert window.documents
    qtbot.waitUntil(lambda: bool(window.desk and window.desk.entries("run")))
    (entry,) = window.desk.entries("run")
    library = open_library(file_place(tmp_path), NOW)
    library.add_lot(LOT, NOW)
    hold = Reservation(lot=LOT.id, run=entry.id, number=entry.key, amount=volume("0.3"), last_use=date(2026, 12, 20))
    library.reserve(entry.id, (hold,), NOW)
    library.close(NOW)
    stocks = stocks_of(window)
    with qtbot.waitSignal(stocks.changed):
        window.go_to("stocks")
    assert stocks.stockroom.free(LOT.id) == Decimal("0.7")
    with qtbot.waitSignal(stocks.changed):
        window.documents.lists.archive(entry.id, True)
    assert stocks.stockroom.free(LOT.id) == Decimal(1)


def test_that_the_stocks_follow_the_reagents_of_the_lab(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    stocks = enter(qtbot, window)
    stocks.add()
    assert window.documents
    assert window.documents.reagents
    lot_id = stocks.page.current
    stocks.steps.type(lot_id, "reagent", "SB-999")
    row = stocks.page.list.current
    assert row
    assert "Not in the catalogue" in row.cells[2]
    with qtbot.waitSignal(window.documents.reagents.lab_changed):
        window.documents.reagents.add(ReagentDraft("SB-999", "small-molecule", "DMSO", ""))
    row = stocks.page.list.current
    assert row
    assert "Not in the catalogue" not in row.cells[2]
