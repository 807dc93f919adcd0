"""Today's work: what a person reads first in the morning."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.gui.wording import Wording
from mscplanner.gui.work_list import MissedLine, SharedLine, WorkLine, WorkList
from mscplanner.gui.work_sign import WorkSign

TODAY = date(2026, 11, 23)


def line(number: int, day: int, after_days: int, kind: str = "make-medium") -> WorkLine:
    return WorkLine(
        entry=f"{number:032x}",
        number=f"R-2026-{number:03}",
        title=LocalText(en="BM-MSC, three steps", zh="BM-MSC 三步诱导"),
        day=day,
        date=TODAY + timedelta(days=after_days),
        tasks=(message(N_("Undo")),),
        kinds=(kind,),
        vessels=message(N_("{count} × {vessel}"), count=3, vessel=LocalText(plain="plate")),
    )


@pytest.fixture
def work(qtbot: QtBot) -> WorkList:
    made = WorkList(Wording("en"))
    qtbot.addWidget(made)
    made.resize(1000, 500)
    return made


def texts(work: WorkList) -> list[str]:
    return [label.text() for label in work.findChildren(QLabel) if label.isVisibleTo(work)]


def test_that_today_comes_first_and_the_past_is_not_shown(work: WorkList) -> None:
    work.show_work([line(1, 0, 2), line(2, 6, 0), line(3, 4, -1)], TODAY)
    shown = texts(work)
    assert shown[0] == "Today · 2026-11-23 Mon"
    assert shown.index("R-2026-002") < shown.index("Next · 2026-11-25 Wed") < shown.index("R-2026-001")
    assert "R-2026-003" not in shown
    assert {"D6", "3 × plate", "BM-MSC, three steps", "Undo"} <= set(shown)


def test_that_a_day_without_work_says_so(work: WorkList) -> None:
    work.show_work([line(1, 0, 2)], TODAY)
    assert "No work is planned for today." in texts(work)


def test_that_without_work_nothing_is_shown(work: WorkList) -> None:
    work.show_work([line(1, 0, 2)], TODAY)
    assert work.isVisible()
    work.show_work([], TODAY)
    assert not work.isVisible()


def test_that_a_press_prints_the_day_or_opens_the_run(work: WorkList, qtbot: QtBot) -> None:
    work.show_work([line(2, 6, 0)], TODAY)
    buttons = {made.objectName(): made for made in work.findChildren(QPushButton)}
    assert buttons["print_work"].text() == "Print D6…"
    assert buttons["print_work"].accessibleName() == "Print D6…: R-2026-002"
    with qtbot.waitSignal(work.print_wanted) as printed:
        QTest.mouseClick(buttons["print_work"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(work.open_wanted) as opened:
        QTest.keyClick(buttons["open_work"], Qt.Key.Key_Space)
    assert (printed.args, opened.args) == ([f"{2:032x}", 6], [f"{2:032x}"])


def test_that_a_day_before_the_first_is_told_and_printed(work: WorkList, qtbot: QtBot) -> None:
    work.show_work([line(2, -3, 0, "dissolve")], TODAY)
    assert "D-3" in texts(work)
    made = next(each for each in work.findChildren(QPushButton) if each.objectName() == "print_work")
    with qtbot.waitSignal(work.print_wanted) as printed:
        made.click()
    assert (made.text(), printed.args[1]) == ("Print D-3…", -3)


def drawn(work: WorkList, kind: str) -> int:
    """Return how many pixels of the sign of ``kind`` are dark."""
    work.show_work([line(2, 6, 0, kind)], TODAY)
    sign = next(each for each in work.findChildren(QWidget) if isinstance(each, WorkSign))
    picture = sign.grab().toImage()
    places = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return sum(picture.pixelColor(x, y).lightness() < 128 for x, y in places)


def test_that_each_kind_of_work_has_its_shape(work: WorkList) -> None:
    triangle, circle, square = (drawn(work, kind) for kind in ("make-medium", "change-medium", "harvest"))
    assert 0 < triangle < circle < square


def test_that_the_list_follows_the_language(qtbot: QtBot) -> None:
    wording = Wording("en")
    work = WorkList(wording)
    qtbot.addWidget(work)
    work.show_work([line(2, 6, 0)], TODAY)
    wording.set_language("zh")
    assert "今天 · 2026-11-23 周一" in texts(work)
    assert [made.text() for made in work.findChildren(QPushButton)] == ["打印 D6…", "打开"]


def test_that_what_runs_do_together_comes_first_on_its_day(work: WorkList) -> None:
    saving = message(N_("saves {minutes} min"), minutes=30)
    shared = [
        SharedLine(TODAY, message("{name}", name="Make once"), "make-medium", saving, message("{name}", name="Recipe"))
    ]
    work.show_work([line(1, 6, 0)._replace(together=2), line(2, 0, 2)._replace(together=1)], TODAY, shared)
    shown = texts(work)
    assert shown[1:3] == [
        "Together",
        "Done once for several runs. The sheets of each run have its own part; together it is their sum.",
    ]
    order = ["Make once", "Recipe", "saves 30 min", "R-2026-001"]
    assert sorted(order, key=shown.index) == order
    assert shown.count("Together") == 1
    assert "+ 2 preparations together with other runs, see above" in shown
    assert "+ 1 preparation together with other runs, see above" in shown


def test_that_days_that_were_not_written_down_stand_first_with_the_way_to_their_sheets(
    work: WorkList, qtbot: QtBot
) -> None:
    days = tuple((number, TODAY + timedelta(days=number - 10)) for number in (0, 2, 4, 6, 8))
    missed = MissedLine(f"{2:032x}", "R-2026-002", LocalText(plain="BM-MSC"), days)
    work.show_work([line(1, 6, 0)], TODAY, missed=[missed])
    shown = texts(work)
    order = ["Not written down", "R-2026-002", "and 1 earlier day", "D8, 2026-11-21 Sat: not written down"]
    order.append("Today · 2026-11-23 Mon")
    assert sorted(order, key=shown.index) == order
    made = next(each for each in work.findChildren(QPushButton) if each.objectName() == "close_out_work")
    assert made.text() == "Close Out D0…"
    with qtbot.waitSignal(work.close_out_wanted) as wanted:
        made.click()
    assert wanted.args == [f"{2:032x}", 0]
    work.show_work([], TODAY, missed=[missed])
    assert work.isVisible()


def test_that_errors_are_told_in_the_language_of_the_window(qtbot: QtBot) -> None:
    made = WorkList(Wording("zh"))
    qtbot.addWidget(made)
    made.show_work([line(1, 6, 0)._replace(errors=1)], TODAY)
    assert "1 个错误 · 只能打印草稿" in texts(made)
