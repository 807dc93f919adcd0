"""Edits of a calendar, and the edits of two people put together."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.message import Message
from mscplanner.domain.work_calendar import (
    MOST_EXCEPTIONS,
    WEEKDAYS,
    Absence,
    CalendarDay,
    WorkCalendar,
)
from mscplanner.planning.calendar_edits import (
    add_absence,
    carried_over,
    name_day,
    remove_absence,
    remove_exception,
    remove_person,
    set_weekday,
    toggle_day,
)

PLAIN = WorkCalendar(closed_weekdays=("sat", "sun"))
TUESDAY, SATURDAY = date(2026, 12, 8), date(2026, 12, 12)


def done(answer: WorkCalendar | Message) -> WorkCalendar:
    assert isinstance(answer, WorkCalendar), answer
    return answer


@pytest.mark.parametrize("day", [TUESDAY, SATURDAY, date(2028, 2, 29), date(2026, 12, 31)])
def test_that_a_day_is_turned_over_and_back(day: date) -> None:
    once = done(toggle_day(PLAIN, day))
    assert once.is_closed(day) is not PLAIN.is_closed(day)
    assert [each.day for each in once.exceptions] == [day]
    assert done(toggle_day(once, day)) == PLAIN


def test_that_only_an_own_day_takes_a_name() -> None:
    once = done(toggle_day(PLAIN, TUESDAY))
    named = done(name_day(once, TUESDAY, "  Lab   retreat "))
    assert (reason := named.reason(TUESDAY)) is not None
    assert reason.written("zh") == "Lab retreat"
    assert done(name_day(named, TUESDAY, " ")).reason(TUESDAY) is None
    for refused in (
        name_day(PLAIN, TUESDAY, "x"),
        name_day(once, TUESDAY, "a\u202eb"),
        name_day(once, TUESDAY, "x" * 201),
    ):
        assert isinstance(refused, Message)
    assert remove_exception(named, TUESDAY) == PLAIN


def test_that_there_are_not_more_days_than_can_be_kept() -> None:
    days = tuple(CalendarDay(day=date(2020, 1, 1) + timedelta(days=at), open=True) for at in range(MOST_EXCEPTIONS))
    full = PLAIN.model_copy(update={"exceptions": days})
    assert isinstance(toggle_day(full, TUESDAY), Message)
    assert isinstance(toggle_day(PLAIN, date(1999, 12, 31)), Message)


def test_that_weekdays_stand_in_their_order() -> None:
    assert set_weekday(set_weekday(PLAIN, "mon", False), "sat", True).closed_weekdays == ("mon", "sun")


def test_that_absences_that_meet_become_one() -> None:
    calendar = done(add_absence(PLAIN, " L.  Zhang", date(2026, 12, 7), date(2026, 12, 8)))
    calendar = done(add_absence(calendar, "l. zhang", date(2026, 12, 9), date(2026, 12, 11)))
    calendar = done(add_absence(calendar, "W. Li", date(2026, 12, 9), date(2026, 12, 9)))
    assert calendar.people == ("L. Zhang", "W. Li")
    assert [(each.person, each.first.day, each.until.day) for each in calendar.absences] == [
        ("L. Zhang", 7, 12),
        ("W. Li", 9, 10),
    ]
    without = remove_absence(calendar, calendar.absences[0])
    assert (without.people, len(without.absences)) == (calendar.people, 1)
    assert remove_person(calendar, "W. Li").absences == calendar.absences[:1]


@pytest.mark.parametrize(
    ("person", "first", "last"),
    [("", TUESDAY, TUESDAY), ("…", TUESDAY, TUESDAY), ("A" * 81, TUESDAY, TUESDAY), ("A", SATURDAY, TUESDAY)],
)
def test_that_an_absence_that_cannot_be_is_told(person: str, first: date, last: date) -> None:
    assert isinstance(add_absence(PLAIN, person, first, last), Message)


MONTH = st.integers(0, 9).map(lambda at: date(2026, 12, 1) + timedelta(days=at))
EXCEPTIONS = st.dictionaries(MONTH, st.booleans(), max_size=5).map(
    lambda days: tuple(CalendarDay(day=day, open=days[day]) for day in sorted(days))
)
ABSENCES = st.sets(st.tuples(st.sampled_from("AB"), MONTH), max_size=4).map(
    lambda found: tuple(
        sorted(
            (Absence(person=person, first=day, until=day + timedelta(days=1)) for person, day in found),
            key=lambda each: (each.first, each.person, each.until),
        )
    )
)
CALENDARS = st.builds(
    WorkCalendar,
    closed_weekdays=st.sets(st.sampled_from(WEEKDAYS)).map(
        lambda days: tuple(each for each in WEEKDAYS if each in days)
    ),
    country=st.sampled_from(("", "CN", "DE")),
    exceptions=EXCEPTIONS,
    absences=ABSENCES,
)


@given(CALENDARS, CALENDARS)
def test_that_a_change_alone_arrives_whole(before: WorkCalendar, after: WorkCalendar) -> None:
    assert carried_over(before, after, before) == after
    assert carried_over(before, before, after) == after
    assert carried_over(before, after, after) == after


@given(CALENDARS, CALENDARS, CALENDARS)
def test_that_what_somebody_else_changed_stays(before: WorkCalendar, mine: WorkCalendar, theirs: WorkCalendar) -> None:
    merged = carried_over(before, mine, theirs)
    for name in ("absences", "closed_weekdays"):
        was, now, other, both = ({*getattr(calendar, name)} for calendar in (before, mine, theirs, merged))
        assert both == (other - (was - now)) | (now - was), name
    was, now, other, both = ({each.day for each in calendar.exceptions} for calendar in (before, mine, theirs, merged))
    changed = {each.day for each in {*mine.exceptions} - {*before.exceptions}}
    assert both == (other - (was - now)) | changed
    assert all(merged.exception(day) == mine.exception(day) for day in changed)
    assert all(merged.exception(day) == theirs.exception(day) for day in both - changed)
    assert merged.country == (mine.country if mine.country != before.country else theirs.country)
    WorkCalendar.model_validate(dict(merged))


@given(CALENDARS, CALENDARS)
def test_that_a_step_upon_what_somebody_else_did_can_be_taken_back(before: WorkCalendar, theirs: WorkCalendar) -> None:
    after = done(toggle_day(before, TUESDAY))
    upon = carried_over(before, after, theirs)
    back = carried_over(after, before, upon)
    rest = [each for each in theirs.exceptions if each.day != TUESDAY]
    assert [each for each in back.exceptions if each.day != TUESDAY] == rest
