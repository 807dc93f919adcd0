"""Volumes of a medium: they add up, pipettes take them, and they give the dose."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Stage, StageMedium
from mscplanner.domain.quantity import Quantity, format_quantity, total, volume
from mscplanner.domain.run import Stock
from mscplanner.planning.recipes import Recipe, as_pipetted, parts_of, recipe

# A falsifying example names its lab, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

# Doses that the catalogue's usual stocks reach, together below the whole volume.
DOSES = {
    "nicotinamide": ("mmol/L", 20),
    "l-glutamine": ("mmol/L", 8),
    "bfgf": ("ng/mL", 100),
    "activin-a": ("ng/mL", 100),
    "egf": ("ng/mL", 100),
    "exendin-4": ("nmol/L", 100),
    "fbs": ("% v/v", 20),
    "b27-50x": ("% v/v", 4),
    "retinoic-acid": ("µmol/L", 10),
}


FOUR_DIGITS = Decimal("0.0006")


def stage_with(*additions: Addition, basal: str | None = "dmem-high-glucose") -> Stage:
    medium = StageMedium(basal=basal) if basal else None
    return Stage(id="s", title=LocalText(plain="S"), duration="2 d", medium=medium, additions=additions)


def mixed(lab: Lab, stage: Stage, millilitres: Decimal | int, stocks: tuple[Stock, ...] = ()) -> Recipe:
    return recipe(stage, parts_of(stage, lab, stocks), volume(millilitres), lab)


def step_of(lab: Lab, amount: Quantity) -> Decimal:
    pipettes = lab.settings.pipettes
    return next(each.step.base for each in pipettes if each.smallest.base <= amount.base <= each.largest.base)


@st.composite
def media(draw: Any) -> Stage:
    names = draw(st.lists(st.sampled_from(sorted(DOSES)), unique=True, min_size=1, max_size=7))
    additions = []
    for name in names:
        unit, most = DOSES[name]
        amount = draw(st.decimals(min_value=Decimal("0.1"), max_value=most, places=1))
        additions.append(Addition(reagent=name, final=f"{amount:f} {unit}"))
    return stage_with(*additions)


@given(media(), st.integers(min_value=3, max_value=900))
def test_that_volumes_add_up_to_the_total_exactly(lab: Lab, stage: Stage, millilitres: int) -> None:
    lines = mixed(lab, stage, millilitres).lines
    assert lines[0].basal
    assert total(line.add for line in lines if line.add).base == millilitres


@given(media(), st.integers(min_value=3, max_value=900))
def test_that_the_dose_is_reached_within_half_a_step_of_the_pipette(lab: Lab, stage: Stage, millilitres: int) -> None:
    parts = {part.key: part for part in parts_of(stage, lab)}
    for line in mixed(lab, stage, millilitres).lines:
        if line.add is None or line.achieved is None or line.final is None or line.stock is None:
            continue
        part, stock = parts[line.reagent].share, parts[line.reagent].stock
        assert isinstance(part, Decimal)
        assert stock
        exact = volume(part * millilitres * stock.base / line.stock.base)
        if exact.base >= Decimal("0.0005"):
            assert abs(line.add.base - exact.base) <= step_of(lab, exact) / 2
        assert abs(line.achieved.base / line.final.base - line.add.base / exact.base) <= FOUR_DIGITS


@given(media(), st.integers(min_value=3, max_value=900))
def test_that_intermediates_lift_tiny_volumes_and_give_the_same_dose(lab: Lab, stage: Stage, millilitres: int) -> None:
    done = mixed(lab, stage, millilitres)
    parts = {part.key: part for part in parts_of(stage, lab)}
    for each in done.intermediates:
        line = next(line for line in done.lines if line.intermediate == each.code)
        stock = parts[each.reagent].stock
        assert stock
        assert each.take.base + each.diluent_volume.base == 1
        assert each.strength.base == stock.base * each.take.base
        assert each.take.base >= lab.settings.smallest_volume.base
        assert line.add
        assert line.add.base >= 4 * lab.settings.smallest_volume.base - step_of(lab, line.add)
        part = parts[each.reagent].share
        assert isinstance(part, Decimal)
        wanted = part * millilitres  # of the stock itself
        assert abs(line.add.base * each.take.base / wanted - 1) <= step_of(lab, line.add) / line.add.base


def test_that_the_order_is_basal_then_large_to_small_then_dark(lab: Lab) -> None:
    stage = stage_with(
        Addition(reagent="retinoic-acid", final="1 µmol/L"),
        Addition(reagent="bfgf", final="20 ng/mL"),
        Addition(reagent="nicotinamide", final="10 mmol/L"),
    )
    lines = mixed(lab, stage, 100).lines
    assert [line.reagent for line in lines] == ["dmem-high-glucose", "nicotinamide", "bfgf", "retinoic-acid"]
    assert [line.protect_from_light for line in lines] == [False, False, False, True]


def test_that_a_known_medium_has_its_known_volumes(lab: Lab) -> None:
    stage = stage_with(Addition(reagent="b27", final="2 %"), Addition(reagent="nicotinamide", final="10 mmol/L"))
    adds = {line.reagent: format_quantity(line.add) for line in mixed(lab, stage, 40).lines if line.add}
    assert adds == {"dmem-high-glucose": "38.8 mL", "b27-50x": "800 µL", "nicotinamide": "400 µL"}


def test_that_an_unknown_amount_leaves_the_basal_medium_open(lab: Lab) -> None:
    stage = stage_with(Addition(reagent="b27-50x"), Addition(reagent="nicotinamide", final="10 mmol/L"))
    lines = {line.reagent: line for line in mixed(lab, stage, 40).lines}
    assert lines["b27-50x"].add is None
    assert lines["dmem-high-glucose"].add is None
    assert lines["nicotinamide"].add == Quantity(value=Decimal(400), unit="µL")


def test_that_a_stock_too_weak_leaves_its_volume_open(lab: Lab) -> None:
    stage = stage_with(Addition(reagent="egf", final="20 ng/mL"))
    lines = mixed(lab, stage, 10, (Stock(reagent="egf", strength="10 ng/mL"),)).lines
    assert [line.add for line in lines] == [None, None]


def test_that_a_dilution_needs_no_known_stock(lab: Lab) -> None:
    lines = mixed(lab, stage_with(Addition(reagent="antibody X", final="1:1000")), 10).lines
    assert [format_quantity(line.add) for line in lines if line.add] == ["9.99 mL", "10 µL"]
    assert lines[1].achieved == Quantity(value=Decimal(1000), unit="1:n")


def test_that_a_confirmed_stock_takes_the_place_of_the_usual_one(lab: Lab) -> None:
    stage = stage_with(Addition(reagent="nicotinamide", final="10 mmol/L"))
    usual, own = mixed(lab, stage, 40), mixed(lab, stage, 40, (Stock(reagent="nicotinamide", strength="0.5 M"),))
    assert (usual.lines[1].assumed, own.lines[1].assumed) == (True, False)
    assert format_quantity(own.lines[1].add or volume(0)) == "800 µL"


def test_that_a_stock_that_cannot_be_lifted_is_told(lab: Lab) -> None:
    stage = stage_with(Addition(reagent="bfgf", final="1 pg/mL"))
    assert mixed(lab, stage, 3, (Stock(reagent="bfgf", strength="100 mg/mL"),)).too_small == ("bfgf",)


def test_that_the_same_reagent_twice_has_two_keys(lab: Lab) -> None:
    stage = stage_with(Addition(reagent="fbs", final="1 %"), Addition(reagent="FBS", final="2 %"))
    assert [part.key for part in parts_of(stage, lab)] == ["fbs", "fbs#2"]


def test_that_a_stage_without_basal_medium_has_no_fill_up(lab: Lab) -> None:
    lines = mixed(lab, stage_with(Addition(reagent="fbs", final="1 %"), basal=None), 10).lines
    assert [(line.reagent, line.basal) for line in lines] == [("fbs", False)]


@given(st.decimals(min_value=Decimal("0.0005"), max_value=Decimal(1000), places=6))
def test_that_pipetted_volumes_are_whole_steps_next_to_the_exact_one(lab: Lab, millilitres: Decimal) -> None:
    exact = volume(millilitres)
    step = step_of(lab, exact)
    taken = as_pipetted(exact, lab.settings.pipettes)
    assert taken.base % step == 0
    assert abs(taken.base - millilitres) <= step / 2
