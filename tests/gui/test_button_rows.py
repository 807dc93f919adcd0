"""Two groups of buttons take one row where there is room, and two where there is not."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mscplanner.gui.button_rows import ButtonRows
from mscplanner.gui.labels import button


@pytest.fixture
def rows(qtbot: QtBot) -> Iterator[ButtonRows]:
    host = QWidget()
    qtbot.addWidget(host)
    made = ButtonRows()
    made.setParent(host)
    for text, row in (("Done", 0), ("What Happened…", 0), ("Start on Chosen Day", 1)):
        each = button()
        each.setText(text)
        made.add_button(each, row)
    host.show()
    # The host lives as long as the test.
    yield made
    host.close()


def tops(rows: ButtonRows, width: int) -> int:
    rows.resize(width, 200)
    QApplication.processEvents()
    return len({each.y() for each in rows.findChildren(type(button()))})


def test_that_width_decides_how_many_rows_there_are(rows: ButtonRows) -> None:
    assert tops(rows, rows.in_one_row) == 1
    assert tops(rows, rows.in_one_row - 1) == 2
    assert tops(rows, rows.in_one_row + 50) == 1


def test_that_no_more_width_is_asked_for_than_one_group_needs(rows: ButtonRows) -> None:
    tops(rows, rows.in_one_row)
    assert rows.minimumSizeHint().width() < rows.in_one_row
