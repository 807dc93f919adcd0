"""The comparison page with real presses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from mscplanner.domain.lab import Lab
from mscplanner.domain.protocol import Protocol
from mscplanner.gui.comparison_page import ComparisonPage
from mscplanner.gui.wording import Wording
from mscplanner.library.templates import read_templates
from mscplanner.planning.comparison import Comparison, compare

CHOICES = [(each.id, each.title.written("en")) for each in read_templates()]


@pytest.fixture
def longer(lab: Lab) -> Comparison:
    """BM against itself with a first stage of four days instead of two."""
    parent = read_templates()[0]
    first = parent.stages[0].model_copy(update={"duration": "4 d"})
    changed: Protocol = parent.model_copy(update={"stages": (first, *parent.stages[1:])})
    return compare(parent, changed, lab)


@pytest.fixture
def page(qtbot: QtBot) -> ComparisonPage:
    made = ComparisonPage(Wording("en"))
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show_choices(CHOICES)
    made.show()
    return made


def press(page: ComparisonPage, name: str) -> None:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def shown(page: ComparisonPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_that_a_pair_is_asked_for_when_both_are_chosen(page: ComparisonPage, qtbot: QtBot) -> None:
    assert "Choose two protocols to see what differs." in shown(page)
    with qtbot.assertNotEmitted(page.pair_wanted):
        QTest.keyClick(page.first, Qt.Key.Key_Home)
    with qtbot.waitSignal(page.pair_wanted) as asked:
        QTest.keyClick(page.second, Qt.Key.Key_End)
    assert asked.args == [CHOICES[0][0], CHOICES[-1][0]]


def test_that_swapping_asks_for_the_other_way_round(page: ComparisonPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.pair_wanted):
        page.choose(CHOICES[0][0], CHOICES[1][0])
    with qtbot.waitSignal(page.pair_wanted) as asked:
        press(page, "swap")
    assert asked.args == [CHOICES[1][0], CHOICES[0][0]]


def test_that_new_choices_keep_the_chosen_ones(page: ComparisonPage) -> None:
    page.choose(CHOICES[0][0], CHOICES[1][0])
    page.show_choices([("new", "A new one"), *CHOICES])
    assert (page.first.currentData(), page.second.currentData()) == (CHOICES[0][0], CHOICES[1][0])


def test_that_the_count_stands_on_top_and_the_same_is_left_out(page: ComparisonPage, longer: Comparison) -> None:
    page.show_comparison(longer)
    assert "1 value differs" in shown(page)
    few = page.table.model_of_lines.rowCount()
    press(page, "only_differences")
    assert page.table.model_of_lines.rowCount() > few


def test_that_two_same_protocols_say_so(page: ComparisonPage, lab: Lab) -> None:
    parent = read_templates()[0]
    page.show_comparison(compare(parent, parent, lab))
    assert "No value differs" in shown(page)


def test_that_keys_and_button_copy_the_same_text(page: ComparisonPage, longer: Comparison) -> None:
    page.show_comparison(longer)
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    texts = [QGuiApplication.clipboard().text()]
    QGuiApplication.clipboard().clear()
    press(page, "copy_comparison")
    texts.append(QGuiApplication.clipboard().text())
    assert texts[0] == texts[1]
    assert "≠ changed\tDuration\t2 d\t4 d" in texts[0]
    assert texts[0].startswith(f"A: {longer.before.title.written('en')}\n")


def test_that_esc_and_back_leave(page: ComparisonPage, qtbot: QtBot) -> None:
    page.setFocus()
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page.first, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.left):
        press(page, "back")


def test_that_a_title_too_long_for_its_field_stands_below_it(page: ComparisonPage) -> None:
    long = "A protocol with a title that is longer than its field, " * 4
    page.show_choices([("long", long), ("short", "Short")])
    page.choose("long", "short")
    assert long in shown(page)
    assert "Short" not in shown(page)


def test_that_the_page_follows_the_language(qtbot: QtBot, longer: Comparison) -> None:
    wording = Wording("en")
    page = ComparisonPage(wording)
    qtbot.addWidget(page)
    page.show_comparison(longer)
    wording.set_language("zh")
    assert "1 处不同" in page.text()
    assert "≠ 更改\t时长" in page.text()
