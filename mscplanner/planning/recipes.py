"""Recipes: the volume of each stock in a medium as pipettes take it, and what fills up to the total.

The volumes of a recipe add up to its total exactly. The fill-up is measured first, in whole steps
of its pipette, and the additions follow from it: so every dose misses its target by the step of
its own pipette only.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Stage
from mscplanner.domain.quantity import Quantity, legible, rounded, volume
from mscplanner.domain.value import LateValue
from mscplanner.planning.intermediates import dilution_for, is_too_small
from mscplanner.planning.parts import Part
from mscplanner.planning.pipetting import as_pipetted, as_weighed, next_step
from mscplanner.planning.plan import Intermediate, RecipeLine

_ONE = Decimal(1)
_MOST_STEPS = 9
"""So many steps of basal medium at most make up for additions that are rounded down."""


class Source(LateValue):
    """The dilution that a part is taken from in the place of its tube.

    Attributes:
        code: ``I1``.
        factor: How many times weaker than the tube it is.
    """

    code: str
    factor: Decimal


class Recipe(LateValue):
    """The lines of one medium in order of addition.

    Attributes:
        total: The exact sum of all volumes; what was asked for where one of them is not known.
    """

    lines: tuple[RecipeLine, ...]
    total: Quantity


def share_taken(part: Part, sources: Mapping[str, Source]) -> Decimal | None:
    """Return the share of the medium that ``part`` takes, from its tube or from a dilution; None if not known."""
    share = part.fraction
    source = sources.get(part.key)
    return share * source.factor if share is not None and source else share


def shares_taken(parts: Sequence[Part], sources: Mapping[str, Source]) -> Decimal | None:
    """Return the share that all ``parts`` take together; None where one of them is not known."""
    total = Decimal(0)
    for part in parts:
        share = share_taken(part, sources)
        if share is None:
            return None
        total += share
    return total


def recipe(
    stage: Stage,
    parts: Sequence[Part],
    total: Quantity,
    lab: Lab,
    sources: Mapping[str, Source] | None = None,
    least: Quantity | None = None,
    later: Decimal = Decimal(0),
) -> Recipe:
    """Return the recipe of about ``total`` of the stage's medium.

    Args:
        stage: Gives the basal medium.
        parts: The additions that go in, see ``parts.parts_of``.
        total: The volume wanted; what is made differs from it by a step of the pipette that takes
            the basal medium.
        lab: Gives the pipettes.
        sources: Dilutions that parts are taken from, by the key of the part.
        least: Volume that must be there at least; None is satisfied with the nearest.
        later: Share of the complete medium that is added to this one on the day it is used.

    Returns:
        Basal medium first, then additions from large to small, what light or heat spoils last.
        Where a volume cannot be known its line has none, and neither has the basal medium.
    """
    mixed, aimed = _mixed(stage, parts, total, lab, sources or {}, least, later), least
    for _ in range(_MOST_STEPS):
        if least is None or aimed is None or mixed.total.base >= least.base:
            break
        # Additions rounded down took away what the basal medium was rounded up by.
        aimed = volume(aimed.base + least.base - mixed.total.base)
        mixed = _mixed(stage, parts, total, lab, sources or {}, aimed, later)
    return mixed


def _mixed(
    stage: Stage,
    parts: Sequence[Part],
    total: Quantity,
    lab: Lab,
    sources: Mapping[str, Source],
    least: Quantity | None,
    later: Decimal,
) -> Recipe:
    stronger = 1 / (1 - later)
    shares = shares_taken(parts, sources)
    rest = None if shares is None or stage.medium is None else 1 - shares * stronger
    if rest is None or total.base * rest < lab.settings.smallest_volume.base:
        lines = [addition_line(part, total, lab, sources.get(part.key), stronger) for part in parts]
        return assembled(_fill(stage, lab, None), lines, total)
    enough = volume(least.base * rest) if least else None
    basal = as_pipetted(volume(total.base * rest), lab.settings.pipettes, enough)
    while True:
        exact = volume(basal.base / rest)
        lines = [addition_line(part, exact, lab, sources.get(part.key), stronger) for part in parts]
        made = assembled(_fill(stage, lab, basal), lines, exact)
        if least is None or made.total.base >= least.base:
            return made
        # Additions that were rounded down left it short by a trace.
        basal = next_step(basal, lab.settings.pipettes)


def completion(
    batch: str,
    label: LocalText,
    parts: Sequence[Part],
    portion: Quantity,
    lab: Lab,
    sources: Mapping[str, Source] | None = None,
) -> Recipe:
    """Return what is added to a part of a batch on the day it is used.

    Args:
        batch: Id of the batch.
        label: What the batch is called.
        parts: The fresh additions.
        portion: Volume taken of the batch.
        lab: Gives the pipettes.
        sources: Dilutions that parts are taken from, by the key of the part.
    """
    sources = sources or {}
    shares = shares_taken(parts, sources)
    total = volume(portion.base / (1 - shares)) if shares is not None and shares < 1 else portion
    lines = [addition_line(part, total, lab, sources.get(part.key)) for part in parts]
    known = portion if shares is not None and shares < 1 else None
    taken = RecipeLine(reagent=batch, name=label, label=label, basal=True, base=batch, exact=known, add=known)
    return assembled((taken,), lines, total)


def assembled(fill: tuple[RecipeLine, ...], lines: list[RecipeLine], total: Quantity) -> Recipe:
    """Return the recipe of a fill-up and its additions, in order, with what its volumes really give."""
    lines = sorted(lines, key=_order)
    known = all(line.add is not None for line in (*fill, *lines))
    if not known or not fill:
        return Recipe(lines=(*fill, *lines), total=total)
    volumes = (line.add.base for line in (*fill, *lines) if line.add and line.add.kind == "volume")
    made = volume(sum(volumes, Decimal(0)))
    corrected = tuple(_in_total(line, total, made) for line in lines)
    return Recipe(lines=(*fill, *corrected), total=legible(made))


def _order(line: RecipeLine) -> tuple[bool, bool, Decimal]:
    amount = line.add.base if line.add and line.add.kind == "volume" else Decimal(0)
    return line.protect_from_light or line.heat_sensitive, not line.powder, -amount


def _in_total(line: RecipeLine, planned: Quantity, made: Quantity) -> RecipeLine:
    """Return ``line`` with what it gives in the volume that was really made."""
    if line.add is None or line.exact is None or line.final is None or not line.exact.value or not line.add.value:
        return line
    ratio = line.add.base / line.exact.base * planned.base / made.base
    upside_down = line.final.unit == "1:n"
    value = line.final.value / ratio if upside_down else line.final.value * ratio
    achieved = rounded(Quantity(value=value, unit=line.final.unit), 4)
    return line.model_copy(update={"achieved": achieved, "error_percent": (ratio - 1) * 100})


def addition_line(
    part: Part, total: Quantity, lab: Lab, source: Source | None = None, stronger: Decimal = _ONE
) -> RecipeLine:
    """Return the line of one addition to ``total``.

    Args:
        part: The addition.
        total: Exact volume of what it goes into.
        lab: Gives pipettes and balance.
        source: The dilution that it is taken from; None for its tube.
        stronger: How many times the final concentration is reached here, because the rest of the
            medium is added later.
    """
    exact = _exact(part, total, source, stronger)
    add = None
    if exact is not None:
        add = as_weighed(exact, lab.settings) if part.powder else as_pipetted(exact, lab.settings.pipettes)
    stock = part.stock
    if source and stock:
        stock = legible(Quantity(value=stock.value / source.factor, unit=stock.unit))
    line = RecipeLine(
        reagent=part.reagent_id,
        key=part.key,
        name=part.name,
        label=part.label,
        stock=stock,
        tube=part.stock,
        powder=part.powder,
        solvent=None if part.powder else part.solvent,
        assumed=part.assumed,
        final=part.final,
        exact=exact,
        add=add,
        protect_from_light=part.protect_from_light,
        heat_sensitive=part.heat_sensitive,
        add_fresh=bool(part.reagent and part.reagent.add_fresh),
        intermediate=source.code if source else "",
        lot=part.lot,
        expiry=part.expiry,
    )
    return _in_total(line, total, total)


def _exact(part: Part, total: Quantity, source: Source | None, stronger: Decimal) -> Quantity | None:
    if part.powder:
        return Quantity(value=part.mass.base / 1000 * total.base * stronger, unit="g") if part.mass else None
    share = part.fraction
    if share is None:
        return None
    return volume(share * (source.factor if source else 1) * total.base * stronger)


def addition_lines(
    stage: Stage, parts: Sequence[Part], total: Quantity, lab: Lab
) -> tuple[list[RecipeLine], list[Intermediate]]:
    """Return one line for each of ``parts`` in exactly ``total``, in their order, and the dilutions made first."""
    diluent = diluent_of(stage, lab)
    lines: list[RecipeLine] = []
    made: list[Intermediate] = []
    for part in parts:
        exact = (part.fraction or Decimal(0)) * total.base
        lift = dilution_for([exact], lab) if part.stock and is_too_small(exact, lab) and diluent else None
        source = None
        if lift and diluent:
            steps = dilution_steps(part, lift.steps, diluent, len(made) + 1)
            made += steps
            source = Source(code=steps[-1].code, factor=lift.factor)
        lines.append(addition_line(part, total, lab, source))
    return lines, made


def diluent_of(stage: Stage, lab: Lab) -> LocalText | None:
    """Return what intermediate dilutions of a stage are made with: its basal medium; None where none is stated."""
    if stage.medium is None:
        return None
    basal = lab.catalogue.reagent(stage.medium.basal)
    return basal.label if basal else LocalText(plain=stage.medium.basal)


def dilution_steps(
    part: Part, steps: Sequence[tuple[Decimal, Decimal]], diluent: LocalText, number: int
) -> list[Intermediate]:
    """Return the dilutions of a tube in the order they are made.

    Args:
        part: Gives tube and reagent.
        steps: What is taken and what it makes, in millilitres.
        diluent: What they are made with.
        number: Of the first one.
    """
    made: list[Intermediate] = []
    strength = part.stock
    for at, (take, total) in enumerate(steps):
        if strength is None:
            return made
        strength = legible(Quantity(value=strength.value * take / total, unit=strength.unit))
        made.append(
            Intermediate(
                code=f"I{number + at}",
                reagent=part.key,
                label=part.label,
                source=made[-1].code if made else "",
                take=legible(volume(take)),
                diluent=diluent,
                diluent_volume=legible(volume(total - take)),
                volume=legible(volume(total)),
                strength=strength,
            )
        )
    return made


def _fill(stage: Stage, lab: Lab, add: Quantity | None) -> tuple[RecipeLine, ...]:
    """Return the line of the basal medium; nothing where none is stated."""
    if stage.medium is None:
        return ()
    basal = lab.catalogue.reagent(stage.medium.basal)
    name = basal.name if basal else LocalText(plain=stage.medium.basal)
    line = RecipeLine(
        reagent=basal.id if basal else stage.medium.basal,
        name=name,
        label=basal.label if basal else name,
        basal=True,
        exact=add,
        add=add,
    )
    return (line,)


def dilution_text(made: Intermediate) -> Message:
    """Return how a dilution is made, in one line."""
    return message(
        N_("First {code}: {take} of {name} + {diluent_volume} {diluent} = {strength}"),
        code=made.code,
        take=made.take,
        name=made.source or made.label,
        diluent_volume=made.diluent_volume,
        diluent=made.diluent,
        strength=made.strength,
    )
