"""On which days a stage is fed, so that as little as can be falls on closed days: exactly.

Every choice that the rules of the stage allow is looked at, the best for each number of fills
and each last day first. The first fill is the start of the stage and never moves.
"""

from collections.abc import Callable
from typing import NamedTuple

IsClosed = Callable[[int], bool]
Cost = tuple[int, int]
"""Fills on closed days, and changes that are moved or left out."""


class FillPlan(NamedTuple):
    """The fills of a stage.

    Attributes:
        days: In order; the first is the start of the stage.
        planned: The day of the rhythm for each of ``days``.
        left_out: Days of the rhythm on which nothing is changed.
    """

    cost: Cost
    days: tuple[int, ...]
    planned: tuple[int, ...]
    left_out: tuple[int, ...]


def fill_days(
    begin: int, end: int, interval: int, move: int, skip: bool, longest_gap: int, is_closed: IsClosed
) -> FillPlan:
    """Return the best fills of a stage.

    Among all that keep the rules: the fewest on closed days; of those, the fewest moved or left
    out; of those, the earliest. Where no choice keeps the longest gap, the rhythm itself is kept.

    Args:
        begin: First day, which has a fill.
        end: Day after the last one; the next stage is fed there.
        interval: Days between fills.
        move: By how many days a change may come earlier or later.
        skip: Whether one change may be left out.
        longest_gap: Most days from one fill to the next, the next stage's first one included.
        is_closed: Whether nobody works on a day.

    Example:
        >>> fill_days(0, 8, 2, 1, False, 3, lambda day: day in (5, 6)).days
        (0, 2, 4, 7)
    """
    rhythm = tuple(range(begin, end, interval)) or (begin,)
    first = FillPlan((int(is_closed(begin)), 0), (begin,), (begin,), ())
    # By the last day fed and whether a change was left out: the best plan so far.
    states: dict[tuple[int, bool], FillPlan] = {(begin, False): first}
    for planned in rhythm[1:]:
        states = _with_fill(
            states,
            planned,
            range(max(planned - move, begin + 1), min(planned + move, end - 1) + 1),
            skip,
            longest_gap,
            is_closed,
        )
    done = [plan for (last, _), plan in states.items() if end - last <= longest_gap]
    if done:
        return min(done)
    closed = sum(is_closed(day) for day in rhythm)
    return FillPlan((closed, 0), rhythm, rhythm, ())


def _with_fill(
    states: dict[tuple[int, bool], FillPlan],
    planned: int,
    days: range,
    skip: bool,
    longest_gap: int,
    is_closed: IsClosed,
) -> dict[tuple[int, bool], FillPlan]:
    """Return the best plans that also place the fill planned for ``planned``."""
    found: dict[tuple[int, bool], FillPlan] = {}
    for (last, skipped), plan in states.items():
        closed, moves = plan.cost
        for day in days:
            if last < day <= last + longest_gap:
                cost = (closed + is_closed(day), moves + (day != planned))
                _keep(found, (day, skipped), FillPlan(cost, (*plan.days, day), (*plan.planned, planned), plan.left_out))
        if skip and not skipped:
            left = FillPlan((closed, moves + 1), plan.days, plan.planned, (*plan.left_out, planned))
            _keep(found, (last, True), left)
    return found


def _keep(found: dict[tuple[int, bool], FillPlan], key: tuple[int, bool], plan: FillPlan) -> None:
    if key not in found or plan < found[key]:
        found[key] = plan
