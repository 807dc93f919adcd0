"""Medium batches: which medium is made on which day, how much, and how long it may be used.

A batch is used within its shelf life, every fill is covered once, and there are as few makings as
can be, on days on which somebody works where that costs no further making. Parts that do not keep
are split off: the batch is made without them, and they are added on the day of use.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, format_quantity, legible, volume
from mscplanner.domain.run import Happening
from mscplanner.planning.makings import Cost, Making, makings
from mscplanner.planning.media import Mixture
from mscplanner.planning.parts import Part
from mscplanner.planning.pipetting import as_pipetted, next_step
from mscplanner.planning.plan import Completion, MediumBatch, Serving
from mscplanner.planning.recipes import Recipe, Source, completion, recipe, shares_taken
from mscplanner.planning.shelf_life import ShelfLife, is_fresh, shelf_life


class Demand(NamedTuple):
    """What is made above what the wells take.

    Attributes:
        vessels: How many vessels of ``wells`` wells each.
        well_volume: Medium in one well.
        overage_percent: Of what the wells take.
        lab_overage: Whether it is a lab setting.
        dead_volume: Lost by each making; None is nothing.
    """

    vessels: int
    wells: int
    well_volume: Quantity
    overage_percent: Decimal
    lab_overage: bool
    dead_volume: Quantity | None = None

    @property
    def overage(self) -> Decimal:
        """What the volume that the wells take is multiplied with."""
        return 1 + self.overage_percent / 100

    @property
    def dead(self) -> Decimal:
        """Lost by each making, in millilitres."""
        return self.dead_volume.base if self.dead_volume else Decimal(0)


class Draft(NamedTuple):
    """A batch before its volumes are worked out.

    Attributes:
        kept: Parts that go into the batch.
        fresh: Parts that are added on the days of use.
        taken: What the wells take, in words; None tells it of the vessels of one run.
    """

    id: str
    mixture: Mixture
    making: Making
    kept: tuple[Part, ...]
    fresh: tuple[Part, ...]
    life: ShelfLife
    taken: Message | None = None

    @property
    def needed(self) -> Decimal:
        """What the wells take of it, in millilitres."""
        return self.mixture.needed(self.making.uses)

    def completion_id(self, day: int) -> str:
        """Return the id of what completes it on ``D{day}``."""
        return f"{self.id}/D{day}"


Sources = dict[str, dict[str, Source]]
"""By the id of a batch or a completion: the dilutions that parts are taken from, by the key of the part."""


class Past(NamedTuple):
    """What was made already.

    Attributes:
        made: Batches that exist, in the order they were made, by the code of their medium.
        last_day: Last day on which something happened; nothing is made on it or before any more.
    """

    made: dict[str, list[Making]]
    last_day: int | None


def past_of(happened: Sequence[Happening], last_day: int | None) -> Past:
    """Return what was made, as it happened."""
    made: dict[str, list[Making]] = {}
    for each in sorted((each for each in happened if each.kind == "made"), key=lambda each: each.day):
        made.setdefault(each.batch.rpartition("-")[0], []).append(Making(each.day, each.uses))
    return Past(made, last_day)


Fixed = Mapping[int, int]
"""By a day of the use of a medium: the day on which somebody has chosen to make it."""


def drafts(
    media: Sequence[Mixture], lab: Lab, cost_of_day: Callable[[int], Cost], past: Past, fixed: Sequence[Fixed] = ()
) -> tuple[Draft, ...]:
    """Return which batches are made of ``media``, and when.

    Args:
        media: With what the wells take on each day.
        lab: Gives shelf lives.
        cost_of_day: What it costs to make a batch on a day, see ``makings.makings``.
        past: Batches that exist are used up first, as long as they are in date.
        fixed: Of each medium what is made on a day of its own, see ``makings.makings``; () where nothing is.
    """
    found: list[Draft] = []
    numbers: dict[str, int] = {}
    for medium, chosen in zip(media, fixed or [{}] * len(media), strict=True):
        for making, kept, fresh, life in _makings(medium, lab, cost_of_day, past, chosen):
            number = numbers[medium.code] = numbers.get(medium.code, 0) + 1
            found.append(Draft(f"{medium.code}-{number}", medium, making, kept, fresh, life))
    return tuple(found)


_Made = tuple[Making, tuple[Part, ...], tuple[Part, ...], ShelfLife]


def kept_parts(medium: Mixture, lab: Lab) -> tuple[Part, ...]:
    """Return the parts of a medium that keep, so that they can be made ahead of its use."""
    return tuple(part for part in medium.parts if not is_fresh(part, lab))


def days_ahead(medium: Mixture, lab: Lab) -> int:
    """Return how many days ahead of its use a medium can be made; 0 where it must be made on the day."""
    kept = kept_parts(medium, lab)
    return shelf_life(medium.stage, kept, lab).days if kept or not medium.parts else 0


def _makings(medium: Mixture, lab: Lab, cost_of_day: Callable[[int], Cost], past: Past, fixed: Fixed) -> list[_Made]:
    kept = kept_parts(medium, lab)
    fresh = tuple(part for part in medium.parts if part not in kept)
    whole = shelf_life(medium.stage, medium.parts, lab)
    if not kept and fresh:
        # Nothing but basal medium would be kept: it stands in its bottle anyway.
        return [(Making(day, (day,)), medium.parts, (), whole) for day in medium.days]
    life = shelf_life(medium.stage, kept, lab)
    there, open_days = _from_past(medium, life, past)
    first = None if past.last_day is None else past.last_day + 1
    made: list[_Made] = []
    for making in (*there, *makings(open_days, life.days, cost_of_day, not_before=first, fixed=fixed)):
        at_once = making.uses == (making.day,)
        made.append((making, medium.parts, (), whole) if at_once else (making, kept, fresh, life))
    return made


def _from_past(medium: Mixture, life: ShelfLife, past: Past) -> tuple[list[Making], list[int]]:
    """Return the batches that exist with what they are used for now, and the days that are left without one."""
    days = list(medium.days)
    there: list[Making] = []
    waiting = past.made.get(medium.code, [])
    for made in tuple(waiting):
        in_date = [day for day in days if made.day <= day <= made.day + life.days][: len(made.uses)]
        if in_date:
            waiting.remove(made)
            there.append(Making(made.day, tuple(in_date)))
            days = [day for day in days if day not in in_date]
    return there, days


def batch_of(draft: Draft, demand: Demand, lab: Lab, start: date, sources: Sources) -> MediumBatch:
    """Return a batch with its recipe, and what completes it on each day of use."""
    later = shares_taken(draft.fresh, sources.get(draft.completion_id(draft.making.uses[0]), {})) or Decimal(0)
    completions = tuple(_completion(draft, day, demand, lab, start, sources) for day in _completed(draft))
    least = _least(draft, demand, lab, sources)
    wanted = rounded_up(least, lab)
    mixed = recipe(
        draft.mixture.stage, draft.kept, volume(wanted), lab, sources.get(draft.id), volume(least), min(later, _MOST)
    )
    day, life = draft.making.day, draft.life
    return MediumBatch(
        id=draft.id,
        code=draft.mixture.code,
        stage=draft.mixture.stage.id,
        title=draft.mixture.title,
        arms=draft.mixture.arms,
        without=draft.mixture.without,
        made_on_day=day,
        made_on=start + timedelta(days=day),
        use_by_day=day + life.days,
        use_by=start + timedelta(days=day + life.days),
        shelf_life=life.reason,
        feeds=draft.making.uses,
        servings=tuple(_servings(draft)),
        needed=volume(draft.needed),
        wanted=legible(volume(wanted)),
        volume=mixed.total,
        origin=_origin(draft, demand, wanted, mixed),
        recipe=mixed.lines,
        completions=completions,
    )


_MOST = Decimal("0.99")


def _servings(draft: Draft) -> Iterator[Serving]:
    for fill in draft.mixture.fills:
        if fill.day in draft.making.uses:
            yield Serving(day=fill.day, arm=fill.arm, stage=fill.stage)


def _completed(draft: Draft) -> tuple[int, ...]:
    return draft.making.uses if draft.fresh else ()


def portion_of(draft: Draft, day: int, demand: Demand, lab: Lab, sources: Sources) -> Quantity:
    """Return how much of a batch is taken on a day to be completed: whole steps of its pipette."""
    shares = shares_taken(draft.fresh, sources.get(draft.completion_id(day), {})) or Decimal(0)
    needed = draft.mixture.needed((day,))
    rest = max(1 - shares, 1 - _MOST)
    exact, least = volume(needed * demand.overage * rest), volume(needed * rest)
    portion = as_pipetted(exact, lab.settings.pipettes, least)
    while _completed_from(draft, day, portion, lab, sources).total.base < needed:
        portion = next_step(portion, lab.settings.pipettes)
    return portion


def _completed_from(draft: Draft, day: int, portion: Quantity, lab: Lab, sources: Sources) -> Recipe:
    label = LocalText(plain=draft.id)
    return completion(draft.id, label, draft.fresh, portion, lab, sources.get(draft.completion_id(day)))


def _completion(draft: Draft, day: int, demand: Demand, lab: Lab, start: date, sources: Sources) -> Completion:
    mixed = _completed_from(draft, day, portion_of(draft, day, demand, lab, sources), lab, sources)
    return Completion(
        id=draft.completion_id(day),
        batch=draft.id,
        day=day,
        date=start + timedelta(days=day),
        needed=volume(draft.mixture.needed((day,))),
        volume=mixed.total,
        recipe=mixed.lines,
    )


def _least(draft: Draft, demand: Demand, lab: Lab, sources: Sources) -> Decimal:
    """Return the volume that must be there at least, in millilitres."""
    if not draft.fresh:
        return draft.needed * demand.overage + demand.dead
    taken = (portion_of(draft, day, demand, lab, sources).base for day in draft.making.uses)
    return sum(taken, Decimal(0)) + demand.dead


def rounded_up(millilitres: Decimal, lab: Lab) -> Decimal:
    """Return a volume rounded up to whole steps of a batch, by the lab's setting."""
    step = lab.settings.batch_step.base
    return (millilitres / step).to_integral_value(ROUND_CEILING) * step


