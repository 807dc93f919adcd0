"""Whoever works the book page by page has thawed and warmed what a page takes when it asks for it."""

from collections.abc import Callable

from mscplanner.planning.plan import Plan
from mscplanner.planning.readied import readied_for
from mscplanner.sheets.dilution_table import mixed_in

PlanOf = Callable[..., Plan]
PagesOf = Callable[..., list[str]]


def above_recipe(text: str) -> str:
    ends = [text.index(part) for part in ("A Recipe", "A Intermediate") if part in text]
    return text[: min(ends)]


def test_that_a_part_added_fresh_and_its_batch_are_readied_above_the_recipe(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S2-1/D4")
    assert above_recipe(text).endswith("Thaw bFGF (FGF-2): 7.92 µL for D4 Warm 39.6 mL of S2-1 ")


def test_that_tubes_are_counted(whole: Plan, pages_of: PagesOf) -> None:
    assert "Thaw bFGF (FGF-2): 1 × 20 µL, 4.4 µL for D4" in above_recipe(pages_of(whole, "S2-1/D4")[0])


def test_that_a_batch_made_on_a_day_of_its_own_readies_its_parts(plan_of: PlanOf, pages_of: PagesOf) -> None:
    made = plan_of(start=plan_of().run.start.replace(day=9))
    assert "Thaw Nicotinamide: 1.59 mL for D9" in above_recipe(pages_of(made, "S3-1")[0])


def test_that_a_page_without_anything_to_ready_has_no_ticks_for_it(plan_of: PlanOf, pages_of: PagesOf) -> None:
    (text,) = pages_of(plan_of(), "S1-1")
    assert "Thaw" not in text
    assert "Warm" not in text


def test_that_what_two_pages_take_is_readied_on_the_first(whole: Plan) -> None:
    readied = [(mixed.id, task) for mixed in mixed_in(whole) for task in readied_for(whole, mixed)]
    assert len(readied) == len({id(task) for _, task in readied}) > 10
    day = whole.day(0)
    assert day
    (acid,) = (task for task in day.tasks if task.reagent == "retinoic-acid")
    assert [page for page, task in readied if task is acid] == ["S1-1"]


def test_that_each_thing_is_readied_before_the_page_that_takes_it(whole: Plan) -> None:
    for mixed in mixed_in(whole):
        for task in readied_for(whole, mixed):
            if task.kind == "warm":
                assert mixed.recipe[0].base == task.batch
            else:
                assert task.reagent in {line.reagent for line in mixed.recipe}
