"""The tables a library must have, compared before anything else is read, and how they are brought up to date.

A file from a stranger may hold triggers that change doses and views that never end. So all of a
file's schema is compared with the known ones by their digests, before a single row is read.
"""

import hashlib
import os
import sqlite3
import stat
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from mscplanner.domain.language import N_
from mscplanner.library.backups import back_up_before, backups_of
from mscplanner.library.database import Database, connect_file, driver_of, told
from mscplanner.library.entry import Stamp
from mscplanner.library.faults import Damaged, ForeignSchema, LibraryFault, NewerLibrary
from mscplanner.library.place import LibraryPlace

_HEADER = b"SQLite format 3\0"
_MOST_OBJECTS = 200
_MARK_TABLE = "alembic_version"
_MARK_SQL = (
    "CREATE TABLE alembic_version ( version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num) )"
)
_UPGRADE_LOCK = 20261123


class Migrations(NamedTuple):
    """The steps to the present tables, and the digests by which the tables after each step are known."""

    folder: Path
    files: Mapping[str, str]
    servers: Mapping[str, str]

    @property
    def newest(self) -> str:
        """The revision this program works with."""
        return max(self.files.values())


MIGRATIONS = Migrations(
    folder=Path(__file__).parent / "migrations",
    files={
        "07556e422f71cf77abb1b039ef8cd7fc40e5fb4519af2178b32569c3516955f6": "0001",
        "94249d9ea0c7e0fda6c39e19517e869d819e3949418746e38887b78f0f0c606f": "0002",
        "fe28323e6b15a2e8305500c86f9988db42d80056bf7f44a0bcc3fa1c76abbe12": "0003",
    },
    servers={
        "4af8b6727cfb6cfa1ec93c9c6caa8839cba0b1847c25b2da4c51818ffe5503ef": "0001",
        "65b805053f166b403564320f88785ac29e196e54115c2fe09189ea136f73dd90": "0002",
        "cd657fdb88392ebed925350262ed97ba32dcb409c4dea27243c38ca227474c3b": "0003",
    },
)


def prepare(place: LibraryPlace, stamp: Stamp, migrations: Migrations = MIGRATIONS) -> None:
    """Make the tables of a library as this program needs them; one that has them is only looked at.

    Raises:
        LibraryFault: it cannot be used as it is; then it is as it was.
    """
    if place.file:
        revision = file_revision(place, migrations)
        if revision == migrations.newest:
            return
        with told(place):
            if revision is None:
                _make_file(place, place.file)
            else:
                back_up_before(place, migrations.newest, stamp)
    database = Database(place)
    try:
        if place.file or database.read(lambda session: _revision(session, place, migrations)) != migrations.newest:
            database.write(lambda session: _upgrade(session, place, migrations))
    finally:
        database.engine.dispose()


def _make_file(place: LibraryPlace, file: Path) -> None:
    if backups_of(place):
        text = N_(
            "The library {place} is missing or empty, but there are backups beside it. Restore the last one, "
            "or move the folder “backups” away to begin a new library."
        )
        raise Damaged(place.shown, text)
    file.parent.mkdir(parents=True, exist_ok=True)
    connect_file(file, "rwc").close()


def _upgrade(session: Session, place: LibraryPlace, migrations: Migrations) -> None:
    connection = session.connection()
    upgrade(connection, place, migrations)
    if _revision(session, place, migrations) != migrations.newest:
        raise ForeignSchema(place.shown)


def _revision(session: Session, place: LibraryPlace, migrations: Migrations) -> str | None:
    connection = session.connection()
    if place.file:
        return _file_revision(driver_of(connection), place, migrations)
    return server_revision(connection, place, migrations)


def file_revision(place: LibraryPlace, migrations: Migrations = MIGRATIONS) -> str | None:
    """Return the revision of a library file, or None where there is none yet. Nothing is changed.

    Raises:
        Damaged, ForeignSchema, NewerLibrary, Unreachable and other faults: it cannot be used as it is.
    """
    assert place.file
    with told(place):
        file = Path(os.path.realpath(place.file))
        if not _is_library_file(file, place):
            return None
        # A journal is left where a program was killed while it made the file; only a writer may roll it back.
        mode = "rw" if file.with_name(f"{file.name}-journal").exists() else "ro"
        with closing(connect_file(file, mode)) as connection:
            return _file_revision(connection, place, migrations)


