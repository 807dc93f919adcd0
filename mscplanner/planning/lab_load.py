"""Several runs on one calendar: hands-on minutes and vessels by day and person, and what is too much."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from mscplanner.domain.lab import Settings
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.planning.plan import Plan
from mscplanner.planning.start_dates import OtherWork
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
        minutes: By person, in the order of their names.
        runs: Numbers of the runs with work.
        vessels: In the incubators.
        troubles: What is too much.
    """

    date: date
    minutes: tuple[tuple[str, int], ...]
    runs: tuple[str, ...]
    vessels: int
    troubles: tuple[Message, ...]

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


def lab_days(loads: Iterable[RunLoad], settings: Settings) -> tuple[DayLoad, ...]:
    """Return what all runs ask for on each day, in order of the days.

    Args:
        loads: Of every run, see ``load_of``.
        settings: Give the most minutes of a person and the most vessels.
    """
    by_day: dict[date, list[RunLoad]] = {}
    for load in loads:
        by_day.setdefault(load.date, []).append(load)
    return tuple(_day(day, found, settings) for day, found in sorted(by_day.items()))


def _day(day: date, loads: Sequence[RunLoad], settings: Settings) -> DayLoad:
    minutes: dict[str, int] = {}
    for load in loads:
        if load.minutes:
            minutes[load.person] = minutes.get(load.person, 0) + load.minutes
    runs = tuple(dict.fromkeys(load.run for load in loads if load.minutes))
    vessels = sum(load.vessels for load in loads)
    troubles = [
        message(
            N_("{person}: {minutes} min; at most {most} (lab setting)."),
            person=person or message(N_("nobody named")),
            minutes=each,
            most=settings.most_minutes,
        )
        for person, each in sorted(minutes.items())
        if each > settings.most_minutes
    ]
    most = settings.most_vessels
    if most is not None and vessels > most:
        troubles.append(message(N_("{count} vessels; room for {most} (lab setting)."), count=vessels, most=most))
    return DayLoad(day, tuple(sorted(minutes.items())), runs, vessels, tuple(troubles))


def other_work(loads: Iterable[RunLoad], person: str) -> dict[date, OtherWork]:
    """Return the work of other runs by date, as ``start_dates.ranked_starts`` takes it: that of one person."""
    found: dict[date, OtherWork] = {}
    for load in loads:
        if load.minutes and load.person == person:
            before = found.get(load.date, OtherWork((), 0))
            found[load.date] = OtherWork((*before.runs, load.run), before.minutes + load.minutes)
    return found
