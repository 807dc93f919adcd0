"""A part of a form that opens and closes."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from mscplanner.domain.language import N_
from mscplanner.gui.disclosure import Disclosure
from mscplanner.gui.wording import Wording


def opened(qtbot: Any, wording: Wording) -> Disclosure:
    part = Disclosure(wording, N_("Schedule rules"), QLineEdit())
    qtbot.addWidget(part)
    part.show()
    return part


def test_that_it_is_closed_at_first_and_opened_with_a_key(qtbot: Any) -> None:
    part = opened(qtbot, Wording("en"))
    assert not part.body.isVisible()
    QTest.keyClick(part.heading, Qt.Key.Key_Space)
    assert part.body.isVisible()
    QTest.mouseClick(part.heading, Qt.MouseButton.LeftButton)
    assert not part.body.isVisible()


def test_that_its_state_is_heard_in_both_languages(qtbot: Any) -> None:
    wording = Wording("en")
    part = opened(qtbot, wording)
    assert part.heading.accessibleName() == "Schedule rules, closed"
    part.show_open(True)
    wording.set_language("zh")
    assert part.heading.accessibleName() == "日程规则, 已展开"


def test_that_what_is_in_it_is_said_while_it_is_closed(qtbot: Any) -> None:
    part = opened(qtbot, Wording("en"))
    part.show_summary("Longest gap 3 d")
    assert part.summary.isVisible()
    assert part.heading.accessibleDescription() == "Longest gap 3 d"
    part.show_open(True)
    assert not part.summary.isVisible()
    assert part.heading.accessibleDescription() == ""
