"""What a library did not take is kept in files, and read again."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import Lot
from mscplanner.domain.work_calendar import CalendarDay, WorkCalendar
from mscplanner.library.rescue import (
    FOLDER,
    UnsavedCalendar,
    UnsavedLot,
    drop_rescued_calendar,
    drop_rescued_lots,
    read_rescued,
    read_rescued_calendar,
    read_rescued_lots,
    write_rescue,
    write_rescued_calendar,
    write_rescued_lots,
)
from mscplanner.library.templates import read_template


def test_that_protocols_and_runs_come_back_as_they_were(tmp_path: Path, run_of: Callable[[str], Run]) -> None:
    run, protocol = run_of("bm-msc-three-step"), read_template("uc-msc-three-step")
    assert protocol
    write_rescue(tmp_path, "a" * 32, run)
    write_rescue(tmp_path, "b" * 32, protocol)
    assert [(each.document_id, each.content) for each in read_rescued(tmp_path)] == [
        ("a" * 32, run),
        ("b" * 32, protocol),
    ]


def test_that_edits_of_the_calendar_come_back_with_what_was_there_before(tmp_path: Path) -> None:
    before = WorkCalendar(closed_weekdays=("sat", "sun"))
    closed = CalendarDay(day=date(2026, 12, 8), open=False, name=LocalText(plain="停电"))
    unsaved = UnsavedCalendar(before=before, after=before.model_copy(update={"exceptions": (closed,)}))
    assert read_rescued_calendar(tmp_path) is None
    path = write_rescued_calendar(tmp_path, unsaved)
    assert read_rescued_calendar(tmp_path) == unsaved
    assert (read_rescued(tmp_path), read_rescued_lots(tmp_path)) == ((), ())
    path.write_text(path.read_text("utf-8").replace("12-08", "12-09", 1), "utf-8")
    assert read_rescued_calendar(tmp_path) is None
    assert path.exists()
    drop_rescued_calendar(tmp_path)
    drop_rescued_calendar(tmp_path)
    assert not path.exists()


def test_that_a_changed_rescue_file_is_left_where_it_is(tmp_path: Path, run_of: Callable[[str], Run]) -> None:
    path = write_rescue(tmp_path, "a" * 32, run_of("bm-msc-three-step"))
    path.write_text(path.read_text("utf-8").replace("10 ng/mL", "10 mg/mL"), "utf-8")
    (tmp_path / FOLDER / "other.json").write_text("[]")
    assert not read_rescued(tmp_path)
    assert path.exists()


def test_that_lots_come_back_with_what_the_library_had_of_them(tmp_path: Path) -> None:
    lot = Lot(id="a" * 32, reagent="激活素 A", strength="1,5 mM", expiry=date(2027, 5, 31))
    lots = (UnsavedLot(before=None, lot=lot, archived=False), UnsavedLot(before=lot, lot=lot, archived=True))
    assert read_rescued_lots(tmp_path) == ()
    write_rescued_lots(tmp_path, lots)
    assert read_rescued_lots(tmp_path) == lots
    assert read_rescued(tmp_path) == ()
    drop_rescued_lots(tmp_path)
    drop_rescued_lots(tmp_path)
    assert read_rescued_lots(tmp_path) == ()


@pytest.mark.parametrize("change", [("100 µg", "100 mg"), ("{", ""), ('"lots"', '"lot"'), ("", "[" * 3000)])
def test_that_changed_lots_are_left_where_they_are(tmp_path: Path, change: tuple[str, str]) -> None:
    lot = Lot(id="a" * 32, reagent="egf", strength="100 µg/mL")
    path = write_rescued_lots(tmp_path, (UnsavedLot(before=None, lot=lot, archived=False),))
    path.write_text(path.read_text("utf-8").replace(*change, 1), "utf-8")
    assert read_rescued_lots(tmp_path) == ()
    assert path.exists()
