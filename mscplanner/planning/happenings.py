"""A schedule bent to what happened: later days moved, fills given on other days, a run that was stopped."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import Happening, Pin, Run, Shift
from mscplanner.planning.moved import DatedStageTask, Moved
from mscplanner.planning.pins import by_hand, kept_fills
from mscplanner.planning.plan import StageWindow
from mscplanner.planning.stage_rules import days_begun


def shifted(day: int, shifts: Iterable[Shift]) -> int:
    """Return the day on which something happens that was planned for ``day`` before all ``shifts``.

    Example:
        >>> shifted(8, [Shift(from_day=7, days=1), Shift(from_day=20, days=3)])
        9
    """
    for shift in shifts:
        if day >= shift.from_day:
            day += shift.days
    return day


def with_shifts(run: Run, shifts: Sequence[Shift], windows: Sequence[StageWindow]) -> Run:
    """Return ``run`` with these days moved, too; what a person has put on one of them moves along.

    Args:
        run: What is changed.
        shifts: Counted from D0 as the run stands.
        windows: Where its stages lie.
    """
    late = {window.stage: _late(window) for window in windows}
    pins = tuple(_shifted_pin(pin, shifts, late.get(pin.stage, 0)) for pin in run.pins)
    return run.model_copy(update={"shifts": (*run.shifts, *shifts), "pins": pins})


def _shifted_pin(pin: Pin, shifts: Sequence[Shift], late: int) -> Pin:
    days = {name: _shifted_in_stage(day, shifts, late) for name, day in pin.days.items()}
    return pin.model_copy(update=days)


def _late(window: StageWindow) -> int:
    """Return 1 for a stage that begins within a day, else 0.

    The stage before ends in the same hour: both move by what the day after it does.
    """
    return days_begun(window.start_hours) - window.start_day


def _shifted_in_stage(day: int, shifts: Iterable[Shift], late: int) -> int:
    return shifted(day + late, shifts) - late


def has_begun(run: Run, today: date) -> bool:
    """Return whether work of ``run`` is under way: something is written down, or D0 has come."""
    return bool(run.happened) or run.start <= today


def start_stands(run: Run) -> Message | None:
    """Return why the start of ``run`` is not moved any more, and the way on; None while it still can be.

    All that is written down counts from D0: with another D0 it would have happened on other dates.
    """
    days = {each.day for each in run.happened} | {each.day for each in run.closed}
    if not days:
        return None
    written = message(N_("D{day} is written down"), day=min(days))
    if len(days) > 1:
        written = message(N_("days from D{first} to D{last} are written down"), first=min(days), last=max(days))
    text = N_("The start stays where it is: {written}. What Happened… moves the days that are still to come.")
    return message(text, written=written)


def latest(run: Run) -> int | None:
    """Return the last day on which something happened, or None where nothing did yet."""
    return max((each.day for each in run.happened), default=None)


def worked_until(run: Run) -> int | None:
    """Return the last day of which more is written down than that a stage was ready, or None.

    Where a stage was ready on a day, the work of that day is still to come.
    """
    return max((each.day for each in run.happened if each.kind != "gate"), default=None)


def stopped_on(run: Run) -> int | None:
    """Return the day on which the run was stopped, or None."""
    return next((each.day for each in run.happened if each.kind == "stopped"), None)


def bent(run: Run, windows: Sequence[StageWindow]) -> tuple[StageWindow, ...]:
    """Return the windows of a run's schedule with its shifts, with what was moved by hand and what happened.

    Args:
        run: Gives shifts, pins and happenings.
        windows: As the rules of the stages have them, without any of these.
    """
    last = max((shifted(window.end_day, run.shifts) for window in windows), default=0)
    found = [_bent(run, window, last) for window in windows]
    end = stopped_on(run)
    if end is None:
        return tuple(found)
    begun = (window for window in found if window.start_day <= end)
    return tuple(_cut(window, end) for window in begun)


def _bent(run: Run, window: StageWindow, last: int) -> StageWindow:
    late = _late(window)

    def now(day: int) -> int:
        return _shifted_in_stage(day, run.shifts, late)

    begin, end = now(window.start_day), shifted(window.end_day, run.shifts)

    def of_task(day: int) -> int:
        # What is done before a stage begins is not done after it.
        return min(now(day), begin) if day < window.start_day else now(day)

    def left(day: int) -> bool:
        """Return whether the stage ended before what was planned for a day of it."""
        return day < window.end_day and now(day) >= end

    fills = {fill: now(day) for fill, day in zip(window.fills, window.feeds, strict=True) if not left(day)}
    moved = {
        each.fill: each.model_copy(update={"day": fills.get(each.fill)})
        for each in window.moved
        if not left(each.planned_day)
    }
    for each in run.happened:
        if each.stage != window.stage or each.kind not in ("fed", "left-out"):
            continue
        if each.kind == "left-out":
            fills.pop(each.fill, None)
        else:
            fills[each.fill] = each.day
        moved.pop(each.fill, None)
        if each.kind == "left-out" or each.day != each.planned_day:
            moved[each.fill] = _happened(each)
    given = {each.fill: each.day for each in run.happened if each.kind == "fed" and each.stage == window.stage}
    open_pins = [pin for pin in run.pins if (pin.kind, pin.stage) == ("fill", window.stage) and pin.number not in given]
    # A stage that ends within a day gives way to the next one on that day.
    until = min(int((window.end_hours + 24 * (end - window.end_day)) // 24), end)
    for fill, pin in kept_fills(fills, open_pins, begin, until, partial(_left, given)).items():
        before = moved.get(fill)
        rhythm = now(before.planned_day) if before else fills[fill]
        fills[fill] = pin.day
        moved[fill] = Moved(planned_day=rhythm, day=pin.day, reason=by_hand(pin), fill=fill, pin=pin)
    for fill in fills.keys() - _left(given, fills).keys():
        planned = fills.pop(fill)
        moved[fill] = Moved(planned_day=planned, day=None, reason=message(N_("as it happened")), fill=fill)
    in_order = sorted(fills.items(), key=lambda fill: (fill[1], fill[0]))
    return window.model_copy(
        update={
            "start_hours": window.start_hours + 24 * (begin - window.start_day),
            "end_hours": window.end_hours + 24 * (end - window.end_day),
            "start_day": begin,
            "end_day": end,
            "feeds": tuple(day for _, day in in_order),
            "fills": tuple(fill for fill, _ in in_order),
            "moved": tuple(moved[fill] for fill in sorted(moved)),
            "tasks": tuple(
                _bent_task(run, window, task, of_task, begin, last) for task in window.tasks if not left(task.day)
            ),
        }
    )


def _left(given: Mapping[int, int], fills: Mapping[int, int]) -> dict[int, int]:
    """Return the fills that there still are: one given late takes the place of those that were to come up to that day.

    Args:
        given: The days of those that were given, by their number.
        fills: The days of all.
    """
    return {
        fill: day
        for fill, day in fills.items()
        if fill in given or not any(day <= late and fill > other for other, late in given.items())
    }


def _bent_task(
    run: Run, window: StageWindow, task: DatedStageTask, now: Callable[[int], int], begin: int, last: int
) -> DatedStageTask:
    day, planned = now(task.day), now(task.planned_day)
    earliest = min(begin, planned - task.task.earlier_days)
    pin = next(
        (pin for pin in run.pins if (pin.kind, pin.stage, pin.number) == ("task", window.stage, task.number)), None
    )
    kept = pin if pin and earliest <= pin.day <= last else None
    return task.model_copy(update={"day": kept.day if kept else day, "planned_day": planned, "pin": kept})


def _happened(each: Happening) -> Moved:
    day = each.day if each.kind == "fed" else None
    return Moved(planned_day=each.planned_day, day=day, reason=message(N_("as it happened")), fill=each.fill)


def _cut(window: StageWindow, end: int) -> StageWindow:
    kept = [(fill, day) for fill, day in zip(window.fills, window.feeds, strict=True) if day <= end]
    return window.model_copy(
        update={
            "feeds": tuple(day for _, day in kept),
            "fills": tuple(fill for fill, _ in kept),
            "tasks": tuple(task for task in window.tasks if task.day <= end),
            "end_day": min(window.end_day, end + 1),
        }
    )
