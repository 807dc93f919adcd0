"""Intermediate dilutions: what lifts a volume that is too small for any pipette, in one step or two.

A dilution is proposed only where the stock itself cannot be pipetted. It is made with whole steps
of the lab's pipettes, in a volume that suffices for all it goes into.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.quantity import volume
from mscplanner.planning.pipetting import is_on_step

_SINGLE = tuple(Decimal(each) for each in (10, 20, 50, 100, 200, 500, 1000))
_FIRST_OF_TWO = (Decimal(100), Decimal(1000))
_VOLUMES_ML = tuple(Decimal(each) for each in ("0.5", "1", "2", "5", "10", "20", "50"))
# What is taken out of a dilution should be well above the smallest volume: its error counts in full.
_COMFORT = 4
# A little more is made than is taken out.
_SPARE = Decimal("1.1")


class DilutionStep(NamedTuple):
    """``take`` of a source made up to ``volume``, both in millilitres."""

    take: Decimal
    volume: Decimal

    @property
    def factor(self) -> Decimal:
        """How many times weaker than its source it is."""
        return self.volume / self.take


class Lift(NamedTuple):
    """The dilution that one stock is taken from.

    Attributes:
        factor: How many times weaker than the tube it is.
        steps: One or two, in the order they are made.
    """

    factor: Decimal
    steps: tuple[DilutionStep, ...]


def is_too_small(exact: Decimal, lab: Lab) -> bool:
    """Return whether so many millilitres are above nothing and below the smallest volume that is pipetted."""
    return 0 < exact < lab.settings.smallest_volume.base


def lift_factor(exacts: Sequence[Decimal], lab: Lab) -> Decimal | None:
    """Return how many times the tube is diluted for volumes of it, in millilitres; None where nothing helps.

    Args:
        exacts: Volumes of the tube itself, at least one of them too small to be pipetted.
        lab: Gives pipettes and the smallest volume.
    """
    made = dilution_for(exacts, lab)
    return made.factor if made else None


def dilution_for(exacts: Sequence[Decimal], lab: Lab, factor: Decimal | None = None) -> Lift | None:
    """Return the weakest dilution, in the fewest steps, that all of ``exacts`` can be taken from.

    Args:
        exacts: Volumes of the tube itself, in millilitres.
        lab: Gives pipettes and the smallest volume.
        factor: The one factor to be used; None tries all.
    """
    wanted = _COMFORT * lab.settings.smallest_volume.base / min(exacts)
    for candidate in _candidates(factor):
        steps = _steps(candidate, sum(exacts, Decimal(0)), lab) if _product(candidate) >= wanted or factor else None
        if steps:
            return Lift(_product(candidate), steps)
    return None


def _candidates(factor: Decimal | None) -> Iterator[tuple[Decimal, ...]]:
    singles: list[tuple[Decimal, ...]] = [(each,) for each in _SINGLE]
    pairs: list[tuple[Decimal, ...]] = list(product(_FIRST_OF_TWO, _SINGLE))
    for candidate in (*singles, *sorted(pairs, key=_product)):
        if factor is None or _product(candidate) == factor:
            yield candidate


def _product(factors: Sequence[Decimal]) -> Decimal:
    result = Decimal(1)
    for factor in factors:
        result *= factor
    return result


def _steps(factors: tuple[Decimal, ...], taken: Decimal, lab: Lab) -> tuple[DilutionStep, ...] | None:
    """Return the steps, worked out from the last one back, or None where pipettes cannot make them."""
    steps: list[DilutionStep] = []
    needed = taken * _product(factors)
    for factor in reversed(factors):
        step = _step(factor, needed * _SPARE, lab)
        if step is None:
            return None
        steps.insert(0, step)
        needed = step.take
    return tuple(steps)


def _step(factor: Decimal, needed: Decimal, lab: Lab) -> DilutionStep | None:
    pipettes = lab.settings.pipettes
    for total in _VOLUMES_ML:
        take = total / factor
        if total < needed or take < lab.settings.smallest_volume.base:
            continue
        if is_on_step(volume(take), pipettes) and is_on_step(volume(total - take), pipettes):
            return DilutionStep(take, total)
    return None
