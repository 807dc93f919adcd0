"""When something that keeps for some days is made, so that it is made as rarely as possible: exactly.

Whatever is made on a day may be used on that day and on the ``life_days`` that follow. Which days
of making are best is found by looking at every way to cut the days of use into groups, the
best of each shorter list first: no rule of thumb is in it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

Cost = tuple[int, ...]


class Making(NamedTuple):
    """A day of making, and the days on which it is used."""

    day: int
    uses: tuple[int, ...]


def makings(
    uses: Sequence[int],
    life_days: int,
    cost_of_day: Callable[[int], Cost] = lambda _: (),
    most_ahead: int | None = None,
    least_ahead: int = 0,
    not_before: int | None = None,
    fixed: Mapping[int, int] | None = None,
) -> tuple[Making, ...]:
    """Return the makings that cover each of ``uses`` once.

    Among all ways that keep within the life, the one with the fewest makings; of those, the one
    whose days cost least; of those, the one with the freshest uses.

    Args:
        uses: Days in ascending order.
        life_days: How many days after its making something may be used; 0 for the same day only.
        cost_of_day: What it costs to make something on a day, compared in the order of its figures;
            always of the same length.
        most_ahead: Most days that a making lies before its first use; None sets no limit.
        least_ahead: Fewest days that a making lies before its first use, at most ``life_days``.
        not_before: First day on which something can still be made; what is used earlier is made on
            the day of its first use.
        fixed: Days of making that somebody has chosen, by a day of use. One that lies after its use,
            outlives it or is over is not kept; ``least_ahead`` and ``most_ahead`` do not bind it.

    Example:
        >>> makings([0, 2, 4, 6, 8, 10], 5)
        (Making(day=0, uses=(0, 2, 4)), Making(day=6, uses=(6, 8, 10)))
        >>> makings([5], 3, lambda day: (int(day in (4, 5)),))
        (Making(day=3, uses=(5,)),)
        >>> makings([2, 4, 6, 8], 7, fixed={2: 0})
        (Making(day=0, uses=(2,)), Making(day=4, uses=(4, 6, 8)))
    """
    kept = {
        use: day
        for use, day in (fixed or {}).items()
        if use - life_days <= day <= use and (not_before is None or day >= not_before)
    }
    best: list[tuple[Cost, tuple[Making, ...]]] = [((), ())]
    for end in range(1, len(uses) + 1):
        options: list[tuple[Cost, tuple[Making, ...]]] = []
        for begin in range(end - 1, -1, -1):
            group = tuple(uses[begin:end])
            chosen = {kept[use] for use in group if use in kept}
            latest, earliest = group[0] - (0 if chosen else least_ahead), group[-1] - life_days
            if group[-1] - life_days > group[0]:
                break
            if chosen:
                # Work that somebody has put on a day is done on it, and on no other.
                options += _chosen(best[begin], group, chosen, range(earliest, latest + 1), cost_of_day)
                continue
            if earliest > latest:
                continue
            if most_ahead is not None:
                earliest = max(earliest, group[0] - most_ahead)
            if not_before is not None:
                earliest = min(max(earliest, not_before), latest)
            cost, day = min(
                ((*cost_of_day(day), sum(use - day for use in group)), day) for day in range(earliest, latest + 1)
            )
            before, made = best[begin]
            options.append((_sum(before, (1, *cost)), (*made, Making(day, group))))
        best.append(min(options))
    return best[-1][1]


def _chosen(
    before: tuple[Cost, tuple[Making, ...]],
    group: tuple[int, ...],
    chosen: set[int],
    possible: range,
    cost_of_day: Callable[[int], Cost],
) -> list[tuple[Cost, tuple[Making, ...]]]:
    """Return the one way to make ``group`` on the day that was chosen for it; none where that cannot be."""
    day = next(iter(chosen))
    if len(chosen) > 1 or day not in possible:
        return []
    cost = (*cost_of_day(day), sum(use - day for use in group))
    return [(_sum(before[0], (1, *cost)), (*before[1], Making(day, group)))]


def _sum(first: Cost, second: Cost) -> Cost:
    return tuple(a + b for a, b in zip(first or (0,) * len(second), second, strict=True))
