"""Signs of the kinds of work, and the key that explains those in use."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from mscplanner.gui.marks import WORK_WORDS, draw_work, sign_of
from mscplanner.gui.task_list import TaskLine, TaskList
from mscplanner.gui.wording import Wording
from mscplanner.gui.work_sign import WorkKey, WorkSign


def picture(kind: str, side: int = 16) -> bytes:
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    draw_work(painter, QRectF(0, 0, side, side), kind, "#000000")
    painter.end()
    return bytes(image.constBits())


def test_that_every_sign_has_its_own_shape(qtbot: QtBot) -> None:
    for side in (8, 16, 24):
        shapes = {picture(kind, side) for kind in WORK_WORDS}
        assert len(shapes) == len(WORK_WORDS)
        assert all(min(shape) < 128 for shape in shapes)


@pytest.mark.parametrize(
    ("kind", "sign"),
    [("start-stage", "change-medium"), ("thaw", "thaw"), ("readout", ""), ("warm", ""), ("coat", "")],
)
def test_that_kinds_share_a_sign_where_they_are_the_same_work(kind: str, sign: str) -> None:
    assert sign_of(kind) == sign
    assert picture(kind) == picture(sign)


def test_that_the_key_explains_only_signs_that_are_in_use(qtbot: QtBot) -> None:
    key = WorkKey(Wording("en"))
    qtbot.addWidget(key)
    key.show_kinds(["harvest", "start-stage", "make-medium", "change-medium", "warm"])
    assert key.accessibleName() == "make medium, give medium, harvest, other work"


def test_that_the_key_breaks_into_lines_where_it_is_narrow(qtbot: QtBot) -> None:
    key = WorkKey(Wording("en"))
    qtbot.addWidget(key)
    key.show_kinds(list(WORK_WORDS))
    assert key.heightForWidth(1000) < key.heightForWidth(200)


def test_that_tasks_are_shown_anew_without_new_widgets(qtbot: QtBot) -> None:
    tasks = TaskList()
    qtbot.addWidget(tasks)
    tasks.show_lines([TaskLine("thaw", "Thaw EGF"), TaskLine("harvest", "Harvest")])
    signs = tasks.findChildren(WorkSign)
    tasks.show_lines([TaskLine(None, "No work on this day.")])
    assert tasks.texts == ("No work on this day.",)
    assert tasks.findChildren(WorkSign) == signs
    assert not any(sign.isVisibleTo(tasks) for sign in signs)
