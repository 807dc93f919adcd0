"""Whatever is wrong with the disk, the file or the server is told with its place and the way on; nothing is lost."""

import os
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Stock
from mscplanner.library import database as database_module
from mscplanner.library.content import CONTENT_FORMAT
from mscplanner.library.database import Database, told
from mscplanner.library.entry import Record, Stamp
from mscplanner.library.faults import (
    Damaged,
    DiskFull,
    LibraryFault,
    Locked,
    NewerLibrary,
    ReadOnly,
    Unreachable,
)
from mscplanner.library.library import Library, open_library
from mscplanner.library.place import LibraryPlace, file_place, server_place
from mscplanner.library.records import DocumentRow

Stamped = Callable[..., Stamp]
Titled = Callable[[str], Protocol]
Opened = Callable[[LibraryPlace], Library]
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="needs the ways of Unix")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a tenth of a second for locks."""
    monkeypatch.setattr(database_module, "LOCK_SECONDS", 0.1)


def raw(place: LibraryPlace) -> "closing[sqlite3.Connection]":
    assert place.file
    return closing(sqlite3.connect(place.file, isolation_level=None))


def saved(library: Library, record: Record, content: Protocol, stamp: Stamp) -> bool:
    return library.save(record.entry.id, content, record.revision, stamp).content == content


_LIMITS = {"SHOW lock_timeout": "5s", "SHOW statement_timeout": "30s", "SHOW TimeZone": "UTC"}
_PRAGMAS = {
    "PRAGMA journal_mode": "wal",
    "PRAGMA synchronous": 2,
    "PRAGMA foreign_keys": 1,
    "PRAGMA busy_timeout": 5000,
    "PRAGMA trusted_schema": 0,
    "PRAGMA cell_size_check": 1,
    "PRAGMA mmap_size": 0,
}


def test_that_nothing_is_trusted_lost_at_a_power_cut_or_waited_for_without_end(database: Database) -> None:
    wanted: Mapping[str, object] = _PRAGMAS if database.place.file else _LIMITS
    assert database.read(lambda session: {each: session.scalar(text(each)) for each in wanted}) == wanted


def test_that_all_of_an_answer_is_from_one_moment(
    library: Library, database: Database, titled: Titled, stamp: Stamped
) -> None:
    record = library.add(titled("A"), stamp())

    def read_twice(session: Session) -> tuple[str | None, str | None]:
        before = session.scalar(text("SELECT title FROM documents"))
        library.save(record.entry.id, titled("B"), record.revision, stamp())
        return before, session.scalar(text("SELECT title FROM documents"))

    assert database.read(read_twice) == ("A", "A")
    assert library.read(record.entry.id).entry.title.plain == "B"


@pytest.mark.usefixtures("impatient")
def test_that_a_locked_file_is_told_and_is_used_again_later(
    file: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped
) -> None:
    library = opened(file)
    record = library.add(titled("A"), stamp())
    with raw(file) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked) as caught:
            library.save(record.entry.id, titled("B"), record.revision, stamp())
        assert library.read(record.entry.id) == record
    assert str(file.file) in caught.value.message.written("en")
    assert saved(library, record, titled("B"), stamp())


@pytest.mark.usefixtures("impatient")
def test_that_a_locked_row_of_a_server_is_told_and_is_used_again_later(
    server: Any, opened: Opened, titled: Titled, stamp: Stamped
) -> None:
    import psycopg

    place = server.place()
    library = opened(place)
    record = library.add(titled("A"), stamp())
    with closing(psycopg.connect(place.url.replace("+psycopg", ""))) as connection:
        connection.execute("SELECT id FROM documents FOR UPDATE")
        with pytest.raises(Locked):
            library.save(record.entry.id, titled("B"), record.revision, stamp())
    assert saved(library, record, titled("B"), stamp())


def test_that_a_full_disk_loses_nothing_and_saving_goes_on_once_there_is_room(file: LibraryPlace, other: Any) -> None:
    fault, read, saved = other.run("fill_the_disk", file)
    kind, number, text = fault.split(maxsplit=2)
    assert (kind, read) == ("DiskFull", f"read {number}")
    assert "Make room" in text
    assert str(file.file) in text
    assert saved == f"saved {int(number) + 1}"


@UNIX
@pytest.mark.parametrize("part", ["folder", "file", "both", "new"])
def test_that_a_read_only_place_is_told(open_to_all: Path, other: Any, stamp: Stamped, part: str) -> None:
    place = file_place(open_to_all)
    if part != "new":
        open_library(place, stamp()).close(stamp(1))
        (open_to_all / "library.db").chmod(0o444 if part in ("file", "both") else 0o666)
    open_to_all.chmod(0o777 if part == "file" else 0o555)
    (told,) = other.run("open_as_nobody", place)
    assert told.startswith("ReadOnly")
    assert str(place.file) in told


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that others than root can get at; pytest's own are closed to them."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


def test_that_nothing_is_written_into_a_file_that_was_moved_away(
    file: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped
) -> None:
    library = opened(file)
    record = library.add(titled("A"), stamp())
    assert file.file
    file.file.rename(file.file.with_name("elsewhere.db"))
    with pytest.raises(Unreachable, match="moved or replaced"):
        library.save(record.entry.id, titled("B"), record.revision, stamp())
    file.file.with_name("elsewhere.db").rename(file.file)
    assert saved(library, record, titled("B"), stamp())


def test_that_a_folder_that_cannot_be_made_is_told(tmp_path: Path, stamp: Stamped) -> None:
    (tmp_path / "a").write_text("a file", "utf-8")
    with pytest.raises(LibraryFault, match=r"library\.db"):
        open_library(file_place(tmp_path / "a"), stamp())


def test_that_damage_in_one_document_is_not_passed_off_as_its_content(
    file: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped
) -> None:
    library = opened(file)
    sound, record = library.add(titled("sound"), stamp()), library.add(titled("A"), stamp())
    version = library.make_version(record.entry.id, stamp())
    with raw(file) as connection:
        connection.execute("UPDATE documents SET content = replace(content, ' ng/mL', ' mg/mL') WHERE title = 'A'")
    for attempt in (
        lambda: library.read(record.entry.id),
        lambda: library.save(record.entry.id, titled("B"), record.revision, stamp()),
        lambda: library.make_version(record.entry.id, stamp()),
        lambda: library.archive(record.entry.id, stamp()),
    ):
        with pytest.raises(Damaged, match="bm-msc-three-step"):
            attempt()
    assert len(library.entries("protocol")) == 2
    assert library.read_version(version.id) == titled("A")
    assert library.read(sound.entry.id) == sound
    assert [problem.key for problem in library.verify()] == [f"documents {record.entry.id}"]


@pytest.mark.parametrize("column", ["title", "changed_at", "start", "key", "changed_by", "parent"])
@pytest.mark.parametrize(
    ("value", "kind"), [(b"\xff\xfe", "TEXT"), (b"\x01\x02", "TEXT"), (b"?", "TEXT"), (b"?", "BLOB")]
)
def test_that_one_damaged_row_does_not_keep_the_others_from_being_listed(
    file: LibraryPlace,
    opened: Opened,
    run_of: Callable[[str], Any],
    stamp: Stamped,
    column: str,
    value: bytes,
    kind: str,
) -> None:
    library = opened(file)
    sound, damaged = (library.add(run_of("bm-msc-three-step"), stamp()).entry.id for _ in range(2))
    with raw(file) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE documents SET {column} = CAST(? AS {kind}) WHERE id = ?", (value, damaged))
    assert {entry.id for entry in library.entries("run")} == {sound, damaged}
    with pytest.raises(Damaged):
        library.read(damaged)
    assert library.read(sound).entry.id == sound


def test_that_no_flipped_bit_goes_unseen(
    file: LibraryPlace, titled: Titled, run_of: Callable[[str], Any], stamp: Stamped, tmp_path: Path
) -> None:
    library = open_library(file, stamp())
    record = library.add(titled("A"), stamp())
    library.make_version(record.entry.id, stamp(), "first")
    library.keep_stock(Stock(reagent="activin-a", strength="10 µg/mL"), stamp())
    library.keep_setting("paper", "a4", stamp())
    expected = everything(library)
    library.close(stamp(1))
    assert file.file
    sound = file.file.read_bytes()
    random = Random(1)
    seen = 0
    for number in range(120):
        place = random.randrange(len(sound))
        flipped = bytearray(sound)
        flipped[place] ^= 1 << random.randrange(8)
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "library.db").write_bytes(flipped)
        try:
            library = open_library(file_place(folder), stamp(2))
        except LibraryFault:
            seen += 1
            continue
        try:
            wrong = bool(library.verify())
            seen += wrong
            assert wrong or everything(library) == expected
        except LibraryFault:
            seen += 1
        finally:
            library._database.engine.dispose()
    assert seen > 10


def everything(library: Library) -> Any:
    """Return all that people see of a library."""
    entries = library.entries("protocol")
    records = [library.read(entry.id) for entry in entries]
    versions = [version for entry in entries for version in library.versions(entry.id)]
    contents = [library.read_version(version.id) for version in versions]
    return entries, records, versions, contents, library.stocks(), library.setting("paper")


def test_that_a_content_of_a_newer_program_is_not_read(
    library: Library, database: Database, titled: Titled, stamp: Stamped
) -> None:
    record = library.add(titled("A"), stamp())

    def write_as_a_newer_program(session: Session) -> None:
        session.get_one(DocumentRow, record.entry.id).content_format = CONTENT_FORMAT + 1

    database.write(write_as_a_newer_program)
    with pytest.raises(NewerLibrary):
        library.read(record.entry.id)


def test_that_a_server_that_was_restarted_is_used_again(
    server: Any, opened: Opened, titled: Titled, stamp: Stamped
) -> None:
    library = opened(server.place())
    record = library.add(titled("A"), stamp())
    server.stop()
    try:
        with pytest.raises(Unreachable) as caught:
            library.save(record.entry.id, titled("B"), record.revision, stamp())
        assert library.place.shown in caught.value.message.written("en")
    finally:
        server.start()
    assert library.read(record.entry.id) == record
    assert saved(library, record, titled("B"), stamp())


@pytest.mark.parametrize(
    "address",
    ["mscplanner@/no_such_database?host={folder}", "mscplanner@/postgres?host=/no/such/folder", "h:no-port/d", "[h/d"],
)
def test_that_a_server_that_is_not_there_is_told_in_time(server: Any, stamp: Stamped, address: str) -> None:
    with pytest.raises(Unreachable) as caught:
        open_library(server_place(f"postgresql://{address.format(folder=server.folder)}"), stamp())
    assert "postgresql://" in caught.value.message.written("en")


def test_that_a_silent_server_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, stamp: Stamped) -> None:
    pytest.importorskip("psycopg")
    monkeypatch.setattr(database_module, "CONNECT_SECONDS", 1)
    with closing(socket.create_server(("127.0.0.1", 0))) as silent, pytest.raises(Unreachable):
        open_library(server_place(f"postgresql://127.0.0.1:{silent.getsockname()[1]}/msc"), stamp())


def test_that_an_account_without_rights_is_told(server: Any, stamp: Stamped) -> None:
    server.execute("CREATE ROLE reader LOGIN")
    place = server.place()
    url = place.url.replace("mscplanner@", "reader:s3cret@")
    with pytest.raises(ReadOnly) as caught:
        open_library(LibraryPlace(url=url, file=None, shown=place.shown), stamp())
    assert "s3cret" not in repr(caught.value)


def test_that_a_missing_driver_is_told(monkeypatch: pytest.MonkeyPatch, stamp: Stamped) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Unreachable, match=r"mscplanner\[postgresql\]"):
        open_library(server_place("postgresql://db/msc"), stamp())


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, Locked),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Locked),
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_IOERR_WRITE, DiskFull),
        (sqlite3.SQLITE_IOERR_FSYNC, DiskFull),
        (sqlite3.SQLITE_READONLY, ReadOnly),
        (sqlite3.SQLITE_READONLY_DBMOVED, ReadOnly),
        (sqlite3.SQLITE_CORRUPT, Damaged),
        (sqlite3.SQLITE_NOTADB, Damaged),
        (sqlite3.SQLITE_IOERR_SHORT_READ, Damaged),
        (sqlite3.SQLITE_TOOBIG, Damaged),
        (sqlite3.SQLITE_IOERR_READ, Unreachable),
        (sqlite3.SQLITE_CANTOPEN, Unreachable),
        (sqlite3.SQLITE_ERROR, LibraryFault),
    ],
)
def test_that_each_error_of_sqlite_is_told_for_what_it_is(tmp_path: Path, code: int, kind: type[LibraryFault]) -> None:
    error = sqlite3.OperationalError("SELECT went wrong")
    error.sqlite_errorcode = code
    with pytest.raises(LibraryFault) as caught, told(file_place(tmp_path)):
        raise error
    assert type(caught.value) is kind
    assert "SELECT" not in caught.value.message.written("en")


@pytest.mark.parametrize(
    ("number", "kind"),
    [(28, DiskFull), (27, DiskFull), (13, ReadOnly), (30, ReadOnly), (5, Unreachable), (2, Unreachable)],
)
def test_that_each_error_of_the_system_is_told_for_what_it_is(
    tmp_path: Path, number: int, kind: type[LibraryFault]
) -> None:
    with pytest.raises(kind), told(file_place(tmp_path)):
        raise OSError(number, os.strerror(number))


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("SerializationFailure", Locked),
        ("DeadlockDetected", Locked),
        ("QueryCanceled", Locked),
        ("DiskFull", DiskFull),
        ("InsufficientPrivilege", ReadOnly),
        ("ReadOnlySqlTransaction", ReadOnly),
        ("DataCorrupted", Damaged),
        ("AdminShutdown", Unreachable),
        ("InvalidPassword", Unreachable),
        ("UndefinedTable", LibraryFault),
    ],
)
def test_that_each_error_of_postgresql_is_told_for_what_it_is(state: str, kind: type[LibraryFault]) -> None:
    psycopg = pytest.importorskip("psycopg")
    from sqlalchemy.exc import DBAPIError

    error = getattr(psycopg.errors, state)("SELECT went wrong")
    with pytest.raises(LibraryFault) as caught, told(server_place("postgresql://ada:s3cret@db/msc")):
        raise DBAPIError("SELECT 1", None, error)
    assert type(caught.value) is kind
    assert not {"SELECT", "s3cret"} & set(caught.value.message.written("en").split())
