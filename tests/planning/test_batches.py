"""Makings of a medium: every fill covered once, nothing out of date, nothing made too often, all volumes there."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Stage, StageMedium
from mscplanner.domain.quantity import Quantity, format_quantity, total
from mscplanner.domain.run import Control, Run, Stock, Withdrawal
from mscplanner.planning.plan import MediumBatch, RecipeLine
from mscplanner.planning.planner import plan
from mscplanner.planning.schedule import is_closed

# A falsifying example names its lab, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

MONDAY = date(2026, 12, 7)
Runs = Callable[[str], Run]


def with_settings(lab: Lab, **fields: object) -> Lab:
    return lab.model_copy(update={"settings": lab.settings.model_copy(update=fields)})


def with_life(lab: Lab, days: int) -> Lab:
    return with_settings(lab, shelf_life_days=dict.fromkeys(lab.settings.shelf_life_days, days))


def open_every_day(lab: Lab) -> Lab:
    return with_settings(lab, closed_weekdays=())


def run_with(lab: Lab, *stages: Stage, start: date = MONDAY, **fields: Any) -> Run:
    vessel = lab.vessel("plate-6")
    assert vessel
    protocol = Protocol(id="x", title=LocalText(plain="X"), stages=stages)
    return Run(number="R-1", protocol=protocol, start=start, lab=lab, vessel=vessel).model_copy(update=fields)


def stage_of(days: int, *additions: Addition, name: str = "s", every: int = 2) -> Stage:
    medium = StageMedium(basal="dmem-high-glucose")
    return Stage(
        id=name,
        title=LocalText(plain="S"),
        duration=f"{days} d",
        change=f"every {every} d",
        medium=medium,
        additions=additions,
    )


# EGF is a protein whose stability in medium is not known: it keeps as long as the lab says.
EGF = Addition(reagent="egf", final="20 ng/mL")
BFGF = Addition(reagent="bfgf", final="20 ng/mL")
PULSE = Addition(reagent="retinoic-acid", final="1 µmol/L", once=True)


def made(lab: Lab, *stages: Stage, **fields: Any) -> tuple[MediumBatch, ...]:
    return plan(run_with(lab, *stages, **fields)).media


def dose(line: RecipeLine) -> Decimal:
    assert line.add
    return line.add.base


@given(st.integers(1, 60), st.integers(1, 20), st.integers(1, 30), st.integers(0, 6))
def test_that_every_fill_has_one_batch_that_is_in_date(
    lab: Lab, days: int, every: int, life: int, weekday: int
) -> None:
    start = date(2026, 12, 7 + weekday)
    batches = made(with_life(lab, life), stage_of(days, EGF, every=every), start=start)
    covered = [day for batch in batches for day in batch.feeds]
    assert covered == list(range(0, days, every))
    for batch in batches:
        assert all(batch.made_on_day <= day <= batch.use_by_day for day in batch.feeds)
        assert batch.use_by_day - batch.made_on_day == min(life, 28)
        assert (batch.made_on - start).days == batch.made_on_day


def fewest(feeds: list[int], life: int) -> int:
    """Return by trying all choices of making days how few makings cover ``feeds``."""
    days = range(feeds[0] - life, feeds[-1] + 1)
    for count in range(1, len(feeds) + 1):
        for chosen in combinations(days, count):
            if all(any(0 <= feed - day <= life for day in chosen) for feed in feeds):
                return count
    raise AssertionError(feeds)


@pytest.mark.parametrize("every", [1, 2, 3, 5])
@pytest.mark.parametrize("life", [1, 2, 4, 7, 9])
def test_that_no_other_choice_makes_medium_less_often(lab: Lab, every: int, life: int) -> None:
    batches = made(with_life(lab, life), stage_of(10, EGF, every=every))
    assert len(batches) == fewest(list(range(0, 10, every)), life)


@given(st.integers(0, 6), st.integers(1, 9))
def test_that_nothing_is_made_on_a_closed_day_that_can_be_avoided(lab: Lab, weekday: int, life: int) -> None:
    own = with_life(lab, life)
    start = date(2026, 12, 7 + weekday)
    for batch in made(own, stage_of(14, EGF), start=start):
        reachable = range(batch.feeds[-1] - life, batch.feeds[0] + 1)
        open_days = [day for day in reachable if not is_closed(date.fromordinal(start.toordinal() + day), own)]
        assert batch.made_on_day in open_days or not open_days


def test_that_what_does_not_keep_is_split_off_and_added_on_the_day(lab: Lab) -> None:
    (batch,) = made(lab, stage_of(8, EGF, BFGF))
    assert [line.reagent for line in batch.recipe] == ["dmem-high-glucose", "egf"]
    assert [each.id for each in batch.completions] == ["S1-1/D0", "S1-1/D2", "S1-1/D4", "S1-1/D6"]
    for each in batch.completions:
        assert [(line.reagent, line.base) for line in each.recipe] == [("S1-1", "S1-1"), ("bfgf", "")]


def test_that_a_medium_of_one_fill_is_made_at_once(lab: Lab) -> None:
    (batch,) = made(lab, stage_of(2, EGF, BFGF))
    assert [line.reagent for line in batch.recipe] == ["dmem-high-glucose", "egf", "bfgf"]
    assert batch.completions == ()
    assert batch.use_by_day == 0


def test_that_a_medium_of_nothing_but_fresh_parts_is_made_for_each_fill(lab: Lab) -> None:
    batches = made(lab, stage_of(6, BFGF))
    assert [(batch.made_on_day, batch.feeds) for batch in batches] == [(0, (0,)), (2, (2,)), (4, (4,))]


ADDITIONS = st.lists(
    st.sampled_from(
        [
            EGF,
            BFGF,
            Addition(reagent="fbs", final="10 % v/v"),
            Addition(reagent="b27-50x", final="2 % v/v"),
            Addition(reagent="nicotinamide", final="10 mmol/L"),
            Addition(reagent="l-glutamine", final="2 mmol/L"),
            Addition(reagent="retinoic-acid", final="1 µmol/L"),
            Addition(reagent="2-mercaptoethanol", final="0.5 mmol/L"),
            Addition(reagent="exendin-4", final="10 nmol/L"),
            Addition(reagent="hgf", final="100 pmol/L"),
        ]
    ),
    unique_by=lambda addition: addition.reagent,
    max_size=6,
)


@given(ADDITIONS, st.integers(1, 14), st.integers(1, 12), st.decimals(0, 40, places=1))
def test_that_volumes_add_up_and_suffice(
    lab: Lab, additions: list[Addition], days: int, count: int, over: Decimal
) -> None:
    for batch in made(lab, stage_of(days, *additions), count=count, overage_percent=over):
        assert total(line.add for line in batch.recipe if line.add).base == batch.volume.base
        taken = Decimal(0)
        for each in batch.completions:
            assert total(line.add for line in each.recipe if line.add).base == each.volume.base
            assert each.volume.base >= each.needed.base
            taken += dose(each.recipe[0])
        if batch.completions:
            assert batch.volume.base >= taken
            assert sum(each.needed.base for each in batch.completions) == batch.needed.base
        else:
            assert batch.volume.base >= batch.needed.base * (1 + over / 100)


@given(ADDITIONS, st.integers(1, 14), st.integers(1, 6))
def test_that_concentrations_computed_back_from_the_volumes_are_the_printed_ones(
    lab: Lab, additions: list[Addition], days: int, count: int
) -> None:
    for batch in made(lab, stage_of(days, *additions), count=count):
        for done in batch.completions or (None,):
            portion = dose(done.recipe[0]) / batch.volume.base if done else Decimal(1)
            whole = done.volume.base if done else batch.volume.base
            for line in batch.recipe:
                if not line.basal:
                    check_back(line, dose(line) * portion, whole)
            for line in done.recipe[1:] if done else ():
                check_back(line, dose(line), whole)


def check_back(line: RecipeLine, amount: Decimal, whole: Decimal) -> None:
    assert line.stock
    assert line.final
    assert line.achieved
    assert line.exact
    if line.stock.kind == line.final.kind:
        strength = line.stock.base * amount / whole
        assert abs(strength / line.achieved.base - 1) < Decimal("0.01")
    assert line.error_percent is not None
    assert abs(line.achieved.base / line.final.base - 1 - line.error_percent / 100) < Decimal("0.001")


def test_that_what_is_given_once_is_in_the_first_fill_only(lab: Lab) -> None:
    first, *later = made(lab, stage_of(6, EGF, PULSE))
    assert first.feeds == (0,)
    assert "retinoic-acid" in [line.reagent for line in first.recipe]
    assert [day for batch in later for day in batch.feeds] == [2, 4]
    for batch in later:
        assert [line.reagent for line in batch.recipe] == ["dmem-high-glucose", "egf"]
        assert [label.written("en") for label in batch.without] == ["Retinoic acid"]
    assert first.without == ()


def test_that_the_origin_of_a_volume_can_be_followed(run_of: Runs) -> None:
    batch = plan(run_of("uc-msc-three-step")).media[1]
    assert batch.feeds == (2, 4, 6)
    assert batch.origin.written("en") == (
        "3 vessels × 6 wells × 2 mL × 3 fills = 108 mL, + 10 % (lab setting), rounded up to 119 mL, "
        "as pipetted 118.8138 mL"
    )


def test_that_batches_are_numbered_within_their_medium(run_of: Runs) -> None:
    media = plan(run_of("bm-msc-three-step")).media
    assert [batch.id for batch in media] == ["S1-1", "S2-1", "S3-1"]
    assert [len(batch.completions) for batch in media] == [0, 4, 4]


def test_that_the_bm_row_has_the_recipes_that_were_worked_out_by_hand(run_of: Runs) -> None:
    first, second, third = plan(run_of("bm-msc-three-step")).media
    assert written(first.recipe) == {"dmem-high-glucose": "39.6 mL", "2-mercaptoethanol": "364 µL"}
    assert written(second.recipe) == {
        "dmem-high-glucose": "152.6 mL",
        "neaa-100x": "1.59 mL",
        "b27-50x": "3.2 mL",
        "l-glutamine": "1.59 mL",
    }
    assert written(third.recipe) == {
        "dmem-high-glucose": "154.2 mL",
        "b27-50x": "3.2 mL",
        "nicotinamide": "1.59 mL",
        "activin-a": "15.9 µL",
    }
    assert written(second.completions[0].recipe) == {"S2-1": "39.6 mL", "bfgf": "7.92 µL"}
    assert written(third.completions[3].recipe) == {"S3-1": "39.6 mL", "bfgf": "3.96 µL"}


def written(lines: tuple[RecipeLine, ...]) -> dict[str, str]:
    return {line.reagent: format_quantity(line.add) for line in lines if line.add}


def test_that_the_neat_liquid_comes_out_as_an_intermediate_dilution(run_of: Runs) -> None:
    neat = Stock(reagent="2-mercaptoethanol", strength="neat")
    run = run_of("bm-msc-three-step").model_copy(update={"count": 1, "stocks": (neat,)})
    batch = plan(run).media[0]
    (dilution,) = batch.intermediates
    line = next(line for line in batch.recipe if line.intermediate)
    assert (format_quantity(dilution.take), format_quantity(dilution.diluent_volume)) == ("50 µL", "450 µL")
    assert line.add
    assert format_quantity(line.add) == "4.9 µL"
    assert line.tube
    assert format_quantity(line.tube) == "14.3 mol/L"
    assert "E-VOL-MIN" not in [finding.code for finding in plan(run).findings]


def test_that_wells_harvested_early_reduce_what_is_made(lab: Lab) -> None:
    run = run_with(open_every_day(lab), stage_of(6, EGF), count=2, withdrawals=(Withdrawal(day=2, wells=4),))
    (batch,) = plan(run).media
    assert batch.needed.base == 2 * (12 + 8 + 8)
    assert "D2: 8 wells × 2 mL" in batch.origin.written("en")


def test_that_nothing_is_made_when_no_well_is_left(lab: Lab) -> None:
    run = run_with(lab, stage_of(6, EGF), withdrawals=(Withdrawal(day=2, wells=6),))
    assert [batch.feeds for batch in plan(run).media] == [(0,)]


def test_that_dead_volume_is_made_once_for_each_making(lab: Lab) -> None:
    stage = stage_of(2, EGF)
    (usual,) = made(lab, stage, overage_percent=Decimal(0))
    (more,) = made(lab, stage, overage_percent=Decimal(0), dead_volume="3 mL")
    assert more.wanted.base - usual.wanted.base == 3
    assert "+ 3 mL dead volume" in more.origin.written("en")


def test_that_control_vessels_get_media_of_their_own(lab: Lab) -> None:
    fbs = Addition(reagent="fbs", final="10 % v/v")
    retinoic = Addition(reagent="retinoic-acid", final="1 µmol/L")
    run = run_with(lab, stage_of(2, fbs, retinoic), controls=(Control(kind="uninduced"), Control(kind="vehicle")))
    induced, uninduced, vehicle = plan(run).media
    assert [batch.code for batch in (induced, uninduced, vehicle)] == ["S1", "C1", "C2"]
    assert [line.reagent for line in uninduced.recipe] == ["dmem-high-glucose", "fbs"]
    assert {line.reagent for line in vehicle.recipe} == {"dmem-high-glucose", "fbs", "dmso"}
    solvent = next(line for line in vehicle.recipe if line.reagent == "dmso")
    assert solvent.final == Quantity(value=Decimal("0.01"), unit="% v/v")


def test_that_control_media_that_hold_the_same_are_one(lab: Lab) -> None:
    stages = (stage_of(2, EGF, name="a"), stage_of(4, EGF, BFGF, name="b"))
    run = run_with(lab, *stages, controls=(Control(kind="uninduced"), Control(kind="vehicle", count=2)))
    control = [batch for batch in plan(run).media if batch.code == "C1"]
    assert {batch.code for batch in plan(run).media} == {"S1", "S2", "C1"}
    assert [batch.feeds for batch in control] == [(0, 2, 4)]
    assert control[0].needed.base == 3 * 3 * 12
    assert control[0].arms == ("uninduced", "vehicle")


def test_that_a_lot_that_takes_over_begins_a_batch_of_its_own(lab: Lab) -> None:
    stocks = (Stock(reagent="egf", strength="100 µg/mL"), Stock(reagent="egf", strength="50 µg/mL", from_day=4))
    first, second = made(open_every_day(lab), stage_of(8, EGF), stocks=stocks)
    assert (first.feeds, second.feeds) == ((0, 2), (4, 6))
    assert [format_quantity(line.stock) for batch in (first, second) for line in batch.recipe if line.stock] == [
        "100 µg/mL",
        "50 µg/mL",
    ]
