"""The table of a comparison: sound for Qt, with room for long values."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.gui.comparison_lines import Line
from mscplanner.gui.comparison_table import ComparisonModel, ComparisonTable
from mscplanner.gui.wording import Wording

LONG = "Rinse twice with warm DPBS and look at every well under the microscope before the medium is given. " * 3
LINES = (
    Line("", "S1 → S1 · Step 1"),
    Line("changed", "Activin A", "10 ng/mL", "20 ng/mL", "×2", "20 → 40 ng/mL·d"),
    Line("added", "Procedure", "", LONG),
    Line("same", "EGF", "10 ng/mL", "10 ng/mL", "×1", "20 ng/mL·d"),
)


@pytest.fixture
def table(qtbot: QtBot) -> ComparisonTable:
    made = ComparisonTable(Wording("en"))
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_lines(LINES)
    made.show()
    return made


def test_that_the_model_keeps_the_rules_of_qt(qtmodeltester: Any) -> None:
    model = ComparisonModel(Wording("en"))
    model.show_lines(LINES)
    qtmodeltester.check(model, force_py=True)


def test_that_a_heading_reaches_across(table: ComparisonTable) -> None:
    assert [table.columnSpan(line, 0) for line in range(4)] == [6, 1, 1, 1]


def test_that_a_long_value_is_shown_whole(table: ComparisonTable) -> None:
    lines = table.rowHeight(2) // table.fontMetrics().lineSpacing()
    room = (table.columnWidth(3) - 30) * (lines - 1)
    assert room >= table.fontMetrics().horizontalAdvance(LONG) * 0.9
    assert table.rowHeight(1) < table.rowHeight(2)


def test_that_a_cell_is_read_out_with_its_column(table: ComparisonTable) -> None:
    index = table.model_of_lines.index(1, 4)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Fold: ×2"


def test_that_a_refresh_keeps_place_and_choice(table: ComparisonTable) -> None:
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    chosen = table.currentIndex().row()
    table.show_lines(LINES)
    assert table.currentIndex().row() == chosen > 0


def test_that_thousands_of_lines_do_not_hold_the_window_up(table: ComparisonTable) -> None:
    table.show_lines(LINES * 2500)
    assert table.model_of_lines.rowCount() == 10_000
    assert table.rowHeight(9_999) >= 32
