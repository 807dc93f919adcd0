"""Tabs of protocols and runs in the window: findings, undo, versions, comparison, files."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from mscplanner.domain.message import message
from mscplanner.domain.protocol import Protocol
from mscplanner.gui.comparison_page import ComparisonPage
from mscplanner.gui.document import Spot
from mscplanner.gui.history_page import HistoryPage
from mscplanner.gui.main_window import MainWindow
from mscplanner.gui.open_documents import OpenDocuments
from mscplanner.gui.protocol_document import ProtocolDocument
from mscplanner.gui.protocol_page import ProtocolPage
from mscplanner.gui.reagent_form import ReagentDraft
from mscplanner.gui.typed_field import TypedField
from mscplanner.library.protocol_file import read_protocol
from mscplanner.planning.protocol_edits import add_addition, set_addition, set_title


def documents_of(window: MainWindow) -> OpenDocuments:
    assert window.documents
    return window.documents


def editor(window: MainWindow, template_id: str = "uc-msc-three-step") -> ProtocolDocument:
    documents_of(window).open_template(template_id)
    document = documents_of(window).document
    assert isinstance(document, ProtocolDocument)
    QApplication.processEvents()
    return document


def edit_dose(document: ProtocolDocument, text: str, row: int = 0) -> None:
    protocol = set_addition(document.protocol, 0, row, "final", text, document.lab)
    document.change(message("edit"), protocol, spot=Spot(0, row, "final"))


def press(widget: QWidget, text: str) -> None:
    QApplication.processEvents()
    button = next(each for each in widget.findChildren(QPushButton) if each.text() == text and each.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_that_f8_walks_every_finding_of_a_protocol_and_puts_the_focus_into_its_field(
    qtbot: QtBot, window: MainWindow
) -> None:
    document = editor(window)
    dock = window.findings_dock
    assert dock
    walked = []
    for _ in document.findings:
        window.commands["next_finding"].trigger()
        QApplication.processEvents()
        assert dock.current
        walked.append(dock.current)
        if dock.current.code == "E-DOSE-SOL":
            focused = QApplication.focusWidget() or window.focusWidget()
            assert isinstance(focused, TypedField | QTableView)
            assert "6 mmol/L" in (focused.text() if isinstance(focused, TypedField) else focused.currentIndex().data())
    assert walked == list(document.findings)


def test_that_dock_and_field_say_the_same(qtbot: QtBot, window: MainWindow) -> None:
    document = editor(window)
    finding = document.findings[0]
    title = finding.title.written("en")
    assert window.findings_dock
    assert window.findings_dock.table.findItems(title, Qt.MatchFlag.MatchExactly)
    page = documents_of(window).protocols.page(documents_of(window).protocols.current)
    assert page
    page.show_spot(document.spot_of(finding))  # type: ignore[attr-defined]
    QApplication.processEvents()
    told = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert {finding.code, title} <= set(told)


def test_that_commands_are_about_the_document_that_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    document = editor(window, "bm-msc-three-step")
    edit_dose(document, "2 mmol/L")
    window.plan_run("adsc-one-step")
    assert not window.commands["undo"].isEnabled()
    window.go_to("protocols")
    assert window.commands["undo"].text() == "Undo edit"
    window.commands["undo"].trigger()
    assert document.is_template
    window.go_to("start")
    assert not window.commands["undo"].isEnabled()


def test_that_the_bar_of_the_copy_takes_it_back(qtbot: QtBot, window: MainWindow) -> None:
    document = editor(window)
    edit_dose(document, "1 % v/v")
    assert "copy 1" in window.message_bar.text()
    press(window.message_bar, "Undo")
    assert document.is_template


def test_that_a_version_is_restored_from_the_history_and_undo_goes_back(qtbot: QtBot, window: MainWindow) -> None:
    document = editor(window)
    documents = documents_of(window)
    edit_dose(document, "1 % v/v")
    first = document.protocol
    documents.desk.make_version(documents.protocols.current, "one percent")
    edit_dose(document, "3 % v/v")
    window.commands["history"].trigger()
    page = documents.protocols.page(documents.protocols.current)
    assert isinstance(page, HistoryPage)
    table = page.findChild(QTableView)
    assert table
    qtbot.waitUntil(lambda: table.model().rowCount() == 2)
    press(page, "Restore This Version")
    qtbot.waitUntil(lambda: document.protocol == first)
    window.commands["undo"].trigger()
    assert document.protocol.stages[0].additions[0].final == "3 % v/v"


def test_that_a_variant_is_compared_with_its_template(qtbot: QtBot, window: MainWindow) -> None:
    document = editor(window)
    edit_dose(document, "5 % v/v")
    window.commands["compare"].trigger()
    documents = documents_of(window)
    page = documents.protocols.page(documents.protocols.current)
    assert isinstance(page, ComparisonPage)
    assert "÷2" in page.text()
    assert "1 value differs" in page.text()


def test_that_an_exported_protocol_comes_back_as_it_was(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    document = editor(window)
    document.change(message("x"), set_title(document.protocol, 'Quotes " and 中文'))
    assert window.filing
    window.filing.export_protocol(document.protocol, tmp_path / "mine.toml")
    assert "mine.toml" in window.message_bar.text()
    assert read_protocol(tmp_path / "mine.toml") == document.protocol
    window.filing.import_files([tmp_path / "mine.toml"])
    taken = documents_of(window).document
    assert taken
    assert isinstance(taken.value, Protocol)
    assert taken.value.model_copy(update={"id": document.protocol.id}) == document.protocol


def test_that_a_folder_that_takes_no_export_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    assert window.filing
    window.filing.export_protocol(editor(window).protocol, tmp_path / "missing" / "mine.toml")
    assert "missing" in window.message_bar.text()


def test_that_archiving_can_be_undone_from_the_bar(qtbot: QtBot, window: MainWindow) -> None:
    documents = documents_of(window)
    documents.new_protocol()
    qtbot.waitUntil(lambda: bool(documents.desk.entries("protocol")))
    (entry,) = documents.desk.entries("protocol")
    documents.lists.archive(entry.id, True)
    qtbot.waitUntil(lambda: not documents.desk.entries("protocol"))
    press(window.message_bar, "Undo")
    qtbot.waitUntil(lambda: bool(documents.desk.entries("protocol")))


def test_that_closing_tabs_leaves_the_list(qtbot: QtBot, window: MainWindow) -> None:
    documents = documents_of(window)
    editor(window)
    window.plan_run("bm-msc-three-step")
    window.commands["close_tab"].trigger()
    assert (window.document, documents.runs.open_keys) == (None, ())
    window.go_to("protocols")
    window.commands["close_tab"].trigger()
    assert documents.protocols.open_keys == ()


@pytest.mark.parametrize("command", ["history", "compare"])
def test_that_every_text_of_the_editor_follows_the_language(qtbot: QtBot, window: MainWindow, command: str) -> None:
    document = editor(window)
    edit_dose(document, "1,5 %")
    documents_of(window).desk.make_version(documents_of(window).protocols.current, "备注")
    window.commands[command].trigger()
    documents_of(window).protocols.show_page(documents_of(window).protocols.open_keys[0])
    window.set_language("zh")
    QApplication.processEvents()
    words = re.compile(r"[A-Za-z]{4,}")
    kept = re.compile(r"[A-Z]-[A-Z-]+|https?\S+|doi\S*|[A-Z]{2,}\S*|mscplanner|English|\S*[0-9]\S*|et al|mmol|Letter")
    widgets: list[QLabel | QPushButton] = [*window.findChildren(QLabel), *window.findChildren(QPushButton)]
    shown = [each.text() for each in widgets if each.isVisible()]
    assert not [text for text in shown if words.search(kept.sub("", text)) and not re.search("[一-鿿]", text)]


def test_that_the_bar_of_the_copy_goes_back_to_the_template_after_further_edits(
    qtbot: QtBot, window: MainWindow
) -> None:
    document = editor(window)
    edit_dose(document, "1 % v/v")
    edit_dose(document, "2 % v/v")
    press(window.message_bar, "Undo")
    assert document.is_template


def test_that_a_run_says_that_its_protocol_was_changed_since(qtbot: QtBot, window: MainWindow) -> None:
    document = editor(window, "bm-msc-three-step")
    edit_dose(document, "1 mmol/L")
    documents = documents_of(window)
    key = documents.protocols.current
    documents.plan_protocol(key)
    assert window.run_page
    assert not window.run_page.newer.isVisible()
    edit_dose(document, "2 mmol/L")
    assert window.document
    held = documents.desk.held(documents.runs.current)
    assert held
    documents.open_run(held.id)
    qtbot.waitUntil(window.run_page.newer.isVisible)
    press(window.run_page, window.run_page.newer.text())
    qtbot.waitUntil(lambda: isinstance(documents.protocols.page(documents.protocols.current), ComparisonPage))


def test_that_a_stock_of_a_reagent_that_no_catalogue_knows_can_be_typed(qtbot: QtBot, window: MainWindow) -> None:
    document = editor(window, "bm-msc-three-step")
    document.change(message("x"), add_addition(document.protocol, 0, 0, "Compound Z", "5 µM"))
    documents = documents_of(window)
    documents.plan_protocol(documents.protocols.current)
    assert window.run_page
    assert window.document
    stocks = window.run_page.form.stocks
    row = stocks.findItems("Compound Z", Qt.MatchFlag.MatchStartsWith)[0].row()
    strength = stocks.item(row, 1)
    assert strength
    strength.setText("1 mM")
    assert "E-STOCK-NONE" not in [finding.code for finding in window.document.findings]
    name = stocks.item(row, 0)
    assert name
    assert name.text() == "Compound Z\nconfirmed"


def test_that_a_reagent_of_the_labs_own_is_known_to_protocols_and_not_to_runs_planned_before(
    qtbot: QtBot, window: MainWindow
) -> None:
    document = editor(window, "bm-msc-three-step")
    document.change(message("x"), add_addition(document.protocol, 0, 0, "SB-999", "1 µM"))
    documents = documents_of(window)
    documents.plan_protocol(documents.protocols.current)
    assert window.document
    window.commands["reagents"].trigger()
    assert documents.reagents
    documents.reagents.add(ReagentDraft("SB-999", "small-molecule", "DMSO", ""))
    qtbot.waitUntil(lambda: "W-REAGENT" not in [finding.code for finding in document.findings])
    assert "W-REAGENT" in [finding.code for finding in window.document.findings]


def test_that_the_undo_of_a_message_takes_back_that_step_and_no_other(qtbot: QtBot, window: MainWindow) -> None:
    document = editor(window, "bm-msc-three-step")
    edit_dose(document, "2 mmol/L")
    documents = documents_of(window)
    page = documents.protocols.page(documents.protocols.current)
    assert isinstance(page, ProtocolPage)
    page.stages.choose(2)
    QApplication.processEvents()
    page.additions.table.remove_wanted.emit([3])
    assert "removed" in window.message_bar.text()
    QApplication.processEvents()
    document.undo_stack.undo()
    QApplication.processEvents()
    assert not window.message_bar.isVisible()
    assert document.protocol.stages[0].additions[0].final == "2 mmol/L"
