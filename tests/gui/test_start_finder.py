"""Start dates ranked beside the window: with the work of all other runs, and the last question only."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mscplanner.domain.run import Run
from mscplanner.gui.start_finder import StartFinder

MONDAY = date(2026, 12, 7)
Room = Any


@pytest.fixture
def run(run_of: Callable[[str], Run]) -> Run:
    return run_of("bm-msc-three-step").model_copy(update={"operator": "A", "start": MONDAY})


def test_that_the_finder_answers_with_all_other_runs_but_its_own(room: Room, run: Run, qtbot: QtBot) -> None:
    own, _ = room.add(qtbot, *(run.model_copy(update={"number": f"R-{number}", "count": 60}) for number in (1, 2)))
    finder = StartFinder(room.background, room.reader, own, room.parent)
    found: list[tuple[object, ...]] = []
    finder.found.connect(found.append)
    finder.find(run, MONDAY, MONDAY + timedelta(days=1))
    qtbot.waitUntil(lambda: not finder.waiting and not finder.busy)
    (start,) = found[-1]
    words = " ".join(reason.written("en") for reason in start.reasons)  # type: ignore[attr-defined]
    assert "together with R-2;" in words
    assert "R-1" not in words


def test_that_only_the_last_question_is_answered(room: Room, run: Run, qtbot: QtBot) -> None:
    room.settled(qtbot)
    finder = StartFinder(room.background, room.reader, "", room.parent)
    found: list[tuple[object, ...]] = []
    finder.found.connect(found.append)
    for days in (30, 20, 10):
        finder.find(run, MONDAY, MONDAY + timedelta(days=days))
    assert finder.busy
    qtbot.waitUntil(lambda: not finder.busy)
    assert [len(each) for each in found] == [10]
