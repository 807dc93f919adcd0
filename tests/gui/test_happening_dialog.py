"""What happened on a day: only what can have happened is offered, and each is one step."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QRadioButton

from mscplanner.domain.run import StageLength
from mscplanner.gui.happening_dialog import HappeningDialog

Asking = Callable[..., tuple[Any, HappeningDialog]]
TODAY = date(2026, 12, 14)


@pytest.fixture
def asking(planning: Callable[..., Any]) -> Asking:
    """Open the dialog for a day of a run."""

    def opening(day: int, language: str = "en", **fields: Any) -> tuple[Any, HappeningDialog]:
        planner = planning(language=language, **fields)
        dialog = HappeningDialog(planner.page, planner.document, day, TODAY)
        QDialog.open(dialog)
        QApplication.processEvents()
        return planner, dialog

    return opening


def choose(dialog: HappeningDialog, name: str) -> None:
    choice = dialog.findChild(QRadioButton, name)
    assert choice
    assert choice.isEnabled()
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton, pos=choice.rect().center())
    QTest.keyClick(choice, Qt.Key.Key_Space)
    QApplication.processEvents()


def take(dialog: HappeningDialog) -> None:
    QTest.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_that_what_cannot_have_happened_is_grey_and_says_why(asking: Asking) -> None:
    _, dialog = asking(6)
    stage = dialog.findChild(QRadioButton, "record_not-ready")
    assert stage
    assert not stage.isEnabled()
    assert stage.accessibleDescription() == "No stage ends on this day."


def test_that_a_day_done_raises_no_revision(asking: Asking) -> None:
    planner, dialog = asking(2, operator="L. Zhang")
    assert dialog.name.text() == "L. Zhang"
    assert dialog.apply.isEnabled()
    take(dialog)
    assert {each.by for each in planner.document.run.happened} == {"L. Zhang"}
    assert (planner.document.run.revision, planner.step) == (1, "Write down what happened on D2")


@pytest.mark.parametrize(
    ("day", "kind", "number", "happened", "reason"),
    [
        (6, "left-out", None, "left-out", "Leave out the medium of D6. a note"),
        (6, "lost", 4, "lost", "Go on without these wells: 4. a note"),
        (6, "stopped", None, "stopped", "Stop the run on D6. a note"),
    ],
)
def test_that_the_only_way_on_is_chosen_already(
    asking: Asking, day: int, kind: str, number: int | None, happened: str, reason: str
) -> None:
    planner, dialog = asking(day)
    before = planner.document.run
    choose(dialog, f"record_{kind}")
    if number:
        dialog.number.setValue(number)
    dialog.note.setText("a note\u202e")
    take(dialog)
    run = planner.document.run
    assert [each.note for each in run.happened if each.kind == happened] == ["a note"]
    assert [each.reason.written("en") for each in run.revisions] == [reason]
    assert run.revisions[0].on == TODAY
    planner.document.undo_stack.undo()
    assert planner.document.run == before


def test_that_a_stage_not_ready_is_extended_or_the_run_is_stopped(asking: Asking) -> None:
    planner, dialog = asking(2)
    choose(dialog, "record_not-ready")
    assert [each.text() for each in dialog.ways.radios] == ["Extend S1 by 1 d", "Stop the run on D2"]
    assert not dialog.apply.isEnabled()
    dialog.number.setValue(2)
    choose(dialog, "way_extend")
    dialog.number.setValue(3)
    assert dialog.apply.isEnabled()
    take(dialog)
    assert planner.document.run.revisions[0].reason.written("en") == "Extend S1 by 3 d"
    assert planner.document.plan.stages[0].end_day == 5


def test_that_the_day_is_read_back_as_a_date(asking: Asking) -> None:
    _, dialog = asking(6, "zh")
    choose(dialog, "record_other-day")
    assert (dialog.number.text(), dialog._number_text.text()) == ("D7", "2026-12-14 周一")
    dialog.number.setValue(8)
    assert dialog._number_text.text() == "2026-12-15 周二"


def test_that_cancel_changes_nothing(asking: Asking) -> None:
    planner, dialog = asking(6)
    choose(dialog, "record_stopped")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert planner.document.run.happened == ()
    assert not planner.document.undo_stack.canUndo()


def taken(dialog: HappeningDialog) -> str:
    label = dialog.findChild(QLabel, "taken_as_done")
    assert label
    return label.text() if label.isVisibleTo(dialog) else ""


def test_that_days_taken_as_done_are_told_before_and_named_in_the_step(asking: Asking) -> None:
    planner, dialog = asking(6)
    before = planner.document.run
    assert taken(dialog) == ""
    choose(dialog, "record_left-out")
    assert taken(dialog) == "Also written down, as done as planned: D0, D2, D4."
    take(dialog)
    assert planner.step == "Write down what happened on D6, and 3 days from D0 to D4 as done"
    assert {"D6", "S2-1/D6"} <= set(planner.document.run.revisions[-1].withdrawn)
    planner.document.undo_stack.undo()
    assert planner.document.run == before


def test_that_the_work_of_the_day_itself_is_told_where_the_run_is_stopped_on_it(asking: Asking) -> None:
    _, dialog = asking(2)
    choose(dialog, "record_not-ready")
    assert taken(dialog) == "Also written down, as done as planned: D0."
    stop = next(each for each in dialog.ways.findChildren(QRadioButton) if each.text().startswith("Stop"))
    stop.click()
    assert taken(dialog) == "Also written down, as done as planned: D0, D2."


def test_that_a_stage_of_open_length_can_end_earlier_as_one_step(asking: Asking) -> None:
    lengths = (StageLength(stage="transduction", length="2 d"), StageLength(stage="differentiation", length="8 d"))
    planner, dialog = asking(6, run="adsc-mir-375", lengths=lengths)
    before = planner.document.run
    choose(dialog, "record_ready")
    dialog.note.setText("clusters")
    take(dialog)
    assert planner.document.plan.last_day.label == "D6"
    assert planner.document.run.revisions[-1].reason.written("en") == "Go on from S2 on D6. clusters"
    assert {"D6", "overview"} <= set(planner.document.run.revisions[-1].changed)
    assert "D10" in planner.document.run.revisions[-1].withdrawn
    planner.document.undo_stack.undo()
    assert planner.document.run == before
