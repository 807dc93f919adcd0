"""The table of start dates: the best first, figures written, the chosen date kept."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.domain.run import Run
from mscplanner.gui.start_table import HEADS, StartTable, draw_count_bar
from mscplanner.gui.wording import Wording
from mscplanner.planning.start_dates import StartDate, ranked_starts

MONDAY = date(2026, 12, 7)


@pytest.fixture
def starts(run_of: Callable[[str], Run]) -> tuple[StartDate, ...]:
    return ranked_starts(run_of("bm-msc-three-step"), MONDAY, MONDAY + timedelta(days=14))


@pytest.fixture
def table(qtbot: QtBot, starts: tuple[StartDate, ...]) -> StartTable:
    made = StartTable(Wording("en"))
    qtbot.addWidget(made)
    made.show_starts(starts)
    made.show()
    return made


def row(table: StartTable, at: int, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[str]:
    return [str(table.rows.index(at, column).data(role)) for column in range(len(HEADS))]


def test_that_each_row_is_a_date_with_its_figures(table: StartTable, starts: tuple[StartDate, ...]) -> None:
    busiest = f"{starts[0].busiest} min"
    assert row(table, 0) == ["★ 1", "2026-12-07 Mon", "2", "0", "0", "1", busiest]
    assert row(table, 2)[:3] == ["3", "2026-12-08 Tue", "3"]
    assert row(table, 0, Qt.ItemDataRole.AccessibleTextRole)[2] == "Work on closed days: 2"


def test_that_the_best_is_chosen_at_first_and_the_chosen_one_stays(
    table: StartTable, starts: tuple[StartDate, ...]
) -> None:
    assert table.chosen == starts[0]
    table.choose(date(2026, 12, 9))
    table.show_starts(starts[1:])
    assert table.chosen
    assert table.chosen.date == date(2026, 12, 9)
    table.show_starts([each for each in starts if each.date != date(2026, 12, 9)])
    assert table.chosen == starts[0]
    table.show_starts(())
    assert table.chosen is None


def test_that_keys_walk_the_dates_and_enter_takes_one(table: StartTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.date_chosen) as chosen:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == [date(2026, 12, 14)]
    with qtbot.waitSignal(table.taken):
        QTest.keyClick(table, Qt.Key.Key_Return)


@pytest.mark.parametrize(("count", "wide"), [(0, 0), (1, 25), (4, 100)])
def test_that_a_bar_is_as_long_as_its_count(count: int, wide: int, qapp: object) -> None:
    picture = QImage(120, 10, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    draw_count_bar(painter, QRectF(0, 0, 100, 8), count, 4)
    painter.end()
    drawn = [x for x in range(120) if picture.pixelColor(x, 4).name() != "#ffffff"]
    assert len(drawn) == pytest.approx(wide, abs=1)
