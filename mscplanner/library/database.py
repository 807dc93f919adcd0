"""The connection to the library's database: how it is opened, written to whole, and what its errors mean."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import QueuePool

from mscplanner.domain.language import N_
from mscplanner.library.faults import Damaged, DiskFull, LibraryFault, Locked, NewerLibrary, ReadOnly, Unreachable
from mscplanner.library.place import LibraryPlace

Answer = TypeVar("Answer")

CONNECT_SECONDS = 5
LOCK_SECONDS: float = 5
STATEMENT_SECONDS = 30
_ATTEMPTS = 3
_LARGEST_TEXT_BYTES = 64_000_000
_ONE_CONNECTION: dict[str, Any] = {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0}
# Somebody with a newer program may bring a shared library up to date while it is open here.
_REVISION = text("SELECT version_num FROM alembic_version")
_SERVER_READS = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_WRITES = "mscplanner_writes"

_SQLITE_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
)
_SQLITE_FAULTS: dict[int, type[LibraryFault]] = {
    sqlite3.SQLITE_BUSY: Locked,
    sqlite3.SQLITE_LOCKED: Locked,
    sqlite3.SQLITE_PROTOCOL: Locked,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_AUTH: ReadOnly,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
    sqlite3.SQLITE_TOOBIG: Damaged,
    sqlite3.SQLITE_CANTOPEN: Unreachable,
    sqlite3.SQLITE_IOERR: Unreachable,
}
# A write that is cut short says "input/output error" where the limit is not the disk's own.
_SQLITE_WRITE_FAULTS = frozenset(
    {
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_DIR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
    }
)
# By SQLSTATE, or by its class of two characters.
_POSTGRESQL_FAULTS: dict[str, type[LibraryFault]] = {
    "40": Locked,
    "55P03": Locked,
    "57014": Locked,
    "53": DiskFull,
    "25006": ReadOnly,
    "42501": ReadOnly,
    "XX": Damaged,
    "22021": Damaged,
    "08": Unreachable,
    "28": Unreachable,
    "3D": Unreachable,
    "57": Unreachable,
}
_TO_REPEAT = frozenset({"40001", "40P01"})


class Database:
    """One library's database. It may be used by any one thread at a time.

    Attributes:
        place: Where it is.
        revision: What its tables must be for anything to be written; None leaves it to the caller.
        engine: SQLAlchemy's engine, with one connection.
    """

    def __init__(self, place: LibraryPlace, revision: str | None = None) -> None:
        self.place = place
        self.revision = revision
        with told(place):
            self.engine = _sqlite_engine(place.file) if place.file else _postgresql_engine(place.url)
        self._file = _identity(place.file)

    def read(self, work: Callable[[Session], Answer]) -> Answer:
        """Return what ``work`` reads, all of it from one moment.

        Raises:
            LibraryFault: the database does not answer as it should.
        """
        options: dict[str, Any] = {} if self.place.file else _SERVER_READS
        with (
            told(self.place),
            self.engine.connect().execution_options(**options) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            return work(session)

    def write(self, work: Callable[[Session], Answer]) -> Answer:
        """Do ``work`` whole or not at all; when this returns, it is on the disk.

        Work that another program got in the way of is done again, at most three times.

        Raises:
            LibraryFault: the database did not take it; nothing of it is kept.
        """
        self._refuse_moved_file()
        with told(self.place):
            for _ in range(_ATTEMPTS - 1):
                try:
                    return self._write_once(work)
                except (IntegrityError, StaleDataError):
                    continue
                except DBAPIError as fault:
                    if getattr(fault.orig, "sqlstate", None) not in _TO_REPEAT:
                        raise
            return self._write_once(work)

    def _write_once(self, work: Callable[[Session], Answer]) -> Answer:
        with (
            self.engine.connect().execution_options(**{_WRITES: True}) as connection,
            Session(connection, expire_on_commit=False) as session,
            session.begin(),
        ):
            if self.revision and session.scalar(_REVISION) != self.revision:
                raise NewerLibrary(self.place.shown)
            return work(session)

    def _refuse_moved_file(self) -> None:
        # What is written into a file that was moved or replaced would be lost with it.
        if self.place.file and _identity(self.place.file) != self._file:
            text = N_(
                "The library {place} was moved or replaced while it was open; nothing was written. Open it again."
            )
            raise Unreachable(self.place.shown, text)

    def close(self) -> None:
        """Let go of the database; SQLite's log is written into its file first."""
        try:
            if self.place.file:
                with told(self.place), self.engine.connect() as connection:
                    driver_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.engine.dispose()


