"""Makings of a medium: every feed covered once, nothing out of date, nothing made too often."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import combinations
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Protocol, Stage, StageMedium
from mscplanner.domain.quantity import volume
from mscplanner.domain.run import Run
from mscplanner.planning.batches import Demand, batches_of, shelf_life
from mscplanner.planning.plan import MediumBatch
from mscplanner.planning.planner import plan
from mscplanner.planning.recipes import parts_of
from mscplanner.planning.schedule import stage_windows

# A falsifying example names its lab, which is long.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

START = date(2026, 12, 7)
DEMAND = Demand(vessels=1, wells=6, well_volume=volume(2), overage_percent=Decimal(10), lab_overage=True)


def lab_with_life(lab: Lab, days: int) -> Lab:
    lives = dict.fromkeys(lab.settings.shelf_life_days, days)
    return lab.model_copy(update={"settings": lab.settings.model_copy(update={"shelf_life_days": lives})})


def made(lab: Lab, stage: Stage, every: int) -> tuple[MediumBatch, ...]:
    protocol = Protocol(id="x", title=LocalText(plain="X"), stages=(stage,))
    window = stage_windows(protocol, every)[0]
    return batches_of(window, stage, parts_of(stage, lab), DEMAND, lab, START)


def stage_of(days: int, *additions: Addition) -> Stage:
    medium = StageMedium(basal="dmem-high-glucose")
    return Stage(id="s", title=LocalText(plain="S"), duration=f"{days} d", medium=medium, additions=additions)


# EGF is a protein whose stability in medium is not known: it keeps as long as the lab says.
EGF = Addition(reagent="egf", final="20 ng/mL")


@given(st.integers(1, 60), st.integers(1, 20), st.integers(0, 30))
def test_that_every_feed_has_one_batch_that_is_in_date(lab: Lab, days: int, every: int, life: int) -> None:
    batches = made(lab_with_life(lab, life), stage_of(days, EGF), every)
    covered = [day for batch in batches for day in batch.feeds]
    assert covered == list(range(0, days, every))
    for batch in batches:
        assert batch.made_on_day == batch.feeds[0]
        assert all(batch.made_on_day <= day <= batch.use_by_day for day in batch.feeds)
        assert batch.use_by_day - batch.made_on_day == min(life, 28)


def fewest(feeds: list[int], life: int) -> int:
    """Return by trying all choices of making days how few makings cover ``feeds``."""
    for count in range(1, len(feeds) + 1):
        for makings in combinations(feeds, count):
            if all(any(0 <= feed - day <= life for day in makings) for feed in feeds):
                return count
    raise AssertionError(feeds)


@pytest.mark.parametrize("every", [1, 2, 3, 5])
@pytest.mark.parametrize("life", [0, 1, 2, 4, 7, 9])
def test_that_no_other_choice_makes_medium_less_often(lab: Lab, every: int, life: int) -> None:
    batches = made(lab_with_life(lab, life), stage_of(10, EGF), every)
    assert len(batches) == fewest(list(range(0, 10, every)), life)


def test_that_what_is_given_once_is_in_the_first_fill_only(lab: Lab) -> None:
    pulse = Addition(reagent="retinoic-acid", final="1 µmol/L", once=True)
    first, *later = made(lab, stage_of(6, EGF, pulse), 2)
    assert first.feeds == (0,)
    assert "retinoic-acid" in [line.reagent for line in first.recipe]
    assert [day for batch in later for day in batch.feeds] == [2, 4]
    for batch in later:
        assert [line.reagent for line in batch.recipe] == ["dmem-high-glucose", "egf"]
        assert [label.written("en") for label in batch.without] == ["Retinoic acid"]
    assert first.without == ()


@pytest.mark.parametrize(
    ("additions", "days", "words"),
    [
        ((EGF,), 7, "lab setting"),
        ((EGF, Addition(reagent="retinoic-acid", final="1 µM")), 0, "added fresh"),
        ((Addition(reagent="l-glutamine", final="2 mM"),), 14, "keeps 14 d"),
        ((Addition(reagent="unobtainium", final="2 mM"),), 0, "not known"),
        ((), 28, "keeps 28 d"),
    ],
)
def test_that_the_part_that_keeps_shortest_says_how_long(
    lab: Lab, additions: tuple[Addition, ...], days: int, words: str
) -> None:
    stage = stage_of(8, *additions)
    life = shelf_life(stage, parts_of(stage, lab), lab)
    assert life.days == days
    assert words in life.reason.written("en")


@given(st.integers(1, 20), st.decimals(min_value=0, max_value=100, places=1))
def test_that_a_batch_is_what_the_wells_take_plus_overage_rounded_up(
    run_of: Callable[[str], Run], count: int, overage: Decimal
) -> None:
    run = run_of("uc-msc-three-step").model_copy(update={"count": count, "overage_percent": overage})
    for batch in plan(run).media:
        needed = 2 * 6 * count * len(batch.feeds)
        assert batch.needed.base == needed
        assert batch.volume.base == ceil(needed * (1 + overage / 100))


def test_that_the_origin_of_a_volume_can_be_followed(run_of: Callable[[str], Run]) -> None:
    batch = plan(run_of("uc-msc-three-step")).media[1]
    assert batch.feeds == (2, 4, 6)
    assert batch.origin.written("en") == (
        "3 vessels × 6 wells × 2 mL × 3 fills = 108 mL, + 10 % (lab setting), rounded up to 119 mL"
    )


def test_that_batches_are_numbered_within_their_medium(run_of: Callable[[str], Run]) -> None:
    ids = [batch.id for batch in plan(run_of("bm-msc-three-step")).media]
    assert ids == ["S1-1", "S2-1", "S2-2", "S2-3", "S2-4", "S3-1", "S3-2", "S3-3", "S3-4"]
