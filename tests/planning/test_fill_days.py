"""On which days a stage is fed: compared with every other choice there is."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mscplanner.planning.fill_days import fill_days


def every_choice(
    begin: int, end: int, interval: int, move: int, skip: bool, gap: int, closed: frozenset[int]
) -> list[tuple[int, int]]:
    """Return the cost of every choice that keeps the rules."""
    rhythm = list(range(begin, end, interval))
    # Choices that break a rule early are not gone on with: in a daily rhythm there are hundreds of millions of them.
    begun: list[tuple[tuple[int, ...], tuple[int | None, ...]]] = [((begin,), ())]
    for planned in rhythm[1:]:
        begun = [
            (days if shift is None else (*days, planned + shift), (*shifts, shift))
            for days, shifts in begun
            for shift in [*range(-move, move + 1), None]
            if (skip and None not in shifts if shift is None else 1 <= planned + shift - days[-1] <= gap)
        ]
    return [
        (sum(day in closed for day in days), sum(shift != 0 for shift in shifts))
        for days, shifts in begun
        if 1 <= end - days[-1] <= gap
    ]


CLOSED = st.frozensets(st.integers(0, 12), max_size=8)


@given(st.integers(1, 12), st.integers(1, 4), st.integers(0, 2), st.booleans(), st.integers(1, 6), CLOSED)
def test_that_no_other_choice_is_better(
    length: int, interval: int, move: int, skip: bool, gap: int, closed: frozenset[int]
) -> None:
    choices = every_choice(0, length, interval, move, skip, gap, closed)
    found = fill_days(0, length, interval, move, skip, gap, closed.__contains__)
    if choices:
        assert found.cost == min(choices)
        assert all(second - first <= gap for first, second in pairwise([*found.days, length]))
    else:
        assert found.days == tuple(range(0, length, interval))


@given(st.integers(1, 60), st.integers(1, 7), CLOSED)
def test_that_without_permission_nothing_moves(length: int, interval: int, closed: frozenset[int]) -> None:
    found = fill_days(0, length, interval, 0, False, interval, closed.__contains__)
    assert found.days == tuple(range(0, length, interval))
    assert found.left_out == ()


def test_that_a_change_is_left_out_rather_than_done_on_a_closed_day() -> None:
    found = fill_days(0, 6, 2, 0, True, 4, {4}.__contains__)
    assert (found.days, found.left_out, found.cost) == ((0, 2), (4,), (0, 1))


def test_that_the_longest_runs_are_solved() -> None:
    closed = {day for day in range(400) if day % 7 >= 5}
    found = fill_days(0, 400, 2, 1, True, 3, closed.__contains__)
    assert found.cost[0] == 0
