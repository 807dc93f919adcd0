"""The tab of the working calendar with a real library: what is kept there counts, and nothing is lost."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.work_calendar import WorkCalendar
from mscplanner.gui.calendar_page import CalendarPage
from mscplanner.gui.calendar_tab import TAB, CalendarTab
from mscplanner.gui.keeper import Keeper
from mscplanner.gui.tabbed_place import TabbedPlace
from mscplanner.gui.wording import Wording
from mscplanner.gui.workplace import Workplace
from mscplanner.library.place import file_place
from mscplanner.library.work_calendar import SETTING, kept_work_calendar

TODAY = date(2026, 12, 4)
TUESDAY, SATURDAY = date(2026, 12, 8), date(2026, 12, 12)


class Room:
    """The tab, its library, and what it told."""

    def __init__(self, file: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.wording = Wording("en")
        self.workplace = Workplace(TODAY)
        self.keeper = Keeper(lambda: "A. Chen")
        self.place = TabbedPlace(self.wording, QWidget(), N_("All Runs"))
        self.tab = CalendarTab(self.keeper, self.workplace, self.wording, self.place, TODAY, self.place)
        self.labs: list[Lab] = []
        self.told: list[str] = []
        self.faults: list[object] = []
        self.tab.lab_changed.connect(self.labs.append)
        self.tab.told.connect(lambda text, _tone, _ways: self.told.append(text()))
        self.tab.refused.connect(self.faults.append)
        with qtbot.waitSignal(self.keeper.opened):
            self.keeper.open(file_place(file))
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was asked is done and told."""
        self._hear()
        # What was told may have asked for something more.
        self._hear()

    def _hear(self) -> None:
        done: list[bool] = []
        self.keeper.ask(lambda _library: True, done.append)
        self.qtbot.waitUntil(lambda: bool(done))

    @property
    def page(self) -> CalendarPage:
        page = self.place.page(TAB)
        assert isinstance(page, CalendarPage)
        return page

    @property
    def kept(self) -> WorkCalendar | None:
        kept = self.keeper.answer(kept_work_calendar)
        return kept if isinstance(kept, WorkCalendar) else None

    def click(self, day: date) -> None:
        place = self.page.year.cell_of(day).center().toPoint()
        QTest.mouseClick(self.page.year, Qt.MouseButton.LeftButton, pos=place)


@pytest.fixture
def enter(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Room]]:
    monkeypatch.setenv("MSCPLANNER_SETTINGS", str(tmp_path / "settings"))
    rooms: list[Room] = []

    def entering() -> Room:
        room = Room(tmp_path / "library.db", qtbot)
        rooms.append(room)
        qtbot.addWidget(room.place)
        room.tab.open()
        room.place.resize(1180, 690)
        room.place.show()
        room.place.activateWindow()
        assert QTest.qWaitForWindowActive(room.place)
        room.settle()
        return room

    yield entering
    for room in rooms:
        room.keeper.finish()


def test_that_one_click_closes_a_day_and_another_takes_it_back(enter: Callable[[], Room]) -> None:
    room = enter()
    room.click(TUESDAY)
    room.settle()
    assert room.workplace.lab.working_calendar.is_closed(TUESDAY)
    assert room.kept == room.tab.document.value
    room.click(TUESDAY)
    room.settle()
    assert room.kept
    assert room.kept.exceptions == ()
    assert len(room.labs) == 2


def test_that_keys_alone_close_and_name_a_day_that_outlives_the_program(enter: Callable[[], Room]) -> None:
    room = enter()
    year = room.page.year
    assert year.hasFocus()
    for _ in range(4):
        QTest.keyClick(year, Qt.Key.Key_Right)
    QTest.keyClick(year, Qt.Key.Key_Space)
    QTest.keyClick(year, Qt.Key.Key_F2)
    assert room.page.day.name.hasFocus()
    QTest.keyClicks(room.page.day.name, "Lab retreat")
    QTest.keyClick(room.page.day.name, Qt.Key.Key_Return)
    room.settle()
    room.keeper.finish()
    calendar = enter().workplace.lab.working_calendar
    reason = calendar.reason(TUESDAY)
    assert reason
    assert reason.written("zh") == "Lab retreat"


def test_that_steps_are_undone_in_the_library_too(enter: Callable[[], Room]) -> None:
    room = enter()
    room.click(TUESDAY)
    room.click(SATURDAY)
    room.page.weekdays.boxes["mon"].click()
    stack = room.tab.document.undo_stack
    assert stack.count() == 3
    for _ in range(2):
        stack.undo()
    room.settle()
    assert room.kept
    assert [each.day for each in room.kept.exceptions] == [TUESDAY]
    assert room.kept.closed_weekdays == ("sat", "sun")
    assert room.page.year.chosen == SATURDAY


def test_that_a_country_brings_its_holidays_as_one_step(enter: Callable[[], Room]) -> None:
    room = enter()
    room.qtbot.waitUntil(lambda: room.page.holidays.country.count() > 100)
    room.page.holidays.country.code_chosen.emit("CN")
    room.settle()
    calendar = room.workplace.lab.working_calendar
    assert calendar.is_closed(date(2026, 10, 1))
    assert not calendar.is_closed(date(2026, 2, 14))
    assert calendar.holidays_known_until
    assert calendar.holidays_known_until >= date(2027, 1, 1)
    last = calendar.holidays_known_until - timedelta(days=1)
    assert any(last.isoformat() in each for each in _texts(room.page.holidays))
    assert room.tab.document.undo_stack.count() == 1
    room.tab.document.undo_stack.undo()
    room.settle()
    assert room.kept
    assert (room.kept.country, room.kept.holidays) == ("", ())