def driver_of(connection: Connection) -> Any:
    """Return the driver's own connection."""
    return connection.connection.driver_connection


def _identity(file: Path | None) -> tuple[int, int] | None:
    try:
        state = file.stat() if file else None
    except OSError:
        return None
    return (state.st_dev, state.st_ino) if state else None


def connect_file(file: Path, mode: str = "rw") -> sqlite3.Connection:
    """Return a connection to an SQLite file that trusts nothing in it.

    Args:
        file: The file.
        mode: ``ro``, ``rw``, or ``rwc`` to make the file.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_TEXT_BYTES)
    try:
        for pragma in _SQLITE_PRAGMAS:
            connection.execute(pragma)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _sqlite_engine(file: Path) -> Engine:
    def connected() -> sqlite3.Connection:
        connection = connect_file(file)
        connection.execute("PRAGMA journal_mode = WAL")
        # A flipped bit in one title must not keep the others from being listed.
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        return connection

    engine = create_engine("sqlite://", creator=connected, hide_parameters=True, **_ONE_CONNECTION)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A write that begins as a read is refused at once, without waiting, when somebody else wrote in between.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql_engine(url: str) -> Engine:
    limits = f"-c lock_timeout={LOCK_SECONDS}s -c statement_timeout={STATEMENT_SECONDS}s -c timezone=UTC"
    try:
        address = make_url(url)
    except ValueError as fault:
        raise ArgumentError("the address cannot be read") from fault
    return create_engine(
        address,
        connect_args={"connect_timeout": CONNECT_SECONDS, "options": limits, "application_name": "mscplanner"},
        pool_pre_ping=True,
        hide_parameters=True,
        **_ONE_CONNECTION,
    )


@contextmanager
def told(place: LibraryPlace) -> Iterator[None]:
    """Raise what goes wrong inside as a ``LibraryFault`` that a person can act on."""
    try:
        yield
    except LibraryFault:
        raise
    except DBAPIError as fault:
        raise _fault_of(fault.orig, place) from fault
    except (sqlite3.Error, OSError) as fault:
        raise _fault_of(fault, place) from fault
    except ModuleNotFoundError as fault:
        missing = N_("{place} needs the driver of PostgreSQL. Install mscplanner[postgresql].")
        raise Unreachable(place.shown, missing) from fault
    except ArgumentError as fault:
        raise Unreachable(place.shown) from fault
    except StaleDataError as fault:
        raise Locked(place.shown) from fault
    except (ValidationError, UnicodeDecodeError) as fault:
        raise Damaged(place.shown) from fault
    except (SQLAlchemyError, UnicodeEncodeError) as fault:
        raise LibraryFault(place.shown) from fault


def _fault_of(fault: BaseException | None, place: LibraryPlace) -> LibraryFault:
    kind: type[LibraryFault] | None
    if isinstance(fault, sqlite3.Error):
        kind = _sqlite_fault(fault, place)
    elif isinstance(fault, OSError):
        kind = _system_fault(fault)
    else:
        state = getattr(fault, "sqlstate", None) or "08"
        kind = _POSTGRESQL_FAULTS.get(state) or _POSTGRESQL_FAULTS.get(state[:2])
    return (kind or LibraryFault)(place.shown)


def _sqlite_fault(fault: sqlite3.Error, place: LibraryPlace) -> type[LibraryFault] | None:
    code = getattr(fault, "sqlite_errorcode", None)
    if code is None:
        # Text that is no text: the driver found it, not SQLite.
        return Damaged if "decode" in str(fault) else None
    if code in _SQLITE_WRITE_FAULTS:
        return DiskFull
    if code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return Damaged
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_CANTOPEN and place.file and not os.access(place.file.parent, os.W_OK):
        return ReadOnly
    return _SQLITE_FAULTS.get(primary)


def _system_fault(fault: OSError) -> type[LibraryFault]:
    import errno

    if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull
    return ReadOnly if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS) else Unreachable
