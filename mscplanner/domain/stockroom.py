"""The stockroom: lots of stocks in fridge and freezer, what runs have reserved of them, and how they are bought.

Amounts and strengths stay the text that somebody typed; they are read where they are needed, so
that a value that cannot be used is kept, shown and flagged.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from mscplanner.domain.grammar import MASS, VOLUME, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.value import LateValue, Name, VisibleText

NEAT = "neat"
"""Strength of a pure liquid: its figure is the catalogue's ``neat_strength``."""
POWDER = "powder"
"""Strength of a solid that is weighed into the medium."""
MOST_LOTS = 2000

StockForm = Literal["solution", "neat", "powder"]
LotId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
ShortText = Annotated[VisibleText, Field(max_length=80)]
LotAmount = Annotated[VisibleText, Field(max_length=64)]

_FORMS: dict[str, StockForm] = {
    NEAT: "neat",
    "pure": "neat",
    "纯液": "neat",
    "原液": "neat",
    POWDER: "powder",
    "solid": "powder",
    "粉末": "powder",
}


def stock_form(strength: str) -> StockForm:
    """Return what ``strength`` says of the form of a stock; a figure is that of a solution.

    Example:
        >>> stock_form("Powder"), stock_form("10 mg/mL")
        ('powder', 'solution')
    """
    return _FORMS.get(" ".join(strength.split()).casefold(), "solution")


class Lot(LateValue):
    """One lot of a stock: tubes of one preparation, or a bottle.

    Attributes:
        id: 32 hexadecimal digits; it never changes.
        reagent: Catalogue id, or the name as typed where the catalogue does not know it.
        strength: A concentration, ``neat`` or ``powder``.
        number: The maker's lot number, or the lab's own for what it has made itself.
        expiry: Last day on which it may be used.
        amount: What is left in all: a volume, or a mass for a powder or what is not dissolved yet.
        aliquot: What one tube holds; "" where it is not divided.
        freeze_thaws: How often it has been thawed and frozen again.
        storage: Where it is kept, e.g. ``-20 °C, box 3``.
    """

    id: LotId
    reagent: Name
    strength: LotAmount
    solvent: ShortText = ""
    supplier: ShortText = ""
    catalogue_number: ShortText = ""
    number: ShortText = ""
    received: date | None = None
    opened: date | None = None
    expiry: date | None = None
    amount: LotAmount = ""
    aliquot: LotAmount = ""
    freeze_thaws: Annotated[int, Field(ge=0, le=99)] = 0
    storage: ShortText = ""
    note: Annotated[VisibleText, Field(max_length=400)] = ""

    @property
    def form(self) -> StockForm:
        """Solution, pure liquid or powder."""
        return stock_form(self.strength)

    @property
    def left(self) -> Quantity | None:
        """What is left, as a volume or a mass; None where it is not stated or cannot be read."""
        return read_amount(self.amount)

    @property
    def tube(self) -> Quantity | None:
        """What one tube holds; None where it is not stated or cannot be read."""
        return read_amount(self.aliquot)

    @property
    def dissolved(self) -> bool:
        """Whether it is ready for a pipette: a solution with an amount that is no mass."""
        left = self.left
        return self.form != "powder" and (left is None or left.kind == "volume")


@lru_cache(maxsize=4096)
def read_amount(text: str) -> Quantity | None:
    """Return a volume or a mass, or None where ``text`` is neither.

    Example:
        >>> read_amount("1.5 mL").unit, read_amount("a few")
        ('mL', None)
    """
    if not text:
        return None
    quantity = read_quantity(text, VOLUME | MASS)
    return quantity if isinstance(quantity, Quantity) else None


def lot_title(lot: Lot, name: LocalText | None = None) -> Message:
    """Return what a lot is called in a message.

    Args:
        lot: The lot.
        name: The name of its reagent; None takes what the lot says.

    Example:
        >>> lot_title(Lot(id="a" * 32, reagent="egf", strength="neat", number="A12")).written("en")
        'egf neat, lot A12'
    """
    called = name or LocalText(plain=lot.reagent)
    stock = message(N_("{reagent} {strength}"), reagent=called, strength=lot.strength)
    if not lot.strength:
        stock = message("{reagent}", reagent=called)
    return message(N_("{stock}, lot {number}"), stock=stock, number=lot.number) if lot.number else stock


class Reservation(LateValue):
    """What a run will take out of a lot.

    Attributes:
        run: Id of the run's document in the library.
        number: The run number, for people.
        amount: A volume, or a mass of a powder.
        last_use: Last day on which the run takes something.
    """

    lot: LotId
    run: LotId
    number: ShortText
    amount: Quantity
    last_use: date


class Product(LateValue):
    """How the lab buys a reagent.

    Attributes:
        pack: What one pack holds, e.g. ``50 µg`` or ``500 mL``; "" where it is not known.
        strength: Strength of what is in the pack, where it is bought as a solution.
        lead_days: Days from the order to the delivery; None takes the lab setting.
    """

    reagent: Name
    supplier: ShortText = ""
    catalogue_number: ShortText = ""
    pack: LotAmount = ""
    strength: LotAmount = ""
    lead_days: Annotated[int, Field(ge=0, le=365)] | None = None


class Stockroom(LateValue):
    """Everything of the lab's stocks that a plan looks at."""

    lots: Annotated[tuple[Lot, ...], Field(max_length=MOST_LOTS)] = ()
    reservations: tuple[Reservation, ...] = ()
    products: tuple[Product, ...] = ()

    def lot(self, lot_id: str) -> Lot | None:
        """Return the lot with this id, or None."""
        return next((lot for lot in self.lots if lot.id == lot_id), None)

    def lots_of(self, reagent: str) -> tuple[Lot, ...]:
        """Return the lots of a reagent, the one that expires first coming first."""
        found = [lot for lot in self.lots if lot.reagent == reagent]
        return tuple(sorted(found, key=lambda lot: (lot.expiry is None, lot.expiry or date.max, lot.id)))

    def reserved(self, lot_id: str, but_by: str = "") -> Decimal:
        """Return how much of a lot runs have reserved, in millilitres or grams, without the run ``but_by``.

        Where it is known what is left, only what can be compared with that is counted: no volume
        of what has not been dissolved yet.
        """
        lot = self.lot(lot_id)
        left = lot.left if lot else None
        held = (each.amount for each in self.reservations if each.lot == lot_id and each.run != but_by)
        return sum((each.base for each in held if left is None or each.kind == left.kind), Decimal(0))

    def free(self, lot_id: str, but_by: str = "") -> Decimal | None:
        """Return what is left of a lot and not reserved by another run than ``but_by``; None if not known.

        In millilitres or grams; below zero where more is reserved than there is.
        """
        lot = self.lot(lot_id)
        left = lot.left if lot else None
        return None if left is None else left.base - self.reserved(lot_id, but_by)

    def product(self, reagent: str) -> Product | None:
        """Return how the lab buys a reagent, or None."""
        return next((each for each in self.products if each.reagent == reagent), None)
