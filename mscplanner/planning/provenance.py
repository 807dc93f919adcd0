"""How well a figure is known, in words."""

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.reagent import Fact

KNOWN_AS = {
    "page": N_("read on a page: {source}"),
    "secondary": N_("from a secondary page, not confirmed"),
    "review": N_("printed in Table 1 of the review"),
    "knowledge": N_("general bench knowledge, no page behind it"),
    "derived": N_("worked out from a cited figure"),
    "lab": N_("the lab's own figure"),
}


_LONGEST = 60


def known_as(fact: Fact) -> Message:
    """Return how well a fact is known, as a text; of a long address, the site stands for the page."""
    return message(KNOWN_AS[fact.known], source=_shown(fact.source or "—"))


def _shown(source: str) -> str:
    if len(source) <= _LONGEST:
        return source
    site = source.partition("//")[2].partition("/")[0] or source[:_LONGEST]
    return f"{site}/…"
