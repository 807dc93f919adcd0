"""The stimulation index of a secretion test, worked out from the two values of the paper beside the index on it."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from mscplanner.domain.close_out import Row
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.numeral import numeral
from mscplanner.domain.quantity import format_number

_PAIRS = (
    (N_("Insulin"), "insulin-low", "insulin-high", "si"),
    (N_("C-peptide"), "c-peptide-low", "c-peptide-high", "si-2"),
)
_WORDS = frozenset({"nd", "n.d.", "undet.", "undetermined", "over", "ovrflw", "overflow", "未检出", "超出量程"})
_BEFORE = re.compile(r"[<>≤≥~≈]\s*")
_DIGITS = 3


class Index(NamedTuple):
    """An index that was worked out.

    Attributes:
        measured: What was measured, a marked text.
        column: The entry in which the paper has it.
        low: Secreted at low glucose, as typed.
        high: Secreted at high glucose, as typed.
        value: High by low, with three significant digits.
    """

    measured: str
    column: str
    low: str
    high: str
    value: Decimal

    @property
    def told(self) -> Message:
        """The formula with its figures."""
        return message(
            N_("{measured}, worked out: SI = high ÷ low = {high} ÷ {low} = {index}"),
            measured=message(self.measured),
            high=self.high,
            low=self.low,
            index=format_number(self.value),
        )


def read_number(text: str) -> Decimal | None:
    """Return a typed number with a decimal point, or None.

    Example:
        >>> read_number("24.30"), read_number("1.2e3"), read_number("24,3")
        (Decimal('24.30'), Decimal('1.2E+3'), None)
    """
    found = numeral(unicodedata.normalize("NFKC", text).strip())
    return found.value if found and not found.rest.strip() else None


def is_measured(text: str) -> bool:
    """Return whether ``text`` is what an instrument gives: a number, one that it does not reach, or none at all.

    Example:
        >>> is_measured("< 0.05"), is_measured("undetermined"), is_measured("24.3.1")
        (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain.casefold() in _WORDS or read_number(_BEFORE.sub("", plain, count=1)) is not None


def indices_of(row: Row) -> Iterator[Index]:
    """Give the indices of a row, where it has both values and the lower one is more than nothing."""
    for measured, low, high, column in _PAIRS:
        below, above = (row.typed(each).strip() for each in (low, high))
        divisor, value = read_number(below), read_number(above)
        if row.cell(column) and divisor is not None and value is not None and divisor > 0 and value >= 0:
            yield Index(measured, column, below, above, _significant(value / divisor))


def differs(index: Index, typed: str) -> bool:
    """Return whether the index on the paper is another one, by more than its last figure."""
    value = read_number(typed)
    if value is None:
        return False
    exponent = value.as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(value - index.value) > max(last, index.value * Decimal("0.005"))


def _significant(value: Decimal) -> Decimal:
    if not value:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - _DIGITS + 1), ROUND_HALF_EVEN)
