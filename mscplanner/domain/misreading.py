"""What is told about a text that is not the quantity it should be.

Titles fit ``LONGEST_TITLE`` characters in both languages: of a longer text the beginning is told.
"""

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.spelling import unseen
from mscplanner.domain.units import CONCENTRATIONS, Kind
from mscplanner.domain.value import Value

LONGEST_TITLE = 60


class Misreading(Value):
    """Why a text is not a quantity, and what may have been meant."""

    text: str
    code: str
    message: Message
    readings: tuple[str, ...] = ()


_NAMES: dict[str, str] = {
    "concentration": N_("a concentration"),
    "volume": N_("a volume"),
    "mass": N_("a mass"),
    "duration": N_("a duration"),
    "temperature": N_("a temperature"),
    "amount": N_("an amount"),
    "length": N_("a length"),
    "molar-mass": N_("a molar mass"),
    "cells": N_("a cell count"),
    "cells-per-area": N_("a seeding density"),
    "cells-per-volume": N_("a cell density"),
    "area": N_("an area"),
    "mass-per-area": N_("a coating density"),
}


def kind_name(kind: Kind | str) -> Message:
    """Return what a kind of quantity is called in a message."""
    return message(_NAMES["concentration" if kind in CONCENTRATIONS else kind])


TITLES: dict[str, str] = {
    "E-QTY-NONE": N_("Nothing is typed"),
    "E-QTY-LONG": N_("“{text}” is longer than any quantity"),
    "E-QTY-CHAR": N_("“{text}” has a hidden character"),
    "E-QTY-ABOUT": N_("“{text}” is not one exact number"),
    "E-QTY-LIMIT": N_("“{text}” is a limit, not an amount"),
    "E-QTY-SPREAD": N_("“{text}” is a mean with its spread"),
    "E-QTY-RANGE": N_("“{text}” is a range; the plan needs one number"),
    "E-QTY-LIST": N_("“{text}” holds more than one quantity"),
    "E-QTY-COMMA": N_("“{text}” can be read as two numbers"),
    "E-QTY-SPACE": N_("“{text}” has a space in its number"),
    "E-QTY-POWER": N_("“{text}” seems to have lost its superscript"),
    "E-QTY-EXPONENT": N_("“{text}” has a power of ten beyond any use"),
    "E-QTY-PREFIX": N_("“{text}” seems to have lost its prefix"),
    "E-QTY-FINITE": N_("“{text}” is not a finite number"),
    "E-QTY-NUMBER": N_("“{text}” does not begin with a plain number"),
    "E-QTY-NEGATIVE": N_("“{text}” is below zero"),
    "E-QTY-ZERO": N_("“{text}” is zero"),
    "E-QTY-DIGITS": N_("“{text}” has more than 12 digits"),
    "E-QTY-BARE": N_("“{text}” has no unit"),
    "E-QTY-BARE-UNIT": N_("“{text}” is a unit without a number"),
    "E-QTY-RATIO": N_("“{text}” is not a dilution of the form 1:n"),
    "E-QTY-UNIT": N_("The unit of “{text}” is not known here"),
    "E-QTY-WORDS": N_("“{text}” has more than number and unit"),
    "E-QTY-KIND": N_("“{text}” is {found}, not {wanted}"),
    "E-CHANGE": N_("“{text}” is not a medium-change rule"),
    "E-DATE": N_("“{text}” is no day of the form 2027-05-31"),
    "E-COUNT": N_("“{text}” is no whole number from 0 to 99"),
}
TWO_POWERS = N_("“{text}” can mean two powers of ten")
NO_HOURS = N_("“{text}” is no number of hours or days")
NO_DEGREES = N_("“{text}” is no number of degrees")
TOO_COLD = N_("“{text}” is below absolute zero")


def refusal(
    text: str, code: str, readings: tuple[str | None, ...] = (), /, title: str = "", **figures: Message
) -> Misreading:
    """Return the refusal of ``text``.

    Args:
        text: As typed, of whatever length.
        code: One of ``TITLES``.
        readings: What was likely meant, in its normal form; None counts for nothing.
        title: Another title than the one of the code.
        **figures: What stands in the title beside the text.
    """
    title = title or TITLES[code]
    known = tuple(dict.fromkeys(reading for reading in readings if reading))
    room = LONGEST_TITLE - len(message(title, text="", **figures).written("en"))
    return Misreading(text=text, code=code, message=message(title, text=_shown(text, room), **figures), readings=known)


def _shown(text: str, room: int) -> str:
    kept = text if len(text) <= room else text[: room - 1] + "…"
    return "".join(_seen(each) for each in kept)


def _seen(character: str) -> str:
    if character.isspace():
        return " "
    return character if character.isprintable() and not unseen(character) else "\N{REPLACEMENT CHARACTER}"
