"""The command that writes a calendar file."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

Command = Callable[..., Any]
START = ("--start", "2026-12-07")


def events(path: Path) -> list[tuple[date, str]]:
    found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return [(each.decoded("dtstart"), str(each["summary"])) for each in found]


def test_that_a_calendar_holds_the_work_of_the_plan(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "run.ics"
    answer = command(
        "calendar", "bm-msc-three-step", *START, "--count", "3", "--number", "R-2026-014", "--out", str(path)
    )
    assert answer == (0, f"written: {path}\n", "")
    found = events(path)
    assert (date(2026, 12, 13), "R-2026-014 D6 Change to fresh S2, 36 mL") in found
    plan = command("plan", "bm-msc-three-step", *START, "--count", "3", "--json").data
    worked = [day["date"] for day in (*plan["before"], *plan["days"]) if day["tasks"]]
    assert sorted({day.isoformat() for day, _ in found}) == worked


def test_that_a_calendar_speaks_chinese(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "run.ics"
    assert command("calendar", "bm-msc-three-step", *START, "--out", str(path), "--language", "zh").code == 0
    assert (date(2026, 12, 7), "R-2026-001 D0 开始 S1（12 mL）") in events(path)


def test_that_with_errors_a_draft_is_written_and_said(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "run.ics"
    answer = command("calendar", "uc-msc-three-step", *START, "--out", str(path))
    assert (answer.code, answer.out) == (1, f"written: {path}\n")
    assert answer.err.startswith("errors stand: every event is marked DRAFT\nerror E-DOSE-SOL")
    assert all(title.startswith("DRAFT R-2026-001 D") for _, title in events(path))


def test_that_without_a_dated_day_nothing_is_written(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "run.ics"
    path.write_text("as it was", "utf-8")
    answer = command("calendar", "adsc-mir-375", *START, "--out", str(path))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("no calendar is written: no work can be dated yet\nerror E-DURATION-NONE")
    assert path.read_text("utf-8") == "as it was"


def test_that_a_week_later_the_same_events_move(command: Command, tmp_path: Path) -> None:
    paths = [tmp_path / f"{day}.ics" for day in ("2026-12-07", "2026-12-14")]
    for path in paths:
        assert command("calendar", "bm-msc-three-step", "--start", path.stem, "--out", str(path)).code == 0
    first, second = (
        {str(each["uid"]): each.decoded("dtstart") for each in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
        for path in paths
    )
    assert {uid: day + timedelta(days=7) for uid, day in first.items()} == second


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (START, "--out"),
        ((*START, "--out", "/no/such/folder/a.ics"), "/no/such/folder"),
        (("--start", "7.12.2026", "--out", "a.ics"), "7.12.2026"),
    ],
)
def test_that_what_cannot_be_used_is_told_in_one_line(command: Command, words: tuple[str, ...], named: str) -> None:
    answer = command("calendar", "bm-msc-three-step", *words)
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (2, "", 1)
    assert named in answer.err
