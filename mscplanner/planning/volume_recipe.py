"""The recipe of a run's medium for any volume, which changes nothing of the run."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_, Language, translate
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import Quantity, format_quantity, signed_percent, volume
from mscplanner.domain.value import LateValue
from mscplanner.planning.batches import Draft
from mscplanner.planning.intermediates import dilution_for, is_too_small
from mscplanner.planning.made_batches import drafts_of
from mscplanner.planning.parts import Part
from mscplanner.planning.pipetting import as_pipetted
from mscplanner.planning.plan import Intermediate, Plan, RecipeLine
from mscplanner.planning.recipes import (
    Recipe,
    Source,
    completion,
    diluent_of,
    dilution_steps,
    dilution_text,
    recipe,
    share_taken,
    shares_taken,
)

Extent = Literal["kept", "whole", "completion"]
"""The batch without what is added fresh, the medium with everything in it, or what completes a part of the batch."""

_MOST_FRESH = Decimal("0.99")


class VolumeRecipe(LateValue):
    """A medium for a typed volume.

    Attributes:
        wanted: What is to be there at least.
        recipe: Its lines add up to its total exactly.
        intermediates: Dilutions that are made first.
    """

    batch: str
    extent: Extent
    wanted: Quantity
    recipe: Recipe
    intermediates: tuple[Intermediate, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every volume of it is known."""
        return all(line.add is not None for line in self.recipe.lines) and any(line.basal for line in self.recipe.lines)


def extents_of(plan: Plan, batch_id: str) -> tuple[Extent, ...]:
    """Return in which extents a batch can be made: one, where nothing of it is added fresh."""
    batch = plan.batch(batch_id)
    return ("kept", "completion", "whole") if batch and batch.completions else ("whole",)


def planned_recipe(plan: Plan, batch_id: str, extent: Extent) -> VolumeRecipe | None:
    """Return what the plan itself makes of a batch's medium: the batch, or what completes it first.

    Returns:
        None where the plan has no such batch; for everything at once, which no plan makes of a batch
        that is completed later, the recipe for the volume of the batch.
    """
    batch = plan.batch(batch_id)
    if batch is None:
        return None
    if extent == "whole" and batch.completions:
        return volume_recipe(plan, batch_id, extent, batch.wanted)
    made = batch.completions[0] if extent == "completion" and batch.completions else batch
    return VolumeRecipe(
        batch=batch_id,
        extent=extent,
        wanted=batch.wanted if made is batch else made.volume,
        recipe=Recipe(lines=made.recipe, total=made.volume),
        intermediates=made.intermediates,
    )


def volume_recipe(plan: Plan, batch_id: str, extent: Extent, wanted: Quantity) -> VolumeRecipe | None:
    """Return the recipe of a batch's medium for another volume.

    Args:
        plan: Has the batch.
        batch_id: As ``S2-1``.
        extent: What of the medium is made.
        wanted: A volume above zero; the recipe gives that much at least.

    Returns:
        None where the plan has no such batch.
    """
    lab = plan.run.lab
    found = drafts_of(plan.run, plan.stages, plan.well_volume) if plan.well_volume else ()
    draft = next((each for each in found if each.id == batch_id), None)
    if draft is None:
        return None
    later = Decimal(0)
    parts = (*draft.kept, *draft.fresh) if extent == "whole" else draft.kept
    if extent == "completion":
        return _completed(draft, wanted, lab)
    if extent == "kept":
        later = min(shares_taken(draft.fresh, {}) or Decimal(0), _MOST_FRESH)
    sources, made = _dilutions(draft, parts, wanted.base / (1 - later), lab)
    mixed = recipe(draft.mixture.stage, parts, wanted, lab, sources, wanted, later)
    return VolumeRecipe(batch=batch_id, extent=extent, wanted=wanted, recipe=mixed, intermediates=made)


def _completed(draft: Draft, wanted: Quantity, lab: Lab) -> VolumeRecipe:
    sources, made = _dilutions(draft, draft.fresh, wanted.base, lab)
    fresh = min(shares_taken(draft.fresh, sources) or Decimal(0), _MOST_FRESH)
    exact = volume(wanted.base * (1 - fresh))
    portion = as_pipetted(exact, lab.settings.pipettes, exact)
    mixed = completion(draft.id, LocalText(plain=draft.id), draft.fresh, portion, lab, sources)
    return VolumeRecipe(batch=draft.id, extent="completion", wanted=wanted, recipe=mixed, intermediates=made)


def _dilutions(
    draft: Draft, parts: Sequence[Part], whole_ml: Decimal, lab: Lab
) -> tuple[dict[str, Source], tuple[Intermediate, ...]]:
    """Return the dilutions of what is too little for a pipette in so many millilitres of the whole medium."""
    diluent = diluent_of(draft.mixture.stage, lab)
    sources: dict[str, Source] = {}
    made: list[Intermediate] = []
    for part in parts:
        exact = (share_taken(part, {}) or Decimal(0)) * whole_ml
        lift = dilution_for([exact], lab) if diluent and part.stock and is_too_small(exact, lab) else None
        if lift and diluent:
            made += dilution_steps(part, lift.steps, diluent, len(made) + 1)
            sources[part.key] = Source(code=made[-1].code, factor=lift.factor)
    return sources, tuple(made)


def recipe_text(made: VolumeRecipe, title: str, language: Language) -> str:
    """Return a recipe as lines of text, its columns parted by tabs, for a message or a spreadsheet."""
    heads = (N_("Reagent"), N_("Stock"), N_("Final"), N_("Add"), N_("Achieved"), N_("Error %"))
    lines = [title]
    lines += [dilution_text(each).written(language) for each in made.intermediates]
    lines.append("\t".join(translate(head, language) for head in heads))
    lines += ["\t".join(line_cells(line, language)) for line in made.recipe.lines]
    total = format_quantity(made.recipe.total) if made.complete else translate(N_("not known"), language)
    lines.append("\t".join((translate(N_("Total"), language), "", "", total)))
    return "\n".join(lines)


def line_cells(line: RecipeLine, language: Language) -> tuple[str, ...]:
    """Return a line of a recipe cell by cell: reagent, stock, final, add, achieved, error."""
    nothing = "—"
    stock = format_quantity(line.stock) if line.stock else translate(N_("powder"), language) if line.powder else nothing
    if line.intermediate:
        stock = f"{line.intermediate} · {stock}"
    final = format_quantity(line.final) if line.final else translate(N_("not stated"), language)
    return (
        line.label.written(language),
        nothing if line.basal else stock,
        nothing if line.basal else final,
        format_quantity(line.add) if line.add else translate(N_("not known"), language),
        format_quantity(line.achieved) if line.achieved else nothing,
        signed_percent(line.error_percent) if line.error_percent is not None else nothing,
    )