def _is_library_file(file: Path, place: LibraryPlace) -> bool:
    for beside in ("-wal", "-shm", "-journal"):
        _refuse_all_but_files(file.with_name(file.name + beside), place)
    _refuse_all_but_files(file, place)
    try:
        start = _first_bytes(file)
    except FileNotFoundError:
        return False
    if start and not start.startswith(_HEADER):
        raise Damaged(place.shown)
    return bool(start)


def _refuse_all_but_files(file: Path, place: LibraryPlace) -> None:
    # A pipe would never answer, and a device never ends.
    if os.path.lexists(file) and not stat.S_ISREG(file.lstat().st_mode):
        text = N_("{place} is no ordinary file; it is untouched. Name another place in MSCPLANNER_LIBRARY.")
        raise ForeignSchema(place.shown, text)


def _first_bytes(file: Path) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(file, flags)
    try:
        return os.read(handle, len(_HEADER))
    finally:
        os.close(handle)


def _file_revision(connection: sqlite3.Connection, place: LibraryPlace, migrations: Migrations) -> str | None:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchmany(_MOST_OBJECTS)
    if not rows:
        return None
    marked = any(row[:2] == ("table", _MARK_TABLE) and _plain(row[3]) == _MARK_SQL for row in rows)
    marks = connection.execute(f"SELECT version_num FROM {_MARK_TABLE}").fetchmany(2) if marked else []
    return _known(file_digest(rows), [str(row[0]) for row in marks], migrations.files, place)


def file_digest(rows: Iterable[tuple[str | None, ...]]) -> str:
    """Return the digest of a file's whole schema, from the rows of ``sqlite_master``."""
    lines = sorted("\t".join(_plain(part) for part in row) for row in rows)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()


def _plain(sql: str | None) -> str:
    return " ".join(str(sql or "").split())


def _known(digest: str, marks: list[str], known: Mapping[str, str], place: LibraryPlace) -> str:
    """Return the revision, once tables and mark agree on it."""
    revision = known.get(digest)
    if revision and marks == [revision]:
        return revision
    # A newer program may have added tables that are not looked at here: then only the mark is another one.
    if len(marks) == 1 and marks[0] > max(known.values()):
        raise NewerLibrary(place.shown)
    raise ForeignSchema(place.shown)


_SERVER_TABLES = """
    SELECT c.relname, c.relkind::text, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
           a.atthasdef, c.relrowsecurity, c.relhassubclass,
           (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal),
           (SELECT count(*) FROM pg_rewrite r WHERE r.ev_class = c.oid)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
      AND c.relname IN ('alembic_version', 'documents', 'hand_outs', 'labs', 'run_numbers', 'sessions', 'settings',
                        'stock_lots', 'stock_reservations', 'stocks', 'versions')
"""


def server_revision(connection: Connection, place: LibraryPlace, migrations: Migrations = MIGRATIONS) -> str | None:
    """Return the revision of a library on a server, or None where there is none yet.

    Raises:
        ForeignSchema: its tables are not ours, or somebody put triggers, rules or defaults on them.
        NewerLibrary: a newer program made them.
    """
    rows = [tuple(row) for row in connection.execute(text(_SERVER_TABLES))]
    if not rows:
        return None
    marked = any(row[:3] == (_MARK_TABLE, "r", "version_num") for row in rows)
    marks = connection.execute(text(f"SELECT version_num FROM {_MARK_TABLE}")).scalars().all() if marked else []
    return _known(server_digest(rows), list(marks), migrations.servers, place)


def server_digest(rows: Iterable[tuple[object, ...]]) -> str:
    """Return the digest of a server's tables, from the rows that ``server_revision`` reads."""
    return hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()


def upgrade(connection: Connection, place: LibraryPlace, migrations: Migrations) -> None:
    """Bring the tables up to date within the transaction that ``connection`` is in: whole or not at all."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    if connection.dialect.name == "postgresql":
        # Two programs that start at the same time make the tables one after the other.
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})"))
    config = Config()
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, migrations.newest)
    except CommandError as fault:
        raise LibraryFault(place.shown) from fault
