"""Backups are whole, fewer the older they are, and take the place of a damaged library that is kept."""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.protocol import Protocol
from mscplanner.library.backups import back_up_daily, backups_of, kept_days, restore_last_backup
from mscplanner.library.entry import Stamp
from mscplanner.library.faults import Damaged, LibraryFault
from mscplanner.library.library import Library, open_library
from mscplanner.library.place import LibraryPlace, file_place

Stamped = Callable[..., Stamp]
Titled = Callable[[str], Protocol]
Opened = Callable[[LibraryPlace], Library]
MONDAY = date(2026, 12, 7)


def titles(library: Library) -> list[str | None]:
    assert library.verify() == ()
    return [entry.title.plain for entry in library.entries("protocol")]


def test_that_a_backup_holds_what_was_saved_last(
    file: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped, tmp_path: Path
) -> None:
    library, copy = opened(file), tmp_path / "copy.db"
    library.add(titled("A"), stamp())
    library.back_up(copy)
    library.add(titled("B"), stamp(1))
    library.back_up(copy)
    assert titles(opened(file_place(copy))) == ["B", "A"]


def test_that_an_open_library_is_not_replaced_by_a_backup_of_another(
    file: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped, tmp_path: Path
) -> None:
    other = opened(file_place(tmp_path / "other.db"))
    other.add(titled("B"), stamp())
    with pytest.raises(LibraryFault, match="another name"):
        opened(file).back_up(tmp_path / "other.db")
    assert titles(other) == ["B"]


def test_that_a_backup_can_be_read_without_writing_beside_it(library_file: Path, tmp_path: Path) -> None:
    open_copy = f"file:{tmp_path / 'copy.db'}?immutable=1"
    with closing(sqlite3.connect(open_copy, uri=True)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)


@pytest.fixture
def library_file(file: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped, tmp_path: Path) -> Path:
    """A library with one protocol, backed up as ``copy.db``."""
    library = opened(file)
    library.add(titled("A"), stamp())
    library.back_up(tmp_path / "copy.db")
    assert file.file
    return file.file


def test_that_a_library_is_not_its_own_backup(file: LibraryPlace, opened: Opened, library_file: Path) -> None:
    with pytest.raises(LibraryFault, match="another name"):
        opened(file).back_up(library_file)


@pytest.mark.parametrize("target", ["no folder/copy.db", "library.db/copy.db"])
def test_that_a_backup_that_cannot_be_written_is_told(
    file: LibraryPlace, opened: Opened, library_file: Path, target: str
) -> None:
    with pytest.raises(LibraryFault, match=r"copy\.db"):
        opened(file).back_up(library_file.parent / target)


def test_that_a_backup_without_room_leaves_nothing_behind(file: LibraryPlace, other: Any) -> None:
    (told,) = other.run("back_up_without_room", file)
    assert told.startswith("DiskFull")
    assert "copy.db" in told
    assert file.file
    assert not [path.name for path in file.file.parent.iterdir() if "copy" in path.name]


def test_that_a_damaged_library_is_not_backed_up(file: LibraryPlace, library_file: Path, stamp: Stamped) -> None:
    open_library(file, stamp()).close(stamp())
    data = bytearray(library_file.read_bytes())
    data[9 * 4096 : 9 * 4096 + 400] = b"\xff" * 400
    library_file.write_bytes(data)
    with pytest.raises(Damaged, match=r"library\.db"):
        back_up_daily(file, MONDAY)
    assert backups_of(file) == ()


def test_that_there_is_one_backup_a_day(file: LibraryPlace, library_file: Path) -> None:
    first = back_up_daily(file, MONDAY)
    assert first == library_file.parent / "backups" / "library-2026-12-07.db"
    assert back_up_daily(file, MONDAY) is None
    second = back_up_daily(file, MONDAY + timedelta(days=1))
    assert backups_of(file) == (second, first)


def test_that_old_backups_are_dropped_and_other_files_are_not(file: LibraryPlace, library_file: Path) -> None:
    folder = library_file.parent / "backups"
    folder.mkdir()
    for number in range(30):
        (folder / f"library-{MONDAY - timedelta(days=number)}.db").write_bytes(b"")
    mine = ("library.db", "library-mine.db", "library-2026-02-31.db", "other-2020-01-01.db", "notes.txt")
    for name in (*mine, "library-2020-01-01-before-0002.db"):
        (folder / name).write_bytes(b"")
    back_up_daily(file, MONDAY + timedelta(days=1))
    days = sorted(path.name[8:18] for path in backups_of(file))
    assert days[-7:] == [str(MONDAY + timedelta(days=each)) for each in range(-5, 2)]
    assert days[:-7] == ["2020-01-01", "2026-11-08", "2026-11-15", "2026-11-22", "2026-11-29", "2026-12-01"]
    assert all((folder / name).exists() for name in mine)


