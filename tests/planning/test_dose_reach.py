"""How weak a stock may be for its doses."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.dose_reach import out_of_reach, reaches, times_planned
from mscplanner.planning.parts import parts_of

STRONG = Quantity(value=Decimal(50), unit="X")


@pytest.fixture
def run(run_of: Callable[[str], Run]) -> Run:
    return run_of("bm-msc-three-step")


def test_that_a_stock_at_the_factor_fills_the_whole_medium(run: Run) -> None:
    found = list(reaches(run, "b27-50x", STRONG))
    assert found
    for reach in found:
        stage = next(each for each in run.protocol.stages if each.title == reach.stage)
        parts = parts_of(stage, run.lab)
        shares = [part.fraction or Decimal(0) for part in parts]
        own = next(part.fraction for part in parts if part.reagent_id == "b27-50x")
        assert own
        assert abs(own / reach.factor + sum(shares) - own - 1) < Decimal("1e-20")


def test_that_the_dose_that_is_missed_by_most_is_told(run: Run) -> None:
    most = max(reaches(run, "b27-50x", STRONG), key=lambda each: each.factor)
    assert out_of_reach(run, "b27-50x", STRONG, most.factor) == most
    assert out_of_reach(run, "b27-50x", STRONG, most.factor + Decimal("0.001")) is None
    assert not list(reaches(run, "b27-50x", Quantity(value=Decimal(49), unit="X")))


@pytest.mark.parametrize(
    ("strength", "amount", "times"),
    [("25X", "1 mL", Decimal("0.5")), ("50X", "", Decimal(1)), ("1 mM", "1 mL", None), ("50X", "1 mg", None)],
)
def test_that_strengths_are_compared_where_they_can_be(
    lab: Lab, strength: str, amount: str, times: Decimal | None
) -> None:
    lot = Lot(id="a" * 32, reagent="b27-50x", strength=strength, amount=amount)
    assert times_planned(lot, STRONG, lab.catalogue.reagent("b27-50x")) == times
