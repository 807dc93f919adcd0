"""Keeps a number and its unit on one line of the screen: neither the space between them nor a stroke is a line end.

Only what is shown is written so: what is typed, kept, printed or written into a file has plain spaces.
"""

import re

from mscplanner.domain.units import UNITS

NO_BREAK_SPACE, WORD_JOINER = "\u00a0", "\u2060"
_AFTER_NUMBER = re.compile(r"(?<=[\d⁰¹²³⁴-⁹]) (?:(% [vw]/v)\b|([A-Za-zµ%°][A-Za-zµ/°²]*)|(天|小时|分钟|周|孔))")
_MORE_UNITS = frozenset({"wells", "well", "×"})


def held_together(text: str, copied: bool = False) -> str:
    """Return ``text`` for the screen, each number held together with its unit.

    Args:
        text: Plain text.
        copied: Whether it can be copied from the screen: then a stroke of a unit stays a place where a line
            may end, as what is copied must have no hidden character.

    Example:
        >>> held_together("Add 7.92 µL of 20 ng/mL.", copied=True)
        'Add 7.92\\xa0µL of 20\\xa0ng/mL.'
    """
    return _AFTER_NUMBER.sub(lambda found: _held(found, copied), text)


def _held(found: "re.Match[str]", copied: bool) -> str:
    unit = found[0][1:]
    if found[2] and unit not in UNITS and unit not in _MORE_UNITS:
        return found[0]
    unit = unit.replace(" ", NO_BREAK_SPACE)
    return NO_BREAK_SPACE + (unit if copied else unit.replace("/", f"/{WORD_JOINER}"))
