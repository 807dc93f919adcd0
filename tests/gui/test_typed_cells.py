"""Cells that are typed in: each key is told, Enter hands in, Esc takes back, nothing replaces half a text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from mscplanner.gui.typed_cells import TYPED, TypedCells
from mscplanner.gui.typed_field import TypedField


@pytest.fixture
def table(qtbot: QtBot) -> QTableWidget:
    """A cell that shows "I1 · 10 µg/mL" and was typed as "1 mg/mL"."""
    made = QTableWidget(1, 2)
    qtbot.addWidget(made)
    item = QTableWidgetItem("I1 · 10 µg/mL")
    item.setData(TYPED, "1 mg/mL")
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, "EGF, Stock")
    made.setItem(0, 1, item)
    made.setItemDelegate(TypedCells(made))
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    made.setCurrentCell(0, 1)
    made.setFocus()
    return made


def opened(table: QTableWidget) -> TypedField:
    item = table.item(0, 1)
    assert item
    table.editItem(item)
    field = QApplication.focusWidget()
    assert isinstance(field, TypedField)
    return field


def shown(table: QTableWidget) -> str:
    item = table.item(0, 1)
    assert item
    return item.text()


def test_that_what_was_typed_is_edited_and_not_what_is_shown(table: QTableWidget) -> None:
    field = opened(table)
    assert (field.text(), field.accessibleName()) == ("1 mg/mL", "EGF, Stock")
    assert field.alignment() & Qt.AlignmentFlag.AlignRight


def test_that_each_key_is_told_with_its_cell(table: QTableWidget, qtbot: QtBot) -> None:
    cells = table.itemDelegate()
    assert isinstance(cells, TypedCells)
    told: list[tuple[int, int, str]] = []
    cells.typing.connect(lambda *each: told.append(each))
    field = opened(table)
    field.selectAll()
    QTest.keyClicks(field, "2 m")
    assert told == [(0, 1, "2"), (0, 1, "2 "), (0, 1, "2 m")]
    with qtbot.waitSignal(cells.ended):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert shown(table) == "I1 · 10 µg/mL"


def test_that_enter_hands_in_and_an_unchanged_text_does_not(table: QTableWidget, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.itemChanged, wait=0):
        QTest.keyClick(opened(table), Qt.Key.Key_Return)
        QApplication.processEvents()
    field = opened(table)
    field.selectAll()
    QTest.keyClicks(field, "2 mg/mL")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(table) == "2 mg/mL")


def test_that_half_a_text_is_not_replaced_by_what_comes_in(table: QTableWidget) -> None:
    field = opened(table)
    field.selectAll()
    QTest.keyClicks(field, "3 m")
    item = table.item(0, 1)
    assert item
    item.setText("other")
    QApplication.processEvents()
    assert field.text() == "3 m"


def test_that_a_long_dose_has_room_in_a_narrow_column(table: QTableWidget) -> None:
    table.setColumnWidth(1, 40)
    field = opened(table)
    assert field.width() >= field.fontMetrics().horizontalAdvance("0.001 ng/mL")


def test_that_arrows_step_the_last_digit(table: QTableWidget) -> None:
    field = opened(table)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "2 mg/mL"
