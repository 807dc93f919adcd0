"""The whole plan of a run, above all of the three rows of Table 1."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mscplanner.domain.finding import Finding
from mscplanner.domain.quantity import format_quantity, total
from mscplanner.domain.run import Run, Stock
from mscplanner.library.templates import template_ids
from mscplanner.planning.edits import apply_fix
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan

RETINOIC_ACID = ("stages", "step-1", "additions", "retinoic-acid")


def codes_of(findings: tuple[Finding, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.code, finding.place) for finding in findings]


def kinds_on(planned: Plan, day: int) -> list[str]:
    return [task.kind for task in planned.days[day].tasks]


def test_that_the_reading_of_retinoic_acid_is_offered_and_not_applied(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("uc-msc-three-step"))
    error = planned.findings[0]
    assert [fix.edit.value for fix in error.fixes] == ["1 µmol/L"]
    assert planned.run.protocol.stages[0].additions[1].final == "6 mmol/L"
    finals = {line.reagent: line.final for line in planned.media[0].recipe}
    assert finals["retinoic-acid"]
    assert format_quantity(finals["retinoic-acid"]) == "6 mmol/L"
    assert planned.has_errors


def test_that_the_reading_once_taken_is_a_warning_of_its_own(run_of: Callable[[str], Run]) -> None:
    run = run_of("uc-msc-three-step")
    planned = plan(apply_fix(run, plan(run).findings[0].fixes[0]))
    assert ("W-READING", RETINOIC_ACID) in codes_of(planned.findings)
    assert not planned.has_errors


def test_that_bm_is_harvested_on_d18_on_christmas_day(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    assert planned.last_day
    assert (planned.last_day.label, planned.last_day.date) == ("D18", date(2026, 12, 25))
    assert planned.last_day.tasks[-1].kind == "harvest"
    assert [day.number for day in planned.working_days] == [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]


def test_that_medium_is_made_before_it_is_given(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    assert kinds_on(planned, 2) == ["thaw", "thaw", "make-medium", "complete-medium", "start-stage"]
    assert kinds_on(planned, 4) == ["thaw", "warm", "complete-medium", "change-medium"]


def test_that_what_destroys_the_cells_comes_after_what_needs_them(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    destructive = [task.destructive for task in planned.days[18].tasks if task.kind == "readout"]
    assert destructive == sorted(destructive)
    assert set(destructive) == {True, False}


@pytest.mark.parametrize("template_id", template_ids())
def test_that_every_feed_names_a_batch_that_is_in_date(run_of: Callable[[str], Run], template_id: str) -> None:
    planned = plan(run_of(template_id))
    for day in planned.days:
        for task in day.tasks:
            if task.kind in ("start-stage", "change-medium"):
                batch = planned.batch(task.batch)
                assert batch
                assert batch.made_on <= day.date <= batch.use_by


@pytest.mark.parametrize("template_id", template_ids())
def test_that_days_are_whole_and_in_order(run_of: Callable[[str], Run], template_id: str) -> None:
    run = run_of(template_id)
    days = plan(run).days
    assert [day.number for day in days] == list(range(len(days)))
    assert all(day.date == run.start + timedelta(days=day.number) for day in days)


@pytest.mark.parametrize("template_id", ["bm-msc-three-step", "uc-msc-15-day-reading", "adsc-three-step"])
def test_that_recipes_add_up_and_needs_are_their_sum(run_of: Callable[[str], Run], template_id: str) -> None:
    planned = plan(run_of(template_id))
    for batch in planned.media:
        assert batch.complete
        assert total(line.add for line in batch.recipe if line.add).base == batch.volume.base
    basal = total(line.add for batch in planned.media for line in batch.recipe if line.add and line.basal)
    assert total(need.amount for need in planned.needs if need.basal).base == basal.base


def test_that_a_need_is_the_stock_taken_and_not_its_dilution(run_of: Callable[[str], Run]) -> None:
    strong = (Stock(reagent="egf", strength="100 mg/mL"),)
    planned = plan(run_of("uc-msc-15-day-reading").model_copy(update={"count": 1, "stocks": strong}))
    (lifted,) = [each for batch in planned.media for each in batch.intermediates]
    need = next(need for need in planned.needs if need.reagent == "egf")
    assert need.stock
    assert format_quantity(need.stock.to("mg/mL")) == "100 mg/mL"
    assert need.amount.base == lifted.take.base


def test_that_an_open_amount_leaves_its_need_open(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("adsc-one-step"))
    assert {need.reagent for need in planned.needs} >= {"nicotinamide", "activin-a"}
    assert not {need.reagent for need in planned.needs} & {"b27-50x", "n2-100x", "dmem-f12"}
    assert not any(batch.complete for batch in planned.media)


def test_that_a_protocol_that_cannot_be_dated_has_no_days_but_findings(run_of: Callable[[str], Run]) -> None:
    planned = plan(run_of("adsc-mir-375"))
    assert (planned.days, planned.media, planned.last_day) == ((), (), None)
    assert planned.has_errors


def test_that_the_same_run_has_the_same_plan(run_of: Callable[[str], Run]) -> None:
    assert plan(run_of("uc-msc-three-step")) == plan(run_of("uc-msc-three-step"))


def test_that_a_stage_of_hours_names_its_hour(run_of: Callable[[str], Run]) -> None:
    run = run_of("uc-msc-three-step")
    first, *rest = run.protocol.stages
    stages = (first.model_copy(update={"duration": "10 h"}), *rest)
    protocol = run.protocol.model_copy(update={"stages": stages})
    tasks = [task.text.written("en") for task in plan(run.model_copy(update={"protocol": protocol})).days[0].tasks]
    assert "Start S2, 36 mL, 10 h after the hour of D0" in tasks
