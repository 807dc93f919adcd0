"""The shopping list in the window: from the runs to the list, and what is typed there into the library."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.domain.quantity import volume
from mscplanner.domain.stockroom import Lot, Product, Reservation
from mscplanner.gui.desk import Desk
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.shopping_desk import TAB
from mscplanner.gui.shopping_page import ShoppingPage
from mscplanner.gui.stocks_desk import StocksDesk
from mscplanner.library.entry import Entry
from mscplanner.library.library import Library

BM = "bm-msc-three-step"
LOT = Lot(id="a" * 32, reagent="b27-50x", strength="50×", amount="7 mL")


def stocks_of(window: MainWindow) -> StocksDesk:
    assert window.documents
    assert window.documents.stocks
    return window.documents.stocks


def desk_of(window: MainWindow) -> Desk:
    assert window.desk
    return window.desk


def runs_kept(window: MainWindow) -> tuple[Entry, ...]:
    return desk_of(window).entries("run")


@pytest.fixture
def planned(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """Return a window with two runs of one template in its library, two days apart."""
    for count in (1, 2):
        window.plan_run(BM)
        qtbot.waitUntil(lambda count=count: len(runs_kept(window)) == count)  # type: ignore[misc]
    assert window.document
    window.document.change(message("x"), window.document.run.model_copy(update={"start": date(2026, 12, 9)}))
    desk_of(window).save()
    qtbot.waitUntil(lambda: {each.start for each in runs_kept(window)} == {date(2026, 12, 7), date(2026, 12, 9)})
    return window


def opened(qtbot: QtBot, window: MainWindow) -> ShoppingPage:
    """Open the list with its command, and wait until it is there."""
    window.commands["shopping_list"].trigger()
    page = stocks_of(window).tabs.page(TAB)
    assert isinstance(page, ShoppingPage)
    qtbot.waitUntil(lambda: page.table.entries.rowCount() > 1)
    return page


def needed(page: ShoppingPage, reagent: str) -> str:
    rows = (page.table.entries.row_at(line) for line in range(page.table.entries.rowCount()))
    return next((row.cells[3] for row in rows if row and f":{reagent}:" in row.id), "")


def on_hand(page: ShoppingPage, reagent: str) -> str:
    rows = (page.table.entries.row_at(line) for line in range(page.table.entries.rowCount()))
    return next((row.cells[4] for row in rows if row and f":{reagent}:" in row.id), "")


def test_that_the_list_adds_up_all_runs_that_are_to_come(qtbot: QtBot, planned: MainWindow) -> None:
    page = opened(qtbot, planned)
    assert len(page.chosen_runs) == 2
    assert stocks_of(planned).tabs.current == TAB
    both = needed(page, "bfgf")
    page.runs.item(0).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: needed(page, "bfgf") not in ("", both))


def test_that_the_runs_list_leads_to_the_list_of_its_run(qtbot: QtBot, planned: MainWindow) -> None:
    planned.go_to("runs")
    assert planned.documents
    planned.documents.runs.show_page("")
    button = planned.documents.runs_page.findChild(QAbstractButton, "shopping")
    assert isinstance(button, QAbstractButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    page = stocks_of(planned).tabs.page(TAB)
    assert isinstance(page, ShoppingPage)
    assert len(page.chosen_runs) == 1
    qtbot.waitUntil(lambda: page.table.entries.rowCount() > 1)
    assert page.isVisible()


def test_that_a_change_of_a_run_renews_the_list_once_it_is_looked_at(qtbot: QtBot, planned: MainWindow) -> None:
    page = opened(qtbot, planned)
    before = needed(page, "bfgf")
    planned.go_to("runs")
    assert planned.document
    planned.document.change(message("x"), planned.document.run.model_copy(update={"count": 9}))
    desk_of(planned).save()
    qtbot.waitUntil(lambda: not desk_of(planned).waits)
    assert needed(page, "bfgf") == before
    planned.go_to("stocks")
    qtbot.waitUntil(lambda: needed(page, "bfgf") not in ("", before))


def test_that_how_it_is_bought_is_kept_in_the_library_and_counted(qtbot: QtBot, planned: MainWindow) -> None:
    page = opened(qtbot, planned)
    product = Product(reagent="bfgf", pack="1 µg")
    page.product_changed.emit(product)
    rows = (page.table.entries.row_at(line) for line in range(page.table.entries.rowCount()))
    bought = next(row.cells[5] for row in rows if row and ":bfgf:" in row.id)
    assert bought.endswith("× 1 µg")
    qtbot.waitUntil(lambda: stocks_of(planned).stockroom.products == (product,))
    assert planned.keeper
    assert planned.keeper.answer(lambda library: library.stockroom().products) == (product,)


def test_that_two_products_typed_one_after_the_other_are_both_kept(qtbot: QtBot, planned: MainWindow) -> None:
    page = opened(qtbot, planned)
    products = tuple(Product(reagent=reagent, pack="1 µg") for reagent in ("bfgf", "activin-a"))
    for product in products:
        page.product_changed.emit(product)
    qtbot.waitUntil(lambda: stocks_of(planned).stockroom.products == products)


def test_that_what_the_run_has_reserved_itself_is_free_for_it(qtbot: QtBot, planned: MainWindow) -> None:
    page = opened(qtbot, planned)
    run, other = (each.id for each in runs_kept(planned))
    held = Reservation(lot=LOT.id, run=run, number="R-1", amount=volume(4), last_use=date(2026, 12, 30))

    def keep(library: Library) -> None:
        assert planned.keeper
        library.add_lot(LOT, planned.keeper.stamp())
        library.reserve(run, (held,), planned.keeper.stamp())

    assert planned.keeper
    planned.keeper.answer(keep)
    stocks_of(planned).read()
    qtbot.waitUntil(lambda: on_hand(page, "b27-50x") not in ("", "—"))
    with_both = on_hand(page, "b27-50x")
    page.runs_chosen.emit((other,))
    qtbot.waitUntil(lambda: on_hand(page, "b27-50x") != with_both)


def test_that_the_tab_is_closed_opened_again_and_follows_the_language(qtbot: QtBot, planned: MainWindow) -> None:
    page = opened(qtbot, planned)
    tabs = stocks_of(planned).tabs
    page.left.emit()
    assert tabs.page(TAB) is None
    again = opened(qtbot, planned)
    assert again is not page
    planned.set_language("zh")
    assert tabs._tabs.tabText(1) == "采购清单"


def test_that_without_a_run_the_way_to_one_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: bool(window.keeper and window.keeper.answer(lambda library: True)))
    window.commands["shopping_list"].trigger()
    page = stocks_of(window).tabs.page(TAB)
    assert isinstance(page, ShoppingPage)
    way_on = page.findChild(QAbstractButton, "plan_first")
    assert isinstance(way_on, QAbstractButton)
    way_on.click()
    assert window.documents
    assert window.documents.protocols.isVisible()


def test_that_what_becomes_of_a_file_is_told_in_the_bar(qtbot: QtBot, planned: MainWindow) -> None:
    page = opened(qtbot, planned)
    page.told.emit(message("Saved: {file}", file="list.pdf"), "note")
    assert planned.message_bar.isVisible()
    planned.set_language("zh")
    assert planned.message_bar.text() == "已保存：list.pdf"
