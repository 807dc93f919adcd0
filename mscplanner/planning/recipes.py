"""Recipes: the volume of each stock in a medium, as pipettes take it, and the basal medium as fill-up.

The volumes of a recipe add up to its total exactly: stocks are rounded to the step of the
pipette that takes them, and the basal medium is what is left.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.lab import Lab, Pipette
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.protocol import Addition, Stage
from mscplanner.domain.quantity import Quantity, legible, rounded, volume
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.run import Stock
from mscplanner.domain.value import LateValue, Value
from mscplanner.planning.dilution import NoBridge, stock_part
from mscplanner.planning.plan import Intermediate, RecipeLine

_FACTORS = (10, 100, 1000)
_INTERMEDIATE_ML = Decimal(1)


class Part(Value):
    """An addition with everything that is known of it.

    Attributes:
        key: Last word of its place: catalogue id, or the name as typed; ``#2`` for a second one.
        reagent: None where no catalogue knows the name.
        misnomer: Whether the typed name is not one of the reagent's own.
        final: None where no amount is stated or it cannot be read.
        stock: None where no strength is known.
        assumed: Whether ``stock`` is the catalogue's usual strength, or that of an earlier run.
        share: Part of the total volume that the stock takes, or why there is none.
    """

    key: str
    addition: Addition
    reagent: Reagent | None
    misnomer: bool
    final: Quantity | None
    stock: Quantity | None
    solvent: LocalText | None
    assumed: bool
    share: Decimal | NoBridge | None

    @property
    def label(self) -> LocalText:
        """The short name for tables."""
        return self.reagent.label if self.reagent else LocalText(plain=self.addition.reagent)

    @property
    def name(self) -> LocalText:
        """The full name."""
        return self.reagent.name if self.reagent else LocalText(plain=self.addition.reagent)


def parts_of(stage: Stage, lab: Lab, stocks: Sequence[Stock] = ()) -> tuple[Part, ...]:
    """Return the additions of ``stage`` with reagent, stock and share of the volume."""
    parts: list[Part] = []
    seen: dict[str, int] = {}
    for addition in stage.additions:
        found = lab.catalogue.find(addition.reagent)
        name = found.reagent.id if found else addition.reagent
        seen[name] = seen.get(name, 0) + 1
        key = name if seen[name] == 1 else f"{name}#{seen[name]}"
        parts.append(_part(key, addition, found.reagent if found else None, bool(found and found.misnomer), stocks))
    return tuple(parts)


def _part(key: str, addition: Addition, reagent: Reagent | None, misnomer: bool, stocks: Sequence[Stock]) -> Part:
    final = read_quantity(addition.final) if addition.final else None
    final = final if isinstance(final, Quantity) else None
    name = reagent.id if reagent else addition.reagent
    confirmed = next((stock for stock in stocks if stock.reagent == name), None)
    strength = read_quantity(confirmed.strength) if confirmed else None
    assumed = not isinstance(strength, Quantity) or bool(confirmed and confirmed.carried)
    stock = (reagent.figure("stock") if reagent else None) if not isinstance(strength, Quantity) else strength
    solvent = (confirmed.solvent if confirmed else None) or (reagent.solvent if reagent else None)
    return Part(
        key=key,
        addition=addition,
        reagent=reagent,
        misnomer=misnomer,
        final=final,
        stock=stock,
        solvent=solvent,
        assumed=assumed,
        share=_share(final, stock, reagent),
    )


def _share(final: Quantity | None, stock: Quantity | None, reagent: Reagent | None) -> Decimal | NoBridge | None:
    if final and final.kind == "dilution":
        return stock_part(final, final, reagent)  # 1:n needs no strength
    return stock_part(final, stock, reagent) if final and stock else None


@lru_cache(maxsize=256)
def _step(millilitres: Decimal, pipettes: tuple[tuple[Decimal, Decimal, Decimal], ...]) -> Decimal | None:
    fitting = (step for smallest, largest, step in pipettes if smallest <= millilitres <= largest)
    return next(fitting, None)


def as_pipetted(exact: Quantity, pipettes: tuple[Pipette, ...]) -> Quantity:
    """Return ``exact`` rounded to the step of the first pipette that takes it, in a legible unit."""
    scales = tuple((each.smallest.base, each.largest.base, each.step.base) for each in pipettes)
    step = _step(exact.base, scales)
    if step is None:
        return rounded(legible(exact))
    steps = (exact.base / step).quantize(Decimal(1), ROUND_HALF_EVEN)
    return legible(volume(steps * step))


class Recipe(LateValue):
    """The lines of one medium for one total volume, in order of addition."""

    lines: tuple[RecipeLine, ...]
    intermediates: tuple[Intermediate, ...]
    too_small: tuple[str, ...]


def recipe(stage: Stage, parts: Sequence[Part], total: Quantity, lab: Lab) -> Recipe:
    """Return the recipe of ``total`` of the stage's medium.

    Args:
        stage: Gives the basal medium.
        parts: The additions that go in, see ``parts_of``.
        total: The volume made.
        lab: Gives pipettes and the smallest volume that is pipetted.

    Returns:
        Basal medium first, then stocks from large to small, what must be kept dark last. Where a
        volume cannot be known its line has none, and neither has the basal medium.
    """
    basal = lab.catalogue.reagent(stage.medium.basal) if stage.medium else None
    lines, intermediates = addition_lines(stage, parts, total, lab)
    smallest = lab.settings.smallest_volume.base
    too_small = [
        part.key for part, line in zip(parts, lines, strict=True) if line.add is not None and line.add.base < smallest
    ]
    lines.sort(key=lambda line: (line.protect_from_light, -(line.add.base if line.add else Decimal(0))))
    basal_line = _basal_line(stage, basal, lines, total)
    return Recipe(
        lines=(*([basal_line] if basal_line else []), *lines),
        intermediates=tuple(intermediates),
        too_small=tuple(too_small),
    )


def addition_lines(
    stage: Stage, parts: Sequence[Part], total: Quantity, lab: Lab
) -> tuple[list[RecipeLine], list[Intermediate]]:
    """Return one line for each of ``parts``, in their order, and the dilutions that must be made first."""
    diluent = _basal_name(stage, lab.catalogue.reagent(stage.medium.basal) if stage.medium else None)
    lines: list[RecipeLine] = []
    intermediates: list[Intermediate] = []
    for part in parts:
        line, intermediate = _line(part, total, lab, len(intermediates) + 1, diluent)
        lines.append(line)
        if intermediate:
            intermediates.append(intermediate)
    return lines, intermediates


def _basal_name(stage: Stage, basal: Reagent | None) -> LocalText:
    return basal.label if basal else LocalText(plain=stage.medium.basal if stage.medium else "")


def _basal_line(stage: Stage, basal: Reagent | None, lines: Sequence[RecipeLine], total: Quantity) -> RecipeLine | None:
    if stage.medium is None:
        return None
    rest = None
    if all(line.add is not None for line in lines):
        rest = volume(total.base - sum((line.add.base for line in lines if line.add), Decimal(0)))
    name = basal.name if basal else LocalText(plain=stage.medium.basal)
    return RecipeLine(
        reagent=basal.id if basal else stage.medium.basal,
        name=name,
        label=_basal_name(stage, basal),
        basal=True,
        add=legible(rest) if rest and rest.value > 0 else None,
    )


def _line(
    part: Part, total: Quantity, lab: Lab, number: int, diluent: LocalText
) -> tuple[RecipeLine, Intermediate | None]:
    exact = volume(part.share * total.base) if isinstance(part.share, Decimal) and part.share <= 1 else None
    intermediate = _intermediate(part, exact, lab, f"I{number}", diluent) if exact else None
    if intermediate and part.stock and exact:
        exact = volume(exact.base * part.stock.base / intermediate.strength.base)
    add = as_pipetted(exact, lab.settings.pipettes) if exact else None
    achieved = None
    if add and exact and part.final:
        value = part.final.value * add.base / exact.base
        achieved = rounded(Quantity(value=value, unit=part.final.unit), 4)
        if achieved.unit == "1:n":
            achieved = rounded(Quantity(value=part.final.value * exact.base / add.base, unit="1:n"), 4)
    reagent = part.reagent
    line = RecipeLine(
        reagent=reagent.id if reagent else part.addition.reagent,
        name=part.name,
        label=part.label,
        stock=intermediate.strength if intermediate else part.stock,
        solvent=part.solvent,
        assumed=part.assumed,
        final=part.final,
        add=add,
        achieved=achieved,
        protect_from_light=bool(reagent and (reagent.light_sensitive or reagent.oxygen_sensitive)),
        add_fresh=bool(reagent and reagent.add_fresh),
        intermediate=intermediate.code if intermediate else "",
    )
    return line, intermediate


def _intermediate(part: Part, exact: Quantity, lab: Lab, code: str, diluent: LocalText) -> Intermediate | None:
    """Return the weakest dilution that lifts ``exact`` to a volume that can be pipetted, if it must be lifted."""
    smallest = lab.settings.smallest_volume.base
    if exact.base >= smallest or part.stock is None or not diluent.written("en"):
        return None
    for factor in _FACTORS:
        take = _INTERMEDIATE_ML / factor
        if exact.base * factor >= 4 * smallest and take >= smallest:
            return Intermediate(
                code=code,
                reagent=part.key,
                label=part.label,
                take=legible(volume(take)),
                diluent=diluent,
                diluent_volume=legible(volume(_INTERMEDIATE_ML - take)),
                strength=legible(Quantity(value=part.stock.value / factor, unit=part.stock.unit)),
            )
    return None
