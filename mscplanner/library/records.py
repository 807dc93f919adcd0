"""The library's tables as typed rows: the same on SQLite and on PostgreSQL.

The contents of documents stand last in their rows: a list then reads none of their pages.
Versions, labs and hand-outs are never changed again. Every other row that may change carries ``revision``,
which the database compares at each update, and ``digest``, which tells whether the row is still
what was written.
"""

import contextlib
import hashlib
import json
from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import Connection, Date, DateTime, Dialect, ForeignKey, Index, String, Text, event, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, ORMExecuteState, Session, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

UNREADABLE_TIME = datetime(1970, 1, 2, tzinfo=UTC)
"""Stands for a time that is no time any more: one such row does not keep the others from being listed."""
UNREADABLE_DAY = date(1970, 1, 2)


class ImmutableRow(TypeError):
    """The program tried to change or delete a row that is kept for ever."""


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return text for SQLite, which knows no time zones."""
        return String(32) if dialect.name == "sqlite" else DateTime(timezone=True)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Return ``value`` as the database takes it; a time without a zone is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone")
        moment = value.astimezone(UTC)
        return moment.strftime("%Y-%m-%d %H:%M:%S.%f") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the moment, or ``UNREADABLE_TIME``."""
        if value is None or isinstance(value, datetime):
            return value and value.astimezone(UTC)
        with contextlib.suppress(ValueError, TypeError):
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        return UNREADABLE_TIME


