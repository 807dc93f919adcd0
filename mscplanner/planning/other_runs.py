"""What the work of other runs means for a run that is planned anew: days on which one person's hands do not suffice."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from mscplanner.domain.language import N_
from mscplanner.domain.message import Figure, Message, message
from mscplanner.domain.value import LateValue
from mscplanner.planning.plan import Plan
from mscplanner.planning.workload import day_minutes


class OtherWork(NamedTuple):
    """What other runs ask for on one day.

    Attributes:
        runs: Their numbers.
        minutes: Hands-on minutes of all of them.
    """

    runs: tuple[str, ...]
    minutes: int


class DayWork(LateValue):
    """What a run asks for on one of its days: hands-on minutes by the lab's estimate."""

    day: int
    date: date
    minutes: int


def more_work(before: Plan, after: Plan) -> tuple[DayWork, ...]:
    """Return the days on which a run asks for more in ``after`` than in ``before``."""
    then = {each.date: each.minutes for each in _work(before)}
    return tuple(each for each in _work(after) if each.minutes > then.get(each.date, 0))


def _work(plan: Plan) -> Iterator[DayWork]:
    for day in plan.working_days:
        yield DayWork(day=day.number, date=day.date, minutes=day_minutes(plan, day))


def too_full(work: Sequence[DayWork], others: Mapping[date, OtherWork], most: int) -> tuple[Message, ...]:
    """Return the days that are too full, alone or with the work of other runs, in words.

    Args:
        work: Of the run.
        others: Work of other runs by date.
        most: Most minutes of a day.
    """
    return tuple(_too_full(work, others, most))


def _too_full(work: Sequence[DayWork], others: Mapping[date, OtherWork], most: int) -> Iterator[Message]:
    for each in work:
        other = others.get(each.date)
        minutes = each.minutes + (other.minutes if other else 0)
        if minutes <= most:
            continue
        figures: dict[str, Figure] = {"day": each.day, "date": each.date, "minutes": minutes, "most": most}
        if other:
            text = N_("D{day}, {date}: {minutes} min together with {runs}; at most {most} (lab setting).")
            yield message(text, runs=", ".join(other.runs), **figures)
        else:
            yield message(N_("D{day}, {date}: {minutes} min; at most {most} (lab setting)."), **figures)
