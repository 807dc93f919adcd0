"""Runs that are opened, changed, undone and put away."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.domain.quantity import volume
from mscplanner.domain.stockroom import Lot, Reservation, Stockroom
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.run_page import RunPage
from mscplanner.planning.lot_choice import with_lot


def opened(window: MainWindow, protocol_id: str = "bm-msc-three-step") -> tuple[RunDocument, RunPage]:
    window.plan_run(protocol_id)
    document, page = window.document, window.run_page
    assert document is not None
    assert page is not None
    return document, page


def test_that_a_second_run_can_be_planned_from_the_page_of_the_first(qtbot: QtBot, window: MainWindow) -> None:
    opened(window)
    document, page = opened(window, "uc-msc-three-step")
    assert document.run.protocol.id == "uc-msc-three-step"
    assert page.isVisible()
    assert not window.commands["undo"].isEnabled()


def test_that_the_language_can_be_switched_after_a_second_run(qtbot: QtBot, window: MainWindow) -> None:
    opened(window)
    _, page = opened(window, "uc-msc-three-step")
    window.set_language("zh")
    assert page.sheets.text() == "记录单…"
    assert not window.message_bar.isVisible()


def test_that_a_second_run_leaves_the_first_open_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    document, page = opened(window)
    page.form.count.setValue(7)
    opened(window, "uc-msc-three-step")
    assert window.documents is not None
    window.documents.runs.show_page(window.documents.runs.open_keys[0])
    assert (window.document, window.run_page) == (document, page)
    assert document.run.count == 7
    assert window.commands["undo"].text() == "Undo Change the number of vessels"


def test_that_the_name_of_an_undo_step_follows_the_language(qtbot: QtBot, window: MainWindow) -> None:
    _, page = opened(window)
    page.form.count.setValue(3)
    english = window.commands["undo"].text()
    window.set_language("zh")
    assert english == "Undo Change the number of vessels"
    assert window.commands["undo"].text().startswith("撤销 ")
    assert "Change" not in window.commands["undo"].text()


def test_that_typing_in_one_field_is_one_step_and_undo_restores_the_field(qtbot: QtBot, window: MainWindow) -> None:
    document, page = opened(window)
    before = document.run
    QTest.keyClicks(page.form.operator, "L. Zhang")
    assert (document.run.operator, document.undo_stack.count()) == ("L. Zhang", 1)
    window.commands["undo"].trigger()
    assert document.run == before
    assert page.form.operator.text() == ""


def test_that_characters_nobody_can_see_do_not_get_into_a_run(qtbot: QtBot, window: MainWindow) -> None:
    document, page = opened(window)
    QGuiApplication.clipboard().setText("a\u202eb")
    page.form.operator.paste()
    item = page.form.stocks.item(0, 1)
    assert item is not None
    item.setText("50 m\u202eM")
    assert document.run.operator == "ab"
    assert document.run.stocks[0].strength == "50 mM"


def test_that_the_shown_day_can_be_sent_to_the_sheets(qtbot: QtBot, window: MainWindow) -> None:
    _, page = opened(window)
    page.calendar.choose(1)
    assert not page.print_day.isEnabled()
    page.calendar.choose(2)
    assert (page.print_day.text(), page.print_day.isEnabled()) == ("Print D2…", True)
    QTest.mouseClick(page.print_day, Qt.MouseButton.LeftButton)
    assert window.sheets_page is not None
    assert window.sheets_page.printing.parts == ("S2-1", "S2-1/D2", "D2")


SMALL = Lot(id="a" * 32, reagent="activin-a", strength="100 µg/mL", number="A12", amount="20 µL")


def reserved(run: str) -> Stockroom:
    """Return a stockroom whose one lot is reserved by ``run``."""
    held = Reservation(lot=SMALL.id, run=run, number="R-1", amount=volume("0.019"), last_use=date(2026, 12, 20))
    return Stockroom(lots=(SMALL,), reservations=(held,))


def codes(document: RunDocument) -> list[str]:
    return [finding.code for finding in document.findings]


def test_that_what_a_run_has_reserved_itself_is_free_for_it(qtbot: QtBot, window: MainWindow) -> None:
    document, _ = opened(window)
    document.change(message("x"), with_lot(document.run, SMALL))
    document.use_stockroom(reserved("c" * 32), own="c" * 32)
    assert "W-AMOUNT" not in codes(document)
    document.use_stockroom(reserved("d" * 32), own="c" * 32)
    assert "W-AMOUNT" in codes(document)


def test_that_a_stockroom_reaches_open_runs_and_those_opened_later(qtbot: QtBot, window: MainWindow) -> None:
    document, _ = opened(window)
    assert window.documents
    held = window.documents.desk.held(window.documents.runs.current)
    assert held
    with qtbot.waitSignal(document.changed):
        window.documents.lots.use_stockroom(reserved(held.id))
    assert document.stockroom == Stockroom(lots=(SMALL,))
    later, _ = opened(window, "uc-msc-three-step")
    assert later.stockroom == reserved(held.id)


def test_that_the_same_stockroom_again_changes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    document, _ = opened(window)
    document.use_stockroom(reserved("d" * 32))
    with qtbot.assertNotEmitted(document.changed, wait=0):
        document.use_stockroom(reserved("d" * 32))


def test_that_a_day_before_the_first_can_be_sent_to_the_sheets(qtbot: QtBot, window: MainWindow) -> None:
    document, page = opened(window)
    powder = Lot(id="b" * 32, reagent="2-mercaptoethanol", strength="55 mmol/L", number="7", amount="40 mg")
    document.change(message("x"), with_lot(document.run, powder))
    number = document.plan.preceding[0].number
    page.calendar.choose(number)
    assert page.print_day.text() == f"Print D{number}…"
    page.print_day.click()
    assert window.sheets_page is not None
    assert window.sheets_page.printing.parts == (f"D{number}",)
