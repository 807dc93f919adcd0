"""Controls and early harvests are edited one by one, and what is not touched stays."""

from collections.abc import Callable

import pytest

from mscplanner.domain.run import MOST_WITHDRAWALS, Control, Happening, Run, Withdrawal
from mscplanner.planning.arm_edits import (
    lost_at,
    with_control,
    with_new_withdrawal,
    with_withdrawal,
    without_withdrawal,
)
from mscplanner.planning.replanning import wells_lost


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


def test_that_a_record_of_lost_wells_keeps_to_them_whatever_is_put_in_or_taken_away(run: Run) -> None:
    lost = wells_lost(wells_lost(with_new_withdrawal(run), 5, 4), 6, 2)
    fewer = without_withdrawal(lost, 0)
    assert [fewer.withdrawals[lost_at(fewer, each) or 0].wells for each in fewer.happened] == [4, 2]
    corrected = wells_lost(without_withdrawal(fewer, 0), 8, 7)
    assert [(each.day, lost_at(corrected, each)) for each in corrected.happened] == [(6, 0), (8, 1)]
    assert len({each.name for each in corrected.withdrawals}) == 2


def test_that_a_record_of_an_older_document_knows_its_wells_by_position(run: Run) -> None:
    old = run.model_copy(
        update={
            "withdrawals": (Withdrawal(day=2, wells=1), Withdrawal(day=5, wells=4), Withdrawal(day=6, wells=2)),
            "happened": tuple(
                Happening(kind="lost", day=day, planned_day=day, fill=at) for at, day in ((1, 5), (2, 6))
            ),
        }
    )
    assert [lost_at(old, each) for each in old.happened] == [1, 2]
    assert [lost_at(without_withdrawal(old, 0), each) for each in without_withdrawal(old, 0).happened] == [0, 1]
    without = without_withdrawal(old, 1)
    assert [(each.day, lost_at(without, each)) for each in without.happened] == [(6, 1)]
