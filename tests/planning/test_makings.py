"""When something that keeps for some days is made: compared with every other choice there is."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.planning.makings import Making, makings

USES = st.lists(st.integers(0, 9), min_size=1, max_size=5, unique=True).map(sorted)
LIVES = st.integers(0, 4)
CLOSED = st.frozensets(st.integers(-4, 9), max_size=6)


def cheapest(uses: list[int], life: int, closed: frozenset[int], least_ahead: int) -> tuple[int, int, int]:
    """Return by trying every set of days the fewest makings, closed days among them, and age of all uses."""
    days = range(uses[0] - life, uses[-1] + 1)
    for count in range(1, len(uses) + 1):
        found = []
        for chosen in combinations(days, count):
            fitting = [[day for day in chosen if least_ahead <= use - day <= life] for use in uses]
            if all(fitting):
                found.append(
                    (
                        sum(day in closed for day in chosen),
                        sum(use - max(fit) for use, fit in zip(uses, fitting, strict=True)),
                    )
                )
        if found:
            return (count, *min(found))
    raise AssertionError(uses)


@given(USES, LIVES, CLOSED)
def test_that_no_choice_of_days_is_better(uses: list[int], life: int, closed: frozenset[int]) -> None:
    made = makings(uses, life, lambda day: (int(day in closed),))
    age = sum(use - making.day for making in made for use in making.uses)
    assert (len(made), sum(making.day in closed for making in made), age) == cheapest(uses, life, closed, 0)


@given(USES, st.integers(1, 4), CLOSED)
def test_that_what_is_made_the_day_before_is_no_worse_than_any_other_choice(
    uses: list[int], life: int, closed: frozenset[int]
) -> None:
    made = makings(uses, life, lambda day: (int(day in closed),), least_ahead=1)
    assert all(making.day < making.uses[0] for making in made)
    assert len(made) <= cheapest(uses, life, closed, 1)[0]


@given(USES, LIVES, CLOSED)
def test_that_every_use_is_covered_once_and_in_date(uses: list[int], life: int, closed: frozenset[int]) -> None:
    made = makings(uses, life, lambda day: (int(day in closed),))
    assert [use for making in made for use in making.uses] == uses
    assert all(0 <= use - making.day <= life for making in made for use in making.uses)


def test_that_a_closed_day_is_avoided_where_that_costs_no_further_making() -> None:
    closed = {5, 6}
    assert makings([6, 8], 4, lambda day: (int(day in closed),)) == (Making(4, (6, 8)),)
    assert makings([6, 8], 2, lambda day: (int(day in closed),)) == (Making(6, (6, 8)),)


@pytest.mark.parametrize("ahead", [0, 1, 2])
def test_that_nothing_is_made_earlier_than_allowed(ahead: int) -> None:
    closed = {3, 4, 5}
    (made,) = makings([5], 9, lambda day: (int(day in closed),), most_ahead=ahead)
    assert made.day == 5


def test_that_the_largest_runs_are_solved_exactly() -> None:
    for uses, life in product([list(range(60)), list(range(0, 60, 2))], [0, 1, 7, 30, 59]):
        made = makings(uses, life)
        greedy, begin = 0, None
        for use in uses:
            if begin is None or use - begin > life:
                greedy, begin = greedy + 1, use
        assert len(made) == greedy


def test_that_nothing_to_use_needs_no_making() -> None:
    assert makings([], 3) == ()
