"""The lab's own reagents, its own figures of bundled ones, and the catalogue that follows from both.

The bundled facts are never changed: an own figure takes their place in what is counted, and the
fact that it stands for can always be shown beside it.
"""

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, field_validator

from mscplanner.domain.grammar import LONGEST, Misreading, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.misreading import refusal
from mscplanner.domain.quantity import Quantity, format_quantity
from mscplanner.domain.reagent import Catalogue, Fact, Reagent, ReagentKind
from mscplanner.domain.units import CONCENTRATIONS, Kind
from mscplanner.domain.value import Identifier, Value, VisibleText, hidden_character

FigureName = Literal["stock", "molar_mass", "working_low", "working_high", "aqueous_solubility"]
FIGURE_NAMES: tuple[FigureName, ...] = get_args(FigureName)
"""The facts that a lab may give itself, as the checks call them."""
LONGEST_NAME = 60
MOST_ALIASES = 20

_MOLAR_MASS: frozenset[Kind] = frozenset({"molar-mass"})
_STRENGTHS: frozenset[Kind] = CONCENTRATIONS - {"dilution"}
_SOLUBILITIES: frozenset[Kind] = frozenset({"molar", "mass-per-volume", "percent-wv"})
_KINDS: dict[FigureName, frozenset[Kind]] = {
    "stock": _STRENGTHS,
    "molar_mass": _MOLAR_MASS,
    "working_low": _STRENGTHS,
    "working_high": _STRENGTHS,
    "aqueous_solubility": _SOLUBILITIES,
}

OwnName = Annotated[VisibleText, Field(min_length=1, max_length=LONGEST_NAME)]
Author = Annotated[VisibleText, Field(max_length=200)]


class OwnFigure(Value):
    """A figure that the lab stands behind.

    Attributes:
        reagent: Id of a bundled reagent or of an own one.
        value: As typed. It may be unreadable to a later program; then it is kept and not counted with.
        on: Day on which it was given.
    """

    reagent: Identifier
    fact: FigureName
    value: Annotated[VisibleText, Field(min_length=1, max_length=LONGEST)]
    by: Author
    on: date


class OwnReagent(Value):
    """A reagent that the lab has added; ``id`` is made of its name once and never changes."""

    id: Identifier
    name: OwnName
    kind: ReagentKind
    solvent: Annotated[VisibleText, Field(max_length=LONGEST_NAME)] = ""
    aliases: Annotated[tuple[OwnName, ...], Field(max_length=MOST_ALIASES)] = ()
    by: Author
    on: date


class OwnReagents(Value):
    """All that a lab has added: reagents by id, and at most one figure for each fact of a reagent."""

    reagents: tuple[OwnReagent, ...] = ()
    figures: tuple[OwnFigure, ...] = ()

    @field_validator("reagents")
    @classmethod
    def _each_id_once(cls, reagents: tuple[OwnReagent, ...]) -> tuple[OwnReagent, ...]:
        if len({each.id for each in reagents}) < len(reagents):
            raise ValueError("two reagents with one id")
        return reagents

    @field_validator("figures")
    @classmethod
    def _each_fact_once(cls, figures: tuple[OwnFigure, ...]) -> tuple[OwnFigure, ...]:
        if len({(each.reagent, each.fact) for each in figures}) < len(figures):
            raise ValueError("two figures for one fact")
        return figures

    def reagent(self, reagent_id: str) -> OwnReagent | None:
        """Return the own reagent with this id, or None."""
        return next((each for each in self.reagents if each.id == reagent_id), None)

    def figure(self, reagent_id: str, fact: FigureName) -> OwnFigure | None:
        """Return the lab's figure for a fact, or None."""
        return next((each for each in self.figures if (each.reagent, each.fact) == (reagent_id, fact)), None)

    def figures_of(self, reagent_id: str) -> tuple[OwnFigure, ...]:
        """Return the lab's figures of a reagent."""
        return tuple(each for each in self.figures if each.reagent == reagent_id)

    def with_figure(self, figure: OwnFigure) -> Self:
        """Return these with ``figure``, in the place of the one that the lab had for that fact."""
        others = self.without_figure(figure.reagent, figure.fact).figures
        return self.model_copy(update={"figures": (*others, figure)})

    def without_figure(self, reagent_id: str, fact: FigureName) -> Self:
        """Return these with the bundled fact in force again."""
        kept = tuple(each for each in self.figures if (each.reagent, each.fact) != (reagent_id, fact))
        return self.model_copy(update={"figures": kept})

    def with_reagent(self, reagent: OwnReagent) -> Self:
        """Return these with ``reagent``, in the place of the own one with its id."""
        others = tuple(each for each in self.reagents if each.id != reagent.id)
        return self.model_copy(update={"reagents": (*others, reagent)})

    def without_reagent(self, reagent_id: str) -> Self:
        """Return these without an own reagent and its figures; figures of a bundled one stay."""
        if self.reagent(reagent_id) is None:
            return self
        reagents = tuple(each for each in self.reagents if each.id != reagent_id)
        figures = tuple(each for each in self.figures if each.reagent != reagent_id)
        return self.model_copy(update={"reagents": reagents, "figures": figures})


