"""What a source prints is quoted whole, and a changed recipe is not called the printed one."""

from collections.abc import Callable

import pytest

from mscplanner.domain.run import Run
from mscplanner.planning.printed import follows_source, printed_texts
from mscplanner.planning.protocol_edits import (
    add_addition,
    move_stage,
    remove_addition,
    set_addition,
    set_stage,
    variant_of,
)


@pytest.fixture
def run(run_of: Callable[[str], Run]) -> Run:
    run = run_of("bm-msc-three-step")
    return run.model_copy(update={"protocol": variant_of(run.protocol, ()), "parent": run.protocol})


def test_that_an_unchanged_copy_follows_its_source(run: Run) -> None:
    assert all(follows_source(run, stage.id) for stage in run.protocol.stages)
    moved = run.model_copy(update={"protocol": move_stage(run.protocol, 0, 2)})
    assert follows_source(moved, "step-1")


def test_that_another_dose_reagent_or_medium_does_not(run: Run) -> None:
    for changed in (
        set_addition(run.protocol, 1, 0, "final", "2 % v/v", run.lab),
        add_addition(run.protocol, 1, 0, "EGF", "20 ng/mL"),
        remove_addition(run.protocol, 1, 0),
        set_stage(run.protocol, 1, "basal", "RPMI 1640"),
    ):
        after = run.model_copy(update={"protocol": changed})
        assert not follows_source(after, "step-2")
        assert follows_source(after, "step-1")


def test_that_what_a_run_leaves_out_is_still_quoted(run: Run) -> None:
    after = run.model_copy(update={"protocol": remove_addition(run.protocol, 1, 3)})
    assert printed_texts(after, "step-2") == printed_texts(run, "step-2")


def test_that_a_variant_whose_parent_is_not_known_is_not_called_printed(run: Run) -> None:
    assert not follows_source(run.model_copy(update={"parent": None}), "step-1")
