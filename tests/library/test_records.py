"""Rows that are kept for ever, digests of rows, and times in UTC."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from mscplanner.domain.protocol import Protocol
from mscplanner.library.database import Database
from mscplanner.library.entry import Stamp
from mscplanner.library.faults import Damaged, LibraryFault
from mscplanner.library.library import Library
from mscplanner.library.records import ImmutableRow, SessionRow, SettingRow, VersionRow

Stamped = Callable[..., Stamp]
EAST = timezone(timedelta(hours=8))


def change(session: Session) -> None:
    session.query(VersionRow).one().note = "another"


def drop(session: Session) -> None:
    session.delete(session.query(VersionRow).one())


@pytest.mark.parametrize(
    "attempt",
    [
        change,
        drop,
        lambda session: session.execute(update(VersionRow).values(note="another")),
        lambda session: session.execute(delete(VersionRow)),
        lambda session: session.query(VersionRow).delete(),
    ],
)
def test_that_a_version_is_neither_changed_nor_deleted(
    library: Library,
    database: Database,
    titled: Callable[[str], Protocol],
    stamp: Stamped,
    attempt: Callable[[Session], object],
) -> None:
    record = library.add(titled("A"), stamp())
    version = library.make_version(record.entry.id, stamp(), "first")
    with pytest.raises(ImmutableRow):
        database.write(attempt)
    assert library.versions(record.entry.id) == (version,)


@pytest.mark.parametrize("at", [datetime(2026, 12, 7, 17, 0, 0, 5, tzinfo=EAST), datetime(2026, 12, 7, 9, tzinfo=UTC)])
def test_that_times_are_stored_in_utc(library: Library, titled: Callable[[str], Protocol], at: datetime) -> None:
    record = library.add(titled("A"), Stamp(at=at, author="Ada"))
    assert record.entry.changed_at == at
    read = library.read(record.entry.id).entry.changed_at
    assert (read, read.utcoffset()) == (at, timedelta(0))


def test_that_a_time_without_a_zone_is_refused(database: Database) -> None:
    row = SessionRow(id="a", host="h", pid=1, process="", program="", started_at=datetime(2026, 12, 7))
    with pytest.raises(LibraryFault):
        database.write(lambda session: session.add(row))


def test_that_each_change_of_a_row_is_counted(library: Library, database: Database, stamp: Stamped) -> None:
    revisions = []
    for value in ("a4", "letter"):
        library.keep_setting("paper", value, stamp())
        revisions.append(database.read(lambda session: session.get_one(SettingRow, "paper").revision))
    assert revisions == [1, 2]


@pytest.mark.parametrize("change", ["changed_by = 'Eve'", "value = 'a5'", "changed_at = '2026-12-08 00:00:00'"])
def test_that_a_row_that_was_changed_by_hand_is_not_intact(
    library: Library, database: Database, stamp: Stamped, change: str
) -> None:
    library.keep_setting("paper", "a4", stamp())
    database.write(lambda session: session.execute(text(f"UPDATE settings SET {change}")))
    assert not database.read(lambda session: session.get_one(SettingRow, "paper").intact)
    with pytest.raises(Damaged):
        library.setting("paper")


@pytest.mark.parametrize(
    "change", ["changed_at = '2200-01-01'", "changed_at = '1969-12-31'", "revision = 0", "digest = 'a'"]
)
def test_that_the_database_refuses_what_is_out_of_range(
    library: Library, database: Database, stamp: Stamped, change: str
) -> None:
    library.keep_setting("paper", "a4", stamp())
    with pytest.raises(LibraryFault):
        database.write(lambda session: session.execute(text(f"UPDATE settings SET {change}")))
    assert library.setting("paper") == "a4"
