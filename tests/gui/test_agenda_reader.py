"""What is to be done in all kept runs, with what they prepare together."""

from collections.abc import Callable
from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot

from mscplanner.domain.run import Run
from mscplanner.gui.agenda_reader import AgendaReader

TODAY = date(2026, 12, 4)
MONDAY = date(2026, 12, 7)
Room = Any


def read(room: Room, qtbot: QtBot, *runs: Run) -> AgendaReader:
    agenda = AgendaReader(room.desk, TODAY, room.parent)
    room.add(qtbot, *runs)
    qtbot.waitUntil(lambda: len(agenda.lines) == len(runs))
    return agenda


def test_that_runs_apart_have_all_their_work_and_nothing_together(
    room: Room, run_of: Callable[[str], Run], qtbot: QtBot
) -> None:
    agenda = read(room, qtbot, run_of("bm-msc-three-step").model_copy(update={"start": MONDAY}))
    (line,) = agenda.lines
    assert (line.kinds, line.together) == (("make-medium", "start-stage", "thaw"), 0)
    assert not agenda.shared


def test_that_what_runs_do_together_is_told_once(room: Room, run_of: Callable[[str], Run], qtbot: QtBot) -> None:
    run = run_of("bm-msc-three-step").model_copy(update={"start": MONDAY})
    agenda = read(room, qtbot, *(run.model_copy(update={"number": number}) for number in ("R-1", "R-2")))
    assert [(line.kinds, len(line.tasks), line.together) for line in agenda.lines] == [(("start-stage",), 1, 2)] * 2
    assert [(each.kind, each.date) for each in agenda.shared] == [("make-medium", MONDAY), ("thaw", MONDAY)]
    assert all(each.saving for each in agenda.shared)
    making, thaw = agenda.shared
    assert making.recipe
    assert making.recipe.written("en").startswith("Recipe: High-glucose DMEM 79")
    assert thaw.recipe is None
