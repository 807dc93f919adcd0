"""Dilutions of a whole run: made once for all that takes them, with enough in them, kept only where that is known."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscplanner.domain.protocol import Addition
from mscplanner.domain.run import Control, Run, Stock
from mscplanner.planning.plan import Intermediate, Plan
from mscplanner.planning.planner import plan

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
Runs = Callable[[str], Run]


def dilutions(planned: Plan) -> dict[str, Intermediate]:
    return {each.code: each for batch in planned.media for each in batch.dilutions}


def taken_of(planned: Plan, code: str) -> Decimal:
    lines = [line for batch in planned.media for line in batch.lines if line.intermediate == code]
    nexts = [each.take.base for each in dilutions(planned).values() if each.source == code]
    return sum((line.add.base for line in lines if line.add), Decimal(0)) + sum(nexts, Decimal(0))


STRENGTHS = st.sampled_from(["100 µg/mL", "10 mg/mL", "1 g/mL"])


@given(STRENGTHS, STRENGTHS, st.integers(1, 8), st.booleans())
def test_that_every_dilution_suffices_for_all_that_is_taken_of_it(
    run_of: Runs, egf: str, bfgf: str, count: int, with_controls: bool
) -> None:
    stocks = (
        Stock(reagent="egf", strength=egf),
        Stock(reagent="bfgf", strength=bfgf),
        Stock(reagent="activin-a", strength=egf),
        Stock(reagent="2-mercaptoethanol", strength="neat"),
    )
    controls = (Control(kind="vehicle"),) if with_controls else ()
    run = run_of("bm-msc-three-step").model_copy(update={"stocks": stocks, "count": count, "controls": controls})
    planned = plan(run)
    found = dilutions(planned)
    codes = [each.code for batch in planned.media for each in batch.dilutions]
    assert len(codes) == len(set(codes))
    for code, made in found.items():
        assert made.take.base + made.diluent_volume.base == made.volume.base
        assert taken_of(planned, code) <= made.volume.base
        assert not made.source or made.source in found
    for batch in planned.media:
        for line in batch.lines:
            assert not line.intermediate or line.intermediate in found
            assert line.add is None or line.powder or line.add.base >= run.lab.settings.smallest_volume.base


def strong(run: Run, **strengths: str) -> Plan:
    stocks = tuple(Stock(reagent=name.replace("_", "-"), strength=strength) for name, strength in strengths.items())
    return plan(run.model_copy(update={"stocks": stocks}))


def test_that_what_must_be_fresh_is_diluted_each_day(run_of: Runs) -> None:
    planned = strong(run_of("bm-msc-three-step"), bfgf="10 mg/mL")
    made = [each.made_on_day for each in dilutions(planned).values()]
    assert made == [2, 4, 6, 8, 10, 12, 14, 16]
    assert all(each.use_by_day == each.made_on_day for each in dilutions(planned).values())


def test_that_a_dilution_is_kept_where_a_figure_says_so(run_of: Runs) -> None:
    run = run_of("bm-msc-three-step")
    one, two, three = run.protocol.stages
    activin = Addition(reagent="activin-a", final="10 ng/mL")
    stages = (one, two.model_copy(update={"additions": (activin,)}), three.model_copy(update={"additions": (activin,)}))
    again = run.model_copy(update={"protocol": run.protocol.model_copy(update={"stages": stages})})
    (made,) = dilutions(strong(again, activin_a="100 mg/mL")).values()
    assert (made.made_on_day, made.use_by_day, made.used_for) == (2, 32, ("S2-1", "S3-1"))


def test_that_two_steps_are_made_where_one_is_not_enough(run_of: Runs) -> None:
    planned = strong(run_of("bm-msc-three-step"), activin_a="100 g/mL")
    first, second = dilutions(planned).values()
    assert (first.code, first.source, second.source) == ("I1", "", "I1")
    line = next(line for line in planned.media[-1].recipe if line.reagent == "activin-a")
    assert line.intermediate == second.code
    assert line.error_percent is not None
    assert abs(line.error_percent) < 1
