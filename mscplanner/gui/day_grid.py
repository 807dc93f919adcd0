"""Days in rows of whole weeks: which day stands where."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

WEEKS_OF_A_MONTH = 6
"""So many rows every month has, so that nothing moves when another one is shown."""


class DayGrid(NamedTuple):
    """Whole weeks, from the Monday ``first``."""

    first: date
    weeks: int

    def days(self) -> Iterator[date]:
        """Yield every day, row by row."""
        return (self.first + timedelta(days=at) for at in range(self.weeks * 7))

    def area(self, day: date, whole: QRectF, row_height: float) -> QRectF:
        """Return where ``day`` stands, also outside of the grid, when its first row begins at the top of ``whole``."""
        week, at = divmod((day - self.first).days, 7)
        width = whole.width() / 7
        return QRectF(whole.left() + at * width, whole.top() + week * row_height, width, row_height)

    def day_at(self, place: QPointF, whole: QRectF, row_height: float) -> date:
        """Return the day at ``place``; above and below go on with the weeks before and after."""
        week = int((place.y() - whole.top()) // row_height)
        at = min(max(int((place.x() - whole.left()) // (whole.width() / 7)), 0), 6)
        return self.first + timedelta(days=7 * week + at)


def grid_of(first: date, last: date) -> DayGrid:
    """Return the weeks from that of ``first`` to that of ``last``."""
    monday = first - timedelta(days=first.weekday())
    return DayGrid(monday, (last - monday).days // 7 + 1)


def month_grid(month: date) -> DayGrid:
    """Return the weeks of the month that ``month`` is a day of, and those after it that fill up its rows."""
    return DayGrid(grid_of(month.replace(day=1), month).first, WEEKS_OF_A_MONTH)


def month_after(month: date, step: int) -> date:
    """Return the first day of the month ``step`` months on, or back."""
    years, at = divmod(month.month - 1 + step, 12)
    return date(month.year + years, at + 1, 1)
