"""The one place where a text becomes a quantity: a number and a unit, with nothing beside them.

``exact`` says yes to what has one meaning, and nothing to everything else; why not is told by
``doubt``. Digits are ``[0-9]``, and no pattern can backtrack.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.quantity import Quantity
from mscplanner.domain.spelling import unit_of
from mscplanner.domain.units import CONCENTRATIONS, UNITS, Kind

MOST_DIGITS = 12
LARGEST_POWER = 18
ABSOLUTE_ZERO = Decimal("-273.15")
"""In °C."""

_NUMBER = re.compile(r"(-\s?)?([0-9]+(?:\.[0-9]+)?)")
_POWER = re.compile(r"([eE])([+-]?[0-9]+)|\s?[x×X*·]\s?10(?:\^([+-]?[0-9]+)|\(([+-]?[0-9]{1,3})\))")
_BARE_POWER = re.compile(r"\^([+-]?[0-9]+)|\((-[0-9]{1,3})\)")
_RATIO = re.compile(r"1\s?:\s?([0-9]+(?:\.[0-9]+)?)")
# 10.000 is ten thousand in half of Europe: three figures after the point, and no digit but for show.
_POINTED_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9][0-9]0")
_LOST_CELLS = range(103, 110)
CELLS: frozenset[Kind] = frozenset({"cells", "cells-per-area", "cells-per-volume"})


class Numeral(NamedTuple):
    """The number at the beginning of a text.

    Attributes:
        negative: Whether a minus stands before it.
        digits: As typed, with a point at most.
        power: Of ten.
        form: How the power was typed: ``e``, ``x`` (times ten to the …), ``^`` (ten to the …) or nothing.
        rest: What follows.
    """

    negative: bool
    digits: str
    power: int
    form: str
    rest: str

    @property
    def leading_zero(self) -> bool:
        """Whether a zero stands before the digits that mean something."""
        return len(self.digits) > 1 and self.digits[0] == "0" and self.digits[1] != "."

    @property
    def many_digits(self) -> bool:
        """Whether there are more significant digits than any instrument gives."""
        whole, point, part = self.digits.partition(".")
        return len((whole + part).lstrip("0") if point else whole.strip("0")) > MOST_DIGITS

    @property
    def beyond(self) -> bool:
        """Whether the power of ten is beyond any use."""
        if abs(self.power) > LARGEST_POWER:
            return True
        value = Decimal(self.digits)
        return bool(value) and abs(value.adjusted() + self.power) > LARGEST_POWER

    @property
    def two_powers(self) -> bool:
        """Whether it is of the form 10e5, by which some mean 10^5 and some 10 × 10^5."""
        return self.form == "e" and self.digits in ("10", "10.0")

    @property
    def value(self) -> Decimal | None:
        """The number, where it is written as one number is."""
        if self.leading_zero or self.many_digits or self.beyond or self.two_powers:
            return None
        value = Decimal(self.digits).scaleb(self.power)
        return -value if self.negative and value else value


def numeral(text: str) -> Numeral | None:
    """Return the number that a normalised text begins with.

    Example:
        >>> numeral("2 x 10^5 cells/mL").power
        5
    """
    found = _NUMBER.match(text)
    if found is None:
        return None
    negative, digits, rest = found.group(1) is not None, found.group(2), text[found.end() :]
    raised = _BARE_POWER.match(rest) if digits == "10" else None
    if raised:
        return Numeral(negative, "1", int(raised.group(1) or raised.group(2)), "^", rest[raised.end() :])
    raised = _POWER.match(rest)
    if raised:
        power = int(raised.group(2) or raised.group(3) or raised.group(4))
        return Numeral(negative, digits, power, (raised.group(1) and "e") or "x", rest[raised.end() :])
    return Numeral(negative, digits, 0, "", rest)


def exact(normal: str) -> Quantity | None:
    """Return the quantity of a normalised text that can mean only one.

    Example:
        >>> exact("10 µM").unit, exact("1,5 mM")
        ('µM', None)
    """
    ratio = _RATIO.fullmatch(normal)
    number = Numeral(False, ratio.group(1), 0, "", "") if ratio else numeral(normal)
    if number is None or number.value is None:
        return None
    unit = "1:n" if ratio else unit_of(number.rest)
    if unit is None or not _possible(number.value, UNITS[unit].kind) or thousands(number, UNITS[unit].kind):
        return None
    return Quantity(value=number.value, unit=unit)


def _possible(value: Decimal, kind: Kind) -> bool:
    if kind == "temperature":
        return value >= ABSOLUTE_ZERO
    if kind == "dilution":
        return value > 1
    return value > 0 and not lost_superscript(value, kind)


def lost_superscript(value: Decimal, kind: Kind) -> bool:
    """Return whether a number of cells is 10⁶ without its raised figure: nobody seeds 106 cells."""
    return kind in CELLS and value in _LOST_CELLS


def thousands(number: Numeral, kind: Kind) -> bool:
    """Return whether the point of a number may group thousands, as in 10.000 U/mL or 4.500 mg/L."""
    if number.form or kind not in CONCENTRATIONS | CELLS:
        return False
    return _POINTED_THOUSANDS.fullmatch(number.digits) is not None
