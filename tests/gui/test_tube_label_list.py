"""The ticks of labels: single ones, whole groups, those of a day."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot

from mscplanner.domain.run import Run
from mscplanner.gui.tube_label_list import TubeLabelList
from mscplanner.gui.wording import Wording
from mscplanner.planning.planner import plan
from mscplanner.planning.tube_labels import tube_labels

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@pytest.fixture
def ticks(qtbot: QtBot, run_of: Callable[[str], Run]) -> TubeLabelList:
    made = TubeLabelList(Wording("en"), 4)
    qtbot.addWidget(made)
    made.show_labels(tube_labels(plan(run_of("bm-msc-three-step"))))
    return made


def row(ticks: TubeLabelList, begin: str) -> QListWidgetItem:
    items = (ticks.rows.item(at) for at in range(ticks.rows.count()))
    return next(item for item in items if item.text().strip().startswith(begin))


def test_that_a_group_is_ticked_as_a_whole_and_counts_what_is_ticked(ticks: TubeLabelList) -> None:
    row(ticks, "Vessels").setCheckState(UNCHECKED)
    assert not [label for label in ticks.chosen if label.kind == "vessel"]
    row(ticks, "V2").setCheckState(CHECKED)
    assert [label.id for label in ticks.chosen if label.kind == "vessel"] == ["V2"]
    assert row(ticks, "Vessels").text() == "Vessels (1/3)"
    row(ticks, "Vessels").setCheckState(CHECKED)
    assert row(ticks, "Vessels").text() == "Vessels"
    assert row(ticks, "V3").checkState() == CHECKED


def test_that_ticks_stay_when_the_groups_are_those_of_days(ticks: TubeLabelList) -> None:
    row(ticks, "V2").setCheckState(UNCHECKED)
    ticks.grouping.setCurrentIndex(1)
    assert row(ticks, "V2").checkState() == UNCHECKED
    assert row(ticks, "D0").text() == "D0 (4/5)"
    row(ticks, "D4").setCheckState(UNCHECKED)
    assert {label.day for label in ticks.chosen} == {0, 2, 6, 8, 10, 12, 14, 16, 18}


def test_that_ticks_stay_when_the_run_changes(ticks: TubeLabelList, run_of: Callable[[str], Run]) -> None:
    row(ticks, "V2").setCheckState(UNCHECKED)
    ticks.show_labels(tube_labels(plan(run_of("bm-msc-three-step").model_copy(update={"count": 4}))))
    assert [label.id for label in ticks.chosen if label.kind == "vessel"] == ["V1", "V3", "V4"]


def test_that_todays_cannot_be_asked_for_on_a_day_without_labels(
    ticks: TubeLabelList, qtbot: QtBot, run_of: Callable[[str], Run]
) -> None:
    assert ticks.todays.isEnabled()
    other = TubeLabelList(Wording("en"), 5)
    qtbot.addWidget(other)
    other.show_labels(tube_labels(plan(run_of("bm-msc-three-step"))))
    assert not other.todays.isEnabled()
