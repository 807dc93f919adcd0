"""A library is opened only with the tables it must have, and is brought up to date whole or not at all."""

import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.orm import Session

from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run, Stock
from mscplanner.domain.stockroom import Lot
from mscplanner.library.backups import backups_of
from mscplanner.library.database import Database
from mscplanner.library.entry import Stamp
from mscplanner.library.faults import Damaged, ForeignSchema, LibraryFault, NewerLibrary
from mscplanner.library.library import Library, open_library
from mscplanner.library.place import LibraryPlace, file_place
from mscplanner.library.records import Base
from mscplanner.library.schema import MIGRATIONS, Migrations, file_digest, prepare

Stamped = Callable[..., Stamp]
Opened = Callable[[LibraryPlace], Library]
NEXT_STEP = """
from alembic import op
revision, down_revision = "0004", "0003"
def upgrade():
    op.execute("CREATE TABLE freezers (name VARCHAR(80) NOT NULL PRIMARY KEY)")
    {then}
"""


@pytest.fixture
def made(file: LibraryPlace, stamp: Stamped, titled: Callable[[str], Protocol]) -> Path:
    """A library file with one protocol in it."""
    library = open_library(file, stamp())
    library.add(titled("A"), stamp())
    library.close(stamp(1))
    assert file.file
    return file.file


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def refused(place: LibraryPlace, stamp: Stamp) -> LibraryFault:
    """Return why a library is not opened; that takes no time, and its file stays as it is."""
    before = place.file.read_bytes() if place.file and place.file.is_file() else b""
    with pytest.raises(LibraryFault) as caught:
        open_library(place, stamp)
    assert place.shown in caught.value.message.written("en")
    assert not place.file or not before or place.file.read_bytes() == before
    return caught.value


def test_that_the_tables_are_those_of_the_program(library: Library, database: Database) -> None:
    with database.engine.connect() as connection:
        # SQLite names types as it likes; PostgreSQL tells what they are.
        options = {"compare_type": connection.dialect.name == "postgresql"}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []


def test_that_each_revision_is_known_by_its_digest(made: Path) -> None:
    with closing(sqlite3.connect(made)) as connection:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    assert MIGRATIONS.files[file_digest(rows)] == MIGRATIONS.newest
    assert set(MIGRATIONS.files.values()) == set(MIGRATIONS.servers.values())


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER UPDATE ON documents BEGIN UPDATE documents SET content = ''; END",
        "CREATE VIEW stock AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM n",
        "CREATE TABLE notes (text TEXT)",
        "CREATE INDEX extra ON documents (parent)",
        "DROP INDEX runs_by_number",
        "DROP TABLE stocks",
        "ALTER TABLE documents ADD COLUMN dose TEXT",
        "ALTER TABLE stocks RENAME TO vials",
        "DELETE FROM alembic_version",
        "INSERT INTO alembic_version VALUES ('0000')",
    ],
)
def test_that_a_file_with_anything_else_in_it_is_refused(
    file: LibraryPlace, made: Path, stamp: Stamped, statement: str
) -> None:
    change(made, statement)
    assert isinstance(refused(file, stamp()), ForeignSchema)


def test_that_a_view_in_the_place_of_a_table_is_not_read(file: LibraryPlace, made: Path, stamp: Stamped) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT '9999' UNION ALL SELECT i FROM n) SELECT i AS version_num FROM n"
    change(made, "DROP TABLE alembic_version", f"CREATE VIEW alembic_version AS {endless}")
    assert isinstance(refused(file, stamp()), ForeignSchema)


def test_that_the_file_of_another_program_is_refused(tmp_path: Path, stamp: Stamped) -> None:
    change(tmp_path / "other.db", "CREATE TABLE documents (id INTEGER PRIMARY KEY)")
    assert isinstance(refused(file_place(tmp_path / "other.db"), stamp()), ForeignSchema)


