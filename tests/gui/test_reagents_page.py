"""The reagents page, by keys and mouse."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QtMsgType
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mscplanner.domain.lab import Lab
from mscplanner.domain.own_reagents import (
    FigureName,
    OwnFigure,
    OwnReagent,
    OwnReagents,
    conflicts,
    extended,
    name_problem,
)
from mscplanner.gui.fonts import add_chinese_font
from mscplanner.gui.reagent_figure import ReagentFigure
from mscplanner.gui.reagent_form import ReagentForm
from mscplanner.gui.reagents_page import ReagentsPage
from mscplanner.gui.theme import apply_theme
from mscplanner.gui.wording import Wording

DAY = date(2026, 12, 4)
OWN = OwnReagents(
    reagents=(OwnReagent(id="mine", name="SB-999", kind="protein", aliases=("M1",), by="A. Chen", on=DAY),),
    figures=(OwnFigure(reagent="retinoic-acid", fact="stock", value="5 mM", by="A. Chen", on=DAY),),
)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, lab: Lab, qtlog: Any) -> Iterator[ReagentsPage]:
    """The page with one own reagent and one own figure; a warning of Qt fails the test."""
    apply_theme(qapp, "light", 100)
    add_chinese_font()
    made = ReagentsPage(Wording("en"))
    qtbot.addWidget(made)
    made.resize(930, 560)
    made.show_reagents(lab.catalogue, OWN)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    yield made
    said = [record.message for record in qtlog.records if record.type != QtMsgType.QtDebugMsg]
    assert not [text for text in said if "This plugin does not support" not in text]


def figure(page: ReagentsPage, fact: FigureName) -> ReagentFigure:
    return page.panel.figures[fact]


def type_in(page: ReagentsPage, fact: FigureName, text: str) -> QLineEdit:
    field = figure(page, fact).field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    return field


def told(page: ReagentsPage, fact: FigureName) -> str:
    label = page.findChild(QLabel, f"note_{fact}")
    assert label
    return label.text() if label.isVisible() else ""


def given(page: ReagentsPage) -> list[tuple[str, str, str]]:
    taken: list[tuple[str, str, str]] = []
    page.figure_given.connect(lambda *figure: taken.append(figure))
    return taken


@pytest.mark.parametrize("typed", ["atra", "维甲酸", "retinoic-acid", "TRETINOIN"])
def test_that_a_reagent_is_found_by_every_name(page: ReagentsPage, typed: str) -> None:
    page.focus_search()
    page.search.insert(typed)  # as an input method does; there are no keys for Chinese
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    assert page.table.current
    assert page.table.current.id == "retinoic-acid"


def test_that_the_own_figure_is_listed_and_the_bundled_one_stands_beside_it(page: ReagentsPage) -> None:
    page.choose("retinoic-acid")
    row = page.table.current
    assert row
    assert (row.cells[2], row.cells[6]) == ("5 mM", "1 figure")
    shown = [label.text() for label in page.panel.findChildren(QLabel) if label.isVisible()]
    assert "10 mmol/L" in shown
    assert "general bench knowledge, no page behind it" in shown
    assert told(page, "stock") == "By A. Chen, 2026-12-04 Fri"


def test_that_a_figure_is_read_back_while_it_is_typed_and_kept_with_enter(page: ReagentsPage) -> None:
    page.choose("activin-a")
    taken = given(page)
    field = type_in(page, "stock", "50ug/mL")
    assert told(page, "stock").startswith("= 50 µg/mL")
    assert taken == []
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert taken == [("activin-a", "stock", "50ug/mL")]


def test_that_what_cannot_be_read_is_refused_and_one_press_takes_the_likely_reading(page: ReagentsPage) -> None:
    page.choose("retinoic-acid")
    taken = given(page)
    field = type_in(page, "stock", "1,5 mM")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert taken == []
    assert told(page, "stock") == "“1,5 mM” can be read as two numbers · not kept, 5 mM stays"
    offered = [each for each in page.findChildren(QPushButton, "reading") if each.isVisible()]
    assert [each.text() for each in offered] == ["1.5 mM", "15 mM"]
    QTest.mouseClick(offered[0], Qt.MouseButton.LeftButton)
    assert taken == [("retinoic-acid", "stock", "1.5 mM")]


def test_that_a_likely_reading_is_reached_by_keys_alone(page: ReagentsPage) -> None:
    page.choose("activin-a")
    taken = given(page)
    field = type_in(page, "stock", "1,5 mM")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert taken == [("activin-a", "stock", "1.5 mM")]


def test_that_esc_brings_the_own_value_back(page: ReagentsPage) -> None:
    page.choose("retinoic-acid")
    field = type_in(page, "stock", "much")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "5 mM"
    assert told(page, "stock") == "By A. Chen, 2026-12-04 Fri"


def test_that_what_is_half_typed_never_reaches_another_reagent(page: ReagentsPage) -> None:
    page.choose("activin-a")
    taken = given(page)
    field = type_in(page, "stock", "70 µg/mL")
    page.choose("retinoic-acid")
    assert taken == [("activin-a", "stock", "70 µg/mL")]
    assert field.text() == "5 mM"


def test_that_a_refused_text_outlives_a_refresh_and_not_the_choice_of_another(page: ReagentsPage, lab: Lab) -> None:
    page.choose("activin-a")
    field = type_in(page, "stock", "much")
    QTest.keyClick(field, Qt.Key.Key_Return)
    page.show_reagents(lab.catalogue, OWN)
    assert field.text() == "much"
    page.choose("retinoic-acid")
    page.choose("activin-a")
    assert field.text() == ""


def test_that_a_reset_asks_for_the_bundled_value(page: ReagentsPage) -> None:
    page.choose("retinoic-acid")
    wanted: list[tuple[str, str]] = []
    page.figure_reset.connect(lambda *each: wanted.append(each))
    assert not figure(page, "molar_mass").reset_button.isVisible()
    assert figure(page, "stock").reset_button.text() == "Reset to Bundled"
    QTest.keyClick(figure(page, "stock").reset_button, Qt.Key.Key_Space)
    field = type_in(page, "stock", " ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert wanted == [("retinoic-acid", "stock")] * 2


def test_that_only_own_reagents_can_be_removed(page: ReagentsPage) -> None:
    wanted: list[str] = []
    page.remove_wanted.connect(wanted.append)
    page.choose("retinoic-acid")
    assert not page.remove.isEnabled()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    page.choose("mine")
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    page.remove.setFocus()
    QTest.keyClick(page.remove, Qt.Key.Key_Space)
    assert wanted == ["mine", "mine"]


def test_that_a_range_upside_down_is_told_under_the_own_end(page: ReagentsPage, lab: Lab) -> None:
    low = OwnFigure(reagent="retinoic-acid", fact="working_low", value="1 M", by="", on=DAY)
    page.show_reagents(lab.catalogue, OWN.with_figure(low))
    page.choose("retinoic-acid")
    assert "above the upper end" in told(page, "working_low")
    assert told(page, "working_high") == ""


def test_that_everything_follows_the_language(page: ReagentsPage) -> None:
    page.choose("retinoic-acid")
    page._wording.set_language("zh")
    assert page.table.current
    assert page.table.current.cells[1] == "小分子"
    assert figure(page, "stock").reset_button.text() == "恢复内置值"
    assert figure(page, "stock").field.accessibleName() == "全反式维甲酸的母液，自有数值"
    assert told(page, "stock") == "A. Chen，2026-12-04 周五"


def test_that_what_is_not_used_is_told_and_nothing_can_be_typed_without_a_library_text(
    page: ReagentsPage, lab: Lab
) -> None:
    own = OwnReagents(figures=(OwnFigure(reagent="gone", fact="stock", value="5 mM", by="", on=DAY),))
    page.show_reagents(lab.catalogue, own, conflicts(lab.catalogue, own), editable=False)
    trouble = page.findChild(QLabel, "trouble")
    assert trouble
    assert "“gone”" in trouble.text()
    page.choose("retinoic-acid")
    assert type_in(page, "stock", "5 mM").text() == ""
    assert not page.new.isEnabled()


def test_that_every_control_has_a_name_to_be_heard(page: ReagentsPage) -> None:
    page.choose("retinoic-acid")
    kinds = (QLineEdit, QPushButton)
    controls = [each for kind in kinds for each in page.findChildren(kind) if each.isVisible()]
    assert len(controls) > 8
    assert [each.objectName() for each in controls if not (each.accessibleName() or _text(each))] == []


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QPushButton) else ""


def test_that_the_form_tells_a_duplicate_and_adds_nothing(page: ReagentsPage) -> None:
    known = extended(page._bundled, OWN)
    form = ReagentForm(Wording("en"), lambda draft: name_problem(known, draft.name), page)
    drafted: list[object] = []
    form.drafted.connect(drafted.append)
    form.show()
    QTest.keyClicks(form.name, "M1")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    problem = form.findChild(QLabel, "problem")
    assert problem
    assert problem.text() == "“M1” is a name of SB-999 already."
    QTest.keyClicks(form.name, "23")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert drafted == [("M123", "small-molecule", "", "")]
