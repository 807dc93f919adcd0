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
from mscplanner.planning.parts import parts_of
from mscplanner.planning.pipetting import is_on_step, pipette_step
from mscplanner.planning.recipes import Recipe, Source, addition_lines, completion, recipe

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
def test_that_volumes_add_up_to_the_total_and_the_fill_up_is_pipetted(lab: Lab, stage: Stage, millilitres: int) -> None:
    done = mixed(lab, stage, millilitres)
    fill = done.lines[0]
    assert fill.basal
    assert fill.add
    assert is_on_step(fill.add, lab.settings.pipettes)
    assert total(line.add for line in done.lines if line.add).base == done.total.base
    step = pipette_step(fill.add, lab.settings.pipettes)
    assert step
    # A step less of the basal medium is less of everything.
    others = sum(pipette_step(each.exact, lab.settings.pipettes) or Decimal(0) for each in done.lines if each.exact)
    assert abs(done.total.base - millilitres) <= step * millilitres / fill.add.base + others


@given(media(), st.integers(min_value=3, max_value=900))
def test_that_no_dose_misses_by_more_than_the_steps_of_its_pipettes(lab: Lab, stage: Stage, millilitres: int) -> None:
    done = mixed(lab, stage, millilitres)
    for line in done.lines:
        if line.add is None or line.exact is None or line.error_percent is None:
            continue
        step = pipette_step(line.exact, lab.settings.pipettes)
        if step and line.exact.base >= lab.settings.smallest_volume.base:
            own = step / 2 / line.exact.base
            # The others' steps change the total a little, too.
            others = sum(
                pipette_step(each.exact, lab.settings.pipettes) or Decimal(0) for each in done.lines if each.exact
            )
            assert abs(line.error_percent) / 100 <= own + others / done.total.base


@given(media(), st.integers(min_value=3, max_value=900))
def test_that_the_achieved_dose_is_what_the_volumes_give(lab: Lab, stage: Stage, millilitres: int) -> None:
    done = mixed(lab, stage, millilitres)
    parts = {part.key: part for part in parts_of(stage, lab)}
    for line in done.lines:
        if line.add is None or line.achieved is None or line.final is None:
            continue
        share = parts[line.key].share
        assert isinstance(share, Decimal)
        given_back = line.add.base / done.total.base / share
        assert abs(line.achieved.base / line.final.base - given_back) <= FOUR_DIGITS * max(given_back, Decimal(1))


def test_that_the_order_is_basal_then_large_to_small_then_what_light_or_heat_spoils(lab: Lab) -> None:
    stage = stage_with(
        Addition(reagent="retinoic-acid", final="1 µmol/L"),
        Addition(reagent="2-mercaptoethanol", final="0.5 mmol/L"),
        Addition(reagent="egf", final="20 ng/mL"),
        Addition(reagent="nicotinamide", final="10 mmol/L"),
    )
    lines = mixed(lab, stage, 100).lines
    assert [line.reagent for line in lines] == [
        "dmem-high-glucose",
        "nicotinamide",
        "egf",
        "2-mercaptoethanol",
        "retinoic-acid",
    ]
    assert [line.protect_from_light or line.heat_sensitive for line in lines] == [False, False, False, True, True]


def test_that_a_known_medium_has_its_known_volumes(lab: Lab) -> None:
    stage = stage_with(Addition(reagent="b27", final="2 %"), Addition(reagent="nicotinamide", final="10 mmol/L"))
    done = mixed(lab, stage, 40)
    adds = {line.reagent: format_quantity(line.add) for line in done.lines if line.add}
    assert adds == {"dmem-high-glucose": "38.8 mL", "b27-50x": "800 µL", "nicotinamide": "400 µL"}
    assert done.total == volume(40)


@given(media(), st.integers(min_value=3, max_value=900))
def test_that_what_must_be_there_is_never_undercut(lab: Lab, stage: Stage, millilitres: int) -> None:
    done = recipe(stage, parts_of(stage, lab), volume(millilitres), lab, least=volume(millilitres))
    others = sum(pipette_step(line.exact, lab.settings.pipettes) or Decimal(0) for line in done.lines[1:] if line.exact)
    assert done.total.base >= millilitres - others


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
    assert [format_quantity(line.add) for line in lines if line.add] == ["10 mL", "10.02 µL"]
    assert lines[1].achieved == Quantity(value=Decimal(999), unit="1:n")


