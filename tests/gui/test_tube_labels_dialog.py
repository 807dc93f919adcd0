"""The labels of a run in their dialog: the bytes that are shown are those that are saved and printed."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from mscplanner.domain.finding import Finding
from mscplanner.domain.message import message
from mscplanner.domain.run import Run
from mscplanner.gui.fonts import add_chinese_font
from mscplanner.gui.paper_printer import PaperPrinter, printer_for
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.theme import apply_theme
from mscplanner.gui.tube_labels_dialog import TubeLabelsDialog
from mscplanner.gui.wording import Wording
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_label_sheets
from mscplanner.planning.tube_labels import tube_labels
from mscplanner.sheets.tube_label_sheets import print_labels

Opening = Callable[..., TubeLabelsDialog]
D4 = date(2026, 12, 11)


@pytest.fixture
def opening(qtbot: QtBot, qapp: QApplication, run_of: Callable[[str], Run], tmp_path: Path) -> Iterator[Opening]:
    """Open the labels of a run of a template, and wait for the first pages."""
    apply_theme(qapp, "light", 100)
    add_chinese_font()
    host = QWidget()
    host.resize(1200, 800)
    host.show()
    made: list[TubeLabelsDialog] = []
    sheets = read_label_sheets()
    assert not isinstance(sheets, Unreadable)

    def opened(template: str = "bm-msc-three-step", today: date = D4) -> TubeLabelsDialog:
        document = RunDocument(run_of(template), Wording("en"), host)
        preferences = Preferences(str(tmp_path / "window.ini"))
        dialog = TubeLabelsDialog(host, document, sheets, preferences, today)
        made.append(dialog)
        dialog.show()
        ready(qtbot, dialog)
        return dialog

    yield opened
    for dialog in made:
        if isValid(dialog):
            dialog.reject()
    host.close()
    host.deleteLater()


def ready(qtbot: QtBot, dialog: TubeLabelsDialog) -> bytes:
    qtbot.waitUntil(lambda: dialog.pages is not None)
    assert dialog.pages
    return dialog.pages.data


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def click(dialog: TubeLabelsDialog, button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_the_bytes_shown_are_those_of_the_choices(qtbot: QtBot, opening: Opening) -> None:
    dialog = opening()
    dialog.options.first.setValue(12)
    assert dialog.pages is None
    assert not dialog.print_button.isEnabled()
    data = ready(qtbot, dialog)
    plan = dialog._document.plan
    assert data == print_labels(plan, tube_labels(plan), dialog.options.printing(draft=False))
    assert dialog.view.document().pageCount() == 1


def test_that_what_is_saved_is_what_is_shown(qtbot: QtBot, opening: Opening, tmp_path: Path) -> None:
    dialog = opening()
    dialog.write_pdf(tmp_path / "labels.pdf")
    assert dialog.pages
    assert (tmp_path / "labels.pdf").read_bytes() == dialog.pages.data


def test_that_a_folder_that_takes_no_file_is_told(opening: Opening, tmp_path: Path) -> None:
    dialog = opening()
    dialog.write_pdf(tmp_path / "none" / "labels.pdf")
    assert "Choose another folder" in dialog._state.text()


def test_that_only_today_is_one_press_away(qtbot: QtBot, opening: Opening) -> None:
    dialog = opening()
    click(dialog, dialog.labels.todays)
    text = text_of(ready(qtbot, dialog))
    assert "S2-1/D4" in text
    assert "S2-1/D6" not in text
    assert [label.day for label in dialog.labels.chosen] == [4, 4]


def test_that_nothing_ticked_is_said_and_cannot_be_printed(qtbot: QtBot, opening: Opening) -> None:
    dialog = opening()
    click(dialog, dialog.labels.untick_all)
    assert ready(qtbot, dialog) == b""
    assert dialog._heading.text().startswith("No label is printed")
    assert not dialog.print_button.isEnabled()


def test_that_the_calibration_page_takes_the_place_of_the_labels(qtbot: QtBot, opening: Opening) -> None:
    dialog = opening()
    dialog.calibration.click()
    assert "Calibration page: 65 labels" in text_of(ready(qtbot, dialog))
    dialog.calibration.click()
    assert "R-2026-014" in text_of(ready(qtbot, dialog))


def test_that_with_errors_only_drafts_can_be_had_but_the_calibration_page(qtbot: QtBot, opening: Opening) -> None:
    dialog = opening("uc-msc-three-step")
    assert dialog.print_button.text() == "Print Draft…"
    assert text_of(ready(qtbot, dialog)).count("DRAFT") == len(dialog.labels.chosen)
    assert dialog._reason.isVisible()
    found: list[Finding] = []
    dialog.finding_wanted.connect(found.append)
    dialog.calibration.click()
    assert "DRAFT" not in text_of(ready(qtbot, dialog))
    assert dialog.print_button.text() == "Print…"
    dialog.calibration.click()
    click(dialog, dialog.show_error)
    assert [each.severity for each in found] == ["error"]
    assert not dialog.isVisible()


def test_that_a_character_that_cannot_be_printed_makes_drafts_of_them(qtbot: QtBot, opening: Opening) -> None:
    dialog = opening()
    document = dialog._document
    document.change(message("edit"), document.run.model_copy(update={"number": "R-🧫"}))
    assert "DRAFT" in text_of(ready(qtbot, dialog))
    assert "The sheet font lacks the character U+1F9EB" in dialog._told.text()
    assert dialog.save_button.text() == "Save Draft…"


def test_that_what_has_no_room_is_told(qtbot: QtBot, opening: Opening) -> None:
    dialog = opening()
    dialog.options.sheet.setCurrentIndex(dialog.options.sheet.findData("lids-192"))
    ready(qtbot, dialog)
    assert dialog.pages
    without = len(dialog.labels.chosen) - dialog.pages.printed
    assert f"Labels too small for their code: {without}." in dialog._told.text()
    assert dialog._heading.text() == f"{dialog.pages.printed} labels on 1 page"


def test_that_printing_goes_on_behind_the_last_label_next_time(qtbot: QtBot, opening: Opening, tmp_path: Path) -> None:
    dialog = opening()
    dialog.options.first.setValue(60)
    dialog.options.right.setValue(-0.3)
    dialog.options.language.setCurrentIndex(1)
    ready(qtbot, dialog)
    printer = printer_for("a4", "labels")
    printer.setResolution(72)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    book = dialog._book()
    with qtbot.waitSignal(dialog.output.handed_out):
        dialog.output.send(book, PaperPrinter(book.data, printer))
    following = (59 + len(dialog.labels.chosen)) % 65 + 1
    assert f"Next time printing begins with label {following}." in dialog._state.text()
    dialog.reject()
    again = opening()
    assert again.options.first.value() == following
    assert again.options.right.value() == -0.3
    assert again.options.language.currentData() == "zh"
    again.options.sheet.setCurrentIndex(1)
    assert (again.options.first.value(), again.options.right.value()) == (1, 0.0)


def test_that_part_of_the_pages_can_be_printed(qtbot: QtBot, opening: Opening, tmp_path: Path) -> None:
    dialog = opening()
    dialog.options.copies.setValue(2)
    book_data = ready(qtbot, dialog)
    assert len(PdfReader(BytesIO(book_data)).pages) == 2
    printer = printer_for("a4", "labels")
    printer.setResolution(72)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 2)
    with qtbot.waitSignal(dialog.output.handed_out):
        dialog.output.send(dialog._book(), PaperPrinter(book_data, printer))


def test_that_every_control_has_a_name(opening: Opening) -> None:
    dialog = opening()
    for widget in dialog.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or type(widget.parent()).__name__ in ("QFrame", "QComboBox")
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not inner:
            assert widget.accessibleName() or text, widget
