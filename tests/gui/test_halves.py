"""Two halves stand beside each other only where both can be used there."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mscplanner.gui.halves import Halves


@pytest.mark.parametrize(
    ("width", "height", "stacked"), [(900, 500, False), (700, 500, True), (900, 300, True), (716, 400, False)]
)
def test_that_halves_are_stacked_where_they_do_not_fit(qtbot: QtBot, width: int, height: int, stacked: bool) -> None:
    left, right = QWidget(), QWidget()
    halves = Halves(left, right, 300)
    qtbot.addWidget(halves)
    halves.measure(QSize(300, 800), QSize(400, 400))
    halves.resize(width, height)
    halves.show()
    assert halves.stacked is stacked
    if stacked:
        assert right.mapTo(halves, right.rect().topLeft()).y() < left.mapTo(halves, left.rect().topLeft()).y()
        assert (left.height() >= 800, right.height() >= 400) == (True, True)
    else:
        assert left.geometry().right() < right.geometry().left()


def test_that_they_come_beside_each_other_again(qtbot: QtBot) -> None:
    halves = Halves(QWidget(), QWidget(), 300)
    qtbot.addWidget(halves)
    halves.measure(QSize(300, 800), QSize(400, 400))
    halves.show()
    for width, stacked in ((600, True), (900, False), (600, True)):
        halves.resize(width, 500)
        assert halves.stacked is stacked
