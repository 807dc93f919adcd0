"""The map of the work of all runs: walked by keys, told in words, painted only where it is seen."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.domain.lab import Lab
from mscplanner.domain.run import Run
from mscplanner.gui.load_view import LoadView
from mscplanner.gui.wording import Wording
from mscplanner.planning.lab_load import RunLoad, load_of
from mscplanner.planning.load_map import RunWork, load_map
from mscplanner.planning.planner import plan
from mscplanner.planning.shared_preparation import preparations_of

TODAY = date(2026, 12, 4)
MONDAY = date(2026, 12, 7)


@pytest.fixture
def own_lab(run_of: Callable[[str], Run]) -> Lab:
    return run_of("bm-msc-three-step").lab


def runs(count: int) -> list[RunWork]:
    made = []
    for number in range(1, count + 1):
        start = MONDAY + timedelta(days=number % 300)
        loads = tuple(RunLoad(start + timedelta(days=day), f"R-{number}", "A", 200, 3) for day in range(0, 18, 2))
        made.append(RunWork(f"{number:032x}", f"R-{number}", start, loads))
    return made


@pytest.fixture
def view(qtbot: QtBot, own_lab: Lab) -> LoadView:
    made = LoadView(Wording("en"), TODAY)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.show_map(load_map(runs(40), own_lab, TODAY))
    return made


def test_that_today_is_chosen_at_first(view: LoadView) -> None:
    assert view.cell == (0, 4)
    assert view.words == "Vessels in incubators, 2026-12-04 Fri  ·  nothing"


def test_that_arrows_walk_days_and_rows_and_pages_go_further(view: LoadView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.cell == (1, 5)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.cell == (1, 12)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.cell[0] > 5
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    QTest.keyClick(view, Qt.Key.Key_T)
    assert view.cell == (1, 4)
    for _ in range(9):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.cell == (1, 0)


def test_that_the_chosen_cell_is_always_to_be_seen(view: LoadView) -> None:
    for row, column in ((41, 60), (0, 0), (20, 30)):
        view.choose(row, column)
        rows, columns = view.seen()
        assert row in rows
        assert column in columns
        assert view.viewport().rect().contains(view.area(row, column).center().toPoint())


def test_that_enter_opens_the_run_of_the_row_and_other_rows_open_nothing(view: LoadView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.opened):
        QTest.keyClick(view, Qt.Key.Key_Return)
    view.choose(3, 5)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert (opened.args, view.has_run) == ([f"{2:032x}"], True)


def test_that_a_click_chooses_and_a_double_click_opens(view: LoadView, qtbot: QtBot) -> None:
    place = view.area(4, 6).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.cell == (4, 6)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [f"{3:032x}"]


def test_that_the_name_says_what_is_too_much(view: LoadView) -> None:
    view.choose(1, 7 + 10)
    assert view.accessibleName() == view.words
    assert "A: 1000 min; at most 360 (lab setting)" in view.words


def test_that_what_is_chosen_stays_when_runs_are_added(view: LoadView, own_lab: Lab) -> None:
    view.choose(5, 20)
    words = view.words
    early = RunLoad(date(2026, 11, 20), "R-0", "B", 5, 0)
    more = [RunWork("0" * 32, "R-0", early.date, (early,)), *runs(40)]
    view.show_map(load_map(more, own_lab, TODAY))
    assert view.words.split("  ·  ")[0] == words.split("  ·  ")[0]


def test_that_no_more_is_looked_at_with_many_runs(view: LoadView, own_lab: Lab) -> None:
    few = [len(each) for each in view.seen()]
    view.show_map(load_map(runs(500), own_lab, TODAY))
    assert [len(each) for each in view.seen()] == few
    view.choose(501, 310)
    rows, columns = view.seen()
    assert (rows.stop, len(rows) <= few[0], len(columns) <= few[1]) == (502, True, True)


def test_that_too_much_is_drawn_with_a_sign(view: LoadView, own_lab: Lab) -> None:
    loads = [RunLoad(MONDAY, "R-1", "A", 361, 3), RunLoad(MONDAY + timedelta(days=1), "R-1", "A", 360, 3)]
    view.show_map(load_map([RunWork("1" * 32, "R-1", MONDAY, tuple(loads))], own_lab, TODAY))
    picture = view.viewport().grab().toImage()

    def colours(column: int) -> set[str]:
        area = view.area(1, column).adjusted(3, 3, -3, -3).toRect()
        return {
            picture.pixelColor(x, y).name()
            for x in range(area.left(), area.left() + 12)
            for y in range(area.top(), area.bottom())
        }

    assert "#e69f00" in colours(7)
    assert "#e69f00" not in colours(8)


def test_that_shared_preparation_is_told_line_by_line(view: LoadView, run_of: Callable[[str], Run]) -> None:
    run = run_of("bm-msc-three-step")
    works = []
    for number in ("R-1", "R-2"):
        planned = plan(run.model_copy(update={"number": number}))
        works.append(RunWork(number.rjust(32, "0"), number, MONDAY, load_of(planned), preparations_of(planned)))
    view.show_map(load_map(works, run.lab, TODAY))
    view.choose(1, 7)
    first, making, thaw = view.words.splitlines()
    assert first == "Shared preparation, 2026-12-07 Mon  ·  preparations done once for several runs: 2"
    assert making.startswith("S1 medium: one making")
    assert thaw.startswith("Tonight, to 2–8 °C: Thaw B-27")
