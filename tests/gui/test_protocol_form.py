"""What a protocol says outside its stages."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from mscplanner.gui.document import Spot

BM, UC, ADSC = "bm-msc-three-step", "uc-msc-three-step", "adsc-one-step"
Editing = Callable[..., Any]


def test_that_start_conditions_are_typed_and_reset(editing: Editing) -> None:
    editor = editing(UC)
    editor.page.show_spot(Spot(-1, -1, "confluence"))
    QTest.keyClicks(editor.field(), "70 %")
    QTest.keyClick(editor.field(), Qt.Key.Key_Return)
    assert editor.document.protocol.start.confluence == "70 %"
    editor.page.reset_current()
    assert editor.document.protocol.start.confluence == "80-90 %"


def test_that_read_outs_are_added_changed_and_removed(editing: Editing) -> None:
    editor = editing()
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
    cell = table.item(count, 1)
    assert cell
    cell.setText("S2")
    assert editor.document.protocol.readouts[-1].at == "step-2"
    table.setCurrentCell(count, 0)
    editor.press("remove_readout")
    assert len(editor.document.protocol.readouts) == count


def test_that_the_sheet_of_a_read_out_is_chosen_from_a_list(editing: Editing) -> None:
    editor = editing()
    editor.page.stages.choose(-1)
    table = editor.page.protocol.readouts
    assert [table.item(row, 3).text() for row in range(3)] == ["morphology", "GSIS", "insulin and C-peptide"]
    table.setFocus()
    table.setCurrentCell(1, 3)
    QTest.keyClick(table, Qt.Key.Key_F2)
    kinds = QApplication.focusWidget()
    assert isinstance(kinds, QComboBox)
    assert kinds.currentText() == "GSIS"
    QTest.keyClick(kinds, Qt.Key.Key_Home)
    QTest.keyClick(kinds, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert editor.document.protocol.readouts[1].kind is None
    assert table.item(1, 3).text() == "by its name: GSIS"
