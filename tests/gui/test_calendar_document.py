"""Edits of the calendar are steps; what somebody else did in the meantime outlives their undoing."""

from datetime import date

from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.domain.work_calendar import WorkCalendar
from mscplanner.gui.calendar_document import CalendarDocument
from mscplanner.gui.wording import Wording
from mscplanner.planning.calendar_edits import name_day, toggle_day

PLAIN = WorkCalendar(closed_weekdays=("sat", "sun"))
TUESDAY, FRIDAY = date(2026, 12, 8), date(2026, 12, 11)


def done(calendar: object) -> WorkCalendar:
    assert isinstance(calendar, WorkCalendar)
    return calendar


def test_that_each_edit_is_a_step_and_typing_one(qtbot: QtBot) -> None:
    document = CalendarDocument(PLAIN, Wording("en"))
    document.change(message("Close {day}", day=TUESDAY), done(toggle_day(PLAIN, TUESDAY)), day=TUESDAY)
    for text in ("R", "Re", "Retreat"):
        document.change(message("Name"), done(name_day(document.value, TUESDAY, text)), "name")
    assert document.undo_stack.count() == 2
    document.change(message("nothing"), document.value)
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    assert document.value == done(toggle_day(PLAIN, TUESDAY))
    assert document.step_name(-1) == "Close 2026-12-08 Tue"
    document.undo_stack.undo()
    assert document.value == PLAIN


def test_that_undoing_leaves_what_the_library_brought(qtbot: QtBot) -> None:
    document = CalendarDocument(PLAIN, Wording("en"))
    document.change(message("a"), done(toggle_day(PLAIN, TUESDAY)))
    document.take_in(done(toggle_day(document.value, FRIDAY)))
    document.undo_stack.undo()
    assert [each.day for each in document.value.exceptions] == [FRIDAY]
    document.undo_stack.redo()
    assert [each.day for each in document.value.exceptions] == [TUESDAY, FRIDAY]


def test_that_a_step_tells_where_it_was_made(qtbot: QtBot) -> None:
    document = CalendarDocument(PLAIN, Wording("en"))
    spots: list[object] = []
    document.spot_wanted.connect(spots.append)
    document.change(message("a"), done(toggle_day(PLAIN, TUESDAY)), day=TUESDAY)
    document.undo_stack.undo()
    assert spots == [TUESDAY]
