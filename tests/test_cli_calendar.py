"""The command line plans with the lab's calendar file, and tells what of it cannot be used."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
RUN = ("adsc-one-step", "--vessel", "plate-6", "--start")


@pytest.fixture
def calendar_file(own_settings: Path) -> Callable[[str], None]:
    """Write the calendar of the lab."""

    def written(text: str) -> None:
        own_settings.mkdir(parents=True, exist_ok=True)
        (own_settings / "lab_calendar.toml").write_text(f'format = "mscplanner-calendar/1"\n{text}', "utf-8")

    return written


def codes(answer: Any) -> list[tuple[str, str]]:
    return [
        (each["code"], each["message"])
        for each in answer.data["findings"]
        if each["code"] in ("W-CLOSED", "W-CALENDAR", "W-ABSENT")
    ]


def test_that_the_public_holidays_of_the_file_are_planned_with(
    command: Command, calendar_file: Callable[[str], None]
) -> None:
    assert codes(command("plan", *RUN, "2026-02-16", "--json")) == []
    calendar_file('country = "CN"\n')
    answer = command("plan", *RUN, "2026-02-16", "--json")
    assert ("W-CLOSED", "D0 is 2026-02-16 Mon, closed: Chinese New Year's Eve") in codes(answer)
    assert answer.data["days"][0]["closed_name"] == "Chinese New Year's Eve"
    assert "休息日：农历除夕" in command("plan", *RUN, "2026-02-16", "--language", "zh").out
    saturday = command("plan", *RUN, "2026-02-14", "--json")
    assert [day["closed"] for day in saturday.data["days"]] == [False, True, True, True]


def test_that_a_run_beyond_the_announced_days_is_told(command: Command, calendar_file: Callable[[str], None]) -> None:
    calendar_file('country = "CN"\n')
    assert [code for code, _ in codes(command("plan", *RUN, "2029-01-02", "--json"))] == ["W-CALENDAR"]


def test_that_own_days_and_absences_of_the_file_are_planned_with(
    command: Command, calendar_file: Callable[[str], None]
) -> None:
    calendar_file(
        'closed_weekdays = []\n[[exceptions]]\nday = 2026-12-07\nopen = false\nname = "Retreat"\n'
        '[[absences]]\nperson = "L. Zhang"\nfirst = 2026-12-09\nuntil = 2026-12-10\n'
    )
    answer = command("plan", *RUN, "2026-12-07", "--operator", "L. Zhang", "--json")
    assert codes(answer) == [
        ("W-CLOSED", "D0 is 2026-12-07 Mon, closed: Retreat"),
        ("W-ABSENT", "L. Zhang is absent; days with work: 1"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('country = "XX"\n', "lab_calendar.toml: The public holidays of “XX” are not known"),
        ('country = "DE"\nsubdivision = "QQ"\n', "lab_calendar.toml: “QQ” is no part of Germany"),
        ('country = "China"\n', "lab_calendar.toml: line 2, country: must be two capital letters such as “CN”"),
    ],
)
def test_that_a_calendar_that_cannot_be_used_is_told_in_one_line(
    command: Command, calendar_file: Callable[[str], None], text: str, told: str
) -> None:
    calendar_file(text)
    answer = command("plan", *RUN, "2026-12-07")
    assert answer.code == 2
    assert answer.err.startswith(f"mscplanner: {told}")
    assert answer.err.count("\n") == 1


def test_that_the_calendar_file_can_be_copied_to_be_changed(command: Command, own_settings: Path) -> None:
    assert command("settings", "--copy", "lab_calendar.toml").code == 0
    assert 'country = "CN"' in (own_settings / "lab_calendar.toml").read_text("utf-8")
