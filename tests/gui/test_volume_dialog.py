"""A recipe for another volume: it follows what is typed, is copied as text, and changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from mscplanner.gui.volume_dialog import VolumeDialog

Planning = Callable[..., Any]


def asked(planner: Any, mix: str) -> VolumeDialog:
    QTest.mouseClick(planner.card(mix).other_volume, Qt.MouseButton.LeftButton)
    made = [each for each in planner.page.findChildren(VolumeDialog) if each.isVisible()]
    assert len(made) == 1
    found: VolumeDialog = made[0]
    return found


@pytest.fixture
def planner(planning: Planning) -> Any:
    made = planning()
    made.page.calendar.choose(10)
    return made


def rows(dialog: VolumeDialog) -> dict[str, list[str]]:
    table = dialog.table
    cells = [[table.item(at, column) for column in range(6)] for at in range(table.rowCount())]
    texts = [[cell.text() for cell in row if cell] for row in cells]
    return {row[0]: row[1:] for row in texts}


def told(dialog: VolumeDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog))


def test_that_it_begins_with_the_batch_it_was_asked_from(planner: Any) -> None:
    dialog = asked(planner, "S3-1")
    assert (dialog.medium.currentText(), dialog.volume.placeholderText()) == (
        "S3-1, without what is added fresh",
        "159 mL",
    )
    assert rows(dialog)["Activin A"] == ["100 µg/mL", "10 ng/mL", "15.9 µL", "9.999 ng/mL", "−0.01 %"]
    assert "= 159 mL, as planned · makes 159.0059 mL" in told(dialog)


def test_that_the_recipe_follows_each_key_and_the_run_stays(planner: Any) -> None:
    before = planner.document.run
    dialog = asked(planner, "S3-1")
    QTest.keyClicks(dialog.volume, "20 mL")
    assert rows(dialog)["Activin A"][2:4] == ["2 µL", "9.998 ng/mL"]
    assert "= 20 mL · makes 20" in told(dialog)
    assert planner.document.run == before
    assert not planner.document.undo_stack.count()


def test_that_a_wrong_volume_stays_and_the_last_recipe_with_it(planner: Any) -> None:
    dialog = asked(planner, "S3-1")
    QTest.keyClicks(dialog.volume, "20 mL")
    shown = rows(dialog)
    QTest.keyClicks(dialog.volume, ",")
    assert dialog.volume.text() == "20 mL,"
    assert rows(dialog) == shown
    assert not dialog.copy.isEnabled()


def test_that_what_is_added_fresh_is_part_of_it_where_that_is_wanted(planner: Any) -> None:
    dialog = asked(planner, "S3-1/D10")
    assert dialog.medium.currentText() == "S3-1, completed for one day"
    assert list(rows(dialog)) == ["S3-1", "bFGF (FGF-2)", "Total"]
    dialog.medium.setCurrentIndex(dialog.medium.findText("S3-1, everything at once"))
    assert {"Activin A", "bFGF (FGF-2)"} <= set(rows(dialog))


def test_that_every_medium_of_the_run_is_offered(planner: Any) -> None:
    dialog = asked(planner, "S3-1")
    offered = [dialog.medium.itemText(at) for at in range(dialog.medium.count())]
    assert [text.split(",")[0] for text in offered] == ["S1-1", *["S2-1"] * 3, *["S3-1"] * 3]


def test_that_it_is_copied_as_text(planner: Any) -> None:
    dialog = asked(planner, "S3-1")
    QTest.keyClicks(dialog.volume, "20 mL")
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "R-2026-014 · S3-1, without what is added fresh · 20 mL"
    assert any(line.startswith("Activin A\t") for line in lines)


def test_that_enter_in_the_field_closes_nothing(planner: Any) -> None:
    dialog = asked(planner, "S3-1")
    QTest.keyClicks(dialog.volume, "20 mL")
    QTest.keyClick(dialog.volume, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not planner.page.findChildren(VolumeDialog) or not dialog.isVisible()


def test_that_a_small_volume_tells_the_dilution_first(planner: Any) -> None:
    dialog = asked(planner, "S3-1")
    QTest.keyClicks(dialog.volume, "1 mL")
    assert "First I1: " in told(dialog)


def test_that_it_follows_the_run_while_it_is_open(planner: Any) -> None:
    dialog = asked(planner, "S3-1")
    before = dialog.volume.placeholderText()
    planner.change(count=6)
    dialog.medium.setCurrentIndex(0)
    assert dialog.volume.placeholderText() != before


def test_that_every_control_of_it_has_a_name(planner: Any) -> None:
    dialog = asked(planner, "S3-1")
    assert (dialog.medium.accessibleName(), dialog.volume.accessibleName()) == ("Medium", "How much?")
    assert all(made.text() for made in dialog.findChildren(QAbstractButton) if made.isVisibleTo(dialog))
