"""A recipe for any volume: it adds up, it suffices, it reaches its doses, and the run stays as it is."""

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.quantity import total, volume
from mscplanner.domain.run import Control, Run, Stock
from mscplanner.planning.edits import confirm_stock
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.volume_recipe import (
    Extent,
    VolumeRecipe,
    extents_of,
    planned_recipe,
    recipe_text,
    volume_recipe,
)

Runs = Callable[[str], Run]


def made(planned: Plan, millilitres: Decimal | str, batch: str = "S3-1", extent: Extent = "whole") -> VolumeRecipe:
    found = volume_recipe(planned, batch, extent, volume(millilitres))
    assert found
    return found


@given(
    st.decimals("0.5", "2000", places=2),
    st.sampled_from(("S1-1", "S2-1", "S3-1")),
    st.sampled_from(("kept", "whole", "completion")),
)
def test_that_any_volume_adds_up_suffices_and_reaches_its_doses(
    run_of: Runs, millilitres: Decimal, batch: str, extent: Extent
) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    if extent not in extents_of(planned, batch):
        extent = "whole"
    found = made(planned, millilitres, batch, extent)
    assert found.complete
    assert found.recipe.total.same(total(line.add for line in found.recipe.lines if line.add))
    assert found.recipe.total.base >= millilitres
    tubes = {each.reagent for each in found.intermediates}
    for line in found.recipe.lines:
        assert (line.key in tubes) == bool(line.intermediate)
        assert line.add
        assert line.basal or line.add.base >= Decimal("0.0005")
        assert line.error_percent is None or abs(line.error_percent) < 5


def test_that_the_batch_is_the_batch_of_the_plan_for_its_volume(run_of: Runs) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    batch = planned.batch("S1-1")
    assert batch
    assert made(planned, batch.wanted.base, "S1-1").recipe.total.base >= batch.wanted.base
    kept = planned.batch("S2-1")
    assert kept
    found = made(planned, kept.wanted.base, "S2-1", "kept")
    assert [(line.reagent, line.final) for line in found.recipe.lines] == [
        (line.reagent, line.final) for line in kept.recipe
    ]


def test_that_the_planned_recipe_is_that_of_the_plan(run_of: Runs) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    batch = planned.batch("S2-1")
    assert batch
    kept, done = (planned_recipe(planned, "S2-1", each) for each in ("kept", "completion"))
    whole = planned_recipe(planned, "S2-1", "whole")
    assert kept
    assert done
    assert whole
    assert (kept.recipe.lines, kept.recipe.total) == (batch.recipe, batch.volume)
    assert (done.recipe.lines, done.recipe.total) == (batch.completions[0].recipe, batch.completions[0].volume)
    assert {line.reagent for line in whole.recipe.lines} == {line.reagent for line in batch.lines}
    assert planned_recipe(planned, "S9-1", "kept") is None


def test_that_what_is_added_fresh_can_be_left_out_or_put_in_at_once(run_of: Runs) -> None:
    planned = plan(run_of("bm-msc-three-step"))
    assert extents_of(planned, "S1-1") == ("whole",)
    assert extents_of(planned, "S2-1") == ("kept", "completion", "whole")
    assert extents_of(planned, "S9-1") == ("whole",)
    names = {
        each: {line.reagent for line in made(planned, "20", "S2-1", each).recipe.lines} for each in ("kept", "whole")
    }
    assert names["whole"] - names["kept"] == {"bfgf"}
    completing = made(planned, "20", "S2-1", "completion").recipe.lines
    assert [line.reagent for line in completing] == ["S2-1", "bfgf"]


def test_that_a_small_volume_gets_a_dilution_of_its_own(run_of: Runs) -> None:
    found = made(plan(run_of("bm-msc-three-step")), "1", "S3-1")
    assert [each.reagent for each in found.intermediates] == ["activin-a", "bfgf"]
    line = next(line for line in found.recipe.lines if line.key == "activin-a")
    assert (line.intermediate, line.stock) == ("I1", found.intermediates[0].strength)


def test_that_a_medium_of_control_vessels_has_a_recipe_for_any_volume(run_of: Runs) -> None:
    run = run_of("uc-msc-three-step").model_copy(update={"controls": (Control(kind="uninduced"),)})
    found = made(plan(run), "50", "C1-1")
    assert [line.basal for line in found.recipe.lines] == [True, False]


def test_that_a_volume_that_cannot_be_known_is_left_open(run_of: Runs) -> None:
    found = made(plan(run_of("adsc-one-step")), "50", "S1-1")
    assert not found.complete
    assert "not known" in recipe_text(found, "x", "en")


def test_that_there_is_no_recipe_of_a_batch_that_is_not_there(run_of: Runs) -> None:
    assert volume_recipe(plan(run_of("bm-msc-three-step")), "S9-1", "whole", volume(10)) is None


def test_that_the_copied_text_names_every_volume(run_of: Runs) -> None:
    run = confirm_stock(run_of("bm-msc-three-step"), Stock(reagent="nicotinamide", strength="powder"))
    found = made(plan(run), "50", "S3-1")
    text = recipe_text(found, "S3, 50 mL", "en").split("\n")
    assert text[0] == "S3, 50 mL"
    assert "Nicotinamide\tpowder\t10 mmol/L\t61.1 mg" in "\n".join(text)
    assert text[-1].startswith("Total\t\t\t50")
    assert recipe_text(found, "S3", "zh").split("\n")[-1].startswith("合计\t") or "总" in recipe_text(found, "S3", "zh")
