from collections.abc import Callable
from typing import Any

import pytest

from mscplanner.domain.quantity import format_quantity
from mscplanner.domain.run import Stock
from mscplanner.planning.plan import Plan
from mscplanner.planning.planner import plan
from mscplanner.sheets.dilution_table import dilution_made, mixed_in
from mscplanner.sheets.speech import write_volume

PagesOf = Callable[..., list[str]]


def with_dilution(made: Plan, **update: Any) -> Plan:
    """Return the plan with another dilution on the page of S4-1/D9."""
    batch = made.media[-1]
    first, *rest = batch.completions
    changed = first.intermediates[-1].model_copy(update=update)
    first = first.model_copy(update={"intermediates": (*first.intermediates[:-1], changed)})
    return made.model_copy(
        update={"media": (*made.media[:-1], batch.model_copy(update={"completions": (first, *rest)}))}
    )


def test_that_each_step_of_a_dilution_has_its_own_line(two_steps: Plan, pages_of: PagesOf) -> None:
    (text,) = pages_of(two_steps, "S4-1/D9")
    table = text[text.index("Intermediate dilutions, made first") : text.index("Recipe")]
    assert "I1 Exendin-4 tube: 1 mol/L 10 µL 990 µL Low-glucose DMEM 10 mmol/L, 1 mL" in table
    assert "I2 I1 Exendin-4 10 µL 1.99 mL Low-glucose DMEM 50 µmol/L, 2 mL" in table


def test_that_a_dilution_says_what_it_is_for(two_steps: Plan, pages_of: PagesOf) -> None:
    (text,) = pages_of(two_steps, "S4-1/D9")
    assert "mix; for I2 use today only" in text
    assert "mix; for S4-1/D9 use today only" in text


def test_that_a_dilution_that_keeps_says_until_when_and_is_labelled(whole: Plan, pages_of: PagesOf) -> None:
    text = " ".join(pages_of(whole, "S2-1"))
    made = dilution_made(whole, "I1")
    assert made
    assert (made.part, made.dilution.used_for) == ("S2-1", ("S2-1", "S3-1"))
    assert "mix; for S2-1, S3-1 label: I1, use by 2027-01-08" in text
    assert made.dilution.use_by_day == 32


def test_that_figures_of_dilutions_are_those_of_the_plan(whole: Plan, pages_of: PagesOf) -> None:
    for mixed in mixed_in(whole):
        text = " ".join(pages_of(whole, mixed.id))
        for each in mixed.intermediates:
            place = text.index(f"{each.code} {each.source or each.label.written('en')}")
            row = text[place : place + 160]
            assert f"{write_volume(each.take)} {write_volume(each.diluent_volume)}" in row
            assert f"{format_quantity(each.strength)}, {write_volume(each.volume)}" in row


@pytest.mark.parametrize("parts", [("S4-1/D9",), tuple(f"S4-1/D{day}" for day in range(9, 79, 2))])
def test_that_a_dilution_for_many_parts_stays_on_its_page(
    parts: tuple[str, ...], two_steps: Plan, pages_of: PagesOf
) -> None:
    (text,) = pages_of(with_dilution(two_steps, used_for=parts), "S4-1/D9")
    assert f"mix; for {', '.join(parts)} use" in text


def test_that_an_unknown_code_was_made_nowhere(two_steps: Plan) -> None:
    assert dilution_made(two_steps, "I99") is None


def test_that_dilutions_are_in_chinese(two_steps: Plan, pages_of: PagesOf) -> None:
    (text,) = pages_of(two_steps, "S4-1/D9", language="zh")
    assert "原管：1 mol/L" in text
    assert "混匀；用于 S4-1/D9 仅限当日使用" in text


def test_that_the_neat_liquid_is_diluted_from_its_tube(plan_of: Callable[..., Plan], pages_of: PagesOf) -> None:
    run = plan_of().run
    neat = plan(run.model_copy(update={"count": 1, "stocks": (Stock(reagent="2-mercaptoethanol", strength="neat"),)}))
    (text,) = pages_of(neat, "S1-1")
    assert "I1 β-Mercaptoethanol tube: 14.3 mol/L keep cold 50 µL 450 µL High-glucose DMEM 1.43 mol/L, 500 µL" in text
