"""How long media keep: as long as the part that keeps shortest, and which parts are added fresh."""

from collections.abc import Sequence

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Stage
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.value import Value
from mscplanner.planning.parts import Part


class ShelfLife(Value):
    """For how many days after its making a medium is used, and why not longer.

    Attributes:
        stated: Whether the figure is one of the reagent, and not a lab setting.
    """

    days: int
    reason: Message
    stated: bool = True


def shelf_life(stage: Stage, parts: Sequence[Part], lab: Lab) -> ShelfLife:
    """Return the shelf life of the stage's medium with ``parts``: the shortest of them."""
    lives = [part_life(part.reagent, part.label.written("en"), lab) for part in parts]
    if stage.medium:
        basal = lab.catalogue.reagent(stage.medium.basal)
        lives.append(part_life(basal, stage.medium.basal, lab))
    shortest = min(lives, key=lambda life: life.days, default=None)
    return shortest or ShelfLife(days=0, reason=message(N_("used on the day it is made")))


def part_life(reagent: Reagent | None, name: str, lab: Lab) -> ShelfLife:
    """Return how long a medium keeps that holds a reagent; what is not known is used on the day."""
    if reagent is None:
        return ShelfLife(days=0, reason=message(N_("how long {name} keeps is not known"), name=name), stated=False)
    if reagent.add_fresh:
        return ShelfLife(days=0, reason=message(N_("{name} is added fresh"), name=reagent.label))
    stability = reagent.figure("medium_stability")
    if stability is not None:
        days = int(stability.base // 24)
        return ShelfLife(days=days, reason=message(N_("{name} keeps {days} d at 4 °C"), name=reagent.label, days=days))
    days = lab.settings.shelf_life_days.get(reagent.kind, 0)
    return ShelfLife(
        days=days,
        reason=message(N_("lab setting: {days} d with {name}"), name=reagent.label, days=days),
        stated=False,
    )


def is_fresh(part: Part, lab: Lab) -> bool:
    """Return whether a part is added on the day of use."""
    return part_life(part.reagent, part.label.written("en"), lab).days == 0
