"""The lots as the window has them: every change is a step that touches only the fields it changed."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject

from mscplanner.domain.message import Message
from mscplanner.domain.stockroom import Lot
from mscplanner.gui.undoable import Undoable
from mscplanner.gui.wording import Wording
from mscplanner.planning.lot_edits import swapped


class Shelved(NamedTuple):
    """A lot, and whether it is in the archive."""

    lot: Lot
    archived: bool = False


class LotSpot(NamedTuple):
    """Where a step was made: in a field of a lot, or at a lot."""

    lot: str = ""
    field: str = ""


class LotBook(Undoable):
    """Holds every lot of the lab under its id; nothing is ever taken out of it.

    A step that is undone leaves alone what somebody else has changed of the same lot since.
    """

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(wording, parent)
        self._shelf: dict[str, Shelved] = {}

    def get(self, lot_id: str) -> Shelved | None:
        """Return the lot with this id, or None."""
        return self._shelf.get(lot_id)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all lots."""
        return tuple(self._shelf)

    def lots(self, archived: bool = False) -> tuple[Lot, ...]:
        """Return the lots, or those in the archive."""
        return tuple(each.lot for each in self._shelf.values() if each.archived == archived)

    def change(self, name: Message, after: Sequence[Shelved], field: str = "", spot: LotSpot | None = None) -> None:
        """Put lots in the place of those with their ids, as one step; undone, a new one goes to the archive.

        Args:
            name: What was changed, for the Edit menu.
            after: The lots as they are to be.
            field: Steps of the same field merge into one while nothing else comes between.
            spot: Where the selection returns to when the step is undone or done again.
        """
        before = tuple(self._shelf.get(each.lot.id, each._replace(archived=True)) for each in after)
        if before != tuple(after):
            self.push(name, before, tuple(after), field, spot or LotSpot(after[0].lot.id))

    def take_in(self, shelved: Iterable[Shelved]) -> None:
        """Take lots as somebody else has them now; no step of this window."""
        news = {each.lot.id: each for each in shelved}
        if news:
            self._shelf |= news
            self.changed.emit()

    def _swap(self, before: tuple[Shelved, ...], after: tuple[Shelved, ...]) -> None:
        for old, new in zip(before, after, strict=True):
            now = self._shelf.get(new.lot.id, old)
            archived = new.archived if now.archived == old.archived else now.archived
            self._shelf[new.lot.id] = Shelved(swapped(old.lot, new.lot, now.lot), archived)
        self.changed.emit()
