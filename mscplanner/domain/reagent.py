"""Reagents, what is known of them and how well, and the catalogue that finds them by name."""

import unicodedata
from functools import cached_property, lru_cache
from typing import Annotated, Literal

from pydantic import Field

from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.units import UNITS, Kind
from mscplanner.domain.value import Identifier, Value, VisibleText

Known = Literal["page", "secondary", "review", "knowledge", "derived", "lab"]
ReagentKind = Literal["small-molecule", "protein", "supplement", "serum", "basal-medium", "solvent", "buffer"]
_ANY_KIND: frozenset[Kind] = frozenset(unit.kind for unit in UNITS.values())


@lru_cache(maxsize=2048)
def _figure(text: str) -> Quantity | None:
    quantity = read_quantity(text, _ANY_KIND)
    return quantity if isinstance(quantity, Quantity) else None


class Fact(Value):
    """One figure, how well it is known, and where it was read."""

    value: VisibleText
    known: Known
    source: VisibleText | None = None
    form: LocalText | None = None


class Reagent(Value):
    """A reagent as the catalogue knows it.

    Attributes:
        basis: What an unmarked percentage of it means.
        misnomers: Names that are read as this reagent but are not its name; always flagged.
        contains: Ingredients of a mixture; those that a catalogue knows may be named as it names them.
        nutrient: What this is that a basal medium may hold already, as its fact ``base_{nutrient}``.
        facts: Figures by name, e.g. ``molar_mass``, ``stock``, ``working_low``, ``aqueous_solubility``.
        unknown: Facts that were looked for and not found.
    """

    id: Identifier
    name: LocalText
    label: LocalText
    kind: ReagentKind
    aliases: tuple[VisibleText, ...] = ()
    misnomers: tuple[VisibleText, ...] = ()
    basis: Literal["amount/volume", "mass/volume", "v/v", "w/v"] | None = None
    solvent: LocalText | None = None
    vehicle: Identifier | None = None
    light_sensitive: bool = False
    oxygen_sensitive: bool = False
    volatile: bool = False
    add_fresh: bool = False
    needs_carrier: bool = False
    provides_carrier: bool = False
    contains_insulin: bool = False
    undefined_mixture: bool = False
    cold_handling: bool = False
    coating: bool = False
    terminal_assay: bool = False
    contains: tuple[VisibleText, ...] = ()
    nutrient: Literal["glucose", "glutamine"] | None = None
    unknown: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()
    facts: Annotated[dict[str, Fact], Field(default_factory=dict)]

    def figure(self, name: str) -> Quantity | None:
        """Return the fact ``name`` as a quantity, or None where it is not known."""
        fact = self.facts.get(name)
        return _figure(fact.value) if fact else None


class Found(Value):
    """A reagent found under a name, and whether that name is one of its own."""

    reagent: Reagent
    misnomer: bool


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(each for each in folded if not each.isspace() and unicodedata.category(each) != "Pd")


class Catalogue(Value):
    """All reagents that a lab knows."""

    reagents: tuple[Reagent, ...]

    @cached_property
    def _by_key(self) -> dict[str, Found]:
        table: dict[str, Found] = {}
        for reagent in self.reagents:
            own = Found(reagent=reagent, misnomer=False)
            names = (reagent.id, *reagent.aliases, reagent.name.en, reagent.name.zh, reagent.label.en, reagent.label.zh)
            table |= {_key(name): own for name in names if name}
            table |= {_key(name): Found(reagent=reagent, misnomer=True) for name in reagent.misnomers}
        return table

    def find(self, name: str) -> Found | None:
        """Return the reagent called ``name`` (id, name or alias; case, spaces and hyphens do not matter)."""
        return self._by_key.get(_key(name))

    def reagent(self, name: str) -> Reagent | None:
        """Return the reagent called ``name``, or None."""
        found = self.find(name)
        return found.reagent if found else None
