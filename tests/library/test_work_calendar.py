"""The working calendar in a library: whole, or not used and not touched."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mscplanner.domain.message import Message
from mscplanner.domain.run import Run
from mscplanner.domain.work_calendar import WorkCalendar
from mscplanner.library.content import LabMemory, read_run, stored
from mscplanner.library.entry import Stamp
from mscplanner.library.library import Library, open_library
from mscplanner.library.place import file_place
from mscplanner.library.public_holidays import with_public_holidays, years_around
from mscplanner.library.work_calendar import (
    SETTING,
    calendar_in_force,
    change_work_calendar,
    kept_work_calendar,
    read_work_calendar,
    write_work_calendar,
)
from mscplanner.planning.calendar_checks import with_calendar
from mscplanner.planning.calendar_edits import add_absence, carried_over, name_day, set_weekday, toggle_day

STAMP = Stamp(at=datetime(2026, 12, 4, 9, 0, tzinfo=UTC), author="A. Chen")
TODAY, TUESDAY, SATURDAY = date(2026, 12, 4), date(2026, 12, 8), date(2026, 12, 12)
PLAIN = WorkCalendar(closed_weekdays=("sat", "sun"))


def made() -> WorkCalendar:
    calendar: WorkCalendar | Message = with_public_holidays(PLAIN, "CN", "", years_around(TODAY))
    for day in (TUESDAY, SATURDAY):
        assert isinstance(calendar, WorkCalendar)
        calendar = toggle_day(calendar, day)
    assert isinstance(calendar, WorkCalendar)
    calendar = name_day(calendar, TUESDAY, "团建 💉")
    assert isinstance(calendar, WorkCalendar)
    calendar = add_absence(calendar, "陈", TUESDAY, SATURDAY)
    assert isinstance(calendar, WorkCalendar)
    return calendar


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(file_place(tmp_path / "library.db"), STAMP)
    yield opened
    opened.close(STAMP)


def test_that_what_is_kept_comes_back_as_it_was(library: Library) -> None:
    calendar = made()
    assert kept_work_calendar(library) is None
    assert change_work_calendar(library, PLAIN, lambda _now: calendar, STAMP) == calendar
    assert kept_work_calendar(library) == calendar
    assert calendar_in_force(library, PLAIN, TODAY, STAMP) == (calendar, True, None, True)


def test_that_without_a_kept_one_the_calendar_of_the_files_holds_and_is_not_kept(library: Library) -> None:
    assert calendar_in_force(library, PLAIN, TODAY, STAMP) == (PLAIN, False, None, True)
    found = calendar_in_force(library, PLAIN.model_copy(update={"country": "CN"}), TODAY, STAMP)
    assert found.calendar.is_closed(date(2026, 10, 1))
    assert library.setting(SETTING) is None


def test_that_the_first_change_begins_with_the_calendar_of_the_files(library: Library) -> None:
    files = PLAIN.model_copy(update={"closed_weekdays": ("sun",)})
    after = change_work_calendar(library, files, lambda now: set_weekday(now, "mon", False), STAMP)
    assert isinstance(after, WorkCalendar)
    assert after.closed_weekdays == ("mon", "sun")


def test_that_a_new_year_is_looked_up_and_kept(library: Library) -> None:
    old = with_public_holidays(PLAIN, "CN", "", range(2020, 2023))
    assert isinstance(old, WorkCalendar)
    library.keep_setting(SETTING, write_work_calendar(old), STAMP)
    found = calendar_in_force(library, PLAIN, TODAY, STAMP)
    assert (found.calendar.holidays_from, found.calendar.holidays_until) == (date(2025, 1, 1), date(2029, 1, 1))
    assert kept_work_calendar(library) == found.calendar


def test_that_a_country_nobody_knows_is_told_and_kept(library: Library) -> None:
    text = write_work_calendar(PLAIN.model_copy(update={"country": "XX"}))
    library.keep_setting(SETTING, text, STAMP)
    found = calendar_in_force(library, PLAIN, TODAY, STAMP)
    assert found.kept
    assert found.trouble
    assert "XX" in found.trouble.written("en")
    assert library.setting(SETTING) == text


TEXT = write_work_calendar(made())
DAMAGED = [
    "",
    "{",
    "[]",
    "null",
    "[" * 100_000,
    "{}",
    '{"format":"mscplanner-work-calendar/1"}',
    '{"format":"mscplanner-work-calendar/²"}',
    '{"format":"other/1","closed_weekdays":[]}',
    '{"format":"mscplanner-work-calendar/1","closed_weekdays":["day"]}',
    TEXT.replace("2026-12-08", "2026-13-08"),
    TEXT.replace("团建", "团\\u202e"),
    TEXT.replace('"until":"2026-12-13"', '"until":"2026-12-01"'),
]


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_that_a_damaged_text_is_refused_and_never_overwritten(library: Library, text: str) -> None:
    library.keep_setting(SETTING, text, STAMP)
    answer = change_work_calendar(library, PLAIN, lambda now: set_weekday(now, "mon", False), STAMP)
    assert isinstance(answer, Message)
    assert "damaged" in answer.written("en")
    assert calendar_in_force(library, PLAIN, TODAY, STAMP) == (PLAIN, False, answer, False)
    assert library.setting(SETTING) == text


def test_that_the_text_of_a_newer_program_is_told_apart_from_a_damaged_one() -> None:
    content = json.loads(write_work_calendar(PLAIN)) | {"format": "mscplanner-work-calendar/2", "shifts": []}
    answer = read_work_calendar(json.dumps(content))
    assert isinstance(answer, Message)
    assert "newer mscplanner" in answer.written("en")


def test_that_what_somebody_else_kept_meanwhile_stays(tmp_path: Path) -> None:
    place = file_place(tmp_path / "library.db")
    mine, theirs = open_library(place, STAMP), open_library(place, STAMP)
    first, second = toggle_day(PLAIN, TUESDAY), toggle_day(PLAIN, SATURDAY)
    assert isinstance(first, WorkCalendar)
    assert isinstance(second, WorkCalendar)
    change_work_calendar(mine, PLAIN, lambda now: carried_over(PLAIN, first, now), STAMP)
    answer = change_work_calendar(theirs, PLAIN, lambda now: carried_over(PLAIN, second, now), STAMP)
    assert isinstance(answer, WorkCalendar)
    assert [each.day for each in answer.exceptions] == [TUESDAY, SATURDAY]
    for library in (mine, theirs):
        library.close(STAMP)


def test_that_a_run_is_stored_with_its_calendar_and_one_without_is_read(run_of: Callable[[str], Run]) -> None:
    run, labs = run_of("bm-msc-three-step"), LabMemory()
    for stored_run in (run, with_calendar(run, made())):
        kept = stored(stored_run, labs)
        assert kept.lab
        assert ('"calendar":' in kept.lab.text) is (stored_run.lab.calendar is not None)
        lab = LabMemory().read(kept.lab.text, kept.lab.digest)
        assert read_run(kept.text, kept.digest, lab, kept.lab.digest) == stored_run
