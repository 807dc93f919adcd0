"""Reads the quantities that people type: a closed grammar, one number and one unit.

Whatever does not fit is refused with a code and with its likely readings; nothing is ever
guessed. Text is at most ``LONGEST`` characters, digits are ``[0-9]``, no pattern can
backtrack, and raw text never reaches pint.
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.domain.units import CONCENTRATIONS, UNITS, Kind
from mscplanner.domain.value import Value, hidden_character

LONGEST = 64
MOST_DIGITS = 12
_LARGEST_POWER = 18


class Misreading(Value):
    """Why a text is not a quantity, and what may have been meant."""

    text: str
    code: str
    message: Message
    readings: tuple[str, ...] = ()


class DurationRange(Value):
    """A duration that may last from ``shortest`` to ``longest``, in hours, both included."""

    shortest_hours: Decimal
    longest_hours: Decimal


_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUPERSCRIPT_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_SIGNS = str.maketrans(
    {
        "μ": "µ",
        **dict.fromkeys("‐‑‒–—―−﹣", "-"),
        **dict.fromkeys("⁄∕÷", "/"),
        **dict.fromkeys("⋅•∙・‧", "·"),
        **dict.fromkeys("✕✖╳⨯", "×"),
        **dict.fromkeys("∼～≈≃≅〜", "~"),
        "∶": ":",
    }
)
# Cyrillic and Greek capitals and small letters that look like the Latin letter of a unit.
_LOOKALIKES = str.maketrans("МмсеорхХΜΧ", "MmceopxXMX")

_APPROXIMATE = re.compile(r"(?:~|<|>|≤|≥|≦|≧|±|ca\.?|c\.|about|approx\.?|circa|约|大约|左右)\s?", re.IGNORECASE)
_RATIO = re.compile(r"([0-9]{1,9})\s?:\s?([0-9]{1,9}(?:\.[0-9]{1,6})?)")
_NUMBER = re.compile(r"([0-9]+)(\.[0-9]+)?")
_EXPONENT = re.compile(r"[eE]([+-]?[0-9]{1,3})(?![0-9])")
_POWER = re.compile(r"\s?[x×X*·]\s?10\^([+-]?[0-9]{1,3})(?![0-9])")
_LOST_POWER = re.compile(r"\s?[x×X*·]\s?10([+-]?[0-9]{1,2})(?![0-9])\s?")
_GROUP = re.compile(r"([,.'’、。，٫٬]|\s)([0-9]+)")
_RANGE = re.compile(r"\s?(?:-|~|to|至|到|or|或)\s?([0-9]+(?:\.[0-9]+)?)\s?")
_TOLERANCE = re.compile(r"\s?(?:±|\+/-|\+-)\s?[0-9.]+\s?")
_LOOSE_SIGN = re.compile(r"\s?([/()%])\s?")
_PER_POWER = re.compile(r"([^\s·/^]+)[\s·]([A-Za-zµ]+)\^?-([12])")

_MULTIPLIERS = {"毫": "m", "微": "µ", "纳": "n", "皮": "p", "飞": "f", "千": "k", "": ""}


def _spellings(prefix: str, *more: str) -> tuple[str, ...]:
    return (prefix, "u", *more) if prefix == "µ" else (prefix,)


def _amounts() -> dict[str, str]:
    """Return what may stand above the line of a unit, by its spelling."""
    table = {"单位": "U", "国际单位": "IU"} | dict.fromkeys(("cells", "cell", "细胞", "个细胞"), "cells")
    for prefix in ("", "m", "µ", "n", "p", "f"):
        for spelling in _spellings(prefix):
            table[f"{spelling}M"] = f"{prefix}M"
            table |= dict.fromkeys((f"{spelling}mol", f"{spelling}mole", f"{spelling}moles"), f"{prefix}mol")
    for prefix in ("", "m", "µ", "n", "p", "f", "k"):
        table |= dict.fromkeys((f"{spelling}g" for spelling in _spellings(prefix, "mc")), f"{prefix}g")
    for prefix in ("", "m", "k"):
        table |= dict.fromkeys((f"{prefix}{word}" for word in ("U", "units", "unit", "Units")), f"{prefix}U")
        table[f"{prefix}IU"] = f"{prefix}IU"
    for word, prefix in _MULTIPLIERS.items():
        table |= {f"{word}摩尔": f"{prefix}mol", f"{word}摩": f"{prefix}mol", f"{word}克": f"{prefix}g"}
    return table


def _volumes() -> dict[str, str]:
    """Return what may stand below the line of a unit, by its spelling."""
    table = {"升": "L", "毫升": "mL", "微升": "µL", "分升": "dL", "liter": "L", "litre": "L", "mol": "mol"}
    table |= {"100mL": "dL", "100ml": "dL"} | dict.fromkeys(("cm^2", "cm2", "平方厘米"), "cm²")
    for prefix in ("", "d", "m", "µ", "n"):
        table |= {f"{spelling}{letter}": f"{prefix}L" for spelling in _spellings(prefix) for letter in "Ll"}
    return table


_AMOUNTS = _amounts()
_VOLUMES = _volumes()

_WHOLE: dict[str, str] = {
    "%": "%",
    "percent": "%",
    **dict.fromkeys(("%v/v", "%(v/v)", "%vol/vol", "%(vol/vol)", "%vol", "vol%", "%V/V", "%(V/V)", "v/v%"), "% v/v"),
    **dict.fromkeys(("%w/v", "%(w/v)", "%wt/vol", "%(wt/vol)", "%m/v", "%(m/v)", "%W/V", "%(W/V)", "w/v%"), "% w/v"),
    **dict.fromkeys(("x", "X", "×", "fold", "倍"), "X"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "小时"), "h"),
    **dict.fromkeys(("d", "day", "days", "天", "日"), "d"),
    **dict.fromkeys(("min", "mins", "minute", "minutes", "分钟"), "min"),
    **dict.fromkeys(("s", "sec", "second", "seconds", "秒"), "s"),
    **dict.fromkeys(("week", "weeks", "wk", "周"), "weeks"),
    **dict.fromkeys(("°C", "degC", "摄氏度"), "°C"),
    **dict.fromkeys(("mm", "cm", "nm", "pm", "m"), ""),
    "um": "µm",
    "µm": "µm",
    "Da": "g/mol",
    "kDa": "kg/mol",
    "cm^2": "cm²",
    "cm2": "cm²",
}
_WHOLE |= {unit: unit for unit in ("mm", "cm", "nm", "pm", "m")}
_LENGTH_READINGS = {"mm": "mM", "µm": "µM", "nm": "nM", "pm": "pM", "m": "M"}


def _normalised(text: str) -> str:
    # Superscripts first: NFKC would turn 10⁴ into 104.
    text = _SUPERSCRIPT_RUN.sub(lambda run: "^" + run.group().translate(_SUPERSCRIPTS), text)
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return " ".join(text.split())


@lru_cache(maxsize=2048)
def _unit_of(raw: str) -> str | None:
    """Return the unit that ``raw`` spells, or None."""
    text = raw.strip().translate(_LOOKALIKES)
    if text in UNITS and text != "1:n":
        return text
    per = _PER_POWER.fullmatch(text)
    if per:
        power = "^2" if per.group(3) == "2" else ""
        text = f"{per.group(1)}/{per.group(2)}{power}"
    text = text.replace("每", "/").replace(" per ", "/").replace("100 m", "100m")
    text = _LOOSE_SIGN.sub(r"\1", text)
    if text in _WHOLE:
        return _WHOLE[text]
    amount, slash, volume = text.partition("/")
    if not slash:
        unit = _AMOUNTS.get(amount) or _VOLUMES.get(amount)
    elif amount in _VOLUMES and volume in _VOLUMES:
        unit = f"{_VOLUMES[amount]}/{_VOLUMES[volume]}"
    else:
        unit = f"{_AMOUNTS.get(amount)}/{_VOLUMES.get(volume)}"
    return unit if unit in UNITS else None


_NAMES: dict[str, str] = {
    "concentration": N_("a concentration"),
    "volume": N_("a volume"),
    "mass": N_("a mass"),
    "duration": N_("a duration"),
    "temperature": N_("a temperature"),
    "amount": N_("an amount of substance"),
    "length": N_("a length"),
    "molar-mass": N_("a molar mass"),
    "cells": N_("a number of cells"),
    "cells-per-area": N_("a seeding density"),
    "cells-per-volume": N_("a cell density"),
    "area": N_("an area"),
    "mass-per-area": N_("a coating density"),
}


def kind_name(kind: Kind | str) -> Message:
    """Return what a kind of quantity is called in a message."""
    return message(_NAMES["concentration" if kind in CONCENTRATIONS else kind])


def _refusal(text: str, code: str, what: str, /, *readings: str | None, **figures: str | Message) -> Misreading:
    known = tuple(dict.fromkeys(reading for reading in readings if reading))
    return Misreading(text=text, code=code, message=message(what, text=_shown(text), **figures), readings=known)


def _hidden(character: str) -> bool:
    # Format characters such as a zero-width space make two texts that look the same differ.
    return hidden_character(character) is not None or unicodedata.category(character) == "Cf"


def _shown(text: str) -> str:
    kept = "".join("\N{REPLACEMENT CHARACTER}" if _hidden(each) else each for each in text)
    return kept if len(kept) <= 40 else kept[:39] + "…"


def _number(text: str, kinds: frozenset[Kind]) -> str | None:
    """Return ``text`` in its normal form where it reads well, for use as a likely reading."""
    quantity = _read(text, text, kinds)
    return format_quantity(quantity) if isinstance(quantity, Quantity) else None


def read_quantity(text: str, kinds: frozenset[Kind] = CONCENTRATIONS) -> Quantity | Misreading:
    """Read one positive quantity of one of ``kinds``.

    Args:
        text: What somebody typed. Up to ``LONGEST`` characters are looked at.
        kinds: The kinds that the field takes; all concentrations by default.

    Returns:
        The quantity in the unit that was typed, or why there is none and what was likely meant.

    Example:
        >>> format_quantity(read_quantity("10uM"))
        '10 µM'
        >>> read_quantity("1,5 mM").readings
        ('1.5 mM', '15 mM')
    """
    if len(text) > LONGEST:
        return _refusal(text, "E-QTY-LONG", N_("“{text}” is longer than any quantity"))
    if any(_hidden(each) for each in text):
        seen = "".join(each for each in text if not _hidden(each))
        return _refusal(text, "E-QTY-CHAR", N_("“{text}” has a hidden character"), _number(_normalised(seen), kinds))
    return _read(text, _normalised(text), kinds)


def _read(text: str, normal: str, kinds: frozenset[Kind]) -> Quantity | Misreading:
    if not normal:
        return _refusal(text, "E-QTY-NONE", N_("Nothing is typed"))
    approximate = _APPROXIMATE.match(normal)
    if approximate:
        rest = normal[approximate.end() :]
        return _refusal(
            text,
            "E-QTY-ABOUT",
            N_("“{text}” is not one exact number"),
            _number(rest, kinds) if rest != normal else None,
        )
    if ":" in normal:
        return _read_ratio(text, normal, kinds)
    found = _NUMBER.match(normal)
    if not found:
        return _no_number(text, normal, kinds)
    return _read_after_number(text, normal, found, kinds)


def _read_ratio(text: str, normal: str, kinds: frozenset[Kind]) -> Quantity | Misreading:
    ratio = _RATIO.fullmatch(normal)
    if not ratio or ratio.group(1) != "1" or ratio.group(2).startswith("0") or Decimal(ratio.group(2)) <= 1:
        return _refusal(text, "E-QTY-RATIO", N_("“{text}” is not a dilution of the form 1:n"))
    return _of_kind(text, Quantity(value=Decimal(ratio.group(2)), unit="1:n"), kinds)


def _no_number(text: str, normal: str, kinds: frozenset[Kind]) -> Misreading:
    if normal[0] == "-" and _NUMBER.match(normal[1:].lstrip()):
        return _refusal(text, "E-QTY-NEGATIVE", N_("“{text}” is below zero"), _number(normal[1:].lstrip(), kinds))
    if normal[0] in "+.":
        repaired = "0" + normal if normal[0] == "." else normal[1:].lstrip()
        return _refusal(
            text, "E-QTY-NUMBER", N_("“{text}” does not begin with a plain number"), _number(repaired, kinds)
        )
    if _unit_of(normal):
        return _refusal(text, "E-QTY-BARE-UNIT", N_("“{text}” is a unit without a number"))
    return _refusal(text, "E-QTY-NUMBER", N_("“{text}” does not begin with a plain number"))


def _read_after_number(text: str, normal: str, found: re.Match[str], kinds: frozenset[Kind]) -> Quantity | Misreading:
    digits, rest = found.group(), normal[found.end() :]
    power = 0
    raised = _EXPONENT.match(rest) or _POWER.match(rest)
    if raised:
        power, rest = int(raised.group(1)), rest[raised.end() :]
    elif digits == "10" and (raised := re.match(r"\^([+-]?[0-9]{1,3})(?![0-9])", rest)):
        digits, power, rest = "1", int(raised.group(1)), rest[raised.end() :]
    else:
        refused = _broken_number(text, digits, rest, kinds)
        if refused:
            return refused
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        return _refusal(
            text,
            "E-QTY-NUMBER",
            N_("“{text}” does not begin with a plain number"),
            _number(digits.lstrip("0") + rest, kinds),
            _number(f"0.{digits.lstrip('0')}{rest}", kinds),
        )
    if len(digits.replace(".", "").strip("0")) > MOST_DIGITS:
        return _refusal(text, "E-QTY-DIGITS", N_("“{text}” has more than 12 digits"))
    value = Decimal(digits)
    if abs(power) > _LARGEST_POWER or (value and abs(value.adjusted() + power) > _LARGEST_POWER):
        return _refusal(text, "E-QTY-POWER", N_("“{text}” has a power of ten beyond any use"))
    unit = _unit_of(rest)
    if unit is None:
        return _no_unit(text, digits, rest, kinds)
    value = value.scaleb(power)
    if value == 0 and UNITS[unit].kind != "temperature":
        return _refusal(text, "E-QTY-ZERO", N_("“{text}” is zero"))
    return _of_kind(text, Quantity(value=value, unit=unit), kinds)


def _broken_number(text: str, digits: str, rest: str, kinds: frozenset[Kind]) -> Misreading | None:
    """Return the refusal of a number that goes on in a way that has several readings."""
    tolerance = _TOLERANCE.match(rest)
    if tolerance:
        return _refusal(
            text,
            "E-QTY-ABOUT",
            N_("“{text}” is not one exact number"),
            _number(digits + rest[tolerance.end() :], kinds),
        )
    lost = _LOST_POWER.match(rest)
    if lost:
        return _refusal(
            text,
            "E-QTY-POWER",
            N_("“{text}” seems to have lost its superscript"),
            _number(f"{digits}e{lost.group(1)} {rest[lost.end() :]}", kinds),
        )
    grouped = _GROUP.match(rest)
    if grouped:
        tail = rest[grouped.end() :]
        joined = _number(f"{digits}{grouped.group(2)}{tail}", kinds) if "." not in digits else None
        if grouped.group(1).isspace():
            return _refusal(text, "E-QTY-SPACE", N_("“{text}” has a space in its number"), joined)
        pointed = _number(f"{digits}.{grouped.group(2)}{tail}", kinds) if "." not in digits else None
        return _refusal(text, "E-QTY-COMMA", N_("“{text}” can be read as two numbers"), pointed, joined)
    between = _RANGE.match(rest)
    if between:
        return _refuse_range(text, digits, between, rest, kinds)
    return None


def _refuse_range(text: str, digits: str, between: re.Match[str], rest: str, kinds: frozenset[Kind]) -> Misreading:
    high, tail = between.group(1), rest[between.end() :]
    if digits == "10" and Decimal(high) < 10:
        return _refusal(
            text,
            "E-QTY-POWER",
            N_("“{text}” seems to have lost its superscript"),
            _number(f"1e-{high} {tail}", kinds) if "." not in high else None,
        )
    return _refusal(
        text,
        "E-QTY-RANGE",
        N_("“{text}” is a range; the plan needs one number"),
        _number(f"{digits} {tail}", kinds),
        _number(f"{high} {tail}", kinds),
    )


def _no_unit(text: str, digits: str, rest: str, kinds: frozenset[Kind]) -> Misreading:
    raw = rest.strip()
    if not raw:
        return _refusal(text, "E-QTY-BARE", N_("“{text}” has no unit"))
    if re.search(r"[;,、+&]|[0-9]\s?[A-Za-zµ%]", raw):
        return _refusal(text, "E-QTY-LIST", N_("“{text}” holds more than one quantity"))
    folded = raw.casefold()
    near = [
        unit.text
        for unit in UNITS.values()
        if unit.text.casefold().replace("µ", "u") == folded.replace("µ", "u") and unit.kind in kinds
    ]
    return _refusal(
        text,
        "E-QTY-UNIT",
        N_("The unit of “{text}” is not known here"),
        *(_number(f"{digits} {unit}", kinds) for unit in near[:3]),
    )


def _of_kind(text: str, quantity: Quantity, kinds: frozenset[Kind]) -> Quantity | Misreading:
    if quantity.kind in kinds:
        return quantity
    wanted: Kind = "molar" if kinds & CONCENTRATIONS else min(kinds)
    meant = _LENGTH_READINGS.get(quantity.unit)
    return _refusal(
        text,
        "E-QTY-KIND",
        N_("“{text}” is {found}; {wanted} is needed"),
        format_quantity(Quantity(value=quantity.value, unit=meant)) if meant and "molar" in kinds else None,
        found=kind_name(quantity.kind),
        wanted=kind_name(wanted),
    )


VOLUME: frozenset[Kind] = frozenset({"volume"})
DURATION: frozenset[Kind] = frozenset({"duration"})
_SPAN = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s?(?:-|to|至)\s?([0-9]+(?:\.[0-9]+)?)\s?([^0-9]+)")


def read_duration(text: str) -> DurationRange | Misreading:
    """Read the length of a stage: ``2 d``, ``24 h`` or a span such as ``2-3 d``.

    Example:
        >>> read_duration("2-3 d").longest_hours
        Decimal('72')
        >>> read_duration("overnight").code
        'E-QTY-NUMBER'
    """
    span = _SPAN.fullmatch(_normalised(text)) if len(text) <= LONGEST else None
    if span:
        low, high = (read_quantity(f"{span.group(part)} {span.group(3)}", DURATION) for part in (1, 2))
        if isinstance(low, Quantity) and isinstance(high, Quantity) and low.base < high.base:
            return DurationRange(shortest_hours=low.base, longest_hours=high.base)
    quantity = read_quantity(text, DURATION)
    if isinstance(quantity, Misreading):
        return quantity
    return DurationRange(shortest_hours=quantity.base, longest_hours=quantity.base)


NO_CHANGE = "none"


def read_change(text: str) -> int | str | Misreading:
    """Read a medium-change rule: the interval in whole days, or ``NO_CHANGE``.

    Example:
        >>> read_change("every 2 d")
        2
    """
    normal = _normalised(text).casefold() if len(text) <= LONGEST else ""
    if normal == NO_CHANGE:
        return NO_CHANGE
    quantity = read_quantity(normal.removeprefix("every "), DURATION) if normal.startswith("every ") else None
    if isinstance(quantity, Quantity) and quantity.base % 24 == 0 and quantity.base >= 24:
        return int(quantity.base / 24)
    return _refusal(text, "E-CHANGE", N_("“{text}” is not a medium-change rule"), "every 2 d", NO_CHANGE)
