"""Keeps the lots of the window in the library within two seconds of a change, and takes in what others save."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.stockroom import Lot, Product, Reservation, Stockroom
from mscplanner.gui.desk import SAVED_AFTER_MILLISECONDS
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.lot_book import LotBook, LotSpot, Shelved
from mscplanner.library.lab_files import settings_folder
from mscplanner.planning.lot_edits import carried_over, clashes
from mscplanner.planning.lot_fields import LotField

if TYPE_CHECKING:
    from mscplanner.library.entry import LotRecord
    from mscplanner.library.faults import LibraryFault
    from mscplanner.library.library import Library
    from mscplanner.library.rescue import UnsavedLot

_TRIED_AGAIN_AFTER_MILLISECONDS = 15_000


class Meeting(NamedTuple):
    """Two people changed one lot at the same time; both changes stand, but for the fields in ``both``.

    Attributes:
        mine: The lot as it was in this window.
        theirs: The lot as somebody else saved it first.
        both: Fields that both changed: there the other's value stands until somebody decides.
        author: Who the other is.
    """

    mine: Lot
    theirs: Lot
    both: tuple[LotField, ...]
    author: str


class _Held:
    """What the library holds of a lot, as it was last seen; revision 0 is nothing.

    Attributes:
        asked: Whether it was handed to the library, whatever became of that.
    """

    def __init__(self) -> None:
        self.revision, self.asked = 0, False
        self.kept: Shelved | None = None


class LotKeeping(QObject):
    """Stands between a book of lots and the library.

    Signals: ``waiting`` something is not kept yet; ``saved`` nothing waits any more; ``looked`` the
    library was read; ``met`` a ``Meeting``; ``refused`` a fault of the library; ``rescued``
    how many lots came out of the file into which an earlier program put what it could not save.

    Attributes:
        reservations: What runs have reserved, as last read.
        products: How reagents are bought, as last read.
        trouble: Why the stocks cannot be read, or None.
    """

    waiting = Signal()
    saved = Signal()
    looked = Signal()
    met = Signal(object)
    refused = Signal(object)
    rescued = Signal(int)

    def __init__(self, keeper: Keeper, book: LotBook, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper, self._book = keeper, book
        self._held: dict[str, _Held] = {}
        self._authors: dict[str, str] = {}
        self._written = 0
        self._told_waiting = False
        self._looked_for_rescued = self._drops_rescued = False
        self.reservations: tuple[Reservation, ...] = ()
        self.products: tuple[Product, ...] = ()
        self.trouble: Message | None = None
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.timeout.connect(self.save)
        book.changed.connect(self._begin_saving)
        keeper.opened.connect(self.read)

    # Keeping

    @property
    def waits(self) -> bool:
        """Whether the library does not hold every lot as it stands."""
        return bool(self._unkept())

    def is_kept(self, lot_id: str) -> bool:
        """Return whether the library has ever held a lot, or was asked to."""
        held = self._held.get(lot_id)
        return held is not None and (held.asked or held.revision > 0)

    def _unkept(self) -> list[str]:
        found = []
        for lot_id in self._book.ids():
            now, held = self._book.get(lot_id), self._held.get(lot_id)
            # What was added and taken back before it was handed over needs no record.
            if now and (self.is_kept(lot_id) or not now.archived) and (held is None or held.kept != now):
                found.append(lot_id)
        return found

    def _begin_saving(self) -> None:
        if not self._unkept() and not self._told_waiting:
            return
        self._told_waiting = True
        self.waiting.emit()
        # Not begun anew by each change: the first one is in the library in time, whatever follows.
        if not self._saving.isActive():
            self._saving.start(SAVED_AFTER_MILLISECONDS)

    def save(self) -> None:
        """Keep every lot that waits, now."""
        self._saving.stop()
        for lot_id in self._unkept():
            self._save(lot_id)
        # A change that was taken back leaves nothing to keep.
        if self._told_waiting:
            self._tell_saved()

    def _tell_saved(self) -> None:
        if self.waits:
            return
        self._told_waiting = False
        if self._drops_rescued:
            from mscplanner.library.rescue import drop_rescued_lots

            self._drops_rescued = False
            with contextlib.suppress(OSError):
                drop_rescued_lots(settings_folder())
        self.saved.emit()

    def _save(self, lot_id: str) -> None:
        wanted = self._book.get(lot_id)
        held = self._held.setdefault(lot_id, _Held())
        if wanted is None:
            return
        held.asked = True
        lot, archived = wanted

        def work(library: Library) -> None:
            stamp = self._keeper.stamp()
            self._written += 1
            if held.kept is None:
                _note(held, library.add_lot(lot, stamp))
            elif lot != held.kept.lot:
                _note(held, library.save_lot(lot, held.revision, stamp))
            if held.kept and archived != held.kept.archived:
                _note(held, library.archive_lot(lot_id, stamp, archived))

        self._keeper.ask(work, lambda _done: self._go_on(), lambda fault: self._refuse(lot_id, fault))

    def _go_on(self) -> None:
        """Say that all is saved, or keep what was changed in the meantime."""
        if self.waits and not self._saving.isActive():
            self._saving.start(SAVED_AFTER_MILLISECONDS)
        self._tell_saved()

    def _refuse(self, lot_id: str, fault: LibraryFault) -> None:
        from mscplanner.library.entry import LotRecord
        from mscplanner.library.faults import Conflict

        if isinstance(fault, Conflict) and isinstance(fault.theirs, LotRecord):
            self._meet(lot_id, fault.theirs)
            return
        self.refused.emit(fault)
        QTimer.singleShot(_TRIED_AGAIN_AFTER_MILLISECONDS, self, self.save)

    def _meet(self, lot_id: str, record: LotRecord) -> None:
        """Put the changes of this window upon those that somebody else saved first."""
        held, mine = self._held[lot_id], self._book.get(lot_id)
        if mine is None:
            return
        theirs = Shelved(record.lot, record.archived)
        base = held.kept or theirs
        _note(held, record)
        merged, both = _merged(base.lot, mine.lot, theirs.lot)
        archived = theirs.archived if mine.archived == base.archived else mine.archived
        self._book.take_in([Shelved(carried_over(base.lot, mine.lot, theirs.lot), archived)])
        # Only where both changed a field there is something to come back to.
        name = message(N_("Take in what {author} saved"), author=record.changed_by)
        self._book.change(name, (Shelved(merged, archived),), spot=LotSpot(lot_id))
        if theirs != base:
            self.met.emit(Meeting(mine.lot, theirs.lot, both, record.changed_by))
        self.save()

    # What the library has

    def read(self) -> None:
        """Take in what the library has."""

        def work(library: Library) -> tuple[int, tuple[LotRecord, ...], Stockroom]:
            records = (*library.lots(), *library.lots(archived=True))
            return self._written, records, library.stockroom()

        self._keeper.ask(work, self._take, self._not_read)

    def _take(self, found: tuple[int, tuple[LotRecord, ...], Stockroom]) -> None:
        written, records, room = found
        if written != self._written:
            # Something was kept after this was read: it would be taken for a change of somebody else.
            self.read()
            return
        self.trouble = None
        self._authors = {record.lot.id: record.changed_by for record in records}
        self.reservations, self.products = room.reservations, room.products
        self._add_what_is_gone({record.lot.id for record in records})
        self._book.take_in([shelved for record in records if (shelved := self._news(record))])
        self.looked.emit()
        self._take_rescued()
        self.save()

    def _add_what_is_gone(self, there: set[str]) -> None:
        # Nothing is ever deleted: where a lot is gone, a backup was restored, and what is shown here is added to it.
        for lot_id, held in self._held.items():
            if lot_id not in there:
                held.revision, held.kept = 0, None

    def _news(self, record: LotRecord) -> Shelved | None:
        """Note what the library holds of a lot, and return it where this window shows something else."""
        lot_id, theirs = record.lot.id, Shelved(record.lot, record.archived)
        held, mine = self._held.setdefault(lot_id, _Held()), self._book.get(lot_id)
        if mine is not None and held.kept != mine:
            # What waits here is put upon it when it is kept.
            return None
        _note(held, record)
        return theirs if mine != theirs else None

    def _not_read(self, fault: LibraryFault) -> None:
        from mscplanner.library.faults import Damaged, NewerLibrary

        if isinstance(fault, Damaged | NewerLibrary):
            self.trouble = fault.message
            self.looked.emit()
        self.refused.emit(fault)

    # Rescue

    def rescue(self) -> None:
        """Write what the library did not take into a file, out of which the next start takes it."""
        from mscplanner.library.rescue import UnsavedLot, read_rescued_lots, write_rescued_lots

        # What nobody has taken out of the file so far stays in it.
        left = [] if self._looked_for_rescued else list(read_rescued_lots(settings_folder()))
        for lot_id in self._unkept():
            now, held = self._book.get(lot_id), self._held.get(lot_id)
            if now:
                before = held.kept.lot if held and held.kept else None
                left.append(UnsavedLot(before=before, lot=now.lot, archived=now.archived))
        if self.waits:
            with contextlib.suppress(OSError):
                write_rescued_lots(settings_folder(), left)

    def _take_rescued(self) -> None:
        from mscplanner.library.rescue import read_rescued_lots

        if self._looked_for_rescued:
            return
        self._looked_for_rescued = True
        unsaved = read_rescued_lots(settings_folder())
        if not unsaved:
            return
        self._drops_rescued = True
        before = {each.lot.id: self._book.get(each.lot.id) for each in unsaved}
        after = [Shelved(_upon(each, before[each.lot.id]), each.archived) for each in unsaved]
        self._book.change(message(N_("Take in what was not saved")), after)
        self.rescued.emit(len(after))
        for each in unsaved:
            now = before[each.lot.id]
            if now:
                self._settle(each, now.lot)

    def _settle(self, unsaved: UnsavedLot, theirs: Lot) -> None:
        """Let stand what somebody saved of a lot while this was unsaved, where both changed a field."""
        merged, both = _merged(unsaved.before or theirs, unsaved.lot, theirs)
        if both:
            author = self._authors[theirs.id]
            name = message(N_("Take in what {author} saved"), author=author)
            self._book.change(name, (Shelved(merged, unsaved.archived),))
            self.met.emit(Meeting(unsaved.lot, theirs, both, author))


def _merged(before: Lot, mine: Lot, theirs: Lot) -> tuple[Lot, tuple[LotField, ...]]:
    """Return my changes upon theirs, and the fields that both changed: in those theirs stand."""
    both = clashes(before, mine, theirs)
    kept: dict[str, object] = {field: getattr(theirs, field) for field in both}
    return carried_over(before, mine, theirs).model_copy(update=kept), both


def _upon(unsaved: UnsavedLot, now: Shelved | None) -> Lot:
    return carried_over(unsaved.before or now.lot, unsaved.lot, now.lot) if now else unsaved.lot


def _note(held: _Held, record: LotRecord) -> None:
    held.revision, held.kept = record.revision, Shelved(record.lot, record.archived)
