"""What is to be done next: the working days of a plan from a date on."""

from collections.abc import Iterator
from datetime import date

from mscplanner.planning.plan import Day, Plan


def next_days(plan: Plan, today: date) -> tuple[Day, ...]:
    """Return the day of ``plan`` that is today, if it has work, and the next one with work after it."""
    return tuple(_next_days(plan, today))


def _next_days(plan: Plan, today: date) -> Iterator[Day]:
    for day in plan.working_days:
        if day.date >= today:
            yield day
            if day.date > today:
                return
