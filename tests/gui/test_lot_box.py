"""The choice of a lot: its list shows every text in full, the closed box as much of the number as fits."""

from datetime import date

import pytest
from PySide6.QtWidgets import QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from mscplanner.domain.lab import Lab
from mscplanner.domain.stockroom import Lot, Stockroom
from mscplanner.gui.lot_box import LotBox
from mscplanner.gui.wording import Wording

LONG = "LOT-2026-0047110815"
LOTS = tuple(
    Lot(
        id=f"{at:032x}",
        reagent="bfgf",
        strength="100 µg/mL",
        number=number,
        amount="1.25 mL",
        expiry=date(2027, 3, 2),
    )
    for at, number in enumerate(("A12", LONG))
)


@pytest.fixture
def box(qtbot: QtBot, lab: Lab) -> LotBox:
    made = LotBox(Wording("en"))
    qtbot.addWidget(made)
    made.show_lots(LOTS, LOTS[1], "no lot", Stockroom(lots=LOTS), lab)
    made.resize(110, 36)
    made.show()
    return made


def closed_text(box: LotBox) -> str:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    return option.currentText


@pytest.mark.parametrize("size", [9, 18])
def test_that_the_list_is_as_wide_as_its_widest_text(box: LotBox, qtbot: QtBot, size: int) -> None:
    font = box.font()
    font.setPointSize(size)
    box.setFont(font)
    box.showPopup()
    metrics = box.view().fontMetrics()
    widest = max(metrics.horizontalAdvance(box.itemText(at)) for at in range(box.count()))
    qtbot.waitUntil(lambda: box.view().width() > widest)
    assert box.view().minimumWidth() > widest
    box.hidePopup()


def test_that_a_number_too_long_for_the_box_is_cut_in_its_middle(box: LotBox) -> None:
    shown = closed_text(box)
    assert "…" in shown
    assert (shown[0], shown[-1]) == ("L", "5")
    assert f"{LONG} · 2027-03-02 Tue" in box.toolTip()


def test_that_the_wanted_width_shows_the_number_in_full(box: LotBox) -> None:
    box.resize(box.wanted_width, box.height())
    assert closed_text(box) == LONG
