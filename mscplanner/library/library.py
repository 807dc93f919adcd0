"""The library: protocols and runs with their versions, stocks and settings, kept so that nothing is lost.

Every method reads or writes whole or not at all, and raises ``faults.LibraryFault`` where it
cannot. A library may be used from any one thread at a time.
"""

import uuid
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run, Stock
from mscplanner.domain.stockroom import Lot, Product, Reservation, Stockroom
from mscplanner.library.backups import copy_library
from mscplanner.library.database import Database
from mscplanner.library.documents import Documents, author_of
from mscplanner.library.entry import Entry, HandOut, Kind, LotRecord, Record, Restored, Stamp, Version
from mscplanner.library.faults import Damaged
from mscplanner.library.files import Problem
from mscplanner.library.hand_outs import HandOuts
from mscplanner.library.place import LibraryPlace
from mscplanner.library.records import DocumentRow, StockRow
from mscplanner.library.schema import MIGRATIONS, Migrations, prepare
from mscplanner.library.sessions import begin_session, end_session, lost_sessions
from mscplanner.library.settings import read_setting, write_setting
from mscplanner.library.stockroom import Lots
from mscplanner.library.verification import problems

# One statement, so that two programs that ask at the same time get two numbers.
_COUNT_UP = text(
    "INSERT INTO run_numbers (year, last) VALUES (:year, 1) "
    "ON CONFLICT (year) DO UPDATE SET last = run_numbers.last + 1 RETURNING last"
)


