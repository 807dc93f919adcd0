"""Why what follows a number is no unit, and which unit was likely meant."""

import re
from collections.abc import Iterator
from decimal import Decimal

from mscplanner.domain.misreading import Misreading, kind_name, refusal
from mscplanner.domain.numeral import Numeral, exact
from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.domain.spelling import unit_of
from mscplanner.domain.units import CONCENTRATIONS, UNITS, Kind

HOTTEST_GUESS = Decimal(130)
"""Above this, in °C, a C without its ring is no reading: 370C is more likely 37 with a raised zero."""

_LENGTHS = {"mm": ("mM",), "µm": ("µM",), "nm": ("nM",), "pm": ("pM",), "m": ("M", "mM")}
# What µ becomes where a PDF is copied whose font has signs of its own: "10 lM", "10 AM", "10 ?M".
_WRONG_MICRO = frozenset("lAI?")
_LOST_LINE = re.compile(r"(.*[A-Za-zµ克尔位])[\s·.\\]([mdµun]?[Ll])1?$")
_TWO_LINES = re.compile(r"(.*)/([mdµun]?[Ll])(?:-1|\^-1)$")
_PER_CENT_MASS = re.compile(r"([mµun]?g)\s?%$")
_RINGLESS = re.compile(r"(?:[o0°]\s?)?[Cc]$")
_CLOSING = re.compile(r"[\s.,;:*†‡§)\]\"'”’）】]+$")
_OPENING = "([\"'“‘【"
_WELL = re.compile(r"\s?(?:/|per |each |每|in each )\s?(?:well|孔)$| each$")
_BOUNDARY = re.compile(r"[\s(\[,]|(?<=[%×xX倍])(?=[A-Z\u4e00-\u9fff])|(?<=[A-Za-z])(?=[\u4e00-\u9fff])")
_FIGURE_OF_ITS_OWN = re.compile(r"(?<![A-Za-z0-9-])[0-9]|[/=:;?*^~<>±@#]|[^\S ]")
# Words that change what the number is said of, so that the number alone is not what was meant.
_BENDING = frozenset(
    {"per", "each", "every", "or", "and", "to", "in", "of", "less", "more", "fewer", "below", "above", "g", "x"}
    | {"vs", "versus", "minus", "plus", "not", "no", "increase", "decrease", "higher", "lower", "then"}
)


def _plain(unit: str) -> str:
    # Not casefold: it makes a Greek letter of µ.
    return unit.lower().replace("u", "µ", 1) if unit[0] in "uU" else unit.lower()


_FOLDED = tuple((unit, unit.lower()) for unit in UNITS)


def known(text: str, kinds: frozenset[Kind]) -> str | None:
    """Return a normalised text in its normal form where it reads well as one of ``kinds``."""
    quantity = exact(text)
    return format_quantity(quantity) if quantity and quantity.kind in kinds else None


def wrong_kind(text: str, quantity: Quantity, kinds: frozenset[Kind]) -> Misreading:
    """Return the refusal of a quantity that is of none of ``kinds``; a length has likely lost a capital M."""
    wanted: Kind = "molar" if kinds & CONCENTRATIONS else min(kinds)
    meant = _LENGTHS.get(quantity.unit, ()) if "molar" in kinds else ()
    readings = tuple(format_quantity(Quantity(value=quantity.value, unit=unit)) for unit in meant)
    return refusal(text, "E-QTY-KIND", readings, found=kind_name(quantity.kind), wanted=kind_name(wanted))


def unknown_unit(text: str, normal: str, number: Numeral, kinds: frozenset[Kind]) -> Misreading:
    """Return the refusal of a number that is followed by no unit."""
    raw = number.rest.strip()
    head = normal[: len(normal) - len(number.rest)]
    if raw[0] in _WRONG_MICRO and (reading := known(f"{head} µ{raw[1:]}", kinds)):
        return refusal(text, "E-QTY-PREFIX", (reading,))
    readings = tuple(known(f"{head} {unit}", kinds) for unit in _near(raw, number, kinds))
    if any(readings):
        return refusal(text, "E-QTY-UNIT", readings)
    words = without_words(normal, len(head), kinds)
    if words:
        return refusal(text, "E-QTY-WORDS", (words,))
    return refusal(text, "E-QTY-UNIT")


def _near(raw: str, number: Numeral, kinds: frozenset[Kind]) -> Iterator[str]:
    """Give the units that ``raw`` is likely to be meant for."""
    # MU is a million units as often as a slip of the hand for mU: too far apart to offer one.
    if not raw.startswith(("MU", "MIU")):
        yield from (unit for unit, folded in _FOLDED if folded in (raw.lower(), _plain(raw)))
    if raw.startswith("γ"):
        yield f"µg{raw[1:]}"
    for pattern in (_LOST_LINE, _TWO_LINES):
        found = pattern.fullmatch(raw)
        if found:
            yield f"{found.group(1)}/{found.group(2)}"
    hundredth = _PER_CENT_MASS.fullmatch(raw)
    if hundredth:
        yield f"{hundredth.group(1)}/dL"
    if _RINGLESS.fullmatch(raw) and "temperature" in kinds and Decimal(number.digits) <= HOTTEST_GUESS:
        yield "°C"


def without_words(normal: str, start: int, kinds: frozenset[Kind]) -> str | None:
    """Return the quantity that stands before words, as in ``10 mM glucose`` or ``2 mL/well``."""
    closed = _CLOSING.sub("", normal)
    if reading := known(closed, kinds):
        return reading
    well = _WELL.search(closed)
    if well and kinds <= {"volume"}:
        return known(closed[: well.start()], kinds)
    for edge in reversed([each.start() for each in _BOUNDARY.finditer(closed, start)]):
        words = closed[edge:].strip(" ([,")
        if not words or _FIGURE_OF_ITS_OWN.search(words):
            return None
        reading = known(closed[:edge], kinds)
        if reading:
            first = words.split()[0].casefold()
            return None if first in _BENDING or unit_of(words) or unit_of(words.split()[0]) else reading
    return None


def unwrapped(normal: str, kinds: frozenset[Kind]) -> str | None:
    """Return the quantity that stands in brackets or quotation marks."""
    return known(_CLOSING.sub("", normal.lstrip(_OPENING).strip()), kinds) if normal[0] in _OPENING else None