def _origin(draft: Draft, demand: Demand, wanted: Decimal, mixed: Recipe) -> Message:
    parts = [draft.taken or _wells_part(draft, demand)]
    overage = N_("+ {overage} % (lab setting)") if demand.lab_overage else N_("+ {overage} %")
    parts.append(message(overage, overage=demand.overage_percent))
    if draft.fresh:
        parts.append(message(N_("less what is added fresh")))
    if demand.dead_volume:
        parts.append(message(N_("+ {dead} dead volume"), dead=demand.dead_volume))
    parts.append(message(N_("rounded up to {wanted}"), wanted=legible(volume(wanted))))
    if not mixed.total.same(volume(wanted)) and all(line.add for line in mixed.lines):
        parts.append(message(N_("as pipetted {made}"), made=mixed.total))
    return message(N_("{parts}"), parts=tuple(parts))


def _wells_part(draft: Draft, demand: Demand) -> Message:
    needed = legible(volume(draft.needed))
    fills: dict[int, int] = {}
    for fill in draft.mixture.fills:
        if fill.day in draft.making.uses:
            fills[fill.day] = fills.get(fill.day, 0) + fill.wells
    if set(fills.values()) != {demand.vessels * demand.wells}:
        each = tuple(
            message(
                N_("D{day}: {wells} × {well}"),
                day=day,
                wells=_wells(wells),
                well=format_quantity(legible(demand.well_volume)),
            )
            for day, wells in fills.items()
        )
        return message(N_("{fills}; together {needed}"), fills=each, needed=needed)
    vessels = message(N_("1 vessel"))
    if demand.vessels > 1:
        vessels = message(N_("{count} vessels"), count=demand.vessels)
    count = len(fills)
    return message(
        N_("{vessels} × {wells} × {well} × {feeds} = {needed}"),
        vessels=vessels,
        wells=_wells(demand.wells),
        well=format_quantity(legible(demand.well_volume)),
        feeds=message(N_("1 fill")) if count == 1 else message(N_("{count} fills"), count=count),
        needed=needed,
    )


def _wells(count: int) -> Message:
    return message(N_("1 well")) if count == 1 else message(N_("{count} wells"), count=count)
