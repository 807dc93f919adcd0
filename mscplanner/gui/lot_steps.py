"""Every change that the window makes of a lot, by name; typing in one field is one step."""

import uuid
from collections.abc import Sequence

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.stockroom import MOST_LOTS, Lot, lot_title
from mscplanner.gui.lot_book import LotBook, LotSpot, Shelved
from mscplanner.gui.lot_words import FIELD_WORDS
from mscplanner.planning.lot_edits import new_lot, twin_of
from mscplanner.planning.lot_fields import LotField, set_lot_field


class LotSteps:
    """Hands the next lots in, with the name of the step and the place it was made at.

    Attributes:
        book: The lots.
        lab: Knows the reagents.
    """

    def __init__(self, book: LotBook, lab: Lab) -> None:
        self.book, self.lab = book, lab
        self._number = 0
        self._base = self._last = 0

    def label(self, reagent: str) -> LocalText:
        """Return what a reagent is called for short."""
        known = self.lab.catalogue.reagent(reagent)
        return known.label if known else LocalText(plain=reagent)

    def title(self, lot: Lot) -> Message:
        """Return what a lot is called."""
        return lot_title(lot, self.label(lot.reagent))

    # Typing

    def begin(self) -> None:
        """Begin to type in a field: what follows is one step until ``begin`` is called again."""
        self._number += 1
        self._base = self._last = self.book.undo_stack.index()

    def type(self, lot_id: str, field: LotField, text: str) -> None:
        """Set a field of a lot; a text that it does not take changes nothing."""
        shelved = self.book.get(lot_id)
        if shelved is None:
            return
        after = shelved._replace(lot=set_lot_field(shelved.lot, field, text, self.lab.catalogue))
        name = message(
            N_("Change “{field}” of {name}"), field=message(FIELD_WORDS[field]), name=self.label(shelved.lot.reagent)
        )
        if self.book.undo_stack.index() != self._last:
            self.begin()
        self.book.change(name, (after,), f"{lot_id} {field} {self._number}", LotSpot(lot_id, field))
        self._last = self.book.undo_stack.index()

    def take_back(self) -> None:
        """Take back what was handed in since ``begin``."""
        stack = self.book.undo_stack
        if self._base < self._last == stack.index():
            stack.undo()
        self.begin()

    # Lots

    def room_for(self, count: int) -> bool:
        """Return whether so many lots can be added."""
        return len(self.book.lots()) + count <= MOST_LOTS

    def add(self, reagent: str) -> str:
        """Add a lot of which only the reagent is known, and return its id."""
        lot = new_lot(uuid.uuid4().hex, reagent)
        self._add(message(N_("Add {name}"), name=self.label(lot.reagent)), (lot,))
        return lot.id

    def duplicate(self, lot_id: str) -> str:
        """Add another lot of the same stock, and return its id; "" where there is no such lot."""
        shelved = self.book.get(lot_id)
        if shelved is None:
            return ""
        twin = twin_of(shelved.lot, uuid.uuid4().hex)
        self._add(message(N_("Duplicate {name}"), name=self.label(twin.reagent)), (twin,))
        return twin.id

    def take_over(self, strengths: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """Add a lot of each reagent and strength, as one step, and return the ids."""
        lots = [Lot(id=uuid.uuid4().hex, reagent=reagent, strength=strength) for reagent, strength in strengths]
        if lots:
            self._add(message(N_("Take over {count} usual stocks"), count=len(lots)), lots)
        return tuple(lot.id for lot in lots)

    def archive(self, lot_id: str, archived: bool) -> None:
        """Put a lot into the archive, or bring it back."""
        shelved = self.book.get(lot_id)
        if shelved and shelved.archived != archived:
            text = N_("Archive {name}") if archived else N_("Bring back {name}")
            self._change(message(text, name=self.title(shelved.lot)), (shelved._replace(archived=archived),))

    def _add(self, name: Message, lots: Sequence[Lot]) -> None:
        self._change(name, tuple(Shelved(lot) for lot in lots))

    def _change(self, name: Message, after: Sequence[Shelved]) -> None:
        self.book.change(name, after)
        self.begin()
