"""A number with its unit, and the one way it is written.

The unit that somebody typed is kept; comparison and arithmetic go through the base unit of
the kind (``mol/L``, ``g/L``, ``%`` …). Nothing here rounds unless it is asked to.
"""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from pydantic import field_validator

from mscplanner.domain.units import BASE_UNITS, UNITS, Kind, conversion_factor
from mscplanner.domain.value import Value


class Quantity(Value):
    """A finite number of a unit of ``units.UNITS``."""

    value: Decimal
    unit: str

    @field_validator("unit")
    @classmethod
    def _known(cls, unit: str) -> str:
        if unit not in UNITS:
            raise ValueError(f"no such unit: {unit}")
        return unit

    @property
    def kind(self) -> Kind:
        """What the quantity measures."""
        return UNITS[self.unit].kind

    @property
    def base(self) -> Decimal:
        """The number in the base unit of the kind, see ``units.BASE_UNITS``."""
        return _converted(self.value, self.unit, BASE_UNITS[self.kind])

    def to(self, unit: str) -> "Quantity":
        """Return the same quantity in another unit of the same kind.

        Example:
            >>> format_quantity(Quantity(value=Decimal("0.04"), unit="mL").to("µL"))
            '40 µL'
        """
        return Quantity(value=_converted(self.value, self.unit, unit), unit=unit)

    def same(self, other: "Quantity") -> bool:
        """Return whether ``other`` is as much of the same kind, in whatever unit."""
        return self.kind == other.kind and self.base == other.base


def _converted(value: Decimal, unit: str, target: str) -> Decimal:
    # The sixtieth of an hour has no end as a decimal number; sixty has, so what shrinks is divided.
    factor = conversion_factor(unit, target)
    return value * factor if factor >= 1 else value / conversion_factor(target, unit)


def volume(millilitres: Decimal | int | str) -> Quantity:
    """Return a volume of so many millilitres."""
    return Quantity(value=Decimal(millilitres), unit="mL")


def total(volumes: Iterable[Quantity]) -> Quantity:
    """Return the exact sum of ``volumes``, in millilitres."""
    return volume(sum((each.base for each in volumes), Decimal(0)))


def rounded(quantity: Quantity, digits: int = 3, rounding: str = ROUND_HALF_EVEN) -> Quantity:
    """Return ``quantity`` with at most ``digits`` significant digits (half to even, if nothing else is asked for).

    Example:
        >>> format_quantity(rounded(Quantity(value=Decimal("9.0909"), unit="µL")))
        '9.09 µL'
    """
    value = quantity.value
    if not value:
        return quantity
    step = Decimal(1).scaleb(value.adjusted() - digits + 1)
    return Quantity(value=value.quantize(step, rounding), unit=quantity.unit)


_TRUE_DIGITS = 12
"""Digits behind these are left from dividing; they make no amount larger or smaller."""


def at_least(quantity: Quantity) -> Quantity:
    """Return an amount that is needed as it is told: three digits, never less than it is, in a legible unit.

    Example:
        >>> format_quantity(at_least(Quantity(value=Decimal("346.4"), unit="mL")))
        '347 mL'
    """
    return legible(rounded(rounded(legible(quantity), _TRUE_DIGITS), rounding=ROUND_CEILING))


def at_most(quantity: Quantity) -> Quantity:
    """Return an amount that is there as it is told: three digits, never more than it is, in a legible unit.

    Example:
        >>> format_quantity(at_most(Quantity(value=Decimal("346.6"), unit="mL")))
        '346 mL'
    """
    return legible(rounded(rounded(legible(quantity), _TRUE_DIGITS), rounding=ROUND_FLOOR))


_LADDERS = (
    ("L", "mL", "µL"),
    ("M", "mM", "µM", "nM", "pM", "fM"),
    ("mol/L", "mmol/L", "µmol/L", "nmol/L", "pmol/L", "fmol/L"),
    ("g/mL", "mg/mL", "µg/mL", "ng/mL", "pg/mL"),
    ("kg", "g", "mg", "µg", "ng", "pg"),
)


def legible(quantity: Quantity) -> Quantity:
    """Return ``quantity`` in the unit of its family in which the number is 1 to below 1000.

    What is smaller than the smallest unit of its family stays in that unit: pipettes say
    microlitres, also below one.

    Example:
        >>> format_quantity(legible(Quantity(value=Decimal("0.04"), unit="mL")))
        '40 µL'
    """
    for ladder in _LADDERS:
        if quantity.unit not in ladder:
            continue
        for unit in ladder:
            candidate = quantity.to(unit)
            if abs(candidate.value) >= 1:
                return candidate
        return quantity.to(ladder[-1])
    return quantity


def format_number(value: Decimal) -> str:
    """Return ``value`` in full: decimal point, leading zero, no trailing zeros, no exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_quantity(quantity: Quantity) -> str:
    """Return ``quantity`` as it is written on screen, on paper and in files.

    Example:
        >>> format_quantity(Quantity(value=Decimal("0.50"), unit="mmol/L"))
        '0.5 mmol/L'
        >>> format_quantity(Quantity(value=Decimal(50), unit="X"))
        '50×'
        >>> format_quantity(Quantity(value=Decimal(1000), unit="1:n"))
        '1:1000'
    """
    number = format_number(quantity.value)
    if quantity.unit == "1:n":
        return f"1:{number}"
    if quantity.unit == "X":
        return f"{number}×"
    return f"{number} {quantity.unit}"


def signed_percent(percent: Decimal) -> str:
    """Return by how much something misses its target, with its sign, to the hundredth of a percent.

    Example:
        >>> signed_percent(Decimal("-0.0101")), signed_percent(Decimal("1.5")), signed_percent(Decimal("0.004"))
        ('−0.01 %', '+1.5 %', '0 %')
    """
    rounded_off = percent.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    sign = "−" if rounded_off < 0 else "+" if rounded_off > 0 else ""
    return f"{sign}{format_number(abs(rounded_off))} %"
