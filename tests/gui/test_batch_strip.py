"""The strip of batches: walked by key, chosen by Enter or press, as long and as many as a run may have."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Stage, StageMedium
from mscplanner.domain.run import Run
from mscplanner.gui.batch_strip import BatchStrip
from mscplanner.gui.wording import Wording
from mscplanner.planning.planner import plan

Runs = Callable[[str], Run]


@pytest.fixture
def strip(qtbot: QtBot) -> BatchStrip:
    made = BatchStrip(Wording("en"))
    qtbot.addWidget(made)
    made.resize(600, 200)
    return made


@pytest.fixture
def short(strip: BatchStrip, run_of: Runs) -> BatchStrip:
    strip.show_plan(plan(run_of("bm-msc-three-step")))
    strip.show()
    return strip


def long_run(run: Run, stages: int, days: int) -> Run:
    """Return a run of so many stages and days, each medium with its own additions."""
    protocol = Protocol(
        id="x",
        title=LocalText(plain="X"),
        stages=tuple(
            Stage(
                id=f"s{at}",
                title=LocalText(plain="S"),
                duration=f"{days // stages} d",
                change="every 1 d",
                medium=StageMedium(basal="dmem-high-glucose"),
                additions=(Addition(reagent="egf", final=f"{at + 1} ng/mL"),),
            )
            for at in range(stages)
        ),
    )
    return run.model_copy(update={"protocol": protocol})


def test_that_left_and_right_walk_the_batches_and_enter_chooses_the_day(short: BatchStrip, qtbot: QtBot) -> None:
    canvas = short.canvas
    names = [canvas.accessibleName().split(",")[0]]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(canvas, key)
        names.append(canvas.accessibleName().split(",")[0])
    assert names == ["S1-1", "S2-1", "S3-1", "S3-1", "S2-1"]
    with qtbot.waitSignal(short.day_chosen) as chosen:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert chosen.args == [2]


def test_that_a_press_on_a_bar_chooses_its_day(short: BatchStrip, qtbot: QtBot) -> None:
    bar = short.canvas.bars[2]
    with qtbot.waitSignal(short.day_chosen) as chosen:
        QTest.mouseClick(short.canvas, Qt.MouseButton.LeftButton, pos=short.canvas.area(bar).center().toPoint())
    assert chosen.args == [10]
    assert short.canvas.current == bar


def test_that_a_bar_reaches_from_its_making_to_its_use_by(short: BatchStrip) -> None:
    first, second, third = (short.canvas.area(bar) for bar in short.canvas.bars)
    assert first.right() < second.left() < second.right() < third.left()
    assert first.top() < second.top() < third.top()
    assert second.width() == pytest.approx(8 * first.width(), rel=0.1)


def test_that_the_current_batch_stays_while_the_run_is_edited(short: BatchStrip, run_of: Runs) -> None:
    QTest.keyClick(short.canvas, Qt.Key.Key_Right)
    short.show_plan(plan(run_of("bm-msc-three-step").model_copy(update={"count": 7})))
    assert short.canvas.accessibleName().startswith("S2-1, made on D2, ")


def test_that_sixty_days_and_twelve_media_can_be_seen_and_walked(strip: BatchStrip, run_of: Runs) -> None:
    planned = plan(long_run(run_of("bm-msc-three-step"), 12, 60))
    strip.show_plan(planned)
    strip.show()
    assert planned.last_day
    assert (planned.last_day.number, len(strip.canvas.bars)) == (60, len(planned.media))
    assert strip.sizeHint().height() < 300
    assert strip.canvas.minimumWidth() <= 600
    QTest.keyClick(strip.canvas, Qt.Key.Key_Home)
    for _ in strip.canvas.bars:
        QTest.keyClick(strip.canvas, Qt.Key.Key_Right)
    last = strip.canvas.area(strip.canvas.bars[-1]).center().toPoint()
    shown = strip.canvas.mapTo(strip.viewport(), last)
    assert strip.viewport().rect().contains(shown)


def test_that_a_run_without_media_shows_no_strip(strip: BatchStrip, run_of: Runs) -> None:
    strip.show_plan(plan(run_of("bm-msc-three-step").model_copy(update={"well_volume": "2,5 mL"})))
    assert not strip.isVisible()
    assert strip.canvas.current is None


def test_that_marks_and_closed_days_are_drawn(short: BatchStrip) -> None:
    canvas = short.canvas
    canvas.resize(600, canvas.wanted_height(3))
    picture = canvas.grab().toImage()
    area = canvas.area(canvas.bars[0])
    dark = [
        (x, y)
        for x in range(int(area.left()) + 2, int(area.right()) - 1)
        for y in range(int(area.top()) + 2, int(area.bottom()) - 6)
        if picture.pixelColor(x, y).lightness() < 100
    ]
    assert dark
    height = int(area.center().y())
    closed, worked = (picture.pixelColor(int(canvas._left(day)) + 4, height).name() for day in (5, 3))
    assert closed != worked
