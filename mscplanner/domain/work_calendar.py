"""A lab's working calendar: a weekly pattern, dated days that differ from it, and absences of people.

Days are local dates without a time. Ranges include their first day and exclude their end.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from mscplanner.domain.language import LANGUAGES
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.value import LateValue, VisibleText

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2201, 12, 31)
"""The first and the last day that a calendar can say something about."""
LONGEST_DAY_NAME = 200
LONGEST_PERSON = 80
MOST_HOLIDAYS = 2000
MOST_EXCEPTIONS = 1000
MOST_PEOPLE = 200
MOST_ABSENCES = 1000


def _short(name: LocalText) -> LocalText:
    if max(len(name.written(language)) for language in LANGUAGES) > LONGEST_DAY_NAME:
        raise PydanticCustomError("string_too_long", "too long")
    return name


def _country(code: str) -> str:
    if code and not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
        raise PydanticCustomError("country", "no country code")
    return code


CountryCode = Annotated[str, AfterValidator(_country)]
"""ISO 3166 code such as ``CN``, or ""."""
Dated = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
PersonName = Annotated[VisibleText, Field(min_length=1, max_length=LONGEST_PERSON)]


class CalendarDay(LateValue):
    """A dated day that is open or closed whatever weekday it is; ``name`` may be empty."""

    day: Dated
    open: bool
    name: Annotated[LocalText, AfterValidator(_short)] = LocalText()

    @property
    def own_name(self) -> LocalText | None:
        """The name, or None where it is empty."""
        return self.name if any(self.name.written(language) for language in LANGUAGES) else None


class Absence(LateValue):
    """Days on which a person is away, from ``first`` up to the day of return, ``until``, which is none of them."""

    person: PersonName
    first: Dated
    until: Dated

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.until <= self.first:
            raise PydanticCustomError("range_of_days", "ends before it begins")
        return self

    def covers(self, day: date) -> bool:
        """Return whether the person is away on ``day``."""
        return self.first <= day < self.until


class WorkCalendar(LateValue):
    """When a lab works. The lab's own exceptions come before public holidays, and those before the weekly pattern.

    Public holidays stand in here as they were looked up, so that a plan needs nothing else and a
    later look-up changes no run.

    Attributes:
        closed_weekdays: Days of each week on which nobody works.
        country: ISO 3166 code of the country whose public holidays are kept, or "" for none.
        subdivision: Code of its state or province, or "".
        holidays: Public holidays as closed days, and make-up working days as open ones.
        holidays_from: First day for which public holidays were looked up.
        holidays_until: The day after the last one for which they were looked up.
        holidays_known_until: The day after the last one for which they, and the make-up working days
            that are announced year by year, are known; never later than ``holidays_until``.
        holidays_version: Of what they were looked up in, or "".
        exceptions: The lab's own closed and open days.
        people: Who works in the lab.
        absences: When somebody of them is away.
    """

    closed_weekdays: tuple[Weekday, ...]
    country: CountryCode = ""
    subdivision: Annotated[VisibleText, Field(max_length=40)] = ""
    holidays: Annotated[tuple[CalendarDay, ...], Field(max_length=MOST_HOLIDAYS)] = ()
    holidays_from: date | None = None
    holidays_until: date | None = None
    holidays_known_until: date | None = None
    holidays_version: Annotated[VisibleText, Field(max_length=40)] = ""
    exceptions: Annotated[tuple[CalendarDay, ...], Field(max_length=MOST_EXCEPTIONS)] = ()
    people: Annotated[tuple[PersonName, ...], Field(max_length=MOST_PEOPLE)] = ()
    absences: Annotated[tuple[Absence, ...], Field(max_length=MOST_ABSENCES)] = ()

    @field_validator("holidays", "exceptions")
    @classmethod
    def _each_day_once(cls, days: tuple[CalendarDay, ...]) -> tuple[CalendarDay, ...]:
        if len({each.day for each in days}) < len(days):
            raise ValueError("one day twice")
        return days

    @cached_property
    def _own(self) -> Mapping[date, CalendarDay]:
        return {each.day: each for each in self.exceptions}

    @cached_property
    def _dated(self) -> Mapping[date, CalendarDay]:
        return {each.day: each for each in (*self.holidays, *self.exceptions)}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other fields; what was looked up in this one is looked up anew in it."""
        copied = super().model_copy(update=update, deep=deep)
        for name in ("_own", "_dated"):
            copied.__dict__.pop(name, None)
        return copied

    def exception(self, day: date) -> CalendarDay | None:
        """Return what the lab itself says of ``day``, or None."""
        return self._own.get(day)

    def holiday(self, day: date) -> CalendarDay | None:
        """Return the public holiday or the make-up working day of ``day``, whatever the lab says of it, or None."""
        return next((each for each in self.holidays if each.day == day), None) if day in self._dated else None

    def is_closed(self, day: date) -> bool:
        """Return whether nobody works on ``day``."""
        dated = self._dated.get(day)
        return not dated.open if dated else WEEKDAYS[day.weekday()] in self.closed_weekdays

    def reason(self, day: date) -> LocalText | None:
        """Return what ``day`` is called; None for a plain day of the week, and where nobody named it."""
        dated = self._dated.get(day)
        if dated is None or dated.own_name:
            return dated.own_name if dated else None
        holiday = self.holiday(day)
        return holiday.own_name if holiday and holiday.open == dated.open else None

    def knows_holidays(self, day: date) -> bool:
        """Return whether the public holidays around ``day`` are known; without a country there are none to know."""
        if not self.country:
            return True
        return (
            self.holidays_from is not None
            and self.holidays_known_until is not None
            and self.holidays_from <= day < self.holidays_known_until
        )

    def absence(self, person: str, day: date) -> Absence | None:
        """Return the absence of a person on ``day``, or None; case and spaces of the name do not matter."""
        wanted = _folded(person)
        return next((each for each in self.absences if each.covers(day) and _folded(each.person) == wanted), None)

    def absent(self, person: str, day: date) -> bool:
        """Return whether a person is away on ``day``."""
        return self.absence(person, day) is not None

    def open_days(self, first: date, until: date) -> Iterator[date]:
        """Give the days from ``first`` up to ``until`` on which somebody works."""
        days = (first + timedelta(days=at) for at in range((until - first).days))
        return (day for day in days if not self.is_closed(day))

    def differing_days(self, other: "WorkCalendar", first: date, until: date, person: str = "") -> tuple[date, ...]:
        """Return the days from ``first`` up to ``until`` of which two calendars say another thing, or of a person."""
        if self is other:
            return ()
        days = (first + timedelta(days=at) for at in range((until - first).days))
        return tuple(day for day in days if self._says(day, person) != other._says(day, person))

    def _says(self, day: date, person: str) -> tuple[object, ...]:
        absent = bool(person) and self.absent(person, day)
        return self.is_closed(day), self.reason(day), self.knows_holidays(day), absent


@lru_cache(maxsize=16)
def weekly_calendar(closed_weekdays: tuple[Weekday, ...]) -> WorkCalendar:
    """Return the calendar of a lab that has nothing but a weekly pattern."""
    return WorkCalendar(closed_weekdays=closed_weekdays)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