def read_figure(fact: FigureName, text: str) -> Quantity | Misreading:
    """Read what somebody typed for a fact.

    Example:
        >>> read_figure("molar_mass", "384.4 g/mol").unit
        'g/mol'
        >>> read_figure("stock", "1:1000").code
        'E-QTY-KIND'
    """
    kinds = _KINDS[fact]
    quantity = read_quantity(text, _MOLAR_MASS if kinds == _MOLAR_MASS else CONCENTRATIONS)
    if isinstance(quantity, Quantity) and quantity.kind not in kinds:
        return refusal(text, "E-QTY-KIND", (), N_("“{text}” is no strength for this figure"))
    return quantity


def own_figure(reagent_id: Identifier, fact: FigureName, text: str, by: str, on: date) -> OwnFigure | Misreading:
    """Return a figure of the lab, or why ``text`` is none."""
    quantity = read_figure(fact, text)
    if isinstance(quantity, Misreading):
        return quantity
    return OwnFigure(reagent=reagent_id, fact=fact, value=" ".join(text.split()), by=by, on=on)


def contradiction(reagent: Reagent) -> Message | None:
    """Return what is wrong with a usual range whose lower end is above its upper end, or None."""
    low, high = reagent.figure("working_low"), reagent.figure("working_high")
    if low is None or high is None or low.kind != high.kind or low.base <= high.base:
        return None
    return message(N_("The lower end, {low}, is above the upper end, {high}."), low=low, high=high)


def name_problem(catalogue: Catalogue, name: str) -> Message | None:
    """Return why a new reagent cannot have this name, or None.

    Args:
        catalogue: With the lab's own reagents.
        name: As typed.
    """
    plain = " ".join(name.split())
    if not any(each.isalnum() for each in plain):
        return message(N_("A name has at least one letter or digit."))
    if hidden_character(plain) is not None:
        return message(N_("The name has a hidden character."))
    if len(plain) > LONGEST_NAME:
        return message(N_("The name is longer than {most} characters."), most=LONGEST_NAME)
    taken = catalogue.reagent(plain)
    if taken:
        return message(N_("“{name}” is a name of {reagent} already."), name=plain, reagent=taken.name)
    return None


def new_reagent(
    catalogue: Catalogue, name: str, kind: ReagentKind, by: str, on: date, solvent: str = "", aliases: str = ""
) -> OwnReagent | Message:
    """Return a reagent of the lab's own, or why there is none.

    Args:
        catalogue: With the lab's own reagents; nothing in it is ever replaced.
        name: As typed.
        kind: What kind of thing it is.
        by: Who adds it.
        on: When.
        solvent: What its stock is made in, as typed.
        aliases: Other names, as typed, with a semicolon between two.
    """
    names = tuple(dict.fromkeys(" ".join(each.split()) for each in aliases.replace("；", ";").split(";")))
    others = tuple(each for each in names if each and each != " ".join(name.split()))
    for each in (name, *others):
        problem = name_problem(catalogue, each)
        if problem:
            return problem
    made_in = " ".join(solvent.split())
    if hidden_character(made_in) is not None or len(made_in) > LONGEST_NAME:
        return message(N_("The solvent has a hidden character, or more than {most} characters."), most=LONGEST_NAME)
    if len(others) > MOST_ALIASES:
        return message(N_("There are more than {most} other names."), most=MOST_ALIASES)
    plain = " ".join(name.split())
    new_id = _new_id(catalogue, plain)
    return OwnReagent(id=new_id, name=plain, kind=kind, solvent=made_in, aliases=others, by=by, on=on)


