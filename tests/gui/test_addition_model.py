"""The model of the additions."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mscplanner.gui.addition_model import FINAL

BM, UC, ADSC = "bm-msc-three-step", "uc-msc-three-step", "adsc-one-step"
Editing = Callable[..., Any]


def test_that_cells_say_row_column_value_and_findings(editing: Editing) -> None:
    editor = editing(UC)
    editor.page.stages.choose(0)
    spoken = editor.table.rows.index(1, FINAL).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Retinoic acid, final, 6 mmol/L, error: Retinoic acid 6 mmol/L cannot dissolve"


def test_that_the_model_keeps_the_rules_of_models(editing: Editing, qtmodeltester: Any) -> None:
    editor = editing()
    editor.page.stages.choose(2)
    qtmodeltester.check(editor.table.rows)
    editor.go(2, 1, FINAL)
    QTest.keyClick(editor.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor.table, Qt.Key.Key_Delete)
    editor.document.undo_stack.undo()
