"""A run that is dragged: a click moves nothing, and no start is left behind the calendar's ends."""

from datetime import date

from mscplanner.domain.run import LAST_START
from mscplanner.gui.start_drag import StartDrag

START = date(2026, 12, 7)


def test_that_the_start_moves_as_far_as_the_held_day() -> None:
    drag = StartDrag()
    drag.grab(date(2026, 12, 10), START)
    drag.take_to(date(2026, 12, 8))
    assert (drag.active, drag.start, drag.let_go()) == (True, date(2026, 12, 5), -2)
    assert not drag.active


def test_that_a_click_moves_nothing() -> None:
    drag = StartDrag()
    drag.grab(date(2026, 12, 10), START)
    assert (drag.moved, drag.let_go()) == (False, 0)


def test_that_without_a_held_day_nothing_is_taken_anywhere() -> None:
    drag = StartDrag()
    drag.take_to(date(2026, 12, 8))
    assert (drag.moved, drag.let_go()) == (False, 0)


def test_that_the_start_stays_where_a_run_can_begin() -> None:
    drag = StartDrag()
    drag.grab(START, START)
    drag.take_to(date(2300, 1, 1))
    assert drag.start == LAST_START
