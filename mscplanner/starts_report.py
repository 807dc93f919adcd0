"""What the command line answers about start dates."""

from typing import Any

from mscplanner.domain.language import N_, Language, translate
from mscplanner.domain.message import weekday, write_date
from mscplanner.planning.start_dates import StartDate


def start_report(start: StartDate, language: Language) -> dict[str, Any]:
    """Return one start date as JSON."""
    return {
        "date": start.date.isoformat(),
        "weekday": weekday(start.date, language),
        "rank": start.rank,
        "closed_days": [
            {
                "day": each.day,
                "date": each.date.isoformat(),
                "tasks": [task.written(language) for task in each.tasks],
            }
            for each in start.closed_days
        ],
        "moved": start.moved,
        "expired_lots": start.expired,
        "busiest_minutes": start.busiest,
        "reasons": [reason.written(language) for reason in start.reasons],
    }


def start_lines(start: StartDate, language: Language) -> list[str]:
    """Return one start date as text: its rank, its date, and why."""
    closed = translate(N_("work on closed days: {count}"), language).format(count=len(start.closed_days))
    head = f"{start.rank:>4}  {write_date(start.date, language)}  {closed}"
    return [head, *(f"        {reason.written(language)}" for reason in start.reasons)]
