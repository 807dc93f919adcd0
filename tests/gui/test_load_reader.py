"""What every kept run asks for: read in portions when somebody wants it, and told of what cannot be read."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mscplanner.domain.run import Run
from mscplanner.gui.load_reader import PORTION

TODAY = date(2026, 12, 4)
MONDAY = date(2026, 12, 7)
Room = Any


@pytest.fixture
def run(run_of: Callable[[str], Run]) -> Run:
    return run_of("bm-msc-three-step").model_copy(update={"operator": "A", "start": MONDAY})


def numbered(run: Run, number: int, **fields: object) -> Run:
    return run.model_copy(update={"number": f"R-{number}", **fields})


def test_that_nothing_is_read_before_somebody_asks(room: Room, run: Run, qtbot: QtBot) -> None:
    room.add(qtbot, run)
    assert (room.reader.runs, room.reader.waiting) == ((), 0)


def test_that_more_runs_than_a_portion_are_all_read(room: Room, run: Run, qtbot: QtBot) -> None:
    ids = room.add(qtbot, *(numbered(run, number) for number in range(PORTION + 2)))
    told: list[int] = []
    room.reader.changed.connect(lambda: told.append(room.reader.waiting))
    room.settled(qtbot)
    assert {each.id for each in room.reader.runs} == set(ids)
    assert told == [PORTION + 2, 2, 0]
    assert all(each.loads and each.start == MONDAY for each in room.reader.runs)


def test_that_runs_long_over_and_archived_ones_are_left_out(room: Room, run: Run, qtbot: QtBot) -> None:
    kept, _, archived = room.add(
        qtbot, numbered(run, 1), numbered(run, 2, start=TODAY - timedelta(days=60)), numbered(run, 3)
    )
    with qtbot.waitSignal(room.desk.listed):
        room.desk.archive(archived, True)
    room.settled(qtbot)
    assert [each.id for each in room.reader.runs] == [kept]


def test_that_a_run_that_comes_later_is_read_too(room: Room, run: Run, qtbot: QtBot) -> None:
    room.add(qtbot, numbered(run, 1))
    room.settled(qtbot)
    room.add(qtbot, numbered(run, 2))
    qtbot.waitUntil(lambda: len(room.reader.runs) == 2)


def test_that_a_run_that_cannot_be_read_hides_no_other(room: Room, run: Run, qtbot: QtBot) -> None:
    kept, lost = room.add(qtbot, numbered(run, 1), numbered(run, 2))
    entry = room.desk.entry(lost)
    assert entry
    # Listed, but not in the library under this id.
    room.desk.take_in(entry.model_copy(update={"id": "f" * 32}))
    room.settled(qtbot)
    assert {each.id for each in room.reader.runs} == {kept, lost}
    assert room.reader.unread == 1


def test_that_a_fault_of_the_library_is_told_and_asking_again_goes_on(room: Room, run: Run, qtbot: QtBot) -> None:
    room.add(qtbot, numbered(run, 1))
    place = room.keeper._place
    room.keeper.leave()
    with qtbot.waitSignal(room.reader.refused):
        room.reader.begin()
    assert room.reader.waiting == 1
    with qtbot.waitSignal(room.keeper.opened):
        room.keeper.open(place)
    room.settled(qtbot)
    assert len(room.reader.runs) == 1
