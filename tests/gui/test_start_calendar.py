"""Start dates on a calendar: chosen by mouse and keys, named, the best marked in words too."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.domain.run import Run
from mscplanner.gui.start_calendar import StartCalendar
from mscplanner.gui.wording import Wording
from mscplanner.planning.start_dates import ranked_starts

FIRST = date(2026, 12, 3)


@pytest.fixture
def calendar(qtbot: QtBot, run_of: Callable[[str], Run]) -> StartCalendar:
    run = run_of("bm-msc-three-step")
    made = StartCalendar(Wording("en"), run.lab)
    qtbot.addWidget(made)
    made.show_starts(ranked_starts(run, FIRST, FIRST + timedelta(days=21)))
    made.resize(made.sizeHint())
    made.show()
    return made


def test_that_arrows_walk_the_dates_and_stop_at_the_span(calendar: StartCalendar) -> None:
    chosen: list[date] = []
    calendar.date_chosen.connect(chosen.append)
    calendar.choose(date(2026, 12, 7))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Home):
        QTest.keyClick(calendar, key)
    assert [each.day for each in chosen] == [7, 8, 15, 14, 7, 3]


def test_that_a_click_chooses_a_date_of_the_span_only(calendar: StartCalendar) -> None:
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=calendar._cell(date(2026, 12, 9)).center().toPoint())
    assert calendar.accessibleName() == "2026-12-09 Wed: rank 4, work on closed days: 3"
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=calendar._cell(date(2026, 12, 1)).center().toPoint())
    assert calendar.accessibleName().startswith("2026-12-09")


def test_that_the_best_date_says_so(calendar: StartCalendar) -> None:
    calendar.choose(date(2026, 12, 7))
    assert calendar.accessibleName() == "2026-12-07 Mon: rank 1, work on closed days: 2; best"


def test_that_a_date_with_more_against_it_has_a_longer_bar(calendar: StartCalendar) -> None:
    picture = calendar.grab().toImage()

    def drawn(day: date) -> int:
        area = calendar._cell(day).toRect()
        low = area.top() + 3 + calendar.fontMetrics().height() * 3 // 2
        ground = picture.pixelColor(area.left() + 2, low).name()
        span = range(area.left() + 3, area.right() - calendar.fontMetrics().horizontalAdvance("0") - 8)
        return sum(picture.pixelColor(x, low).name() != ground for x in span)

    assert drawn(date(2026, 12, 8)) > drawn(date(2026, 12, 7)) > 0
    assert drawn(date(2026, 12, 1)) == 0


def test_that_without_dates_nothing_is_chosen(calendar: StartCalendar) -> None:
    calendar.show_starts(())
    QTest.keyClick(calendar, Qt.Key.Key_Home)
    QTest.keyClick(calendar, Qt.Key.Key_Right)
    calendar.grab()
    assert calendar.accessibleName() == "Start dates"
