"""The lots of open runs: what a run takes is reserved for it, and another run sees it."""

from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.domain.stockroom import Lot, Stockroom
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.run_document import RunDocument
from mscplanner.planning.lot_choice import with_lot

LOT = Lot(id="a" * 32, reagent="activin-a", strength="100 µg/mL", number="A12", amount="8 µL")


def planned(qtbot: QtBot, window: MainWindow) -> RunDocument:
    window.plan_run("bm-msc-three-step")
    document = window.document
    assert document
    return document


def add_lot(qtbot: QtBot, window: MainWindow) -> None:
    assert window.keeper
    keeper = window.keeper
    qtbot.waitUntil(lambda: keeper.answer(lambda library: library.stockroom()) is not None, timeout=30000)
    keeper.answer(lambda library: library.add_lot(LOT, keeper.stamp()))


def reserved(window: MainWindow) -> list[str]:
    assert window.keeper
    room = window.keeper.answer(lambda library: library.stockroom())
    assert isinstance(room, Stockroom)
    return [each.number for each in room.reservations]


def take(qtbot: QtBot, window: MainWindow, document: RunDocument) -> None:
    assert window.desk
    document.change(message("x"), with_lot(document.run, LOT))
    with qtbot.waitSignal(window.desk.saved):
        window.desk.save()


def test_that_what_a_run_takes_is_reserved_and_let_go(qtbot: QtBot, window: MainWindow) -> None:
    add_lot(qtbot, window)
    document = planned(qtbot, window)
    take(qtbot, window, document)
    qtbot.waitUntil(lambda: reserved(window) == [document.run.number], timeout=30000)
    document.undo_stack.undo()
    assert window.desk
    window.desk.save()
    qtbot.waitUntil(lambda: reserved(window) == [], timeout=30000)


def test_that_a_second_run_that_wants_the_same_is_told(qtbot: QtBot, window: MainWindow) -> None:
    add_lot(qtbot, window)
    first = planned(qtbot, window)
    take(qtbot, window, first)
    qtbot.waitUntil(lambda: reserved(window) == [first.run.number], timeout=30000)
    second = planned(qtbot, window)
    take(qtbot, window, second)
    qtbot.waitUntil(lambda: "W-AMOUNT" in [each.code for each in second.findings], timeout=30000)
    assert reserved(window) == [first.run.number]
    qtbot.waitUntil(lambda: "Nothing was reserved" in window.message_bar.text(), timeout=30000)
