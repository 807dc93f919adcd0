"""A run that slips, with mouse and keys: written down, a way on chosen, its sheets printed, and taken back."""

from datetime import date, timedelta
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.domain.run import Run
from mscplanner.gui.happening_dialog import HappeningDialog
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.revisions_dialog import RevisionsDialog
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.run_page import RunPage
from mscplanner.planning.plan import Plan

MONDAY = date(2026, 12, 7)
CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier


BREAKS = (
    "New: S2: no fresh medium from D4 to D7 (W-GAP).",
    "The run ends on D19, 2026-12-26 Sat, instead of D18.",
    "New: D13 is 2026-12-20 Sun, a closed day (W-CLOSED).",
    "New: D19 is 2026-12-26 Sat, a closed day (W-CLOSED).",
)
"""What moving the rest by a day breaks where D6 was fed on D7."""


def planned(window: MainWindow) -> tuple[RunDocument, RunPage]:
    """Start the BM protocol on a Monday."""
    window.plan_run("bm-msc-three-step")
    assert window.document
    assert window.run_page
    fields = {"start": MONDAY, "operator": "L. Zhang", "count": 3}
    window.document.change(message("start"), window.document.run.model_copy(update=fields))
    return window.document, window.run_page


def press(window: MainWindow, name: str) -> None:
    """Click a visible button by its name or text."""
    QApplication.processEvents()
    found = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    made = next(each for each in found if name in (each.objectName(), each.text()))
    if window.run_page and window.run_page.isAncestorOf(made):
        window.run_page.show_widget(made)
    assert made.isEnabled(), name
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def asked(window: MainWindow) -> HappeningDialog:
    dialog = window.findChild(QDialog, "what_happened")
    assert isinstance(dialog, HappeningDialog)
    return dialog


def feeds(made: Plan) -> list[int]:
    return [day for window in made.stages for day in window.feeds]


def slip(window: MainWindow) -> tuple[Run, Run]:
    """Write down that D6 was fed on D7 and move the rest; return the run before and after."""
    document, page = planned(window)
    before = document.run
    page.calendar.setFocus()
    QTest.keyClick(page.calendar, Qt.Key.Key_Home)
    for _ in range(6):
        QTest.keyClick(page.calendar, Qt.Key.Key_Right)
    assert page.calendar.chosen == 6
    press(window, "what_happened_button")
    press(window, "record_other-day")
    dialog = asked(window)
    assert (dialog.number.text(), dialog.apply.isEnabled()) == ("D7", False)
    told = {each.text(): each.accessibleDescription() for each in dialog.ways.radios}
    assert list(told) == ["Move the rest by 1 d", "Absorb it within S2", "Extend S2 by 1 d"]
    assert all(each in told["Move the rest by 1 d"] for each in BREAKS)
    assert not any(each in told["Absorb it within S2"] for each in BREAKS[1:])
    press(window, "way_move-rest")
    assert document.run == before, "nothing is done before it is applied"
    dialog.note.setFocus()
    QTest.keyClicks(dialog.note, "incubator alarm")
    press(window, "apply")
    return before, document.run


def test_that_a_slip_is_written_down_decided_printed_and_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    before, after = slip(window)
    document, bar, page = window.document, window.message_bar, window.run_page
    assert document
    assert page
    assert feeds(document.plan) == [0, 2, 4, 7, 9, 11, 13, 15, 17]
    assert [(each.number, each.by) for each in after.revisions] == [(2, "L. Zhang")]
    assert bar.text().startswith("Plan revision 2. Changed sheets: 23. Not to be used any more: S2-1/D6, S2-1/D8")
    assert any(each.startswith("≠ S2: given on D7 instead of D6 (incubator alarm)") for each in page.panel.tasks)
    press(window, "Print Changed Sheets…")
    sheets = window.sheets_page
    assert sheets
    qtbot.waitUntil(lambda: bool(sheets.data), timeout=30_000)
    marks = printed_marks(sheets.data)
    assert marks[0] == "OVERVIEW"
    assert {"D7", "S2-1/D7", "D9", "S2-1/D9", "D19"} <= set(marks)
    assert not {f"D{day}" for day in range(7)} & set(marks)
    assert not {"S1-1", "S2-1"} & set(marks)
    press(window, "rail_runs")
    # The offscreen platform does not give the window its activity back when a dialog ends.
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    page.calendar.setFocus()
    QTest.keyClick(page.calendar, Qt.Key.Key_Z, CONTROL)
    assert document.run == before
    assert not bar.isVisible()
    QTest.keyClick(page.calendar, Qt.Key.Key_Y, CONTROL)
    assert document.run == after