def _texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel)]


def test_that_an_unknown_region_is_told_and_changes_nothing(enter: Callable[[], Room]) -> None:
    room = enter()
    before = room.tab.document.value
    room.tab.look_up("DE", "QQ")
    room.settle()
    assert room.tab.document.value == before
    assert any("QQ" in each for each in _texts(room.page.holidays))


def test_that_absences_are_kept_and_removed(enter: Callable[[], Room]) -> None:
    room = enter()
    fields = room.page.absences
    fields.person.setEditText("L. Zhang")
    QTest.mouseClick(fields.add, Qt.MouseButton.LeftButton)
    room.settle()
    assert room.kept
    assert room.kept.absent("L. Zhang", TODAY)
    assert not room.kept.absent("L. Zhang", TODAY + timedelta(days=1))
    assert fields.person.currentText() == ""
    QTest.mouseClick(fields.add, Qt.MouseButton.LeftButton)
    assert fields.note.isVisible()
    fields.table.setFocus()
    QTest.keyClick(fields.table, Qt.Key.Key_Delete)
    QTest.keyClick(fields.table, Qt.Key.Key_Delete)
    room.settle()
    assert room.kept
    assert (room.kept.people, room.kept.absences) == ((), ())


def test_that_a_day_of_the_list_is_shown_and_removed(enter: Callable[[], Room]) -> None:
    room = enter()
    room.click(TUESDAY)
    room.click(SATURDAY)
    table = room.page.own_days.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Home)
    table.choose(TUESDAY.isoformat())
    assert room.page.year.chosen == TUESDAY
    QTest.mouseClick(room.page.own_days.remove, Qt.MouseButton.LeftButton)
    assert [each.day for each in room.tab.document.value.exceptions] == [SATURDAY]


def test_that_a_damaged_text_leaves_the_weekly_pattern_and_is_not_touched(enter: Callable[[], Room]) -> None:
    room = enter()
    stamp = room.keeper.stamp()
    room.keeper.ask(lambda library: library.keep_setting(SETTING, "{", stamp))
    room.tab.read()
    room.settle()
    room.click(TUESDAY)
    room.settle()
    assert not room.tab.document.value.exceptions
    assert not room.page.day.toggle.isEnabled()
    assert any("damaged" in each for each in _texts(room.page))
    assert room.keeper.answer(lambda library: library.setting(SETTING)) == "{"


def test_that_what_the_library_does_not_take_stays_and_does_not_count(enter: Callable[[], Room]) -> None:
    room = enter()
    room.keeper.leave()
    room.click(TUESDAY)
    room.qtbot.waitUntil(lambda: bool(room.faults))
    assert room.tab.document.value.is_closed(TUESDAY)
    assert not room.workplace.lab.working_calendar.is_closed(TUESDAY)


def test_that_what_was_not_taken_is_kept_when_the_library_is_there_again(
    enter: Callable[[], Room], tmp_path: Path
) -> None:
    room = enter()
    room.keeper.leave()
    room.click(TUESDAY)
    room.qtbot.waitUntil(lambda: bool(room.faults))
    with room.qtbot.waitSignal(room.keeper.opened):
        room.keeper.open(file_place(tmp_path / "library.db"))
    room.settle()
    assert room.kept
    assert room.kept.is_closed(TUESDAY)
    assert room.workplace.lab.working_calendar.is_closed(TUESDAY)


def test_that_two_windows_keep_the_days_of_both(enter: Callable[[], Room]) -> None:
    first, second = enter(), enter()
    first.click(TUESDAY)
    first.settle()
    second.click(SATURDAY)
    second.settle()
    assert [each.day for each in second.tab.document.value.exceptions] == [TUESDAY, SATURDAY]
    second.tab.document.undo_stack.undo()
    second.settle()
    assert first.kept
    assert [each.day for each in first.kept.exceptions] == [TUESDAY]


def test_that_a_name_half_typed_is_kept_when_the_page_is_left(enter: Callable[[], Room]) -> None:
    room = enter()
    room.click(TUESDAY)
    QTest.keyClick(room.page.year, Qt.Key.Key_Return)
    QTest.keyClicks(room.page.day.name, "Retreat")
    room.page.year.setFocus()
    QTest.keyClick(room.page.year, Qt.Key.Key_Escape)
    room.settle()
    assert room.place.page(TAB) is None
    assert room.kept
    reason = room.kept.reason(TUESDAY)
    assert reason
    assert reason.written("en") == "Retreat"


def test_that_the_calendar_of_the_files_holds_until_one_is_made(enter: Callable[[], Room], tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "lab_calendar.toml").write_text(
        'format = "mscplanner-calendar/1"\ncountry = "CN"\nclosed_weekdays = ["sun"]\n', "utf-8"
    )
    room = enter()
    calendar = room.workplace.lab.working_calendar
    assert calendar.is_closed(date(2026, 10, 1))
    assert not calendar.is_closed(SATURDAY)
    assert room.kept is None
    room.click(TUESDAY)
    room.settle()
    assert room.kept
    assert (room.kept.country, room.kept.closed_weekdays) == ("CN", ("sun",))


def test_that_the_tab_follows_the_language(enter: Callable[[], Room]) -> None:
    room = enter()
    assert (room.tab.title(TAB), room.tab.title("other")) == ("Working calendar", "")
    room.click(TUESDAY)
    room.wording.set_language("zh")
    assert room.tab.title(TAB) == "工作日历"
    assert room.page.day.words.text() == "实验室设为休息日"
    assert "周二" in room.page.day.title.text()
