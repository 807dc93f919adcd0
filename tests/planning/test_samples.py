"""Samples follow from the arms, the vessels and the wells of a run."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.run import Control, Run, Withdrawal
from mscplanner.planning.media import ARMS, wells_on
from mscplanner.planning.replanning import wells_lost
from mscplanner.planning.samples import Sample, samples_on, samples_until, tubes_of

RunOf = Callable[[str], Run]
BM = "bm-msc-three-step"
BOTH = (Control(kind="uninduced"), Control(kind="vehicle", count=4))


def vessels(samples: tuple[Sample, ...]) -> list[tuple[str, int, int]]:
    return [(sample.arm, sample.first, sample.last) for sample in samples]


def test_that_every_vessel_gives_a_sample_and_each_arm_three(run_of: RunOf) -> None:
    run = run_of(BM).model_copy(update={"count": 4, "controls": BOTH[:1]})
    found = samples_on(run, 18)
    assert vessels(found) == [("induced", at, at) for at in (1, 2, 3, 4)] + [("uninduced", 1, 1)] * 3
    assert [sample.number for sample in found] == [1, 2, 3, 4, 5, 6, 7]


def test_that_two_wells_left_give_two_samples_and_none_gives_none(run_of: RunOf) -> None:
    run = run_of(BM).model_copy(update={"count": 1, "withdrawals": (Withdrawal(day=4, wells=4),)})
    assert vessels(samples_on(run, 18)) == [("induced", 1, 1)] * 2
    emptied = run.model_copy(update={"withdrawals": (Withdrawal(day=4, wells=6),)})
    assert samples_on(emptied, 18) == ()
    assert len(samples_on(emptied, 3)) == 3


def test_that_many_vessels_are_taken_in_groups(run_of: RunOf) -> None:
    run = run_of(BM).model_copy(update={"count": 25})
    assert vessels(samples_on(run, 18))[-2:] == [("induced", 22, 24), ("induced", 25, 25)]


def test_that_wells_harvested_early_come_first_and_lost_ones_are_left_out(run_of: RunOf) -> None:
    early = (Withdrawal(day=10, wells=1), Withdrawal(day=4, wells=5), Withdrawal(day=18, wells=1))
    run = wells_lost(run_of(BM).model_copy(update={"withdrawals": early}), 6, 2)
    found = samples_until(run, 18)
    assert [(sample.day, sample.early) for sample in found[:4]] == [(4, True)] * 3 + [(10, True)]
    assert [sample.early for sample in found[4:]] == [False] * 3
    assert vessels(found)[0] == ("induced", 1, 3)


@given(
    count=st.integers(1, 200),
    controls=st.sampled_from([(), BOTH[:1], BOTH]),
    taken=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 90), st.sampled_from(ARMS)), max_size=4),
)
def test_that_no_sample_is_more_than_there_is(
    run_of: RunOf,
    count: int,
    controls: tuple[Control, ...],
    taken: list[tuple[int, int, str]],
) -> None:
    early = tuple(Withdrawal.model_validate({"day": day, "wells": wells, "arm": arm}) for day, wells, arm in taken)
    run = run_of(BM).model_copy(update={"count": count, "controls": controls, "withdrawals": early})
    found = samples_on(run, 18)
    for arm in ARMS:
        mine = [sample for sample in found if sample.arm == arm]
        assert min(3, wells_on(run, arm, 18)) <= len(mine) <= wells_on(run, arm, 18)
        assert all(1 <= sample.first <= sample.last <= run.vessels(arm) for sample in mine)
    assert len(found) <= 12 + 3 * len(ARMS)


@pytest.mark.parametrize(("glucose", "tubes"), [(False, ("1", "2")), (True, ("1L", "1H", "2L", "2H"))])
def test_that_tubes_carry_number_and_glucose(glucose: bool, tubes: tuple[str, ...]) -> None:
    samples = tuple(Sample(number, "induced", 1, 1, 18) for number in (1, 2))
    assert tubes_of(samples, glucose) == tubes
