"""Several runs on one calendar: hands-on minutes and vessels by day and person, and what collides."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.planning.other_runs import OtherWork
from mscplanner.planning.plan import Plan
from mscplanner.planning.shared_preparation import SharedPreparation
from mscplanner.planning.workload import day_minutes


class RunLoad(NamedTuple):
    """What one run asks for on one day.

    Attributes:
        person: Who prepares the run; "" where nobody is named.
        minutes: Hands-on minutes.
        vessels: Vessels in the incubator, those of the controls included.
    """

    date: date
    run: str
    person: str
    minutes: int
    vessels: int


class DayLoad(NamedTuple):
    """What all runs together ask for on one day.

    Attributes:
        minutes: By person, in the order of their names; shared preparation counts once.
        runs: Numbers of the runs with work.
        vessels: In the incubators.
        troubles: What collides, in words.
        shared: Preparation that runs share.
        saved: Minutes that it saves, by person, in the order of their names.
        away: People with work who are absent.
        twins: Run numbers that stand on the vessels of several runs.
    """

    date: date
    minutes: tuple[tuple[str, int], ...]
    runs: tuple[str, ...]
    vessels: int
    troubles: tuple[Message, ...]
    shared: tuple[SharedPreparation, ...] = ()
    saved: tuple[tuple[str, int], ...] = ()
    away: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Hands-on minutes of everybody."""
        return sum(minutes for _, minutes in self.minutes)


def load_of(plan: Plan) -> tuple[RunLoad, ...]:
    """Return what a run asks for on each of its days, those before D0 included."""
    run = plan.run
    vessels = run.count + sum(control.count for control in run.controls)
    last = plan.last_day.number if plan.last_day else -1
    return tuple(
        RunLoad(day.date, run.number, run.operator, day_minutes(plan, day), vessels if 0 <= day.number < last else 0)
        for day in (*plan.preceding, *plan.days)
    )


def lab_days(loads: Iterable[RunLoad], lab: Lab, shared: Iterable[SharedPreparation] = ()) -> tuple[DayLoad, ...]:
    """Return what all runs ask for on each day, in order of the days.

    Args:
        loads: Of every run, see ``load_of``.
        lab: Gives the most minutes of a person, the most vessels, and who is away.
        shared: Preparation that is done once for several of the runs.
    """
    by_day: dict[date, list[RunLoad]] = {}
    for load in loads:
        by_day.setdefault(load.date, []).append(load)
    shared_by_day: dict[date, list[SharedPreparation]] = {}
    for each in shared:
        shared_by_day.setdefault(each.date, []).append(each)
    return tuple(_day(day, found, lab, shared_by_day.get(day, ())) for day, found in sorted(by_day.items()))


def _day(day: date, loads: Sequence[RunLoad], lab: Lab, shared: Sequence[SharedPreparation]) -> DayLoad:
    minutes: dict[str, int] = {}
    for load in loads:
        if load.minutes:
            minutes[load.person] = minutes.get(load.person, 0) + load.minutes
    saved: dict[str, int] = {}
    for each in shared:
        for person in each.people:
            saved[person] = saved.get(person, 0) + each.saved(person)
    for person, spared in saved.items():
        minutes[person] = minutes.get(person, 0) - spared
    numbers = Counter(load.run for load in loads if load.vessels)
    found = DayLoad(
        date=day,
        minutes=tuple(sorted(minutes.items())),
        runs=tuple(dict.fromkeys(load.run for load in loads if load.minutes)),
        vessels=sum(load.vessels for load in loads),
        troubles=(),
        shared=tuple(shared),
        saved=tuple(sorted((person, spared) for person, spared in saved.items() if spared)),
        away=tuple(person for person in sorted(minutes) if person and lab.working_calendar.absent(person, day)),
        twins=tuple(sorted(number for number, count in numbers.items() if count > 1)),
    )
    return found._replace(troubles=tuple(_troubles(found, lab)))


def _troubles(day: DayLoad, lab: Lab) -> Iterator[Message]:
    settings, calendar = lab.settings, lab.working_calendar
    for person, each in day.minutes:
        if each > settings.most_minutes:
            yield message(
                N_("{person}: {minutes} min; at most {most} (lab setting)."),
                person=person or message(N_("nobody named")),
                minutes=each,
                most=settings.most_minutes,
            )
    for person in day.away:
        absence = calendar.absence(person, day.date)
        if absence:
            yield message(N_("{person} is absent, back on {back}."), person=person, back=absence.until)
    most = settings.most_vessels
    if most is not None and day.vessels > most:
        yield message(N_("{count} vessels; room for {most} (lab setting)."), count=day.vessels, most=most)
    for number in day.twins:
        yield message(N_("{run} stands on the vessels of more than one run."), run=number)


def other_work(
    loads: Iterable[RunLoad], person: str, shared: Iterable[SharedPreparation] = ()
) -> dict[date, OtherWork]:
    """Return the work of other runs by date, as ``start_dates.ranked_starts`` takes it: that of one person.

    Args:
        loads: Of every other run, see ``load_of``.
        person: Who prepares the run that is ranked; "" where nobody is named.
        shared: Preparation that is done once for several of the other runs.
    """
    found: dict[date, OtherWork] = {}
    for load in loads:
        if load.minutes and load.person == person:
            before = found.get(load.date, OtherWork((), 0))
            found[load.date] = OtherWork((*before.runs, load.run), before.minutes + load.minutes)
    for each in shared:
        spared = each.saved(person)
        if spared:
            found[each.date] = found[each.date]._replace(minutes=found[each.date].minutes - spared)
    return found
