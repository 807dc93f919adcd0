"""When a lab works: its own days before holidays, holidays before weekdays, and nothing looked up twice."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.work_calendar import (
    FIRST_DAY,
    LAST_DAY,
    WEEKDAYS,
    Absence,
    CalendarDay,
    WorkCalendar,
    weekly_calendar,
)

WEEKEND = ("sat", "sun")
CHRISTMAS = CalendarDay(day=date(2026, 12, 25), open=False, name=LocalText(en="Christmas Day", zh="圣诞节"))
MAKE_UP = CalendarDay(day=date(2026, 2, 14), open=True, name=LocalText(en="Make-up working day"))
RETREAT = CalendarDay(day=date(2026, 12, 15), open=False, name=LocalText(plain="Retreat"))
SATURDAY = CalendarDay(day=date(2026, 12, 12), open=True)
DAYS = st.dates(FIRST_DAY, LAST_DAY)


def lab_calendar(**fields: Any) -> WorkCalendar:
    given: dict[str, Any] = {"closed_weekdays": WEEKEND, "holidays": (CHRISTMAS, MAKE_UP)}
    return WorkCalendar(**(given | fields))


def test_that_a_week_is_closed_on_its_closed_weekdays_only() -> None:
    week = [date(2026, 12, 7) + timedelta(days=at) for at in range(7)]
    assert [weekly_calendar(WEEKEND).is_closed(day) for day in week] == [False] * 5 + [True] * 2
    assert not any(weekly_calendar(()).is_closed(day) for day in week)


@pytest.mark.parametrize(
    ("day", "closed", "name"),
    [
        (date(2026, 12, 25), True, "Christmas Day"),
        (date(2026, 2, 14), False, "Make-up working day"),
        (date(2026, 12, 15), True, "Retreat"),
        (date(2026, 12, 12), False, None),
        (date(2026, 12, 13), True, None),
        (date(2026, 12, 14), False, None),
    ],
)
def test_that_a_day_is_what_is_said_of_it_last(day: date, closed: bool, name: str | None) -> None:
    calendar = lab_calendar(exceptions=(RETREAT, SATURDAY))
    reason = calendar.reason(day)
    assert (calendar.is_closed(day), reason.written("en") if reason else None) == (closed, name)


def test_that_the_labs_own_word_comes_before_holidays_and_make_up_days() -> None:
    own = (CHRISTMAS.model_copy(update={"open": True, "name": LocalText()}), CalendarDay(day=MAKE_UP.day, open=False))
    calendar = lab_calendar(exceptions=own)
    assert (calendar.is_closed(CHRISTMAS.day), calendar.reason(CHRISTMAS.day)) == (False, None)
    assert (calendar.is_closed(MAKE_UP.day), calendar.reason(MAKE_UP.day)) == (True, None)
    same = lab_calendar(exceptions=(CalendarDay(day=CHRISTMAS.day, open=False),))
    assert same.reason(CHRISTMAS.day) == CHRISTMAS.name


@given(DAYS, st.sets(st.sampled_from(WEEKDAYS)))
def test_that_without_dates_only_the_weekday_counts(day: date, closed: set[Any]) -> None:
    assert WorkCalendar(closed_weekdays=tuple(closed)).is_closed(day) == (WEEKDAYS[day.weekday()] in closed)


@given(DAYS, st.booleans(), st.booleans(), st.sets(st.sampled_from(WEEKDAYS)))
def test_that_an_exception_always_wins(day: date, own: bool, holiday: bool, closed: set[Any]) -> None:
    calendar = WorkCalendar(
        closed_weekdays=tuple(closed),
        holidays=(CalendarDay(day=day, open=holiday),),
        exceptions=(CalendarDay(day=day, open=own),),
    )
    assert calendar.is_closed(day) is not own
    assert calendar.model_copy(update={"exceptions": ()}).is_closed(day) is not holiday


def test_that_a_copy_with_other_days_forgets_what_was_looked_up() -> None:
    calendar = lab_calendar()
    assert calendar.is_closed(CHRISTMAS.day)
    other = calendar.model_copy(update={"holidays": ()})
    assert not other.is_closed(CHRISTMAS.day)
    assert calendar.is_closed(CHRISTMAS.day)
    assert calendar == lab_calendar()


@pytest.mark.parametrize(
    ("first", "until", "days"),
    [
        (date(2028, 2, 28), date(2028, 3, 1), ["2028-02-28", "2028-02-29"]),
        (date(2027, 2, 26), date(2027, 3, 2), ["2027-02-26", "2027-03-01"]),
        (date(2026, 12, 31), date(2027, 1, 5), ["2026-12-31", "2027-01-01", "2027-01-04"]),
        (date(2026, 3, 27), date(2026, 3, 31), ["2026-03-27", "2026-03-30"]),
        (date(2026, 12, 7), date(2026, 12, 7), []),
    ],
    ids=["leap day", "no leap day", "end of the year", "clocks put forward", "nothing"],
)
def test_that_open_days_exclude_the_end_of_their_range(first: date, until: date, days: list[str]) -> None:
    assert [each.isoformat() for each in lab_calendar().open_days(first, until)] == days


@given(DAYS, st.integers(1, 400))
def test_that_days_follow_each_other_without_a_gap(first: date, count: int) -> None:
    until = first + timedelta(days=count)
    days = list(weekly_calendar(()).open_days(first, until))
    assert len(days) == count
    assert [(after - before).days for before, after in pairwise(days)] == [1] * (count - 1)


def test_that_an_absence_ends_before_the_day_of_return() -> None:
    away = Absence(person="L. Zhang", first=date(2026, 12, 31), until=date(2027, 1, 2))
    calendar = lab_calendar(absences=(away,))
    days = [date(2026, 12, 30) + timedelta(days=at) for at in range(4)]
    assert [calendar.absent("l.  ZHANG ", day) for day in days] == [False, True, True, False]
    assert not calendar.absent("W. Li", days[1])
    assert not calendar.absent("", days[1])


def test_that_holidays_are_known_from_their_first_day_up_to_the_end() -> None:
    known = {"holidays_from": date(2026, 1, 1), "holidays_known_until": date(2027, 1, 1)}
    calendar = lab_calendar(country="CN", **known)
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [calendar.knows_holidays(day) for day in days] == [False, True, True, False]
    assert not lab_calendar(country="CN").knows_holidays(days[1])
    assert all(lab_calendar().knows_holidays(day) for day in days)


def test_that_two_calendars_agree_where_they_say_the_same_of_the_days_asked_for() -> None:
    calendar = lab_calendar()
    other = lab_calendar(exceptions=(RETREAT,), absences=(Absence(person="A", first=RETREAT.day, until=CHRISTMAS.day),))
    assert calendar.differing_days(other, date(2026, 12, 16), date(2027, 1, 1)) == ()
    assert calendar.differing_days(other, date(2026, 12, 15), date(2026, 12, 16)) == (date(2026, 12, 15),)
    assert calendar.differing_days(other, date(2026, 12, 16), date(2026, 12, 17), "A") == (date(2026, 12, 16),)


@pytest.mark.parametrize(
    "fields",
    [
        {"closed_weekdays": ("sunday",)},
        {"country": "China"},
        {"country": "cn"},
        {"exceptions": (RETREAT, RETREAT)},
        {"exceptions": tuple(CalendarDay(day=FIRST_DAY + timedelta(days=at), open=True) for at in range(1001))},
        {"people": ("",)},
        {"people": ("x" * 81,)},
        {"subdivision": "a\u202eb"},
    ],
    ids=str,
)
def test_that_what_no_calendar_can_have_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        lab_calendar(**fields)


def test_that_days_and_absences_out_of_bounds_are_refused() -> None:
    with pytest.raises(ValidationError):
        CalendarDay(day=date(1999, 12, 31), open=True)
    with pytest.raises(ValidationError):
        CalendarDay(day=FIRST_DAY, open=True, name=LocalText(zh="节" * 201))
    with pytest.raises(ValidationError):
        Absence(person="A", first=FIRST_DAY, until=FIRST_DAY)


def test_that_a_calendar_goes_through_json_as_it_was() -> None:
    away = Absence(person="L. Zhang", first=date(2026, 12, 31), until=date(2027, 1, 2))
    calendar = lab_calendar(country="CN", exceptions=(RETREAT, SATURDAY), people=("L. Zhang",), absences=(away,))
    assert WorkCalendar.model_validate_json(calendar.model_dump_json(exclude_none=True)) == calendar
