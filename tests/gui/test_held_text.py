"""On screen a number is never parted from its unit; the texts themselves stay as they are."""

from decimal import Decimal

import pytest
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QLabel

from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.domain.units import UNITS
from mscplanner.gui.held_text import NO_BREAK_SPACE, WORD_JOINER, held_together
from mscplanner.gui.labels import text_label

BREAKING = "Change every 2 d, 36 mL: 7.92 µL of 20 ng/mL and 10 % v/v in 1×10⁶ cells/cm² (80-90 %)."


def lines(text: str, width: float) -> list[str]:
    """Return the lines that Qt makes of a text where a label is so wide."""
    layout, option = QTextLayout(text), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return found


def parted(text: str) -> set[str]:
    """Return the ends of lines after a number, or within a unit, at any width."""
    found = set()
    for width in range(1, 600, 7):
        for one, other in zip(made := lines(text, width), made[1:], strict=False):
            end, begin = one.rstrip(" "), other.split(" ")[0]
            if end.endswith(("/", "⁶")) or end[-1:].isdecimal():
                found.add(f"{end.split(' ')[-1]} | {begin}")
    return found


def test_that_a_number_and_its_unit_stand_on_one_line(qapp: QApplication) -> None:
    assert {"7.92 | µL", "ng/ | mL"} <= parted(BREAKING)
    assert parted(held_together(BREAKING)) == set()


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit not in ("1:n", "X")])
def test_that_every_unit_of_the_program_is_held(unit: str) -> None:
    written = format_quantity(Quantity(value=Decimal("1.5"), unit=unit))
    assert " " not in held_together(written)
    shown = held_together(written, copied=True)
    assert WORD_JOINER not in shown
    assert shown.replace(NO_BREAK_SPACE, " ") == written


@pytest.mark.parametrize("text", ["Step 1 of 3", "D0 2026-12-07 Mon", "2 runs", "", "R-1 mLx", "第 1 步"])
def test_that_other_words_stay_apart(text: str) -> None:
    assert held_together(text) == text


def test_that_chinese_units_are_held() -> None:
    assert held_together("每 2 天换液 36 mL") == "每 2\u00a0天换液 36\u00a0mL"


def test_that_a_label_shows_it_so_and_says_what_it_was_given(qapp: QApplication) -> None:
    label, copied = text_label("36 mL of 20 ng/mL"), text_label("36 mL of 20 ng/mL", selectable=True)
    assert QLabel.text(label) == "36\u00a0mL of 20\u00a0ng/\u2060mL"
    assert QLabel.text(copied) == "36\u00a0mL of 20\u00a0ng/mL"
    assert label.text() == copied.text() == "36 mL of 20 ng/mL"
    label.setText("7.92 µL")
    assert (label.text(), QLabel.text(label)) == ("7.92 µL", "7.92\u00a0µL")
