"""The command line plans with the working calendar of the library, and never makes or changes a library."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from mscplanner.domain.work_calendar import WorkCalendar
from mscplanner.library import database
from mscplanner.library.entry import Stamp
from mscplanner.library.library import Library, open_library
from mscplanner.library.place import file_place
from mscplanner.library.work_calendar import SETTING, calendar_in_force, change_work_calendar
from mscplanner.planning.calendar_edits import name_day, toggle_day

Command = Callable[..., Any]
RUN = ("adsc-one-step", "--start", "2026-12-07", "--json")
STAMP = Stamp(at=datetime(2026, 12, 4, 9, 0, tzinfo=UTC), author="A. Chen")
PLAIN = WorkCalendar(closed_weekdays=("sat", "sun"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The library of the test, see ``own_settings``."""
    return tmp_path / "library" / "library.db"


@pytest.fixture
def library(own_settings: Path, file: Path) -> Iterator[Library]:
    """A library whose lab closes a Monday."""
    file.parent.mkdir()
    opened = open_library(file_place(file), STAMP)
    change_work_calendar(opened, PLAIN, retreat, STAMP)
    yield opened
    opened.close(STAMP)


def retreat(calendar: WorkCalendar) -> WorkCalendar:
    closed = toggle_day(calendar, date(2026, 12, 7))
    assert isinstance(closed, WorkCalendar)
    named = name_day(closed, date(2026, 12, 7), "Retreat")
    assert isinstance(named, WorkCalendar)
    return named


def with_file(own_settings: Path, text: str) -> None:
    own_settings.mkdir(parents=True, exist_ok=True)
    (own_settings / "lab_calendar.toml").write_text(f'format = "mscplanner-calendar/1"\n{text}', "utf-8")


def closed_days(answer: Any) -> list[int]:
    return [day["day"] for day in answer.data["days"] if day["closed"]]


def state(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.endswith("-shm")}


def test_that_no_library_is_made_by_asking(command: Command, own_settings: Path, file: Path) -> None:
    with_file(own_settings, 'closed_weekdays = ["mon"]\n')
    answer = command("plan", *RUN)
    assert (closed_days(answer), answer.err) == ([0], "")
    assert not file.parent.exists()


def test_that_the_calendar_of_the_library_is_planned_with(
    command: Command, own_settings: Path, library: Library, file: Path
) -> None:
    with_file(own_settings, 'closed_weekdays = ["tue"]\n')
    before = state(file.parent)
    answer = command("plan", *RUN)
    assert closed_days(answer) == [0]
    assert answer.data["days"][0]["closed_name"] == "Retreat"
    starts = command("starts", "adsc-one-step", "--from", "2026-12-07", "--to", "2026-12-07", "--json").data["starts"]
    assert [day["day"] for day in starts[0]["closed_days"]] == [0]
    assert state(file.parent) == before


def test_that_a_library_without_a_calendar_leaves_it_to_the_file(
    command: Command, own_settings: Path, file: Path
) -> None:
    file.parent.mkdir()
    open_library(file_place(file), STAMP).close(STAMP)
    with_file(own_settings, 'closed_weekdays = ["tue"]\n')
    answer = command("plan", *RUN)
    assert (closed_days(answer), answer.err) == ([1], "")


def test_that_public_holidays_are_those_around_the_start(command: Command, library: Library) -> None:
    def chinese(calendar: WorkCalendar) -> WorkCalendar:
        return calendar.model_copy(update={"country": "CN"})

    change_work_calendar(library, PLAIN, chinese, STAMP)
    calendar_in_force(library, PLAIN, date(2026, 12, 4), STAMP)
    answer = command("plan", "adsc-one-step", "--start", "2023-10-02", "--json")
    assert answer.data["days"][0]["closed_name"] == "National Day"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "The lab's working calendar in the library is damaged."),
        (
            '{"format": "mscplanner-work-calendar/9"}',
            "A newer mscplanner has written the lab's working calendar (mscplanner-work-calendar/9).",
        ),
    ],
)
def test_that_a_calendar_that_cannot_be_used_is_told_in_one_line_and_the_file_is_used(
    command: Command, own_settings: Path, library: Library, text: str, told: str
) -> None:
    library.keep_setting(SETTING, text, STAMP)
    with_file(own_settings, 'closed_weekdays = ["tue"]\n')
    answer = command("plan", *RUN)
    assert closed_days(answer) == [1]
    assert answer.err.startswith(f"mscplanner: {told}")
    assert answer.err.endswith("the lab's files are used.\n")
    assert answer.err.count("\n") == 1


def test_that_a_library_of_a_newer_program_stops_with_one_line(command: Command, library: Library, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        (known,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        answer = command("plan", *RUN)
        connection.execute("UPDATE alembic_version SET version_num = ?", (known,))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"mscplanner: The library {file} was written by a newer mscplanner; it is untouched. " + (
        "Update the program.\n"
    )


def test_that_a_library_that_another_program_holds_stops_with_one_line(
    command: Command, library: Library, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close(STAMP)
    monkeypatch.setattr(database, "LOCK_SECONDS", 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        answer = command("plan", *RUN, "--language", "zh")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("mscplanner: ")
    assert "另一个程序" in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("place", ["mysql://host/db", "{folder}/no-library.db"])
def test_that_a_place_that_holds_no_library_stops_with_one_line(
    command: Command, own_settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "no-library.db").write_text("a note, and no database", "utf-8")
    monkeypatch.setenv("MSCPLANNER_LIBRARY", place.format(folder=tmp_path))
    answer = command("plan", *RUN)
    assert answer.code == 2
    assert answer.err.count("\n") == 1
    assert command("check", "adsc-one-step").err == ""
