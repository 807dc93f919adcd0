"""Medium batches: which medium is made on which day, how much, and how long it may be used.

A batch is made on the day of its first feed and used for as many of the following feeds as its
shelf life allows. That is the fewest makings possible, because each one starts as late and
reaches as far as it can. A medium with a part that must be added fresh is made for each feed.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.protocol import Stage
from mscplanner.domain.quantity import Quantity, format_quantity, legible, volume
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.value import Value
from mscplanner.planning.plan import MediumBatch, StageWindow
from mscplanner.planning.recipes import Part, recipe
from mscplanner.planning.schedule import date_of


class Demand(Value):
    """What the vessels of a run take at one feed.

    Attributes:
        vessels: How many vessels of ``wells`` wells each.
        well_volume: Medium in one well.
    """

    vessels: int
    wells: int
    well_volume: Quantity
    overage_percent: Decimal
    lab_overage: bool

    @property
    def feed(self) -> Quantity:
        """Medium for one feed of all wells, without overage."""
        return volume(self.well_volume.base * self.vessels * self.wells)


class ShelfLife(Value):
    """For how many days after its making a medium is used, and why not longer."""

    days: int
    reason: Message


def shelf_life(stage: Stage, parts: Sequence[Part], lab: Lab) -> ShelfLife:
    """Return the shelf life of the stage's medium: the shortest of its parts."""
    lives = [_part_life(part.reagent, part.label.written("en"), lab) for part in parts]
    if stage.medium:
        basal = lab.catalogue.reagent(stage.medium.basal)
        lives.append(_part_life(basal, stage.medium.basal, lab))
    shortest = min(lives, key=lambda life: life.days, default=None)
    return shortest or ShelfLife(days=0, reason=message(N_("used on the day it is made")))


def _part_life(reagent: Reagent | None, name: str, lab: Lab) -> ShelfLife:
    if reagent is None:
        return ShelfLife(days=0, reason=message(N_("how long {name} keeps is not known"), name=name))
    if reagent.add_fresh:
        return ShelfLife(days=0, reason=message(N_("{name} is added fresh"), name=reagent.label))
    stability = reagent.figure("medium_stability")
    if stability is not None:
        days = int(stability.base // 24)
        return ShelfLife(days=days, reason=message(N_("{name} keeps {days} d at 4 °C"), name=reagent.label, days=days))
    days = lab.settings.shelf_life_days.get(reagent.kind, 0)
    return ShelfLife(days=days, reason=message(N_("lab setting: {days} d with {name}"), name=reagent.label, days=days))


def batches_of(
    window: StageWindow, stage: Stage, parts: Sequence[Part], demand: Demand, lab: Lab, start: date
) -> tuple[MediumBatch, ...]:
    """Return the makings of one stage's medium that cover each of its feeds once.

    An addition given once goes into the medium of the first feed only, which then is a batch of
    its own.
    """
    later = [part for part in parts if not part.addition.once]
    groups: list[tuple[Sequence[Part], tuple[int, ...]]] = [(parts, window.feeds)]
    if len(later) < len(parts):
        groups = [(parts, window.feeds[:1]), (later, window.feeds[1:])]
    batches: list[MediumBatch] = []
    for members, days in groups:
        life = shelf_life(stage, members, lab)
        for feeds in _covered(days, life.days):
            number = len(batches) + 1
            batch = _batch(f"{window.code}-{number}", window, stage, members, feeds, demand, lab, start, life)
            omitted = tuple(part.label for part in parts if part not in members)
            batches.append(batch.model_copy(update={"without": omitted}))
    return tuple(batches)


def _covered(feeds: Sequence[int], shelf_days: int) -> list[tuple[int, ...]]:
    groups: list[tuple[int, ...]] = []
    for day in feeds:
        if groups and day - groups[-1][0] <= shelf_days:
            groups[-1] = (*groups[-1], day)
        else:
            groups.append((day,))
    return groups


def _batch(
    batch_id: str,
    window: StageWindow,
    stage: Stage,
    parts: Sequence[Part],
    feeds: tuple[int, ...],
    demand: Demand,
    lab: Lab,
    start: date,
    life: ShelfLife,
) -> MediumBatch:
    needed = volume(demand.feed.base * len(feeds))
    made = _made(needed, demand, lab)
    mixed = recipe(stage, parts, made, lab)
    return MediumBatch(
        id=batch_id,
        code=window.code,
        stage=stage.id,
        title=stage.title,
        made_on_day=feeds[0],
        made_on=date_of(start, feeds[0]),
        use_by_day=feeds[0] + life.days,
        use_by=date_of(start, feeds[0] + life.days),
        shelf_life=life.reason,
        feeds=feeds,
        needed=needed,
        volume=made,
        origin=_origin(demand, len(feeds), needed, made),
        intermediates=mixed.intermediates,
        recipe=mixed.lines,
    )


def _made(needed: Quantity, demand: Demand, lab: Lab) -> Quantity:
    with_overage = needed.base * (1 + demand.overage_percent / 100)
    step = lab.settings.batch_step.base
    return volume((with_overage / step).to_integral_value(ROUND_CEILING) * step)


def _origin(demand: Demand, feeds: int, needed: Quantity, made: Quantity) -> Message:
    text = N_("{vessels} × {wells} × {well} × {feeds} = {needed}, + {overage} %, rounded up to {made}")
    if demand.lab_overage:
        text = N_(
            "{vessels} × {wells} × {well} × {feeds} = {needed}, + {overage} % (lab setting), rounded up to {made}"
        )
    vessel_text = message(N_("{count} vessels"), count=demand.vessels)
    if demand.vessels == 1:
        vessel_text = message(N_("1 vessel"))
    well_text = message(N_("1 well")) if demand.wells == 1 else message(N_("{count} wells"), count=demand.wells)
    feed_text = message(N_("1 fill")) if feeds == 1 else message(N_("{count} fills"), count=feeds)
    return message(
        text,
        vessels=vessel_text,
        wells=well_text,
        well=format_quantity(legible(demand.well_volume)),
        feeds=feed_text,
        needed=needed,
        overage=demand.overage_percent,
        made=made,
    )
