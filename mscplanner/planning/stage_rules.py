"""What a stage allows its schedule: its lengths, the rhythm of its fills, and how far they may move."""

from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from mscplanner.domain.grammar import NO_CHANGE, DurationRange, Misreading, read_change, read_duration
from mscplanner.domain.protocol import Stage
from mscplanner.domain.quantity import format_number


class StageRules(NamedTuple):
    """The rules of one stage.

    Attributes:
        shortest_hours: Its shortest length; None where it is not stated or not readable.
        longest_hours: Its longest length.
        interval_days: Days between fills; None where nothing is changed.
        lab_interval: Whether that is the lab's and not the source's.
        move_days: By how many days a change may come earlier or later.
        skip: Whether one change may be left out.
        longest_gap_days: Most days between two fills; None where nothing is said.
    """

    shortest_hours: Decimal | None
    longest_hours: Decimal | None
    interval_days: int | None
    lab_interval: bool
    move_days: int
    skip: bool
    longest_gap_days: int | None

    @property
    def gap_in_force(self) -> int | None:
        """Most days between two fills that a schedule chooses; None where fills have no rhythm.

        Where nothing is said, a move is what makes a gap longer, and nothing else: two moves do
        not add up, and a change is left out only by the rule that allows it.
        """
        if self.interval_days is None:
            return None
        if self.longest_gap_days is not None:
            return max(self.longest_gap_days, self.interval_days)
        return 2 * self.interval_days if self.skip else self.interval_days + self.move_days


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


def rules_of(stage: Stage, every_days: int) -> StageRules:
    """Return the rules of ``stage``; what cannot be read allows nothing.

    Args:
        stage: As typed.
        every_days: Interval of medium changes where the source states none.
    """
    duration = stage_duration(stage)
    interval, lab = stage_interval(stage, every_days)
    return StageRules(
        shortest_hours=duration.shortest_hours if duration else None,
        longest_hours=duration.longest_hours if duration else None,
        interval_days=interval,
        lab_interval=lab,
        move_days=_whole_days(stage.move) or 0,
        skip=stage.skip,
        longest_gap_days=_whole_days(stage.longest_gap),
    )


def _whole_days(typed: str | None) -> int | None:
    reading = read_duration(typed) if typed else None
    if not isinstance(reading, DurationRange):
        return None
    return int(reading.longest_hours // 24)


def written_moment(hours: Decimal) -> str:
    """Return a moment of a run, given in hours from the start of D0.

    Example:
        >>> written_moment(Decimal(48)), written_moment(Decimal(34))
        ('D2', 'D1 + 10 h')
    """
    day, rest = divmod(hours, 24)
    return f"D{day:.0f} + {format_number(round(rest, 2))} h" if rest else f"D{day:.0f}"


def written_span(begin_hours: Decimal, end_hours: Decimal) -> str:
    """Return from when to when a stage lasts, given in hours from the start of D0.

    Example:
        >>> written_span(Decimal(0), Decimal(10))
        'D0–D0 + 10 h'
    """
    return f"{written_moment(begin_hours)}–{written_moment(end_hours)}"


def days_begun(hours: Decimal) -> int:
    """Return how many days have begun after so many hours: 10 h are one day."""
    return int((hours / 24).to_integral_value(ROUND_CEILING))
