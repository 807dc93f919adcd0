"""The recipe of a medium that several runs make, or complete, together: worked out for the whole of it."""

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import legible, volume
from mscplanner.planning.plan import Plan, RecipeLine
from mscplanner.planning.recipes import dilution_text
from mscplanner.planning.shared_preparation import SharedPreparation
from mscplanner.planning.volume_recipe import VolumeRecipe, volume_recipe


def shared_recipe(shared: SharedPreparation, plan: Plan) -> VolumeRecipe | None:
    """Return the recipe of what is made or completed together; None of other work.

    Args:
        shared: What several runs need.
        plan: That of one of the runs; the recipe is the same in all.
    """
    part = next((each for each in shared.parts if each.run == plan.run.number), None)
    batch = plan.batch(part.batch) if part else None
    if batch is None or shared.kind not in ("make-medium", "complete-medium"):
        return None
    wanted = legible(volume(shared.amount))
    if shared.kind == "complete-medium":
        return volume_recipe(plan, batch.id, "completion", wanted)
    return volume_recipe(plan, batch.id, "kept" if batch.completions else "whole", wanted)


def recipe_text(shared: SharedPreparation, plan: Plan) -> Message | None:
    """Return the recipe of what is made together in one text, its dilutions first; None of other work."""
    made = shared_recipe(shared, plan)
    if made is None or not made.complete:
        return None
    code = shared.parts[0].name.written("en")
    lines = tuple(_line(line, code) for line in made.recipe.lines)
    recipe = message(N_("Recipe: {lines}"), lines=lines)
    parts = (*map(dilution_text, made.intermediates), recipe)
    return message(N_("{parts}"), parts=parts) if made.intermediates else recipe


def _line(line: RecipeLine, code: str) -> Message:
    name = code if line.base else line.label
    amount = line.add or "—"
    if line.intermediate:
        return message(
            N_("{name} {amount}"),
            name=message(N_("{name} from {code}"), name=name, code=line.intermediate),
            amount=amount,
        )
    return message(N_("{name} {amount}"), name=name, amount=amount)
