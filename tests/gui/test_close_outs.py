"""A sheet comes back, from a scan, from its day or by a command: what was taken over is kept and can be exported."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.domain.run import Run
from mscplanner.domain.sheet_mark import SheetMark
from mscplanner.gui.close_out_dialog import CloseOutDialog
from mscplanner.gui.desk import CLOSE_NOTE
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.run_page import RunPage
from mscplanner.planning.close_out import closed_part

LONG = 30_000


class Bench:
    """A run in a window, D2 being chosen."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        window.plan_run("bm-msc-three-step")
        assert window.document
        assert window.run_page
        self.document, self.page = window.document, window.run_page
        self.page.calendar.choose(2)

    def dialog(self) -> CloseOutDialog:
        QApplication.processEvents()
        return next(each for each in self.window.findChildren(CloseOutDialog) if each.isVisible())

    def close_out(self) -> None:
        """Close out the form that is open, as planned."""
        dialog = self.dialog()
        dialog.planned.click()
        dialog.take()
        # Nobody is named: the first press said so.
        dialog.take()
        QApplication.processEvents()


@pytest.fixture
def bench(qtbot: QtBot, window: MainWindow) -> Bench:
    return Bench(qtbot, window)


def lines(page: RunPage) -> str:
    return "\n".join(page.panel.tasks)


def test_that_the_sheets_of_a_day_are_closed_out_one_after_the_other(bench: Bench) -> None:
    QTest.mouseClick(bench.page.close_out, Qt.MouseButton.LeftButton)
    for part in ("S2-1", "S2-1/D2", "D2"):
        dialog = bench.dialog()
        assert dialog._form.part == part
        bench.close_out()
        assert closed_part(bench.document.run, part)
        assert f"✓ {part} closed out by" in lines(bench.page)
        if part != "D2":
            buttons = bench.window.message_bar.findChildren(QPushButton)
            next(each for each in buttons if each.text() == "Next Sheet…").click()
    assert "✓ Done" in lines(bench.page)
    bench.window.commands["close_out"].trigger()
    shown = bench.dialog()
    assert (shown._form.part, shown.correct.isVisible()) == ("D2", True)
    shown.reject()


