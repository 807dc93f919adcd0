"""What a protocol says outside its stages."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

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
