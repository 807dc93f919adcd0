"""Why a text is not one exact quantity, and what may have been meant.

Nothing here accepts a text. Each reading that is offered reads well by itself, and is only
offered where a person at the bench would think of it.
"""

import re
from collections.abc import Callable

from mscplanner.domain.misreading import Misreading, refusal
from mscplanner.domain.number_doubt import after_number, no_number
from mscplanner.domain.numeral import numeral
from mscplanner.domain.several import list_parts, range_ends
from mscplanner.domain.spelling import unit_of
from mscplanner.domain.unit_doubt import known, without_words
from mscplanner.domain.units import CONCENTRATIONS, UNITS, Kind

_WORDS_ABOUT = r"approximately|approx\b\.?|about|around|roughly|nearly|almost|circa|ca\b\.?|c\.|大约|大概|约|近"
_ABOUT = re.compile(rf"(?:[~±]|{_WORDS_ABOUT})\s?(?=[0-9.-])|ca(?=[0-9])", re.IGNORECASE)
_ABOUT_BEHIND = re.compile(r"\s?(?:左右|上下|~| or so)$")
_WORDS_LIMIT = (
    r"up to|at least|at most|not more than|no more than|less than|more than|below|above|over|under|"
    r"max\b\.?|min\b\.?|maximum|minimum|至少|至多|最多|最少|不超过|不少于|不低于|不高于|小于|大于|低于|高于|少于|多于|超过"
)
_LIMIT = re.compile(rf"(?:[<>]\s?=?|=\s?[<>]|{_WORDS_LIMIT})\s?(?=[0-9.-])", re.IGNORECASE)
_LIMIT_BEHIND = re.compile(r"\s?(?:or more|or less|and above|以上|以下|以内)$")
_FINITE = re.compile(r"[+-]?\s?(?:nan|infinity|inf|∞)(?![a-z])", re.IGNORECASE)
_SPREAD = re.compile(r"\s?(?:±|\+\s?/\s?-|\+-)\s?")
_RATIO_FIGURES = re.compile(r"1\s?:\s?([1-9][0-9]{0,2})((?:[,.'’ ][0-9]{3})+)")
_SLASHED_RATIO = re.compile(r"1\s?(?:/|in|的)\s?([1-9][0-9]+)")
_FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}


def explained(text: str, normal: str, kinds: frozenset[Kind]) -> Misreading:
    """Return why ``text`` is not one exact quantity of any kind.

    Args:
        text: As typed.
        normal: The same, normalised.
        kinds: Kinds that readings may have.
    """
    for rule in _RULES:
        refused = rule(text, normal, kinds)
        if refused:
            return refused
    number = numeral(normal)
    if number is None:
        return no_number(text, normal, kinds)
    return after_number(text, normal, number, kinds)


def fraction(text: str, kinds: frozenset[Kind]) -> Misreading:
    """Return the refusal of a text with figures set apart from the line, such as ½ or ₂."""
    sign = next((each for each in text if each in _FRACTIONS), "")
    whole, _, rest = text.partition(sign) if sign else ("", "", "")
    plain = sign and text.count(sign) == 1 and (not whole.strip() or whole.strip().isascii())
    reading = known(f"{whole.strip() or '0'}.{_FRACTIONS[sign]} {rest.strip()}", kinds) if plain else None
    return refusal(text, "E-QTY-NUMBER", (reading,))


def _nothing(text: str, normal: str, kinds: frozenset[Kind]) -> Misreading | None:
    return None if normal else refusal(text, "E-QTY-NONE")


def _not_finite(text: str, normal: str, kinds: frozenset[Kind]) -> Misreading | None:
    return refusal(text, "E-QTY-FINITE") if _FINITE.match(normal) else None


def _signed(code: str, before: re.Pattern[str], behind: re.Pattern[str]) -> "Rule":
    """Return the rule for what a sign or a word before or behind a quantity makes inexact."""

    def rule(text: str, normal: str, kinds: frozenset[Kind]) -> Misreading | None:
        found, end = before.match(normal), behind.search(normal)
        if found:
            return refusal(text, code, _ends_or_one(normal[found.end() :], kinds))
        return refusal(text, code, _ends_or_one(normal[: end.start()], kinds)) if end else None

    return rule


def _ends_or_one(normal: str, kinds: frozenset[Kind]) -> tuple[str | None, ...]:
    ends = range_ends(normal)
    return (known(ends.low, kinds), known(ends.high, kinds)) if ends else (known(normal, kinds),)


def _spread(text: str, normal: str, kinds: frozenset[Kind]) -> Misreading | None:
    found = _SPREAD.search(normal)
    if found is None or not found.start():
        return None
    mean, spread = normal[: found.start()], numeral(normal[found.end() :])
    reading = known(mean, kinds) or (known(f"{mean} {spread.rest}", kinds) if spread else None)
    return refusal(text, "E-QTY-SPREAD", (reading,))


def _range(text: str, normal: str, kinds: frozenset[Kind]) -> Misreading | None:
    ends = range_ends(normal)
    if ends is None:
        return None
    raised = _lost_minus(ends.low, ends.high)
    if raised:
        return refusal(text, "E-QTY-POWER", (known(raised, kinds),))
    return refusal(text, "E-QTY-RANGE", (known(ends.low, kinds), known(ends.high, kinds)))


def _lost_minus(low: str, high: str) -> str | None:
    """Return what ``10-6 M`` was before its superscript was lost, if that is what two ends of a range are."""
    ten, power = numeral(low), numeral(high)
    if ten is None or power is None or ten.digits != "10" or ten.form or not power.digits.isdecimal() or power.form:
        return None
    unit = unit_of(power.rest)
    if unit is None or UNITS[unit].kind not in CONCENTRATIONS:
        return None
    # Nobody adds 10 to 12 mol/L of anything; 10 to 12 mM is a range.
    whole = unit in ("M", "mol/L")
    if not 1 <= int(power.digits[:3]) <= (18 if whole else 9) or ten.negative or power.negative:
        return None
    return f"10^-{power.digits}{power.rest}"


def _ratio(text: str, normal: str, kinds: frozenset[Kind]) -> Misreading | None:
    slashed = _SLASHED_RATIO.fullmatch(normal)
    if slashed:
        return refusal(text, "E-QTY-RATIO", (known(f"1:{slashed.group(1)}", kinds),))
    if ":" not in normal:
        return None
    grouped = _RATIO_FIGURES.fullmatch(normal)
    if grouped:
        figures = grouped.group(1) + "".join(each for each in grouped.group(2) if each.isdecimal())
        code = "E-QTY-SPACE" if " " in grouped.group(2) else "E-QTY-COMMA"
        return refusal(text, code, (known(f"1:{figures}", kinds),))
    first, *more = list_parts(normal)
    if more:
        between = normal[len(first) :].lstrip()[:1] in "-~t至到"
        parts = tuple(known(each if ":" in each else f"1:{each}", kinds) for each in (first, *more))
        return refusal(text, "E-QTY-RANGE" if between else "E-QTY-LIST", parts)
    words = without_words(normal, 0, kinds)
    return refusal(text, "E-QTY-WORDS", (words,)) if words else refusal(text, "E-QTY-RATIO")


Rule = Callable[[str, str, frozenset[Kind]], Misreading | None]
_RULES: tuple[Rule, ...] = (
    _nothing,
    _not_finite,
    _signed("E-QTY-ABOUT", _ABOUT, _ABOUT_BEHIND),
    _signed("E-QTY-LIMIT", _LIMIT, _LIMIT_BEHIND),
    _spread,
    _ratio,
    _range,
)
