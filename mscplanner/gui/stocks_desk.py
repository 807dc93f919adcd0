"""The place of the stocks: its page, its book of lots, and the stockroom that runs plan with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from mscplanner.domain.language import N_, P_
from mscplanner.domain.message import Message, message
from mscplanner.domain.stockroom import MOST_LOTS, Product, Stockroom
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.lot_book import LotBook, LotSpot, Shelved
from mscplanner.gui.lot_keeping import LotKeeping, Meeting
from mscplanner.gui.lot_steps import LotSteps
from mscplanner.gui.lot_words import FIELD_WORDS
from mscplanner.gui.step_notes import StepNotes
from mscplanner.gui.stocks_page import StocksPage
from mscplanner.gui.tabbed_place import TabbedPlace
from mscplanner.gui.wording import Wording
from mscplanner.planning.lot_edits import carried_over
from mscplanner.planning.lot_fields import LotField, lot_text

if TYPE_CHECKING:
    from mscplanner.domain.lab import Lab
    from mscplanner.gui.actions import Commands

_OF_LOT = ("duplicate_stock", "archive_stock")
_ANYWHERE = ("add_stock", "usual_stocks", "show_archived_stocks")


class StocksDesk(QObject):
    """Holds the lab's stocks; whoever plans with them listens to ``changed``.

    Signals: ``changed`` carries the new ``Stockroom``; ``place_wanted`` that the stocks are to be
    seen; ``current_changed`` that commands are about another lot or another step; ``told``,
    ``told_over`` a text for the bar, as ``StepNotes`` has them.

    Attributes:
        book: The lots, with what can be undone.
        keeping: Keeps them in the library; tells what waits, what is saved, and what was refused.
        tabs: The place. Its list is the page of the lots; other pages may be opened beside it.
        page: The list of the lots and the form of the chosen one.
    """

    changed = Signal(object)
    place_wanted = Signal()
    current_changed = Signal()
    told = Signal(object, str, object)
    told_over = Signal(object)

    def __init__(self, keeper: Keeper, lab: Lab, wording: Wording, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper, self._wording = keeper, wording
        self._stockroom = Stockroom()
        self.book = LotBook(wording, self)
        self.steps = LotSteps(self.book, lab)
        self.keeping = LotKeeping(keeper, self.book, self)
        self.page = StocksPage(wording, self.steps, today)
        self.tabs = TabbedPlace(wording, self.page, N_("All Stocks"))
        self._notes = StepNotes(self)
        self._commands: Commands | None = None
        self._entered = False
        self._connect()

    def _connect(self) -> None:
        self._notes.told.connect(self.told)
        self._notes.told_over.connect(self.told_over)
        self.book.changed.connect(self._renew)
        self.book.spot_wanted.connect(self._show_step)
        self.book.undo_stack.indexChanged.connect(self._current_changed)
        self.keeping.looked.connect(self._renew)
        self.keeping.met.connect(self._tell_meeting)
        self.keeping.rescued.connect(self._tell_rescued)
        page = self.page
        page.add_wanted.connect(self.add)
        page.usual_wanted.connect(self.ask_usual)
        page.duplicate_wanted.connect(self.duplicate)
        page.archive_wanted.connect(self.archive)
        page.current_changed.connect(self._current_changed)
        self.tabs.shown.connect(self._current_changed)

    @property
    def stockroom(self) -> Stockroom:
        """The stocks as this window has them: the lots that are not archived, reservations, products."""
        return self._stockroom

    @property
    def shows_lots(self) -> bool:
        """Whether the window shows the list of the lots."""
        return self._entered and not self.tabs.current

    def use_lab(self, lab: Lab) -> None:
        """Know reagents as another lab does."""
        self.steps.lab = lab
        self._show()

    def read(self) -> None:
        """Take in what the library has: what others saved, and what runs have reserved or let go."""
        self.keeping.read()

    def keep_products(self, products: Sequence[Product]) -> None:
        """Keep how reagents are bought."""
        kept = tuple(products)
        self._keeper.ask(
            lambda library: library.keep_products(kept, self._keeper.stamp()),
            lambda _done: self.read(),
            self.keeping.refused.emit,
        )

    def keep_product(self, product: Product) -> None:
        """Keep how one reagent is bought."""
        self._keeper.ask(
            lambda library: library.keep_product(product, self._keeper.stamp()),
            lambda _done: self.read(),
            self.keeping.refused.emit,
        )

    def open_lot(self, lot_id: str, field: str = "") -> None:
        """Show a lot, the focus in one of its fields."""
        self.tabs.show_page("")
        self.place_wanted.emit()
        self.page.choose(lot_id, field)

    def enter(self, entered: bool) -> None:
        """Note whether the window shows this place; what others saved meanwhile is taken in."""
        if entered and not self._entered:
            self.read()
        self._entered = entered
        self._show_usable()

    def find(self) -> None:
        """Go to the list and put the focus into its search."""
        self.tabs.show_page("")
        self.page.focus_search()

    def finish(self) -> None:
        """Hand in what is half typed, and begin to keep it."""
        self.page.hand_in()
        self.keeping.save()

    # Commands

    def take_commands(self, commands: Commands) -> None:
        """Connect the commands of the window that are about stocks."""
        self._commands = commands
        commands["add_stock"].triggered.connect(self.add)
        commands["usual_stocks"].triggered.connect(self.ask_usual)
        commands["duplicate_stock"].triggered.connect(self.page.duplicate)
        commands["archive_stock"].triggered.connect(self.page.archive)
        commands["bring_back_stock"].triggered.connect(self.page.bring_back)
        commands["show_archived_stocks"].triggered.connect(self._show_archived)
        self.page.archive_shown.connect(commands["show_archived_stocks"].setChecked)
        self._show_usable()

    def _show_usable(self) -> None:
        if self._commands:
            lot, archived = self.shows_lots and bool(self.page.current), self.page.current_archived
            self._commands.enable(_ANYWHERE, self.keeping.trouble is None)
            self._commands.enable(_OF_LOT, lot and self.keeping.trouble is None)
            self._commands.enable(("archive_stock",), lot and not archived and self.keeping.trouble is None)
            self._commands.enable(("bring_back_stock",), lot and archived and self.keeping.trouble is None)

    def _show_archived(self, shown: bool) -> None:
        self.tabs.show_page("")
        self.place_wanted.emit()
        self.page.list.archive.setChecked(shown)

    def add(self) -> None:
        """Add a lot, the focus in the name of its reagent."""
        if self._has_room(1):
            self.open_lot(self.steps.add(self._wording.text(N_("New stock"))), "reagent")

    def duplicate(self, lot_id: str) -> None:
        """Add another lot of the same stock, the focus in its lot number."""
        twin = self.steps.duplicate(lot_id) if self._has_room(1) else ""
        if twin:
            self.open_lot(twin, "number")

    def archive(self, lot_id: str, archived: bool) -> None:
        """Put a lot away or bring it back, with an undo in the bar."""
        shelved = self.book.get(lot_id)
        if shelved is None or not (archived or self._has_room(1)):
            return
        # What is put away by hand has a record, however new it is.
        self.keeping.save()
        self.steps.archive(lot_id, archived)
        if archived:
            title = self.steps.title(shelved.lot)
            text = message(N_("{title} is in the archive; nothing was deleted."), title=title)
            self._notes.tell(self.book, lambda: text.written(self._wording.language))

    def ask_usual(self) -> None:
        """Ask for a template, and make stocks out of the usual strengths of its reagents."""
        from mscplanner.gui.usual_stocks_form import UsualStocksForm
        from mscplanner.library.templates import read_templates

        self.tabs.show_page("")
        self.place_wanted.emit()
        there = {lot.reagent for lot in self.book.lots()}
        templates, label = tuple(read_templates()), self._label
        form = UsualStocksForm(self._wording, templates, self.steps.lab, there, label, self.page)
        form.chosen.connect(self._take_over)
        form.finished.connect(lambda _result: form.deleteLater())
        # PySide hides the plain ``open`` of dialogs behind the one with a receiver.
        QDialog.open(form)
        form.template.setFocus()

    def _take_over(self, strengths: Sequence[tuple[str, str]]) -> None:
        if not self._has_room(len(strengths)):
            return
        added = self.steps.take_over(strengths)
        if added:
            texts = P_(
                "{count} stock added without an amount: compare it with its tube.",
                "{count} stocks added without an amount: compare them with their tubes.",
            )
            self._notes.tell(self.book, lambda: self._wording.count(texts, len(added)))
            self.page.choose(added[0])

    def _has_room(self, count: int) -> bool:
        room = self.steps.room_for(count)
        if not room:
            text = message(
                N_("There are {most} stocks, which is the most. Archive those that are used up."), most=MOST_LOTS
            )
            self.told.emit(lambda: text.written(self._wording.language), "warning", ())
        return room

    def _label(self, reagent: str) -> str:
        return self.steps.label(reagent).written(self._wording.language)

    # What is shown

    def _renew(self) -> None:
        room = Stockroom(
            lots=self.book.lots()[:MOST_LOTS],
            reservations=self.keeping.reservations,
            products=self.keeping.products,
        )
        is_new, self._stockroom = room != self._stockroom, room
        self._show()
        if is_new:
            self.changed.emit(room)

    def _show(self) -> None:
        shelved = [each for lot_id in self.book.ids() if (each := self.book.get(lot_id))]
        shown = [each for each in shelved if not each.archived or self.keeping.is_kept(each.lot.id)]
        trouble = self.keeping.trouble
        self.page.show_lots(shown, self._stockroom, trouble, editable=trouble is None)
        self._show_usable()

    def _show_step(self, spot: LotSpot) -> None:
        self.page.show_step(spot.lot, spot.field)

    def _current_changed(self, _what: object = None) -> None:
        self._show_usable()
        self.current_changed.emit()

    # What others did

    def _tell_meeting(self, meeting: Meeting) -> None:
        title = self.steps.title(meeting.theirs)
        if not meeting.both:
            text = message(
                N_("{author} changed {title} at the same time. Both changes are kept."),
                author=meeting.author,
                title=title,
            )
            self.told.emit(lambda: text.written(self._wording.language), "note", ())
            return
        fields = tuple(self._both(meeting, field) for field in meeting.both)
        clash = message(
            N_(
                "{author} changed {title} first: {fields}. "
                "What {author} saved stands; undo brings back what was typed here."
            ),
            author=meeting.author,
            title=title,
            fields=fields,
        )
        ways = ((N_("Use Mine"), partial(self._use_mine, meeting)),)
        self.told.emit(lambda: clash.written(self._wording.language), "warning", ways)

    @staticmethod
    def _both(meeting: Meeting, field: LotField) -> Message:
        theirs, mine = (lot_text(lot, field) or "—" for lot in (meeting.theirs, meeting.mine))
        return message(N_("{field} {theirs}, here {mine}"), field=message(FIELD_WORDS[field]), theirs=theirs, mine=mine)

    def _use_mine(self, meeting: Meeting) -> None:
        now = self.book.get(meeting.mine.id)
        if now:
            chosen: dict[str, object] = {field: getattr(meeting.mine, field) for field in meeting.both}
            mine = carried_over(meeting.theirs, meeting.theirs.model_copy(update=chosen), now.lot)
            name = message(N_("Use my values of {name}"), name=self.steps.title(mine))
            self.book.change(name, (Shelved(mine, now.archived),))

    def _tell_rescued(self, count: int) -> None:
        texts = P_(
            "The library has now {count} stock that it could not take before.",
            "The library has now {count} stocks that it could not take before.",
        )
        self.told.emit(lambda: self._wording.count(texts, count), "note", ())
