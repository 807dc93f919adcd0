"""The lots of open runs: each plans with the stockroom as it is, and what it takes is reserved for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mscplanner.gui.desk import Desk, Held
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.wording import Wording
from mscplanner.planning.lot_choice import reservations_of

if TYPE_CHECKING:
    from mscplanner.domain.stockroom import Reservation, Stockroom
    from mscplanner.gui.stocks_desk import StocksDesk
    from mscplanner.library.faults import LibraryFault
    from mscplanner.library.library import Library


class RunLots(QObject):
    """Hands the stockroom to every open run, and keeps in the library what each takes of which lot.

    A run is reserved for when it is saved. Where another run was first, nothing is reserved, the bar
    says so, and the run's own finding stands.

    Signals: ``told`` a text, its tone and its ways on; ``refused`` a fault of the library.
    """

    told = Signal(object, str, object)
    refused = Signal(object)

    def __init__(self, desk: Desk, wording: Wording, open_runs: Callable[[], Iterable[Held]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._wording, self._open_runs = desk, wording, open_runs
        self._keeper: Keeper | None = None
        self._stocks: StocksDesk | None = None
        self._stockroom: Stockroom | None = None
        self._asked: dict[str, tuple[Reservation, ...]] = {}
        desk.saved.connect(self.reserve)

    def attend(self, stocks: StocksDesk, keeper: Keeper) -> None:
        """Plan with the lots of the place of the stocks from now on."""
        self._stocks, self._keeper = stocks, keeper
        stocks.changed.connect(self.use_stockroom)

    def use_stockroom(self, stockroom: Stockroom) -> None:
        """Plan every open run, and those that are opened later, with the lots as they are now."""
        self._stockroom = stockroom
        for held in self._open_runs():
            self.give(held)

    def give(self, held: Held) -> None:
        """Let a run that was opened plan with the lots as they are now."""
        if self._stockroom and isinstance(held.document, RunDocument):
            held.document.use_stockroom(self._stockroom, held.id)

    def reserve(self) -> None:
        """Reserve in the library what the open runs that it has take of their lots, where that changed."""
        for held in self._open_runs():
            if self._keeper and held.revision and isinstance(held.document, RunDocument):
                self._reserve(self._keeper, held.id, reservations_of(held.document.plan, held.id))

    def _reserve(self, keeper: Keeper, document_id: str, wanted: tuple[Reservation, ...]) -> None:
        there = self._stockroom.reservations if self._stockroom else ()
        own = tuple(each for each in there if each.run == document_id)
        if self._asked.get(document_id, own) == wanted:
            return
        self._asked[document_id] = wanted

        def work(library: Library) -> None:
            library.reserve(document_id, wanted, keeper.stamp())

        keeper.ask(work, lambda _: self._read_again(), self._refuse)

    def _read_again(self) -> None:
        if self._stocks:
            self._stocks.read()

    def _refuse(self, fault: LibraryFault) -> None:
        from mscplanner.library.faults import NoSuchRecord, Overdrawn

        if isinstance(fault, Overdrawn | NoSuchRecord):
            self.told.emit(lambda: fault.message.written(self._wording.language), "warning", ())
            self._read_again()
        else:
            self.refused.emit(fault)
