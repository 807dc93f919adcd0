"""The whole mission in one sitting: open, change, see, undo, keep, plan, print, close, and find it all again."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QInputDialog, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from mscplanner.gui.addition_model import FINAL
from mscplanner.gui.addition_table import AdditionTable
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.protocol_document import ProtocolDocument
from mscplanner.gui.protocol_page import ProtocolPage

Opener = Callable[[], MainWindow]
CONTROL = Qt.KeyboardModifier.ControlModifier
BEFORE, AFTER = "10 ng/mL", "20 ng/mL"


class User:
    """A person with a mouse and a keyboard in front of the window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    def press(self, name: str) -> None:
        """Click a visible button by its name or text."""
        QApplication.processEvents()
        buttons = [each for each in self.window.findChildren(QAbstractButton) if each.isVisible()]
        button = next(each for each in buttons if name in (each.objectName(), each.text()))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def keys(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        QApplication.processEvents()

    @property
    def page(self) -> ProtocolPage:
        assert self.window.documents
        page = self.window.documents.protocols.page(self.window.documents.protocols.current)
        assert isinstance(page, ProtocolPage)
        return page

    @property
    def document(self) -> ProtocolDocument:
        assert self.window.documents
        document = self.window.documents.document
        assert isinstance(document, ProtocolDocument)
        return document

    def table(self) -> AdditionTable:
        return self.page.additions.table

    def activin(self) -> tuple[str | None, str]:
        """Return the dose of activin A in step 3, and the volume of it that is shown."""
        stage = self.document.protocol.stages[2]
        row = [each.reagent for each in stage.additions].index("activin-a")
        return stage.additions[row].final, self.table().rows.text(row, FINAL + 2)

    def click_dose(self) -> None:
        self.page.stages.choose(2)
        QApplication.processEvents()
        row = [each.reagent for each in self.document.protocol.stages[2].additions].index("activin-a")
        place = self.table().visualRect(self.table().rows.index(row, FINAL)).center()
        QTest.mouseClick(self.table().viewport(), Qt.MouseButton.LeftButton, pos=place)

    def type_dose(self, text: str) -> None:
        self.click_dose()
        QTest.keyClicks(self.table(), text[0])
        QTest.keyClicks(QApplication.focusWidget() or self.table(), text[1:])
        self.keys(Qt.Key.Key_Return)

    def save_version(self, note: str) -> None:
        self.window.commands["save_version"].trigger()
        dialog = self.window.findChild(QInputDialog, "version_dialog")
        assert dialog
        field = dialog.findChild(QLineEdit)
        assert field
        QTest.keyClicks(field, note)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: "Version 1 is saved" in self.window.message_bar.text())


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_that_a_changed_dose_is_kept_planned_printed_and_found_again(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    user = User(qtbot, opened())
    user.press("open_bm-msc-three-step")
    user.click_dose()
    printed_volume = user.activin()[1]
    user.type_dose(AFTER)
    assert user.activin()[0] == AFTER
    assert "Now editing a copy" in user.window.message_bar.text()
    doubled = user.activin()[1]
    assert doubled != printed_volume
    user.keys(Qt.Key.Key_Z, CONTROL)
    assert (user.activin()[0], user.document.is_template) == (BEFORE, True)
    user.keys(Qt.Key.Key_Y, CONTROL)
    assert user.activin() == (AFTER, doubled)
    user.save_version("twice the activin A")
    user.press("Plan Run")
    user.press("to_sheets")
    sheets = user.window.sheets_page
    assert sheets
    qtbot.waitUntil(lambda: bool(sheets.data), timeout=30_000)
    sheets.write_pdf(tmp_path / "run.pdf")
    assert AFTER in text_of((tmp_path / "run.pdf").read_bytes())
    assert user.window.document
    run = user.window.document.run
    user.window.close()
    find_again(User(qtbot, opened()), run.number)


def find_again(user: User, number: str) -> None:
    """Find protocol, version and run after a new start, by mouse."""
    desk = user.window.desk
    assert desk
    user.qtbot.waitUntil(lambda: bool(desk.entries("run") and desk.entries("protocol")))
    user.press("rail_protocols")
    user.press("Open")
    user.qtbot.waitUntil(lambda: bool(user.window.documents and user.window.documents.is_protocol))
    user.page.stages.choose(2)
    QApplication.processEvents()
    assert user.activin()[0] == AFTER
    user.press("History…")
    notes = ["twice the activin A", f"Start of run {number}"]
    user.qtbot.waitUntil(lambda: any(note in shown(user.window) for note in notes))
    user.press("rail_runs")
    user.press("Open")
    user.qtbot.waitUntil(lambda: user.window.document is not None)
    assert user.window.document
    assert (user.window.document.run.number, AFTER in str(user.window.document.run.protocol)) == (number, True)


def shown(window: MainWindow) -> str:
    """Return the texts of the tables that are visible."""
    cells = []
    for table in window.findChildren(QTableView):
        model = table.model()
        if table.isVisible() and model:
            cells += [
                str(model.index(row, column).data())
                for row in range(model.rowCount())
                for column in range(model.columnCount())
            ]
    return "\n".join(cells)
