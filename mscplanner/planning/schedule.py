"""When things happen: stages and feeds on days counted from D0.

Ranges of days include their start and exclude their end: a stage of 2 days that starts on D0
ends on D2. A stage of open length cannot be dated, nor can what follows it.
"""

from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from mscplanner.domain.grammar import NO_CHANGE, DurationRange, Misreading, read_change, read_duration
from mscplanner.domain.lab import Lab
from mscplanner.domain.protocol import Protocol, Stage
from mscplanner.planning.plan import StageWindow

LONGEST_RUN_DAYS = 400


def stage_duration(stage: Stage) -> DurationRange | None:
    """Return how long ``stage`` lasts, or None where that is not stated or not readable."""
    duration = read_duration(stage.duration) if stage.duration else None
    return duration if isinstance(duration, DurationRange) else None


def stage_interval(stage: Stage, every_days: int) -> tuple[int | None, bool]:
    """Return the days between feeds of ``stage`` (None: none at all) and whether that is a lab setting."""
    change = read_change(stage.change) if stage.change else None
    if change is None or isinstance(change, Misreading):
        return every_days, True
    return (None, False) if change == NO_CHANGE else (int(change), False)


def stage_code(protocol: Protocol, stage_id: str) -> str:
    """Return the code of a stage and of its medium: ``S1`` for the first one."""
    index = next((at for at, stage in enumerate(protocol.stages, start=1) if stage.id == stage_id), 0)
    return f"S{index}"


def stage_windows(protocol: Protocol, every_days: int) -> tuple[StageWindow, ...]:
    """Return where each stage lies, up to the first one whose length is not known.

    Args:
        protocol: Its stages follow each other without a gap; a span such as ``2-3 d`` is planned
            with its shorter end.
        every_days: Interval of medium changes for stages whose source states none.
    """
    windows: list[StageWindow] = []
    begin = Decimal(0)
    for at, stage in enumerate(protocol.stages, start=1):
        duration = stage_duration(stage)
        if duration is None or begin + duration.shortest_hours > LONGEST_RUN_DAYS * 24:
            break
        end = begin + duration.shortest_hours
        interval, lab_interval = stage_interval(stage, every_days)
        start_day, end_day = int(begin // 24), int((end / 24).to_integral_value(ROUND_CEILING))
        feeds = _feeds(begin, end, interval)
        windows.append(
            StageWindow(
                stage=stage.id,
                code=f"S{at}",
                title=stage.title,
                start_hours=begin,
                end_hours=end,
                start_day=start_day,
                end_day=end_day,
                feeds=feeds if stage.medium or stage.additions else (),
                interval_days=interval,
                lab_interval=lab_interval and len(range(start_day, end_day)) > 1,
            )
        )
        begin = end
    return tuple(windows)


def _feeds(begin: Decimal, end: Decimal, interval: int | None) -> tuple[int, ...]:
    """Return the days of a stage's fills: its start, and every ``interval`` days before its end."""
    if interval is None:
        return (int(begin // 24),)
    count = int(((end - begin) / (24 * interval)).to_integral_value(ROUND_CEILING))
    return tuple(int((begin + 24 * interval * at) // 24) for at in range(max(count, 1)))


def date_of(start: date, day: int) -> date:
    """Return the date of ``D{day}`` of a run that starts on ``start``."""
    return start + timedelta(days=day)


def is_closed(day: date, lab: Lab) -> bool:
    """Return whether nobody works on ``day``, by the lab's working calendar."""
    return lab.working_calendar.is_closed(day)
