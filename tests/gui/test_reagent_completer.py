"""Completion of reagents by any of their names."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mscplanner.gui.addition_model import REAGENT

BM, UC, ADSC = "bm-msc-three-step", "uc-msc-three-step", "adsc-one-step"
Editing = Callable[..., Any]


@pytest.mark.parametrize(("typed", "line"), [("activ", "Activin A"), ("激活", "激活素"), ("β-F", "read from “β-FGF”")])
def test_that_a_reagent_is_completed_by_any_of_its_names(editing: Editing, typed: str, line: str) -> None:
    editor = editing()
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