def test_that_a_confirmed_stock_takes_the_place_of_the_usual_one(lab: Lab) -> None:
    stage = stage_with(Addition(reagent="nicotinamide", final="10 mmol/L"))
    usual, own = mixed(lab, stage, 40), mixed(lab, stage, 40, (Stock(reagent="nicotinamide", strength="0.5 M"),))
    assert (usual.lines[1].assumed, own.lines[1].assumed) == (True, False)
    assert format_quantity(own.lines[1].add or volume(0)) == "800 µL"


def test_that_a_powder_is_weighed_and_takes_no_volume(lab: Lab) -> None:
    stage = stage_with(Addition(reagent="nicotinamide", final="10 mmol/L"))
    done = mixed(lab, stage, 500, (Stock(reagent="nicotinamide", strength="powder"),))
    powder = done.lines[1]
    assert (powder.powder, powder.stock) == (True, None)
    assert powder.add == Quantity(value=Decimal("610.6"), unit="mg")
    assert done.total == volume(500)
    assert powder.achieved == Quantity(value=Decimal(10), unit="mmol/L")


def test_that_a_powder_without_a_molar_mass_has_no_mass(lab: Lab) -> None:
    stage = stage_with(Addition(reagent="unobtainium", final="10 mmol/L"))
    lines = mixed(lab, stage, 500, (Stock(reagent="unobtainium", strength="powder"),)).lines
    assert [line.add for line in lines] == [None, None]


def test_that_a_stage_without_basal_medium_has_no_fill_up(lab: Lab) -> None:
    lines = mixed(lab, stage_with(Addition(reagent="fbs", final="1 %"), basal=None), 10).lines
    assert [(line.reagent, line.basal) for line in lines] == [("fbs", False)]


def test_that_a_medium_to_be_completed_is_stronger_by_what_comes_later(lab: Lab) -> None:
    stage = stage_with(Addition(reagent="nicotinamide", final="10 mmol/L"))
    parts = parts_of(stage, lab)
    base = recipe(stage, parts, volume(100), lab, later=Decimal("0.5"))
    assert format_quantity(base.lines[1].add or volume(0)) == "2 mL"
    assert base.lines[1].achieved == Quantity(value=Decimal(10), unit="mmol/L")


def test_that_a_completion_adds_up_from_the_portion_on(lab: Lab) -> None:
    parts = parts_of(stage_with(Addition(reagent="fbs", final="10 % v/v")), lab)
    done = completion("S1-1", LocalText(plain="S1-1"), parts, volume(9), lab)
    assert [(line.reagent, format_quantity(line.add)) for line in done.lines if line.add] == [
        ("S1-1", "9 mL"),
        ("fbs", "1 mL"),
    ]
    assert done.total == volume(10)


def test_that_a_dilution_is_taken_in_place_of_its_tube(lab: Lab) -> None:
    parts = parts_of(stage_with(Addition(reagent="egf", final="20 ng/mL")), lab)
    done = recipe(stage_with(), parts, volume(10), lab, sources={"egf": Source(code="I1", factor=Decimal(100))})
    line = done.lines[1]
    assert (line.intermediate, format_quantity(line.stock or volume(0))) == ("I1", "1 µg/mL")
    assert format_quantity(line.tube or volume(0)) == "100 µg/mL"
    assert format_quantity(line.add or volume(0)) == "200 µL"


def test_that_a_read_back_names_the_dilution_it_needs(lab: Lab) -> None:
    stage = stage_with(Addition(reagent="exendin-4", final="1 nmol/L"))
    (line,), (made,) = addition_lines(stage, parts_of(stage, lab), volume(10), lab)
    assert line.intermediate == made.code == "I1"
    assert made.take.base + made.diluent_volume.base == made.volume.base
