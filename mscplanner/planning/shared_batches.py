"""Batches that several runs share: one making where each would have made its own.

Media of different runs are one where basal medium, parts with their doses, tubes, lots and lab
policy are the same. Their fills are covered together by as few makings as can be, and that is told
only where it is fewer than the runs make apart.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, at_least, legible, volume
from mscplanner.domain.value import LateValue
from mscplanner.planning.batches import Demand, Draft, Past, drafts
from mscplanner.planning.dilution import resolved
from mscplanner.planning.happenings import worked_until
from mscplanner.planning.made_batches import cost_of_making, demand_of, drafts_of, made_batches
from mscplanner.planning.makings import Cost
from mscplanner.planning.media import Fill, Mixture
from mscplanner.planning.parts import Part
from mscplanner.planning.plan import Completion, Intermediate, MediumBatch, Plan, RecipeLine

_DAY_0 = date.min
"""Days of different runs meet where all are counted from one date."""


class SharedUse(LateValue):
    """What the wells of one run take of a shared batch on one day.

    Attributes:
        run: Its number.
        day: Counted from the D0 of that run.
    """

    run: str
    day: int
    date: date
    needed: Quantity


class SharedBatch(LateValue):
    """One making for the wells of several runs.

    Attributes:
        id: ``M1-1``: the medium's code and the number of the making.
        uses: In order of the dates.
        instead_of: Run numbers and ids of the batches whose fills it takes over.
        saves: How many makings all batches of this code save together.
        use_by: Last day on which it may be used.
        intermediates: Their days, and those of ``completions``, count from the day of making.
    """

    id: str
    code: str
    title: LocalText
    uses: tuple[SharedUse, ...]
    instead_of: tuple[tuple[str, str], ...]
    saves: int
    made_on: date
    use_by: date
    shelf_life: Message
    needed: Quantity
    wanted: Quantity
    volume: Quantity
    origin: Message
    intermediates: tuple[Intermediate, ...] = ()
    recipe: tuple[RecipeLine, ...]
    completions: tuple[Completion, ...] = ()

    @property
    def runs(self) -> tuple[str, ...]:
        """The numbers of the runs that it is for."""
        return tuple(dict.fromkeys(use.run for use in self.uses))


class _Apart(NamedTuple):
    """A batch that one run makes for itself; its own days are counted from ``_DAY_0``, those of the draft from D0."""

    plan: int
    draft: Draft
    made_on: int
    fills: tuple[Fill, ...]


class _SharedDraft(Draft):
    """A batch for several runs: what completes it is named after the date."""

    def completion_id(self, day: int) -> str:
        return f"{self.id}/{_date(day)}"


class _Saving(NamedTuple):
    """Makings that stand for more makings of single runs."""

    together: tuple[Draft, ...]
    apart: tuple[_Apart, ...]


def shared_batches(plans: Sequence[Plan]) -> tuple[SharedBatch, ...]:
    """Return the batches that save makings if the runs of ``plans`` make them together, by date.

    Args:
        plans: One of each run. Media with a volume that is not known are left apart.
    """
    groups: dict[tuple[object, ...], list[_Apart]] = {}
    for each in _apart(plans):
        groups.setdefault(_content(each.draft.mixture, plans[each.plan].run.lab), []).append(each)
    savings = [saving for group in groups.values() for saving in _savings(group, plans)]
    savings.sort(key=lambda saving: saving.together[0].making.day)
    return tuple(made for number, saving in enumerate(savings, start=1) for made in _made(f"M{number}", saving, plans))


def _date(day: int) -> date:
    return _DAY_0 + timedelta(days=day)


def _shift(plan: Plan) -> int:
    return (plan.run.start - _DAY_0).days


def _apart(plans: Sequence[Plan]) -> Iterator[_Apart]:
    for at, plan in enumerate(plans):
        if plan.well_volume is None:
            continue
        shift = _shift(plan)
        for draft in drafts_of(plan.run, plan.stages, plan.well_volume):
            mixture = draft.mixture
            if mixture.stage.medium is None or any(part.fraction is None for part in mixture.parts):
                continue
            used = (fill for fill in mixture.fills if fill.day in draft.making.uses)
            made_on = draft.making.day + shift
            yield _Apart(at, draft, made_on, tuple(fill._replace(day=fill.day + shift) for fill in used))


def _content(mixture: Mixture, lab: Lab) -> tuple[object, ...]:
    """Return what tells two media of different runs apart, the policy of their labs included."""
    typed = mixture.stage.medium.basal if mixture.stage.medium else ""
    basal = lab.catalogue.reagent(typed)
    parts = sorted(str(_part_content(part)) for part in mixture.parts)
    return basal.model_dump_json() if basal else typed, *parts, lab.settings.model_dump_json()


def _part_content(part: Part) -> tuple[object, ...]:
    known = part.reagent.model_dump_json() if part.reagent else part.addition.reagent
    strengths = (_figure(part.final, part), _figure(part.stock, part), part.share, part.mass and part.mass.base)
    return known, *strengths, part.powder, part.solvent, part.lot, part.expiry


def _figure(quantity: Quantity | None, part: Part) -> tuple[object, ...]:
    if quantity is None:
        return ()
    said = resolved(quantity, part.reagent)
    return said.kind, said.base.normalize()


def _savings(group: Sequence[_Apart], plans: Sequence[Plan]) -> Iterator[_Saving]:
    """Give what becomes fewer in a group of batches of the same medium, cut where nothing hangs together."""
    begun = [worked_until(plans[each.plan].run) for each in group]
    last = max(
        (day + _shift(plans[each.plan]) for day, each in zip(begun, group, strict=True) if day is not None),
        default=None,
    )
    # What was made cannot be made together any more, nor anything before the last thing that happened.
    group = [each for each in group if last is None or each.made_on > last]
    if len({each.plan for each in group}) < 2:
        return
    lab = plans[group[0].plan].run.lab
    worked = {fill.day for each in group for fill in each.fills}

    def cost_of_day(day: int) -> Cost:
        return cost_of_making(day, _DAY_0, worked, lab)

    for together, apart in _connected(drafts([_together(group)], lab, cost_of_day, Past({}, last)), group):
        if len(together) < len(apart) and len({each.plan for each in apart}) > 1:
            yield _Saving(together, apart)


def _together(group: Sequence[_Apart]) -> Mixture:
    first = group[0].draft.mixture
    doubtful = {str(_part_content(part)) for each in group for part in each.draft.mixture.parts if part.assumed}
    parts = (part.model_copy(update={"assumed": str(_part_content(part)) in doubtful}) for part in first.parts)
    fills = sorted((fill for each in group for fill in each.fills), key=lambda fill: fill.day)
    return first._replace(parts=tuple(parts), without=(), fills=tuple(fills))


def _connected(
    together: Sequence[Draft], apart: Sequence[_Apart]
) -> Iterator[tuple[tuple[Draft, ...], tuple[_Apart, ...]]]:
    """Give makings and batches that have fills in common, directly or through others, each once."""
    left = list(together)
    while left:
        chosen, batches = [left.pop(0)], list[_Apart]()
        days = set(chosen[0].making.uses)
        grown = True
        while grown:
            batches = [each for each in apart if days & {fill.day for fill in each.fills}]
            reached = days | {fill.day for each in batches for fill in each.fills}
            more = [draft for draft in left if reached & set(draft.making.uses)]
            left = [draft for draft in left if draft not in more]
            chosen += more
            grown = bool(more)
            days = reached | {day for draft in more for day in draft.making.uses}
        yield tuple(sorted(chosen, key=lambda draft: draft.making.day)), tuple(batches)


def _made(code: str, saving: _Saving, plans: Sequence[Plan]) -> Iterator[SharedBatch]:
    runs = [plans[at].run for at in dict.fromkeys(each.plan for each in saving.apart)]
    found = [
        _SharedDraft(*draft)._replace(id=f"{code}-{at}", taken=_taken(draft, saving, plans))
        for at, draft in enumerate(saving.together, start=1)
    ]
    batches = made_batches(found, _demand(saving, plans), runs[0].lab, _DAY_0)
    for draft, batch in zip(found, batches, strict=True):
        yield _shared(code, draft, batch, saving, plans)


def _demand(saving: _Saving, plans: Sequence[Plan]) -> Demand:
    """Return the largest overage and dead volume of the runs, so that none gets less than it plans with."""
    found = [
        demand_of(plans[at].run, plans[at].well_volume or volume(0))
        for at in dict.fromkeys(each.plan for each in saving.apart)
    ]
    most = max(found, key=lambda demand: demand.overage_percent)
    dead = max((demand.dead for demand in found), default=Decimal(0))
    return most._replace(dead_volume=volume(dead) if dead else None)


def _uses(draft: Draft, saving: _Saving, plans: Sequence[Plan]) -> Iterator[tuple[SharedUse, str]]:
    """Give what each run takes on each day, with the id of the batch that it would have made."""
    for each in saving.apart:
        run = plans[each.plan].run
        for day in dict.fromkeys(fill.day for fill in each.fills):
            if day in draft.making.uses:
                needed = sum((fill.millilitres for fill in each.fills if fill.day == day), Decimal(0))
                of_run = (_date(day) - run.start).days
                use = SharedUse(run=run.number, day=of_run, date=_date(day), needed=legible(volume(needed)))
                yield use, each.draft.id


def _taken(draft: Draft, saving: _Saving, plans: Sequence[Plan]) -> Message:
    by_run: dict[str, list[SharedUse]] = {}
    for use, _ in _uses(draft, saving, plans):
        by_run.setdefault(use.run, []).append(use)
    fills = tuple(
        message(
            N_("{run}, {days}: {volume}"),
            run=run,
            days=", ".join(f"D{use.day}" for use in uses),
            volume=at_least(volume(sum((use.needed.base for use in uses), Decimal(0)))),
        )
        for run, uses in by_run.items()
    )
    return message(N_("{fills}; together {needed}"), fills=fills, needed=at_least(volume(draft.needed)))


def _shared(code: str, draft: Draft, batch: MediumBatch, saving: _Saving, plans: Sequence[Plan]) -> SharedBatch:
    uses = sorted(_uses(draft, saving, plans), key=lambda each: each[0].date)
    day = batch.made_on_day
    return SharedBatch(
        id=batch.id,
        code=code,
        title=batch.title,
        uses=tuple(use for use, _ in uses),
        instead_of=tuple(dict.fromkeys((use.run, batch_id) for use, batch_id in uses)),
        saves=len(saving.apart) - len(saving.together),
        made_on=batch.made_on,
        use_by=batch.use_by,
        shelf_life=batch.shelf_life,
        needed=legible(batch.needed),
        wanted=batch.wanted,
        volume=batch.volume,
        origin=batch.origin,
        intermediates=_counted_from(batch.intermediates, day),
        recipe=batch.recipe,
        completions=tuple(
            each.model_copy(
                update={"day": each.day - day, "intermediates": _counted_from(each.intermediates, day)},
            )
            for each in batch.completions
        ),
    )


def _counted_from(made: Sequence[Intermediate], day: int) -> tuple[Intermediate, ...]:
    return tuple(
        each.model_copy(update={"made_on_day": each.made_on_day - day, "use_by_day": each.use_by_day - day})
        for each in made
    )
