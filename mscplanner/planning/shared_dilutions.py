"""The intermediate dilutions of a whole run: made once for all that takes them while they keep.

A dilution is shared between media and days where reagent, tube, diluent and strength are the
same. It is kept for another day only where a figure of the reagent, not a lab setting, says so.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import format_quantity
from mscplanner.planning.batches import Demand, Draft, Sources, rounded_up
from mscplanner.planning.intermediates import DilutionStep, Lift, dilution_for, is_too_small, lift_factor
from mscplanner.planning.makings import makings
from mscplanner.planning.parts import Part
from mscplanner.planning.plan import Intermediate
from mscplanner.planning.recipes import Source, diluent_of, dilution_steps
from mscplanner.planning.shelf_life import part_life


class _Use(NamedTuple):
    """So many millilitres of a tube, too few to be pipetted, that go into a batch or a completion."""

    day: int
    context: str
    part: Part
    diluent: LocalText
    exact: Decimal
    factor: Decimal


class SharedDilutions(NamedTuple):
    """The dilutions of a run.

    Attributes:
        sources: Which part of which batch or completion is taken from which dilution.
        made_with: The dilutions that are made together with a batch or a completion, by its id.
    """

    sources: Sources
    made_with: dict[str, tuple[Intermediate, ...]]


def shared_dilutions(found: Sequence[Draft], demand: Demand, lab: Lab) -> SharedDilutions:
    """Return the dilutions that the batches ``found`` need, each made as rarely as it keeps."""
    groups: dict[tuple[str, ...], list[_Use]] = {}
    for draft in found:
        for use in _uses(draft, demand, lab):
            tube = format_quantity(use.part.stock) if use.part.stock else ""
            key = (use.part.reagent_id, tube, use.part.lot, use.diluent.written("en"), str(use.factor))
            groups.setdefault(key, []).append(use)
    made = [making for uses in groups.values() for making in _makings(sorted(uses, key=_day), lab)]
    sources: Sources = {}
    made_with: dict[str, tuple[Intermediate, ...]] = {}
    number = 1
    for uses, lift, last_day in sorted(made, key=lambda each: each[0][0].day):
        steps = _steps(uses, lift.steps, last_day, number)
        number += len(steps)
        first = uses[0].context
        made_with[first] = (*made_with.get(first, ()), *steps)
        for use in uses:
            sources.setdefault(use.context, {})[use.part.key] = Source(code=steps[-1].code, factor=lift.factor)
    return SharedDilutions(sources, made_with)


def _day(use: _Use) -> int:
    return use.day


def _uses(draft: Draft, demand: Demand, lab: Lab) -> Iterator[_Use]:
    """Give the uses of every part of a batch that is too little for a pipette in one of its volumes."""
    diluent = diluent_of(draft.mixture.stage, lab)
    if diluent is None:
        return
    whole = rounded_up(draft.needed * demand.overage + demand.dead, lab)
    made_at_once = [(draft.making.day, draft.id, whole)]
    by_day = [
        (day, draft.completion_id(day), draft.mixture.needed((day,)) * demand.overage) for day in draft.making.uses
    ]
    for parts, contexts in ((draft.kept, made_at_once), (draft.fresh, by_day)):
        for part in parts:
            share = part.fraction
            exacts = [share * total for _, _, total in contexts] if share and part.stock else []
            factor = lift_factor(exacts, lab) if any(is_too_small(each, lab) for each in exacts) else None
            if factor is None:
                continue
            for (day, context, _), exact in zip(contexts, exacts, strict=True):
                yield _Use(day, context, part, diluent, exact, factor)


_Making = tuple[tuple[_Use, ...], Lift, int]


def _makings(uses: Sequence[_Use], lab: Lab) -> Iterator[_Making]:
    part = uses[0].part
    life = part_life(part.reagent, part.label.written("en"), lab)
    days = life.days if life.stated else 0
    for making in makings(sorted({use.day for use in uses}), days, most_ahead=0):
        together = tuple(use for use in uses if use.day in making.uses)
        lift = _lift(together, lab)
        if lift:
            yield together, lift, making.day + days
            continue
        # Too much for one dilution: each use gets one of its own.
        for use in together:
            alone = _lift((use,), lab)
            if alone:
                yield (use,), alone, use.day


def _lift(uses: Sequence[_Use], lab: Lab) -> Lift | None:
    return dilution_for([use.exact for use in uses], lab, uses[0].factor)


def _steps(uses: Sequence[_Use], steps: Sequence[DilutionStep], last_day: int, number: int) -> tuple[Intermediate, ...]:
    made = dilution_steps(uses[0].part, steps, uses[0].diluent, number)
    used_for = tuple(dict.fromkeys(use.context for use in uses))
    days = {"made_on_day": uses[0].day, "use_by_day": uses[0].day}
    kept = {**days, "use_by_day": last_day, "used_for": used_for}
    return (*(each.model_copy(update=days) for each in made[:-1]), made[-1].model_copy(update=kept))
