"""The place of the stocks with a real library: kept by itself, taken back, and met by others without a loss."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import volume
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import Lot, Product, Reservation, Stockroom
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.stocks_desk import StocksDesk
from mscplanner.gui.wording import Wording
from mscplanner.library.entry import Stamp
from mscplanner.library.faults import LibraryFault
from mscplanner.library.library import Library, open_library
from mscplanner.library.place import file_place

TODAY = date(2026, 12, 4)
NOW = Stamp(at=datetime(2026, 12, 4, 9, tzinfo=UTC), author="L. Zhang")
LOT = Lot(id="a" * 32, reagent="egf", strength="100 µg/mL", amount="1 mL")
RUN = "1" * 32


class Room:
    """The stocks of one window, and what they told."""

    def __init__(self, qtbot: QtBot, lab: Lab, folder: Path, opens: bool = True) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.owner = QObject()
        self.keeper = Keeper(lambda: "W. Li", self.owner)
        self.desk = StocksDesk(self.keeper, lab, Wording("en"), TODAY, self.owner)
        self.told: list[tuple[str, tuple[tuple[str, Callable[[], object]], ...]]] = []
        self.faults: list[LibraryFault] = []
        self.rooms: list[Stockroom] = []
        self.desk.told.connect(lambda text, _tone, ways: self.told.append((text(), ways)))
        self.desk.keeping.refused.connect(self.faults.append)
        self.desk.changed.connect(self.rooms.append)
        if opens:
            with qtbot.waitSignal(self.desk.keeping.looked):
                self.keeper.open(file_place(folder))

    def type(self, field: str, text: str, lot_id: str = LOT.id) -> None:
        self.desk.steps.begin()
        self.desk.steps.type(lot_id, field, text)  # type: ignore[arg-type]

    def settle(self) -> None:
        """Wait until everything that was asked is done and told."""
        done: list[bool] = []
        self.keeper.ask(lambda _library: True, done.append)
        self.qtbot.waitUntil(lambda: bool(done))

    def saved(self, change: Callable[[], object]) -> None:
        with self.qtbot.waitSignal(self.desk.keeping.saved):
            change()

    def lot(self, lot_id: str = LOT.id) -> Lot:
        shelved = self.desk.book.get(lot_id)
        assert shelved
        return shelved.lot

    def read(self) -> None:
        with self.qtbot.waitSignal(self.desk.keeping.looked):
            self.desk.read()

    def close(self) -> None:
        self.desk.finish()
        self.keeper.finish()
        self.desk.keeping.rescue()
        self.owner.deleteLater()


@pytest.fixture
def enter(qtbot: QtBot, lab: Lab, own_settings: Path, tmp_path: Path) -> Iterator[Callable[..., Room]]:
    rooms: list[Room] = []

    def entering(folder: Path = tmp_path, opens: bool = True) -> Room:
        rooms.append(Room(qtbot, lab, folder, opens))
        qtbot.addWidget(rooms[-1].desk.tabs)
        return rooms[-1]

    yield entering
    for room in rooms:
        room.keeper.finish()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Library]:
    """The same library as another program sees it, with one lot in it."""
    library = open_library(file_place(tmp_path), NOW)
    library.add_lot(LOT, NOW)
    yield library
    library.close(NOW)


def test_that_what_is_typed_is_kept_by_itself_and_counts_at_once(
    elsewhere: Library, enter: Callable[..., Room]
) -> None:
    room = enter()
    assert room.desk.stockroom == Stockroom(lots=(LOT,))
    room.saved(lambda: room.type("amount", "0.8 mL"))
    (record,) = elsewhere.lots()
    assert (record.lot.amount, record.revision, record.changed_by) == ("0.8 mL", 2, "W. Li")
    assert room.rooms[-1] == room.desk.stockroom == elsewhere.stockroom()


def test_that_undo_and_redo_are_kept_too(elsewhere: Library, enter: Callable[..., Room]) -> None:
    room = enter()
    room.saved(lambda: room.type("amount", "0.8 mL"))
    room.saved(room.desk.book.undo_stack.undo)
    assert elsewhere.stockroom().lots == (LOT,)
    room.saved(room.desk.book.undo_stack.redo)
    assert elsewhere.stockroom().lots == (room.lot(),)


def test_that_a_new_lot_is_added_archived_and_brought_back(elsewhere: Library, enter: Callable[..., Room]) -> None:
    room = enter()
    room.saved(room.desk.add)
    added = next(each for each in elsewhere.stockroom().lots if each.id != LOT.id)
    assert added.reagent == "New stock"
    room.saved(lambda: room.desk.archive(added.id, True))
    assert [each.lot.id for each in elsewhere.lots(archived=True)] == [added.id]
    assert room.desk.stockroom.lots == (LOT,)
    text, ways = room.told[-1]
    assert text == "New stock is in the archive; nothing was deleted."
    room.saved(ways[0][1])
    assert len(elsewhere.lots()) == 2


def test_that_the_undo_in_the_bar_is_offered_until_something_else_is_done(
    elsewhere: Library, enter: Callable[..., Room]
) -> None:
    room = enter()
    over: list[object] = []
    room.desk.told_over.connect(over.append)
    room.desk.archive(LOT.id, True)
    QApplication.processEvents()
    assert not over
    room.desk.add()
    assert len(over) == 1


def test_that_what_was_added_and_undone_before_it_was_kept_leaves_no_trace(
    elsewhere: Library, enter: Callable[..., Room]
) -> None:
    room = enter()
    room.desk.add()
    room.saved(room.desk.book.undo_stack.undo)
    assert (len(elsewhere.lots()), elsewhere.lots(archived=True)) == (1, ())
    room.saved(room.desk.book.undo_stack.redo)
    assert len(elsewhere.lots()) == 2


def test_that_changes_of_two_people_to_one_lot_are_both_kept(elsewhere: Library, enter: Callable[..., Room]) -> None:
    room = enter()
    elsewhere.save_lot(LOT.model_copy(update={"storage": "-80 °C"}), 1, NOW)
    room.saved(lambda: room.type("amount", "0.8 mL"))
    both = LOT.model_copy(update={"amount": "0.8 mL", "storage": "-80 °C"})
    assert (elsewhere.stockroom().lots, room.lot()) == ((both,), both)
    assert room.told[-1][0] == "L. Zhang changed EGF 100 µg/mL at the same time. Both changes are kept."
    room.saved(room.desk.book.undo_stack.undo)
    assert elsewhere.stockroom().lots == (LOT.model_copy(update={"storage": "-80 °C"}),)


def test_that_nobody_is_overwritten_where_two_change_one_field(elsewhere: Library, enter: Callable[..., Room]) -> None:
    room = enter()
    theirs = elsewhere.save_lot(LOT.model_copy(update={"amount": "0.7 mL"}), 1, NOW).lot
    with room.qtbot.waitSignal(room.desk.keeping.met):
        room.type("amount", "0.8 mL")
        room.type("number", "A12")
        room.desk.keeping.save()
    room.settle()
    assert room.lot() == theirs.model_copy(update={"number": "A12"}) == elsewhere.stockroom().lots[0]
    text, ways = room.told[-1]
    assert text.startswith("L. Zhang changed EGF 100 µg/mL first: Left 0.7 mL, here 0.8 mL.")
    room.saved(ways[0][1])
    assert elsewhere.stockroom().lots[0].amount == "0.8 mL"
    room.saved(room.desk.book.undo_stack.undo)
    assert elsewhere.stockroom().lots[0].amount == "0.7 mL"


def test_that_undo_brings_back_what_lost_against_somebody_else(elsewhere: Library, enter: Callable[..., Room]) -> None:
    room = enter()
    elsewhere.save_lot(LOT.model_copy(update={"amount": "0.7 mL"}), 1, NOW)
    with room.qtbot.waitSignal(room.desk.keeping.met):
        room.type("amount", "0.8 mL")
    assert room.desk.book.step_name(-1) == "Take in what L. Zhang saved"
    room.saved(room.desk.book.undo_stack.undo)
    assert elsewhere.stockroom().lots[0].amount == "0.8 mL"


def test_that_what_others_saved_is_taken_in_when_the_place_is_entered(
    elsewhere: Library, enter: Callable[..., Room]
) -> None:
    room = enter()
    elsewhere.save_lot(LOT.model_copy(update={"amount": "0.7 mL"}), 1, NOW)
    elsewhere.add_lot(LOT.model_copy(update={"id": "b" * 32}), NOW)
    with room.qtbot.waitSignal(room.desk.keeping.looked):
        room.desk.enter(True)
    assert room.desk.stockroom == elsewhere.stockroom()
    elsewhere.archive_lot("b" * 32, NOW)
    room.read()
    assert room.desk.stockroom == elsewhere.stockroom()
    assert not room.desk.book.undo_stack.canUndo()


def test_that_a_reading_that_was_overtaken_takes_nothing_back(elsewhere: Library, enter: Callable[..., Room]) -> None:
    room = enter()
    for amount in ("0.9 mL", "0.8 mL", "0.7 mL"):
        room.desk.read()
        room.type("amount", amount)
        room.desk.keeping.save()
    room.desk.archive(LOT.id, True)
    room.desk.keeping.save()
    room.settle()
    room.read()
    assert room.desk.book.lots(archived=True) == (room.lot(),)
    assert (room.lot().amount, [each.lot for each in elsewhere.lots(archived=True)]) == ("0.7 mL", [room.lot()])


def test_that_reservations_and_products_reach_whoever_plans(
    elsewhere: Library, enter: Callable[..., Room], run_of: Callable[[str], Run]
) -> None:
    room = enter()
    elsewhere.add(run_of("bm-msc-three-step"), NOW, document_id=RUN)
    hold = Reservation(lot=LOT.id, run=RUN, number="R-2026-014", amount=volume("0.3"), last_use=date(2026, 12, 20))
    elsewhere.reserve(RUN, (hold,), NOW)
    room.read()
    assert room.rooms[-1].free(LOT.id) == Decimal("0.7")
    product = Product(reagent="egf", pack="200 µg")
    with room.qtbot.waitSignal(room.desk.keeping.looked):
        room.desk.keep_products([product])
    assert room.rooms[-1].products == elsewhere.stockroom().products == (product,)


def test_that_how_one_reagent_is_bought_is_kept_beside_the_others(
    elsewhere: Library, enter: Callable[..., Room]
) -> None:
    room = enter()
    for reagent in ("egf", "hgf"):
        with room.qtbot.waitSignal(room.desk.keeping.looked):
            room.desk.keep_product(Product(reagent=reagent, pack="10 µg"))
    assert [each.reagent for each in elsewhere.stockroom().products] == ["egf", "hgf"]
    assert room.rooms[-1].products == elsewhere.stockroom().products


def test_that_stocks_that_cannot_be_read_are_told_and_not_touched(
    elsewhere: Library, enter: Callable[..., Room], tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "library.db", isolation_level=None)) as stranger:
        stranger.execute("UPDATE stock_lots SET content = replace(content, '1 mL', '9 mL')")
    room = enter()
    assert room.desk.keeping.trouble
    assert "no longer what was written" in room.desk.keeping.trouble.written("en")
    assert (room.desk.stockroom, len(room.faults)) == (Stockroom(), 1)


def test_that_lots_that_no_library_took_are_taken_in_at_the_next_start(
    enter: Callable[..., Room], tmp_path: Path
) -> None:
    (tmp_path / "library.db").write_text("no library")
    first = enter(opens=False)
    first.keeper.open(file_place(tmp_path))
    first.desk.add()
    first.close()
    second = enter(opens=False)
    second.keeper.open(file_place(tmp_path))
    second.desk.add()
    second.close()
    (tmp_path / "library.db").unlink()
    third = enter()
    third.qtbot.waitUntil(lambda: not third.desk.keeping.waits)
    library = open_library(file_place(tmp_path), NOW)
    assert len(library.lots()) == 2
    library.close(NOW)
    assert third.told[0][0] == "The library has now 2 stocks that it could not take before."
    third.qtbot.waitUntil(lambda: not list(tmp_path.glob("settings/rescued/*")))


def test_that_a_rescued_change_does_not_overwrite_what_somebody_saved_since(
    elsewhere: Library, enter: Callable[..., Room]
) -> None:
    first = enter()
    first.keeper.leave()
    first.type("amount", "0.8 mL")
    first.type("number", "A12")
    first.close()
    elsewhere.save_lot(LOT.model_copy(update={"amount": "0.7 mL"}), 1, NOW)
    second = enter()
    second.qtbot.waitUntil(lambda: not second.desk.keeping.waits)
    merged = LOT.model_copy(update={"amount": "0.7 mL", "number": "A12"})
    assert elsewhere.stockroom().lots == (merged,)
    assert "here 0.8 mL" in second.told[-1][0]


def test_that_a_library_that_is_away_is_told_and_the_lots_go_on(elsewhere: Library, enter: Callable[..., Room]) -> None:
    room = enter()
    room.keeper.leave()
    room.type("amount", "0.8 mL")
    room.qtbot.waitUntil(lambda: bool(room.faults))
    assert room.rooms[-1].lots[0].amount == "0.8 mL"
    room.saved(lambda: room.keeper.open(file_place(room.folder)))
    assert elsewhere.stockroom().lots[0].amount == "0.8 mL"