def _new_id(catalogue: Catalogue, name: str) -> Identifier:
    folded = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(each if each.isascii() and each.isalnum() else "-" for each in folded)
    stem = "-".join(part for part in kept.split("-") if part) or "reagent"
    number, candidate = 1, stem
    while catalogue.find(candidate):
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def extended(catalogue: Catalogue, own: OwnReagents) -> Catalogue:
    """Return the bundled catalogue with the lab's reagents added and its figures in force.

    An own figure is known as ``lab``, its source says who gave it and when. A name that a bundled
    reagent has stays with the bundled one: ``conflicts`` tells.
    """
    mine = _own_catalogue(own)
    added = tuple(_reagent(each, catalogue, mine) for each in own.reagents if _rival(each, catalogue, mine) is None)
    return Catalogue(reagents=tuple(_with_figures(each, own) for each in (*catalogue.reagents, *added)))


def bundled_fact(catalogue: Catalogue, reagent_id: str, fact: str) -> Fact | None:
    """Return what the bundled catalogue says, whatever the lab says; None where it says nothing."""
    return next((each.facts.get(fact) for each in catalogue.reagents if each.id == reagent_id), None)


def conflicts(catalogue: Catalogue, own: OwnReagents) -> tuple[Message, ...]:
    """Return what of ``own`` is kept and not used beside the bundled ``catalogue``, and why."""
    return (*_name_conflicts(catalogue, own), *_figure_conflicts(catalogue, own))


def _name_conflicts(catalogue: Catalogue, own: OwnReagents) -> Iterator[Message]:
    mine = _own_catalogue(own)
    for each in own.reagents:
        rival = _rival(each, catalogue, mine)
        if rival:
            yield message(
                N_("The lab's own {name} is kept and not used: {reagent} of the catalogue has that name."),
                name=each.name,
                reagent=rival.name,
            )
            continue
        for alias in each.aliases:
            other = _holder(alias, each.id, catalogue, mine)
            if other:
                yield message(
                    N_("“{alias}” does not find the lab's own {name}: it is a name of {reagent}."),
                    alias=alias,
                    name=each.name,
                    reagent=other.name,
                )


def _figure_conflicts(catalogue: Catalogue, own: OwnReagents) -> Iterator[Message]:
    known = {each.id: each.name for each in extended(catalogue, own).reagents}
    for each in own.figures:
        reading = read_figure(each.fact, each.value)
        if each.reagent not in known:
            yield message(
                N_("{value} for “{reagent}” is kept and not used: no such reagent is known."),
                value=each.value,
                reagent=each.reagent,
            )
        elif isinstance(reading, Misreading):
            yield message(
                N_("{reagent}: {problem}. The figure is kept and not used."),
                reagent=known[each.reagent],
                problem=reading.message,
            )


def _rival(own_reagent: OwnReagent, catalogue: Catalogue, mine: Catalogue) -> Reagent | None:
    """Return the reagent that is found under the id or the name of an own one in its place, or None."""
    names = (own_reagent.id, own_reagent.name)
    return next((found for name in names if (found := _holder(name, own_reagent.id, catalogue, mine))), None)


def _holder(name: str, own_id: str, catalogue: Catalogue, mine: Catalogue) -> Reagent | None:
    bundled = catalogue.reagent(name)
    other = None if bundled else mine.reagent(name)
    return bundled or (other if other and other.id != own_id else None)


def _own_catalogue(own: OwnReagents) -> Catalogue:
    return Catalogue(reagents=tuple(_plain(each, each.aliases) for each in own.reagents))


def _plain(own_reagent: OwnReagent, aliases: tuple[str, ...]) -> Reagent:
    # The same in each language, and no plain text: a catalogue finds by the names of the languages.
    name = LocalText(en=own_reagent.name, zh=own_reagent.name)
    solvent = LocalText(en=own_reagent.solvent, zh=own_reagent.solvent) if own_reagent.solvent else None
    return Reagent(
        id=own_reagent.id, name=name, label=name, kind=own_reagent.kind, solvent=solvent, aliases=aliases, facts={}
    )


def _reagent(own_reagent: OwnReagent, catalogue: Catalogue, mine: Catalogue) -> Reagent:
    free = tuple(each for each in own_reagent.aliases if _holder(each, own_reagent.id, catalogue, mine) is None)
    return _plain(own_reagent, free)


def _with_figures(reagent: Reagent, own: OwnReagents) -> Reagent:
    given: dict[str, Fact] = {}
    for each in own.figures_of(reagent.id):
        reading = read_figure(each.fact, each.value)
        if isinstance(reading, Quantity):
            source = f"{each.by}, {each.on.isoformat()}".removeprefix(", ")
            given[each.fact] = Fact(value=format_quantity(reading), known="lab", source=source)
    return reagent.model_copy(update={"facts": reagent.facts | given}) if given else reagent
