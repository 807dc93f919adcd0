"""Which lots cover what runs take: the lot that a run has chosen first, then the one that expires first.

A lot counts for a run only where it is in date at the run's last use, nobody else has reserved
it, its strength can be compared with the one that is planned with, and it reaches the doses.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.stockroom import Lot, Stockroom
from mscplanner.planning.equivalents import Thing, equivalent
from mscplanner.planning.lot_checks import free_amount

LEAST = Decimal("1e-9")
"""What no balance and no pipette can tell from nothing, in grams or millilitres."""


class Portion(NamedTuple):
    """What one run takes of one thing.

    Attributes:
        amount: In the unit of ``thing``.
        last: The day of its last use.
        chosen: Ids of the lots that the run has chosen for it.
        weakest: A solution of so many times the strength of ``thing``, or fewer, cannot reach the doses.
    """

    thing: Thing
    amount: Decimal
    last: date
    chosen: frozenset[str] = frozenset()
    weakest: Decimal = Decimal(0)


class Taking(NamedTuple):
    """So much of a portion out of one lot.

    Attributes:
        portion: Place of the portion in its sequence.
        amount: In the unit of the portion's thing.
        of_lot: In millilitres or grams of the lot itself.
    """

    portion: int
    lot: Lot
    amount: Decimal
    of_lot: Decimal


class _Shelf:
    """The lots of one reagent while portions are taken out of them."""

    def __init__(self, lots: Iterable[Lot], lab: Lab, stockroom: Stockroom) -> None:
        self._lab = lab
        self.free = {lot.id: free_amount(lot, lab, stockroom) for lot in lots}
        self.lots = tuple(lots)

    def value(self, lot: Lot, thing: Thing) -> Quantity | Message:
        """Return how much of ``thing`` is free in a lot, or why it counts for nothing."""
        free = self.free[lot.id]
        if free is None or lot.left is None:
            return message(N_("how much of it is free is not known"))
        if free.value <= 0:
            return message(N_("all of it is reserved or used up"))
        reagent = self._lab.catalogue.reagent(lot.reagent)
        if thing.powder and not lot.dissolved and free.kind == "volume":
            return message(N_("it is meant to be dissolved, and a powder is weighed in"))
        return equivalent(free, lot.strength, thing, reagent)

    def is_too_weak(self, lot: Lot, thing: Thing, weakest: Decimal) -> bool:
        """Return whether a solution is ``weakest`` times the strength of ``thing``, or fewer."""
        value, free = self.value(lot, thing), self.free[lot.id]
        if not lot.dissolved or isinstance(value, Message) or free is None or free.value <= 0:
            return False
        return value.base <= weakest * free.base < free.base

    def take(self, lot: Lot, thing: Thing, wanted: Decimal) -> tuple[Decimal, Decimal]:
        """Take up to ``wanted`` of ``thing``; return what was taken, also as the lot's own amount."""
        value, free = self.value(lot, thing), self.free[lot.id]
        if isinstance(value, Message) or free is None:
            return Decimal(0), Decimal(0)
        if value.base <= wanted + LEAST:
            taken, own = min(value.base, wanted), free.base
        else:
            taken, own = wanted, free.base * wanted / value.base
        self.free[lot.id] = free.model_copy(update={"value": free.value - own})
        return taken, own


def covered(portions: Sequence[Portion], stockroom: Stockroom, lab: Lab) -> tuple[Taking, ...]:
    """Return what is taken of which lot for ``portions``, those that end first served first.

    Args:
        portions: Of any reagents.
        stockroom: Its reservations are those of other runs.
        lab: Gives the bridges between strengths.
    """
    found: list[Taking] = []
    for reagent in dict.fromkeys(each.thing.reagent for each in portions):
        lots = stockroom.lots_of(reagent)
        wanted = [(at, each) for at, each in enumerate(portions) if each.thing.reagent == reagent]
        wanted.sort(key=lambda each: each[1].last)
        found += _takings(wanted, _Shelf(lots, lab, stockroom))
    return tuple(found)


def _takings(wanted: Sequence[tuple[int, Portion]], shelf: _Shelf) -> Iterator[Taking]:
    open_amounts = {at: portion.amount for at, portion in wanted}
    for chosen_only in (True, False):
        for at, portion in wanted:
            for lot in shelf.lots:
                if open_amounts[at] <= LEAST or not _in_date(lot, portion.last):
                    continue
                if chosen_only and lot.id not in portion.chosen:
                    continue
                if shelf.is_too_weak(lot, portion.thing, portion.weakest):
                    continue
                taken, own = shelf.take(lot, portion.thing, open_amounts[at])
                open_amounts[at] -= taken
                if taken:
                    yield Taking(at, lot, taken, own)


def _in_date(lot: Lot, day: date) -> bool:
    return lot.expiry is None or lot.expiry >= day


def not_counted(portions: Sequence[Portion], stockroom: Stockroom, lab: Lab) -> tuple[tuple[Lot, Message], ...]:
    """Return the lots of a thing's reagent that count for none of its portions, each with the reason.

    Args:
        portions: All of the same thing, at least one.
        stockroom: Its reservations are those of other runs.
        lab: Gives the bridges between strengths.
    """
    thing, lots = portions[0].thing, stockroom.lots_of(portions[0].thing.reagent)
    shelf = _Shelf(lots, lab, stockroom)
    found: list[tuple[Lot, Message]] = []
    for lot in lots:
        value = shelf.value(lot, thing)
        if not _in_date(lot, min(each.last for each in portions)):
            found.append((lot, message(N_("it expires on {expiry}, before its last use"), expiry=lot.expiry or "")))
        elif isinstance(value, Message):
            found.append((lot, value))
        elif all(shelf.is_too_weak(lot, thing, each.weakest) for each in portions):
            found.append((lot, message(N_("it is too weak for the dose"))))
    return tuple(found)
