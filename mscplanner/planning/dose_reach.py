"""How weak a stock may be for the final doses to be reached still, beside all else that goes into the medium."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import Quantity, volume
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.run import Run
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.equivalents import Thing, equivalent
from mscplanner.planning.parts import parts_of


class Reach(NamedTuple):
    """The dose of a reagent in one stage, and how weak a stock would leave no room for the basal medium.

    Attributes:
        factor: A stock of so many times the planned strength, or fewer, cannot reach the dose.
    """

    stage: LocalText
    final: Quantity
    factor: Decimal


def reaches(run: Run, reagent: str, strength: Quantity) -> Iterator[Reach]:
    """Give the doses of ``reagent`` that are planned from a stock of ``strength``.

    A medium that leaves no room for its basal medium as it is planned is left out: that is told of it anyway.
    """
    days = sorted({0, *(stock.from_day for stock in run.stocks)})
    for stage in run.protocol.stages:
        for day in days:
            parts = parts_of(stage, run.lab, run.stocks_on(day))
            known = [part.fraction for part in parts if part.fraction is not None]
            for part in parts:
                if part.reagent_id != reagent or part.stock is None or not part.stock.same(strength):
                    continue
                own = part.fraction or Decimal(0)
                room = 1 - sum(known, Decimal(0)) + own
                if own and part.final and own < room:
                    yield Reach(stage.title, part.final, own / room)


def out_of_reach(run: Run, reagent: str, strength: Quantity, times: Decimal) -> Reach | None:
    """Return the dose that a stock of ``times`` the planned ``strength`` misses by most, or None."""
    missed = [each for each in reaches(run, reagent, strength) if times <= each.factor]
    return max(missed, key=lambda each: each.factor, default=None)


def times_planned(lot: Lot, strength: Quantity, reagent: Reagent | None) -> Decimal | None:
    """Return how many times the planned ``strength`` a lot is; None where they cannot be compared, or it is dry."""
    if not lot.dissolved:
        return None
    worth = equivalent(volume(1), lot.strength, Thing(lot.reagent, strength), reagent)
    return worth.base if isinstance(worth, Quantity) else None
