"""Which entry is which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.planning.matching import Pair, moved, paired


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("", "", ()),
        ("ab", "ab", ((0, 0), (1, 1))),
        ("ab", "ba", ((1, 0), (0, 1))),
        ("ab", "axb", ((0, 0), (None, 1), (1, 2))),
        ("xab", "ab", ((0, None), (1, 0), (2, 1))),
        ("axyb", "ab", ((0, 0), (1, None), (2, None), (3, 1))),
        ("aa", "a", ((0, 0), (1, None))),
        ("a", "aa", ((0, 0), (None, 1))),
    ],
)
def test_that_the_same_entries_go_together(before: str, after: str, pairs: tuple[Pair, ...]) -> None:
    assert paired(before, after, str) == pairs


def test_that_a_surer_key_comes_first_and_the_rest_goes_in_order() -> None:
    before, after = ("a1", "b2", "c3"), ("b1", "a9", "d7")
    assert paired(before, after, lambda each: each[1], lambda each: each[0]) == (
        (0, 0),
        (1, None),
        (2, None),
        (None, 1),
        (None, 2),
    )
    assert paired(before, after, lambda each: each[1], in_order=True) == ((0, 0), (1, 1), (2, 2))


@given(st.text("abcde", max_size=8), st.text("abcde", max_size=8), st.booleans())
def test_that_every_entry_is_paired_once(before: str, after: str, in_order: bool) -> None:
    pairs = paired(before, after, str, in_order=in_order)
    assert sorted(old for old, _ in pairs if old is not None) == list(range(len(before)))
    assert [new for _, new in pairs if new is not None] == list(range(len(after)))
    back = paired(after, before, str, in_order=in_order)
    assert {(new, old) for old, new in pairs} == set(back)


@given(st.permutations(list(range(7))))
def test_that_as_few_entries_as_explain_the_new_order_were_moved(order: list[int]) -> None:
    places = moved(paired(range(7), order, lambda each: each))
    kept = [each for at, each in enumerate(order) if at not in places]
    assert kept == sorted(kept)
    assert bool(places) == (order != sorted(order))
    assert len(moved(paired(order, range(7), lambda each: each))) == len(places)


def test_that_what_came_or_went_moves_nothing() -> None:
    assert not moved(paired("abcd", "xbdy", str))
