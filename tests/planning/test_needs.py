"""What a run takes in all is what its recipes take."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from mscplanner.domain.quantity import format_quantity, total
from mscplanner.domain.run import Control, Happening, Run, Stock, Withdrawal
from mscplanner.library.templates import template_ids
from mscplanner.planning.needs import uses_of
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.replanning import day_done

Runs = Callable[[str], Run]


def amounts(planned: Plan) -> dict[str, str]:
    return {need.reagent: format_quantity(need.amount) for need in planned.needs}


@pytest.mark.parametrize("template_id", template_ids())
def test_that_needs_are_the_sum_over_all_recipes(run_of: Runs, template_id: str) -> None:
    controls = (Control(kind="uninduced"), Control(kind="vehicle"))
    planned = plan(run_of(template_id).model_copy(update={"controls": controls}))
    lines = [line for batch in planned.media for line in batch.lines if line.add and not line.intermediate]
    filled = [batch for batch in planned.media if any(line.basal and line.add for line in batch.recipe)]
    dilutions = [each.take for batch in planned.media for each in batch.dilutions if not each.source]
    dilutions += [each.diluent_volume for batch in filled for each in batch.dilutions]
    by_hand = total([*(line.add for line in lines if line.add), *dilutions]).base
    assert total(need.amount for need in planned.needs if not need.rinse).base == by_hand


def test_that_a_portion_of_a_batch_is_no_need(run_of: Runs) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    assert "S2-1" not in amounts(planned)
    assert amounts(planned)["bfgf"] == "47.52 µL"


def test_that_a_need_knows_its_first_and_last_day(run_of: Runs) -> None:
    needs = {need.reagent: (need.first_day, need.last_day) for need in plan(run_of("bm-msc-three-step")).needs}
    assert needs["bfgf"] == (2, 16)
    assert needs["activin-a"] == (10, 10)


def test_that_a_powder_is_needed_as_a_mass(run_of: Runs) -> None:
    powder = Stock(reagent="nicotinamide", strength="powder")
    planned = plan(run_of("bm-msc-three-step").model_copy(update={"stocks": (powder,)}))
    need = next(each for each in planned.needs if each.reagent == "nicotinamide")
    assert (need.powder, need.stock) == (True, None)
    # 10 mmol/L × 0.159 L × 122.12 g/mol
    assert abs(need.amount.base - Decimal("0.1942")) < Decimal("0.001")


def test_that_rinses_are_needed_once_a_stage_and_well(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    rinse = next(each for each in plan(run).needs if each.rinse)
    assert (rinse.reagent, format_quantity(rinse.amount)) == ("pbs", "54 mL")
    fewer = run.model_copy(update={"withdrawals": (Withdrawal(day=5, wells=9),)})
    assert format_quantity(next(each for each in plan(fewer).needs if each.rinse).amount) == "45 mL"


def test_that_a_lab_that_does_not_rinse_needs_no_buffer(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    settings = run.lab.settings.model_copy(update={"rinses_at_start": 0})
    dry = run.model_copy(update={"lab": run.lab.model_copy(update={"settings": settings})})
    assert "pbs" not in amounts(plan(dry))


def test_that_a_use_names_its_batch_and_day(run_of: Runs) -> None:
    uses = [use for use in uses_of(plan(run_of("bm-msc-three-step")).media) if use.line.reagent == "bfgf"]
    assert [(use.day, use.batch) for use in uses[:2]] == [(2, "S2-1"), (4, "S2-1")]


def test_that_a_dilution_takes_its_tube_once_and_its_diluent(run_of: Runs) -> None:
    neat = Stock(reagent="2-mercaptoethanol", strength="neat")
    made = plan(run_of("bm-msc-three-step").model_copy(update={"count": 1, "stocks": (neat,)}))
    batch = made.media[0]
    fill = next(line.add.base for line in batch.recipe if line.basal and line.add)
    (dilution,) = batch.intermediates
    assert [(use.line.reagent, use.amount) for use in uses_of((batch,))] == [
        ("dmem-high-glucose", fill),
        ("2-mercaptoethanol", dilution.take.base),
        ("dmem-high-glucose", dilution.diluent_volume.base),
    ]


def test_that_the_diluent_of_a_completion_is_the_basal_medium_of_its_batch(run_of: Runs) -> None:
    strong = Stock(reagent="bfgf", strength="5 mg/mL")
    made = plan(run_of("bm-msc-three-step").model_copy(update={"stocks": (strong,)}))
    dilutions = [each for batch in made.media for each in batch.dilutions]
    assert dilutions
    basal = next(need for need in made.needs if need.basal)
    fills = sum(line.add.base for batch in made.media for line in batch.recipe if line.basal and line.add)
    assert basal.amount.base == fills + sum(each.diluent_volume.base for each in dilutions)


def done_up_to(run: Run, day: int) -> Run:
    """Return ``run`` with every day up to ``D{day}`` done as planned."""
    planned = plan(run)
    for each in planned.working_days:
        if each.number <= day:
            run = day_done(run, planned, each.number)
    return run


def test_that_what_was_made_and_given_is_not_needed_any_more(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    whole, after = plan(run), plan(done_up_to(run, 4))
    by_hand: dict[str, Decimal] = {}
    for use in uses_of(whole.media):
        # S1-1 and S2-1 were made; of what completes S2-1, that of D2 and D4 was given.
        behind = use.day <= 4 if use.completing else use.batch in ("S1-1", "S2-1")
        if not behind:
            by_hand[use.line.reagent] = by_hand.get(use.line.reagent, Decimal(0)) + use.amount
    assert {need.reagent: need.amount.base for need in after.needs if not need.rinse} == by_hand
    bfgf = next(need for need in after.needs if need.reagent == "bfgf")
    assert (bfgf.first_day, bfgf.last_day) == (6, 16)
    # Of the rinses at the start of three stages one is left.
    assert [format_quantity(need.amount) for need in after.needs if need.rinse] == ["18 mL"]


def test_that_a_run_that_is_done_needs_nothing(run_of: Runs) -> None:
    assert plan(done_up_to(run_of("bm-msc-three-step"), 18)).needs == ()


def test_that_a_batch_made_on_another_day_than_planned_counts_as_made(run_of: Runs) -> None:
    made = Happening(kind="made", day=-1, planned_day=0, batch="S2-1", uses=(2, 4, 6))
    run = run_of("bm-msc-three-step")
    before, after = plan(run), plan(run.model_copy(update={"happened": (made,)}))
    assert after.media[1].made_on_day == -1
    taken = [sum(need.amount.base for need in each.needs if need.reagent == "b27-50x") for each in (before, after)]
    assert taken[1] < taken[0]


def test_that_a_new_batch_with_the_number_of_a_spoilt_one_is_needed(run_of: Runs) -> None:
    # What was made a month ago is out of date: another S1-1 is made.
    made = Happening(kind="made", day=-30, planned_day=-30, batch="S1-1", uses=(0,))
    run = run_of("bm-msc-three-step")
    after = plan(run.model_copy(update={"happened": (made,)}))
    assert [batch.made_on_day for batch in after.media if batch.id == "S1-1"] == [0]
    assert amounts(after) == amounts(plan(run))
