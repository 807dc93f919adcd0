"""The glucose of a secretion test: what the protocol states, and what others used."""

import re
from typing import NamedTuple

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Knowledge

# This form only: free text names the pairs of other work, too, and none is taken over silently.
_STATED = re.compile(
    r"(?:^|[.;。；]\s*)(?:Glucose: |葡萄糖：)"
    r"(\d+(?:\.\d+)?) ?(?:and|then|与|和|后) ?(\d+(?:\.\d+)?) ?(mmol/L|mM)(?![A-Za-z])"
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
