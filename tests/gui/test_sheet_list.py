"""The list of sheets: days that are ticked as a whole, and buttons that leave the preview its room."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from mscplanner.domain.run import Run
from mscplanner.gui.sheet_list import SheetList
from mscplanner.gui.wording import Wording
from mscplanner.planning.planner import plan
from mscplanner.sheets.book import contents

ROOMY = 2000
MATCHES = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive


def enlarge(sheets: SheetList) -> None:
    font = sheets.font()
    font.setPointSizeF(font.pointSizeF() * 1.75)
    for each in (sheets, *sheets.findChildren(QPushButton)):
        each.setFont(font)
    sheets.fit(900)


@pytest.fixture
def sheets(qtbot: QtBot, run_of: Callable[[str], Run]) -> SheetList:
    """The sheets of a run, on its D4."""
    made = SheetList(Wording("en"))
    qtbot.addWidget(made)
    planned = plan(run_of("bm-msc-three-step"))
    made.show_plan(planned, contents(planned), 4)
    made.fit(ROOMY)
    made.show()
    return made


def row(sheets: SheetList, text: str) -> QTreeWidgetItem:
    (found,) = sheets.rows.findItems(text, MATCHES)
    return found


def click_box(sheets: SheetList, item: QTreeWidgetItem) -> None:
    area = sheets.rows.visualItemRect(item)
    box = QPoint(area.left() + 12, area.center().y())
    QTest.mouseClick(sheets.rows.viewport(), Qt.MouseButton.LeftButton, pos=box)


def test_that_the_sheets_of_a_day_stand_below_it(sheets: SheetList) -> None:
    row(sheets, "D4, 12-11 Fri").setExpanded(True)
    below = [row(sheets, text) for text in ("Completion S2-1/D4", "Hand-over for D5-D6")]
    assert {each.parent() for each in below} == {row(sheets, "D4, ")}
    assert [each.text(0) for each in sheets.rows.findItems("Day sheet", MATCHES)]
    assert row(sheets, "Run overview").parent() is None


def test_that_the_box_of_a_day_ticks_all_of_it_and_tells_once(qtbot: QtBot, sheets: SheetList) -> None:
    told: list[None] = []
    sheets.changed.connect(lambda: told.append(None))
    day = row(sheets, "D4, ")
    sheets.rows.scrollToItem(day)
    click_box(sheets, day)
    assert not {"S2-1/D4", "D4", "OFF/D5-D6"} & set(sheets.ticked)
    assert "S2-1/D2" in sheets.ticked
    assert len(told) == 1
    row(sheets, "Completion S2-1/D4").setCheckState(0, Qt.CheckState.Checked)
    assert day.checkState(0) == Qt.CheckState.PartiallyChecked
    assert day.text(0) == "D4, 12-11 Fri (1/3)"
    click_box(sheets, day)
    assert {"S2-1/D4", "D4", "OFF/D5-D6"} <= set(sheets.ticked)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("tick_all", "overview", ""), ("today", "S2-1/D4", "OFF/D5-D6"), ("from_today", "S2-1/D4", "")],
)
def test_that_each_button_ticks_its_sheets(sheets: SheetList, name: str, first: str, last: str) -> None:
    sheets["untick_all"].click()
    assert not sheets.ticked
    sheets[name].click()
    assert sheets.ticked[0] == first
    assert not last or sheets.ticked[-1] == last
    assert sheets.every == (name == "tick_all")


def test_that_only_changed_sheets_can_be_ticked_where_there_are_any(sheets: SheetList) -> None:
    assert not sheets["only_changed"].isEnabled()
    sheets.show_outdated({"D4", "S3-1", "D99"})
    sheets["only_changed"].click()
    assert sheets.ticked == ("D4", "S3-1")
    assert row(sheets, "D4, ").isExpanded()


def test_that_a_change_of_the_plan_keeps_what_was_not_ticked(sheets: SheetList, run_of: Callable[[str], Run]) -> None:
    sheets.tick(lambda part: part.id != "D4")
    planned = plan(run_of("bm-msc-three-step").model_copy(update={"count": 5}))
    sheets.show_plan(planned, contents(planned), 40)
    assert "D4" not in sheets.ticked
    assert not sheets["today"].isEnabled()


def test_that_a_narrow_page_has_a_menu_in_the_place_of_buttons(sheets: SheetList) -> None:
    enlarge(sheets)
    assert sheets.menu_button.isVisible()
    assert not any(each.isVisible() for each in sheets.findChildren(QPushButton) if each.objectName())
    named = {action.objectName(): action for action in sheets.menu_button.menu().actions()}
    named["untick_all"].trigger()
    named["today"].trigger()
    assert sheets.ticked == ("S2-1/D4", "D4", "OFF/D5-D6")
    assert not named["only_changed"].isEnabled()


def test_that_the_list_leaves_the_preview_its_room(sheets: SheetList) -> None:
    enlarge(sheets)
    assert sheets.width() <= 900 * 31 // 100
