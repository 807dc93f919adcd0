"""The additions of a stage, edited with real keys and clicks."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.gui.addition_model import FINAL, ONCE, REAGENT
from mscplanner.gui.document import Spot
from mscplanner.planning.protocol_edits import add_addition, add_stage, new_protocol

BM, UC, ADSC = "bm-msc-three-step", "uc-msc-three-step", "adsc-one-step"
Editing = Callable[..., Any]


def test_that_a_dose_is_typed_over_and_enter_goes_down(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 1, FINAL)
    editor.enter("20 ng/mL")
    assert editor.final(2, 1) == "20 ng/mL"
    assert editor.table.current_cell() == (2, "final")


def test_that_the_recipe_follows_the_dose(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 1, FINAL)
    before = editor.table.rows.text(1, 3)
    editor.enter("20 ng/mL")
    assert (before, editor.table.rows.text(1, 3)) == ("1 µL", "2 µL")


def test_that_the_field_reads_back_what_it_understood_while_typing(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 3, FINAL)
    editor.type("0.01 M")
    assert editor.told(3) == ["= 10 mM = 1.22 mg/mL (122.12 g/mol) · 100 µL in 10 mL · 1:100"]


def test_that_wrong_text_is_kept_and_told_only_after_a_rest(editing: Editing, qtbot: QtBot) -> None:
    editor = editing()
    editor.go(2, 3, FINAL)
    editor.type("1,5 mM")
    assert editor.told(3) == ["= …"]
    qtbot.waitUntil(lambda: editor.final(2, 3) == "1,5 mM", timeout=3000)
    assert any("can be read as two numbers" in text for text in editor.told(3))
    assert editor.field().text() == "1,5 mM"


def test_that_a_likely_reading_is_taken_by_one_press_while_the_cell_is_open(editing: Editing, qtbot: QtBot) -> None:
    editor = editing()
    editor.go(2, 3, FINAL)
    editor.type("1,5 mM")
    qtbot.waitUntil(lambda: editor.final(2, 3) == "1,5 mM", timeout=3000)
    editor.press("fix")
    assert editor.final(2, 3) == "1.5 mM"


def test_that_escape_takes_back_what_was_typed_and_leaves_the_template_alone(editing: Editing, qtbot: QtBot) -> None:
    editor = editing()
    editor.go(2, 3, FINAL)
    field = editor.type("1,5 mM")
    qtbot.waitUntil(lambda: not editor.document.is_template, timeout=3000)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert editor.document.is_template
    assert editor.final(2, 3) == "10 mmol/L"
    assert editor.table.hasFocus()


def test_that_two_texts_typed_in_one_visit_are_one_step(editing: Editing, qtbot: QtBot) -> None:
    editor = editing()
    editor.go(2, 3, FINAL)
    field = editor.type("2 mM")
    qtbot.waitUntil(lambda: editor.final(2, 3) == "2 mM", timeout=3000)
    field.setCursorPosition(1)
    QTest.keyClicks(field, "5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert editor.final(2, 3) == "25 mM"
    assert editor.document.undo_stack.count() == 1


def test_that_two_visits_are_two_steps(editing: Editing) -> None:
    editor = editing()
    for text in ("2 mM", "3 mM"):
        editor.go(2, 3, FINAL)
        editor.enter(text)
    editor.document.undo_stack.undo()
    assert editor.final(2, 3) == "2 mM"


def test_that_typing_back_to_what_it_was_leaves_nothing_to_undo(editing: Editing, lab: Lab, qtbot: QtBot) -> None:
    editor = editing(add_addition(new_protocol("own", LocalText(en="Own")), 0, 0, "egf", "20 ng/mL"))
    editor.page.show_spot(Spot(0, 0, "final"))
    field = editor.field()
    QTest.keyClick(field, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: editor.final(0, 0) == "21 ng/mL", timeout=3000)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert editor.final(0, 0) == "20 ng/mL"
    assert editor.document.undo_stack.count() == 0


def test_that_undo_in_an_open_cell_undoes_the_step_once_its_text_is_handed_in(editing: Editing, qtbot: QtBot) -> None:
    editor = editing()
    undo = editor.document.undo_stack.createUndoAction(editor.host)
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    editor.host.addAction(undo)
    editor.go(2, 3, FINAL)
    field = editor.type("2 mM")
    qtbot.waitUntil(lambda: editor.final(2, 3) == "2 mM", timeout=3000)
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.document.is_template
    assert editor.field().text() == "10 mmol/L"


def test_that_arrows_change_the_last_digit(editing: Editing) -> None:
    editor = editing()
    editor.page.show_spot(Spot(2, 1, "final"))
    field = editor.field()
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert editor.final(2, 1) == "11 ng/mL"


def test_that_an_emptied_dose_is_not_stated(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 1, FINAL)
    QTest.keyClick(editor.table, Qt.Key.Key_Backspace)
    assert editor.final(2, 1) is None
    assert editor.table.rows.text(1, FINAL) == "not stated"


def test_that_a_change_elsewhere_keeps_an_open_editor_and_its_text(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 1, FINAL)
    field = editor.type("3")
    editor.page.additions._steps.document.change_value(  # what another view does
        editor.document.findings[0].title, editor.document.protocol.model_copy(update={"notes": ()})
    )
    assert editor.field() is field
    assert field.text() == "3"


def test_that_a_reagent_typed_in_the_empty_row_is_added(editing: Editing) -> None:
    editor = editing()
    editor.go(0, 1, REAGENT)
    field = editor.type("EGF")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert [each.reagent for each in editor.document.protocol.stages[0].additions] == ["2-mercaptoethanol", "egf"]
    assert editor.table.current_cell() == (1, "final")
    assert editor.document.step_name(-1) == "Add EGF"


def test_that_insert_opens_the_empty_row(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 1, FINAL)
    QTest.keyClick(editor.table, Qt.Key.Key_Insert)
    assert editor.field().text() == ""
    assert editor.table.current_cell() == (4, "reagent")


def test_that_rows_are_removed_duplicated_and_moved_by_keys(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 1, FINAL)

    def names() -> list[str]:
        return [each.reagent for each in editor.document.protocol.stages[2].additions]

    QTest.keyClick(editor.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert names() == ["β-FGF", "activin-a", "activin-a", "b27-50x", "nicotinamide"]
    QTest.keyClick(editor.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names() == ["β-FGF", "activin-a", "b27-50x", "activin-a", "nicotinamide"]
    assert editor.table.current_cell()[0] == 3
    editor.go(2, 3, REAGENT)
    QTest.keyClick(editor.table, Qt.Key.Key_Delete)
    assert names() == ["β-FGF", "activin-a", "b27-50x", "nicotinamide"]
    assert editor.document.step_name(-1) == "Remove Activin A"


def test_that_delete_on_a_dose_takes_the_dose_and_leaves_the_reagent(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 1, FINAL)
    QTest.keyClick(editor.table, Qt.Key.Key_Delete)
    assert [each.final for each in editor.document.protocol.stages[2].additions][1] is None
    assert len(editor.document.protocol.stages[2].additions) == 4


def test_that_enter_on_the_last_dose_leads_to_the_name_of_the_next_reagent(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 3, FINAL)
    editor.enter("5 mM")
    assert editor.table.current_cell() == (4, "reagent")
    editor.enter("FBS")
    assert [each.reagent for each in editor.document.protocol.stages[2].additions][-1] == "fbs"


def test_that_a_row_is_dragged_to_another_place(editing: Editing) -> None:
    editor = editing()
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


def test_that_tab_walks_cells_and_fixes_in_reading_order_and_leaves_at_the_end(editing: Editing) -> None:
    editor = editing(UC)
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


def test_that_the_first_fill_only_is_toggled_by_mouse_and_by_keyboard(editing: Editing) -> None:
    editor = editing()
    editor.page.stages.choose(2)
    QApplication.processEvents()
    cell = editor.table.visualRect(editor.table.rows.index(1, ONCE))
    QTest.mouseClick(editor.table.viewport(), Qt.MouseButton.LeftButton, pos=cell.topLeft() + QPoint(16, 16))
    assert editor.document.protocol.stages[2].additions[1].once
    QTest.keyClick(editor.table, Qt.Key.Key_Space)
    assert not editor.document.protocol.stages[2].additions[1].once


def test_that_the_menu_does_what_the_keys_do(editing: Editing) -> None:
    editor = editing(UC)
    editor.go(0, 1, FINAL)
    entries = {action.text().split("\t")[0]: action for action in editor.page.additions.menu().actions()}
    wanted = {"Use 1 µmol/L…", "Edit", "Add Addition", "Duplicate", "Move Up", "Move Down", "Remove", "Cut", "Copy"}
    assert wanted <= set(entries)
    duplicate: QAction = entries["Duplicate"]
    duplicate.trigger()
    QApplication.processEvents()
    assert len(editor.document.protocol.stages[0].additions) == 3


def test_that_cells_are_pasted_from_a_spreadsheet_as_one_step(editing: Editing) -> None:
    editor = editing()
    editor.go(0, 1, REAGENT)
    QApplication.clipboard().setText("EGF\t20 ng/mL\r\nHGF\t1,5 ng/mL\r\n")
    QTest.keyClick(editor.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    additions = editor.document.protocol.stages[0].additions
    assert [(each.reagent, each.final) for each in additions[1:]] == [("egf", "20 ng/mL"), ("hgf", "1,5 ng/mL")]
    assert editor.document.undo_stack.count() == 1
    assert any("E-QTY-COMMA" in text for text in editor.told(2))


def test_that_a_column_of_doses_is_pasted_over_doses_and_the_rest_is_said(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 2, FINAL)
    QApplication.clipboard().setText("1 %\n5 mM\n7 mM")
    QTest.keyClick(editor.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (editor.final(2, 2), editor.final(2, 3)) == ("1 %", "5 mM")
    assert editor.page.additions._said.text() == "1 pasted cell had no row to go into."


def test_that_copied_cells_come_back_the_same(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 0, REAGENT)
    editor.table.selectAll()
    QTest.keyClick(editor.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines()[1].startswith("Activin A\t10 ng/mL\t")
    QTest.keyClick(editor.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.document.is_template


def test_that_cut_takes_rows_away_and_paste_puts_them_elsewhere(editing: Editing) -> None:
    editor = editing()
    editor.go(2, 1, REAGENT)
    QTest.keyClick(editor.table, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(editor.table, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert len(editor.document.protocol.stages[2].additions) == 3
    editor.go(0, 1, REAGENT)
    QTest.keyClick(editor.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.final(0, 1) == "10 ng/mL"


def test_that_two_hundred_additions_can_be_edited(editing: Editing, lab: Lab) -> None:
    protocol = add_stage(new_protocol("many", LocalText(en="Many")), 1)
    for at in range(200):
        protocol = add_addition(protocol, 0, at, f"compound {at}", "1 µM")
    editor = editing(protocol)
    editor.page.show_spot(Spot(0, 150, "final"))
    QTest.keyClicks(editor.field(), "2 µM")
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    assert editor.final(0, 150) == "2 µM"


def test_that_an_open_cell_whose_row_is_undone_is_closed(editing: Editing) -> None:
    editor = editing()
    editor.go(0, 1, REAGENT)
    editor.enter("EGF")
    editor.page.show_spot(Spot(0, 1, "final"))
    editor.document.undo_stack.undo()
    editor.page.show_spot(Spot(0, 0, "final"))
    assert editor.field().text() == "0.5 mmol/L"


def test_that_a_name_cannot_be_emptied(editing: Editing) -> None:
    editor = editing()
    editor.page.show_spot(Spot(2, 1, "reagent"))
    editor.field().clear()
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    assert editor.document.is_template
