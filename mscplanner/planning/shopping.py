"""The shopping list: what runs take in all, what of it is there, and what has to be bought by when.

Totals are those of the plans: every batch, completion, dilution and rinse once. From them goes
what is free in the stockroom for these runs; the rest is bought in packs.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, at_least, legible
from mscplanner.domain.stockroom import Stockroom
from mscplanner.planning.dilution import resolved
from mscplanner.planning.dose_reach import reaches
from mscplanner.planning.equivalents import Thing
from mscplanner.planning.lot_cover import LEAST, Portion, Taking, covered, not_counted
from mscplanner.planning.media import ARMS
from mscplanner.planning.needs import made_already
from mscplanner.planning.plan import Need, Plan
from mscplanner.planning.purchases import purchase
from mscplanner.planning.schedule import date_of
from mscplanner.planning.shopping_items import (
    ITEM_KINDS,
    ItemKind,
    ListedRun,
    LotLeft,
    LotUse,
    PlasticItem,
    RunShare,
    ShoppingItem,
    ShoppingList,
)


class _Wanted(NamedTuple):
    """A need of one of the plans."""

    plan: int
    need: Need
    portion: Portion


def shopping_list(plans: Sequence[Plan], stockroom: Stockroom, lab: Lab, today: date) -> ShoppingList:
    """Return what the runs of ``plans`` take, what of it is there, and what has to be bought.

    Args:
        plans: One of each run. What a batch holds that is not known is told in the notes.
        stockroom: Lots, reservations and products; what is reserved under the number of one of
            these runs counts as free for them.
        lab: Gives bridges, lead days and closed days.
        today: Tells which orders are late.
    """
    own = {plan.run.number for plan in plans}
    others = tuple(each for each in stockroom.reservations if each.number not in own)
    room = stockroom.model_copy(update={"reservations": others})
    wanted = [_wanted(at, plan, need, lab) for at, plan in enumerate(plans) for need in plan.needs]
    takings = covered([each.portion for each in wanted], room, lab)
    groups: dict[tuple[object, ...], dict[int, _Wanted]] = {}
    for at, each in enumerate(wanted):
        groups.setdefault(_key(each.portion.thing), {})[at] = each
    items = [_item(group, takings, plans, room, lab, today) for group in groups.values()]
    items.sort(key=lambda item: (ITEM_KINDS.index(item.kind), item.label.written("en").casefold()))
    return ShoppingList(
        today=today,
        runs=tuple(_listed(plan) for plan in plans),
        items=tuple(items),
        plastics=_plastics(plans),
        notes=tuple(note for plan in plans for note in _notes(plan)),
    )


def _wanted(at: int, plan: Plan, need: Need, lab: Lab) -> _Wanted:
    strength = resolved(need.stock, lab.catalogue.reagent(need.reagent)) if need.stock else None
    lots = (stock.lot for stock in plan.run.stocks if stock.lot and stock.reagent == need.reagent)
    doses = reaches(plan.run, need.reagent, need.stock) if need.stock else ()
    portion = Portion(
        Thing(need.reagent, strength, need.powder),
        need.amount.base,
        date_of(plan.run.start, need.last_day),
        frozenset(lot.id for lot in lots if lot.number == need.lot),
        max((each.factor for each in doses), default=Decimal(0)),
    )
    return _Wanted(at, need, portion)


def _key(thing: Thing) -> tuple[object, ...]:
    strength = (thing.strength.kind, thing.strength.base) if thing.strength else None
    return thing.reagent, thing.powder, strength


def _item(
    group: Mapping[int, _Wanted],
    takings: Sequence[Taking],
    plans: Sequence[Plan],
    room: Stockroom,
    lab: Lab,
    today: date,
) -> ShoppingItem:
    need, portion = next((each.need, each.portion) for each in group.values())
    thing, product = portion.thing, room.product(portion.thing.reagent)
    taken = [taking for taking in takings if taking.portion in group]
    needed, there = _sum(each.portion.amount for each in group.values()), _sum(each.amount for each in taken)
    shares = _shares(group, taken, plans)
    short = next((share for share in shares if share.amount.base - share.covered.base > LEAST), None)
    missing = _amount(needed - there, thing)
    return ShoppingItem(
        reagent=thing.reagent,
        name=need.name,
        label=need.label,
        kind=_kind(need),
        strength=need.stock,
        assumed=any(_is_assumed(plans[each.plan], each.need) for each in group.values()),
        needed=_amount(needed, thing),
        covered=_amount(there, thing),
        shares=shares,
        lots=_lots_used(taken, thing),
        left=tuple(
            LotLeft(lot=lot, reason=reason)
            for lot, reason in not_counted([each.portion for each in group.values()], room, lab)
        ),
        product=product,
        purchase=purchase(missing, thing, product, lab, short.first, today) if short else None,
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def _amount(base: Decimal, thing: Thing) -> Quantity:
    return legible(Quantity(value=base, unit=thing.unit))


def _kind(need: Need) -> ItemKind:
    if need.basal:
        return "basal"
    if need.rinse:
        return "rinse"
    return "powder" if need.powder else "stock"


def _is_assumed(plan: Plan, need: Need) -> bool:
    lines = (line for batch in plan.media for line in batch.lines)
    return any(line.assumed and line.reagent == need.reagent and line.tube == need.stock for line in lines)


def _shares(group: Mapping[int, _Wanted], taken: Sequence[Taking], plans: Sequence[Plan]) -> tuple[RunShare, ...]:
    by_plan: dict[int, dict[int, _Wanted]] = {}
    for at, each in group.items():
        by_plan.setdefault(each.plan, {})[at] = each
    found = (_share(plans[index], mine, taken) for index, mine in by_plan.items())
    return tuple(sorted(found, key=lambda share: share.first))


def _share(plan: Plan, mine: Mapping[int, _Wanted], taken: Sequence[Taking]) -> RunShare:
    thing = next(each.portion.thing for each in mine.values())
    first = min(each.need.first_day for each in mine.values())
    last = max(each.need.last_day for each in mine.values())
    return RunShare(
        run=plan.run.number,
        amount=_amount(_sum(each.portion.amount for each in mine.values()), thing),
        covered=_amount(_sum(each.amount for each in taken if each.portion in mine), thing),
        first_day=first,
        first=date_of(plan.run.start, first),
        last_day=last,
        last=date_of(plan.run.start, last),
    )


def _lots_used(taken: Sequence[Taking], thing: Thing) -> tuple[LotUse, ...]:
    by_lot: dict[str, list[Taking]] = {}
    for each in taken:
        by_lot.setdefault(each.lot.id, []).append(each)
    return tuple(_lot_used(each, thing) for each in by_lot.values())


def _lot_used(taken: Sequence[Taking], thing: Thing) -> LotUse:
    lot = taken[0].lot
    amount = _amount(_sum(each.amount for each in taken), thing)
    unit = "g" if lot.form == "powder" else "mL"
    of_lot = legible(Quantity(value=_sum(each.of_lot for each in taken), unit=unit))
    figures: dict[str, Message | Quantity | str] = {"lot": lot.number or "—", "amount": at_least(amount)}
    text = N_("lot {lot}: {amount}")
    if not of_lot.same(amount):
        text = N_("lot {lot}, {strength}: {own} as {amount}")
        forms = {"powder": message(N_("powder")), "neat": message(N_("neat"))}
        figures |= {"strength": forms.get(lot.form, lot.strength), "own": at_least(of_lot)}
    told = message(text, **figures)
    if not lot.dissolved and not thing.powder:
        told = message(N_("{text}, not dissolved yet"), text=told)
    if lot.storage:
        told = message(N_("{text}, {place}"), text=told, place=lot.storage)
    return LotUse(lot=lot, amount=amount, of_lot=of_lot, text=told)


def _listed(plan: Plan) -> ListedRun:
    run, last = plan.run, plan.last_day
    return ListedRun(number=run.number, title=run.protocol.title, start=run.start, last=last.date if last else None)


def _plastics(plans: Sequence[Plan]) -> tuple[PlasticItem, ...]:
    by_vessel: dict[str, list[Plan]] = {}
    # A run that has begun has its vessels.
    for plan in (each for each in plans if all(done.kind != "fed" for done in each.run.happened)):
        by_vessel.setdefault(plan.run.vessel.id, []).append(plan)
    return tuple(_plastic(each) for each in by_vessel.values())


def _plastic(plans: Sequence[Plan]) -> PlasticItem:
    vessel = plans[0].run.vessel
    shares = tuple((plan.run.number, sum(plan.run.vessels(arm) for arm in ARMS)) for plan in plans)
    first = min(plan.run.start for plan in plans)
    return PlasticItem(
        vessel=vessel.id, name=vessel.name, count=sum(count for _, count in shares), shares=shares, first=first
    )


def _notes(plan: Plan) -> tuple[Message, ...]:
    run = plan.run.number
    found: list[Message] = []
    unknown = ", ".join(batch.id for batch in plan.media if not batch.complete)
    undated = len(plan.run.protocol.stages) - len(plan.stages)
    if not plan.media:
        found.append(message(N_("{run}: no medium can be planned, so nothing of it is counted"), run=run))
    if plan.has_errors:
        found.append(message(N_("{run}: errors stand in its plan, so its amounts may still change"), run=run))
    if unknown:
        text = N_("{run}: not all volumes of {batches} are known; those are not counted")
        found.append(message(text, run=run, batches=unknown))
    made = [batch.id for batch in plan.media if batch.id in made_already(plan.run, plan.media)]
    if made:
        text = N_("{run}: what went into {batches} is not counted, as it was made; lots hold what the stockroom says")
        found.append(message(text, run=run, batches=", ".join(made)))
    if undated and plan.media:
        found.append(message(N_("{run}: stages without dates are not counted: {count}"), run=run, count=undated))
    return tuple(found)
