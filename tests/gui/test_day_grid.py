"""Days in rows of whole weeks: every place has one day, every day one place, also outside."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QRectF

from mscplanner.gui.day_grid import grid_of, month_after, month_grid

WHOLE = QRectF(10, 20, 700, 0)


def test_that_a_grid_is_whole_weeks() -> None:
    grid = grid_of(date(2026, 12, 9), date(2026, 12, 21))
    days = [*grid.days()]
    assert (days[0], days[-1], grid.weeks) == (date(2026, 12, 7), date(2026, 12, 27), 3)


@pytest.mark.parametrize("month", [date(2026, 2, 1), date(2026, 2, 28), date(2026, 8, 31), date(2027, 2, 14)])
def test_that_a_month_has_six_rows_with_all_of_its_days(month: date) -> None:
    days = [*month_grid(month).days()]
    of_month = [month.replace(day=1) + timedelta(days=at) for at in range(31)]
    assert len(days) == 42
    assert {day for day in of_month if day.month == month.month} <= set(days)


def test_that_day_and_place_are_each_others_inverse() -> None:
    grid = month_grid(date(2026, 12, 1))
    for at in range(-30, 80):
        day = grid.first + timedelta(days=at)
        assert grid.day_at(grid.area(day, WHOLE, 50).center(), WHOLE, 50) == day


def test_that_beside_the_grid_is_its_first_or_last_column() -> None:
    grid = grid_of(date(2026, 12, 7), date(2026, 12, 13))
    middle = grid.area(date(2026, 12, 9), WHOLE, 50).center()
    middle.setX(-300)
    assert grid.day_at(middle, WHOLE, 50) == date(2026, 12, 7)
    middle.setX(3000)
    assert grid.day_at(middle, WHOLE, 50) == date(2026, 12, 13)


@pytest.mark.parametrize(
    ("step", "wanted"),
    [(1, date(2027, 1, 1)), (-1, date(2026, 11, 1)), (14, date(2028, 2, 1)), (-12, date(2025, 12, 1))],
)
def test_that_months_go_on_over_the_year(step: int, wanted: date) -> None:
    assert month_after(date(2026, 12, 31), step) == wanted
