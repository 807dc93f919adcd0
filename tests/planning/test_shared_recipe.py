"""The recipe of what runs make together: the whole of it in date, dose and volume."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from mscplanner.domain.quantity import total
from mscplanner.domain.run import Run, Stock
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.planning.shared_preparation import SharedPreparation, preparations_of, shared_preparations
from mscplanner.planning.shared_recipe import recipe_text, shared_recipe

Runs = Callable[[str], Run]


def two(run: Run) -> tuple[Plan, list[SharedPreparation]]:
    plans = [plan(run.model_copy(update={"number": number})) for number in ("R-1", "R-2")]
    return plans[0], list(shared_preparations(each for one in plans for each in preparations_of(one)))


def test_that_it_gives_as_much_as_the_runs_make_apart_at_the_same_doses(run_of: Runs) -> None:
    first, shared = two(run_of("bm-msc-three-step"))
    made = {each: shared_recipe(each, first) for each in shared}
    recipes = {each: recipe for each, recipe in made.items() if recipe}
    assert {each.kind for each in recipes} == {"make-medium", "complete-medium"}
    for each, recipe in recipes.items():
        assert each.amount <= recipe.recipe.total.base < each.amount * Decimal("1.01")
        assert total(line.add for line in recipe.recipe.lines if line.add).same(recipe.recipe.total)
        assert all(abs(line.error_percent) <= 2 for line in recipe.recipe.lines if line.error_percent is not None)


def test_that_other_work_and_other_runs_have_no_recipe(run_of: Runs) -> None:
    first, shared = two(run_of("bm-msc-three-step"))
    thaw = next(each for each in shared if each.kind == "thaw")
    making = next(each for each in shared if each.kind == "make-medium")
    assert recipe_text(thaw, first) is None
    assert recipe_text(making, plan(first.run.model_copy(update={"number": "R-3"}))) is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Recipe: S2 79.2 mL, bFGF (FGF-2) 15.84 µL"),
        ("zh", "配方：S2 79.2 mL、bFGF (FGF-2) 15.84 µL"),
    ],
)
def test_that_it_is_told_in_one_line(run_of: Runs, language: str, said: str) -> None:
    first, shared = two(run_of("bm-msc-three-step"))
    on_d4 = next(each for each in shared if each.kind == "complete-medium" and each.date == date(2026, 12, 11))
    told = recipe_text(on_d4, first)
    assert told
    assert told.written("zh" if language == "zh" else "en") == said


def test_that_dilutions_come_first(run_of: Runs) -> None:
    neat = Stock(reagent="2-mercaptoethanol", strength="neat")
    little = {"count": 1, "well_volume": "0.5 mL", "stocks": (neat,)}
    first, shared = two(run_of("bm-msc-three-step").model_copy(update=little))
    told = recipe_text(next(each for each in shared if each.kind == "make-medium"), first)
    assert told
    text = told.written("en")
    assert text.startswith("First I1: ")
    assert "from I1" in text
