"""The year: every day has one place, and is chosen and turned over by mouse and by keys."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.work_calendar import FIRST_DAY, LAST_DAY, CalendarDay, WorkCalendar
from mscplanner.gui.theme import apply_theme, tokens
from mscplanner.gui.wording import Wording
from mscplanner.gui.year_view import YearView

TODAY = date(2026, 12, 4)
CHRISTMAS = CalendarDay(day=date(2026, 12, 25), open=False, name=LocalText(en="Christmas Day", zh="圣诞节"))


@pytest.fixture
def year(qtbot: QtBot, qapp: QApplication) -> YearView:
    apply_theme(qapp, "light", 100)
    view = YearView(Wording("en"), TODAY)
    view.show_calendar(WorkCalendar(closed_weekdays=("sat", "sun"), holidays=(CHRISTMAS,)))
    qtbot.addWidget(view)
    view.resize(720, view.heightForWidth(720))
    view.show()
    return view


@pytest.mark.parametrize("width", [260, 520, 720, 1200])
@pytest.mark.parametrize("chosen", [date(2028, 2, 29), date(2027, 1, 1), date(2026, 12, 31)])
def test_that_every_day_of_a_year_is_found_at_its_own_place(year: YearView, width: int, chosen: date) -> None:
    year.choose(chosen)
    year.resize(width, year.heightForWidth(width))
    first = date(chosen.year, 1, 1)
    days = [first + timedelta(days=at) for at in range((date(chosen.year + 1, 1, 1) - first).days)]
    assert [year.day_at(year.cell_of(day).center()) for day in days] == days
    assert all(year.cell_of(day).right() <= max(width, year.minimumSizeHint().width()) for day in days)
    assert all(year.cell_of(day).bottom() <= year.heightForWidth(width) for day in days)
    columns = {round(year.cell_of(day).left()) for day in days if day.month == 1}
    assert len(columns) == 7
    sundays = {round(year.cell_of(day).left()) for day in days if day.month == 1 and day.weekday() == 6}
    assert sundays == {max(columns)}


def test_that_a_day_is_large_enough_to_be_hit(year: YearView) -> None:
    cell = year.cell_of(TODAY)
    assert min(cell.width(), cell.height()) >= 24


def test_that_a_click_chooses_a_day_and_turns_it_over(year: YearView, qtbot: QtBot) -> None:
    toggled: list[date] = []
    year.toggle_wanted.connect(toggled.append)
    place = year.cell_of(date(2026, 3, 3)).center().toPoint()
    QTest.mouseClick(year, Qt.MouseButton.LeftButton, pos=place)
    assert (year.chosen, toggled) == (date(2026, 3, 3), [date(2026, 3, 3)])
    QTest.mouseClick(year, Qt.MouseButton.RightButton, pos=place)
    QTest.mousePress(year, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(year, Qt.MouseButton.LeftButton, pos=year.cell_of(date(2026, 3, 5)).center().toPoint())
    assert toggled == [date(2026, 3, 3)]


@pytest.mark.parametrize(
    ("start", "key", "modifier", "end"),
    [
        (date(2026, 12, 31), Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, date(2027, 1, 1)),
        (date(2027, 1, 1), Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, date(2026, 12, 31)),
        (date(2026, 12, 4), Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, date(2026, 11, 27)),
        (date(2028, 2, 22), Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, date(2028, 2, 29)),
        (date(2026, 1, 31), Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, date(2026, 2, 28)),
        (date(2026, 1, 31), Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, date(2025, 12, 31)),
        (date(2028, 2, 29), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier, date(2029, 2, 28)),
        (date(2026, 6, 6), Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, date(2026, 1, 1)),
        (date(2026, 6, 6), Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, date(2026, 12, 31)),
        (date(2030, 6, 6), Qt.Key.Key_T, Qt.KeyboardModifier.NoModifier, TODAY),
        (FIRST_DAY, Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, FIRST_DAY),
        (LAST_DAY, Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, LAST_DAY),
    ],
)
def test_that_keys_move_through_days_months_and_years(
    year: YearView, start: date, key: Qt.Key, modifier: Qt.KeyboardModifier, end: date
) -> None:
    year.choose(start)
    QTest.keyClick(year, key, modifier)
    assert year.chosen == end


def test_that_space_turns_the_chosen_day_over_and_f2_names_it(year: YearView) -> None:
    toggled: list[date] = []
    named: list[bool] = []
    year.toggle_wanted.connect(toggled.append)
    year.name_wanted.connect(lambda: named.append(True))
    QTest.keyClick(year, Qt.Key.Key_Space)
    QTest.keyClick(year, Qt.Key.Key_F2)
    assert (toggled, named) == ([TODAY], [True])
    year.let_edit(False)
    QTest.keyClick(year, Qt.Key.Key_Space)
    assert toggled == [TODAY]


def test_that_the_chosen_day_is_read_out_with_its_name(year: YearView) -> None:
    year.choose(CHRISTMAS.day)
    assert year.accessibleName() == "2026-12-25 Fri, Public holiday: Christmas Day"


def test_that_closed_days_are_grey_and_have_a_bar(year: YearView) -> None:
    year.choose(date(2026, 1, 1))
    picture = year.grab().toImage()
    ratio = picture.devicePixelRatio()

    def colours(day: date) -> tuple[str, str]:
        cell = year.cell_of(day)
        middle, low = cell.center(), cell.bottom() - 3
        ground = picture.pixelColor(int((cell.left() + 4) * ratio), int((cell.top() + 12) * ratio))
        return ground.name(), picture.pixelColor(int(middle.x() * ratio), int(low * ratio)).name()

    grey, white, bar = (QColor(each).name() for each in (tokens().closed, tokens().base, tokens().muted))
    assert colours(date(2026, 12, 26)) == (grey, bar)
    assert colours(CHRISTMAS.day) == (grey, bar)
    assert colours(date(2026, 12, 24)) == (white, white)
