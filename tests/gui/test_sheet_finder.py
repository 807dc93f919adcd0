"""Paper finds its way back to its run, and an outdated sheet is told from one that is right."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from mscplanner.domain.message import message
from mscplanner.domain.sheet_mark import SheetMark
from mscplanner.gui.close_out_dialog import CloseOutDialog
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.print_history_dialog import PrintHistoryDialog
from mscplanner.gui.sheet_field import SheetDialog
from mscplanner.gui.sheet_finder import FoundSheet
from mscplanner.library.entry import HandOut
from mscplanner.planning.day_record import record_ways
from mscplanner.planning.replanning import day_done, decided
from mscplanner.sheets.book import page_ranges
from mscplanner.sheets.printing import Printing

LONG = 30_000


class Paper:
    """A run of which some sheets were saved, and the start page."""

    def __init__(self, qtbot: QtBot, window: MainWindow, folder: Path) -> None:
        self.qtbot, self.window = qtbot, window
        window.plan_run("bm-msc-three-step")
        assert window.documents
        assert window.document
        assert window.sheets_page
        self.document = window.document
        self.key = window.documents.desk.key_of(self.document)
        page = window.sheets_page
        page.tick_parts(("S2-1/D4", "D2", "D9", "D6"))
        window.go_to("sheets")
        qtbot.waitUntil(lambda: bool(page.data), timeout=LONG)
        with qtbot.waitSignal(window.paper.history.kept, timeout=LONG):
            page.write_pdf(folder / "book.pdf")
        (self.kept,) = window.paper.history.known(self.key)
        window.go_to("start")

    def mark(self, part: str, kept: HandOut | None = None) -> str:
        kept = kept or self.kept
        return SheetMark(run=self.document.run.number, part=part, revision=kept.plan_revision, code=kept.code).written

    def scan(self, text: str) -> FoundSheet:
        """Type into the field of the start page as a scanner does; return what is found."""
        field = self.window.start_page.sheet_field.line
        with self.qtbot.waitSignal(self.window.paper.finder.found, timeout=LONG) as found:
            QTest.keyClicks(field, text)
            QTest.keyClick(field, Qt.Key.Key_Return)
        for dialog in self.window.findChildren(CloseOutDialog):
            dialog.reject()
        sheet = found.args[0]
        assert isinstance(sheet, FoundSheet)
        return sheet

    @property
    def told(self) -> str:
        return self.window.message_bar.text()


@pytest.fixture
def paper(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Paper:
    return Paper(qtbot, window, tmp_path)


def test_that_a_scanned_sheet_opens_its_run_at_its_day(paper: Paper) -> None:
    found = paper.scan(paper.mark("S2-1/D4"))
    assert (found.part, found.hand_out) == ("S2-1/D4", paper.kept)
    assert found.state is not None
    assert found.state.kind == "current"
    assert paper.window.run_page is not None
    assert paper.window.run_page.isVisible()
    assert paper.window.run_page.calendar.chosen == 4
    assert paper.told.endswith("This sheet is as the plan stands.")


def test_that_a_page_of_the_book_is_found_by_code_or_run_number(paper: Paper) -> None:
    by_code = paper.scan(f"{paper.kept.code} 3")
    assert by_code.part
    assert by_code.state is not None
    assert by_code.state.kind == "current"
    by_run = paper.scan(f"{paper.document.run.number} page 3")
    assert (by_run.part, by_run.hand_out) == (by_code.part, None)
    assert by_run.state is not None
    assert by_run.state.kind == "not-known"
    field = paper.window.start_page.sheet_field.line
    for name, number in ((paper.document.run.number, 998), (paper.kept.code, 999)):
        field.setText(f"{name} {number}")
        QTest.keyClick(field, Qt.Key.Key_Return)
        told = f"There is no page {number}"
        paper.qtbot.waitUntil(lambda told=told: told in paper.told, timeout=LONG)  # type: ignore[misc]
    alone = paper.scan(paper.kept.code)
    assert (alone.part, alone.state) == ("", None)
    assert "type it behind the code" in paper.told


def test_that_after_a_slip_old_sheets_are_outdated_or_as_good_as_before(paper: Paper) -> None:
    document = paper.document
    document.change(message("done"), day_done(document.run, document.plan, 0))
    way = next(each for each in record_ways(document.plan, 6, "other-day", 7) if each.kind == "move-rest")
    document.change(message("late"), decided(way, "Ada", date(2026, 12, 14)))
    kinds = {}
    for part in ("D2", "D9", document.run.revisions[-1].withdrawn[0]):
        state = paper.scan(paper.mark(part)).state
        assert state is not None
        kinds[part] = state.kind
    assert list(kinds.values()) == ["done", "outdated", "withdrawn"]
    paper.scan(paper.mark("D9"))
    buttons = paper.window.message_bar.findChildren(QPushButton)
    current = next(each for each in buttons if each.text() == "Print the Current Sheet…")
    QTest.mouseClick(current, Qt.MouseButton.LeftButton)
    page = paper.window.sheets_page
    assert page is not None
    assert page.isVisible()
    assert page.printing.parts == ("D9",)

    pages = page_ranges(document.plan, Printing.model_validate_json(paper.kept.printing))
    assert paper.scan(f"{document.run.number} {pages['D7'].start}").part == "D7"
    paper.scan(paper.mark("D6"))
    assert "its place is taken by D7" in paper.told
    named = {each.text(): each for each in paper.window.message_bar.findChildren(QPushButton)}
    QTest.mouseClick(named["Open the Form of Its Place"], Qt.MouseButton.LeftButton)
    opened = [each for each in paper.window.findChildren(CloseOutDialog) if each.isVisible()]
    assert [each.windowTitle() for each in opened] == [f"Close out D7 of {document.run.number}"]
    opened[0].reject()
    paper.window.paper.history.show(paper.key)
    (history,) = paper.window.findChildren(PrintHistoryDialog)
    history.table.choose(paper.kept.id)
    texts = "\n".join(each.text() for each in history.findChildren(QLabel))
    assert "1 sheet of it is withdrawn or replaced since." in texts
    history.reject()


def test_that_an_invented_code_or_part_is_told(paper: Paper) -> None:
    paper.scan(f"MSCP/{paper.document.run.number}/D0/1/ffff-ffff")
    assert "No plan with the code ffff-ffff is known here" in paper.told
    paper.scan(paper.mark("D99"))
    assert "none of its revisions names one" in paper.told


def test_that_what_is_not_known_is_told(paper: Paper) -> None:
    field = paper.window.start_page.sheet_field.line
    for text, told in (
        ("soon", "names no sheet"),
        ("MSCP/R-1999-001/D2/1/7f3a-91c2", "R-1999-001, which is not in this library"),
        ("0000-0000 D2", "No printing with the code 0000-0000"),
    ):
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        paper.qtbot.waitUntil(lambda told=told: told in paper.told, timeout=LONG)  # type: ignore[misc]


def test_that_the_field_is_reached_by_a_shortcut(paper: Paper) -> None:
    paper.window.go_to("runs")
    QTest.keyClick(paper.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    dialog = paper.window.findChild(SheetDialog)
    assert dialog is not None
    with paper.qtbot.waitSignal(paper.window.paper.finder.found, timeout=LONG) as found:
        QTest.keyClicks(dialog.field.line, paper.mark("D2"))
        QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert found.args[0].part == "D2"
    assert not isValid(dialog) or not dialog.isVisible()
