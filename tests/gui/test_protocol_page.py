"""The editor of a protocol, with real keys and clicks."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.gui.addition_model import FINAL, REAGENT
from mscplanner.gui.document import Spot
from mscplanner.gui.typed_field import TypedField
from mscplanner.planning.protocol_edits import new_protocol

BM, UC, ADSC = "bm-msc-three-step", "uc-msc-three-step", "adsc-one-step"
Editing = Callable[..., Any]


def test_that_the_first_change_of_a_template_makes_a_copy_and_one_undo_takes_both_back(editing: Editing) -> None:
    editor = editing()
    template = editor.document.protocol
    editor.go(2, 1, FINAL)
    editor.enter("20 ng/mL")
    assert editor.document.protocol.derived_from == BM
    assert editor.document.step_name(-1) == "Change final concentration of Activin A"
    editor.document.undo_stack.undo()
    assert editor.document.protocol is template


def test_that_a_finding_stands_at_its_field_with_code_and_words(editing: Editing) -> None:
    editor = editing(UC)
    editor.page.stages.choose(0)
    assert editor.told(1) == ["Retinoic acid 6 mmol/L cannot dissolve", "E-DOSE-SOL"]
    line = editor.page.stages.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert line == "S1, Step 1, 2 d, 1 error, 1 warning"


def test_that_a_dose_is_only_replaced_after_its_source_was_named(editing: Editing) -> None:
    editor = editing(UC)
    editor.page.stages.choose(0)
    editor.press("fix")
    assert editor.document.is_template
    asked = editor.page.findChild(QMessageBox, "fix_question")
    assert asked is not None
    assert asked.defaultButton().text() == "Keep as Printed"
    accept = next(each for each in asked.buttons() if asked.buttonRole(each) == QMessageBox.ButtonRole.AcceptRole)
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert editor.final(0, 1) == "1 µmol/L"


def test_that_the_reading_can_be_taken_in_the_source_pane_too(editing: Editing) -> None:
    editor = editing(UC)
    editor.go(0, 1, FINAL)
    text = editor.page.source.text.toPlainText()
    assert "6mmol/L 维甲酸" in text
    assert "1 µmol/L (inferred, not seen in the original)" in text
    assert "doi:10.1016/j.trsl.2008.03.003" in text
    editor.press("reading")
    assert editor.page.findChild(QMessageBox, "fix_question") is not None


def test_that_more_than_three_findings_open_by_one_press(editing: Editing) -> None:
    editor = editing(ADSC)
    notes = editor.page.form.notes("title")
    notes.show_notes(notes.notes._replace(findings=editor.document.findings))
    assert len(notes.findChildren(QLabel, "code")) == 3
    editor.press("more")
    shown = [each for each in notes.findChildren(QLabel, "code") if each.isVisible()]
    assert [each.text() for each in shown] == [finding.code for finding in editor.document.findings]


def test_that_a_changed_value_says_what_it_was_and_is_reset_by_one_press(editing: Editing) -> None:
    editor = editing(UC)
    editor.go(0, 1, FINAL)
    editor.enter("1 µM")
    assert "Final: was 6 mmol/L" in editor.told(1)
    editor.press("reset")
    assert editor.final(0, 1) == "6 mmol/L"
    assert not any("was" in text for text in editor.told(1))


def test_that_a_value_is_reset_by_keyboard(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 1, FINAL)
    editor.enter("20 ng/mL")
    editor.go(2, 1, FINAL)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(editor.table, Qt.Key.Key_R, keys)
    assert editor.final(2, 1) == "10 ng/mL"


def test_that_a_reset_of_a_reagent_brings_its_reading_back(editing: Editing) -> None:
    editor = editing(UC)
    editor.go(0, 1, REAGENT)
    editor.enter("EGF")
    assert editor.document.protocol.stages[0].additions[1].reading is None
    editor.go(0, 1, REAGENT)
    editor.page.reset_current()
    origin = editor.document.origin
    assert origin
    assert editor.document.protocol.stages[0].additions[1] == origin.stages[0].additions[1]


@pytest.mark.parametrize("template", [BM, UC, ADSC])
def test_that_every_finding_has_its_field_or_stage(editing: Editing, template: str) -> None:
    editor = editing(template)
    seen: set[str] = set()
    for at in range(-1, len(editor.document.protocol.stages)):
        editor.page.stages.choose(at)
        seen |= {each.text() for each in editor.page.findChildren(QLabel, "finding") if each.isVisible()}
    assert seen == {each.title.written("en") for each in editor.document.findings}


def test_that_every_finding_is_gone_to_with_its_text_selected(editing: Editing) -> None:
    editor = editing(UC)
    for finding in editor.document.findings:
        editor.page.show_spot(editor.document.spot_of(finding))
        focused = QApplication.focusWidget()
        assert focused is not None
        assert editor.page.isAncestorOf(focused)
        if isinstance(focused, TypedField) and focused.text():
            assert focused.selectedText() == focused.text()


def test_that_a_protocol_is_made_from_nothing(editing: Editing, lab: Lab) -> None:
    editor = editing(new_protocol("own", LocalText(en="Own")))
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


def test_that_the_title_is_typed_in_place(editing: Editing) -> None:
    editor = editing()
    title = editor.page.header.title
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "Low serum")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert editor.document.protocol.title.written("zh") == "Low serum"
    assert editor.document.protocol.derived_from == BM


def test_that_the_head_says_where_a_variant_comes_from(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 1, FINAL)
    editor.enter("20 ng/mL")
    assert editor.page.header.origin.text() == "from BM-MSC, three steps (Table 1)  ·  1 value differs"


def test_that_undo_and_redo_bring_the_place_back(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 1, FINAL)
    editor.enter("20 ng/mL")
    editor.page.stages.choose(-1)
    editor.document.undo_stack.undo()
    assert editor.page.stages.at == 2
    assert editor.table.current_cell() == (1, "final")
    assert editor.field().selectedText() == "10 ng/mL"
    editor.document.undo_stack.redo()
    assert editor.field().text() == "20 ng/mL"


def test_that_every_text_follows_the_language(editing: Editing) -> None:
    editor = editing(UC)
    editor.page.stages.choose(0)
    editor.wording.set_language("zh")
    assert editor.page.form.label("duration").text() == "时长"
    assert any("视黄酸" in text for text in editor.told(1))
    assert "第一步" in editor.page.stages.list.item(1).text()


def test_that_every_control_has_a_name(editing: Editing) -> None:
    editor = editing(UC)
    for at in (-1, 0):
        editor.page.stages.choose(at)
        controls = [each for each in editor.page.findChildren(QWidget) if each.isVisible()]
        named = [each for each in controls if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert named
        nameless = [each for each in named if not (each.accessibleName() or getattr(each, "text", str)())]
        assert not nameless
