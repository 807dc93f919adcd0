"""A hand-over of any days: asked for in the window, printed as a part of the book."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from mscplanner.domain.run import AskedHandOver
from mscplanner.gui.hand_over_dialog import HandOverDialog
from mscplanner.gui.main_window import MainWindow

BM = "bm-msc-three-step"


@pytest.fixture
def ask(window: MainWindow) -> Callable[[], HandOverDialog]:
    window.plan_run(BM)
    assert window.run_page

    def opened() -> HandOverDialog:
        window.commands["hand_over"].trigger()
        dialogs = [each for each in window.findChildren(HandOverDialog) if each.isVisible()]
        return dialogs[-1]

    return opened


def press(dialog: HandOverDialog, name: str) -> None:
    found = dialog.findChild(QPushButton, name)
    assert found
    found.click()


def test_that_the_chosen_day_is_handed_over_and_its_page_is_shown(
    ask: Callable[[], HandOverDialog], window: MainWindow
) -> None:
    assert window.run_page
    assert window.document
    assert window.sheets_page
    window.run_page.calendar.choose(2)
    dialog = ask()
    assert (dialog.first.value(), dialog.last.value()) == (2, 2)
    dialog.last.setValue(4)
    dialog.to.setText("Li Na")
    press(dialog, "apply")
    assert window.document.run.hand_overs == (AskedHandOver(first_day=2, last_day=4, to="Li Na"),)
    assert window.sheets_page.printing.parts == ("OFF/D2-D4",)
    assert window.sheets_page.isVisible()
    window.document.undo_stack.undo()
    assert not window.document.run.hand_overs


def test_that_closed_days_need_no_second_page(ask: Callable[[], HandOverDialog], window: MainWindow) -> None:
    assert window.document
    assert window.sheets_page
    closed = next(each for each in window.document.plan.days if each.closed)
    dialog = ask()
    dialog.first.setValue(closed.number)
    dialog.last.setValue(closed.number + 1)
    press(dialog, "apply")
    assert window.document.run.hand_overs == ()
    assert window.sheets_page.printing.parts == (f"OFF/D{closed.number}-D{closed.number + 1}",)


def test_that_what_was_asked_for_can_be_taken_back(ask: Callable[[], HandOverDialog], window: MainWindow) -> None:
    assert window.document
    dialog = ask()
    dialog.first.setValue(3)
    dialog.last.setValue(3)
    press(dialog, "apply")
    dialog = ask()
    assert dialog.asked.count() == 1
    dialog.asked.setCurrentRow(0)
    assert (dialog.first.value(), dialog.last.value()) == (3, 3)
    press(dialog, "remove_hand_over")
    assert window.document.run.hand_overs == ()
    assert not dialog.remove.isVisible()


def test_that_typing_in_one_field_leaves_the_other_alone(ask: Callable[[], HandOverDialog]) -> None:
    dialog = ask()
    dates = dialog.findChild(QLabel, "hand_over_dates")
    assert dates
    dialog.first.setValue(11)
    dialog.last.selectAll()
    QTest.keyClicks(dialog.last, "D1")
    assert (dialog.first.value(), dialog.last.value()) == (11, 1)
    assert dates.text().startswith("Until day D1 lies before From day D11")
    assert not dialog.make.isEnabled()
    QTest.keyClicks(dialog.last, "4")
    assert (dialog.first.value(), dialog.last.value()) == (11, 14)
    assert dialog.make.isEnabled()


def test_that_the_list_of_sheets_takes_a_hand_over_back(ask: Callable[[], HandOverDialog], window: MainWindow) -> None:
    assert window.document
    assert window.sheets_page
    dialog = ask()
    dialog.first.setValue(2)
    dialog.last.setValue(4)
    press(dialog, "apply")
    parts = window.sheets_page.parts
    assert [each.text() for each in parts.menu_of("OFF/D2-D4").actions()] == ["Remove This Hand-over"]
    assert parts.menu_of("overview").isEmpty()
    parts.menu_of("OFF/D2-D4").actions()[0].trigger()
    assert window.document.run.hand_overs == ()
    window.document.undo_stack.undo()
    assert list(window.document.run.hand_overs) == [AskedHandOver(first_day=2, last_day=4)]