class Library:
    """A library that is open. ``open_library`` makes one.

    Attributes:
        place: Where it is.
        restored: What programs that did not close had saved last, newest first.
    """

    def __init__(self, database: Database, session_id: str, restored: tuple[Restored, ...]) -> None:
        self.place = database.place
        self.restored = restored
        self._database = database
        self._session_id = session_id
        self._documents = Documents(database.place.shown, session_id)
        self._lots = Lots(database.place.shown)
        self._hand_outs = HandOuts(database.place.shown)

    def close(self, stamp: Stamp) -> None:
        """End the session. Everything is on the disk already; this only tidies up."""
        try:
            self._database.write(lambda session: end_session(session, self._session_id, stamp))
        finally:
            self._database.close()

    def entries(self, kind: Kind, archived: bool = False) -> tuple[Entry, ...]:
        """Return the documents of a kind, the one changed last first. No content is read."""
        return self._database.read(lambda session: self._documents.entries(session, kind, archived))

    def add(
        self,
        content: Protocol | Run,
        stamp: Stamp,
        protocol_version: str = "",
        last: date | None = None,
        document_id: str = "",
    ) -> Record:
        """Add a document and return it.

        Args:
            content: A protocol, or a run with its lab.
            stamp: When and by whom.
            protocol_version: Id of the version that a run starts with.
            last: Last planned day of a run.
            document_id: 32 hexadecimal digits. Whoever gives one may repeat the call where its
                outcome is not known: a document that is there with this content is left as it is.

        Raises:
            Conflict: the id is taken by another content.
        """
        stored, new_id = self._documents.stored(content), document_id or uuid.uuid4().hex
        return self._database.write(
            lambda session: self._documents.add(session, stored, stamp, new_id, protocol_version, last)
        )

    def read(self, document_id: str) -> Record:
        """Return a document.

        Raises:
            Damaged: it is not what was written.
            NoSuchRecord: there is none with this id.
        """
        return self._database.read(lambda session: self._documents.read(session, document_id))

    def save(
        self, document_id: str, content: Protocol | Run, revision: int, stamp: Stamp, last: date | None = None
    ) -> Record:
        """Put ``content`` in the place of the working copy, and return it.

        Args:
            document_id: The document.
            content: Of the same kind as before.
            revision: ``Record.revision`` of what was read or saved before.
            stamp: When and by whom.
            last: Last planned day of a run.

        Raises:
            Conflict: somebody else saved another content since; nothing was overwritten.
        """
        stored = self._documents.stored(content)
        return self._database.write(
            lambda session: self._documents.save(session, document_id, stored, revision, stamp, last)
        )

    def make_version(self, document_id: str, stamp: Stamp, note: str = "", under_note: bool = False) -> Version:
        """Return a version of the working copy as it stands: a new one, or the newest if it is the same.

        Args:
            document_id: The document.
            stamp: When and by whom.
            note: What the version is of; kept with a new one only.
            under_note: Whether the newest is taken only where it has this very note, so that a
                version can be found by what was done with it.
        """
        return self._database.write(
            lambda session: self._documents.make_version(session, document_id, stamp, note, under_note)
        )

    def versions(self, document_id: str) -> tuple[Version, ...]:
        """Return the versions of a document, the newest first."""
        return self._database.read(lambda session: self._documents.versions(session, document_id))

    def read_version(self, version_id: str) -> Protocol | Run:
        """Return the content of a version.

        Raises:
            Damaged: it is not what was written.
            NoSuchRecord: there is none with this id.
        """
        return self._database.read(lambda session: self._documents.read_version(session, version_id))

    def document_of(self, version_id: str) -> str:
        """Return the id of the document that a version was made of.

        Raises:
            NoSuchRecord: there is none with this id.
        """
        return self._database.read(lambda session: self._documents.document_of(session, version_id))

    def add_hand_out(self, hand_out: HandOut) -> HandOut:
        """Keep for ever that sheets of a run were printed or saved; repeated, it changes nothing.

        Raises:
            LibraryFault: its id is taken by another hand-out.
            NoSuchRecord: there is no such version of that run.
        """
        return self._database.write(lambda session: self._hand_outs.add(session, hand_out))

    def hand_outs(self, run_document_id: str) -> tuple[HandOut, ...]:
        """Return what was printed or saved of a run, the newest first.

        Raises:
            Damaged, NewerLibrary: one of them cannot be read.
        """
        return self._database.read(lambda session: self._hand_outs.of_run(session, run_document_id))

    def hand_outs_of_code(self, code: str) -> tuple[HandOut, ...]:
        """Return what was printed or saved under a document code such as ``7f3a-91c2``, the newest first.

        Raises:
            Damaged, NewerLibrary: one of them cannot be read.
        """
        return self._database.read(lambda session: self._hand_outs.of_code(session, code))

    def archive(self, document_id: str, stamp: Stamp, archived: bool = True) -> None:
        """Put a document into the archive, or take it out again. Nothing is ever deleted."""
        self._database.write(lambda session: self._documents.archive(session, document_id, stamp, archived))

    def stocks(self) -> tuple[Stock, ...]:
        """Return the confirmed stocks, by reagent."""
        return self._database.read(
            lambda session: tuple(map(self._stock, session.scalars(select(StockRow).order_by(StockRow.reagent))))
        )

    def _stock(self, row: StockRow) -> Stock:
        try:
            if row.intact:
                return Stock.model_validate_json(row.content)
        except ValidationError as fault:
            raise Damaged(self.place.shown) from fault
        raise Damaged(self.place.shown)

    def keep_stock(self, stock: Stock, stamp: Stamp) -> None:
        """Keep the confirmed stock of a reagent, in the place of the one before."""
        content = stock.model_dump_json(exclude_none=True)

        def work(session: Session) -> None:
            row = session.get(StockRow, stock.reagent, with_for_update=True) or StockRow(reagent=stock.reagent)
            row.content, row.changed_at, row.changed_by = content, stamp.at, author_of(stamp)
            session.add(row)

        self._database.write(work)

    def stockroom(self) -> Stockroom:
        """Return the lots that are not archived, what runs that are not archived have reserved, and the products."""
        return self._database.read(self._lots.stockroom)

    def lots(self, archived: bool = False) -> tuple[LotRecord, ...]:
        """Return the lots with their revisions, or the archived ones, by reagent."""
        return self._database.read(lambda session: self._lots.records(session, archived))

    def add_lot(self, lot: Lot, stamp: Stamp) -> LotRecord:
        """Add a lot and return it; repeated where its outcome is not known, it changes nothing.

        Raises:
            Conflict: its id is taken by another content.
        """
        return self._database.write(lambda session: self._lots.add(session, lot, stamp))

    def save_lot(self, lot: Lot, revision: int, stamp: Stamp) -> LotRecord:
        """Put ``lot`` in the place of the one with its id, and return it.

        Args:
            lot: The lot.
            revision: ``LotRecord.revision`` of what was read or saved before.
            stamp: When and by whom.

        Raises:
            Conflict: somebody else saved another content since; nothing was overwritten.
            NoSuchRecord: there is none with its id.
        """
        return self._database.write(lambda session: self._lots.save(session, lot, revision, stamp))

    def archive_lot(self, lot_id: str, stamp: Stamp, archived: bool = True) -> LotRecord:
        """Put a lot into the archive, or take it out again. Nothing is ever deleted."""
        return self._database.write(lambda session: self._lots.archive(session, lot_id, stamp, archived))

    def reserve(self, run_document_id: str, reservations: Sequence[Reservation], stamp: Stamp) -> None:
        """Put ``reservations`` in the place of all that a run had reserved, whole or not at all.

        Args:
            run_document_id: Id of the run's document; it stands for the ``run`` of each reservation.
            reservations: At most one for each lot.
            stamp: When and by whom.

        Raises:
            Overdrawn: a lot whose amount is known would be overdrawn; it names lot, wanted and free.
            NoSuchRecord: there is no such run or lot, or the lot is archived.
        """
        self._database.write(lambda session: self._lots.reserve(session, run_document_id, reservations, stamp))

    def release(self, run_document_id: str) -> None:
        """Let go of all that a run has reserved. An archived run holds nothing, also without this."""
        self._database.write(lambda session: self._lots.release(session, run_document_id))

    def keep_products(self, products: Sequence[Product], stamp: Stamp) -> None:
        """Keep how reagents are bought, in the place of what was kept before.

        Raises:
            Damaged, NewerLibrary: what is kept cannot be read; it stays as it is.
        """
        self._database.write(lambda session: self._lots.keep_products(session, products, stamp))

    def keep_product(self, product: Product, stamp: Stamp) -> None:
        """Keep how one reagent is bought; what others have said of other reagents stays.

        Raises:
            Damaged, NewerLibrary: what is kept cannot be read; it stays as it is.
        """
        self._database.write(lambda session: self._lots.keep_product(session, product, stamp))

    def setting(self, name: str) -> str | None:
        """Return a setting, or None where it was never set."""
        return self._database.read(lambda session: read_setting(session, name, self.place.shown))

    def keep_setting(self, name: str, value: str, stamp: Stamp) -> None:
        """Keep a setting, in the place of the one before."""
        self._database.write(lambda session: write_setting(session, name, value, stamp))

    def next_run_number(self, year: int, stamp: Stamp) -> str:
        """Return a run number such as ``R-2026-001`` that was never given and that no run has."""

        def work(session: Session) -> str:
            while True:
                number = f"R-{year}-{session.execute(_COUNT_UP, {'year': year}).scalar_one():03}"
                taken = select(DocumentRow.id).where(DocumentRow.key == number, DocumentRow.kind == "run").limit(1)
                if session.scalar(taken) is None:
                    return number

        return self._database.write(work)

    def back_up(self, target: Path) -> None:
        """Write a checked copy of the library to ``target``, which is replaced only by a complete one.

        Raises:
            LibraryFault: the target cannot be written, or the library is on a server.
        """
        copy_library(self.place, target)

    def verify(self) -> tuple[Problem, ...]:
        """Return all that is no longer what was written: in the file, and in each of its rows."""
        return self._database.read(lambda session: problems(session, self.place))


def open_library(place: LibraryPlace, stamp: Stamp, migrations: Migrations = MIGRATIONS) -> Library:
    """Open a library; one that is not there yet is made, an older one is backed up and brought up to date.

    Raises:
        LibraryFault: it cannot be used as it is; then it is as it was.
    """
    prepare(place, stamp, migrations)
    database = Database(place, migrations.newest)
    try:
        session_id, lost = database.write(lambda session: _begin(session, stamp))
        documents = Documents(place.shown, session_id)
        found = database.read(lambda session: documents.saved_last_in(session, lost))
    except BaseException:
        database.engine.dispose()
        raise
    restored = tuple(Restored(entry=entry, saved_at=entry.changed_at) for entry in found)
    return Library(database, session_id, restored)


def _begin(session: Session, stamp: Stamp) -> tuple[str, tuple[str, ...]]:
    lost = lost_sessions(session)
    for session_id in lost:
        end_session(session, session_id, stamp)
    return begin_session(session, stamp), lost
