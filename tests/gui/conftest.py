"""The window offscreen, with settings of its own."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QtMsgType
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import Language
from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol
from mscplanner.domain.run import Run
from mscplanner.gui.addition_table import AdditionTable
from mscplanner.gui.background import Background
from mscplanner.gui.desk import Desk
from mscplanner.gui.faults import FaultWatch
from mscplanner.gui.fonts import add_chinese_font
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.load_reader import LoadReader
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.preferences import Preferences
from mscplanner.gui.protocol_document import ProtocolDocument
from mscplanner.gui.protocol_page import ProtocolPage
from mscplanner.gui.recipe_card import RecipeCard
from mscplanner.gui.run_document import RunDocument
from mscplanner.gui.run_page import RunPage
from mscplanner.gui.theme import apply_theme
from mscplanner.gui.typed_field import TypedField
from mscplanner.gui.wording import Wording
from mscplanner.gui.workplace import Workplace
from mscplanner.library.library import Library
from mscplanner.library.place import file_place
from mscplanner.library.templates import read_template

TODAY = date(2026, 12, 4)


Opener = Callable[[], MainWindow]


@pytest.fixture(scope="session", autouse=True)
def look_of_the_program(qapp: QApplication) -> None:
    """Give all windows the style of the program, once: each change of it dresses every widget anew."""
    qapp.setStyle("Fusion")


@pytest.fixture(autouse=True)
def garbage_of_this_thread() -> Iterator[None]:
    """Keep the search for garbage off the threads of a test: objects of Qt are taken away on this one only.

    What was there before the test is not searched again: with all that is imported, each search would
    take a fifth of a second.
    """
    gc.disable()
    gc.freeze()
    yield
    gc.collect()
    gc.enable()


KNOWN_MESSAGES = ("propagateSizeHints",)
"""What the offscreen platform says of itself."""


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtlog: Any
) -> Iterator[MainWindow]:
    """The main window with all cards shown, on a Friday; a fault or a warning of Qt fails the test."""
    monkeypatch.setenv("MSCPLANNER_SETTINGS", str(tmp_path))
    monkeypatch.setenv("MSCPLANNER_LIBRARY", str(tmp_path))
    add_chinese_font()
    made = MainWindow(Preferences(), "en", TODAY)
    with qtbot.waitSignal(made.loaded):
        made.show()
    reports: list[str] = []
    made.findChildren(FaultWatch)[0].met.connect(reports.append)
    yield made
    made.close()
    made.deleteLater()
    assert not [report for report in reports if "planted" not in report]
    said = [record.message for record in qtlog.records if record.type != QtMsgType.QtDebugMsg]
    assert not [text for text in said if not any(known in text for known in KNOWN_MESSAGES)]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Start the program on the same library and settings, as often as wanted."""
    monkeypatch.setenv("MSCPLANNER_SETTINGS", str(tmp_path))
    monkeypatch.setenv("MSCPLANNER_LIBRARY", str(tmp_path))
    windows: list[MainWindow] = []

    def start() -> MainWindow:
        window = MainWindow(Preferences(), "en", TODAY)
        with qtbot.waitSignal(window.loaded):
            window.show()
        assert window.keeper
        qtbot.waitUntil(lambda: bool(window.keeper and window.keeper.answer(lambda library: True)))
        windows.append(window)
        return window

    yield start
    for window in windows:
        window.close()
        window.deleteLater()


class Editor:
    """A page with its document, in a window of its own."""

    def __init__(self, protocol: Protocol, lab: Lab, template: bool = True) -> None:
        self.wording = Wording("en")
        self.document = ProtocolDocument(protocol, lab, self.wording, template=template)
        self.page = ProtocolPage(self.wording, self.document)
        self.host = QWidget()
        column = QVBoxLayout(self.host)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.host.resize(1180, 620)

    @property
    def table(self) -> AdditionTable:
        return self.page.additions.table

    def go(self, stage: int, row: int, column: int) -> None:
        """Choose a cell as a mouse does."""
        self.page.stages.choose(stage)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        # The offscreen platform takes the window's activity away with each list that drops down.
        self.host.activateWindow()
        assert QTest.qWaitForWindowActive(self.host)
        place = self.table.visualRect(self.table.rows.index(row, column)).topLeft() + QPoint(20, 12)
        QTest.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def field(self) -> TypedField:
        focused = QApplication.focusWidget()
        assert isinstance(focused, TypedField)
        return focused

    def type(self, text: str) -> TypedField:
        """Begin to type in the chosen cell."""
        QTest.keyClicks(self.table, text[0])
        QTest.keyClicks(self.field(), text[1:])
        return self.field()

    def enter(self, text: str) -> None:
        field = self.type(text)
        QTest.keyClick(QApplication.activePopupWidget() or field, Qt.Key.Key_Return)

    def final(self, stage: int, row: int) -> str | None:
        return self.document.protocol.stages[stage].additions[row].final

    def told(self, row: int) -> list[str]:
        notes = self.table.under.of(row)
        return notes.texts() if notes else []

    def button(self, name: str) -> QAbstractButton:
        QApplication.processEvents()
        found = [each for each in self.page.findChildren(QAbstractButton, name) if each.isVisible()]
        assert found, name
        return found[0]

    def press(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)


