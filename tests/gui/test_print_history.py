"""What was printed or saved is kept with its version, counted, shown, and can be had again, byte by byte."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.gui.copy_count import next_copy
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.paper_printer import PaperPrinter, printer_for
from mscplanner.gui.print_history_dialog import PrintHistoryDialog
from mscplanner.gui.sheets_page import SheetsPage
from mscplanner.gui.tube_labels_dialog import TubeLabelsDialog
from mscplanner.library.entry import HandOut

LONG = 30_000


def hand_out(copy: int, parts: tuple[str, ...], revision: int = 1, draft: bool = False) -> HandOut:
    return HandOut(
        id="c" * 32,
        run="1" * 32,
        version="2" * 32,
        at=datetime(2026, 12, 7, 9, tzinfo=UTC),
        by="Ada",
        kind="printed",
        draft=draft,
        code="7f3a-91c2",
        plan_revision=revision,
        copy_number=copy,
        parts=parts,
        pages=1,
        paper="a4",
        language="en",
        printing="{}",
        program="1.0",
        bytes_digest="d" * 64,
    )


def test_that_copies_are_counted_for_each_part_and_revision() -> None:
    known = [hand_out(2, ("D2", "D4")), hand_out(1, ("D6",)), hand_out(5, ("D2",), draft=True)]
    assert next_copy(known, 1, ("D4",), False) == 3
    assert next_copy(known, 1, ("D0", "D6"), False) == 2
    assert next_copy(known, 1, ("D8",), False) == 1
    assert next_copy(known, 2, ("D2",), False) == 1
    assert next_copy(known, 1, ("D2",), True) == 6


class Printing:
    """A window with a run whose sheets of D2 are shown."""

    def __init__(self, qtbot: QtBot, window: MainWindow, folder: Path) -> None:
        self.qtbot, self.window, self.folder = qtbot, window, folder
        window.plan_run("bm-msc-three-step")
        assert window.sheets_page
        assert window.documents
        self.page: SheetsPage = window.sheets_page
        assert window.document
        self.document = window.document
        self.key = window.documents.desk.key_of(self.document)
        self.page.tick_day(2)
        window.go_to("sheets")

    @property
    def known(self) -> tuple[HandOut, ...]:
        return self.window.paper.history.known(self.key)

    def made(self) -> bytes:
        self.qtbot.waitUntil(lambda: bool(self.page.data), timeout=LONG)
        return self.page.data

    def save(self, name: str) -> bytes:
        """Save the sheets and wait until that is in the library."""
        self.made()
        with self.qtbot.waitSignal(self.window.paper.history.kept, timeout=LONG):
            self.page.write_pdf(self.folder / name)
        return (self.folder / name).read_bytes()

    def dialog(self) -> PrintHistoryDialog:
        self.window.commands["print_history"].trigger()
        found = self.window.findChild(PrintHistoryDialog)
        assert found
        return found

    def press(self, dialog: PrintHistoryDialog, name: str) -> None:
        made = dialog.findChild(QPushButton, name)
        assert made
        assert made.isEnabled()
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)


@pytest.fixture
def printing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Printing:
    return Printing(qtbot, window, tmp_path)


def test_that_a_saved_file_is_kept_with_what_it_was_made_from(printing: Printing) -> None:
    data = printing.save("one.pdf")
    (kept,) = printing.known
    assert (kept.kind, kept.parts, kept.copy_number, kept.draft) == ("saved", ("S2-1", "S2-1/D2", "D2"), 1, False)
    assert kept.bytes_digest == hashlib.sha256(data).hexdigest()
    library = printing.window.keeper
    assert library
    assert library.answer(lambda each: each.read_version(kept.version)) == printing.document.run


def test_that_the_next_copy_is_counted_and_a_typed_number_stands(printing: Printing) -> None:
    printing.save("one.pdf")
    assert printing.page.options.copy.value() == 2
    assert printing.made() != b""
    printing.page.options.copy.setValue(7)
    printing.save("two.pdf")
    assert [each.copy_number for each in printing.known] == [7, 1]
    assert printing.page.options.copy.value() == 8
    printing.page.tick_day(4)
    assert printing.page.options.copy.value() == 1


def test_that_only_the_pages_that_were_printed_are_kept(printing: Printing) -> None:
    printing.made()
    printer = printer_for("a4", "R-1")
    printer.setOutputFileName(str(printing.folder / "paper.pdf"))
    printer.setFromTo(1, 1)
    page = printing.page
    with printing.qtbot.waitSignal(printing.window.paper.history.kept, timeout=LONG):
        page.output.send(page._book(), PaperPrinter(page.data, printer, page))
    (kept,) = printing.known
    assert (kept.kind, kept.parts, kept.pages) == ("printed", ("S2-1",), 1)


def test_that_the_same_bytes_are_saved_again_from_the_version_after_the_run_changed(printing: Printing) -> None:
    first = printing.save("one.pdf")
    run = printing.document.run
    printing.document.change(message("change"), run.model_copy(update={"count": 5}))
    dialog = printing.dialog()
    printing.press(dialog, "save_again")
    with printing.qtbot.waitSignal(printing.window.paper.history.kept, timeout=LONG):
        printing.qtbot.waitUntil(lambda: dialog.findChild(QFileDialog, "save_dialog") is not None, timeout=LONG)
        asked = dialog.findChild(QFileDialog, "save_dialog")
        assert asked
        asked.fileSelected.emit(str(printing.folder / "again.pdf"))
        asked.close()
    assert (printing.folder / "again.pdf").read_bytes() == first
    again, once = printing.known
    assert (again.version, again.code, again.bytes_digest) == (once.version, once.code, once.bytes_digest)
    assert dialog.answer.text() == f"Saved: {printing.folder / 'again.pdf'}"
    dialog.reject()


def test_that_what_differs_is_told_where_other_bytes_would_come_out(
    printing: Printing, monkeypatch: pytest.MonkeyPatch
) -> None:
    printing.save("one.pdf")
    (kept,) = printing.known
    other = kept.model_copy(update={"program": "0.1", "bytes_digest": "0" * 64, "code": "0000-0000"})
    dialog = printing.dialog()
    dialog.show_known([other])
    printing.press(dialog, "save_again")
    printing.qtbot.waitUntil(lambda: "mscplanner 0.1 made them" in dialog.answer.text(), timeout=LONG)
    assert "instead of 0000-0000" in dialog.answer.text()
    assert dialog.findChild(QFileDialog, "save_dialog") is None
    printing.window.go_to("runs")
    printing.page.tick_day(6)
    printing.press(dialog, "print_now")
    assert printing.page.isVisible()
    assert printing.page.printing.parts == kept.parts


def test_that_the_history_is_there_after_a_restart(
    qtbot: QtBot, opened: Callable[[], MainWindow], tmp_path: Path
) -> None:
    printing = Printing(qtbot, opened(), tmp_path)
    printing.save("one.pdf")
    number = printing.document.run.number
    printing.window.close()
    window = opened()
    assert window.documents
    desk: Any = window.documents.desk
    qtbot.waitUntil(lambda: bool(desk.entries("run")), timeout=LONG)
    window.documents.open_run(desk.entries("run")[0].id)
    qtbot.waitUntil(lambda: window.document is not None, timeout=LONG)
    assert window.document
    assert window.document.run.number == number
    key = desk.key_of(window.document)
    qtbot.waitUntil(lambda: len(window.paper.history.known(key)) == 1, timeout=LONG)
    assert window.sheets_page
    window.sheets_page.tick_day(2)
    window.go_to("sheets")
    qtbot.waitUntil(lambda: window.sheets_page is not None and window.sheets_page.options.copy.value() == 2)


@pytest.fixture
def labels(printing: Printing) -> TubeLabelsDialog:
    printing.window.commands["labels"].trigger()
    dialog = printing.window.labels.dialog
    assert dialog
    printing.qtbot.waitUntil(lambda: dialog.pages is not None, timeout=LONG)
    return dialog


def save_labels(printing: Printing, labels: TubeLabelsDialog, name: str) -> bytes:
    with printing.qtbot.waitSignal(printing.window.paper.history.kept, timeout=LONG):
        labels.write_pdf(printing.folder / name)
    return (printing.folder / name).read_bytes()


def test_that_labels_are_kept_and_come_out_again_byte_by_byte(printing: Printing, labels: TubeLabelsDialog) -> None:
    labels.options.first.setValue(4)
    printing.qtbot.waitUntil(lambda: labels.pages is not None, timeout=LONG)
    first = save_labels(printing, labels, "labels.pdf")
    (kept,) = printing.known
    assert (kept.kind, kept.parts, kept.pages) == ("saved", (), labels._pdf.pageCount())
    assert kept.labels == tuple(each.id for each in labels.labels.chosen)
    labels.reject()
    run = printing.document.run
    printing.document.change(message("change"), run.model_copy(update={"count": 5}))
    dialog = printing.dialog()
    assert dialog.table.current
    count = f"{len(kept.labels)} labels"
    assert dialog.table.current.cells[2:6] == (count, str(kept.pages), "1", "—")
    assert f"{count}. Label sheet: 65 labels 38.1 × 21.2 mm" in dialog._chosen.text()
    assert "From label 4 on." in dialog._chosen.text()
    printing.press(dialog, "save_again")
    with printing.qtbot.waitSignal(printing.window.paper.history.kept, timeout=LONG):
        printing.qtbot.waitUntil(lambda: dialog.findChild(QFileDialog, "save_dialog") is not None, timeout=LONG)
        assert dialog.answer.text().endswith("They begin with label 4, as then.")
        asked = dialog.findChild(QFileDialog, "save_dialog")
        assert asked
        asked.fileSelected.emit(str(printing.folder / "again.pdf"))
        asked.close()
    assert (printing.folder / "again.pdf").read_bytes() == first
    assert [each.bytes_digest for each in printing.known] == [kept.bytes_digest] * 2


def test_that_labels_of_other_bytes_are_refused_and_lead_to_the_labels_of_now(
    printing: Printing, labels: TubeLabelsDialog
) -> None:
    save_labels(printing, labels, "labels.pdf")
    (kept,) = printing.known
    labels.reject()
    dialog = printing.dialog()
    dialog.show_known([kept.model_copy(update={"bytes_digest": "0" * 64})])
    printing.press(dialog, "save_again")
    printing.qtbot.waitUntil(lambda: "would not be the same" in dialog.answer.text(), timeout=LONG)
    assert "fonts or parts of the program are others" in dialog.answer.text()
    printing.press(dialog, "print_now")
    assert printing.window.labels.dialog
    assert printing.window.labels.dialog.isVisible()


def test_that_a_calibration_page_is_no_part_of_the_history(printing: Printing, labels: TubeLabelsDialog) -> None:
    labels.calibration.click()
    printing.qtbot.waitUntil(lambda: labels.pages is not None, timeout=LONG)
    labels.write_pdf(printing.folder / "calibration.pdf")
    assert (printing.folder / "calibration.pdf").exists()
    labels.calibration.click()
    printing.qtbot.waitUntil(lambda: labels.pages is not None, timeout=LONG)
    save_labels(printing, labels, "labels.pdf")
    assert len(printing.known) == 1
    printing.page.tick_day(2)
    assert printing.page.options.copy.value() == 1
