"""Several quantities in one text: ranges, lists, and hours with minutes."""

import re
from typing import NamedTuple

from mscplanner.domain.numeral import Numeral, exact, numeral
from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.domain.spelling import unit_of

_FROM = re.compile(r"(?:between|from|从|在)\s?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s?(?:\.\.\.?|[-~]|to\b|至|到|or\b|或|and\b)\s?", re.IGNORECASE)
_DASHES = frozenset({"-", "~", "to", "至", "到"})
_MANTISSA = re.compile(r"-?\s?[0-9]+(?:\.[0-9]+)?")
_PARTING = re.compile(r"\s?(?:[;、&+~-]|/(?=\s?[0-9])|,\s|\band\b|\bto\b|或|和|与|至|到)\s?|\s(?=[0-9])", re.IGNORECASE)
_SLASHED = re.compile(r"/\s?[0-9]")
_TIMES = re.compile(r"[x×X*·]\s?[0-9]")


class Ends(NamedTuple):
    """Both ends of a range, each with its unit; ``dashed`` where neither is a choice of its own (2 or 3)."""

    low: str
    high: str
    dashed: bool


def range_ends(normal: str) -> Ends | None:
    """Return both ends of a range.

    Example:
        >>> range_ends("1-5 × 10^-6 M")[:2]
        ('1 × 10^-6 M', '5 × 10^-6 M')
    """
    begin = _FROM.match(normal)
    start = begin.end() if begin else 0
    for between in _BETWEEN.finditer(normal, start):
        sign = between.group().strip().casefold()
        left, right = normal[start : between.start()], normal[between.end() :]
        low, high = _complete(left), _complete(right)
        if low is None or high is None or (sign == "and" and not begin):
            continue
        if low.rest.strip() and not high.rest.strip():
            continue
        if not low.rest.strip():
            mantissa = _MANTISSA.match(right)
            left += high.rest if low.form or mantissa is None else right[mantissa.end() :]
        return Ends(left, right, sign in _DASHES)
    return None


def _complete(text: str) -> Numeral | None:
    """Return the number of a text that is a number, alone or with a unit."""
    number = numeral(text)
    return number if number and (not number.rest.strip() or unit_of(number.rest)) else None


def list_parts(normal: str) -> tuple[str, ...]:
    """Return the quantities of a list, the last unit carried to those without one; at most four.

    One part alone means that the text is no list. Parts whose meaning depends on each other
    (1/2 mM, 10 mg/2 mL, 2 x 5 mL) are given without a unit, so that none of them reads well.

    Example:
        >>> list_parts("10, 20 and 50 µM")
        ('10 µM', '20 µM', '50 µM')
    """
    clock = hours_and_minutes(normal)
    if clock:
        return clock, ""
    parts = [part.strip() for part in _PARTING.split(normal)]
    numbers = [number for part in parts if (number := _complete(part.removeprefix("1:")))]
    if len(parts) == 1 or len(numbers) < len(parts):
        return (normal,)
    last = numbers[-1].rest
    if not last.strip() and any(number.rest.strip() for number in numbers):
        return (normal,)
    if _TIMES.search(normal) or (_SLASHED.search(normal) and (parts[0] == "1" or numbers[0].rest.strip())):
        return tuple(number.digits for number in numbers)
    paired = zip(parts[:4], numbers, strict=False)
    return tuple(part if number.rest.strip() else part + last for part, number in paired)


def hours_and_minutes(normal: str) -> str | None:
    """Return ``1 h 30 min`` as one duration in the smaller unit.

    Example:
        >>> hours_and_minutes("1 h 30 min")
        '90 min'
    """
    for gap in re.finditer(r"\s?(?=[0-9])", normal):
        larger, smaller = exact(normal[: gap.start()]), exact(normal[gap.end() :])
        if larger and smaller and larger.kind == smaller.kind == "duration" and larger.base > smaller.base:
            together = larger.to(smaller.unit).value + smaller.value
            return format_quantity(Quantity(value=together, unit=smaller.unit))
    return None