class Day(TypeDecorator[date]):
    """A day of the calendar."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return text for SQLite, which knows no dates."""
        return String(10) if dialect.name == "sqlite" else Date()

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """Return ``value`` as the database takes it."""
        return value.isoformat() if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Return the day, or ``UNREADABLE_DAY``."""
        if value is None or isinstance(value, date):
            return value
        with contextlib.suppress(ValueError, TypeError):
            return date.fromisoformat(value)
        return UNREADABLE_DAY


Id = Annotated[str, mapped_column(String(32))]
Digest = Annotated[str, mapped_column(String(64))]
Key = Annotated[str, mapped_column(String(80))]
Author = Annotated[str, mapped_column(String(200))]
ReagentName = Annotated[str, mapped_column(String(200))]
LongText = Annotated[str, mapped_column(Text)]


class Base(DeclarativeBase):
    """All tables of the library."""

    type_annotation_map = {datetime: UtcTime, date: Day}  # noqa: RUF012 - SQLAlchemy's own way


class Sealed:
    """A row with a digest over all its other columns; set by itself whenever the row is written."""

    digest: Mapped[Digest]

    def seal(self) -> str:
        """Return the digest of the row as it stands."""
        names = sorted(column.key for column in inspect(type(self)).column_attrs)
        values = [_sealed(getattr(self, name)) for name in names if name not in ("digest", "revision")]
        text = json.dumps(values, ensure_ascii=False, default=repr)
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()

    @property
    def intact(self) -> bool:
        """Whether the row is what was written."""
        return self.digest == self.seal()


def _sealed(value: str | int | datetime | date | None) -> str | int | None:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


class SessionRow(Base):
    """One run of the program; ``process`` tells it from a later one with the same number."""

    __tablename__ = "sessions"

    id: Mapped[Id] = mapped_column(primary_key=True)
    host: Mapped[Author]
    pid: Mapped[int]
    process: Mapped[Key]
    program: Mapped[Key]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class LabRow(Base):
    """A lab, under the digest of its content."""

    __tablename__ = "labs"

    digest: Mapped[Digest] = mapped_column(primary_key=True)
    content: Mapped[LongText]


class DocumentRow(Sealed, Base):
    """The working copy of a protocol or a run."""

    __tablename__ = "documents"
    __table_args__ = (Index("documents_of_session", "session"), Index("runs_by_number", "key"))

    id: Mapped[Id] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    key: Mapped[Key]
    title: Mapped[LongText | None]
    title_en: Mapped[LongText | None]
    title_zh: Mapped[LongText | None]
    parent: Mapped[Key]
    start: Mapped[date | None]
    last: Mapped[date | None]
    created_at: Mapped[datetime]
    created_by: Mapped[Author]
    changed_at: Mapped[datetime]
    changed_by: Mapped[Author]
    archived_at: Mapped[datetime | None]
    archived_by: Mapped[Author | None]
    session: Mapped[Id] = mapped_column(ForeignKey("sessions.id"))
    protocol_version: Mapped[Id | None]
    revision: Mapped[int] = mapped_column()
    content_format: Mapped[int]
    content_digest: Mapped[Digest]
    lab: Mapped[Digest | None] = mapped_column(ForeignKey("labs.digest"))
    content: Mapped[LongText]

    # Set by whoever saves: archiving leaves it alone, so that it takes nobody's open document away.
    __mapper_args__ = {"version_id_col": revision, "version_id_generator": False}  # noqa: RUF012


class VersionRow(Sealed, Base):
    """A version of a document."""

    __tablename__ = "versions"
    __table_args__ = (Index("versions_of_document", "document", "number", unique=True),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    document: Mapped[Id] = mapped_column(ForeignKey("documents.id"))
    number: Mapped[int]
    parent: Mapped[Id | None] = mapped_column(ForeignKey("versions.id"))
    kind: Mapped[str] = mapped_column(String(8))
    made_at: Mapped[datetime]
    made_by: Mapped[Author]
    note: Mapped[LongText]
    content_format: Mapped[int]
    content_digest: Mapped[Digest]
    lab: Mapped[Digest | None] = mapped_column(ForeignKey("labs.digest"))
    content: Mapped[LongText]


class StockRow(Sealed, Base):
    """A tube in the freezer: the confirmed stock of a reagent."""

    __tablename__ = "stocks"

    reagent: Mapped[Key] = mapped_column(primary_key=True)
    changed_at: Mapped[datetime]
    changed_by: Mapped[Author]
    revision: Mapped[int] = mapped_column()
    content: Mapped[LongText]

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class LotRow(Sealed, Base):
    """A lot of a stock."""

    __tablename__ = "stock_lots"

    id: Mapped[Id] = mapped_column(primary_key=True)
    reagent: Mapped[ReagentName]
    changed_at: Mapped[datetime]
    changed_by: Mapped[Author]
    archived_at: Mapped[datetime | None]
    archived_by: Mapped[Author | None]
    revision: Mapped[int] = mapped_column()
    content_format: Mapped[int]
    content: Mapped[LongText]

    # Set by whoever saves, as that of a document.
    __mapper_args__ = {"version_id_col": revision, "version_id_generator": False}  # noqa: RUF012


class ReservationRow(Sealed, Base):
    """What a run will take out of a lot."""

    __tablename__ = "stock_reservations"
    __table_args__ = (Index("reservations_of_lot", "lot"),)

    run: Mapped[Id] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    lot: Mapped[Id] = mapped_column(ForeignKey("stock_lots.id"), primary_key=True)
    last_use: Mapped[date]
    changed_at: Mapped[datetime]
    changed_by: Mapped[Author]
    revision: Mapped[int] = mapped_column()
    content_format: Mapped[int]
    content: Mapped[LongText]

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class SettingRow(Sealed, Base):
    """A setting of the lab that belongs to its library."""

    __tablename__ = "settings"

    name: Mapped[Key] = mapped_column(primary_key=True)
    changed_at: Mapped[datetime]
    changed_by: Mapped[Author]
    revision: Mapped[int] = mapped_column()
    value: Mapped[LongText]

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class RunNumberRow(Base):
    """The number given last in a year; counted up by the database itself."""

    __tablename__ = "run_numbers"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class HandOutRow(Sealed, Base):
    """Sheets of a run that were printed or saved."""

    __tablename__ = "hand_outs"
    __table_args__ = (Index("hand_outs_of_run", "run"), Index("hand_outs_by_code", "code"))

    id: Mapped[Id] = mapped_column(primary_key=True)
    run: Mapped[Id] = mapped_column(ForeignKey("documents.id"))
    version: Mapped[Id] = mapped_column(ForeignKey("versions.id"))
    handed_at: Mapped[datetime]
    handed_by: Mapped[Author]
    code: Mapped[str] = mapped_column(String(9))
    content_format: Mapped[int]
    content: Mapped[LongText]


KEPT_FOR_EVER = (VersionRow, LabRow, HandOutRow)


@event.listens_for(Sealed, "before_insert", propagate=True)
@event.listens_for(Sealed, "before_update", propagate=True)
def _seal(_: Mapper[Any], __: Connection, row: Sealed) -> None:
    row.digest = row.seal()


def _refuse(_: Mapper[Any], __: Connection, row: Base) -> None:
    raise ImmutableRow(f"a row of {row.__tablename__} is kept as it is")


for _table in KEPT_FOR_EVER:
    event.listen(_table, "before_update", _refuse)
    event.listen(_table, "before_delete", _refuse)


@event.listens_for(Session, "do_orm_execute")
def _refuse_in_bulk(state: ORMExecuteState) -> None:
    touched = {mapper.class_ for mapper in state.all_mappers} & set(KEPT_FOR_EVER)
    if touched and (state.is_update or state.is_delete):
        raise ImmutableRow("versions, labs and hand-outs are kept as they are")
