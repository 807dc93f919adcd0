"""The picture of a label sheet: the first label is chosen with mouse and keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mscplanner.domain.label_sheet import LabelSheet
from mscplanner.gui.label_sheet_picture import LabelSheetPicture
from mscplanner.gui.theme import apply_theme, tokens
from mscplanner.gui.wording import Wording
from mscplanner.library.files import Unreadable
from mscplanner.library.lab_files import read_label_sheets


@pytest.fixture
def sheet() -> LabelSheet:
    sheets = read_label_sheets()
    assert not isinstance(sheets, Unreadable)
    return sheets.sheets[0]


@pytest.fixture
def picture(qtbot: QtBot, qapp: QApplication, sheet: LabelSheet) -> LabelSheetPicture:
    apply_theme(qapp, "light", 100)
    made = LabelSheetPicture(Wording("en"))
    qtbot.addWidget(made)
    made.show_sheet(sheet, 12, 5)
    made.resize(made.sizeHint())
    made.show()
    made.first_chosen.connect(lambda number: made.show_sheet(sheet, number, 5))
    return made


def test_that_the_label_that_is_clicked_comes_first(picture: LabelSheetPicture) -> None:
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.place(33).center().toPoint())
    assert picture.accessibleName() == "First label: 33, row 7, column 3"


@pytest.mark.parametrize(
    ("key", "first"),
    [
        (Qt.Key.Key_Right, 13),
        (Qt.Key.Key_Left, 11),
        (Qt.Key.Key_Down, 17),
        (Qt.Key.Key_Up, 7),
        (Qt.Key.Key_Home, 1),
        (Qt.Key.Key_End, 65),
    ],
)
def test_that_keys_move_it(picture: LabelSheetPicture, key: Qt.Key, first: int) -> None:
    QTest.keyClick(picture, key)
    assert picture.accessibleName().startswith(f"First label: {first},")


def test_that_keys_do_not_leave_the_sheet(picture: LabelSheetPicture, sheet: LabelSheet) -> None:
    picture.show_sheet(sheet, 63, 5)
    QTest.keyClick(picture, Qt.Key.Key_Down)
    assert picture.accessibleName().startswith("First label: 63,")


def test_that_used_labels_are_crossed_and_printed_ones_filled(picture: LabelSheetPicture) -> None:
    image = picture.grab().toImage()

    def colour(number: int) -> str:
        return image.pixelColor(picture.place(number).center().toPoint()).name().upper()

    assert colour(14) == tokens().accent
    assert colour(40) == tokens().base
    assert colour(3) not in (tokens().accent, tokens().base)
