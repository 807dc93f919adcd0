"""A country is found by any part of its name or by its code; anything else changes nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.gui.country_box import CountryBox

ENTRIES = [("DE", "Germany (DE)"), ("CN", "China (CN)"), ("TW", "Taiwan (TW)"), ("GB", "United Kingdom (GB)")]


@pytest.fixture
def box(qtbot: QtBot) -> CountryBox:
    made = CountryBox()
    qtbot.addWidget(made)
    made.show_entries(ENTRIES, "No public holidays", "en")
    made.show_code("CN")
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("germ", ["DE"]),
        ("Germany (DE)", ["DE"]),
        ("gb", ["GB"]),
        ("no public", [""]),
        ("an", []),
        ("atlantis", []),
        ("", []),
        ("china", []),
    ],
)
def test_that_what_is_typed_is_found_or_left(box: CountryBox, typed: str, chosen: list[str]) -> None:
    codes: list[str] = []
    box.code_chosen.connect(codes.append)
    box.lineEdit().selectAll()  # type: ignore[union-attr]
    QTest.keyClick(box, Qt.Key.Key_Delete)
    QTest.keyClicks(box, typed)
    box.lineEdit().editingFinished.emit()  # type: ignore[union-attr]
    assert codes == chosen
    assert box.currentText() == next(
        (text for code, text in (*ENTRIES, ("", "No public holidays")) if code == (chosen or ["CN"])[0])
    )


def test_that_esc_takes_back_what_is_typed(box: CountryBox) -> None:
    QTest.keyClicks(box, "x")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.currentText() == "China (CN)"


def test_that_entries_stand_in_the_order_of_the_language(box: CountryBox) -> None:
    assert [box.itemData(at) for at in range(box.count())] == ["", "CN", "DE", "TW", "GB"]
    box.show_entries([("DE", "德国"), ("CN", "中国"), ("US", "美国")], "无", "zh")
    assert [box.itemData(at) for at in range(box.count())] == ["", "DE", "US", "CN"]
    assert box.currentText() == "中国"


def test_that_a_code_that_is_not_offered_stays_readable(box: CountryBox) -> None:
    box.show_code("XX")
    assert box.currentText() == "XX"