def test_that_the_next_sheet_follows_by_the_keyboard_alone(bench: Bench) -> None:
    bench.window.commands["close_out"].trigger()
    for part in ("S2-1", "S2-1/D2", "D2"):
        dialog = bench.dialog()
        assert dialog._form.part == part
        dialog.activateWindow()
        assert QTest.qWaitForWindowActive(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(dialog, Qt.Key.Key_Return, modifiers)
        # Nobody is named: the first press says so.
        assert closed_part(bench.document.run, part) is None
        QTest.keyClick(dialog, Qt.Key.Key_Return, modifiers)
        QApplication.processEvents()
        assert closed_part(bench.document.run, part)
    assert not [each for each in bench.window.findChildren(CloseOutDialog) if each.isVisible()]


@pytest.mark.parametrize("part", ["D18/GSIS", "D18/R2", "OFF/D5-D6"])
def test_that_the_code_of_a_read_out_or_a_hand_over_leads_into_its_form(part: str, bench: Bench) -> None:
    finder, documents = bench.window.paper.finder, bench.window.documents
    assert documents
    documents.desk.save()
    bench.qtbot.waitUntil(lambda: bool(documents.desk.entries("run")))
    bench.window.go_to("start")
    with bench.qtbot.waitSignal(finder.found, timeout=LONG):
        finder.find(f"{bench.document.run.number} {part}")
    dialog = bench.dialog()
    assert dialog._form.part == part
    mark = SheetMark(run=bench.document.run.number, part="D4", revision=1, code="7f3a-91c2").written
    field = dialog.fields.focus_field("sign-off/performed", "name") or dialog.fields.focus_field("call-1", "text")
    assert field
    with bench.qtbot.waitSignal(finder.found, timeout=LONG):
        # Another sheet is scanned while this form is open.
        QTest.keyClicks(field, mark)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert bench.dialog()._form.part == "D4"
    bench.dialog().reject()


def test_that_a_half_filled_sheet_is_marked_among_those_of_its_day(bench: Bench) -> None:
    bench.window.commands["close_out"].trigger()
    bench.dialog().fields.set_typed("recipe/2", "lot", "L77")
    bench.dialog().sheets.part_wanted.emit("D2")
    QApplication.processEvents()
    box = bench.dialog().sheets
    assert [box.itemText(at) for at in range(box.count())] == ["S2-1, half filled", "S2-1/D2", "D2"]
    bench.dialog().reject()


def test_that_a_version_of_each_record_stays_also_after_undo(bench: Bench) -> None:
    bench.window.commands["close_out"].trigger()
    bench.close_out()
    bench.document.undo_stack.undo()
    assert bench.document.run.closed == ()
    keeper, documents = bench.window.keeper, bench.window.documents
    assert keeper
    assert documents
    held = documents.desk.held(documents.desk.key_of(bench.document))
    assert held
    versions = keeper.answer(lambda library: library.versions(held.id))
    assert versions
    assert [each.note for each in versions] == [f"{CLOSE_NOTE}S2-1"]
    kept = keeper.answer(lambda library: library.read_version(versions[0].id))
    assert isinstance(kept, Run)
    assert [each.part for each in kept.closed] == ["S2-1"]


def test_that_a_form_left_half_filled_is_there_again(bench: Bench) -> None:
    bench.window.commands["close_out"].trigger()
    bench.dialog().fields.set_typed("recipe/2", "lot", "L77")
    dialog = bench.dialog()
    dialog.sheets.setCurrentIndex(dialog.sheets.findData("D2"))
    dialog.sheets.activated.emit(dialog.sheets.currentIndex())
    assert bench.dialog()._form.part == "D2"
    bench.dialog().reject()
    bench.window.commands["close_out"].trigger()
    row = next(row for row in bench.dialog().fields.rows if row.id == "recipe/2")
    assert row.typed("lot") == "L77"
    bench.dialog().reject()


def test_that_initials_and_date_go_on_to_the_next_sheet_of_the_day_only(bench: Bench) -> None:
    bench.window.commands["close_out"].trigger()
    fields = bench.dialog().fields
    for row, column, text in (
        ("recipe/1", "initials", "LZ"),
        ("sign-off/performed", "name", "L. Zhang"),
        ("sign-off/performed", "date", "2026-12-09"),
    ):
        fields.set_typed(row, column, text)
    bench.dialog().take()
    bench.window.commands["close_out"].trigger()
    assert dict(bench.dialog().fields.carried) == {"initials": "LZ", "name": "L. Zhang", "date": "2026-12-09"}
    bench.dialog().reject()
    bench.page.calendar.choose(4)
    bench.window.commands["close_out"].trigger()
    assert dict(bench.dialog().fields.carried) == {"initials": "LZ", "name": "L. Zhang"}
    bench.dialog().reject()


def test_that_a_scan_opens_the_form_and_an_outdated_sheet_is_told_in_it(bench: Bench, tmp_path: Path) -> None:
    window = bench.window
    page = window.sheets_page
    assert page is not None
    page.tick_parts(("D2",))
    window.go_to("sheets")
    bench.qtbot.waitUntil(lambda: bool(page.data), timeout=LONG)
    with bench.qtbot.waitSignal(window.paper.history.kept, timeout=LONG):
        page.write_pdf(tmp_path / "d2.pdf")
    assert window.documents
    (kept,) = window.paper.history.known(window.documents.desk.key_of(bench.document))
    mark = SheetMark(run=bench.document.run.number, part="D2", revision=1, code=kept.code).written
    for change, warned in ((None, False), ({"count": 5}, True)):
        if change:
            bench.document.change(message("change"), bench.document.run.model_copy(update=change))
        window.go_to("start")
        with bench.qtbot.waitSignal(window.paper.finder.found, timeout=LONG):
            window.paper.finder.find(mark)
        dialog = bench.dialog()
        assert (dialog._form.part, dialog._warning.isVisible()) == ("D2", warned)
        assert ("not the same now" in dialog._warning.text()) == warned
        if warned:
            bench.close_out()
        else:
            dialog.reject()
    record = closed_part(bench.document.run, "D2")
    assert record is not None
    assert (record.code, record.revision) == (kept.code, 1)


def test_that_the_records_are_exported(bench: Bench, tmp_path: Path) -> None:
    bench.window.commands["export_records"].trigger()
    assert "No sheet of" in bench.window.message_bar.text()
    bench.window.commands["close_out"].trigger()
    bench.close_out()
    bench.window.commands["export_records"].trigger()
    asked = bench.window.findChild(QFileDialog, "records_dialog")
    assert asked is not None
    asked.fileSelected.emit(str(tmp_path / "records.csv"))
    asked.close()
    assert "S2-1" in (tmp_path / "records.csv").read_text("utf-8-sig")
    assert "Saved" in bench.window.message_bar.text()


def test_that_the_undo_of_the_bar_takes_back_what_it_names_and_nothing_else(bench: Bench) -> None:
    bar = bench.window.message_bar
    bench.window.commands["close_out"].trigger()
    bench.close_out()
    assert (bar.isVisible(), bar.text()) == (True, "S2-1 of R-2026-001 is closed out.")
    before = bench.document.run
    bench.document.change(message("edit"), before.model_copy(update={"operator": "B"}))
    assert not bar.isVisible()
    bench.document.undo_stack.undo()
    assert bench.document.run == before
    bench.window.commands["close_out"].trigger()
    bench.close_out()
    assert closed_part(bench.document.run, "S2-1/D2")
    next(each for each in bar.findChildren(QPushButton) if each.text() == "Undo").click()
    assert bench.document.run == before


def test_that_news_leaves_with_the_next_step_or_page_and_a_warning_stays(bench: Bench) -> None:
    bar = bench.window.message_bar

    def told(tone: str) -> None:
        bar.show_message(lambda: "Saved: file", tone)
        QApplication.processEvents()

    told("note")
    bench.window.go_to("start")
    assert not bar.isVisible()
    told("warning")
    bench.window.go_to("runs")
    assert bar.isVisible()
    told("note")
    bench.document.change(message("edit"), bench.document.run.model_copy(update={"operator": "B"}))
    assert not bar.isVisible()
    bar.show_message(lambda: "Saved: file")
    bench.window.go_to("start")
    # What is told in the very step that leads to the page has not been read yet.
    assert bar.isVisible()


def test_that_the_start_page_tells_days_that_were_not_written_down_and_leads_to_their_sheets(bench: Bench) -> None:
    # Today is D4 of a run of which nothing is written down.
    bench.document.change(message("start"), bench.document.run.model_copy(update={"start": date(2026, 11, 30)}))
    assert bench.window.desk
    bench.window.desk.save()
    start = bench.window.start_page
    bench.qtbot.waitUntil(lambda: start.findChild(QPushButton, "close_out_work") is not None)
    bench.window.go_to("start")
    told = [each.text() for each in start.findChildren(QLabel) if each.text().endswith(": not written down")]
    assert told == ["D0, 2026-11-30 Mon: not written down", "D2, 2026-12-02 Wed: not written down"]
    made = start.findChild(QPushButton, "close_out_work")
    assert isinstance(made, QPushButton)
    made.click()
    dialog = bench.dialog()
    assert (bench.page.calendar.chosen, dialog._form.day) == (0, 0)
    dialog.reject()


def test_that_the_word_of_the_button_of_a_tab_follows_the_language(bench: Bench) -> None:
    assert bench.window.documents
    tabs = bench.window.documents.runs._tabs
    made = tabs.tabButton(1, QTabBar.ButtonPosition.RightSide)
    assert "Close Tab" in made.toolTip()
    bench.window.set_language("zh")
    assert "关闭标签页" in made.toolTip()
