"""The glucose of a secretion test: what the protocol states, and what others used."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Knowledge

# This form only: free text names the pairs of other work, too, and none is taken over silently.
_STATED = re.compile(
    r"(?:^|[.;。；]\s*)(?:Glucose: |葡萄糖：)"
    r"(\d+(?:\.\d+)?) ?(?:and|then|与|和|后) ?(\d+(?:\.\d+)?) ?(mmol/L|mM)(?![A-Za-z])"
)

_LONGEST = 60
_NUMBER = r"(\d{1,4}(?:\.\d{1,3})?)"
_TYPED = re.compile(
    rf"{_NUMBER}\s*(mmol/L|mM)?\s*(?:and|then|to|与|和|后|至|[,;/、，；–-])\s*{_NUMBER}\s*(mmol/L|mM)\.?", re.IGNORECASE
)


class GlucosePair(NamedTuple):
    """A pair that was seen in other work.

    Attributes:
        levels: Both levels, and how long each lasts where that is told.
        source: Where it was seen.
    """

    levels: str
    source: str
    known: Knowledge


SEEN_PAIRS: tuple[GlucosePair, ...] = (
    GlucosePair(N_("5.5 and 16.7 mmol/L, 1 h"), N_("Kassem 2016, s13287-016-0374-4"), "F"),
    GlucosePair(
        N_("5.5, then 22 mmol/L, 1 h each, triplicate"), N_("Chandra 2011, PMC3110196, figure 8 (C-peptide)"), "F"
    ),
    GlucosePair(N_("2.8 and 16.7 mmol/L, time not stated"), N_("miR-375 in decidua MSC, s11658-014-0207-3"), "A"),
    GlucosePair(N_("low and 25 mmol/L, low level and time not stated"), N_("Khorsandi 2015 (rat, 3-D)"), "A"),
)
"""What the lab may tick where its source states nothing; none is chosen for it."""


def stated_levels(detail: LocalText | None) -> tuple[str, str] | None:
    """Return low and high glucose as a read-out's detail states them, or None.

    Example:
        >>> stated_levels(LocalText(plain="Day 18. Glucose: 2.8 and 16.7 mmol/L, 1 h each."))
        ('2.8 mmol/L', '16.7 mmol/L')
        >>> stated_levels(LocalText(plain="Elsewhere: 2.8 and 16.7 mmol/L")) is None
        True
    """
    for written in (detail.written("en"), detail.written("zh")) if detail else ():
        if match := _STATED.search(written):
            low, high, unit = match.groups()
            return f"{low} {unit}", f"{high} {unit}"
    return None


def read_levels(typed: str) -> tuple[str, str] | None:
    """Return low and high glucose as a person types them, or None where they are not understood.

    Both are told, with one unit; the low one is lower than the high one.

    Example:
        >>> read_levels("2.8 and 16.7 mmol/L"), read_levels("5.5 mM, 22 mM")
        (('2.8 mmol/L', '16.7 mmol/L'), ('5.5 mM', '22 mM'))
        >>> read_levels("16.7 mmol/L") or read_levels("16.7 and 2.8 mmol/L") is None
        True
    """
    found = _TYPED.fullmatch(unicodedata.normalize("NFKC", typed[:_LONGEST]).strip())
    if found is None:
        return None
    low, first_unit, high, unit = found.groups()
    known = {"mm": "mM", "mmol/l": "mmol/L"}
    if first_unit and known[first_unit.casefold()] != known[unit.casefold()]:
        return None
    if not 0 <= Decimal(low) < Decimal(high):
        return None
    # "MM" and "mmol/l" are not units: what is kept is written as it is printed.
    return (f"{low} {known[unit.casefold()]}", f"{high} {known[unit.casefold()]}") if unit[:1] == "m" else None


def with_levels(detail: LocalText | None, levels: tuple[str, str] | None) -> LocalText | None:
    """Return the detail of a read-out with these levels stated as its own, in each of its languages.

    Args:
        detail: What the protocol says of the read-out so far, or None.
        levels: Low and high with their unit; None takes away what was stated.

    Example:
        >>> told = with_levels(LocalText(en="Day 18.", zh="第 18 天。"), ("2.8 mmol/L", "16.7 mmol/L"))
        >>> told.en, told.zh
        ('Glucose: 2.8 and 16.7 mmol/L. Day 18.', '葡萄糖：2.8 与 16.7 mmol/L。第 18 天。')
        >>> with_levels(told, None).en
        'Day 18.'
    """
    english = chinese = ""
    if levels:
        (low, unit), high = levels[0].split(" "), levels[1].split(" ")[0]
        english, chinese = f"Glucose: {low} and {high} {unit}.", f"葡萄糖：{low} 与 {high} {unit}。"
    if detail is None:
        return LocalText(en=english, zh=chinese) if levels else None
    update = {}
    for language in ("plain", "en", "zh"):
        written = getattr(detail, language)
        if written is not None:
            stated = chinese if language == "zh" else english
            rest = _without_levels(written)
            update[language] = (stated + ("" if language == "zh" or not rest or not stated else " ") + rest) or None
    return LocalText(**update) if any(update.values()) else None


def _without_levels(written: str) -> str:
    found = _STATED.search(written)
    if found is None:
        return written
    before = written[: found.start()] + written[found.start() : found.end()][:1] * (found.start() > 0)
    after = re.sub(r"^\s*[.;。；]?\s*", "", written[found.end() :])
    return f"{before} {after}".strip() if before else after
