"""The table of entries by mouse and keys; the choice outlives refresh, search and sorting."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.domain.language import N_
from mscplanner.gui.entry_model import Column, Group, Row
from mscplanner.gui.entry_table import EntryTable
from mscplanner.gui.wording import Wording

COLUMNS = (Column(N_("Title"), most=0), Column(N_("From"), spare=1), Column(N_("Versions"), descending=True))


def row(at: int) -> Row:
    return Row(str(at), (f"Protocol {at:02}", "somewhere", str(at)), (at, "", -at), f"protocol {at:02}")


def groups(ats: range) -> list[Group]:
    own = [row(at) for at in ats]
    return [Group(own, "Mine"), Group([row(90), row(91)], "Templates")]


@pytest.fixture
def table(qtbot: QtBot) -> EntryTable:
    made = EntryTable(Wording("en"), COLUMNS, 0)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show_groups(groups(range(40)))
    made.show()
    return made


def chosen(table: EntryTable) -> str:
    return table.current.id if table.current else ""


def click(table: EntryTable, row_id: str, double: bool = False) -> None:
    place = table.visualRect(table.entries.index(table.entries.line_of(row_id), 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    if double:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_that_the_first_entry_is_chosen_until_somebody_chooses(table: EntryTable) -> None:
    table.show_groups(groups(range(-5, 40)))
    assert chosen(table) == "-5"


def test_that_arrows_pass_over_headings(table: EntryTable) -> None:
    table.choose("39")
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert chosen(table) == "90"
    QTest.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert chosen(table) == "0"


def test_that_pages_never_end_on_a_heading(table: EntryTable) -> None:
    for _ in range(8):
        QTest.keyClick(table, Qt.Key.Key_PageDown)
        assert chosen(table)
    for _ in range(8):
        QTest.keyClick(table, Qt.Key.Key_PageUp)
    assert chosen(table) == "0"


def test_that_choice_and_scroll_survive_a_refresh(table: EntryTable) -> None:
    click(table, "5")
    table.verticalScrollBar().setValue(3)
    table.show_groups(groups(range(40)))
    assert (chosen(table), table.verticalScrollBar().value()) == ("5", 3)


def test_that_the_neighbour_is_chosen_where_the_chosen_one_is_gone(table: EntryTable) -> None:
    click(table, "3")
    own = [row(at) for at in range(40) if at != 3]
    table.show_groups([Group(own, "Mine")])
    assert chosen(table) == "4"


def test_that_a_search_does_not_lose_the_choice(table: EntryTable) -> None:
    click(table, "5")
    table.search("protocol 17")
    assert chosen(table) == "17"
    table.search("")
    assert chosen(table) == "5"


def test_that_enter_and_a_double_click_open(table: EntryTable) -> None:
    opened: list[str] = []
    table.opened.connect(lambda: opened.append(chosen(table)))
    QTest.keyClick(table, Qt.Key.Key_Return)
    click(table, "4", double=True)
    assert opened == ["0", "4"]


def test_that_nothing_opens_where_nothing_is(table: EntryTable, qtbot: QtBot) -> None:
    table.search("xyzzy")
    with qtbot.assertNotEmitted(table.opened), qtbot.assertNotEmitted(table.put_away):
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
            QTest.keyClick(table, key)


def test_that_del_puts_away(table: EntryTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.put_away):
        QTest.keyClick(table, Qt.Key.Key_Delete)


def test_that_a_head_sorts_and_turns_the_order_round(table: EntryTable) -> None:
    head = table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(0) + 20, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.entries.row_at(1) == row(39)
    assert head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_that_keys_can_sort_by_any_column(table: EntryTable, qtbot: QtBot) -> None:
    qtbot.addWidget(table.sort_box)
    table.sort_box.show()
    QTest.keyClick(table.sort_box, Qt.Key.Key_End)
    assert table.entries.sorted_by == 2
    assert table.sort_box.currentText() == "Sorted by: Versions"


def test_that_a_narrow_table_leaves_spare_columns_out_and_tells_them(table: EntryTable) -> None:
    assert not table.hidden_texts()
    table.resize(40 * table.fontMetrics().averageCharWidth(), 400)
    assert table.hidden_texts() == ["From: somewhere"]
    assert table.columnWidth(0) >= 20 * table.fontMetrics().averageCharWidth()


def test_that_rows_can_be_hit_with_gloves(table: EntryTable) -> None:
    assert table.rowHeight(1) >= 32
