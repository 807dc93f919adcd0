"""The page of the load of all runs: the line of the chosen cell, and what is not read yet is told."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mscplanner.domain.run import Run
from mscplanner.gui.load_page import LoadPage
from mscplanner.gui.wording import Wording
from mscplanner.planning.lab_load import RunLoad
from mscplanner.planning.load_map import RunWork

TODAY = date(2026, 12, 7)
LOADS = (RunLoad(TODAY, "R-1", "A", 400, 3),)
WORK = RunWork("a" * 32, "R-1", TODAY, LOADS)


@pytest.fixture
def page(qtbot: QtBot, run_of: Callable[[str], Run]) -> LoadPage:
    made = LoadPage(Wording("en"), TODAY)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_runs([WORK], run_of("bm-msc-three-step").lab, 2, 1)
    made.show()
    return made


def test_that_the_chosen_cell_is_told_in_words(page: LoadPage) -> None:
    page.view.choose(1, 0)
    assert page.told.text() == ("A, 2026-12-07 Mon  ·  400 min  ·  runs: R-1  ·  A: 400 min; at most 360 (lab setting)")
    page._wording.set_language("zh")
    assert page.told.text().startswith("A，2026-12-07 周一  ·  400 分钟")


def test_that_runs_still_waiting_and_unreadable_ones_are_told(page: LoadPage) -> None:
    assert "360" in page._note.text()
    assert page._note.text().endswith("2 runs are still being read. 1 run cannot be read.")


def test_that_only_the_row_of_a_run_can_be_opened(page: LoadPage, qtbot: QtBot) -> None:
    button = page.findChild(QAbstractButton, "open_run")
    assert isinstance(button, QAbstractButton)
    page.view.choose(1, 0)
    assert not button.isEnabled()
    page.view.choose(2, 0)
    with qtbot.waitSignal(page.open_wanted) as opened:
        button.click()
    assert opened.args == [WORK.id]
