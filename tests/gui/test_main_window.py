"""Stories of the whole window, with real clicks."""

import re
import sys
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.sheets_page import SheetsPage


def click(qtbot: QtBot, window: MainWindow, name: str) -> None:
    button = window.findChild(QAbstractButton, name)
    assert button is not None
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def shown_sheets(qtbot: QtBot, window: MainWindow) -> SheetsPage:
    page = window.sheets_page
    assert page is not None
    qtbot.waitUntil(lambda: bool(page.data), timeout=30000)
    return page


def test_that_three_clicks_lead_from_the_start_to_the_print_dialog(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Office"])
    click(qtbot, window, "plan_bm-msc-three-step")
    click(qtbot, window, "to_sheets")
    shown_sheets(qtbot, window)
    click(qtbot, window, "print")
    dialogs = window.findChildren(QPrintDialog)
    assert [dialog.isVisible() for dialog in dialogs] == [True]
    dialogs[0].reject()


def test_that_a_run_starts_on_the_next_working_day(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, "plan_bm-msc-three-step")
    assert window.document is not None
    assert window.document.run.start == date(2026, 12, 7)


def test_that_the_saved_file_is_the_book_of_the_preview(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.plan_run("bm-msc-three-step")
    window.go_to("sheets")
    page = shown_sheets(qtbot, window)
    page.write_pdf(tmp_path / "run.pdf")
    written = (tmp_path / "run.pdf").read_bytes()
    assert written == page.data
    assert "R-2026-001" in PdfReader(BytesIO(written)).pages[0].extract_text()


def test_that_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.plan_run("adsc-three-step")
    window.go_to("sheets")
    page = shown_sheets(qtbot, window)
    page.write_pdf(tmp_path / "missing" / "run.pdf")
    assert "missing" in window.message_bar.text()
    assert page.data


def test_that_without_a_printer_the_way_on_is_told(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: [])
    window.plan_run("bm-msc-three-step")
    window.go_to("sheets")
    shown_sheets(qtbot, window)
    click(qtbot, window, "print")
    assert "PDF" in window.message_bar.text()


def test_that_an_error_stops_the_final_print_and_leaves_the_draft(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("uc-msc-three-step")
    window.go_to("sheets")
    page = shown_sheets(qtbot, window)
    final, save, draft, save_draft = page.buttons()
    assert (final.isEnabled(), save.isEnabled()) == (False, False)
    assert (draft.isEnabled(), save_draft.isEnabled()) == (True, True)
    assert all("DRAFT" in each.extract_text() for each in PdfReader(BytesIO(page.data)).pages)


def test_that_a_dose_is_only_replaced_after_its_source_was_named(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("uc-msc-three-step")
    document = window.document
    assert document is not None
    before = document.run
    click(qtbot, window, "fix")
    assert document.run == before
    asked = window.findChild(QMessageBox, "fix_question")
    assert asked is not None
    assert "10^-6" in asked.informativeText()
    accept = next(each for each in asked.buttons() if asked.buttonRole(each) == QMessageBox.ButtonRole.AcceptRole)
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert "E-DOSE-SOL" not in [finding.code for finding in document.plan.findings]
    assert not document.plan.has_errors
    window.commands["undo"].trigger()
    assert document.run == before


def test_that_f8_walks_the_findings_and_goes_to_their_place(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    dock, page = window.findings_dock, window.run_page
    assert dock is not None
    assert page is not None
    codes = []
    for _ in range(dock.table.rowCount()):
        window.commands["next_finding"].trigger()
        assert dock.current is not None
        codes.append(dock.current.code)
        if dock.current.code == "W-INTERVAL":
            assert page.form.interval.hasFocus() or page.form.interval == page.form.focusWidget()
    assert len(codes) == len(dock.table.findItems("W-", Qt.MatchFlag.MatchStartsWith)) + 5


def test_that_a_typed_stock_changes_the_recipe_and_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    document, page = window.document, window.run_page
    assert document is not None
    assert page is not None
    item = page.form.stocks.item(0, 1)
    assert item is not None
    item.setText("110 mM")
    line = document.plan.media[0].recipe[1]
    assert (line.reagent, line.assumed) == ("2-mercaptoethanol", False)
    halved = share(document, 1)
    window.commands["undo"].trigger()
    assert abs(share(document, 1) / halved - 2) < 0.01


def share(document: RunDocument, line: int) -> Decimal:
    """Return which part of the first medium a line of its recipe is: batches differ by a step of the pipette."""
    batch = document.plan.media[0]
    add = batch.recipe[line].add
    assert add
    return add.base / batch.volume.base


def test_that_confirming_stocks_ends_the_warning(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    document = window.document
    assert document is not None
    window.commands["confirm_stocks"].trigger()
    assert "W-ASSUMED" not in [finding.code for finding in document.plan.findings]


def test_that_wrong_text_stays_in_its_field_and_is_a_finding(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    document, page = window.document, window.run_page
    assert document is not None
    assert page is not None
    field = page.form.well_volume
    QTest.keyClicks(field, "1,5 mL")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "1,5 mL"
    assert "E-QTY-COMMA" in [finding.code for finding in document.plan.findings]


def visible_texts(window: QWidget) -> list[str]:
    texts: list[str] = []
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QPushButton):
            texts.append(widget.text())
        elif isinstance(widget, QComboBox):
            texts += [widget.itemText(at) for at in range(widget.count())]
        elif isinstance(widget, QListWidget):
            texts += [widget.item(at).text() for at in range(widget.count())]
        elif isinstance(widget, QTableWidget):
            cells = [widget.item(row, at) for row in range(widget.rowCount()) for at in range(widget.columnCount())]
            heads = [widget.horizontalHeaderItem(at) for at in range(widget.columnCount())]
            texts += [cell.text() for cell in (*cells, *heads) if cell]
    return texts + [action.text() for action in window.findChildren(QAction)]


CODES = re.compile(
    r"(?<![A-Za-z])(?:[A-Z]-[A-Z-]+|DMEM\S*|English|EN|Letter|mscplanner|https?\S+|PubMed|doi\S*|et al|mL|L|mmol|nmol"
    r"|µmol|mol|pmol|ng|µg|mg|Step|S\d|D\d+|PDF|[A-Z]{2,}\S*|bFGF|Retinoic|Exendin\S*|et|pH|min)(?![A-Za-z])"
)


def test_that_switching_the_language_changes_every_text_and_loses_no_input(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    page = window.run_page
    assert page is not None
    QTest.keyClicks(page.form.operator, "L. Zhang")
    QTest.keyClicks(page.form.well_volume, "2.5")
    english = set(visible_texts(window))
    window.set_language("zh")
    assert page.form.operator.text() == "L. Zhang"
    assert page.form.well_volume.text() == "2.5"
    words = re.compile(r"[A-Za-z]{3,}")
    left = {text for text in visible_texts(window) if text in english and words.search(CODES.sub("", text))}
    assert not {text for text in left if "[" not in text and "·" not in text}
    window.set_language("en")
    assert set(visible_texts(window)) == english


def test_that_every_control_has_a_name_for_screen_readers(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("uc-msc-three-step")
    window.go_to("sheets")
    shown_sheets(qtbot, window)
    nameless = []
    for widget in window.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or type(widget.parent()).__name__ in ("QFrame", "QComboBox")
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if takes_focus and not inner and not (widget.accessibleName() or text):
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert not nameless


def test_that_no_two_commands_share_a_key(window: MainWindow) -> None:
    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert not {"Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+Shift+F"} & set(keys)


def test_that_an_unexpected_fault_is_told_in_the_bar_and_the_program_goes_on(qtbot: QtBot, window: MainWindow) -> None:
    try:
        raise ZeroDivisionError("planted")
    except ZeroDivisionError as fault:
        sys.excepthook(type(fault), fault, fault.__traceback__)
    assert "unexpected" in window.message_bar.text()
    window.plan_run("bm-msc-three-step")
    assert window.document is not None


def test_that_the_window_remembers_language_and_vessel(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.set_language("zh")
    window.plan_run("bm-msc-three-step")
    window.close()
    settings = (tmp_path / "window.ini").read_text("utf-8")
    assert "language=zh" in settings
    assert "vessel=plate-6" in settings


def test_that_fields_hold_only_what_fits(window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    assert window.run_page is not None
    typed = [field for field in window.run_page.findChildren(QLineEdit) if not field.objectName().startswith("qt_")]
    assert len(typed) == 4
    assert all(field.maxLength() <= 80 for field in typed)


def test_that_choosing_a_sheet_shows_its_page(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    window.go_to("sheets")
    page = shown_sheets(qtbot, window)
    rows = page.parts.rows
    last = rows.topLevelItem(rows.topLevelItemCount() - 1)
    assert last
    rows.setCurrentItem(last)
    shown = page.view.pageNavigator().currentPage()
    assert "\nD18" in PdfReader(BytesIO(page.data)).pages[shown].extract_text()


def test_that_a_dose_typed_in_the_recipe_is_planned_with_and_written_down(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("adsc-one-step")
    document, page, dock = window.document, window.run_page, window.findings_dock
    assert document is not None
    assert page is not None
    assert dock is not None
    window.show_finding(document.plan.findings[0])
    assert dock.current == document.plan.findings[0]
    table = next(each for each in page.findChildren(QTableWidget) if each.accessibleName() == "Recipe of S1-1")
    item = table.currentItem()
    assert item is not None
    assert item.text() == "not stated"
    item.setText("2 % v/v")
    qtbot.waitUntil(lambda: bool(document.run.changes))
    assert document.run.changes[0].edit.value == "2 % v/v"
    assert [finding.code for finding in document.plan.findings].count("E-QTY-NONE") == 1
    window.commands["undo"].trigger()
    assert not document.run.changes


def test_that_the_wheel_changes_no_value(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    page = window.run_page
    assert page is not None
    before = page.form.vessel.currentIndex()
    page.form.vessel.setFocus()
    position = QPointF(10, 10)
    turned = QWheelEvent(
        position,
        page.form.vessel.mapToGlobal(position),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.form.vessel, turned)
    assert page.form.vessel.currentIndex() == before


def test_that_the_language_switches_after_a_second_run_was_planned(qtbot: QtBot, window: MainWindow) -> None:
    window.plan_run("bm-msc-three-step")
    window.plan_run("uc-msc-three-step")
    window.set_language("zh")
    assert window.run_page is not None
    assert window.run_page.sheets.text() == "记录单…"


def test_that_every_new_run_has_a_number_of_its_own(qtbot: QtBot, window: MainWindow) -> None:
    numbers = []
    for template in ("bm-msc-three-step", "uc-msc-three-step"):
        window.plan_run(template)
        assert window.document is not None
        numbers.append(window.document.run.number)
    assert numbers == ["R-2026-001", "R-2026-002"]
