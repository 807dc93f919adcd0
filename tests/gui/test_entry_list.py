"""The search above a list, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.domain.language import N_
from mscplanner.gui.action_row import Action
from mscplanner.gui.entry_list import EntryList
from mscplanner.gui.entry_model import Column, Group, Row
from mscplanner.gui.wording import Wording

NAMES = ("bone marrow", "umbilical cord", "fat")


@pytest.fixture
def entries(qtbot: QtBot) -> EntryList:
    actions = [Action("open", N_("Open"), lambda: None)]
    made = EntryList(Wording("en"), N_("Protocols"), [Column(N_("Title"), most=0)], 0, N_("Search"), actions)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show_groups([Group([Row(name, (name,), (name,), name) for name in NAMES])])
    made.show()
    return made


def test_that_search_and_choice_need_no_mouse(entries: EntryList, qtbot: QtBot) -> None:
    entries.table.setFocus()
    entries.focus_search()
    assert entries.search.hasFocus()
    QTest.keyClicks(entries.search, "cord")
    QTest.keyClick(entries.search, Qt.Key.Key_Down)
    assert entries.table.hasFocus()
    assert entries.current
    assert entries.current.id == "umbilical cord"


def test_that_up_from_the_first_entry_leads_back_to_the_search(entries: EntryList) -> None:
    entries.table.setFocus()
    QTest.keyClick(entries.table, Qt.Key.Key_Up)
    assert entries.search.hasFocus()


def test_that_esc_takes_the_search_back(entries: EntryList) -> None:
    entries.search.setFocus()
    QTest.keyClicks(entries.search, "cord")
    QTest.keyClick(entries.search, Qt.Key.Key_Escape)
    assert entries.table.entries.count == 3
    assert entries.search.text() == ""


def test_that_an_empty_list_says_what_belongs_there_and_leads_on(entries: EntryList, qtbot: QtBot) -> None:
    pressed: list[str] = []
    entries.show_empty(N_("No runs yet."), [Action("on", N_("Open"), lambda: pressed.append("on"))])
    assert not entries.table.isVisible()
    entries.setFocus()
    QTest.keyClick(entries.window().focusWidget(), Qt.Key.Key_Space)
    assert pressed == ["on"]


def test_that_every_control_has_a_name_of_its_own(entries: EntryList) -> None:
    controls = (entries.table, entries.search, entries.table.sort_box, entries.buttons["open"])
    names = [each.accessibleName() for each in controls] + [entries.archive.text()]
    assert all(names)
    assert len(set(names)) == 5