def printed_marks(data: bytes) -> list[str]:
    """Return what stands in the middle of each page's header; each page must replace revision 1."""
    marks = []
    for page in pypdfium2.PdfDocument(BytesIO(data)):
        text = page.get_textpage().get_text_range()
        assert "replaces revision 1" in text
        marks.append(text.split()[1])
    return marks


def test_that_a_day_too_full_with_another_run_is_told(qtbot: QtBot, window: MainWindow) -> None:
    other, _ = planned(window)
    # It begins a day later: what is moved by a day comes on days on which its many plates are fed.
    many = {"count": 150, "start": MONDAY + timedelta(days=1)}
    other.change(message("many plates"), other.run.model_copy(update=many))
    document, page = planned(window)
    assert document is not other
    page.calendar.choose(6)
    press(window, "what_happened_button")
    press(window, "record_other-day")
    ways = asked(window).ways
    too_full = f"min together with {other.run.number}; at most 360 (lab setting)."
    qtbot.waitUntil(lambda: too_full in ways.radios[0].accessibleDescription())
    assert too_full not in ways.radios[1].accessibleDescription()


def test_that_a_day_is_done_by_its_keys_and_carries_a_word(window: MainWindow) -> None:
    document, page = planned(window)
    # D2 is today.
    document.change(message("start"), document.run.model_copy(update={"start": date(2026, 12, 2)}))
    before = document.run
    page.calendar.choose(2)
    page.calendar.setFocus()
    QTest.keyClick(page.calendar, Qt.Key.Key_D, BOTH)
    assert [(each.kind, each.day, each.by) for each in document.run.happened] == [
        ("made", 2, "L. Zhang"),
        ("fed", 2, "L. Zhang"),
    ]
    assert "✓ Done" in page.panel.tasks
    assert "✓ Done" in page.calendar.accessibleName()
    assert page.calendar.records == ("was-done",)
    assert not page.day_done.isEnabled()
    assert document.run.revision == 1
    QTest.keyClick(page.calendar, Qt.Key.Key_Z, CONTROL)
    assert document.run == before


def test_that_a_day_still_to_come_is_not_marked_done(window: MainWindow) -> None:
    document, page = planned(window)
    before = document.run
    page.calendar.choose(18)
    page.calendar.setFocus()
    QTest.keyClick(page.calendar, Qt.Key.Key_D, BOTH)
    assert document.run == before
    assert window.message_bar.text().startswith("D18 is 2026-12-25 Fri and still to come")


def test_that_what_happened_opens_by_its_keys_for_the_chosen_day(window: MainWindow) -> None:
    _, page = planned(window)
    page.calendar.choose(2)
    page.calendar.setFocus()
    QTest.keyClick(page.calendar, Qt.Key.Key_W, BOTH)
    assert "D2" in asked(window).windowTitle()


def test_that_nothing_unrecorded_is_told_of(window: MainWindow) -> None:
    document, page = planned(window)
    past = document.run.model_copy(update={"start": date(2026, 11, 2)})
    document.change(message("start"), past)
    assert page.calendar.records == ()
    assert not window.message_bar.isVisible()


def test_that_the_revisions_lead_to_the_sheets_of_the_newest(window: MainWindow) -> None:
    _, after = slip(window)
    window.commands["plan_revisions"].trigger()
    shown = window.findChild(QDialog, "plan_revisions")
    assert isinstance(shown, RevisionsDialog)
    QTest.mouseClick(shown.print_changed, Qt.MouseButton.LeftButton)
    sheets = window.sheets_page
    assert sheets
    assert set(sheets.printing.parts or ()) == set(after.revisions[-1].to_print)


def test_that_the_commands_need_a_run(window: MainWindow) -> None:
    names = ("day_done", "what_happened", "plan_revisions")
    assert not any(window.commands[each].isEnabled() for each in names)
    planned(window)
    assert all(window.commands[each].isEnabled() for each in names)