@pytest.fixture
def editing(qtbot: QtBot, qapp: QApplication, lab: Lab, qtlog: Any) -> Iterator[Callable[..., Editor]]:
    """Open the editor of a template (by its id) or of a protocol; a warning of Qt fails the test."""
    apply_theme(qapp, "light", 100)
    add_chinese_font()
    made: list[Editor] = []

    def opening(protocol: str | Protocol = "bm-msc-three-step") -> Editor:
        value = read_template(protocol) if isinstance(protocol, str) else protocol
        assert value
        editor = Editor(value, lab, template=isinstance(protocol, str))
        made.append(editor)
        editor.host.show()
        editor.host.activateWindow()
        assert QTest.qWaitForWindowActive(editor.host)
        return editor

    yield opening
    for editor in made:
        editor.host.close()
        editor.host.deleteLater()
    said = [record.message for record in qtlog.records if record.type != QtMsgType.QtDebugMsg]
    assert not [text for text in said if "This plugin does not support" not in text]


class Planner:
    """The page of a run with its document, in a window of its own."""

    def __init__(self, run: Run, language: Language = "en") -> None:
        self.wording = Wording(language)
        self.document = RunDocument(run, self.wording)
        self.page = RunPage(self.wording, self.document, TODAY)
        self.host = QWidget()
        column = QVBoxLayout(self.host)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.host.resize(1180, 620)

    def change(self, **fields: Any) -> None:
        """Give the run other values, as one step."""
        self.document.change(message("edit"), self.document.run.model_copy(update=fields))

    def card(self, mix: str) -> RecipeCard:
        """Return the recipe of a batch or of a completion, which must be shown."""
        QApplication.processEvents()
        return next(card for card in self.page.panel.shown_cards if card.mix and card.mix.id == mix)

    def go(self, table: QTableWidget, row: int, column: int) -> None:
        """Put the cursor into a cell as a mouse does."""
        self.page.show_widget(table)
        self.host.activateWindow()
        assert QTest.qWaitForWindowActive(self.host)
        table.setCurrentCell(row, column)
        table.setFocus()

    def type(self, table: QTableWidget, row: int, column: int, text: str) -> TypedField:
        """Begin to type in a cell, and leave the field open."""
        self.go(table, row, column)
        QTest.keyClicks(table, text[0])
        field = QApplication.focusWidget()
        assert isinstance(field, TypedField)
        QTest.keyClicks(field, text[1:])
        return field

    def enter(self, table: QTableWidget, row: int, column: int, text: str) -> None:
        """Type in a cell and press Enter."""
        QTest.keyClick(self.type(table, row, column, text), Qt.Key.Key_Return)
        QApplication.processEvents()

    def press(self, name: str) -> None:
        """Click a visible button by its name or text."""
        QApplication.processEvents()
        found = [each for each in self.page.findChildren(QAbstractButton) if each.isVisible()]
        made = next(each for each in found if name in (each.objectName(), each.text()))
        self.page.show_widget(made)
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)

    @property
    def step(self) -> str:
        """Name of the step that would be undone."""
        return self.document.step_name(-1)


@pytest.fixture
def planning(
    qtbot: QtBot, qapp: QApplication, run_of: Callable[[str], Run], qtlog: Any
) -> Iterator[Callable[..., Planner]]:
    """Open the page of a run of a template, or of a run; a warning of Qt fails the test."""
    apply_theme(qapp, "light", 100)
    add_chinese_font()
    made: list[Planner] = []

    def opening(run: str | Run = "bm-msc-three-step", language: Language = "en", **fields: Any) -> Planner:
        value = run_of(run) if isinstance(run, str) else run
        planner = Planner(value.model_copy(update=fields), language)
        made.append(planner)
        planner.host.show()
        planner.host.activateWindow()
        assert QTest.qWaitForWindowActive(planner.host)
        return planner

    yield opening
    for planner in made:
        planner.host.close()
        planner.host.deleteLater()
    said = [record.message for record in qtlog.records if record.type != QtMsgType.QtDebugMsg]
    assert not [text for text in said if not any(known in text for known in (*KNOWN_MESSAGES, "does not support"))]


class Room(NamedTuple):
    """A library with the reader of its runs, without a window."""

    parent: QObject
    keeper: Keeper
    desk: Desk
    background: Background
    reader: LoadReader

    def add(self, qtbot: QtBot, *runs: Run) -> list[str]:
        """Keep runs and list them; return their ids."""

        def work(library: Library) -> list[str]:
            added = [library.add(run, self.keeper.stamp(), last=run.start + timedelta(days=18)).entry for run in runs]
            return [entry.id for entry in added]

        ids = self.keeper.answer(work)
        assert ids
        for each in ids:
            entry = self.keeper.answer(lambda library, each=each: library.read(each).entry)  # type: ignore[misc]
            assert entry
            self.desk.take_in(entry)
        return ids

    def settled(self, qtbot: QtBot) -> None:
        """Wait until every run is planned."""
        self.reader.begin()
        qtbot.waitUntil(lambda: not self.reader.waiting)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setenv("MSCPLANNER_SETTINGS", str(tmp_path))
    parent = QObject()
    keeper, background = Keeper(lambda: "A", parent), Background(parent)
    desk = Desk(keeper, Workplace(TODAY), Wording("en"), Preferences(), parent)
    reader = LoadReader(desk, keeper, background, TODAY, parent)
    with qtbot.waitSignal(desk.listed):
        keeper.open(file_place(tmp_path / "library.db"))
    yield Room(parent, keeper, desk, background, reader)
    background.finish()
    desk.finish()
