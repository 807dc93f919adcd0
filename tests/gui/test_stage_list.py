"""The list of stages and the strip above it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

BM, UC, ADSC = "bm-msc-three-step", "uc-msc-three-step", "adsc-one-step"
Editing = Callable[..., Any]


def test_that_stages_are_added_moved_copied_and_removed_by_keys(editing: Editing) -> None:
    editor = editing()

    def ids() -> list[str]:
        return [stage.id for stage in editor.document.protocol.stages]

    stages = editor.page.stages
    stages.choose(0)
    QTest.keyClick(stages.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert ids() == ["step-2", "step-1", "step-3"]
    assert stages.at == 1
    QTest.keyClick(stages.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ids() == ["step-2", "step-1", "step-4", "step-3"]
    QTest.keyClick(stages.list, Qt.Key.Key_Delete)
    QTest.keyClick(stages.list, Qt.Key.Key_Insert)
    assert ids() == ["step-2", "step-1", "step-3", "step-4"]
    assert editor.field().text().startswith("Step ")


def test_that_a_press_on_the_ruler_chooses_a_stage(editing: Editing) -> None:
    editor = editing()
    area = editor.page.ruler.areas()[1]
    QTest.mouseClick(editor.page.ruler, Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    assert editor.page.stages.at == 1


def test_that_a_stage_is_dropped_at_another_place(editing: Editing) -> None:
    editor = editing()
    stages = editor.page.stages.list
    stages.setCurrentRow(3)
    place = stages.visualItemRect(stages.item(1)).topLeft() + QPoint(5, 3)
    actions, keys = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    stages.dropEvent(QDropEvent(QPointF(place), actions, QMimeData(), Qt.MouseButton.LeftButton, keys))
    assert [stage.id for stage in editor.document.protocol.stages] == ["step-3", "step-1", "step-2"]
    assert stages.count() == 4


def test_that_the_protocol_itself_stays_in_front(editing: Editing) -> None:
    editor = editing()
    editor.page.stages.choose(0)
    QTest.keyClick(editor.page.stages.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor.document.is_template
