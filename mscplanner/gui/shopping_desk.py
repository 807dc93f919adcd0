"""The tab of the shopping list in the place of the stocks: plans the ticked runs and adds up what they take."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, write_date
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import Product, Stockroom
from mscplanner.gui.desk import Desk
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.shopping_page import RunChoice, ShoppingPage
from mscplanner.gui.stocks_desk import StocksDesk
from mscplanner.gui.wording import Wording
from mscplanner.planning.planner import plan
from mscplanner.planning.shared_batches import shared_batches
from mscplanner.planning.shopping import shopping_list

if TYPE_CHECKING:
    from mscplanner.domain.protocol import Protocol
    from mscplanner.gui.actions import Commands
    from mscplanner.gui.open_documents import OpenDocuments
    from mscplanner.library.entry import Entry
    from mscplanner.planning.plan import Plan

TAB = "shopping"


class ShoppingDesk(QObject):
    """Opens the tab, and renews it when a ticked run, the stocks or the way something is bought changes.

    Runs are planned once for each time they were changed; one that is open is planned by its document.
    """

    def __init__(
        self,
        desk: Desk,
        stocks: StocksDesk,
        documents: OpenDocuments,
        commands: Commands,
        wording: Wording,
        preferences: Preferences,
        today: date,
    ) -> None:
        super().__init__(stocks)
        self._desk, self._stocks, self._documents, self._wording = desk, stocks, documents, wording
        self._preferences, self._today = preferences, today
        self._chosen: tuple[str, ...] | None = None
        self._planned: dict[str, tuple[datetime, Plan]] = {}
        self._products: dict[str, Product] = {}
        self._stale = True
        desk.listed.connect(self._renew)
        stocks.changed.connect(self._forget_kept)
        stocks.tabs.close_wanted.connect(self._close)
        stocks.page.shopping_wanted.connect(self.open)
        documents.runs_page.shopping_wanted.connect(lambda run_id: self.open((run_id,)))
        commands["shopping_list"].triggered.connect(lambda _checked: self.open())
        wording.changed.connect(self._rename)

    @property
    def page(self) -> ShoppingPage | None:
        """The page, where the tab is open."""
        page = self._stocks.tabs.page(TAB)
        return page if isinstance(page, ShoppingPage) else None

    def open(self, run_ids: Collection[str] = ()) -> None:
        """Show the list of some runs; without any, of those that were ticked last, at first of all that are to come."""
        if run_ids:
            self._chosen = tuple(run_ids)
        if self.page is None:
            page = ShoppingPage(self._wording, self._preferences)
            page.runs_chosen.connect(self._choose)
            page.product_changed.connect(self._keep_product)
            page.left.connect(lambda: self._close(TAB))
            page.seen.connect(self._renew_if_stale)
            page.told.connect(self._tell)
            page.plan_wanted.connect(self._documents.runs_page.protocols_wanted)
            self._stocks.tabs.open_page(TAB, page, self._wording.text(N_("Shopping")))
        self._stocks.tabs.show_page(TAB)
        self._stocks.place_wanted.emit()
        self._renew()
        if self.page:
            self.page.setFocus()

    def _tell(self, text: Message, tone: str) -> None:
        self._stocks.told.emit(lambda: text.written(self._wording.language), tone, ())

    def _renew_if_stale(self) -> None:
        if self._stale:
            self._renew()

    def _close(self, key: str) -> None:
        page = self._stocks.tabs.close_page(TAB) if key == TAB else None
        if isinstance(page, ShoppingPage):
            page.hand_in()
            page.deleteLater()

    def _rename(self) -> None:
        self._stocks.tabs.name_page(TAB, self._wording.text(N_("Shopping")))
        self._renew()

    def _choose(self, run_ids: Sequence[str]) -> None:
        self._chosen = tuple(run_ids)
        self._plan()

    def _keep_product(self, product: Product) -> None:
        # Counted with at once; what the library holds of others comes with the next look at it.
        self._products[product.reagent] = product
        self._stocks.keep_product(product)
        self._show()

    # Runs

    def _entries(self) -> list[Entry]:
        """Return the runs that can be on the list: those that have not ended, and those asked for."""
        wanted = [
            each
            for each in self._desk.entries("run")
            if each.last is None or each.last >= self._today or each.id in (self._chosen or ())
        ]
        return sorted(wanted, key=lambda each: (each.start or date.max, each.key))

    def _renew(self) -> None:
        page = self.page
        # Runs and lots change also while nobody looks: adding up can wait.
        self._stale = page is None or not page.isVisible()
        if page is None or self._stale:
            return
        entries = self._entries()
        if self._chosen is None and entries:
            self._chosen = tuple(each.id for each in entries if each.start and each.start >= self._today)
        page.show_runs([self._choice(each) for each in entries], self._chosen or ())
        self._plan()

    def _choice(self, entry: Entry) -> RunChoice:
        language = self._wording.language
        start = write_date(entry.start, language) if entry.start else "—"
        return RunChoice(entry.id, entry.key, entry.title, f"D0 {start}")

    def _wanted(self) -> list[Entry]:
        return [entry for entry in self._entries() if entry.id in (self._chosen or ())]

    def _plan(self) -> None:
        """Plan the ticked runs that are not planned yet, then show their list."""
        missing = [entry for entry in self._wanted() if self._plan_of(entry) is None]

        def read(contents: Sequence[Protocol | Run]) -> None:
            for entry, content in zip(missing, contents, strict=True):
                if isinstance(content, Run):
                    self._planned[entry.id] = (entry.changed_at, plan(content, self._stocks.stockroom))
            self._show()

        if missing and self.page:
            # Nothing of other runs may be saved or printed meanwhile.
            self.page.show_waiting()
            self._desk.contents([each.id for each in missing], read)
        else:
            self._show()

    def _plan_of(self, entry: Entry) -> Plan | None:
        is_open = self._desk.open_plan(entry.id)
        changed_at, planned = self._planned.get(entry.id, (None, None))
        return is_open or (planned if changed_at == entry.changed_at else None)

    def _show(self) -> None:
        page, wanted = self.page, self._wanted()
        plans = [planned for entry in wanted if (planned := self._plan_of(entry))]
        if page is None or len(plans) < len(wanted):
            return
        lab = self._stocks.steps.lab
        listed = shopping_list(plans, self._room({entry.id for entry in wanted}), lab, self._today)
        page.show_list(listed, shared_batches(plans), lab)

    def _room(self, run_ids: Collection[str]) -> Stockroom:
        """Return the stockroom without what the runs of the list have reserved themselves."""
        room = self._stocks.stockroom
        others = tuple(each for each in room.reservations if each.run not in run_ids)
        products = {each.reagent: each for each in room.products} | self._products
        return room.model_copy(update={"reservations": others, "products": tuple(products.values())})

    def _forget_kept(self) -> None:
        """Let the library's word count again where it holds what was typed here."""
        room = self._stocks.stockroom
        self._products = {reagent: typed for reagent, typed in self._products.items() if typed != room.product(reagent)}
        self._renew()