def test_that_a_library_of_a_newer_program_is_left_alone(file: LibraryPlace, made: Path, stamp: Stamped) -> None:
    change(made, "CREATE TABLE freezers (name TEXT)", "UPDATE alembic_version SET version_num = '9999'")
    fault = refused(file, stamp())
    assert isinstance(fault, NewerLibrary)
    assert "Update the program" in fault.message.written("en")


NO_DATABASES = {
    "letter": b"a",
    "word": b"SQLite",
    "text": b"# a text\n" * 100,
    "noise": Random(20261123).randbytes(8192),
    "header": b"SQLite format 3\0",
    "nothing": b"\0" * 4096,
}


@pytest.mark.parametrize("data", NO_DATABASES.values(), ids=NO_DATABASES.keys())
def test_that_what_is_no_database_is_damaged(file: LibraryPlace, made: Path, stamp: Stamped, data: bytes) -> None:
    made.write_bytes(data)
    assert isinstance(refused(file, stamp()), Damaged)


@pytest.mark.parametrize("kept", [50, 100, 1000, 4096, 20_000])
def test_that_a_truncated_file_is_damaged(file: LibraryPlace, made: Path, stamp: Stamped, kept: int) -> None:
    made.write_bytes(made.read_bytes()[:kept])
    assert isinstance(refused(file, stamp()), Damaged)


@pytest.mark.parametrize(
    "flipped", [b"CREATE T\xc1BLE labs", b"CREATE TABLE l\xe1bs", b"CREATE TABXE labs", b"CREATE TABLE lubs"]
)
def test_that_a_flipped_bit_in_the_names_of_tables_is_seen(
    file: LibraryPlace, made: Path, stamp: Stamped, flipped: bytes
) -> None:
    made.write_bytes(made.read_bytes().replace(b"CREATE TABLE labs", flipped))
    assert isinstance(refused(file, stamp()), Damaged | ForeignSchema)


UNIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")


@UNIX
@pytest.mark.parametrize("name", ["library.db", "library.db-wal", "library.db-journal"])
def test_that_a_pipe_is_refused_without_waiting(file: LibraryPlace, made: Path, stamp: Stamped, name: str) -> None:
    made.with_name(name).unlink(missing_ok=True)
    os.mkfifo(made.with_name(name))
    assert isinstance(refused(file, stamp()), ForeignSchema)


@UNIX
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/null", ".", "library.db"])
def test_that_a_link_to_no_file_is_refused(file: LibraryPlace, stamp: Stamped, target: str) -> None:
    assert file.file
    file.file.parent.mkdir()
    file.file.symlink_to(target)
    assert isinstance(refused(file, stamp()), ForeignSchema)


@UNIX
@pytest.mark.parametrize("is_there", [True, False])
def test_that_a_link_leads_to_the_library(tmp_path: Path, made: Path, opened: Opened, is_there: bool) -> None:
    target = made if is_there else tmp_path / "new" / "library.db"
    target.parent.mkdir(exist_ok=True)
    (tmp_path / "link.db").symlink_to(target)
    assert len(opened(file_place(tmp_path / "link.db")).entries("protocol")) == is_there
    assert target.is_file()


@pytest.mark.parametrize("pragma", ["user_version = 0", "journal_mode = WAL"])
def test_that_a_file_whose_making_was_cut_short_is_begun_anew(file: LibraryPlace, opened: Opened, pragma: str) -> None:
    assert file.file
    file.file.parent.mkdir()
    change(file.file, f"PRAGMA {pragma}")
    assert opened(file).entries("protocol") == ()


def test_that_two_programs_may_make_a_library_at_the_same_time(place: LibraryPlace, others: tuple[Any, Any]) -> None:
    for each in others:
        each.start("open_and_close", place)
    assert [each.end() for each in others] == [["opened"], ["opened"]]


def with_next_step(folder: Path, then: str = "", digest: str = "") -> Migrations:
    """Return the migrations of a later program, which adds a table."""
    shutil.copytree(MIGRATIONS.folder, folder / "migrations")
    (folder / "migrations" / "versions" / "next_step.py").write_text(NEXT_STEP.format(then=then), "utf-8")
    known = {digest: "0004"}
    return Migrations(folder / "migrations", {**MIGRATIONS.files, **known}, {**MIGRATIONS.servers, **known})


