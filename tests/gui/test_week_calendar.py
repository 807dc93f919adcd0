"""The calendar: every day of the run and those before it with work, walked and chosen."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mscplanner.domain.run import Run, Stock
from mscplanner.domain.stockroom import Lot
from mscplanner.gui.week_calendar import WeekCalendar
from mscplanner.gui.wording import Wording
from mscplanner.planning.planner import plan

POWDERED = Lot(id="a" * 32, reagent="2-mercaptoethanol", strength="55 mmol/L", number="7", amount="40 mg")


@pytest.fixture
def run(run_of: Callable[[str], Run]) -> Run:
    """A run whose first stock is dissolved on the Friday before, D-3."""
    stock = Stock(reagent=POWDERED.reagent, strength="55 mmol/L", lot=POWDERED)
    return run_of("bm-msc-three-step").model_copy(update={"stocks": (stock,)})


@pytest.fixture
def calendar(qtbot: QtBot, run: Run) -> WeekCalendar:
    made = WeekCalendar(Wording("en"), date(2026, 12, 4))
    qtbot.addWidget(made)
    made.show_plan(plan(run))
    made.resize(700, made.sizeHint().height())
    made.show()
    return made


def keys(calendar: WeekCalendar, *pressed: Qt.Key) -> int:
    for key in pressed:
        QTest.keyClick(calendar, key)
    return calendar.chosen


def test_that_days_before_the_first_with_work_are_chosen_by_key(calendar: WeekCalendar) -> None:
    assert keys(calendar, Qt.Key.Key_Left) == -3
    assert keys(calendar, Qt.Key.Key_Left) == -3
    assert keys(calendar, Qt.Key.Key_Right) == 0


def test_that_weeks_are_walked_up_and_down(calendar: WeekCalendar) -> None:
    assert keys(calendar, Qt.Key.Key_Down) == 7
    assert keys(calendar, Qt.Key.Key_Up, Qt.Key.Key_Up) == 0
    assert keys(calendar, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down) == 14


def test_that_home_is_the_first_day_and_t_is_today(calendar: WeekCalendar) -> None:
    assert keys(calendar, Qt.Key.Key_T) == -3
    assert keys(calendar, Qt.Key.Key_Home) == 0


def test_that_a_week_is_shown_for_the_days_before(run_of: Callable[[str], Run], calendar: WeekCalendar) -> None:
    high = calendar.sizeHint().height()
    calendar.show_plan(plan(run_of("bm-msc-three-step")))
    assert calendar.sizeHint().height() < high


def test_that_a_chosen_day_that_is_no_more_gives_way_to_the_first(
    run_of: Callable[[str], Run], calendar: WeekCalendar
) -> None:
    calendar.choose(-3)
    calendar.show_plan(plan(run_of("bm-msc-three-step")))
    assert calendar.chosen == 0


def test_that_a_press_chooses_a_day_before_the_first(calendar: WeekCalendar, qtbot: QtBot) -> None:
    cell = calendar._cell(date(2026, 12, 4)).center().toPoint()
    with qtbot.waitSignal(calendar.day_chosen) as chosen:
        QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=cell)
    assert chosen.args == [-3]


def test_that_a_day_that_is_none_of_the_run_is_not_chosen(calendar: WeekCalendar, qtbot: QtBot) -> None:
    for number in (-2, 19, 400):
        with qtbot.assertNotEmitted(calendar.day_chosen):
            calendar.choose(number)


def test_that_the_name_says_day_closing_and_work(calendar: WeekCalendar) -> None:
    calendar.choose(6)
    name = calendar.accessibleName()
    assert name.startswith("D6 2026-12-13 Sun; Closed day; Thaw bFGF")
    calendar.choose(-3)
    assert calendar.accessibleName().startswith("D-3 2026-12-04 Fri; Dissolve 40 mg")


def test_that_closed_days_and_the_chosen_one_are_drawn_otherwise(calendar: WeekCalendar) -> None:
    picture = calendar.grab().toImage()

    def tone(day: date) -> str:
        place = calendar._cell(day).bottomRight().toPoint()
        return picture.pixelColor(place.x() - 6, place.y() - 14).name()

    assert tone(date(2026, 12, 13)) == tone(date(2026, 12, 12)) != tone(date(2026, 12, 9))


def centre(calendar: WeekCalendar, day: date) -> QPoint:
    return calendar._cell(day).center().toPoint()


def drag(calendar: WeekCalendar, grabbed: date, to: date) -> None:
    """Drag a day by its head, above the lines of its work."""
    head = calendar._cell(grabbed).topLeft().toPoint() + QPoint(40, 8)
    QTest.mousePress(calendar, Qt.MouseButton.LeftButton, pos=head)
    QTest.mouseMove(calendar, head + QPoint(20, 0))
    QTest.mouseMove(calendar, centre(calendar, to))


def test_that_a_dragged_day_takes_the_run_with_it(calendar: WeekCalendar, qtbot: QtBot) -> None:
    drag(calendar, date(2026, 12, 10), date(2026, 12, 15))
    with qtbot.waitSignal(calendar.start_dragged) as moved:
        QTest.mouseRelease(calendar, Qt.MouseButton.LeftButton, pos=centre(calendar, date(2026, 12, 15)))
    assert moved.args == [5]


def test_that_a_run_can_be_dragged_out_of_its_weeks(calendar: WeekCalendar, qtbot: QtBot) -> None:
    above = date(2026, 11, 27)
    drag(calendar, date(2026, 12, 7), above)
    with qtbot.waitSignal(calendar.start_dragged) as moved:
        QTest.mouseRelease(calendar, Qt.MouseButton.LeftButton, pos=centre(calendar, above))
    assert moved.args == [-10]


def test_that_escape_stops_dragging(calendar: WeekCalendar, qtbot: QtBot) -> None:
    before = calendar.grab().toImage()
    drag(calendar, date(2026, 12, 10), date(2026, 12, 15))
    assert calendar.grab().toImage() != before
    QTest.keyClick(calendar, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(calendar.start_dragged):
        QTest.mouseRelease(calendar, Qt.MouseButton.LeftButton, pos=centre(calendar, date(2026, 12, 15)))
    assert calendar.grab().toImage() == before


def test_that_a_dragged_day_put_back_moves_nothing(calendar: WeekCalendar, qtbot: QtBot) -> None:
    drag(calendar, date(2026, 12, 10), date(2026, 12, 15))
    QTest.mouseMove(calendar, centre(calendar, date(2026, 12, 10)))
    with qtbot.assertNotEmitted(calendar.start_dragged):
        QTest.mouseRelease(calendar, Qt.MouseButton.LeftButton, pos=centre(calendar, date(2026, 12, 10)))


def test_that_a_click_chooses_the_day(calendar: WeekCalendar) -> None:
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=centre(calendar, date(2026, 12, 13)))
    assert calendar.chosen == 6


def test_that_pages_turn_to_the_days_of_the_month(calendar: WeekCalendar, run: Run) -> None:
    late = run.model_copy(update={"start": date(2026, 12, 21)})
    calendar.show_plan(plan(late))
    calendar.show_months(True)
    assert calendar.month == date(2026, 12, 1)
    assert keys(calendar, Qt.Key.Key_PageDown) == 11
    assert calendar.month == date(2027, 1, 1)
    # One month beside the run can be looked at, and dragged into; its days are none of the run.
    assert keys(calendar, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown) == 11
    assert calendar.month == date(2027, 2, 1)
    assert keys(calendar, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp) == 10
    assert calendar.month == date(2026, 12, 1)


def test_that_the_month_follows_the_chosen_day_and_weeks_come_back(calendar: WeekCalendar, run: Run) -> None:
    calendar.show_plan(plan(run.model_copy(update={"start": date(2026, 12, 21)})))
    weeks = calendar.sizeHint().height()
    calendar.show_months(True)
    calendar.choose(14)
    assert calendar.month == date(2027, 1, 1)
    assert calendar.sizeHint().height() > weeks
    calendar.show_months(False)
    assert calendar.sizeHint().height() == weeks


def test_that_the_menu_is_wanted_for_the_day_under_the_mouse_or_the_chosen_one(
    calendar: WeekCalendar, qtbot: QtBot
) -> None:
    place = centre(calendar, date(2026, 12, 13))
    by_mouse = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, calendar.mapToGlobal(place))
    with qtbot.waitSignal(calendar.menu_wanted) as wanted:
        QApplication.sendEvent(calendar, by_mouse)
    assert (calendar.chosen, wanted.args) == (6, [calendar.mapToGlobal(place)])
    calendar.choose(0)
    by_keys = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    with qtbot.waitSignal(calendar.menu_wanted) as wanted:
        QApplication.sendEvent(calendar, by_keys)
    assert (calendar.chosen, wanted.args) == (0, [calendar.mapToGlobal(centre(calendar, date(2026, 12, 7)))])


def test_that_the_hand_says_which_lines_can_be_taken(calendar: WeekCalendar) -> None:
    change, start = centre(calendar, date(2026, 12, 13)), calendar._cell(date(2026, 12, 13)).topLeft().toPoint()
    QTest.mouseMove(calendar, change)
    assert calendar.cursor().shape() == Qt.CursorShape.OpenHandCursor
    QTest.mouseMove(calendar, start + QPoint(30, 6))
    assert calendar.cursor().shape() == Qt.CursorShape.ArrowCursor
