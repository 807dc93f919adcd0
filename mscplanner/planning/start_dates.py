"""Start dates of a run, ranked: what each of them puts on closed days, and what else speaks against it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Run
from mscplanner.domain.value import LateValue
from mscplanner.planning.other_runs import DayWork, OtherWork, too_full
from mscplanner.planning.plan import StageWindow, Task
from mscplanner.planning.schedule import date_of, is_closed, stage_windows
from mscplanner.planning.stage_lengths import planned_protocol
from mscplanner.planning.tasks import dated_tasks
from mscplanner.planning.workload import task_minutes

MOST_STARTS = 800


class ClosedWork(LateValue):
    """Work of a run on a day on which nobody works."""

    day: int
    date: date
    tasks: tuple[Message, ...]


class StartDate(LateValue):
    """One date of D0.

    Attributes:
        rank: 1 for the best; the same for dates with the same against them.
        closed_days: Days with work on which nobody works.
        moved: Changes that are moved, left out or stretched to keep clear of closed days.
        expired: Lots that expire before their last use.
        collisions: Days on which this run, alone or with others, is above the most minutes of a day.
        busiest: Most hands-on minutes of one day, those of other runs included.
        reasons: All that in words, what weighs most first.
    """

    date: date
    rank: int
    closed_days: tuple[ClosedWork, ...]
    moved: int
    expired: int
    collisions: int
    busiest: int
    reasons: tuple[Message, ...]

    @property
    def against(self) -> tuple[int, ...]:
        """What the rank follows from, what weighs most first."""
        return len(self.closed_days), self.expired, self.collisions, self.moved


def ranked_starts(
    run: Run, first: date, until: date, others: Mapping[date, OtherWork] | None = None
) -> tuple[StartDate, ...]:
    """Return every date from ``first`` up to, but not with, ``until``, the best first.

    Args:
        run: Its protocol, vessels, lots and calendar; its own start does not matter.
        first: First date that is looked at.
        until: First date that is no longer looked at, at most ``MOST_STARTS`` days later.
        others: Work of other runs, by date.
    """
    days = min((until - first).days, MOST_STARTS)
    found = [_start(run, first + timedelta(days=at), others or {}) for at in range(max(days, 0))]
    found.sort(key=lambda start: (start.against, start.date))
    ranked: list[StartDate] = []
    for at, start in enumerate(found, start=1):
        same = ranked and ranked[-1].against == start.against
        ranked.append(start.model_copy(update={"rank": ranked[-1].rank if same else at}))
    return tuple(ranked)


def _start(run: Run, start: date, others: Mapping[date, OtherWork]) -> StartDate:
    run = run.model_copy(update={"start": start})
    closed = partial(_closed, run)
    every = run.change_every_days or run.lab.settings.change_every_days
    windows = stage_windows(planned_protocol(run), every, closed)
    by_day: dict[int, list[Task]] = {}
    for day, task in dated_tasks(run, windows, ()):
        by_day.setdefault(day, []).append(task)
    work = tuple(
        ClosedWork(day=day, date=date_of(start, day), tasks=tuple(task.text for task in tasks))
        for day, tasks in sorted(by_day.items())
        if closed(day)
    )
    moved = sum(len(window.moved) + window.stretched_days for window in windows)
    expiring = _expiring(run, windows)
    busy, busiest = _busy(run, by_day, others)
    return StartDate(
        date=start,
        rank=0,
        closed_days=work,
        moved=moved,
        expired=len(expiring),
        collisions=len(busy),
        busiest=busiest,
        reasons=(*_closed_reasons(work), *expiring, *busy, *_moved_reasons(windows)),
    )


def _closed(run: Run, day: int) -> bool:
    return is_closed(date_of(run.start, day), run.lab)


def _closed_reasons(work: Sequence[ClosedWork]) -> Iterable[Message]:
    if not work:
        yield message(N_("No work on a closed day."))
    for each in work:
        yield message(N_("D{day}, {date}, is closed: {tasks}."), day=each.day, date=each.date, tasks=each.tasks)


def _moved_reasons(windows: Sequence[StageWindow]) -> Iterable[Message]:
    for window in windows:
        for moved in window.moved:
            if moved.day is None:
                yield message(N_("{code}: the change on D{day} is left out."), code=window.code, day=moved.planned_day)
            else:
                yield message(
                    N_("{code}: the change of D{planned} is on D{day}."),
                    code=window.code,
                    planned=moved.planned_day,
                    day=moved.day,
                )
        if window.stretched_days:
            yield message(
                N_("{code} lasts {days} d longer than its shortest."), code=window.code, days=window.stretched_days
            )


def _expiring(run: Run, windows: Sequence[StageWindow]) -> tuple[Message, ...]:
    """Return the lots that expire before the last fill of the stages that use them."""
    last: dict[str, int] = {}
    for window, stage in zip(windows, run.protocol.stages, strict=False):
        names = [addition.reagent for addition in stage.additions]
        names += [stage.medium.basal] if stage.medium else []
        for name in names if window.feeds else ():
            reagent = run.lab.catalogue.reagent(name)
            last[reagent.id if reagent else name] = window.feeds[-1]
    found = []
    for stock in run.stocks:
        day = last.get(stock.reagent)
        if stock.lot and stock.lot.expiry and day is not None and stock.lot.expiry < date_of(run.start, day):
            reagent = run.lab.catalogue.reagent(stock.reagent)
            found.append(
                message(
                    N_("{name}: lot {lot} expires on {expiry}, before D{day}."),
                    name=reagent.label if reagent else stock.reagent,
                    lot=stock.lot.number or "—",
                    expiry=stock.lot.expiry,
                    day=day,
                )
            )
    return tuple(found)


def _busy(
    run: Run, by_day: Mapping[int, Sequence[Task]], others: Mapping[date, OtherWork]
) -> tuple[tuple[Message, ...], int]:
    """Return the days on which the hands of one person do not suffice, and the most minutes of a day."""
    settings = run.lab.settings
    met: list[DayWork] = []
    busiest = 0
    for day, tasks in sorted(by_day.items()):
        minutes = sum(task_minutes(task, run.vessels(task.arm), settings) for task in tasks)
        when = date_of(run.start, day)
        other = others.get(when)
        busiest = max(busiest, minutes + (other.minutes if other else 0))
        met.append(DayWork(day=day, date=when, minutes=minutes))
    return too_full(met, others, settings.most_minutes), busiest
