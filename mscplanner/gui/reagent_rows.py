"""Reagents as rows of a list: their figures in force, and what of them is the lab's own."""

from mscplanner.domain.language import N_, P_
from mscplanner.domain.own_reagents import OwnReagents
from mscplanner.domain.quantity import format_quantity
from mscplanner.domain.reagent import Reagent
from mscplanner.gui.entry_model import Column, Row, searchable
from mscplanner.gui.reagent_words import KIND_WORDS
from mscplanner.gui.wording import Wording

COLUMNS = (
    Column(N_("Reagent"), most=0),
    Column(N_("Kind"), most=18, spare=3),
    Column(N_("Stock"), most=16),
    Column(N_("Molar mass"), most=16, spare=2),
    Column(N_("Usual range"), most=30),
    Column(N_("Solubility"), most=16, spare=1),
    Column(N_("Own"), descending=True, most=20),
)
_OWN = 6
_NOTHING = "—"


def reagent_row(reagent: Reagent, own: OwnReagents, wording: Wording) -> Row:
    """Return the line of a reagent.

    Args:
        reagent: With the lab's figures in force.
        own: Tells which of them are the lab's.
        wording: The language of the window.
    """
    name = reagent.name.written(wording.language)
    kind = wording.text(KIND_WORDS[reagent.kind])
    count = len(own.figures_of(reagent.id))
    added = own.reagent(reagent.id) is not None
    figures = ("stock", "molar_mass", "working_low", "aqueous_solubility")
    stock, mass, _, solubility = (_figure(reagent, each) for each in figures)
    cells = (name, kind, stock, mass, _range(reagent), solubility, _own_text(added, count, wording))
    return Row(
        id=reagent.id,
        cells=cells,
        keys=(name.casefold(), kind, *(_size(reagent, each) for each in figures), (added, count)),
        searched=searchable(reagent.name, reagent.label, reagent.id, kind, *reagent.aliases, *reagent.misnomers),
        strong=(_OWN,) if added or count else (),
    )


def _own_text(added: bool, count: int, wording: Wording) -> str:
    if added:
        return wording.text(N_("own reagent"))
    return wording.count(P_("{count} figure", "{count} figures"), count) if count else ""


def _figure(reagent: Reagent, fact: str) -> str:
    quantity = reagent.figure(fact)
    return format_quantity(quantity) if quantity else _NOTHING


def _range(reagent: Reagent) -> str:
    low, high = _figure(reagent, "working_low"), _figure(reagent, "working_high")
    return _NOTHING if (low, high) == (_NOTHING, _NOTHING) else f"{low} – {high}"


def _size(reagent: Reagent, fact: str) -> tuple[str, float]:
    """Return what a figure is sorted by: strengths of one kind beside each other."""
    quantity = reagent.figure(fact)
    return (quantity.kind, float(quantity.base)) if quantity else ("", 0.0)
