"""Each hand-out of sheets has a row of its own, which nobody changes and which comes back as it was."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from mscplanner.domain.quantity import volume
from mscplanner.domain.stockroom import Lot, Reservation, Stockroom
from mscplanner.library.database import Database
from mscplanner.library.entry import HandOut, Record, Stamp
from mscplanner.library.faults import Damaged, LibraryFault, NewerLibrary, NoSuchRecord
from mscplanner.library.library import Library
from mscplanner.library.place import LibraryPlace, file_place
from mscplanner.library.records import HandOutRow, ImmutableRow

Stamped = Callable[..., Stamp]
Made = Callable[..., HandOut]
Opened = Callable[[LibraryPlace], Library]


@pytest.fixture
def record(library: Library, run_of: Callable[[str], Any], stamp: Stamped) -> Record:
    """A run in the library."""
    return library.add(run_of("bm-msc-three-step"), stamp())


@pytest.fixture
def kept(library: Library, record: Record, stamp: Stamped, hand_out_of: Made) -> HandOut:
    """The one hand-out of that run."""
    version = library.make_version(record.entry.id, stamp(), "print:R-1")
    return library.add_hand_out(hand_out_of(record.entry.id, version.id))


def test_that_hand_outs_come_back_newest_first(library: Library, kept: HandOut) -> None:
    later = kept.model_copy(update={"id": "e" * 32, "at": kept.at + timedelta(minutes=1), "code": "0000-0001"})
    library.add_hand_out(later)
    assert library.hand_outs(kept.run) == (later, kept)
    assert library.hand_outs_of_code("7f3a-91c2") == (kept,)
    assert library.hand_outs_of_code("ffff-ffff") == library.hand_outs("1" * 32) == ()


def test_that_the_lots_that_the_plan_knew_come_back(library: Library, kept: HandOut) -> None:
    lot = Lot(id="a" * 32, reagent="egf", strength="100 µg/mL", amount="1 mL")
    hold = Reservation(lot=lot.id, run="1" * 32, number="R-9", amount=volume("0.2"), last_use=date(2026, 12, 20))
    room = Stockroom(lots=(lot,), reservations=(hold,))
    library.add_hand_out(kept.model_copy(update={"id": "e" * 32, "stockroom": room}))
    assert room in [each.stockroom for each in library.hand_outs(kept.run)]


def test_that_labels_come_back_and_older_programs_still_read_sheets(
    library: Library, database: Database, kept: HandOut
) -> None:
    every = select(HandOutRow).order_by(HandOutRow.content_format)
    labels = kept.model_copy(update={"id": "e" * 32, "parts": (), "labels": ("S1-1", "V1")})
    library.add_hand_out(labels)
    assert labels in library.hand_outs(kept.run)
    rows = database.read(lambda session: [(row.id, row.content_format, row.content) for row in session.scalars(every)])
    assert [(row[0], row[1], '"labels"' in row[2]) for row in rows] == [(kept.id, 1, False), (labels.id, 2, True)]


def test_that_a_repeated_hand_out_changes_nothing_and_another_one_is_refused(library: Library, kept: HandOut) -> None:
    assert library.add_hand_out(kept) == kept
    assert library.hand_outs(kept.run) == (kept,)
    with pytest.raises(LibraryFault):
        library.add_hand_out(kept.model_copy(update={"pages": 4}))
    assert library.hand_outs(kept.run) == (kept,)


def test_that_a_hand_out_names_a_version_of_its_own_run(
    library: Library, kept: HandOut, run_of: Callable[[str], Any], stamp: Stamped
) -> None:
    other = library.add(run_of("bm-msc-three-step"), stamp())
    for wrong in ({"version": "f" * 32}, {"run": other.entry.id}):
        with pytest.raises(NoSuchRecord):
            library.add_hand_out(kept.model_copy(update={"id": "e" * 32, **wrong}))
    assert library.hand_outs(other.entry.id) == ()


def change(session: Session) -> None:
    session.query(HandOutRow).one().handed_by = "Eve"


def drop(session: Session) -> None:
    session.delete(session.query(HandOutRow).one())


@pytest.mark.parametrize(
    "attempt",
    [
        change,
        drop,
        lambda session: session.execute(update(HandOutRow).values(handed_by="Eve")),
        lambda session: session.execute(delete(HandOutRow)),
    ],
)
def test_that_a_hand_out_is_neither_changed_nor_deleted(
    library: Library, database: Database, kept: HandOut, attempt: Callable[[Session], object]
) -> None:
    with pytest.raises(ImmutableRow):
        database.write(attempt)
    assert library.hand_outs(kept.run) == (kept,)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE hand_outs SET content = replace(content, 'Ada', 'Eve')", Damaged),
        ("UPDATE hand_outs SET handed_at = '2026-12-08 00:00:00'", Damaged),
        ("UPDATE hand_outs SET content_format = 99", NewerLibrary),
    ],
)
def test_that_a_row_changed_by_hand_is_told(
    library: Library, database: Database, kept: HandOut, statement: str, fault: type[Exception]
) -> None:
    database.write(lambda session: session.execute(text(statement)))
    with pytest.raises(fault):
        library.hand_outs(kept.run)


def test_that_a_backup_holds_the_print_history(
    file: LibraryPlace, opened: Opened, run_of: Callable[[str], Any], stamp: Stamped, hand_out_of: Made, tmp_path: Any
) -> None:
    library = opened(file)
    record = library.add(run_of("bm-msc-three-step"), stamp())
    version = library.make_version(record.entry.id, stamp())
    kept = library.add_hand_out(hand_out_of(record.entry.id, version.id))
    library.back_up(tmp_path / "copy.db")
    copy = opened(file_place(tmp_path / "copy.db"))
    assert copy.hand_outs(record.entry.id) == (kept,)
    assert copy.verify() == ()


def test_that_a_second_program_sees_what_the_first_handed_out(library: Library, kept: HandOut, opened: Opened) -> None:
    assert opened(library.place).hand_outs(kept.run) == (kept,)