days = st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=200)


@given(days)
def test_that_the_newest_days_and_one_day_of_each_week_before_are_kept(days: list[date]) -> None:
    kept = sorted(kept_days(days), reverse=True)
    newest = sorted(set(days), reverse=True)
    assert kept[:7] == newest[:7]
    weeks = [day.isocalendar()[:2] for day in kept[7:]]
    assert len(weeks) == len(set(weeks)) <= 8
    assert kept_days(kept) == set(kept)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_that_somebody_who_works_every_day_can_go_back_seven_weeks(today: date) -> None:
    kept: frozenset[date] = frozenset()
    for number in range(80):
        kept = kept_days({*kept, today + timedelta(days=number)})
    assert min(kept) <= today + timedelta(days=79 - 7 * 7)


def test_that_the_last_sound_backup_takes_the_place_of_a_damaged_library(
    file: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped
) -> None:
    library = open_library(file, stamp())
    library.add(titled("A"), stamp())
    sound = back_up_daily(file, MONDAY)
    library.add(titled("B"), stamp(1))
    damaged = back_up_daily(file, MONDAY + timedelta(days=1))
    library.close(stamp(2))
    assert file.file
    assert sound
    assert damaged
    for path in (file.file, damaged):
        path.write_bytes(b"garbage" * 1000)
    with pytest.raises(Damaged):
        open_library(file, stamp(3))
    kept = restore_last_backup(file, stamp(3))
    assert kept
    assert (kept.name, kept.read_bytes()[:7]) == ("library-damaged-2026-12-07T09-03-00.db", b"garbage")
    assert titles(opened(file)) == ["A"]


def test_that_the_log_of_a_damaged_library_goes_with_it(
    file: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped, other: Any
) -> None:
    library = open_library(file, stamp())
    library.add(titled("A"), stamp())
    back_up_daily(file, MONDAY)
    library.close(stamp(1))
    other.run("save_and_die", file)
    assert file.file
    log = file.file.with_name("library.db-wal")
    data = log.read_bytes()
    file.file.write_bytes(b"garbage" * 1000)
    kept = restore_last_backup(file, stamp(3))
    assert kept
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == data
    assert titles(opened(file)) == ["A"]


@pytest.mark.parametrize("gone", ["missing", "empty"])
def test_that_a_library_that_is_gone_is_not_begun_anew_while_there_are_backups(
    file: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped, gone: str
) -> None:
    library = open_library(file, stamp())
    library.add(titled("A"), stamp())
    back_up_daily(file, MONDAY)
    library.close(stamp(1))
    assert file.file
    file.file.unlink()
    if gone == "empty":
        file.file.touch()
    with pytest.raises(Damaged, match="backups beside it"):
        open_library(file, stamp(2))
    assert (restore_last_backup(file, stamp(3)) is None) == (gone == "missing")
    assert titles(opened(file)) == ["A"]


def test_that_without_a_sound_backup_nothing_is_changed(file: LibraryPlace, library_file: Path, stamp: Stamped) -> None:
    before = library_file.read_bytes()
    with pytest.raises(LibraryFault, match="no sound backup"):
        restore_last_backup(file, stamp())
    assert library_file.read_bytes() == before


def test_that_a_library_restored_under_an_open_one_is_not_written_to_by_it(
    file: LibraryPlace, opened: Opened, titled: Titled, stamp: Stamped
) -> None:
    library = opened(file)
    library.add(titled("A"), stamp())
    back_up_daily(file, MONDAY)
    restore_last_backup(file, stamp(1))
    with pytest.raises(LibraryFault, match="moved or replaced"):
        library.add(titled("B"), stamp(2))
    assert titles(opened(file)) == ["A"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_that_a_backup_has_the_rights_of_its_library(file: LibraryPlace, library_file: Path) -> None:
    library_file.chmod(0o640)
    backup = back_up_daily(file, MONDAY)
    assert backup
    assert backup.stat().st_mode & 0o777 == 0o640


def test_that_a_server_is_backed_up_by_its_own_means(
    server: Any, opened: Opened, stamp: Stamped, tmp_path: Path
) -> None:
    place = server.place()
    library = opened(place)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: library.back_up(tmp_path / "copy.db"),
        lambda: back_up_daily(place, MONDAY),
        lambda: restore_last_backup(place, stamp()),
    )
    for attempt in attempts:
        with pytest.raises(LibraryFault, match="pg_dump"):
            attempt()
