"""Edits of a working calendar, and the changes of one put upon another."""

from collections.abc import Hashable, Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.value import hidden_character
from mscplanner.domain.work_calendar import (
    FIRST_DAY,
    LAST_DAY,
    LONGEST_DAY_NAME,
    LONGEST_PERSON,
    MOST_ABSENCES,
    MOST_EXCEPTIONS,
    MOST_PEOPLE,
    WEEKDAYS,
    Absence,
    CalendarDay,
    Weekday,
    WorkCalendar,
)

AnyItem = TypeVar("AnyItem", bound=Hashable)

_HOLIDAY_FIELDS = (
    "country",
    "subdivision",
    "holidays",
    "holidays_from",
    "holidays_until",
    "holidays_known_until",
    "holidays_version",
)
"""They hang together: a country and what was looked up for it."""


def set_weekday(calendar: WorkCalendar, weekday: Weekday, open_: bool) -> WorkCalendar:
    """Return ``calendar`` with a day of the week on which somebody works, or nobody."""
    closed = {*calendar.closed_weekdays} - {weekday} if open_ else {*calendar.closed_weekdays, weekday}
    return calendar.model_copy(update={"closed_weekdays": tuple(each for each in WEEKDAYS if each in closed)})


def toggle_day(calendar: WorkCalendar, day: date) -> WorkCalendar | Message:
    """Return ``calendar`` with ``day`` closed if it was open and open if it was closed, or why it stays.

    A day that the lab has changed itself goes back to what it is by holidays and weekday.
    """
    if calendar.exception(day):
        return remove_exception(calendar, day)
    if not FIRST_DAY <= day <= LAST_DAY:
        return message(N_("The calendar goes from {first} to {last}."), first=FIRST_DAY, last=LAST_DAY)
    if len(calendar.exceptions) >= MOST_EXCEPTIONS:
        return message(N_("There are {most} days of your own already; remove one first."), most=MOST_EXCEPTIONS)
    return _with_exception(calendar, CalendarDay(day=day, open=calendar.is_closed(day)))


def name_day(calendar: WorkCalendar, day: date, name: str) -> WorkCalendar | Message:
    """Return ``calendar`` with a name for a day that the lab has changed itself, or why it has none."""
    exception, plain = calendar.exception(day), " ".join(name.split())
    if exception is None:
        return message(N_("Only a day that was closed or opened here has a name of your own."))
    problem = _text_problem(plain, LONGEST_DAY_NAME)
    if problem:
        return problem
    text = LocalText(plain=plain) if plain else LocalText()
    return _with_exception(calendar, CalendarDay(day=day, open=exception.open, name=text))


def remove_exception(calendar: WorkCalendar, day: date) -> WorkCalendar:
    """Return ``calendar`` with ``day`` as it is by holidays and weekday."""
    return calendar.model_copy(update={"exceptions": tuple(each for each in calendar.exceptions if each.day != day)})


def add_absence(calendar: WorkCalendar, person: str, first: date, last: date) -> WorkCalendar | Message:
    """Return ``calendar`` with a person away from ``first`` to ``last``, or why not.

    Absences of the same person that meet become one.
    """
    name = " ".join(person.split())
    if not any(each.isalnum() for each in name):
        return message(N_("Type the name of the person first."))
    problem = _text_problem(name, LONGEST_PERSON)
    if problem:
        return problem
    if last < first:
        return message(N_("The last day away, {last}, comes before the first, {first}."), first=first, last=last)
    if len(calendar.absences) >= MOST_ABSENCES or (name not in calendar.people and len(calendar.people) >= MOST_PEOPLE):
        return message(N_("There are too many people or absences already; remove one first."))
    known = next((each for each in calendar.people if each.casefold() == name.casefold()), name)
    until = last + timedelta(days=1)
    theirs = [each for each in calendar.absences if each.person == known]
    met = [each for each in theirs if each.first <= until and first <= each.until]
    joined = Absence(
        person=known,
        first=min([first, *(each.first for each in met)]),
        until=max([until, *(each.until for each in met)]),
    )
    others = [each for each in calendar.absences if each not in met]
    people = calendar.people if known in calendar.people else (*calendar.people, known)
    return calendar.model_copy(update={"people": people, "absences": _in_order((*others, joined))})


def remove_absence(calendar: WorkCalendar, absence: Absence) -> WorkCalendar:
    """Return ``calendar`` without an absence; its person stays."""
    return calendar.model_copy(update={"absences": tuple(each for each in calendar.absences if each != absence)})


def remove_person(calendar: WorkCalendar, person: str) -> WorkCalendar:
    """Return ``calendar`` without a person and all of its absences."""
    return calendar.model_copy(
        update={
            "people": tuple(each for each in calendar.people if each != person),
            "absences": tuple(each for each in calendar.absences if each.person != person),
        }
    )


def carried_over(before: WorkCalendar, after: WorkCalendar, theirs: WorkCalendar) -> WorkCalendar:
    """Return ``theirs`` with what changed from ``before`` to ``after``: what else somebody changed stays.

    Where both changed the same day, or the same range of holidays, the change from ``before`` to ``after`` stands.
    """
    if theirs == before:
        return after
    update: dict[str, Any] = {}
    if any(getattr(before, name) != getattr(after, name) for name in _HOLIDAY_FIELDS):
        update |= {name: getattr(after, name) for name in _HOLIDAY_FIELDS}
    weekdays = _merged(before.closed_weekdays, after.closed_weekdays, theirs.closed_weekdays)
    update["closed_weekdays"] = tuple(each for each in WEEKDAYS if each in weekdays)
    changed = {*after.exceptions} - {*before.exceptions}
    gone = {each.day for each in before.exceptions} - {each.day for each in after.exceptions}
    days = {each.day: each for each in theirs.exceptions if each.day not in gone} | {each.day: each for each in changed}
    update["exceptions"] = tuple(days[day] for day in sorted(days))[:MOST_EXCEPTIONS]
    update["people"] = _merged(before.people, after.people, theirs.people)[:MOST_PEOPLE]
    absences = _merged(before.absences, after.absences, theirs.absences)
    update["absences"] = _in_order(absences)[:MOST_ABSENCES]
    return theirs.model_copy(update=update)


def _merged(before: Iterable[AnyItem], after: Iterable[AnyItem], theirs: Iterable[AnyItem]) -> tuple[AnyItem, ...]:
    was, now = {*before}, {*after}
    kept = [each for each in theirs if each not in was - now]
    return (*kept, *(each for each in after if each not in was and each not in kept))


def _with_exception(calendar: WorkCalendar, exception: CalendarDay) -> WorkCalendar:
    days = {each.day: each for each in calendar.exceptions} | {exception.day: exception}
    return calendar.model_copy(update={"exceptions": tuple(days[day] for day in sorted(days))})


def _in_order(absences: Iterable[Absence]) -> tuple[Absence, ...]:
    return tuple(sorted(absences, key=lambda each: (each.first, each.person, each.until)))


def _text_problem(text: str, longest: int) -> Message | None:
    if hidden_character(text) is not None:
        return message(N_("The name has a hidden character."))
    if len(text) > longest:
        return message(N_("The name is longer than {most} characters."), most=longest)
    return None
