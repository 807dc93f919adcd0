"""The editor of a protocol, with real keys and clicks."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QtMsgType
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Protocol
from mscplanner.gui.addition_model import FINAL, ONCE, REAGENT
from mscplanner.gui.addition_table import AdditionTable
from mscplanner.gui.document import Spot
from mscplanner.gui.fonts import add_chinese_font
from mscplanner.gui.protocol_document import ProtocolDocument
from mscplanner.gui.protocol_page import ProtocolPage
from mscplanner.gui.theme import apply_theme
from mscplanner.gui.typed_field import TypedField
from mscplanner.gui.wording import Wording
from mscplanner.library.templates import read_template
from mscplanner.planning.protocol_edits import add_addition, add_stage, new_protocol

BM, UC, ADSC = "bm-msc-three-step", "uc-msc-three-step", "adsc-one-step"
KNOWN_MESSAGES = ("This plugin does not support",)
"""What the offscreen platform says of itself."""
Opened = Callable[..., "Editor"]


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
def opened(qtbot: QtBot, qapp: QApplication, lab: Lab, qtlog: Any) -> Iterator[Opened]:
    """Open an editor of a template or of a protocol; a warning of Qt fails the test."""
    qapp.setStyle("Fusion")
    apply_theme(qapp, "light", 100)
    add_chinese_font()
    made: list[Editor] = []

    def opening(protocol: str | Protocol = BM) -> Editor:
        value = read_template(protocol) if isinstance(protocol, str) else protocol
        assert value
        editor = Editor(value, lab, template=isinstance(protocol, str))
        made.append(editor)
        editor.host.show()
        qtbot.waitExposed(editor.host)
        editor.host.activateWindow()
        qtbot.waitUntil(editor.host.isActiveWindow)
        return editor

    yield opening
    for editor in made:
        editor.host.close()
        editor.host.deleteLater()
    said = [record.message for record in qtlog.records if record.type != QtMsgType.QtDebugMsg]
    assert not [text for text in said if not any(known in text for known in KNOWN_MESSAGES)]


# Typing


def test_that_a_dose_is_typed_over_and_enter_goes_down(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 1, FINAL)
    editor.enter("20 ng/mL")
    assert editor.final(2, 1) == "20 ng/mL"
    assert editor.table.current_cell() == (2, "final")


def test_that_the_first_change_of_a_template_makes_a_copy_and_one_undo_takes_both_back(opened: Opened) -> None:
    editor = opened()
    template = editor.document.protocol
    editor.go(2, 1, FINAL)
    editor.enter("20 ng/mL")
    assert editor.document.protocol.derived_from == BM
    assert editor.document.step_name(-1) == "Change final concentration of Activin A"
    editor.document.undo_stack.undo()
    assert editor.document.protocol is template


def test_that_the_recipe_follows_the_dose(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 1, FINAL)
    before = editor.table.rows.text(1, 3)
    editor.enter("20 ng/mL")
    assert (before, editor.table.rows.text(1, 3)) == ("1 µL", "2 µL")


def test_that_the_field_reads_back_what_it_understood_while_typing(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 3, FINAL)
    editor.type("0.01 M")
    assert editor.told(3) == ["= 10 mM · 100 µL in 10 mL · 1:100"]


def test_that_wrong_text_is_kept_and_told_only_after_a_rest(opened: Opened, qtbot: QtBot) -> None:
    editor = opened()
    editor.go(2, 3, FINAL)
    editor.type("1,5 mM")
    assert editor.told(3) == ["= …"]
    qtbot.waitUntil(lambda: editor.final(2, 3) == "1,5 mM", timeout=3000)
    assert any("can be read as two numbers" in text for text in editor.told(3))
    assert editor.field().text() == "1,5 mM"


def test_that_a_likely_reading_is_taken_by_one_press_while_the_cell_is_open(opened: Opened, qtbot: QtBot) -> None:
    editor = opened()
    editor.go(2, 3, FINAL)
    editor.type("1,5 mM")
    qtbot.waitUntil(lambda: editor.final(2, 3) == "1,5 mM", timeout=3000)
    editor.press("fix")
    assert editor.final(2, 3) == "1.5 mM"


def test_that_escape_takes_back_what_was_typed_and_leaves_the_template_alone(opened: Opened, qtbot: QtBot) -> None:
    editor = opened()
    editor.go(2, 3, FINAL)
    field = editor.type("1,5 mM")
    qtbot.waitUntil(lambda: not editor.document.is_template, timeout=3000)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert editor.document.is_template
    assert editor.final(2, 3) == "10 mmol/L"
    assert editor.table.hasFocus()


def test_that_two_texts_typed_in_one_visit_are_one_step(opened: Opened, qtbot: QtBot) -> None:
    editor = opened()
    editor.go(2, 3, FINAL)
    field = editor.type("2 mM")
    qtbot.waitUntil(lambda: editor.final(2, 3) == "2 mM", timeout=3000)
    field.setCursorPosition(1)
    QTest.keyClicks(field, "5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert editor.final(2, 3) == "25 mM"
    assert editor.document.undo_stack.count() == 1


def test_that_two_visits_are_two_steps(opened: Opened) -> None:
    editor = opened()
    for text in ("2 mM", "3 mM"):
        editor.go(2, 3, FINAL)
        editor.enter(text)
    editor.document.undo_stack.undo()
    assert editor.final(2, 3) == "2 mM"


def test_that_typing_back_to_what_it_was_leaves_nothing_to_undo(opened: Opened, lab: Lab, qtbot: QtBot) -> None:
    editor = opened(add_addition(new_protocol("own", LocalText(en="Own")), 0, 0, "egf", "20 ng/mL"))
    editor.page.show_spot(Spot(0, 0, "final"))
    field = editor.field()
    QTest.keyClick(field, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: editor.final(0, 0) == "21 ng/mL", timeout=3000)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert editor.final(0, 0) == "20 ng/mL"
    assert editor.document.undo_stack.count() == 0


def test_that_undo_in_an_open_cell_undoes_the_step_once_its_text_is_handed_in(opened: Opened, qtbot: QtBot) -> None:
    editor = opened()
    undo = editor.document.undo_stack.createUndoAction(editor.host)
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    editor.host.addAction(undo)
    editor.go(2, 3, FINAL)
    field = editor.type("2 mM")
    qtbot.waitUntil(lambda: editor.final(2, 3) == "2 mM", timeout=3000)
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.document.is_template
    assert editor.field().text() == "10 mmol/L"


def test_that_arrows_change_the_last_digit(opened: Opened) -> None:
    editor = opened()
    editor.page.show_spot(Spot(2, 1, "final"))
    field = editor.field()
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert editor.final(2, 1) == "11 ng/mL"


def test_that_an_emptied_dose_is_not_stated(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 1, FINAL)
    QTest.keyClick(editor.table, Qt.Key.Key_Backspace)
    assert editor.final(2, 1) is None
    assert editor.table.rows.text(1, FINAL) == "not stated"


def test_that_a_change_elsewhere_keeps_an_open_editor_and_its_text(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 1, FINAL)
    field = editor.type("3")
    editor.page.additions._steps.document.change_value(  # what another view does
        editor.document.findings[0].title, editor.document.protocol.model_copy(update={"notes": ()})
    )
    assert QApplication.focusWidget() is field
    assert field.text() == "3"


# Findings, marks and resets


def test_that_a_finding_stands_at_its_field_with_code_and_words(opened: Opened) -> None:
    editor = opened(UC)
    editor.page.stages.choose(0)
    assert editor.told(1) == ["Retinoic acid 6 mmol/L cannot dissolve", "E-DOSE-SOL"]
    line = editor.page.stages.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert line == "S1, Step 1, 2 d, 1 error, 1 warning"


def test_that_a_dose_is_only_replaced_after_its_source_was_named(opened: Opened) -> None:
    editor = opened(UC)
    editor.page.stages.choose(0)
    editor.press("fix")
    assert editor.document.is_template
    asked = editor.page.findChild(QMessageBox, "fix_question")
    assert asked is not None
    assert asked.defaultButton().text() == "Keep as Printed"
    accept = next(each for each in asked.buttons() if asked.buttonRole(each) == QMessageBox.ButtonRole.AcceptRole)
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert editor.final(0, 1) == "1 µmol/L"


def test_that_the_reading_can_be_taken_in_the_source_pane_too(opened: Opened) -> None:
    editor = opened(UC)
    editor.go(0, 1, FINAL)
    text = editor.page.source.text.toPlainText()
    assert "6mmol/L 维甲酸" in text
    assert "1 µmol/L (inferred, not seen in the original)" in text
    assert "doi:10.1016/j.trsl.2008.03.003" in text
    editor.press("reading")
    assert editor.page.findChild(QMessageBox, "fix_question") is not None


def test_that_more_than_three_findings_open_by_one_press(opened: Opened) -> None:
    editor = opened(ADSC)
    notes = editor.page.form.notes("title")
    notes.show_notes(notes.notes._replace(findings=editor.document.findings))
    assert len(notes.findChildren(QLabel, "code")) == 3
    editor.press("more")
    shown = [each for each in notes.findChildren(QLabel, "code") if each.isVisible()]
    assert [each.text() for each in shown] == [finding.code for finding in editor.document.findings]


def test_that_a_changed_value_says_what_it_was_and_is_reset_by_one_press(opened: Opened) -> None:
    editor = opened(UC)
    editor.go(0, 1, FINAL)
    editor.enter("1 µM")
    assert "Final: was 6 mmol/L" in editor.told(1)
    editor.press("reset")
    assert editor.final(0, 1) == "6 mmol/L"
    assert not any("was" in text for text in editor.told(1))


def test_that_a_value_is_reset_by_keyboard(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 1, FINAL)
    editor.enter("20 ng/mL")
    editor.go(2, 1, FINAL)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(editor.table, Qt.Key.Key_R, keys)
    assert editor.final(2, 1) == "10 ng/mL"


def test_that_a_reset_of_a_reagent_brings_its_reading_back(opened: Opened) -> None:
    editor = opened(UC)
    editor.go(0, 1, REAGENT)
    editor.enter("EGF")
    assert editor.document.protocol.stages[0].additions[1].reading is None
    editor.go(0, 1, REAGENT)
    editor.page.reset_current()
    origin = editor.document.origin
    assert origin
    assert editor.document.protocol.stages[0].additions[1] == origin.stages[0].additions[1]


def test_that_a_reset_of_a_name_brings_both_languages_back(opened: Opened) -> None:
    editor = opened()
    editor.page.show_spot(Spot(0, -1, "title"))
    QTest.keyClicks(editor.field(), "Wake up")
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    assert editor.document.protocol.stages[0].title.written("zh") == "Wake up"
    editor.page.reset_current()
    assert editor.document.protocol.stages[0].title.written("zh") == "第一步"


@pytest.mark.parametrize("template", [BM, UC, ADSC])
def test_that_every_finding_has_its_field_or_stage(opened: Opened, template: str) -> None:
    editor = opened(template)
    seen: set[str] = set()
    for at in range(-1, len(editor.document.protocol.stages)):
        editor.page.stages.choose(at)
        seen |= {each.text() for each in editor.page.findChildren(QLabel, "finding") if each.isVisible()}
    assert seen == {each.title.written("en") for each in editor.document.findings}


def test_that_every_finding_is_gone_to_with_its_text_selected(opened: Opened) -> None:
    editor = opened(UC)
    for finding in editor.document.findings:
        editor.page.show_spot(editor.document.spot_of(finding))
        focused = QApplication.focusWidget()
        assert focused is not None
        assert editor.page.isAncestorOf(focused)
        if isinstance(focused, TypedField) and focused.text():
            assert focused.selectedText() == focused.text()


# Rows


def test_that_a_reagent_typed_in_the_empty_row_is_added(opened: Opened) -> None:
    editor = opened()
    editor.go(0, 1, REAGENT)
    field = editor.type("EGF")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert [each.reagent for each in editor.document.protocol.stages[0].additions] == ["2-mercaptoethanol", "egf"]
    assert editor.table.current_cell() == (1, "final")
    assert editor.document.step_name(-1) == "Add EGF"


def test_that_insert_opens_the_empty_row(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 1, FINAL)
    QTest.keyClick(editor.table, Qt.Key.Key_Insert)
    assert editor.field().text() == ""
    assert editor.table.current_cell() == (4, "reagent")


def test_that_rows_are_removed_duplicated_and_moved_by_keys(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 1, FINAL)
    names = lambda: [each.reagent for each in editor.document.protocol.stages[2].additions]  # noqa: E731
    QTest.keyClick(editor.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert names() == ["β-FGF", "activin-a", "activin-a", "b27-50x", "nicotinamide"]
    QTest.keyClick(editor.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names() == ["β-FGF", "activin-a", "b27-50x", "activin-a", "nicotinamide"]
    assert editor.table.current_cell()[0] == 3
    QTest.keyClick(editor.table, Qt.Key.Key_Delete)
    assert names() == ["β-FGF", "activin-a", "b27-50x", "nicotinamide"]
    assert editor.document.step_name(-1) == "Remove Activin A"


def test_that_a_row_is_dragged_to_another_place(opened: Opened) -> None:
    editor = opened()
    editor.page.stages.choose(2)
    QApplication.processEvents()
    header = editor.table.verticalHeader()
    start = QPoint(10, header.sectionViewportPosition(3) + 12)
    end = QPoint(10, header.sectionViewportPosition(1) + 4)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(header.viewport(), (start + end) / 2)
    QTest.mouseMove(header.viewport(), end)
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=end)
    names = [each.reagent for each in editor.document.protocol.stages[2].additions]
    assert names == ["β-FGF", "nicotinamide", "activin-a", "b27-50x"]
    assert [header.visualIndex(at) for at in range(5)] == [0, 1, 2, 3, 4]


def test_that_tab_walks_cells_and_fixes_in_reading_order_and_leaves_at_the_end(opened: Opened) -> None:
    editor = opened(UC)
    editor.go(0, 0, REAGENT)
    walked = []
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        walked.append(focused.objectName() if focused.objectName() == "fix" else editor.table.current_cell())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert walked == [
        *((row, field) for row in (0, 1) for field in ("reagent", "final", "once")),
        "fix",
        (2, "reagent"),
    ]
    assert not editor.table.hasFocus()


def test_that_the_first_fill_only_is_toggled_by_mouse_and_by_keyboard(opened: Opened) -> None:
    editor = opened()
    editor.page.stages.choose(2)
    QApplication.processEvents()
    cell = editor.table.visualRect(editor.table.rows.index(1, ONCE))
    QTest.mouseClick(editor.table.viewport(), Qt.MouseButton.LeftButton, pos=cell.topLeft() + QPoint(16, 16))
    assert editor.document.protocol.stages[2].additions[1].once
    QTest.keyClick(editor.table, Qt.Key.Key_Space)
    assert not editor.document.protocol.stages[2].additions[1].once


def test_that_the_menu_does_what_the_keys_do(opened: Opened) -> None:
    editor = opened(UC)
    editor.go(0, 1, FINAL)
    entries = {action.text().split("\t")[0]: action for action in editor.page.additions.menu().actions()}
    wanted = {"Use 1 µmol/L…", "Edit", "Add Addition", "Duplicate", "Move Up", "Move Down", "Remove", "Cut", "Copy"}
    assert wanted <= set(entries)
    duplicate: QAction = entries["Duplicate"]
    duplicate.trigger()
    QApplication.processEvents()
    assert len(editor.document.protocol.stages[0].additions) == 3


# The clipboard


def test_that_cells_are_pasted_from_a_spreadsheet_as_one_step(opened: Opened) -> None:
    editor = opened()
    editor.go(0, 1, REAGENT)
    QApplication.clipboard().setText("EGF\t20 ng/mL\r\nHGF\t1,5 ng/mL\r\n")
    QTest.keyClick(editor.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    additions = editor.document.protocol.stages[0].additions
    assert [(each.reagent, each.final) for each in additions[1:]] == [("egf", "20 ng/mL"), ("hgf", "1,5 ng/mL")]
    assert editor.document.undo_stack.count() == 1
    assert any("E-QTY-COMMA" in text for text in editor.told(2))


def test_that_a_column_of_doses_is_pasted_over_doses_and_the_rest_is_said(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 2, FINAL)
    QApplication.clipboard().setText("1 %\n5 mM\n7 mM")
    QTest.keyClick(editor.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (editor.final(2, 2), editor.final(2, 3)) == ("1 %", "5 mM")
    assert editor.page.additions._said.text() == "1 pasted cell had no row to go into."


def test_that_copied_cells_come_back_the_same(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 0, REAGENT)
    editor.table.selectAll()
    QTest.keyClick(editor.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines()[1].startswith("Activin A\t10 ng/mL\t")
    QTest.keyClick(editor.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.document.is_template


def test_that_cut_takes_rows_away_and_paste_puts_them_elsewhere(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 1, REAGENT)
    QTest.keyClick(editor.table, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(editor.table, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert len(editor.document.protocol.stages[2].additions) == 3
    editor.go(0, 1, REAGENT)
    QTest.keyClick(editor.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.final(0, 1) == "10 ng/mL"


# Stages


def test_that_stages_are_added_moved_copied_and_removed_by_keys(opened: Opened) -> None:
    editor = opened()
    ids = lambda: [stage.id for stage in editor.document.protocol.stages]  # noqa: E731
    stages = editor.page.stages
    stages.choose(0)
    QTest.keyClick(stages.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert ids() == ["step-2", "step-1", "step-3"]
    assert stages.at == 1
    QTest.keyClick(stages.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ids() == ["step-2", "step-1", "step-4", "step-3"]
    QTest.keyClick(stages.list, Qt.Key.Key_Delete)
    QTest.keyClick(stages.list, Qt.Key.Key_Insert)
    assert ids() == ["step-2", "step-1", "step-3", "step-4"] or len(ids()) == 4
    assert editor.field().text().startswith("Step ")


def test_that_a_press_on_the_ruler_chooses_a_stage(opened: Opened) -> None:
    editor = opened()
    area = editor.page.ruler.areas()[1]
    QTest.mouseClick(editor.page.ruler, Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    assert editor.page.stages.at == 1


def test_that_a_duration_follows_into_list_and_ruler(opened: Opened) -> None:
    editor = opened()
    editor.page.show_spot(Spot(0, -1, "duration"))
    QTest.keyClicks(editor.field(), "3 d")
    assert editor.page.form.notes("duration").texts() == ["= 72 h · D0 to D3"]
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    assert "3 d" in editor.page.stages.list.item(1).text()
    assert "S2 D3–D11" in editor.page.ruler.accessibleName()
    assert "was 2 d" in editor.page.form.notes("duration").texts()


def test_that_a_basal_medium_is_completed_and_kept_by_its_id(opened: Opened) -> None:
    editor = opened()
    editor.page.show_spot(Spot(0, -1, "basal"))
    field = editor.field()
    QTest.keyClicks(field, "RPMI")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    medium = editor.document.protocol.stages[0].medium
    assert medium
    assert medium.basal == "rpmi-1640"


@pytest.mark.parametrize(("typed", "line"), [("activ", "Activin A"), ("激活", "激活素"), ("β-F", "read from “β-FGF”")])
def test_that_a_reagent_is_completed_by_any_of_its_names(opened: Opened, typed: str, line: str) -> None:
    editor = opened()
    editor.go(0, 1, REAGENT)
    QTest.keyClick(editor.table, Qt.Key.Key_F2)
    composed = QInputMethodEvent()
    composed.setCommitString(typed)
    QApplication.sendEvent(editor.field(), composed)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    shown = popup.model().index(0, 0).data()  # type: ignore[attr-defined]
    assert line in shown
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert editor.document.protocol.stages[0].additions[1].reagent in ("activin-a", "bfgf")


def test_that_a_protocol_is_made_from_nothing(opened: Opened, lab: Lab) -> None:
    editor = opened(new_protocol("own", LocalText(en="Own")))
    editor.page.show_spot(Spot(0, -1, "duration"))
    QTest.keyClicks(editor.field(), "2 d")
    editor.page.show_spot(Spot(0, -1, "basal"))
    QTest.keyClicks(editor.field(), "H-DMEM")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    editor.go(0, 0, REAGENT)
    editor.enter("EGF")
    editor.go(0, 0, FINAL)
    editor.enter("20 ng/mL")
    assert not [each for each in editor.document.findings if each.severity == "error"]


# Outside the stages


def test_that_start_conditions_are_typed_and_reset(opened: Opened) -> None:
    editor = opened(UC)
    editor.page.show_spot(Spot(-1, -1, "confluence"))
    QTest.keyClicks(editor.field(), "70 %")
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    assert editor.document.protocol.start.confluence == "70 %"
    editor.page.reset_current()
    assert editor.document.protocol.start.confluence == "80-90 %"


def test_that_read_outs_are_added_changed_and_removed(opened: Opened) -> None:
    editor = opened()
    editor.page.stages.choose(-1)
    count = len(editor.document.protocol.readouts)
    editor.press("add_readout")
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Cell count")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert editor.document.protocol.readouts[-1].name.written("en") == "Cell count"
    table = editor.page.protocol.readouts
    table.item(count, 1).setText("S2")
    assert editor.document.protocol.readouts[-1].at == "step-2"
    table.setCurrentCell(count, 0)
    editor.press("remove_readout")
    assert len(editor.document.protocol.readouts) == count


def test_that_the_title_is_typed_in_place(opened: Opened) -> None:
    editor = opened()
    title = editor.page.header.title
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "Low serum")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert editor.document.protocol.title.written("zh") == "Low serum"
    assert editor.document.protocol.derived_from == BM


def test_that_the_head_says_where_a_variant_comes_from(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 1, FINAL)
    editor.enter("20 ng/mL")
    assert editor.page.header.origin.text() == "from BM-MSC, three steps (Table 1)  ·  1 value differs"


# The whole page


def test_that_undo_and_redo_bring_the_place_back(opened: Opened) -> None:
    editor = opened()
    editor.go(2, 1, FINAL)
    editor.enter("20 ng/mL")
    editor.page.stages.choose(-1)
    editor.document.undo_stack.undo()
    assert editor.page.stages.at == 2
    assert editor.table.current_cell() == (1, "final")
    assert editor.field().selectedText() == "10 ng/mL"
    editor.document.undo_stack.redo()
    assert editor.field().text() == "20 ng/mL"


def test_that_every_text_follows_the_language(opened: Opened) -> None:
    editor = opened(UC)
    editor.page.stages.choose(0)
    editor.wording.set_language("zh")
    assert editor.page.form.label("duration").text() == "时长"
    assert any("视黄酸" in text for text in editor.told(1))
    assert "第一步" in editor.page.stages.list.item(1).text()


def test_that_cells_say_row_column_value_and_findings(opened: Opened) -> None:
    editor = opened(UC)
    editor.page.stages.choose(0)
    spoken = editor.table.rows.index(1, FINAL).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Retinoic acid, final, 6 mmol/L, error: Retinoic acid 6 mmol/L cannot dissolve"


def test_that_the_model_keeps_the_rules_of_models(opened: Opened, qtmodeltester: Any) -> None:
    editor = opened()
    editor.page.stages.choose(2)
    qtmodeltester.check(editor.table.rows)
    editor.go(2, 1, FINAL)
    QTest.keyClick(editor.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor.table, Qt.Key.Key_Delete)
    editor.document.undo_stack.undo()


def test_that_two_hundred_additions_can_be_edited(opened: Opened, lab: Lab) -> None:
    protocol = add_stage(new_protocol("many", LocalText(en="Many")), 1)
    for at in range(200):
        protocol = add_addition(protocol, 0, at, f"compound {at}", "1 µM")
    editor = opened(protocol)
    editor.page.show_spot(Spot(0, 150, "final"))
    QTest.keyClicks(editor.field(), "2 µM")
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    assert editor.final(0, 150) == "2 µM"


def test_that_every_control_has_a_name(opened: Opened) -> None:
    editor = opened(UC)
    for at in (-1, 0):
        editor.page.stages.choose(at)
        controls = [each for each in editor.page.findChildren(QWidget) if each.isVisible()]
        named = [each for each in controls if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert named
        nameless = [each for each in named if not (each.accessibleName() or getattr(each, "text", str)())]
        assert not nameless
