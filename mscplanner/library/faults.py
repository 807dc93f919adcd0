"""What can go wrong with a library, each told with its place, the reason and the way on."""

from typing import TYPE_CHECKING

from mscplanner.domain.language import N_
from mscplanner.domain.message import Figure, Message, message
from mscplanner.domain.quantity import Quantity, at_least, at_most
from mscplanner.domain.stockroom import Lot, lot_title

if TYPE_CHECKING:
    from mscplanner.library.entry import LotRecord, Record


class LibraryFault(Exception):
    """The library could not do what was asked; what was saved before is untouched.

    Attributes:
        message: What is wrong, where, why, and the way on. It holds no password and no SQL.
    """

    text = N_("The library {place} could not do this; nothing was changed. Close it and open it again.")

    def __init__(self, place: str, text: str = "", /, **figures: Figure | Message) -> None:
        self.message = message(text or self.text, place=place, **figures)
        super().__init__(self.message.written("en"))


class Conflict(LibraryFault):
    """Somebody else saved the same document or lot since it was read.

    Attributes:
        theirs: It as it now stands.
    """

    text = N_("{name} was saved by {author} meanwhile, in {place}. Nothing was overwritten: compare, then keep one.")

    def __init__(self, place: str, theirs: "Record | LotRecord") -> None:
        super().__init__(place, name=theirs.name, author=theirs.changed_by)
        self.theirs = theirs


class Overdrawn(LibraryFault):
    """A run wants more of a lot than is free; nothing was reserved.

    Attributes:
        lot: The lot.
        wanted: What the run wants of it.
        free: What no other run has reserved; below zero where others have reserved too much already.
    """

    text = N_(
        "{lot} in {place}: {wanted} wanted, {free} free. Nothing was reserved: choose another lot, "
        "or correct what is left of this one."
    )

    def __init__(self, place: str, lot: Lot, wanted: Quantity, free: Quantity) -> None:
        super().__init__(place, lot=lot_title(lot), wanted=at_least(wanted), free=at_most(free))
        self.lot, self.wanted, self.free = lot, wanted, free


class Locked(LibraryFault):
    """Another program holds the library and does not let go in time."""

    text = N_("Another program holds the library {place}; nothing was written. Close that program, then try again.")


class DiskFull(LibraryFault):
    """The disk takes no more."""

    text = N_("The disk of {place} takes no more; what was saved before is safe. Make room on it, then try again.")


class ReadOnly(LibraryFault):
    """The library, its folder or its account may only be read."""

    text = N_(
        "{place} cannot be written to. Give write rights to the file and its folder, or name another place "
        "in MSCPLANNER_LIBRARY."
    )


class Damaged(LibraryFault):
    """Something in the library is not what was written there."""

    text = N_("The library {place} is damaged. Restore the last backup; the damaged file is kept beside it.")


class NewerLibrary(LibraryFault):
    """The library was written by a newer program."""

    text = N_("The library {place} was written by a newer mscplanner; it is untouched. Update the program.")


class ForeignSchema(LibraryFault):
    """The place holds something else, or something more, than a library of this program."""

    text = N_("{place} is no library of mscplanner; it is untouched. Name another place in MSCPLANNER_LIBRARY.")


class Unreachable(LibraryFault):
    """The library cannot be got at: no such drive, no such server, no such account."""

    text = N_("The library {place} cannot be reached. Check the drive or the network, then try again.")


class NoSuchRecord(LibraryFault):
    """No document, version or lab has this id."""

    text = N_("The library {place} holds no record {name}. Open it again to see what it holds.")
