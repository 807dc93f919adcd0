"""Volumes as pipettes take them, and masses as a balance weighs them."""

from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from mscplanner.domain.lab import Pipette, Settings
from mscplanner.domain.quantity import Quantity, legible, rounded, volume


@lru_cache(maxsize=1024)
def _step(millilitres: Decimal, pipettes: tuple[tuple[Decimal, Decimal, Decimal], ...]) -> Decimal | None:
    fitting = (step for smallest, largest, step in pipettes if smallest <= millilitres <= largest)
    return next(fitting, None)


@lru_cache(maxsize=16)
def _scales(pipettes: tuple[tuple[Quantity, Quantity, Quantity], ...]) -> tuple[tuple[Decimal, Decimal, Decimal], ...]:
    return tuple((smallest.base, largest.base, step.base) for smallest, largest, step in pipettes)


def pipette_step(amount: Quantity, pipettes: tuple[Pipette, ...]) -> Decimal | None:
    """Return the step, in millilitres, of the first pipette that takes ``amount``; None where none does."""
    return _step(amount.base, _scales(tuple((each.smallest, each.largest, each.step) for each in pipettes)))


def as_pipetted(exact: Quantity, pipettes: tuple[Pipette, ...], least: Quantity | None = None) -> Quantity:
    """Return ``exact`` rounded to the step of the first pipette that takes it, in a legible unit.

    Args:
        exact: A volume.
        pipettes: Tried in this order; where none takes it, three digits are kept.
        least: What must not be undercut; the next step above is taken then.
    """
    step = pipette_step(exact, pipettes)
    if step is None:
        nearest = rounded(legible(exact))
        return _three_digits_up(least) if least and nearest.base < least.base else nearest
    steps = (exact.base / step).quantize(Decimal(1), ROUND_HALF_EVEN)
    if least and steps * step < least.base:
        steps = (least.base / step).quantize(Decimal(1), ROUND_CEILING)
    return legible(volume(steps * step))


def next_step(amount: Quantity, pipettes: tuple[Pipette, ...]) -> Quantity:
    """Return the volume one step of its pipette above ``amount``; a thousandth more where no pipette takes it."""
    return legible(volume(amount.base + (pipette_step(amount, pipettes) or amount.base / 1000)))


def _three_digits_up(least: Quantity) -> Quantity:
    shown = legible(least)
    step = Decimal(1).scaleb(shown.value.adjusted() - 2)
    return Quantity(value=shown.value.quantize(step, ROUND_CEILING), unit=shown.unit)


def is_on_step(amount: Quantity, pipettes: tuple[Pipette, ...]) -> bool:
    """Return whether a pipette takes exactly ``amount``."""
    step = pipette_step(amount, pipettes)
    return step is not None and amount.base % step == 0


def as_weighed(exact: Quantity, settings: Settings) -> Quantity:
    """Return a mass rounded to the step of the balance, in a legible unit."""
    step = settings.balance_step.base
    steps = (exact.base / step).quantize(Decimal(1), ROUND_HALF_EVEN)
    return legible(Quantity(value=steps * step, unit="g"))
