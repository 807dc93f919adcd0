"""How much of one thing another form of the same reagent is: a lot of another strength, a pack of powder."""

from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, volume
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.run import Stock
from mscplanner.domain.stockroom import stock_form
from mscplanner.planning.bridges import kind_name_of
from mscplanner.planning.dilution import NoBridge, in_kind, ratio, resolved
from mscplanner.planning.parts import confirmed_strength

_READY = Quantity(value=Decimal(1), unit="X")
_PURE = Quantity(value=Decimal(100), unit="% v/v")


class Thing(NamedTuple):
    """What runs take from a tube or a bottle.

    Attributes:
        reagent: Catalogue id, or the name as typed where the catalogue does not know it.
        strength: Strength of the tube; None of a powder, and of what is used as it comes: basal
            media and rinses.
        powder: Whether it is weighed in.
    """

    reagent: str
    strength: Quantity | None
    powder: bool = False

    @property
    def unit(self) -> str:
        """What it is counted in: ``g`` of a powder, else ``mL``."""
        return "g" if self.powder else "mL"


def equivalent(amount: Quantity, strength: str, thing: Thing, reagent: Reagent | None) -> Quantity | Message:
    """Return how much of ``thing`` so much of a stock is, or why the two cannot be compared.

    Args:
        amount: A volume of a solution, or a mass that can still be dissolved.
        strength: Of the solution, as typed; of no matter for a mass.
        thing: What is wanted.
        reagent: Gives the bridges; None where it is not known.
    """
    if thing.powder:
        return amount if amount.kind == "mass" else message(N_("it is a solution, and a powder is weighed in"))
    if amount.kind == "mass":
        return _dissolved(amount, thing, reagent)
    factor = _times(strength, thing, reagent)
    return factor if isinstance(factor, Message) else volume(amount.base * factor)


def _dissolved(amount: Quantity, thing: Thing, reagent: Reagent | None) -> Quantity | Message:
    if thing.strength is None:
        return message(N_("it is a mass, and a volume is taken"))
    per_litre = in_kind(thing.strength, "mass-per-volume", reagent)
    if isinstance(per_litre, NoBridge):
        return no_comparison(per_litre)
    return volume(amount.base / per_litre.base * 1000)


def _times(strength: str, thing: Thing, reagent: Reagent | None) -> Decimal | Message:
    """Return how many times ``thing`` a solution is."""
    if thing.strength is None and (not strength.strip() or stock_form(strength) == "neat"):
        return Decimal(1)
    if stock_form(strength) == "powder":
        return message(N_("it is a powder with a volume"))
    typed = Stock(reagent=thing.reagent, strength=strength) if strength.strip() else None
    known = confirmed_strength(typed, reagent) if typed else None
    if known is None:
        return message(N_("its strength is not known"))
    if thing.strength is None:
        return _times_ready(resolved(known, reagent))
    found = ratio(known, thing.strength, reagent)
    return no_comparison(found) if isinstance(found, NoBridge) else found


def _times_ready(known: Quantity) -> Decimal | Message:
    if known.same(_PURE):
        return Decimal(1)
    found = ratio(known, _READY, None)
    return no_comparison(found) if isinstance(found, NoBridge) else found


_MISSING = {
    "molar-mass": N_("the molar mass is missing"),
    "percent-basis": N_("% is not said to be v/v or w/v"),
    "fold": N_("how strong 1× is, is missing"),
    "activity": N_("the activity of the lot is missing"),
    "density": N_("the density is missing"),
}


def no_comparison(gap: NoBridge) -> Message:
    """Return why two strengths cannot be compared, with the figure that would help if there is one."""
    kinds = {"first": kind_name_of(gap.first), "second": kind_name_of(gap.second)}
    if gap.missing not in _MISSING:
        return message(N_("{first} cannot be compared with {second}"), **kinds)
    missing = message(_MISSING[gap.missing])
    return message(N_("{first} cannot be compared with {second}: {missing}"), missing=missing, **kinds)
