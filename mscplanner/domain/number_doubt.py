"""Why the number of a text is not one number, and which one was likely meant."""

import re

from mscplanner.domain.misreading import NO_DEGREES, NO_HOURS, TOO_COLD, TWO_POWERS, Misreading, refusal
from mscplanner.domain.numeral import Numeral, lost_superscript, thousands
from mscplanner.domain.several import list_parts
from mscplanner.domain.spelling import unit_of
from mscplanner.domain.unit_doubt import known, unknown_unit, unwrapped
from mscplanner.domain.units import UNITS, Kind

_LOST_POWER = re.compile(r"\s?[x×X*·]\s?10\s?(-?\s?[1-9][0-9]?)(?![0-9.,])\s?")
_CALCULATOR_POWER = re.compile(r"\s?[x×X*·]\s?10[eE]([+-]?[0-9]{1,2})(?![0-9])\s?")
_BRACKET_POWER = re.compile(r"\(([1-9][0-9]?)\)")
_GROUPS = re.compile(r"(?:[,.'’、。，٫٬·][0-9]+)+|(?:\s[0-9]+)+")
_GROUP = re.compile(r"([,.'’、。，٫٬·\s])([0-9]+)")
_LOOSE_POINT = re.compile(r"\s\.\s?([0-9]+)|\.\s([0-9]+)")


def no_number(text: str, normal: str, kinds: frozenset[Kind]) -> Misreading:
    """Return the refusal of a text that does not begin with a number."""
    if unwrapped(normal, kinds):
        return refusal(text, "E-QTY-WORDS", (unwrapped(normal, kinds),))
    if unit_of(normal):
        return refusal(text, "E-QTY-BARE-UNIT")
    repaired = "0" + normal if normal[0] == "." else normal[1:].strip() if normal[0] in "+=" else ""
    title = NO_HOURS if kinds == {"duration"} else NO_DEGREES if kinds == {"temperature"} else ""
    return refusal(text, "E-QTY-NUMBER", (known(repaired, kinds),), title=title)


def after_number(text: str, normal: str, number: Numeral, kinds: frozenset[Kind]) -> Misreading:
    """Return the refusal of a text that begins with a number."""
    refused = _lost_power(text, number, kinds) or _grouped(text, number, kinds)
    if refused:
        return refused
    if number.leading_zero:
        digits, tail = number.digits.lstrip("0"), normal[normal.index(number.digits) + len(number.digits) :]
        whole = "0" + digits if digits[:1] == "." else digits
        part = known(f"0.{digits}{tail}", kinds) if digits.isdecimal() and not number.form else None
        return refusal(text, "E-QTY-NUMBER", (known(whole + tail, kinds), part))
    if number.beyond:
        return refusal(text, "E-QTY-EXPONENT")
    if number.many_digits:
        return refusal(text, "E-QTY-DIGITS")
    unit = unit_of(number.rest)
    if number.negative and (number.rest.strip() or "temperature" not in kinds):
        if unit and UNITS[unit].kind == "temperature":
            return refusal(text, "E-QTY-NEGATIVE", title=TOO_COLD)
        return refusal(text, "E-QTY-NEGATIVE", (known(normal[1:].lstrip(), kinds),))
    if unit and number.value is not None:
        return _valued(text, number, unit, kinds)
    if not number.rest.strip():
        return refusal(text, "E-QTY-BARE")
    if number.rest.startswith("."):
        return refusal(text, "E-QTY-NUMBER")
    parts = list_parts(normal)
    if len(parts) > 1:
        return refusal(text, "E-QTY-LIST", tuple(known(each, kinds) for each in parts))
    return unknown_unit(text, normal, number, kinds)


