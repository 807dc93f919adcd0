"""When things happen: stages and fills on days counted from D0.

Ranges of days include their start and exclude their end: a stage of 2 days that starts on D0
ends on D2. A stage of open length cannot be dated, nor can what follows it.

Where the rules of stages leave a choice, the schedule is the best one there is: the fewest tasks
on closed days, then the fewest changes that are moved or left out. It is found by looking at
every length of each stage from every day on which it can begin, the last stage first.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Protocol, Stage, StageTask
from mscplanner.planning.fill_days import FillPlan, IsClosed, fill_days
from mscplanner.planning.moved import DatedStageTask, Moved
from mscplanner.planning.plan import StageWindow
from mscplanner.planning.stage_rules import StageRules, days_begun, rules_of, stage_duration, stage_interval

__all__ = ["IsClosed", "date_of", "is_closed", "stage_code", "stage_duration", "stage_interval", "stage_windows"]

LONGEST_RUN_DAYS = 400
_DAY = Decimal(24)
_Reason = Callable[[int], Message]


def stage_code(protocol: Protocol, stage_id: str) -> str:
    """Return the code of a stage and of its medium: ``S1`` for the first one."""
    index = next((at for at, stage in enumerate(protocol.stages, start=1) if stage.id == stage_id), 0)
    return f"S{index}"


def _never(_: int) -> bool:
    return False


def stage_windows(
    protocol: Protocol, every_days: int, is_closed: IsClosed = _never, reason: _Reason | None = None
) -> tuple[StageWindow, ...]:
    """Return where each stage lies, up to the first one whose length is not known.

    Args:
        protocol: Its stages follow each other without a gap.
        every_days: Interval of medium changes for stages whose source states none.
        is_closed: Whether nobody works on a day, counted from D0; without it every stage has its
            shortest length and every change its day.
        reason: Says why a day is closed, for what is moved because of it.
    """
    rules = [rules_of(stage, every_days) for stage in protocol.stages]
    known = next((at for at, each in enumerate(rules) if each.shortest_hours is None), len(rules))
    stages, rules = protocol.stages[:known], rules[:known]
    ends = _ends(protocol)
    lengths = _lengths(stages, rules, ends, is_closed)
    windows: list[StageWindow] = []
    begin = Decimal(0)
    for at, (stage, rule, hours) in enumerate(zip(stages, rules, lengths, strict=False), start=1):
        end = begin + hours
        if end > LONGEST_RUN_DAYS * 24:
            break
        windows.append(_window(f"S{at}", stage, rule, begin, end, is_closed, reason or _plain_reason))
        begin = end
    return tuple(windows)


def _plain_reason(_: int) -> Message:
    return message(N_("a closed day"))


def _ends(protocol: Protocol) -> dict[str, int]:
    """Return how many tasks are done on the day a stage ends, by its id, the harvest included."""
    counts = {stage.id: sum(each.at == stage.id for each in protocol.readouts) for stage in protocol.stages}
    if protocol.stages:
        last = protocol.stages[-1].id
        counts[last] += 1 + sum(each.at == "end" for each in protocol.readouts)
    return counts


class _Best(NamedTuple):
    cost: tuple[int, int]
    lengths: tuple[Decimal, ...]


def _lengths(
    stages: Sequence[Stage], rules: Sequence[StageRules], ends: dict[str, int], is_closed: IsClosed
) -> tuple[Decimal, ...]:
    """Return the best length of each stage, in hours; the shortest where no length is better."""
    shortest = tuple(rule.shortest_hours or Decimal(0) for rule in rules)
    if is_closed is _never or all(rule.shortest_hours == rule.longest_hours for rule in rules):
        return shortest

    @cache
    def best(at: int, begin: Decimal) -> _Best:
        if at == len(stages) or begin > LONGEST_RUN_DAYS * 24:
            return _Best((0, 0), ())
        options = []
        for hours in _options(rules[at]):
            own = _stage_cost(stages[at], rules[at], begin, begin + hours, ends[stages[at].id], is_closed)
            rest = best(at + 1, begin + hours)
            stretched = int(hours != rules[at].shortest_hours)
            cost = (own[0] + rest.cost[0], own[1] + rest.cost[1] + stretched)
            options.append(_Best(cost, (hours, *rest.lengths)))
        return min(options)

    found = best(0, Decimal(0)).lengths
    return (*found, *shortest[len(found) :])


def _options(rule: StageRules) -> tuple[Decimal, ...]:
    """Return the lengths of a stage in whole days beyond its shortest, in hours."""
    shortest, longest = rule.shortest_hours or Decimal(0), rule.longest_hours or Decimal(0)
    return tuple(shortest + _DAY * more for more in range(int((longest - shortest) // _DAY) + 1))


def _stage_cost(
    stage: Stage, rule: StageRules, begin: Decimal, end: Decimal, endings: int, is_closed: IsClosed
) -> tuple[int, int]:
    fills = _fills(stage, rule, begin, end, is_closed)
    tasks = [_task_day(task, int(begin // _DAY), is_closed) for task in stage.tasks]
    closed = fills.cost[0] + sum(is_closed(each.day) for each in tasks) + endings * is_closed(days_begun(end))
    return closed, fills.cost[1] + sum(each.day != each.planned_day for each in tasks)


def _fills(stage: Stage, rule: StageRules, begin: Decimal, end: Decimal, is_closed: IsClosed) -> FillPlan:
    first = int(begin // _DAY)
    if not stage.medium and not stage.additions:
        return FillPlan((0, 0), (), (), ())
    gap = rule.gap_in_force
    if rule.interval_days is None or gap is None:
        return FillPlan((int(is_closed(first)), 0), (first,), (first,), ())
    if begin % _DAY == 0 and end % _DAY == 0:
        return fill_days(first, int(end / _DAY), rule.interval_days, rule.move_days, rule.skip, gap, is_closed)
    # A stage that begins or ends within a day keeps its rhythm of hours.
    hours = rule.interval_days * _DAY
    count = max(days_begun((end - begin) / rule.interval_days), 1)
    days = tuple(int((begin + hours * at) // _DAY) for at in range(count))
    return FillPlan((sum(is_closed(day) for day in days), 0), days, days, ())


def _task_day(task: StageTask, begin: int, is_closed: IsClosed, number: int = 0) -> DatedStageTask:
    planned = begin + task.day
    days = range(planned - task.earlier_days, planned + task.later_days + 1)
    day = min(days, key=lambda each: (is_closed(each), abs(each - planned), each))
    return DatedStageTask(task=task, day=day, planned_day=planned, number=number)


def _window(
    code: str,
    stage: Stage,
    rule: StageRules,
    begin: Decimal,
    end: Decimal,
    is_closed: IsClosed,
    reason: _Reason,
) -> StageWindow:
    fills = _fills(stage, rule, begin, end, is_closed)
    start_day, end_day = int(begin // _DAY), days_begun(end)
    numbers = {day: at for at, day in enumerate(sorted((*fills.planned, *fills.left_out)))}
    moved = [
        Moved(planned_day=planned, day=day, reason=_why(planned, is_closed, reason), fill=numbers[planned])
        for planned, day in zip(fills.planned, fills.days, strict=True)
        if day != planned
    ]
    moved += [
        Moved(planned_day=day, day=None, reason=_why(day, is_closed, reason), fill=numbers[day])
        for day in fills.left_out
    ]
    return StageWindow(
        stage=stage.id,
        code=code,
        title=stage.title,
        start_hours=begin,
        end_hours=end,
        start_day=start_day,
        end_day=end_day,
        feeds=fills.days,
        fills=tuple(numbers[planned] for planned in fills.planned),
        interval_days=rule.interval_days,
        lab_interval=rule.lab_interval and len(range(start_day, end_day)) > 1,
        longest_gap_days=rule.longest_gap_days,
        rhythm_gap_days=rule.gap_in_force,
        half=stage.half,
        moved=tuple(sorted(moved, key=lambda each: each.planned_day)),
        stretched_days=int((end - begin - (rule.shortest_hours or 0)) // _DAY),
        tasks=tuple(_task_day(task, start_day, is_closed, at) for at, task in enumerate(stage.tasks)),
    )


def _why(planned: int, is_closed: IsClosed, reason: _Reason) -> Message:
    """Return why a change does not lie on its day: it is closed, or another change left no room."""
    return reason(planned) if is_closed(planned) else message(N_("so that fewer changes fall on closed days"))


def date_of(start: date, day: int) -> date:
    """Return the date of ``D{day}`` of a run that starts on ``start``."""
    return start + timedelta(days=day)


def is_closed(day: date, lab: Lab) -> bool:
    """Return whether nobody works on ``day``, by the lab's working calendar."""
    return lab.working_calendar.is_closed(day)
