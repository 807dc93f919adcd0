"""Looks through a whole library for what is no longer what was written."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import inspect, select, text, tuple_
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.library.content import digest_of
from mscplanner.library.files import Problem
from mscplanner.library.place import LibraryPlace
from mscplanner.library.records import (
    Base,
    DocumentRow,
    HandOutRow,
    LabRow,
    LotRow,
    ReservationRow,
    Sealed,
    SettingRow,
    StockRow,
    VersionRow,
)

_CHECKED: tuple[type[Base], ...] = (
    DocumentRow,
    VersionRow,
    LabRow,
    StockRow,
    LotRow,
    ReservationRow,
    SettingRow,
    HandOutRow,
)
_AT_ONCE = 100


def problems(session: Session, place: LibraryPlace) -> tuple[Problem, ...]:
    """Return what SQLite finds wrong with its file, and every row whose digest is another one."""
    found = [] if place.file is None else list(_file_problems(session))
    for table in _CHECKED:
        found.extend(_row_problems(session, table))
    return tuple(found)


def _file_problems(session: Session) -> Iterator[Problem]:
    try:
        lines = session.execute(text("PRAGMA integrity_check(20)")).scalars().all()
        dangling = session.execute(text("PRAGMA foreign_key_check")).first()
    except DBAPIError:
        session.rollback()
        lines, dangling = ["malformed"], None
    for line in lines:
        if line != "ok":
            yield _problem("", message(N_("SQLite finds: {finding}"), finding=str(line)))
    if dangling:
        yield _problem(str(dangling[0]), message(N_("names a record that is not there")))


def _row_problems(session: Session, table: type[Base]) -> Iterator[Problem]:
    mapper = inspect(table)
    columns = mapper.primary_key
    try:
        keys = [tuple(row) for row in session.execute(select(*columns))]
    except DBAPIError:
        session.rollback()
        keys = []
        yield _problem(table.__tablename__, message(N_("cannot be read")))
    for start in range(0, len(keys), _AT_ONCE):
        chunk = keys[start : start + _AT_ONCE]
        try:
            rows: list[Any] = list(session.scalars(select(table).where(tuple_(*columns).in_(chunk))))
        except DBAPIError:
            session.rollback()
            rows = []
        read = {tuple(mapper.primary_key_from_instance(row)): row for row in rows}
        for each in chunk:
            name = " ".join((table.__tablename__, *map(str, each)))
            if each not in read:
                yield _problem(name, message(N_("cannot be read")))
            elif not _is_intact(read[each]):
                yield _problem(name, message(N_("is no longer what was written")))
        session.expunge_all()


def _is_intact(row: Sealed | LabRow) -> bool:
    return digest_of(str(row.content)) == row.digest if isinstance(row, LabRow) else row.intact


def _problem(key: str, text: Message) -> Problem:
    return Problem(line=None, key=key, message=text)
