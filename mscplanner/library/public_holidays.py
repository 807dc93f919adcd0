"""Public holidays and make-up working days of a country, out of the ``holidays`` library.

Nothing else imports that library, and it is imported by the first look-up: the window is on screen
without it. What was looked up is kept in the working calendar itself.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

import tomli

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.places import resource_folder
from mscplanner.domain.work_calendar import LONGEST_DAY_NAME, MOST_HOLIDAYS, CalendarDay, WorkCalendar

if TYPE_CHECKING:
    from holidays import HolidayBase

MAKE_UP_DAY = LocalText(en="Make-up working day", zh="调休上班日")
YEARS_BEFORE, YEARS_AHEAD = 1, 2
"""How many years before and after the one of a day are looked up."""

_ANNOUNCING_SINCE = 2023
"""A country with make-up working days in this year or later announces them year by year; others have given them up."""
_CHINESE = ("zh_CN", "zh_HK", "zh_MO", "zh_TW")
_AMERICAN_DATE = re.compile(r"\b([0-9]{2})/([0-9]{2})/([0-9]{4})\b")


class Subdivision(NamedTuple):
    """A state or province: its code, and its names as the library has them."""

    code: str
    names: tuple[str, ...]


class Country(NamedTuple):
    """A country whose public holidays can be looked up."""

    code: str
    name: LocalText
    subdivisions: tuple[Subdivision, ...]


class PublicHolidays(NamedTuple):
    """What was looked up.

    Attributes:
        days: Holidays as closed days and make-up working days as open ones, in order.
        known_until: The day after the last one for which they are known: make-up working days are
            announced year by year, and none is guessed.
    """

    days: tuple[CalendarDay, ...]
    known_until: date


@cache
def countries() -> tuple[Country, ...]:
    """Return every country there is, by code."""
    import holidays

    names = tomli.loads((resource_folder() / "countries.toml").read_text("utf-8"))
    found = holidays.list_supported_countries(include_aliases=False)
    return tuple(
        Country(code, LocalText.model_validate(names.get(code, {"plain": code})), _subdivisions(code))
        for code in sorted(found)
    )


def _subdivisions(code: str) -> tuple[Subdivision, ...]:
    import holidays

    entity = holidays.country_holidays(code)
    return tuple(
        Subdivision(subdivision, tuple(names)) for subdivision, names in entity.get_subdivision_aliases().items()
    )


def public_holidays(country: str, subdivision: str, years: range) -> PublicHolidays | Message:
    """Look up the public holidays of ``years``, or say why there are none.

    Args:
        country: ISO 3166 code.
        subdivision: Code of a state or province, or "".
        years: Whole years; at least one.
    """
    known = next((each for each in countries() if each.code == country), None)
    if known is None:
        return message(
            N_("The public holidays of “{code}” are not known; a country has a code such as CN."), code=country
        )
    codes = [each.code for each in known.subdivisions]
    if subdivision and subdivision not in codes:
        text = N_("“{code}” is no part of {country} whose holidays are known; known are {codes}.")
        return message(text, code=subdivision, country=known.name, codes=", ".join(codes) or "—")
    first, until = date(years[0], 1, 1), date(years[-1] + 1, 1, 1)
    # A make-up day at the end of a year is announced with the year that follows.
    make = _maker(country, subdivision)
    spoken = _spoken(make(range(years[0], years[-1] + 2), None))
    english, chinese = (make(range(years[0], years[-1] + 2), each) for each in (spoken[0], spoken[1] or spoken[0]))
    days = [
        CalendarDay(day=day, open=False, name=_name(english[day], chinese[day] if spoken[1] else None))
        for day in english
        if first <= day < until
    ]
    worked = {day for day in english.weekend_workdays if first <= day < until and day not in english}
    days += [CalendarDay(day=day, open=True, name=MAKE_UP_DAY) for day in worked]
    ordered = tuple(sorted(days, key=lambda each: each.day))[:MOST_HOLIDAYS]
    return PublicHolidays(ordered, _known_until(make, years))


_Make = Callable[[range, str | None], "HolidayBase"]


def _maker(country: str, subdivision: str) -> _Make:
    import holidays

    def make(years: range, language: str | None) -> "HolidayBase":
        return holidays.country_holidays(country, subdiv=subdivision or None, years=years, language=language)

    return make


def _spoken(entity: "HolidayBase") -> tuple[str | None, str | None]:
    """Return the codes of English and Chinese where they are offered; a country without languages has English names."""
    offered = entity.supported_languages
    english = next((each for each in ("en_US", "en_GB", *offered) if each in offered and each.startswith("en")), None)
    return english, next((each for each in _CHINESE if each in offered), None)


def _name(english: str, chinese: str | None) -> LocalText:
    # Dates stand in names as "substituted from 02/14/2026".
    written = _AMERICAN_DATE.sub(r"\3-\1-\2", english)[:LONGEST_DAY_NAME]
    return LocalText(en=written, zh=chinese[:LONGEST_DAY_NAME] if chinese else None)


def _known_until(make: _Make, years: range) -> date:
    end = min(years[-1], make(years, None).end_year)
    announced = [
        year
        for year in range(_ANNOUNCING_SINCE, years[-1] + 1)
        if any(day.year == year for day in make(range(year, year + 1), None).weekend_workdays)
    ]
    last = min(end, max(announced)) if announced else end
    return max(date(last + 1, 1, 1), date(years[0], 1, 1))


def years_around(day: date) -> range:
    """Return the years that are looked up when ``day`` is today, or the first day of a run."""
    return range(day.year - YEARS_BEFORE, day.year + YEARS_AHEAD + 1)


def is_due(calendar: WorkCalendar, today: date) -> bool:
    """Return whether holidays are to be looked up: a year is not there yet, or a newer library may know more."""
    if not calendar.country:
        return False
    years = years_around(today)
    covered = (
        calendar.holidays_from is not None
        and calendar.holidays_until is not None
        and calendar.holidays_from <= date(years[0] + YEARS_BEFORE, 1, 1)
        and calendar.holidays_until >= date(years[-1] + 1, 1, 1)
    )
    return not covered or _parts(library_version()) > _parts(calendar.holidays_version)


def with_public_holidays(
    calendar: WorkCalendar, country: str, subdivision: str, years: range
) -> WorkCalendar | Message:
    """Return ``calendar`` with the public holidays of a country ("" for none), or why they cannot be looked up."""
    if not country:
        return calendar.model_copy(update=_NO_HOLIDAYS)
    found = public_holidays(country, subdivision, years)
    if isinstance(found, Message):
        return found
    return calendar.model_copy(
        update={
            "country": country,
            "subdivision": subdivision,
            "holidays": found.days,
            "holidays_from": date(years[0], 1, 1),
            "holidays_until": date(years[-1] + 1, 1, 1),
            "holidays_known_until": found.known_until,
            "holidays_version": library_version(),
        }
    )


def lab_on(lab: Lab, day: date) -> Lab | Message:
    """Return ``lab`` with the public holidays of its country around ``day``, or why they cannot be looked up."""
    calendar = lab.calendar
    if calendar is None or not calendar.country:
        return lab
    found = with_public_holidays(calendar, calendar.country, calendar.subdivision, years_around(day))
    return found if isinstance(found, Message) else lab.model_copy(update={"calendar": found})


_NO_HOLIDAYS = {
    "country": "",
    "subdivision": "",
    "holidays": (),
    "holidays_from": None,
    "holidays_until": None,
    "holidays_known_until": None,
    "holidays_version": "",
}


@cache
def library_version() -> str:
    """Return the version of the ``holidays`` library, without importing it."""
    return version("holidays")


def _parts(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in re.findall(r"[0-9]+", text))