def test_that_an_older_library_is_backed_up_and_brought_up_to_date(
    tmp_path: Path, file: LibraryPlace, made: Path, opened: Opened, stamp: Stamped
) -> None:
    old = made.read_bytes()
    change(made, "CREATE TABLE freezers (name VARCHAR(80) NOT NULL PRIMARY KEY)")
    with closing(sqlite3.connect(made)) as connection:
        digest = file_digest(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))
    made.write_bytes(old)
    newer = with_next_step(tmp_path, digest=digest)
    library = open_library(file, stamp(), newer)
    assert [entry.title.plain for entry in library.entries("protocol")] == ["A"]
    library.close(stamp(1))
    assert isinstance(refused(file, stamp()), NewerLibrary)
    (backup,) = backups_of(file)
    assert backup.name == "library-2026-12-07-before-0004.db"
    assert len(opened(file_place(backup)).entries("protocol")) == 1


def fingerprint(rows: list[tuple[Any, ...]]) -> list[str]:
    """Return rows as both databases give them."""
    return sorted(repr(tuple(str(part).removesuffix("+00:00") for part in row)) for row in rows)


def old_rows(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the content of a library file by table, in an order in which it can be written."""
    with closing(sqlite3.connect(file)) as connection:
        tables = ("sessions", "labs", "documents", "versions", "stocks", "settings", "run_numbers")
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A library file as the program wrote it when it had only its first tables."""
    file = tmp_path / "old.db"
    file.write_bytes(gzip.decompress(Path(__file__).with_name("library-0001.db.gz").read_bytes()))
    return file


def is_whole(library: Library, stamp: Stamp) -> None:
    """Assert that a library holds what ``old_file`` held, and takes lots besides."""
    assert library.verify() == ()
    assert [(entry.key, entry.title.plain) for entry in library.entries("protocol")] == [("own-1", "Ours, second try")]
    assert [entry.key for entry in library.entries("protocol", archived=True)] == ["own-2"]
    (entry,) = library.entries("run")
    record = library.read(entry.id)
    assert isinstance(record.content, Run)
    assert (record.content.number, record.content.start, entry.last) == (
        "R-2026-001",
        date(2026, 12, 7),
        date(2026, 12, 25),
    )
    assert library.read_version(record.protocol_version) == record.content.protocol
    assert len(library.versions(entry.id)) == 1
    assert library.stocks() == (Stock(reagent="activin-a", strength="10 µg/mL"),)
    assert (library.setting("paper"), library.next_run_number(2026, stamp)) == ("a4", "R-2026-002")
    library.add_lot(Lot(id="a" * 32, reagent="activin-a", strength="10 µg/mL"), stamp)
    assert len(library.stockroom().lots) == 1


def test_that_a_file_of_the_first_tables_is_backed_up_and_loses_nothing(
    old_file: Path, opened: Opened, stamp: Stamped
) -> None:
    rows = old_rows(old_file)
    library = opened(file_place(old_file))
    assert {table: fingerprint(each) for table, each in old_rows(old_file).items() if table != "sessions"} == {
        table: fingerprint(each) for table, each in rows.items() if table != "sessions"
    }
    is_whole(library, stamp())
    (backup,) = backups_of(file_place(old_file))
    assert backup.name == "old-2026-12-07-before-0003.db"
    assert old_rows(backup) == rows


def test_that_a_server_with_the_first_tables_loses_nothing(
    server: Any, old_file: Path, opened: Opened, stamp: Stamped
) -> None:
    place = server.place()
    first = MIGRATIONS._replace(
        files={digest: each for digest, each in MIGRATIONS.files.items() if each == "0001"},
        servers={digest: each for digest, each in MIGRATIONS.servers.items() if each == "0001"},
    )
    prepare(place, stamp(), first)
    database = Database(place)

    def fill(session: Session) -> None:
        for table, rows in old_rows(old_file).items():
            for row in rows:
                values = ", ".join(f":v{at}" for at in range(len(row)))
                session.execute(
                    text(f"INSERT INTO {table} VALUES ({values})"), {f"v{at}": part for at, part in enumerate(row)}
                )

    database.write(fill)
    database.engine.dispose()
    library = opened(place)
    is_whole(library, stamp())


def test_that_a_program_of_the_first_tables_leaves_a_later_library_alone(
    place: LibraryPlace, opened: Opened, stamp: Stamped
) -> None:
    opened(place).close(stamp())
    first = MIGRATIONS._replace(
        files={digest: each for digest, each in MIGRATIONS.files.items() if each == "0001"},
        servers={digest: each for digest, each in MIGRATIONS.servers.items() if each == "0001"},
    )
    with pytest.raises(NewerLibrary):
        open_library(place, stamp(), first)


@pytest.mark.parametrize("then", ["raise OSError(28, 'no room')", "op.execute('CREATE TABLE more (name TEXT)')"])
def test_that_a_step_that_goes_wrong_leaves_the_library_as_it_was(
    tmp_path: Path, file: LibraryPlace, made: Path, opened: Opened, stamp: Stamped, then: str
) -> None:
    with pytest.raises(LibraryFault):
        open_library(file, stamp(), with_next_step(tmp_path, then))
    assert len(opened(file).entries("protocol")) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE RULE r AS ON UPDATE TO documents DO INSTEAD NOTHING",
        "CREATE TRIGGER t BEFORE UPDATE ON stocks FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "ALTER TABLE documents ADD COLUMN dose TEXT",
        "ALTER TABLE documents ALTER COLUMN parent SET DEFAULT ''",
        "ALTER TABLE documents ENABLE ROW LEVEL SECURITY",
        "CREATE TABLE more () INHERITS (stocks)",
        "DROP TABLE stocks",
        "ALTER TABLE versions ALTER COLUMN content TYPE VARCHAR(9)",
        "UPDATE alembic_version SET version_num = '0000'",
    ],
)
def test_that_a_server_with_anything_else_on_our_tables_is_refused(server: Any, stamp: Stamped, statement: str) -> None:
    place = server.place()
    prepare(place, stamp())
    server.execute(statement, place.shown.rpartition("/")[2])
    assert isinstance(refused(place, stamp()), ForeignSchema)


