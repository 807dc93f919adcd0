"""Which lot of the stockroom a run takes a reagent from: of those that last and suffice, the one that expires first."""

from datetime import date

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.run import Run, Stock
from mscplanner.domain.stockroom import Lot, Reservation, Stockroom
from mscplanner.planning.edits import confirm_stock
from mscplanner.planning.lot_checks import free_amount
from mscplanner.planning.needs import needs_of
from mscplanner.planning.parts import parts_of
from mscplanner.planning.plan import Need, Plan, RecipeLine
from mscplanner.planning.planner import media_of, windows_of
from mscplanner.planning.preparation import dissolved_volume
from mscplanner.planning.run_checks import well_volume
from mscplanner.planning.schedule import date_of


def with_lot(run: Run, lot: Lot, from_day: int = 0) -> Run:
    """Return ``run`` with the medium of ``D{from_day}`` and later made with ``lot``, as it is now.

    A lot without a strength leaves the strength that was planned with.
    """
    before = next((each for each in run.stocks_on(from_day) if each.reagent == lot.reagent), None)
    strength = lot.strength or (before.strength if before else "")
    solvent = LocalText(plain=lot.solvent) if lot.solvent else None
    stock = Stock(reagent=lot.reagent, strength=strength, solvent=solvent, lot=lot, from_day=from_day)
    return confirm_stock(run, stock)


def without_lot(run: Run, reagent: str, from_day: int = 0) -> Run:
    """Return ``run`` with a stock that is of no lot; its strength and solvent stay."""
    held = next((each for each in run.stocks if (each.reagent, each.from_day) == (reagent, from_day)), None)
    return confirm_stock(run, held.model_copy(update={"lot": None})) if held and held.lot else run


def without_stock(run: Run, reagent: str, from_day: int) -> Run:
    """Return ``run`` without the stock of ``reagent`` that takes over on ``D{from_day}``."""
    stocks = tuple(each for each in run.stocks if (each.reagent, each.from_day) != (reagent, from_day))
    return run.model_copy(update={"stocks": stocks})


def with_only_lot(run: Run, lot: Lot) -> Run:
    """Return ``run`` with ``lot`` for its whole length, in place of every stock of that reagent."""
    others = tuple(each for each in run.stocks if each.reagent != lot.reagent)
    return with_lot(run.model_copy(update={"stocks": others}), lot)


def suggested_lots(plan: Plan, stockroom: Stockroom) -> dict[str, Lot]:
    """Return one lot for each reagent that has a fitting one: of those that fit, the one that expires first.

    A lot fits if it is in date on the day of its last use, holds enough beside what other runs have
    reserved, may be thawed once more by the lab's setting, and gives each dose within the tolerance.

    Args:
        plan: Of the run that the lots are for.
        stockroom: The lots, without what this run itself has reserved.
    """
    stages = plan.run.protocol.stages
    reagents = dict.fromkeys(part.reagent_id for stage in stages for part in parts_of(stage, plan.run.lab))
    found = {reagent: _first_fitting(plan.run, reagent, stockroom) for reagent in reagents}
    return {reagent: lot for reagent, lot in found.items() if lot}


def _first_fitting(run: Run, reagent: str, stockroom: Stockroom) -> Lot | None:
    return next((lot for lot in stockroom.lots_of(reagent) if _fits(run, lot, stockroom)), None)


def _fits(run: Run, lot: Lot, stockroom: Stockroom) -> bool:
    most = run.lab.settings.freeze_thaws
    free = free_amount(lot, run.lab, stockroom)
    if free is None or not lot.strength or (lot.freeze_thaws and lot.freeze_thaws >= most):
        return False
    need = _need(with_only_lot(run, lot), lot, strict=True)
    if need is None or free.kind != need.amount.kind:
        return False
    return free.base >= need.amount.base and (lot.expiry or date.max) >= date_of(run.start, need.last_day)


def need_of(run: Run, lot: Lot) -> Need | None:
    """Return what ``run`` takes of ``lot``; None where it takes none, or one of its volumes is not known."""
    return _need(run, lot, strict=False)


def _need(run: Run, lot: Lot, strict: bool) -> Need | None:
    each, windows = well_volume(run), windows_of(run)
    media = media_of(run, windows)
    lines = [line for batch in media for line in batch.lines if line.reagent == lot.reagent]
    if each is None or any(line.add is None or line.assumed for line in lines):
        return None
    if strict and not all(_gives_its_dose(line, run.lab) for line in lines):
        return None
    needs = needs_of(run, media, windows, each)
    return next((need for need in needs if (need.reagent, need.lot) == (lot.reagent, lot.number)), None)


def _gives_its_dose(line: RecipeLine, lab: Lab) -> bool:
    settings = lab.settings
    least = settings.smallest_mass if line.powder else settings.smallest_volume
    enough = line.add is not None and line.add.base >= least.base
    return enough and (line.error_percent is None or abs(line.error_percent) <= settings.tolerance_percent)


def reservations_of(plan: Plan, run_id: str) -> tuple[Reservation, ...]:
    """Return what a run takes of each of its lots, and until when.

    Args:
        plan: Of the run.
        run_id: Id of the run's document in the library.
    """
    lots = {(each.reagent, each.lot.number): each.lot for each in plan.run.stocks if each.lot}
    found: dict[str, Reservation] = {}
    for need in plan.needs:
        lot = lots.get((need.reagent, need.lot))
        amount = _as_kept(need, lot, plan.run.lab) if lot else None
        if lot is None or amount is None:
            continue
        last = date_of(plan.run.start, need.last_day)
        before = found.get(lot.id)
        if before:
            amount = Quantity(value=amount.base + before.amount.base, unit="g" if amount.kind == "mass" else "mL")
            last = max(last, before.last_use)
        found[lot.id] = Reservation(lot=lot.id, run=run_id, number=plan.run.number, amount=amount, last_use=last)
    return tuple(found.values())


def _as_kept(need: Need, lot: Lot, lab: Lab) -> Quantity | None:
    """Return what is taken as the lot counts what is left: of what is not dissolved yet, as a mass."""
    left = lot.left
    if left is None or left.kind == need.amount.kind:
        return need.amount
    made = dissolved_volume(lot, lab.catalogue.reagent(lot.reagent)) if left.kind == "mass" else None
    return Quantity(value=left.base * need.amount.base / made.base, unit="g") if made else None
