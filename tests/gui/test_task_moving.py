"""One task to another day, with mouse, menu and keys: shown with what it breaks, undone, and moved back."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.gui.day_field import line_area
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.task_move_dialog import TaskMoveDialog
from mscplanner.gui.week_calendar import WeekCalendar
from mscplanner.planning.plan import Plan
from mscplanner.planning.replanning import day_done

MONDAY = date(2026, 12, 7)
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def planned(window: MainWindow) -> tuple[RunDocument, WeekCalendar]:
    """Start the BM protocol on a Monday, with stages that allow a move by a day."""
    window.plan_run("bm-msc-three-step")
    document, page = window.document, window.run_page
    assert document
    assert page
    run = document.run
    stages = tuple(each.model_copy(update={"longest_gap": "3 d"}) for each in run.protocol.stages)
    protocol = run.protocol.model_copy(update={"stages": stages})
    fields = {"start": MONDAY, "operator": "L. Zhang", "count": 3, "protocol": protocol}
    document.change(message("start"), run.model_copy(update=fields))
    QApplication.processEvents()
    return document, page.calendar


def line(calendar: WeekCalendar, day: int, at: int) -> QPoint:
    """Return where a line of the work of a day stands."""
    area = calendar._cell(MONDAY + timedelta(days=day))
    return line_area(area, at, calendar.fontMetrics().height()).center().toPoint()


def drag(calendar: WeekCalendar, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(calendar, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(calendar, start + QPoint(20, 0))
    QTest.mouseMove(calendar, end)
    QTest.mouseRelease(calendar, Qt.MouseButton.LeftButton, pos=end)
    QApplication.processEvents()


def asked(window: MainWindow) -> TaskMoveDialog:
    (dialog,) = [each for each in window.findChildren(TaskMoveDialog) if each.isVisible()]
    return dialog


def changes(plan: Plan) -> list[int]:
    return [day for each in plan.stages for day in each.feeds[1:]]


def told(dialog: TaskMoveDialog) -> Sequence[str]:
    way = dialog.ways.way
    return [each.written("en") for each in way.consequences] if way else ()


def test_that_a_change_is_dragged_by_its_line_and_its_consequences_are_shown_first(window: MainWindow) -> None:
    document, calendar = planned(window)
    before = document.run
    drag(calendar, line(calendar, 6, 0), line(calendar, 7, 0))
    assert document.run == before
    dialog = asked(window)
    assert (dialog.task.currentText(), dialog.number.value()) == ("medium change S2", 7)
    assert "New: S2: change moved by hand to D7 (W-MOVED)." in told(dialog)
    QTest.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert changes(document.plan)[:3] == [4, 7, 8]
    assert calendar.chosen == 7
    assert window.commands["undo"].text() == "Undo Move medium change S2 from D6 to D7"
    assert "moved from D6: by hand, L. Zhang" in calendar.accessibleName()
    assert window.message_bar.text() == "Move medium change S2 from D6 to D7"
    QApplication.processEvents()
    window.commands["undo"].trigger()
    assert document.run == before
    assert not window.message_bar.isVisible()


def test_that_a_move_that_breaks_nothing_is_done_at_once(window: MainWindow) -> None:
    document, calendar = planned(window)
    drag(calendar, line(calendar, 2, 0), line(calendar, 1, 0))
    assert not [each for each in window.findChildren(TaskMoveDialog) if each.isVisible()]
    batch = document.plan.batch("S2-1")
    assert batch
    assert batch.made_on_day == 1
    assert window.commands["undo"].text() == "Undo Move making of S2-1 from D2 to D1"


def test_that_a_task_is_dragged_in_the_month_too(window: MainWindow) -> None:
    document, calendar = planned(window)
    calendar.show_months(True)
    QApplication.processEvents()
    drag(calendar, line(calendar, 2, 0), line(calendar, 1, 0))
    batch = document.plan.batch("S2-1")
    assert batch
    assert batch.made_on_day == 1


def test_that_what_cannot_be_is_refused_with_the_reason(window: MainWindow) -> None:
    document, calendar = planned(window)
    before = document.run
    drag(calendar, line(calendar, 6, 0), line(calendar, 11, 0))
    assert document.run == before
    assert window.message_bar.text() == "S2 is fed on D8 anyway. Possible: D5 to D7."


def test_that_a_day_is_still_dragged_with_the_whole_run_beside_its_lines(window: MainWindow) -> None:
    document, calendar = planned(window)
    head = calendar._cell(MONDAY).topLeft().toPoint() + QPoint(40, 8)
    drag(calendar, head, line(calendar, 2, 0))
    assert document.run.start == MONDAY + timedelta(days=2)
    assert document.run.pins == ()


def test_that_escape_leaves_a_dragged_task_where_it_was(window: MainWindow) -> None:
    document, calendar = planned(window)
    before, picture = document.run, calendar.grab().toImage()
    start, end = line(calendar, 6, 0), line(calendar, 7, 0)
    QTest.mousePress(calendar, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(calendar, start + QPoint(20, 0))
    QTest.mouseMove(calendar, end)
    assert calendar.grab().toImage() != picture
    QTest.keyClick(calendar, Qt.Key.Key_Escape)
    QTest.mouseRelease(calendar, Qt.MouseButton.LeftButton, pos=end)
    assert document.run == before
    assert not [each for each in window.findChildren(TaskMoveDialog) if each.isVisible()]


def test_that_a_task_is_moved_by_keys_alone_and_back_by_the_menu(window: MainWindow) -> None:
    document, calendar = planned(window)
    before = document.run
    calendar.choose(6)
    calendar.setFocus()
    QTest.keyClick(calendar, Qt.Key.Key_M, BOTH)
    dialog = asked(window)
    dialog.task.setFocus()
    QTest.keyClick(dialog.task, Qt.Key.Key_End)
    assert dialog.task.currentText() == "medium change S2"
    dialog.number.setFocus()
    assert dialog.number.value() == 7
    for _ in range(2):
        QTest.keyClick(dialog.number, Qt.Key.Key_Down)
    QTest.keyClick(dialog.number, Qt.Key.Key_Return)
    assert calendar.chosen == 5
    assert changes(document.plan)[:3] == [4, 5, 8]
    window.commands["task_back"].trigger()
    assert document.run == before
    assert calendar.chosen == 6
    assert window.commands["undo"].text() == "Undo Move medium change S2 back from D5 to D6"
    window.commands["task_back"].trigger()
    assert window.message_bar.text() == "No task of D6 was moved by hand."


def test_that_the_menu_of_a_day_names_its_tasks_and_the_way_back(window: MainWindow) -> None:
    document, calendar = planned(window)
    drag(calendar, line(calendar, 2, 0), line(calendar, 1, 0))
    assert window.documents
    assert window.documents.run
    menu = window.documents.task_moving.menu(window.documents.run)
    texts = [each.text() for each in menu.actions()]
    assert "Move making of S2-1…" in texts
    back = menu.actions()[texts.index("Move making of S2-1 Back to D2")]
    assert document.run.pins
    back.trigger()
    QApplication.processEvents()
    assert document.run.pins == ()
    assert calendar.chosen == 2


def test_that_a_day_of_which_nothing_moves_says_why(window: MainWindow) -> None:
    _, calendar = planned(window)
    calendar.choose(18)
    window.commands["move_task"].trigger()
    assert "change the length of a stage" in window.message_bar.text()


def test_that_a_move_under_way_is_a_revision_that_leads_to_its_sheets(qtbot: QtBot, window: MainWindow) -> None:
    document, calendar = planned(window)
    document.change(message("done"), day_done(document.run, document.plan, 2))
    before = document.run
    drag(calendar, line(calendar, 6, 0), line(calendar, 7, 0))
    dialog = asked(window)
    dialog.note.setText("holiday")
    QTest.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    (revision,) = document.run.revisions
    assert (revision.number, revision.by) == (2, "L. Zhang")
    assert revision.reason.written("en") == "Move medium change S2 from D6 to D7. holiday"
    assert {"D7", "overview"} <= set(revision.changed)
    assert window.message_bar.text().startswith("Plan revision 2. Changed sheets:")
    window.commands["undo"].trigger()
    assert document.run == before
