"""The run page beside itself or in one column: nothing is cut, whatever window and size of text."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from mscplanner.gui.preferences import TEXT_SIZES
from mscplanner.gui.theme import apply_theme

Planning = Callable[..., Any]


@pytest.fixture
def sized(planning: Planning, qapp: QApplication) -> Any:
    """Show a run in a window of a size, with text of a size."""

    def showing(width: int, height: int, percent: int) -> Any:
        apply_theme(qapp, "light", percent)
        planner = planning()
        planner.host.resize(width, height)
        QApplication.processEvents()
        return planner

    yield showing
    apply_theme(qapp, "light", 100)


@pytest.mark.parametrize("percent", TEXT_SIZES)
@pytest.mark.parametrize(("width", "height"), [(1180, 700), (924, 580)])
def test_that_no_part_is_wider_than_its_room(sized: Any, width: int, height: int, percent: int) -> None:
    planner = sized(width, height, percent)
    for area in planner.page.findChildren(QScrollArea):
        if area.isVisible() and area is not planner.page.strip:
            assert area.horizontalScrollBar().maximum() == 0, area.accessibleName()


def test_that_large_text_puts_all_in_one_column_and_small_text_back(sized: Any, qapp: QApplication) -> None:
    planner = sized(924, 580, 175)
    layout = planner.page._layout
    assert layout.is_narrow
    assert planner.page.form.y() < planner.page.calendar.parentWidget().y()
    apply_theme(qapp, "light", 100)
    planner.host.resize(1180, 700)
    QApplication.processEvents()
    assert not layout.is_narrow
    assert planner.page.form.isVisible()
    assert planner.page.calendar.isVisible()


def test_that_half_typed_text_survives_a_change_of_the_layout(sized: Any) -> None:
    planner = sized(1180, 700, 100)
    planner.page.form.well_volume.setFocus()
    planner.page.form.well_volume.insert("1.7")
    planner.host.resize(600, 580)
    QApplication.processEvents()
    assert planner.page._layout.is_narrow
    assert planner.page.form.well_volume.text() == "1.7"


def test_that_a_place_is_scrolled_to_in_one_column(sized: Any) -> None:
    planner = sized(924, 580, 175)
    planner.page.show_place(next(each for each in planner.document.findings if each.code == "W-DOUBLE-BASAL"))
    QApplication.processEvents()
    card = planner.card("S2-1")
    top = card.table.mapTo(planner.page, card.table.rect().topLeft()).y()
    assert top < planner.page.height()
