"""Buttons of a list stay in sight at any width."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.domain.language import N_
from mscplanner.gui.action_row import Action, ActionRow
from mscplanner.gui.wording import Wording


def row_of(qtbot: QtBot, pressed: list[str]) -> ActionRow:
    names = (("open", N_("Open")), ("archive", N_("Archive")), ("back", N_("Bring Back")))
    row = ActionRow(Wording("en"), [Action(name, text, partial(pressed.append, name)) for name, text in names])
    qtbot.addWidget(row)
    row.resize(1000, 40)
    row.show()
    return row


def test_that_buttons_that_do_not_fit_go_on_in_the_next_line(qtbot: QtBot) -> None:
    row = row_of(qtbot, [])
    one_line = row.height()
    row.resize(row["open"].width() + 10, one_line)
    assert [row[name].x() for name in ("open", "archive", "back")] == [0, 0, 0]
    assert row.height() >= 3 * one_line


def test_that_a_hidden_button_takes_no_room(qtbot: QtBot) -> None:
    row = row_of(qtbot, [])
    row.show_usable(("open", "back"), hidden=("archive",))
    assert row["archive"].isHidden()
    assert row["back"].x() < row["open"].width() + 20


def test_that_a_button_says_what_it_acts_on_and_acts(qtbot: QtBot) -> None:
    pressed: list[str] = []
    row = row_of(qtbot, pressed)
    row.show_usable(("open",), "R-2026-014")
    for name in ("open", "archive"):
        QTest.mouseClick(row[name], Qt.MouseButton.LeftButton)
    assert pressed == ["open"]
    assert row["open"].accessibleName() == "Open: R-2026-014"


def test_that_the_texts_follow_the_language(qtbot: QtBot) -> None:
    wording = Wording("en")
    row = ActionRow(wording, [Action("undo", N_("Undo"), lambda: None)])
    qtbot.addWidget(row)
    wording.set_language("zh")
    assert row["undo"].text() == "撤销"
