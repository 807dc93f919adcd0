"""Looking through a library names every record that is no longer what was written."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from mscplanner.domain.quantity import volume
from mscplanner.domain.run import Stock
from mscplanner.domain.stockroom import Lot, Reservation
from mscplanner.library.database import Database
from mscplanner.library.entry import HandOut, Stamp
from mscplanner.library.library import Library
from mscplanner.library.place import LibraryPlace

Stamped = Callable[..., Stamp]


@pytest.fixture
def filled(
    library: Library, run_of: Callable[[str], Any], stamp: Stamped, hand_out_of: Callable[..., HandOut]
) -> Library:
    """A library with something in each of its tables."""
    record = library.add(run_of("bm-msc-three-step"), stamp(), document_id="1" * 32)
    library.make_version(record.entry.id, stamp(), "first")
    library.keep_stock(Stock(reagent="activin-a", strength="10 µg/mL"), stamp())
    library.keep_setting("paper", "a4", stamp())
    library.add_lot(Lot(id="a" * 32, reagent="egf", strength="100 µg/mL", amount="1 mL"), stamp())
    hold = Reservation(lot="a" * 32, run="1" * 32, number="R-1", amount=volume("0.2"), last_use=date(2026, 12, 20))
    library.reserve(record.entry.id, (hold,), stamp())
    version = library.versions(record.entry.id)[0].id
    library.add_hand_out(hand_out_of(record.entry.id, version, id="b" * 32))
    return library


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE documents SET last = '2026-12-31'", "documents 11111111"),
        ("UPDATE documents SET content = replace(content, 'R-2026', 'R-2025')", "documents 11111111"),
        ("UPDATE versions SET note = 'another'", "versions "),
        ("UPDATE labs SET content = replace(content, '37', '73')", "labs "),
        ("UPDATE stocks SET content = '{}'", "stocks activin-a"),
        ("UPDATE stock_lots SET archived_by = 'Eve', archived_at = '2026-12-08'", "stock_lots aaaaaaaa"),
        (
            "UPDATE stock_reservations SET changed_by = 'Eve'",
            "stock_reservations 11111111111111111111111111111111 aaaa",
        ),
        ("UPDATE settings SET value = 'letter'", "settings paper"),
        ("UPDATE hand_outs SET handed_by = 'Eve'", "hand_outs bbbbbbbb"),
    ],
)
def test_that_a_changed_record_is_named(filled: Library, database: Database, statement: str, named: str) -> None:
    assert filled.verify() == ()
    database.write(lambda session: session.execute(text(statement)))
    (problem,) = filled.verify()
    assert problem.key.startswith(named)
    assert "no longer what was written" in problem.written("en")


def test_that_a_record_that_names_another_that_is_gone_is_told(
    file: LibraryPlace, opened: Any, titled: Callable[[str], Any], stamp: Stamped
) -> None:
    library = opened(file)
    library.add(titled("A"), stamp())
    with closing(sqlite3.connect(str(file.file), isolation_level=None)) as connection:
        connection.execute("UPDATE sessions SET id = 'another'")
    (problem,) = library.verify()
    assert problem.written("en") == "documents: names a record that is not there"


def test_that_a_file_that_sqlite_finds_damaged_is_told(
    file: LibraryPlace, opened: Any, run_of: Callable[[str], Any], stamp: Stamped
) -> None:
    library = opened(file)
    for _ in range(5):
        library.add(run_of("bm-msc-three-step"), stamp())
    library.close(stamp(1))
    assert file.file
    data = bytearray(file.file.read_bytes())
    data[-6 * 4096 :] = b"\xaa" * 6 * 4096
    file.file.write_bytes(data)
    assert opened(file).verify() != ()
