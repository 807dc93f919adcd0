"""Reads the quantities that people type: a closed grammar, one number and one unit.

Whatever does not fit is refused with a code and with its likely readings; nothing is ever
guessed. Text is at most ``LONGEST`` characters, and raw text never reaches pint. What is
accepted is decided in ``numeral.exact`` alone.
"""

import unicodedata
from decimal import Decimal

from mscplanner.domain.doubt import explained, fraction
from mscplanner.domain.misreading import Misreading, kind_name, refusal
from mscplanner.domain.numeral import exact
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.several import range_ends
from mscplanner.domain.spelling import LOST_MICRO, figure_apart, normalised, unseen
from mscplanner.domain.unit_doubt import known, wrong_kind
from mscplanner.domain.units import CONCENTRATIONS, Kind
from mscplanner.domain.value import Value

__all__ = [
    "DURATION",
    "LONGEST",
    "MASS",
    "NO_CHANGE",
    "SEEDING_DENSITY",
    "TEMPERATURE",
    "VOLUME",
    "DurationRange",
    "Misreading",
    "kind_name",
    "read_change",
    "read_duration",
    "read_quantity",
]

LONGEST = 64
VOLUME: frozenset[Kind] = frozenset({"volume"})
MASS: frozenset[Kind] = frozenset({"mass"})
DURATION: frozenset[Kind] = frozenset({"duration"})
TEMPERATURE: frozenset[Kind] = frozenset({"temperature"})
SEEDING_DENSITY: frozenset[Kind] = frozenset({"cells-per-area"})


class DurationRange(Value):
    """A duration that may last from ``shortest`` to ``longest``, in hours, both included."""

    shortest_hours: Decimal
    longest_hours: Decimal


def read_quantity(text: str, kinds: frozenset[Kind] = CONCENTRATIONS) -> Quantity | Misreading:
    """Read one quantity of one of ``kinds``: above zero, but for a temperature.

    Args:
        text: What somebody typed. Of more than ``LONGEST`` characters nothing is looked at.
        kinds: The kinds that the field takes; all concentrations by default.

    Returns:
        The quantity in the unit that was typed, or why there is none and what was likely meant.

    Example:
        >>> read_quantity("10uM").unit
        'µM'
        >>> read_quantity("1,5 mM").readings
        ('1.5 mM', '15 mM')
    """
    if len(text) > LONGEST:
        return refusal(text, "E-QTY-LONG")
    unfit = _unfit(text, kinds)
    if unfit:
        return unfit
    normal = normalised(text)
    if len(normal) > 2 * LONGEST:
        return refusal(text, "E-QTY-LONG")
    quantity = exact(normal)
    if quantity is None:
        return explained(text, normal, kinds)
    return quantity if quantity.kind in kinds else wrong_kind(text, quantity, kinds)


def _unfit(text: str, kinds: frozenset[Kind]) -> Misreading | None:
    """Return the refusal of a text with characters that no quantity has."""
    if any(unseen(each) for each in text):
        return refusal(text, "E-QTY-CHAR", (_seen(text, kinds),))
    if LOST_MICRO.search(text):
        reading = known(normalised(LOST_MICRO.sub("µ", text)), kinds)
        return refusal(text, "E-QTY-PREFIX" if reading else "E-QTY-UNIT", (reading,))
    return fraction(text, kinds) if figure_apart(text) else None


def _seen(text: str, kinds: frozenset[Kind]) -> str | None:
    """Return the quantity that is to be seen, where hiding characters hide nothing else."""
    # What cannot be decoded, and a control within a text, may be all that is left of a µ.
    whole = text.strip("".join(map(chr, range(0x20))))
    if any(unicodedata.category(each) in ("Cs", "Cc") and each not in "\t\n" for each in whole):
        return None
    shown = "".join(each for each in whole if not unseen(each))
    return None if figure_apart(shown) or LOST_MICRO.search(shown) else known(normalised(shown), kinds)


def read_duration(text: str) -> DurationRange | Misreading:
    """Read the length of a stage: ``2 d``, ``24 h`` or a span such as ``2-3 d``.

    Example:
        >>> read_duration("2-3 d").longest_hours
        Decimal('72')
        >>> read_duration("overnight").code
        'E-QTY-NUMBER'
    """
    quantity = read_quantity(text, DURATION)
    if isinstance(quantity, Quantity):
        return DurationRange(shortest_hours=quantity.base, longest_hours=quantity.base)
    ends = range_ends(normalised(text)) if quantity.code == "E-QTY-RANGE" else None
    low, high = (exact(ends.low), exact(ends.high)) if ends and ends.dashed else (None, None)
    if low and high and low.kind == high.kind == "duration" and low.base < high.base:
        return DurationRange(shortest_hours=low.base, longest_hours=high.base)
    return quantity


NO_CHANGE = "none"


def read_change(text: str) -> int | str | Misreading:
    """Read a medium-change rule: the interval in whole days, or ``NO_CHANGE``.

    Example:
        >>> read_change("every 2 d")
        2
    """
    normal = normalised(text).casefold() if len(text) <= LONGEST else ""
    if normal == NO_CHANGE:
        return NO_CHANGE
    quantity = read_quantity(normal.removeprefix("every "), DURATION) if normal.startswith("every ") else None
    if isinstance(quantity, Quantity) and quantity.base % 24 == 0 and quantity.base >= 24:
        return int(quantity.base / 24)
    return refusal(text, "E-CHANGE", ("every 2 d", NO_CHANGE))
