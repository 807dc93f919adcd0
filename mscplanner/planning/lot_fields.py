"""The fields of a lot as somebody types them: what is understood, what is wrong, and the next lot."""

from datetime import date
from typing import Any, Literal, get_args

from mscplanner.domain.day_text import read_day
from mscplanner.domain.grammar import MASS, VOLUME, Misreading, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.misreading import refusal
from mscplanner.domain.quantity import Quantity, legible
from mscplanner.domain.reagent import Catalogue, Reagent
from mscplanner.domain.stockroom import Lot, read_amount, stock_form
from mscplanner.domain.units import CONCENTRATIONS, Kind
from mscplanner.domain.value import LateValue
from mscplanner.planning.dilution import both_ways
from mscplanner.planning.protocol_edits import typed_text
from mscplanner.planning.read_back import read_name

LotField = Literal[
    "reagent",
    "strength",
    "solvent",
    "amount",
    "aliquot",
    "number",
    "expiry",
    "freeze_thaws",
    "storage",
    "received",
    "opened",
    "supplier",
    "catalogue_number",
    "note",
]
LOT_FIELDS: tuple[LotField, ...] = get_args(LotField)
"""In the order in which they are typed."""
DAYS: frozenset[LotField] = frozenset({"expiry", "received", "opened"})
AMOUNTS: frozenset[LotField] = frozenset({"amount", "aliquot"})
_LONGEST: dict[LotField, int] = {"reagent": 200, "strength": 64, "amount": 64, "aliquot": 64, "note": 400}
_SHORT = 80
_USED_AS_IT_IS: frozenset[str] = frozenset({"basal-medium", "buffer", "solvent"})
_STRENGTHS: frozenset[Kind] = CONCENTRATIONS - {"dilution"}


class LotReading(LateValue):
    """What a field of a lot makes of a text.

    Attributes:
        text: What was understood; None where there is nothing to tell.
        problem: What is wrong with it. A wrong strength or amount is kept all the same.
        kept: Whether the lot takes the text. A day that cannot be read is not taken.
    """

    text: Message | None = None
    problem: Misreading | None = None
    kept: bool = True


def longest(field: LotField) -> int:
    """Return how many characters a field takes."""
    return _LONGEST.get(field, _SHORT)


def lot_text(lot: Lot, field: LotField) -> str:
    """Return what stands in a field of ``lot``."""
    value = getattr(lot, field)
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def read_count(text: str) -> int | Misreading:
    """Read a whole number from 0 to 99.

    Example:
        >>> read_count("2")
        2
    """
    plain = text.strip()
    if plain.isascii() and plain.isdigit() and len(plain) <= 2:
        return int(plain)
    return refusal(text, "E-COUNT")


def read_lot_field(lot: Lot, field: LotField, text: str, catalogue: Catalogue, today: date) -> LotReading:
    """Return what was understood of ``text``, beside what the other fields of ``lot`` say.

    Args:
        lot: The lot that the field belongs to.
        field: The field.
        text: As typed.
        catalogue: Knows the reagents.
        today: Tells how long a lot may still be used.
    """
    if field in DAYS:
        return _read_day(field, text, today)
    if field == "freeze_thaws":
        count = read_count(text) if text.strip() else 0
        return LotReading(problem=count, kept=False) if isinstance(count, Misreading) else LotReading()
    if field == "strength":
        return _read_strength(text, catalogue.reagent(lot.reagent))
    if field in AMOUNTS:
        return _read_amount(lot, field, text)
    if field == "reagent":
        name = read_name(text, catalogue) if text.strip() else None
        return LotReading(text=name.text if name else None, kept=name is not None)
    return LotReading()


