"""What the schedule rules of a stage come to, told on the days of the stage while somebody types them."""

from collections.abc import Sequence

from mscplanner.domain.grammar import Misreading, read_duration
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Stage, StageTask
from mscplanner.planning.plan import StageWindow
from mscplanner.planning.read_back import ReadBack
from mscplanner.planning.stage_rules import StageRules, rules_of

_DAY_HOURS = 24


def read_gap(text: str, stage: Stage, every_days: int) -> ReadBack:
    """Return what the longest gap between two fills was read as.

    Args:
        text: As typed.
        stage: Says how often it is fed.
        every_days: Interval of medium changes where the source states none.
    """
    rules, problem = _read(text, stage, "longest_gap", every_days)
    days = rules.longest_gap_days
    if problem or days is None:
        return ReadBack(problem=problem)
    if rules.interval_days is None:
        return ReadBack(text=message(N_("= nothing: the stage has one fill, no medium change")))
    if days < rules.interval_days:
        told = N_("= shorter than the {interval} d from change to change, which count")
        return ReadBack(text=message(told, interval=rules.interval_days))
    return ReadBack(text=message(N_("= at most {days} d from one fill to the next"), days=days))


def read_move(text: str, stage: Stage, window: StageWindow | None, every_days: int) -> ReadBack:
    """Return on which days the first change of a stage may lie.

    Args:
        text: As typed.
        stage: The stage, whose other rules count, too.
        window: Where it lies; None where that is not known.
        every_days: Interval of medium changes where the source states none.
    """
    rules, problem = _read(text, stage, "move", every_days)
    if problem:
        return ReadBack(problem=problem)
    if not rules.move_days:
        return ReadBack(text=message(N_("= less than a day: no change is moved")))
    if window is None:
        return ReadBack(text=message(N_("= up to {days} d earlier or later"), days=rules.move_days))
    choices = _choices(window, rules)
    if choices is None:
        return ReadBack(text=message(N_("= nothing: a stage that begins or ends within a day keeps its hours")))
    if not choices:
        return ReadBack(text=message(N_("= nothing: the stage has no medium change")))
    planned = window.start_day + (rules.interval_days or 0)
    gap = rules.gap_in_force or 0
    free = [day for day in choices[0] if day != planned and _keeps([[day], *choices[1:]], window, gap)]
    if not free:
        return ReadBack(
            text=message(N_("= a change of D{day} stays there: the longest gap allows no move"), day=planned)
        )
    return ReadBack(text=_days(planned, free))


def _days(planned: int, free: Sequence[int]) -> Message:
    if len(free) == 1:
        return message(N_("= a change of D{day} may lie on D{other}"), day=planned, other=free[0])
    if len(free) == 2:
        told = N_("= a change of D{day} may lie on D{first} or D{last}")
        return message(told, day=planned, first=free[0], last=free[1])
    told = N_("= a change of D{day} may lie on D{first} to D{last}")
    return message(told, day=planned, first=free[0], last=free[-1])


def read_skip(stage: Stage, window: StageWindow | None, every_days: int) -> Message:
    """Return how many changes a stage has of which one may be left out, if the rules let it be."""
    rules = rules_of(stage.model_copy(update={"skip": True}), every_days)
    if window is None:
        return message(N_("= one change may be left out"))
    choices = _choices(window, rules)
    if choices is None:
        return message(N_("= nothing: a stage that begins or ends within a day keeps its hours"))
    if not choices:
        return message(N_("= nothing: the stage has no medium change"))
    gap = rules.gap_in_force or 0
    if not any(_keeps([*choices[:at], *choices[at + 1 :]], window, gap) for at in range(len(choices))):
        return message(N_("= none is left out: the longest gap, {days} d, needs every change"), days=gap)
    if len(choices) == 1:
        return message(N_("= the one change may be left out"))
    return message(N_("= one of {count} changes may be left out"), count=len(choices))


def read_half() -> Message:
    """Return what half changes come to."""
    return message(N_("= each change replaces half of the medium; the first fill is whole"))


def read_gate(window: StageWindow | None) -> Message:
    """Return when it is looked at whether the work goes on."""
    if window is None:
        return message(N_("= looked at when the stage ends: pass, extend or stop"))
    return message(N_("= looked at on D{day}, when the stage ends: pass, extend or stop"), day=window.ending_day)


def read_stage_task(task: StageTask, window: StageWindow | None) -> Message:
    """Return on which days of the run a task of a stage may lie."""
    if window is None:
        return message(N_("= {name} · {days} d after the stage begins"), name=task.name, days=task.day)
    day = window.start_day + task.day
    told = N_("= {name} on D{day}")
    if task.earlier_days or task.later_days:
        told = N_("= {name} on D{day} · may lie on D{first} to D{last}")
    if not window.start_day <= day <= window.end_day:
        told = N_("= {name} on D{day}, outside the stage, which lasts from D{begin} to D{end}")
    return message(
        told,
        name=task.name,
        day=day,
        first=day - task.earlier_days,
        last=day + task.later_days,
        begin=window.start_day,
        end=window.end_day,
    )


def _read(text: str, stage: Stage, field: str, every_days: int) -> tuple[StageRules, Misreading | None]:
    reading = read_duration(text)
    rules = rules_of(stage.model_copy(update={field: text}), every_days)
    return rules, reading if isinstance(reading, Misreading) else None


def _choices(window: StageWindow, rules: StageRules) -> list[list[int]] | None:
    """Return the days on which each change may lie by the move alone; None where it keeps its hours."""
    if window.start_hours % _DAY_HOURS or window.end_hours % _DAY_HOURS:
        return None
    if rules.interval_days is None or not window.feeds:
        return []
    begin, end, move = window.start_day, window.end_day, rules.move_days
    planned = range(begin + rules.interval_days, end, rules.interval_days)
    return [[*range(max(day - move, begin + 1), min(day + move, end - 1) + 1)] for day in planned]


def _keeps(choices: Sequence[Sequence[int]], window: StageWindow, gap: int) -> bool:
    """Return whether the changes can lie so that no gap is longer than ``gap``, the next stage's fill included."""
    reached = {window.start_day}
    for days in choices:
        reached = {day for day in days if any(last < day <= last + gap for last in reached)}
    return any(window.end_day - last <= gap for last in reached)
