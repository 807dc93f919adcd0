"""What has to be bought: packs, and the last day on which they can be ordered."""

from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Annotated

from pydantic import Field

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, at_most, legible
from mscplanner.domain.stockroom import Product, read_amount
from mscplanner.domain.value import LateValue
from mscplanner.planning.equivalents import Thing, equivalent
from mscplanner.planning.schedule import is_closed

_LONGEST_BREAK_DAYS = 30


class Purchase(LateValue):
    """What is bought of one thing, and by when it is ordered.

    Attributes:
        missing: A volume, or a mass of a powder; above zero.
        pack: What one pack is worth, in the unit of what is missing; None where that is not known.
        pack_text: What a pack holds, or why it cannot be counted with.
        packs: How many packs suffice; None where ``pack`` is.
        lead_days: Days from the order to the delivery.
        lab_lead: Whether that is the lab setting, and not a figure of the product.
        needed_by: The day on which the first run needs it that nothing is there for.
        order_by: Last open day that is ``lead_days`` before it.
        late: Whether that day has passed.
    """

    missing: Quantity
    pack: Quantity | None = None
    pack_text: Message
    packs: Annotated[int, Field(ge=1)] | None = None
    lead_days: int
    lab_lead: bool
    needed_by: date
    order_by: date
    late: bool


def purchase(
    missing: Quantity, thing: Thing, product: Product | None, lab: Lab, needed_by: date, today: date
) -> Purchase:
    """Return what is bought because ``missing`` of ``thing`` is not there.

    Args:
        missing: Above zero.
        thing: What it is.
        product: How the lab buys it; None where that is not known.
        lab: Gives bridges, lead days and closed days.
        needed_by: The first day on which it is missing.
        today: Tells whether it is too late to order.
    """
    pack, text = pack_worth(product, thing, lab)
    stated = product.lead_days if product else None
    lead_days = lab.settings.lead_days if stated is None else stated
    order_by = last_open_date(needed_by - timedelta(days=lead_days), lab)
    return Purchase(
        missing=missing,
        pack=pack,
        pack_text=text,
        packs=int((missing.base / pack.base).to_integral_value(ROUND_CEILING)) if pack else None,
        lead_days=lead_days,
        lab_lead=stated is None,
        needed_by=needed_by,
        order_by=order_by,
        late=order_by < today,
    )


def pack_worth(product: Product | None, thing: Thing, lab: Lab) -> tuple[Quantity | None, Message]:
    """Return how much of ``thing`` one pack is and what is told of it; None and why, where that is not known."""
    typed = product.pack.strip() if product else ""
    if product is None or not typed:
        return None, message(N_("pack not known"))
    holds = read_amount(typed)
    if holds is None or holds.value <= 0:
        return None, message(N_("“{pack}” is no volume or mass"), pack=typed)
    worth = equivalent(holds, product.strength, thing, lab.catalogue.reagent(thing.reagent))
    if isinstance(worth, Message):
        return None, message(N_("{pack}: {reason}"), pack=holds, reason=worth)
    if worth.value <= 0:
        return None, message(N_("{pack}: {reason}"), pack=holds, reason=message(N_("its strength is not known")))
    return worth, _told(holds, product.strength.strip(), worth, thing)


def _told(holds: Quantity, strength: str, worth: Quantity, thing: Thing) -> Message:
    if worth.same(holds):
        return message(N_("{pack}"), pack=holds)
    whole = at_most(worth)
    if holds.kind == "mass":
        return message(N_("{pack}, gives {volume} at {strength}"), pack=holds, volume=whole, strength=_of(thing))
    return message(
        N_("{pack} at {own}, as {volume} at {strength}"), pack=holds, own=strength, volume=whole, strength=_of(thing)
    )


def _of(thing: Thing) -> Quantity:
    return legible(thing.strength) if thing.strength else Quantity(value=Decimal(1), unit="X")


def last_open_date(day: date, lab: Lab) -> date:
    """Return ``day``, or the last day before it on which somebody works; ``day`` where nobody ever does."""
    days = (day - timedelta(days=back) for back in range(_LONGEST_BREAK_DAYS))
    return next((each for each in days if not is_closed(each, lab)), day)
