"""Public holidays as the library has them: China's make-up days, names in two languages, and until when."""

import subprocess
import sys
from datetime import date

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.message import Message
from mscplanner.domain.work_calendar import CalendarDay, WorkCalendar, weekly_calendar
from mscplanner.library.public_holidays import (
    PublicHolidays,
    countries,
    is_due,
    lab_on,
    library_version,
    public_holidays,
    with_public_holidays,
    years_around,
)

WEEKEND = weekly_calendar(("sat", "sun"))
YEARS = range(2026, 2027)


def found(country: str, subdivision: str = "", years: range = YEARS) -> PublicHolidays:
    answer = public_holidays(country, subdivision, years)
    assert isinstance(answer, PublicHolidays)
    return answer


def calendar_of(country: str, subdivision: str = "", years: range = YEARS) -> WorkCalendar:
    answer = with_public_holidays(WEEKEND, country, subdivision, years)
    assert isinstance(answer, WorkCalendar)
    return answer


@pytest.mark.parametrize(
    ("day", "closed", "english", "chinese"),
    [
        ("2026-01-02", True, "2026-01-04", "2026-01-04"),
        ("2026-01-04", False, "Make-up working day", "调休上班日"),
        ("2026-02-14", False, "Make-up working day", "调休上班日"),
        ("2026-02-15", True, None, None),
        ("2026-02-16", True, "Chinese New Year's Eve", "农历除夕"),
        ("2026-02-17", True, "Chinese New Year (Spring Festival)", "春节"),
        ("2026-02-20", True, "2026-02-14", "2026-02-14"),
        ("2026-02-23", True, "2026-02-28", "2026-02-28"),
        ("2026-02-24", False, None, None),
        ("2026-02-28", False, "Make-up working day", "调休上班日"),
        ("2026-05-09", False, "Make-up working day", "调休上班日"),
        ("2026-09-20", False, "Make-up working day", "调休上班日"),
        ("2026-10-01", True, "National Day", "国庆节"),
        ("2026-10-10", False, "Make-up working day", "调休上班日"),
    ],
)
def test_that_a_day_in_china_is_what_was_announced(
    day: str, closed: bool, english: str | None, chinese: str | None
) -> None:
    calendar, when = calendar_of("CN"), date.fromisoformat(day)
    reason = calendar.reason(when)
    assert calendar.is_closed(when) is closed
    assert (reason is None) == (english is None)
    if reason and english and chinese:
        assert english in reason.written("en")
        assert chinese in reason.written("zh")


def test_that_the_spring_festival_of_2026_lasts_nine_days() -> None:
    open_days = list(calendar_of("CN").open_days(date(2026, 2, 9), date(2026, 3, 2)))
    assert [each.day for each in open_days if each.month == 2] == [9, 10, 11, 12, 13, 14, 24, 25, 26, 27, 28]


def test_that_make_up_days_are_known_for_announced_years_only() -> None:
    china = found("CN", years=range(2024, 2040))
    announced = max(each.day.year for each in china.days if each.open)
    assert announced >= 2026
    assert china.known_until == date(announced + 1, 1, 1)
    assert not [each for each in china.days if each.open and each.day >= china.known_until]
    assert found("CN", years=range(2035, 2037)).known_until == date(2035, 1, 1)


def test_that_a_country_without_make_up_days_is_known_to_the_last_year() -> None:
    germany = found("DE", "BY", range(2026, 2029))
    assert germany.known_until == date(2029, 1, 1)
    assert not any(each.open for each in germany.days)
    assert CalendarDay.model_validate(germany.days[0]).day == date(2026, 1, 1)


def test_that_a_part_of_a_country_has_holidays_of_its_own() -> None:
    bavaria, berlin = ({each.day for each in found("DE", part).days} for part in ("BY", "BE"))
    assert date(2026, 1, 6) in bavaria - berlin
    assert date(2026, 3, 8) in berlin - bavaria


@pytest.mark.parametrize(("country", "subdivision"), [("XX", ""), ("", ""), ("DE", "QQ"), ("CN", "BJ")])
def test_that_an_unknown_place_is_told(country: str, subdivision: str) -> None:
    refused = public_holidays(country, subdivision, YEARS)
    assert isinstance(refused, Message)
    assert (subdivision or country) in refused.written("en")


def test_that_every_country_has_names_and_holidays_with_names() -> None:
    for country in countries():
        assert country.name.written("en") != country.name.written("zh"), country.code
        for each in found(country.code).days:
            assert each.name.written("en").strip(), (country.code, each)
            assert "/2026" not in each.name.written("en"), (country.code, each)
            assert each.day.year == 2026
    assert {"CN", "DE", "US", "GB", "JP"} <= {each.code for each in countries()}


def test_that_years_are_looked_up_again_when_they_are_due() -> None:
    today = date(2026, 12, 4)
    calendar = calendar_of("DE", "", years_around(today))
    assert not is_due(calendar, today)
    assert not is_due(calendar, date(2026, 1, 1))
    assert is_due(calendar, date(2027, 1, 1))
    assert is_due(calendar.model_copy(update={"holidays_version": "0.1"}), today)
    assert not is_due(calendar.model_copy(update={"holidays_version": "999.0"}), today)
    assert is_due(WEEKEND.model_copy(update={"country": "DE"}), today)
    assert not is_due(WEEKEND, today)
    assert calendar.holidays_version == library_version()


def test_that_a_country_is_taken_away_with_its_days() -> None:
    assert with_public_holidays(calendar_of("CN"), "", "", YEARS) == WEEKEND


def test_that_only_a_lab_with_a_country_looks_anything_up(lab: Lab) -> None:
    assert lab_on(lab, date(2026, 2, 17)) is lab
    there = lab.model_copy(update={"calendar": WEEKEND.model_copy(update={"country": "CN"})})
    answer = lab_on(there, date(2026, 2, 17))
    assert isinstance(answer, Lab)
    assert answer.working_calendar.is_closed(date(2026, 2, 17))
    assert isinstance(
        lab_on(lab.model_copy(update={"calendar": WEEKEND.model_copy(update={"country": "XX"})}), date(2026, 2, 17)),
        Message,
    )


def test_that_the_library_is_not_imported_before_the_first_look_up() -> None:
    code = (
        "import sys, mscplanner.gui.main_window, mscplanner.gui.workplace, mscplanner.gui.open_documents;"
        "import mscplanner.library.work_calendar; from datetime import date;"
        "mscplanner.gui.workplace.Workplace(date(2026, 12, 4)); sys.exit('holidays' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