def test_that_a_database_of_a_newer_program_or_of_another_is_refused(server: Any, stamp: Stamped) -> None:
    place = server.place()
    name = place.shown.rpartition("/")[2]
    server.execute("CREATE TABLE documents (id INTEGER PRIMARY KEY)", name)
    assert isinstance(refused(place, stamp()), ForeignSchema)
    server.execute("DROP TABLE documents", name)
    prepare(place, stamp())
    server.execute("ALTER TABLE documents ADD COLUMN dose TEXT", name)
    server.execute("UPDATE alembic_version SET version_num = '9999'", name)
    assert isinstance(refused(place, stamp()), NewerLibrary)


def test_that_tables_of_others_beside_ours_do_no_harm(server: Any, opened: Opened) -> None:
    place = server.place()
    server.execute("CREATE TABLE samples (id INTEGER PRIMARY KEY)", place.shown.rpartition("/")[2])
    assert opened(place).entries("protocol") == ()


def test_that_sqlalchemy_is_loaded_only_to_open_and_alembic_only_to_make_tables(made: Path) -> None:
    program = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "import mscplanner.library.entry, mscplanner.library.faults, mscplanner.library.place\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        "from mscplanner.library.entry import Stamp; from mscplanner.library.place import file_place\n"
        "from mscplanner.library.library import open_library\n"
        f"open_library(file_place(Path({str(made)!r})), Stamp(at=datetime.now(UTC), author='Ada'))\n"
        "assert 'sqlalchemy' in sys.modules\n"
        "assert not {'alembic', 'mako', 'psycopg', 'PySide6'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2], timeout=60)
