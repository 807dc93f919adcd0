"""Controls and early harvests are edited one by one, and what is not touched stays."""

from collections.abc import Callable

import pytest

from mscplanner.domain.run import MOST_WITHDRAWALS, Control, Run, Withdrawal
from mscplanner.planning.arm_edits import (
    with_control,
    with_new_withdrawal,
    with_withdrawal,
    without_withdrawal,
)


@pytest.fixture
def run(run_of: Callable[[str], Run]) -> Run:
    return run_of("bm-msc-three-step")


def test_that_controls_are_counted_by_their_kind(run: Run) -> None:
    both = with_control(with_control(run, "vehicle", 2), "uninduced", 1)
    assert both.controls == (Control(kind="uninduced", count=1), Control(kind="vehicle", count=2))
    assert with_control(both, "vehicle", 3).controls[1].count == 3
    assert with_control(with_control(both, "vehicle", 0), "uninduced", 0) == run


def test_that_a_new_harvest_lies_at_the_end_of_the_first_stage(run: Run) -> None:
    assert with_new_withdrawal(run).withdrawals == (Withdrawal(day=2, wells=1),)


def test_that_a_run_takes_as_many_harvests_as_a_file_may_hold(run: Run) -> None:
    full = run.model_copy(update={"withdrawals": (Withdrawal(day=2, wells=1),) * MOST_WITHDRAWALS})
    assert with_new_withdrawal(full) is full


def test_that_one_harvest_is_changed_and_the_others_stay(run: Run) -> None:
    run = with_new_withdrawal(with_new_withdrawal(run))
    changed = with_withdrawal(run, 1, day=8, wells=3, arm="uninduced")
    assert changed.withdrawals == (Withdrawal(day=2, wells=1), Withdrawal(day=8, wells=3, arm="uninduced"))
    assert without_withdrawal(changed, 0).withdrawals == (changed.withdrawals[1],)
