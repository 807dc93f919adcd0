"""Culture vessels: wells, areas and working volumes, all per well."""

from typing import Annotated, Literal

from pydantic import Field

from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.reagent import Fact
from mscplanner.domain.units import Kind
from mscplanner.domain.value import Identifier, Value, VisibleText

_KINDS: frozenset[Kind] = frozenset({"volume", "area", "cells"})


class Vessel(Value):
    """A kind of vessel.

    Attributes:
        wells: Wells of one vessel; 1 for a flask or a dish.
        facts: ``growth_area``, ``volume_low``, ``volume_usual``, ``volume_high`` and others, per well.
    """

    id: Identifier
    name: LocalText
    kind: Literal["plate", "flask", "dish", "suspension-plate", "spinner"]
    wells: Annotated[int, Field(ge=1, le=1536)]
    adherent: bool
    aliases: tuple[VisibleText, ...] = ()
    not_applicable: tuple[str, ...] = ()
    facts: Annotated[dict[str, Fact], Field(default_factory=dict)]

    def figure(self, name: str) -> Quantity | None:
        """Return the fact ``name`` as a quantity per well, or None where it is not known."""
        fact = self.facts.get(name)
        quantity = read_quantity(fact.value, _KINDS) if fact else None
        return quantity if isinstance(quantity, Quantity) else None
