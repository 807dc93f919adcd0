"""Backups of a library file: one a day in ``backups/`` beside it, fewer the older they are."""

import contextlib
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from mscplanner.domain.language import N_
from mscplanner.library.database import connect_file, told
from mscplanner.library.entry import Stamp
from mscplanner.library.faults import Damaged, LibraryFault
from mscplanner.library.place import LibraryPlace

FOLDER = "backups"
DAYS_KEPT = 7
WEEKS_KEPT = 8
_BESIDE = ("-wal", "-shm", "-journal")


def library_file(place: LibraryPlace) -> Path:
    """Return the file of a library, symbolic links followed.

    Raises:
        LibraryFault: the library is on a server, which is backed up there.
    """
    if place.file is None:
        text = N_("The library {place} is on a server. Back it up there with pg_dump, restore it with pg_restore.")
        raise LibraryFault(place.shown, text)
    return Path(os.path.realpath(place.file))


def copy_library(place: LibraryPlace, target: Path) -> None:
    """Write a checked copy of a library to ``target``, which is replaced only by a complete one.

    A plain copy of the file can lack what was saved last. Other programs may go on saving meanwhile.

    Raises:
        LibraryFault: the library cannot be read, or the target cannot be written.
    """
    source = library_file(place)
    # The log beside an open library would be written into whatever takes the place of its file.
    if os.path.realpath(target) == str(source) or any(
        target.with_name(target.name + beside).exists() for beside in _BESIDE
    ):
        raise LibraryFault(str(target), N_("{place} is a library that is open. Choose another name for the backup."))
    with told(LibraryPlace(url="", file=target, shown=str(target))), _temporary_beside(target) as temporary:
        _copy(place, source, temporary)
        temporary.replace(target)
        _sync(target.parent)


@contextlib.contextmanager
def _temporary_beside(target: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
    finally:
        for path in (temporary, *(temporary.with_name(temporary.name + beside) for beside in _BESIDE)):
            path.unlink(missing_ok=True)


def _copy(place: LibraryPlace, source: Path, target: Path) -> None:
    with told(place):
        reading = connect_file(source, "ro")
    with closing(reading), closing(connect_file(target)) as writing:
        reading.backup(writing)
        # A file that needs no log beside it can be read from a folder that nobody may write to.
        writing.execute("PRAGMA journal_mode = DELETE")
        if not is_sound(writing):
            raise Damaged(place.shown)
    shutil.copymode(source, target)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Return whether SQLite finds its file in order."""
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))


def _sync(folder: Path) -> None:
    # Windows cannot open a folder, and some network drives refuse to sync one.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def backups_of(place: LibraryPlace) -> tuple[Path, ...]:
    """Return the backups beside a library file, the newest first."""
    file = library_file(place)
    days = {path: _day_of(path, file) for path in (file.parent / FOLDER).glob("*.db")}
    return tuple(
        sorted((path for path, day in days.items() if day), key=lambda path: (days[path], path.name), reverse=True)
    )


def _day_of(path: Path, file: Path) -> date | None:
    parts = re.fullmatch(rf"{re.escape(file.stem)}-(\d{{4}}-\d\d-\d\d)(-before-\w+)?\.db", path.name)
    with contextlib.suppress(ValueError):
        return date.fromisoformat(parts[1]) if parts else None
    return None


def back_up_daily(place: LibraryPlace, day: date) -> Path | None:
    """Make the backup of ``day`` and drop old ones; None where it was made before.

    Raises:
        LibraryFault: it cannot be made; the older ones are left as they are.
    """
    target = _backup_name(place, day.isoformat())
    if target.exists():
        return None
    copy_library(place, target)
    _thin(place)
    return target


def back_up_before(place: LibraryPlace, revision: str, stamp: Stamp) -> Path:
    """Make a backup before the tables are changed for ``revision``. It is never dropped."""
    target = _backup_name(place, f"{stamp.at.date().isoformat()}-before-{revision}")
    copy_library(place, target)
    return target


def _backup_name(place: LibraryPlace, suffix: str) -> Path:
    file = library_file(place)
    folder = file.parent / FOLDER
    with told(LibraryPlace(url="", file=folder, shown=str(folder))):
        folder.mkdir(exist_ok=True)
    return folder / f"{file.stem}-{suffix}.db"


def kept_days(days: Iterable[date]) -> frozenset[date]:
    """Return the days whose backups are kept: the newest seven, and before them the newest of eight weeks."""
    newest_first = sorted(set(days), reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest_first[DAYS_KEPT:]:
        weeks.setdefault(day.isocalendar()[:2], day)
    return frozenset(newest_first[:DAYS_KEPT]) | frozenset(list(weeks.values())[:WEEKS_KEPT])


def _thin(place: LibraryPlace) -> None:
    file = library_file(place)
    daily = {path: day for path in backups_of(place) if (day := _day_of(path, file)) and "-before-" not in path.name}
    kept = kept_days(daily.values())
    for path, day in daily.items():
        if day not in kept:
            # One that cannot be dropped is no reason to say that the backup was not made.
            with contextlib.suppress(OSError):
                path.unlink()


def restore_last_backup(place: LibraryPlace, stamp: Stamp) -> Path | None:
    """Put the newest sound backup in the place of a library that nobody has open.

    Returns:
        Where the damaged file is kept; None where there was none.

    Raises:
        LibraryFault: there is no sound backup, or the folder cannot be written; nothing was changed.
    """
    file = library_file(place)
    for backup in backups_of(place):
        with told(place), _temporary_beside(file) as temporary:
            try:
                _copy(LibraryPlace(url="", file=backup, shown=str(backup)), backup, temporary)
            except (sqlite3.DatabaseError, Damaged):
                continue
            kept = _keep_damaged(file, stamp)
            temporary.replace(file)
            _sync(file.parent)
            return kept
    raise LibraryFault(place.shown, N_("There is no sound backup of {place}; nothing was changed."))


def _keep_damaged(file: Path, stamp: Stamp) -> Path | None:
    """Give the damaged file a second name: at no moment is there no library at the place."""
    if not file.exists():
        return None
    kept = file.with_name(f"{file.stem}-damaged-{stamp.at:%Y-%m-%dT%H-%M-%S}{file.suffix}")
    shutil.copy2(file, kept)
    for beside in _BESIDE:
        log = file.with_name(file.name + beside)
        if log.exists():
            log.replace(kept.with_name(kept.name + beside))
    return kept