def set_lot_field(lot: Lot, field: LotField, text: str, catalogue: Catalogue) -> Lot:
    """Return ``lot`` with one field set; a text that the field does not take changes nothing.

    Args:
        lot: The lot.
        field: The field.
        text: As typed; nothing takes the value away. A name cannot be taken away.
        catalogue: Gives the id of a reagent that it knows.
    """
    kept: Any = typed_text(text, longest(field))
    if field == "reagent":
        known = catalogue.reagent(kept)
        kept = known.id if known else kept
    elif field in DAYS:
        kept = read_day(kept) if kept else None
    elif field == "freeze_thaws":
        kept = read_count(kept) if kept else 0
    if isinstance(kept, Misreading) or (field == "reagent" and not kept):
        return lot
    # Unlike model_copy, this looks at the new part: what is held can always be stored.
    return Lot.model_validate({**dict(lot), field: kept})


def _read_day(field: LotField, text: str, today: date) -> LotReading:
    if not text.strip():
        return LotReading()
    day = read_day(text)
    if isinstance(day, Misreading):
        return LotReading(problem=day, kept=False)
    days = (day - today).days
    if field != "expiry":
        return LotReading(text=message(N_("= {day}"), day=day))
    if days < 0:
        return LotReading(text=message(N_("= {day} · expired {days} d ago"), day=day, days=-days))
    return LotReading(text=message(N_("= {day} · {days} d from today"), day=day, days=days))


def needs_strength(reagent: Reagent | None) -> bool:
    """Return whether a stock is of no use without its strength: a basal medium, a buffer or a solvent has none."""
    return reagent is None or reagent.kind not in _USED_AS_IT_IS


def _read_strength(text: str, reagent: Reagent | None) -> LotReading:
    if not text.strip() and not needs_strength(reagent):
        return LotReading()
    form = stock_form(text)
    if form == "powder":
        return LotReading(text=message(N_("= a powder that is weighed")))
    if form == "neat":
        neat = reagent.figure("neat_strength") if reagent else None
        if neat:
            return LotReading(text=message(N_("= the pure liquid, {strength}"), strength=neat))
        return LotReading(text=message(N_("= the pure liquid; how strong it is, is not known")))
    quantity = read_quantity(text)
    if isinstance(quantity, Quantity) and quantity.kind not in _STRENGTHS:
        quantity = refusal(text, "E-QTY-KIND", (), N_("“{text}” is a dilution, not a strength"))
    if isinstance(quantity, Misreading):
        return LotReading(problem=quantity)
    shown = legible(quantity)
    return LotReading(text=message(N_("= {final}"), final=both_ways(shown, reagent) or shown))


def _read_amount(lot: Lot, field: LotField, text: str) -> LotReading:
    if not text.strip():
        return LotReading()
    kinds = MASS if lot.form == "powder" else VOLUME | MASS
    quantity = read_quantity(text, kinds)
    if isinstance(quantity, Misreading):
        volume_wanted = quantity.code == "E-QTY-KIND" and lot.form != "powder"
        refused = read_quantity(text, VOLUME) if volume_wanted else quantity
        return LotReading(problem=refused if isinstance(refused, Misreading) else quantity)
    shown = legible(quantity)
    tubes = _tubes(quantity, lot.tube) if field == "amount" else _tubes(lot.left, quantity)
    if tubes:
        return LotReading(text=message(N_("= {amount} · {tubes} tubes"), amount=shown, tubes=tubes))
    if quantity.kind == "mass" and lot.form == "solution" and field == "amount":
        return LotReading(text=message(N_("= {amount} · not dissolved yet"), amount=shown))
    return LotReading(text=message(N_("= {amount}"), amount=shown))


def _tubes(left: Quantity | None, tube: Quantity | None) -> int:
    """Return how many full tubes there are; 0 where that is not known."""
    if left is None or tube is None or left.kind != tube.kind:
        return 0
    return int(left.base // tube.base)


def amount_unread(lot: Lot) -> bool:
    """Return whether an amount is stated that cannot be counted with."""
    left = read_amount(lot.amount)
    return bool(lot.amount) and (left is None or (lot.form == "powder" and left.kind != "mass"))
