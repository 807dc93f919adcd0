"""What is to be done next: the working days of plans from a date on, and what several runs prepare together."""

from collections.abc import Iterable, Iterator
from datetime import date

from mscplanner.planning.close_out import closed_part
from mscplanner.planning.plan import Day, Plan
from mscplanner.planning.replanning import is_done
from mscplanner.planning.shared_preparation import Preparation, SharedPreparation, shared_preparations


def next_days(plan: Plan, today: date) -> tuple[Day, ...]:
    """Return the day of ``plan`` that is today, if it has work, and the next one with work after it."""
    return tuple(_next_days(plan, today))


def _next_days(plan: Plan, today: date) -> Iterator[Day]:
    for day in plan.working_days:
        if day.date >= today:
            yield day
            if day.date > today:
                return


def missed_days(plan: Plan, today: date) -> tuple[Day, ...]:
    """Return the days with work before ``today`` of which it is not written down that all was done."""
    return tuple(
        day
        for day in plan.working_days
        if day.date < today and not is_done(plan, day.number) and closed_part(plan.run, day.label) is None
    )


def shared_work(found: Iterable[Preparation], dates: Iterable[date]) -> tuple[SharedPreparation, ...]:
    """Return what several runs prepare together on one of ``dates``, see ``shared_preparations``."""
    wanted = set(dates)
    return shared_preparations(each for each in found if each.date in wanted)


def shared_places(shared: Iterable[SharedPreparation], run: str, day: date) -> frozenset[int]:
    """Return the places of the tasks of a run on a day that it does together with others."""
    parts = (part for each in shared if each.date == day for part in each.parts)
    return frozenset(part.place for part in parts if part.run == run)
