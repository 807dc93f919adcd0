"""Lots of stocks in the database, what runs have reserved of them, and how reagents are bought.

Everything here happens inside a transaction that ``library.Library`` begins and ends.
"""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final, Literal

from pydantic import ValidationError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from mscplanner.domain.language import N_
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.stockroom import MOST_LOTS, Lot, Product, Reservation, Stockroom, lot_title
from mscplanner.domain.units import BASE_UNITS
from mscplanner.domain.value import LateValue
from mscplanner.library.documents import author_of, plain_text
from mscplanner.library.entry import LotRecord, Stamp
from mscplanner.library.faults import Conflict, Damaged, LibraryFault, NewerLibrary, NoSuchRecord, Overdrawn
from mscplanner.library.records import DocumentRow, LotRow, ReservationRow
from mscplanner.library.settings import read_setting, write_setting

LOT_FORMAT = 1
"""Counts up when a newer program stores what this one would not understand."""
PRODUCTS = "products"
"""The setting that holds how reagents are bought."""
_PRODUCTS_FORMAT: Final = "mscplanner-products/1"


class _Products(LateValue):
    format: Literal["mscplanner-products/1"] = _PRODUCTS_FORMAT
    products: tuple[Product, ...]


class Lots:
    """The lots of one library; ``place`` is what people see of the library's place."""

    def __init__(self, place: str) -> None:
        self.place = place

    # Reading

    def stockroom(self, session: Session) -> Stockroom:
        """Return the lots and reservations that count: nothing of what is archived, nor of archived runs."""
        return Stockroom(
            lots=tuple(record.lot for record in self.records(session, archived=False)),
            reservations=self._reservations(session),
            products=self.products(session),
        )

    def records(self, session: Session, archived: bool) -> tuple[LotRecord, ...]:
        """Return the lots with their revisions, by reagent."""
        is_archived = LotRow.archived_at.is_not(None)
        wanted = select(LotRow).where(is_archived if archived else ~is_archived).order_by(LotRow.reagent, LotRow.id)
        return tuple(map(self._record, session.scalars(wanted)))

    def products(self, session: Session) -> tuple[Product, ...]:
        """Return how reagents are bought.

        Raises:
            Damaged, NewerLibrary: it cannot be read; then it must not be overwritten.
        """
        text = read_setting(session, PRODUCTS, self.place)
        if text is None:
            return ()
        try:
            written = str(json.loads(text)["format"])
            if written != _PRODUCTS_FORMAT and written.startswith(_PRODUCTS_FORMAT.partition("/")[0]):
                raise NewerLibrary(self.place)
            return _Products.model_validate_json(text).products
        except (ValueError, KeyError, TypeError, RecursionError) as fault:
            raise Damaged(self.place) from fault

    def _reservations(self, session: Session) -> tuple[Reservation, ...]:
        """Return what runs have reserved that are not archived."""
        rows = session.scalars(
            select(ReservationRow)
            .join(DocumentRow, DocumentRow.id == ReservationRow.run)
            .where(DocumentRow.archived_at.is_(None))
            .order_by(ReservationRow.last_use, ReservationRow.run, ReservationRow.lot)
        )
        return tuple(self._content(Reservation, row, row.run) for row in rows)

    def _record(self, row: LotRow) -> LotRecord:
        return LotRecord(
            lot=self._content(Lot, row, row.reagent),
            revision=row.revision,
            archived=row.archived_at is not None,
            changed_at=row.changed_at,
            changed_by=row.changed_by,
        )

    def _content(self, model: type[Any], row: LotRow | ReservationRow, name: str) -> Any:
        self._refuse_damaged(row, name)
        if row.content_format > LOT_FORMAT:
            raise NewerLibrary(self.place)
        try:
            # The digest says that we wrote it. Strict reading would refuse decimals, which are text in JSON.
            return model.model_validate_json(row.content, strict=False)
        except ValidationError as fault:
            raise self._damaged(name) from fault

    def _refuse_damaged(self, row: LotRow | ReservationRow, name: str) -> None:
        if not row.intact:
            raise self._damaged(name)

    def _damaged(self, name: str) -> Damaged:
        text = N_(
            "A stock of {name} in the library {place} is no longer what was written there. "
            "No stock is counted with until the last backup is restored."
        )
        return Damaged(self.place, text, name=plain_text(name, 80))

    # Lots

    def add(self, session: Session, lot: Lot, stamp: Stamp) -> LotRecord:
        """Add a lot; one that is there already with this content is left as it is.

        Raises:
            Conflict: its id is taken by another content.
            LibraryFault: there are as many lots as can be.
        """
        there = session.get(LotRow, lot.id, with_for_update=True)
        if there:
            record = self._record(there)
            if record.lot != lot:
                raise Conflict(self.place, record)
            return record
        self._refuse_too_many(session)
        row = LotRow(id=lot.id, archived_at=None, archived_by=None, revision=1)
        self._fill(row, lot, stamp)
        session.add(row)
        return self._record_written(session, row)

    def save(self, session: Session, lot: Lot, revision: int, stamp: Stamp) -> LotRecord:
        """Put ``lot`` in the place of the one that was read as ``revision``.

        Raises:
            Conflict: it was saved since, with another content.
        """
        row = self._locked(session, lot.id)
        record = self._record(row)
        if record.lot == lot:
            return record
        if row.revision != revision:
            raise Conflict(self.place, record)
        self._fill(row, lot, stamp)
        row.revision += 1
        return self._record_written(session, row)

    def archive(self, session: Session, lot_id: str, stamp: Stamp, archived: bool) -> LotRecord:
        """Put a lot into the archive, or take it out again; what runs have reserved of it stays."""
        row = self._locked(session, lot_id)
        if (row.archived_at is not None) != archived:
            if not archived:
                self._refuse_too_many(session)
            row.archived_at = stamp.at if archived else None
            row.archived_by = author_of(stamp) if archived else None
        return self._record_written(session, row)

    def _fill(self, row: LotRow, lot: Lot, stamp: Stamp) -> None:
        row.reagent, row.changed_at, row.changed_by = lot.reagent, stamp.at, author_of(stamp)
        row.content_format, row.content = LOT_FORMAT, lot.model_dump_json(exclude_none=True)

    def _record_written(self, session: Session, row: LotRow) -> LotRecord:
        session.flush()
        return self._record(row)

    def _locked(self, session: Session, lot_id: str) -> LotRow:
        row = session.get(LotRow, lot_id, with_for_update=True)
        if row is None:
            raise NoSuchRecord(self.place, name=lot_id)
        # What is written anew gets a new digest: damage must not be covered by it.
        self._refuse_damaged(row, row.reagent)
        return row

    def _refuse_too_many(self, session: Session) -> None:
        count = session.scalar(select(func.count()).select_from(LotRow).where(LotRow.archived_at.is_(None))) or 0
        if count >= MOST_LOTS:
            text = N_("The library {place} holds {count} stocks, which is the most. Archive those that are used up.")
            raise LibraryFault(self.place, text, count=count)

    # Reservations

    def reserve(self, session: Session, run: str, reservations: Sequence[Reservation], stamp: Stamp) -> None:
        """Put ``reservations`` in the place of all that a run had reserved, whole or not at all.

        Raises:
            NoSuchRecord: there is no such run, no such lot, or the lot is archived.
            Overdrawn: a lot whose amount is known would be overdrawn.
        """
        if session.scalar(select(DocumentRow.kind).where(DocumentRow.id == run)) != "run":
            raise NoSuchRecord(self.place, name=run)
        wanted = {each.lot: each.model_copy(update={"run": run}) for each in reservations}
        if len(wanted) < len(reservations):
            raise ValueError("two reservations of one run for one lot")
        self._refuse_overdrawn(session, run, tuple(wanted.values()))
        for row in session.scalars(select(ReservationRow).where(ReservationRow.run == run).with_for_update()):
            if row.lot not in wanted:
                session.delete(row)
            else:
                self._fill_reservation(row, wanted.pop(row.lot), stamp)
        for each in wanted.values():
            row = ReservationRow(run=run, lot=each.lot)
            self._fill_reservation(row, each, stamp)
            session.add(row)

    def _fill_reservation(self, row: ReservationRow, reservation: Reservation, stamp: Stamp) -> None:
        row.last_use, row.changed_at, row.changed_by = reservation.last_use, stamp.at, author_of(stamp)
        row.content_format, row.content = LOT_FORMAT, reservation.model_dump_json(exclude_none=True)

    def _refuse_overdrawn(self, session: Session, run: str, wanted: tuple[Reservation, ...]) -> None:
        # Locked before anything of them is read, in the same order by everybody.
        ids = sorted(each.lot for each in wanted)
        rows = session.scalars(select(LotRow).where(LotRow.id.in_(ids)).order_by(LotRow.id).with_for_update())
        records = {record.lot.id: record for record in map(self._record, rows)}
        others = tuple(each for each in self._reservations(session) if each.run != run)
        lots = tuple(record.lot for record in records.values())
        room = Stockroom(lots=lots, reservations=(*others, *wanted))
        for each in wanted:
            if each.lot not in records:
                raise NoSuchRecord(self.place, name=each.lot)
            self._refuse_archived(records[each.lot])
            self._refuse_more_than_free(room, each)

    def _refuse_archived(self, record: LotRecord) -> None:
        if record.archived:
            text = N_("{lot} in {place} is archived; nothing was reserved. Choose another lot, or bring this one back.")
            raise NoSuchRecord(self.place, text, lot=lot_title(record.lot))

    def _refuse_more_than_free(self, room: Stockroom, wanted: Reservation) -> None:
        lot, left_over = room.lot(wanted.lot), room.free(wanted.lot)
        left = lot.left if lot else None
        if lot and left and left.kind == wanted.amount.kind and left_over is not None and left_over < 0:
            free = room.free(lot.id, but_by=wanted.run)
            raise Overdrawn(
                self.place, lot, wanted.amount, Quantity(value=free or Decimal(0), unit=BASE_UNITS[left.kind])
            )

    def release(self, session: Session, run: str) -> None:
        """Let go of all that a run has reserved."""
        session.execute(delete(ReservationRow).where(ReservationRow.run == run))

    # Products

    def keep_products(self, session: Session, products: Iterable[Product], stamp: Stamp) -> None:
        """Keep how reagents are bought, in the place of what was kept before.

        Raises:
            Damaged, NewerLibrary: what is kept cannot be read; it stays as it is.
        """
        self.products(session)
        kept = _Products(products=tuple(products))
        write_setting(session, PRODUCTS, kept.model_dump_json(exclude_none=True), stamp)

    def keep_product(self, session: Session, product: Product, stamp: Stamp) -> None:
        """Keep how one reagent is bought; one of which nothing is said any more is dropped.

        Raises:
            Damaged, NewerLibrary: what is kept cannot be read; it stays as it is.
        """
        others = [each for each in self.products(session) if each.reagent != product.reagent]
        said = product != Product(reagent=product.reagent)
        self.keep_products(session, [*others, *([product] if said else [])], stamp)
