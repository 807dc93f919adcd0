"""The values of a shopping list: what runs take, what of it is there, what is bought."""

from datetime import date
from typing import Literal

from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.stockroom import Lot, Product
from mscplanner.domain.value import Identifier, LateValue
from mscplanner.planning.purchases import Purchase

ItemKind = Literal["basal", "rinse", "stock", "powder"]
ITEM_KINDS: tuple[ItemKind, ...] = ("basal", "rinse", "stock", "powder")


class ListedRun(LateValue):
    """A run that is on the list.

    Attributes:
        last: The day it ends; None where it has no dates.
    """

    number: str
    title: LocalText
    start: date
    last: date | None


class RunShare(LateValue):
    """What one run takes of an item.

    Attributes:
        run: Its number.
        covered: How much of it is there.
        first_day: First day on which some of it is taken, counted from D0.
        first: The date of it.
    """

    run: str
    amount: Quantity
    covered: Quantity
    first_day: int
    first: date
    last_day: int
    last: date


class LotUse(LateValue):
    """What is taken of one lot.

    Attributes:
        amount: In the unit of the item.
        of_lot: In the unit of the lot; another figure where its strength is another.
        text: Lot, place and amount in one line.
    """

    lot: Lot
    amount: Quantity
    of_lot: Quantity
    text: Message


class LotLeft(LateValue):
    """A lot of the reagent that is not counted, and why."""

    lot: Lot
    reason: Message


class ShoppingItem(LateValue):
    """One thing that the runs take, at one strength.

    Attributes:
        strength: Of the tube; None of a powder, and of what is used as it comes.
        assumed: Whether a run plans with it without anybody having confirmed it.
        needed: Over all runs.
        covered: What of it is free in lots that are in date.
        shares: By run, those that need it first coming first.
        product: How the lab buys it; None where nobody has said.
        purchase: None where nothing is missing.
    """

    reagent: str
    name: LocalText
    label: LocalText
    kind: ItemKind
    strength: Quantity | None = None
    assumed: bool = False
    needed: Quantity
    covered: Quantity
    shares: tuple[RunShare, ...]
    lots: tuple[LotUse, ...] = ()
    left: tuple[LotLeft, ...] = ()
    product: Product | None = None
    purchase: Purchase | None = None

    @property
    def first(self) -> RunShare:
        """The run that needs it first."""
        return self.shares[0]

    @property
    def last(self) -> date:
        """The day of the last use."""
        return max(share.last for share in self.shares)


class PlasticItem(LateValue):
    """Vessels of one kind, control vessels included; ``shares`` are counts by run number."""

    vessel: Identifier
    name: LocalText
    count: int
    shares: tuple[tuple[str, int], ...]
    first: date


class ShoppingList(LateValue):
    """What runs take, what is there, what is bought.

    Attributes:
        today: The day on which it was made.
        notes: What is not in the totals, because it cannot be known.
    """

    today: date
    runs: tuple[ListedRun, ...]
    items: tuple[ShoppingItem, ...]
    plastics: tuple[PlasticItem, ...]
    notes: tuple[Message, ...] = ()

    @property
    def missing(self) -> tuple[ShoppingItem, ...]:
        """What has to be bought, the first to be ordered coming first."""
        found = [(item.purchase.order_by, at, item) for at, item in enumerate(self.items) if item.purchase]
        return tuple(item for _, _, item in sorted(found, key=lambda each: each[:2]))

    @property
    def order_by(self) -> date | None:
        """The day by which the first order goes out; None where nothing is missing."""
        return next((item.purchase.order_by for item in self.missing if item.purchase), None)
