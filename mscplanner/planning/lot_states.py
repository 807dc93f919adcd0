"""What is to be known of each lot: what is left and free of it, and what stands in the way of its use."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from mscplanner.domain.finding import SEVERITIES, Severity
from mscplanner.domain.grammar import Misreading, read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, at_least
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.stockroom import Lot, Reservation, Stockroom
from mscplanner.domain.units import BASE_UNITS
from mscplanner.domain.value import LateValue
from mscplanner.planning.lot_fields import amount_unread, needs_strength

EXPIRES_SOON_DAYS = 30
"""So many days before its expiry a lot is marked."""


class Holding(LateValue):
    """What is there of a lot.

    Attributes:
        left: As stated; None where it is not, or cannot be read.
        reserved: What runs have reserved; None where that is nothing.
        free: What is left and not reserved, below zero where more is reserved; None where it is not known.
        reservations: Who has reserved what of it, the first to use it up first.
    """

    left: Quantity | None = None
    reserved: Quantity | None = None
    free: Quantity | None = None
    reservations: tuple[Reservation, ...] = ()


class LotState(LateValue):
    """One thing that is to be known of a lot before it is used."""

    severity: Severity
    text: Message


def holdings(room: Stockroom) -> Mapping[str, Holding]:
    """Return what is there of each lot of ``room``, by its id."""
    held: dict[str, list[Reservation]] = defaultdict(list)
    for each in room.reservations:
        held[each.lot].append(each)
    return {lot.id: _holding(lot, held[lot.id]) for lot in room.lots}


def _holding(lot: Lot, held: list[Reservation]) -> Holding:
    left = lot.left
    ordered = tuple(sorted(held, key=lambda each: (each.last_use, each.number)))
    if left is None and not held:
        return Holding()
    # Only what can be compared with what is left is taken off: no volume of what is not dissolved yet.
    kind = left.kind if left else held[0].amount.kind
    unit = BASE_UNITS[kind]
    reserved = sum((each.amount.base for each in held if each.amount.kind == kind), Decimal(0))
    return Holding(
        left=left,
        reserved=Quantity(value=reserved, unit=unit) if reserved else None,
        free=Quantity(value=left.base - reserved, unit=unit) if left else None,
        reservations=ordered,
    )


def lot_states(lot: Lot, holding: Holding, lab: Lab, today: date) -> tuple[LotState, ...]:
    """Return what stands in the way of using ``lot`` on ``today``, errors first."""
    found = [
        *_of_expiry(lot, today),
        *_of_amount(lot, holding),
        *_of_strength(lot, lab.catalogue.reagent(lot.reagent)),
        *_of_thawing(lot, lab),
    ]
    if lab.catalogue.find(lot.reagent) is None:
        found.append(LotState(severity="note", text=message(N_("Not in the catalogue"))))
    return tuple(sorted(found, key=lambda state: SEVERITIES.index(state.severity)))


def _of_expiry(lot: Lot, today: date) -> list[LotState]:
    days = (lot.expiry - today).days if lot.expiry else EXPIRES_SOON_DAYS + 1
    if days < 0:
        return [LotState(severity="error", text=message(N_("Expired {days} d ago"), days=-days))]
    if days == 0:
        return [LotState(severity="warning", text=message(N_("Expires today")))]
    if days <= EXPIRES_SOON_DAYS:
        return [LotState(severity="warning", text=message(N_("Expires in {days} d"), days=days))]
    return []


def _of_amount(lot: Lot, holding: Holding) -> list[LotState]:
    if amount_unread(lot):
        return [LotState(severity="error", text=message(N_("Amount cannot be read")))]
    if holding.free and holding.free.value < 0:
        missing = at_least(Quantity(value=-holding.free.value, unit=holding.free.unit))
        return [LotState(severity="error", text=message(N_("Overdrawn by {amount}"), amount=missing))]
    return []


def _of_strength(lot: Lot, reagent: Reagent | None) -> list[LotState]:
    if not lot.strength:
        return [LotState(severity="warning", text=message(N_("No strength yet")))] if needs_strength(reagent) else []
    if lot.form == "solution" and isinstance(read_quantity(lot.strength), Misreading):
        return [LotState(severity="error", text=message(N_("Strength cannot be read")))]
    return []


def _of_thawing(lot: Lot, lab: Lab) -> list[LotState]:
    limit = lab.settings.freeze_thaws
    if lot.freeze_thaws <= limit:
        return []
    text = N_("Thawed {count} times, lab limit {limit}")
    return [LotState(severity="warning", text=message(text, count=lot.freeze_thaws, limit=limit))]
