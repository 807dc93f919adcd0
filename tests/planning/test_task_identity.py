"""Every task has an identity of its own, and keeps it wherever it goes."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mscplanner.domain.run import Control, Run, Withdrawal
from mscplanner.library.templates import template_ids
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import fed_on, left_out, ways_on
from mscplanner.planning.task_identity import known_tasks

RunOf = Callable[[str], Run]
BOTH = (Control(kind="uninduced"), Control(kind="vehicle"))


def identities(planned: Plan) -> list[str]:
    return [each.identity for each in known_tasks(planned)]


def with_everything(run: Run) -> Run:
    withdrawals = tuple(Withdrawal(day=day, wells=2) for day in (2, 2, 4))
    return run.model_copy(update={"controls": BOTH, "withdrawals": withdrawals})


@pytest.mark.parametrize("template_id", template_ids())
def test_that_each_task_of_a_template_has_an_identity_of_its_own(run_of: RunOf, template_id: str) -> None:
    planned = plan(with_everything(run_of(template_id)))
    known = known_tasks(planned)
    assert [each.task for each in known] == [task for day in planned.working_days for task in day.tasks]
    assert len({each.identity for each in known}) == len(known)


@pytest.mark.parametrize("template_id", template_ids())
def test_that_neither_date_nor_revision_nor_volume_is_part_of_it(run_of: RunOf, template_id: str) -> None:
    run = with_everything(run_of(template_id))
    moved = run.model_copy(update={"start": run.start + timedelta(days=7), "revision": 3, "well_volume": "1.5 mL"})
    assert identities(plan(moved)) == identities(plan(run))


def test_that_changes_are_counted_within_their_stage_and_arm(run_of: RunOf) -> None:
    run = run_of("bm-msc-three-step")
    found = identities(plan(run.model_copy(update={"controls": BOTH})))
    of_step_2 = [each for each in found if each.startswith("change-medium/step-2/")]
    assert of_step_2[:4] == [
        "change-medium/step-2/induced//1",
        "change-medium/step-2/uninduced//1",
        "change-medium/step-2/vehicle//1",
        "change-medium/step-2/induced//2",
    ]


def fills(planned: Plan) -> dict[str, int]:
    return {each.identity: each.day.number for each in known_tasks(planned) if each.task.kind == "change-medium"}


def test_that_fills_that_slip_keep_theirs(run_of: RunOf) -> None:
    before = plan(run_of("bm-msc-three-step"))
    late = fed_on(before.run, before, "step-2", 2, 7)
    (moved,) = (plan(way.run) for way in ways_on(before, late, "step-2", 6, 1) if way.kind == "move-rest")
    on_time = fills(before)
    assert fills(moved) == {identity: day + 1 if day >= 6 else day for identity, day in on_time.items()}
    assert on_time["change-medium/step-2/induced//2"] == 6


def test_that_a_fill_that_is_left_out_leaves_the_others_theirs(run_of: RunOf) -> None:
    before = plan(run_of("bm-msc-three-step"))
    after = plan(left_out(before.run, before, "step-2", 2))
    assert set(fills(before)) - set(fills(after)) == {"change-medium/step-2/induced//2"}
    assert not set(fills(after)) - set(fills(before))


def test_that_a_medium_of_controls_is_told_from_that_of_the_stage(run_of: RunOf) -> None:
    found = identities(plan(run_of("bm-msc-three-step").model_copy(update={"controls": BOTH})))
    assert {"make-medium/step-1/induced//1", "make-medium/step-1/uninduced//1"} <= set(found)
    assert "warm/step-1/uninduced//1" in found


def test_that_an_early_harvest_that_moves_into_another_stage_is_the_same(run_of: RunOf) -> None:
    run = run_of("bm-msc-three-step")
    early, late = (
        identities(plan(run.model_copy(update={"withdrawals": (Withdrawal(day=day, wells=6),)}))) for day in (1, 12)
    )
    assert "withdraw//induced//1" in early
    assert "withdraw//induced//1" in late


def test_that_a_readout_is_known_by_its_name_whatever_stands_before_it(run_of: RunOf) -> None:
    run = run_of("bm-msc-three-step")
    turned = run.protocol.model_copy(update={"readouts": run.protocol.readouts[::-1]})
    both = [plan(each) for each in (run, run.model_copy(update={"protocol": turned}))]
    assert "readout/end/induced/Dithizone staining/1" in identities(both[0])
    assert set(identities(both[0])) == set(identities(both[1]))