def _valued(text: str, number: Numeral, unit: str, kinds: frozenset[Kind]) -> Misreading:
    """Return the refusal of a number and a unit that do not go together."""
    value, kind = number.value, UNITS[unit].kind
    if value and lost_superscript(value, kind):
        return refusal(text, "E-QTY-POWER", (known(f"10^{int(value) - 100} {unit}", kinds),))
    if thousands(number, kind):
        whole, _, part = number.digits.partition(".")
        pointed = f"{whole}.{part.rstrip('0')}" if part.strip("0") else whole
        readings = (known(f"{whole}{part} {unit}", kinds), known(f"{pointed} {unit}", kinds))
        return refusal(text, "E-QTY-COMMA", readings)
    return refusal(text, "E-QTY-ZERO")


def _lost_power(text: str, number: Numeral, kinds: frozenset[Kind]) -> Misreading | None:
    digits, rest = number.digits, number.rest
    if number.form == "e" and number.two_powers:
        powers = (known(f"10^{number.power}{rest}", kinds), known(f"10×10^{number.power}{rest}", kinds))
        return refusal(text, "E-QTY-POWER", powers, title=TWO_POWERS)
    if number.form:
        return None
    twice = _CALCULATOR_POWER.match(rest)
    if twice:
        lower, tail = int(twice.group(1)), rest[twice.end() :]
        readings = (known(f"{digits}×10^{lower} {tail}", kinds), known(f"{digits}×10^{lower + 1} {tail}", kinds))
        return refusal(text, "E-QTY-POWER", readings, title=TWO_POWERS)
    if digits.endswith(".10") and rest.startswith("^"):
        return refusal(text, "E-QTY-POWER", (known(f"{digits[:-3]}×10{rest}", kinds),))
    lost = _LOST_POWER.match(rest)
    bracket = _BRACKET_POWER.match(rest) if digits == "10" else None
    if lost:
        power = "".join(lost.group(1).split())
        return refusal(text, "E-QTY-POWER", (known(f"{digits}×10^{power} {rest[lost.end() :]}", kinds),))
    if bracket:
        return refusal(text, "E-QTY-POWER", (known(f"10^{bracket.group(1)} {rest[bracket.end() :]}", kinds),))
    return None


def _grouped(text: str, number: Numeral, kinds: frozenset[Kind]) -> Misreading | None:
    """Return the refusal of a number with a comma, a space or another sign between its figures."""
    if number.form or number.negative:
        return None
    loose = _LOOSE_POINT.match(number.rest)
    if loose and "." not in number.digits:
        pointed = f"{number.digits}.{loose.group(1) or loose.group(2)}{number.rest[loose.end() :]}"
        return refusal(text, "E-QTY-SPACE", (known(pointed, kinds),))
    found = _GROUPS.match(number.rest)
    if found is None:
        return None
    tail = number.rest[found.end() :]
    groups = [(sign, figures) for sign, figures in _GROUP.findall(found.group())]
    code = "E-QTY-SPACE" if groups[0][0].isspace() else "E-QTY-COMMA"
    return refusal(text, code, tuple(known(each + tail, kinds) for each in _numbers(number.digits, groups)))


def _numbers(digits: str, groups: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the numbers that figures in groups may stand for, the likelier one first."""
    whole, _, part = digits.partition(".")
    *before, (sign, last) = ([(".", part)] if part else []) + groups
    threes = whole != "0" and len(whole) <= 3 and all(len(figures) == 3 for _, figures in before)
    joined = whole + "".join(figures for _, figures in before)
    if before:
        if not threes or len({each for each, _ in before}) > 1:
            return ()
        if sign != before[0][0]:
            # The last sign differs from those before it, so it is the decimal one: 1.000,5 and 1,234.5.
            return (f"{joined}.{last}",) if sign in ",." else ()
        return (joined + last,) if len(last) == 3 and not part else ()
    thousandfold = (joined + last,) if threes and len(last) == 3 else ()
    pointed = f"{whole}.{last}".rstrip("0").rstrip(".")
    if sign in "'’":
        return thousandfold
    if sign.isspace():
        return thousandfold or ((pointed, joined + last) if len(last) == 1 else ())
    if sign == "·":
        return (pointed,)
    return (*thousandfold, pointed) if thousandfold else (pointed, joined + last)
