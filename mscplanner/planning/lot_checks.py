"""The checks of lots: strength, in date to the last use, enough, not thawed too often, one for the run."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mscplanner.domain.finding import Finding
from mscplanner.domain.grammar import read_quantity
from mscplanner.domain.lab import Lab
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import message
from mscplanner.domain.quantity import Quantity, at_least, at_most
from mscplanner.domain.run import Run, Stock
from mscplanner.domain.stockroom import Lot, Stockroom, stock_form
from mscplanner.planning.dose_reach import out_of_reach, times_planned
from mscplanner.planning.happenings import latest
from mscplanner.planning.parts import confirmed_strength
from mscplanner.planning.plan import Need, Task
from mscplanner.planning.preparation import dissolved_volume
from mscplanner.planning.schedule import date_of


def check_lots(run: Run, needs: Sequence[Need], stockroom: Stockroom) -> Iterator[Finding]:
    """Find lots that do not last to their last use, hold too little, or change during the run.

    Args:
        run: Its stocks name the lots.
        needs: What is taken of each lot, and when.
        stockroom: The lots as they are now, with what other runs have reserved.
    """
    for stock in run.stocks:
        if stock.lot is None:
            continue
        lot = stockroom.lot(stock.lot.id) or stock.lot
        yield from _other_strength(run, stock, lot)
        yield from _too_weak(run, stock, lot)
        need = next((each for each in needs if (each.reagent, each.lot) == (stock.reagent, stock.lot.number)), None)
        if need:
            yield from _expiring(run, lot, need)
            yield from _short(run, lot, need, stockroom)
            yield from _thawed(run, lot, need)
    yield from _changing(run, needs)


def lots_looked_at(run: Run, stockroom: Stockroom) -> Stockroom:
    """Return what ``check_lots`` looks at in ``stockroom``: the lots that ``run`` names, and who else has of them."""
    named = {stock.lot.id for stock in run.stocks if stock.lot}
    return Stockroom(
        lots=tuple(lot for lot in stockroom.lots if lot.id in named),
        reservations=tuple(each for each in stockroom.reservations if each.lot in named),
    )


def _other_strength(run: Run, stock: Stock, lot: Lot) -> Iterator[Finding]:
    reagent = run.lab.catalogue.reagent(stock.reagent)
    planned, told = stock.strength.strip(), lot.strength.strip()
    ours, theirs = (read_quantity(each) for each in (planned, told))
    if isinstance(ours, Quantity) and isinstance(theirs, Quantity):
        same = ours.same(theirs)
    else:
        same = stock_form(planned) == stock_form(told) != "solution" or planned == told
    if same or not told:
        return
    yield Finding(
        code="W-LOT-STRENGTH",
        severity="warning",
        place=("stocks", stock.reagent),
        title=message(
            N_("{name}: {planned} is planned, lot {lot} is {told}"),
            name=reagent.label if reagent else LocalText(plain=stock.reagent),
            planned=planned,
            lot=lot.number or "—",
            told=told,
        ),
        reason=message(N_("The strength was typed in the run, or the lot was changed since it was chosen.")),
        way_on=message(N_("Look at the tube; then choose the lot again, or correct it in the stockroom.")),
    )


def _too_weak(run: Run, stock: Stock, lot: Lot) -> Iterator[Finding]:
    reagent = run.lab.catalogue.reagent(stock.reagent)
    planned = confirmed_strength(stock, reagent)
    times = times_planned(lot, planned, reagent) if planned else None
    if planned is None or times is None or times >= 1:
        return
    missed = out_of_reach(run, stock.reagent, planned, times)
    if missed is None:
        return
    yield Finding(
        code="E-LOT-WEAK",
        severity="error",
        place=("stocks", stock.reagent),
        title=message(
            N_("{name}: lot {lot} is too weak for {final}"),
            name=reagent.label if reagent else LocalText(plain=stock.reagent),
            lot=lot.number or "—",
            final=missed.final,
        ),
        reason=message(
            N_("{stage}: at {told} it would leave no room for the basal medium; {planned} is planned with."),
            stage=missed.stage,
            told=lot.strength,
            planned=stock.strength,
        ),
        way_on=message(N_("Choose a stronger lot, or change the dose.")),
    )


def check_thaws(run: Run, tasks: Sequence[tuple[int, Task]], stockroom: Stockroom) -> Iterator[Finding]:
    """Find lots that are not divided and would be thawed and frozen again more often than the lab allows.

    Args:
        run: Its stocks name the lots; what happened already is not looked at.
        tasks: Of the run, with their days.
        stockroom: The lots as they are now.
    """
    done, most = latest(run), run.lab.settings.freeze_thaws
    for stock in run.stocks:
        lot = (stockroom.lot(stock.lot.id) or stock.lot) if stock.lot else None
        if lot is None or lot.tube:
            continue
        days = {
            day
            for day, task in tasks
            if task.kind == "thaw" and task.tube and task.tube.lot == lot.id and (done is None or day > done)
        }
        again = len(days) - 1
        if again < 1 or lot.freeze_thaws + again <= most:
            continue
        reagent = run.lab.catalogue.reagent(stock.reagent)
        why = N_("It is not divided: frozen again {again} times, {before} before; the lab allows {most} (lab setting).")
        yield Finding(
            code="W-THAWS",
            severity="warning",
            place=("stocks", stock.reagent),
            title=message(
                N_("{name}: lot {lot} is thawed on {count} days"),
                name=reagent.label if reagent else LocalText(plain=stock.reagent),
                lot=lot.number or "—",
                count=len(days),
            ),
            reason=message(why, again=again, before=lot.freeze_thaws, most=most),
            way_on=message(N_("Divide it into aliquots when it is thawed first, or choose a lot that is divided.")),
        )


def _expiring(run: Run, lot: Lot, need: Need) -> Iterator[Finding]:
    last = date_of(run.start, need.last_day)
    if lot.expiry is None or lot.expiry >= last:
        return
    yield Finding(
        code="W-EXPIRY",
        severity="warning",
        place=("stocks", need.reagent),
        title=message(N_("{name}: lot {lot} expires before its last use"), name=need.label, lot=lot.number or "—"),
        reason=message(
            N_("It expires on {expiry}; the last use is D{day}, {last}."),
            expiry=lot.expiry,
            day=need.last_day,
            last=last,
        ),
        way_on=message(N_("Choose another lot, or an earlier start.")),
    )


def free_amount(lot: Lot, lab: Lab, stockroom: Stockroom) -> Quantity | None:
    """Return what is left of a lot beside other runs' reservations; None where that is not known.

    Of what is not dissolved yet, as the volume that it will give. It may be below zero.
    """
    left = lot.left
    if left is None:
        return None
    whole = left
    if left.kind == "mass" and lot.form == "solution":
        made = dissolved_volume(lot, lab.catalogue.reagent(lot.reagent))
        if made is None:
            return None
        whole = made
    unit = "g" if whole.kind == "mass" else "mL"
    free = whole.base
    for each in stockroom.reservations:
        if each.lot == lot.id and each.amount.kind == whole.kind:
            free -= each.amount.base
        elif each.lot == lot.id and each.amount.kind == left.kind and left.base:
            free -= each.amount.base / left.base * whole.base
        elif each.lot == lot.id:
            return None
    return Quantity(value=free, unit=unit)


def _short(run: Run, lot: Lot, need: Need, stockroom: Stockroom) -> Iterator[Finding]:
    free = free_amount(lot, run.lab, stockroom)
    if free is None or free.kind != need.amount.kind or free.base >= need.amount.base:
        return
    yield Finding(
        code="W-AMOUNT",
        severity="warning",
        place=("stocks", need.reagent),
        title=message(N_("{name}: lot {lot} does not suffice"), name=need.label, lot=lot.number or "—"),
        reason=message(
            N_("Free: {free}, beside what other runs have reserved; this run takes {amount}."),
            free=at_most(max(free, Quantity(value=Decimal(0), unit=free.unit), key=lambda each: each.value)),
            amount=at_least(need.amount),
        ),
        way_on=message(N_("Choose another lot, let a second lot take over on a day, or order more.")),
    )


def _thawed(run: Run, lot: Lot, need: Need) -> Iterator[Finding]:
    most = run.lab.settings.freeze_thaws
    if lot.freeze_thaws < most or not lot.freeze_thaws:
        return
    yield Finding(
        code="W-FREEZE-THAW",
        severity="warning",
        place=("stocks", need.reagent),
        title=message(
            N_("{name}: lot {lot} was thawed {count} times"),
            name=need.label,
            lot=lot.number or "—",
            count=lot.freeze_thaws,
        ),
        reason=message(N_("The lab allows {most} (lab setting)."), most=most),
        way_on=message(N_("Choose a lot that is divided into aliquots.")),
    )


def _changing(run: Run, needs: Sequence[Need]) -> Iterator[Finding]:
    used: dict[str, LocalText] = {need.reagent: need.label for need in needs if not need.basal}
    for stock in run.stocks:
        if stock.from_day and stock.reagent in used:
            yield _change(run, stock, used[stock.reagent])


def _change(run: Run, stock: Stock, label: LocalText) -> Finding:
    before = next((each for each in run.stocks_on(stock.from_day - 1) if each.reagent == stock.reagent), None)
    lots = [(each.lot.number if each and each.lot else "") or "—" for each in (before, stock)]
    return Finding(
        code="W-LOT-CHANGE",
        severity="warning",
        place=("stocks", stock.reagent),
        title=message(N_("{name}: another lot from D{day} on"), name=label, day=stock.from_day),
        reason=message(
            N_("Lot {before}, then lot {after}: two lots of a factor may differ."), before=lots[0], after=lots[1]
        ),
        way_on=message(N_("Use one lot for the whole run if one suffices, or accept the change.")),
    )
