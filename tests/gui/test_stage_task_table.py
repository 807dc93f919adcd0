"""The tasks of a stage in the editor."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QStyledItemDelegate

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import StageTask
from mscplanner.gui.document import Spot
from mscplanner.gui.stage_task_table import KINDS, StageTaskTable
from mscplanner.library.templates import read_template

Editing = Callable[..., Any]
SEED = StageTask(name=LocalText(en="Seed", zh="接种细胞"), kind="seed", day=1)
TAKE = StageTask(name=LocalText(plain="Take medium"), kind="sample", day=4, earlier_days=1, later_days=1)


def with_tasks(editing: Editing, *tasks: StageTask) -> tuple[Any, StageTaskTable]:
    protocol = read_template("bm-msc-three-step")
    assert protocol
    stages = list(protocol.stages)
    stages[1] = stages[1].model_copy(update={"tasks": tasks})
    editor = editing(protocol.model_copy(update={"stages": tuple(stages)}))
    editor.page.show_spot(Spot(1, -1, "tasks"))
    QApplication.processEvents()
    table = editor.page.rules.tasks
    assert isinstance(table, StageTaskTable)
    return editor, table


def names(editor: Any) -> list[str]:
    return [task.name.written("en") for task in editor.document.protocol.stages[1].tasks]


def enter(text: str) -> None:
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_that_a_task_is_added_to_a_template_which_becomes_a_copy(editing: Editing) -> None:
    editor = editing()
    editor.page.show_spot(Spot(1, -1, "tasks"))
    editor.press("add_task")
    enter("Count cells")
    assert names(editor) == ["Count cells"]
    assert editor.document.protocol.derived_from == "bm-msc-three-step"
    assert editor.document.step_name(-1) == "Add Count cells"
    notes = editor.page.rules.notes("tasks").texts()
    assert "was none" in notes
    editor.page.rules.reset_wanted.emit("tasks")
    assert names(editor) == []


def test_that_each_cell_is_typed_with_the_keyboard(editing: Editing) -> None:
    editor, table = with_tasks(editing, SEED)
    for column, text in ((0, "Seed islets"), (2, "3"), (3, "1"), (4, "2")):
        table.setFocus()
        table.setCurrentCell(0, column)
        QTest.keyClick(table, Qt.Key.Key_F2)
        field = QApplication.focusWidget()
        if isinstance(field, QSpinBox):
            field.selectAll()
        enter(text)
    task = editor.document.protocol.stages[1].tasks[0]
    assert (task.day, task.earlier_days, task.later_days) == (3, 1, 2)
    assert task.name.written("zh") == "Seed islets"
    assert editor.page.rules.notes("tasks").texts() == ["= Seed islets on D5 · may lie on D4 to D7"]


def test_that_the_kind_is_chosen_from_a_list(editing: Editing) -> None:
    editor, table = with_tasks(editing, SEED)
    table.setCurrentCell(0, 1)
    QTest.keyClick(table, Qt.Key.Key_F2)
    kinds = QApplication.focusWidget()
    assert isinstance(kinds, QComboBox)
    assert [kinds.itemData(at) for at in range(kinds.count())] == list(KINDS)
    assert kinds.accessibleName() == "Kind"
    QTest.keyClick(kinds, Qt.Key.Key_Down)
    QTest.keyClick(kinds, Qt.Key.Key_Return)
    assert editor.document.protocol.stages[1].tasks[0].kind == "sample"
    assert editor.document.protocol.stages[1].tasks[0].name == SEED.name


def test_that_a_name_that_stays_the_same_keeps_its_other_language(editing: Editing) -> None:
    editor, table = with_tasks(editing, SEED)
    table.setCurrentCell(0, 0)
    QTest.keyClick(table, Qt.Key.Key_F2)
    enter("Seed")
    assert editor.document.protocol.stages[1].tasks == (SEED,)


def test_that_an_emptied_name_comes_back(editing: Editing) -> None:
    editor, table = with_tasks(editing, SEED)
    cell = table.item(0, 0)
    assert cell
    cell.setText(" ")
    shown = table.item(0, 0)
    assert shown
    assert shown.text() == "Seed"
    assert names(editor) == ["Seed"]


def test_that_tasks_change_places_by_buttons_and_keys(editing: Editing) -> None:
    editor, table = with_tasks(editing, SEED, TAKE)
    table.setCurrentCell(0, 0)
    assert not editor.button("task_up").isEnabled()
    editor.press("task_down")
    assert names(editor) == ["Take medium", "Seed"]
    assert table.currentRow() == 1
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(editor) == ["Seed", "Take medium"]
    assert editor.document.step_name(-1) == "Move Seed"


def test_that_a_task_is_removed_and_comes_back_by_undo(editing: Editing) -> None:
    editor, table = with_tasks(editing, SEED, TAKE)
    table.setCurrentCell(1, 0)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert names(editor) == ["Seed"]
    assert not editor.button("remove_task").isEnabled()
    editor.document.undo_stack.undo()
    assert names(editor) == ["Seed", "Take medium"]


def test_that_days_stand_with_their_unit_and_kinds_in_the_language_of_the_screen(editing: Editing) -> None:
    editor, table = with_tasks(editing, TAKE)
    drawn = table.itemDelegate()
    assert isinstance(drawn, QStyledItemDelegate)
    assert drawn.displayText(table.model().index(0, 2).data(), table.locale()) == "4 d"
    editor.wording.set_language("zh")
    kind = table.item(0, 1)
    assert kind
    assert kind.text() == "取样"
