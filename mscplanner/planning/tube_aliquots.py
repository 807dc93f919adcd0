"""The tubes of a stock that a run thaws or makes: how many, for which days, and how long they keep."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, Decimal

from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.stockroom import Lot
from mscplanner.domain.value import LateValue
from mscplanner.planning.needs import Use, uses_of
from mscplanner.planning.plan import Plan, Task
from mscplanner.planning.preparation import dissolved_volume, storage_temperature
from mscplanner.planning.schedule import date_of

MOST_TUBES = 200
"""Most tubes of one lot that get labels on one day."""


class Aliquot(LateValue):
    """Tubes of one stock that are thawed or made on one day.

    Attributes:
        strength: Of the tube; None where it is not known.
        assumed: Whether that is the catalogue's usual strength, not confirmed by the lab.
        lot: Lot number, or "".
        day: Day on which they are thawed or made.
        days: Days on which they are used.
        thawed: Whether they come out of the freezer; otherwise they are made.
        tubes: How many tubes; 1 where the lot does not say what one holds.
    """

    reagent: str
    label: LocalText
    strength: Quantity | None = None
    assumed: bool = False
    lot: str = ""
    day: int
    days: tuple[int, ...]
    thawed: bool
    tubes: int = 1
    storage: Message | None = None
    use_by: date | None = None
    dark: bool = False

    @property
    def id(self) -> str:
        """Of no other tubes of the run."""
        return "/".join((self.reagent, self.lot, "thawed" if self.thawed else "made", str(self.day), str(self.days[0])))

    @property
    def labelled(self) -> int:
        """How many of the tubes get a label."""
        return min(self.tubes, MOST_TUBES)


def aliquots_of(plan: Plan) -> tuple[Aliquot, ...]:
    """Return the tubes that a run thaws or dissolves, in the order of the days."""
    return tuple(_aliquots(plan))


def _aliquots(plan: Plan) -> Iterator[Aliquot]:
    used: dict[tuple[str, str], list[Use]] = {}
    for use in uses_of(plan.media):
        used.setdefault((use.line.reagent, use.line.lot), []).append(use)
    for day in plan.working_days:
        for task in day.tasks:
            if task.kind not in ("thaw", "dissolve") or task.needed_day is None:
                continue
            # Two lots of a reagent may be used on one day: each has a task of its own.
            lots = [key for key, uses in used.items() if key[0] == task.reagent and _on(uses, task.needed_day)]
            for key in lots[:1]:
                days = _days_of(plan, task, used[key])
                yield _aliquot(plan, day.number, task, used[key], days)
                used[key] = [use for use in used[key] if use.day not in days] if task.kind == "thaw" else used[key]


def _on(uses: list[Use], day: int) -> bool:
    return any(use.day == day for use in uses)


def _days_of(plan: Plan, task: Task, uses: list[Use]) -> tuple[int, ...]:
    """Return the days of ``uses`` that the tubes of ``task`` are for: up to the next time some are thawed."""
    first = task.needed_day or 0
    later = [
        each.needed_day
        for day in plan.working_days
        for each in day.tasks
        if each.kind == task.kind == "thaw" and each.reagent == task.reagent and (each.needed_day or 0) > first
    ]
    end = min((day for day in later if day is not None), default=None)
    return tuple(sorted({use.day for use in uses if use.day >= first and (end is None or use.day < end)}))


def _aliquot(plan: Plan, day: int, task: Task, uses: list[Use], days: tuple[int, ...]) -> Aliquot:
    line, thawed = uses[0].line, task.kind == "thaw"
    reagent = plan.run.lab.catalogue.reagent(task.reagent)
    lot = next((each.lot for each in plan.run.stocks if each.lot and _is_of(each.lot, task.reagent, line.lot)), None)
    needed = sum((use.amount for use in uses if use.day in days), Decimal(0))
    made = dissolved_volume(lot, reagent) if lot and not thawed else None
    return Aliquot(
        reagent=task.reagent,
        label=line.label,
        strength=line.tube,
        assumed=line.assumed,
        lot=line.lot,
        day=day,
        days=days,
        thawed=thawed,
        tubes=_tubes(needed if thawed else made.base if made else Decimal(0), lot),
        storage=_storage(reagent, lot, day < days[0] if thawed else None),
        use_by=_use_by(plan, reagent, lot, day, days) if thawed else (lot.expiry if lot else None),
        dark=line.protect_from_light,
    )


def _is_of(lot: Lot, reagent: str, number: str) -> bool:
    return lot.reagent == reagent and lot.number == number


def _tubes(millilitres: Decimal, lot: Lot | None) -> int:
    each = lot.tube if lot else None
    if each is None or each.kind != "volume" or not each.base:
        return 1
    return max(int((millilitres / each.base).to_integral_value(ROUND_CEILING)), 1)


def _storage(reagent: Reagent | None, lot: Lot | None, overnight: bool | None) -> Message | None:
    """Return where tubes are kept.

    Args:
        reagent: As the catalogue knows it.
        lot: The lot of the stock.
        overnight: Whether thawed tubes wait for another day; None of tubes that are made.
    """
    if overnight is not None:
        return message(N_("2–8 °C")) if overnight else None
    if lot and lot.storage:
        return message(N_("{place}"), place=lot.storage)
    kept_at = storage_temperature(reagent, lot)
    return message(N_("{place}"), place=kept_at) if kept_at else None


def _use_by(plan: Plan, reagent: Reagent | None, lot: Lot | None, day: int, days: tuple[int, ...]) -> date:
    """Return the last day of thawed tubes: as long as they keep, and the day itself where that is not known."""
    stability = reagent.figure("stock_stability") if reagent else None
    keeps = int(stability.base // 24) if stability and stability.kind == "duration" else 0
    last = date_of(plan.run.start, max(day + keeps, days[-1]) if keeps else days[-1])
    return min(last, lot.expiry) if lot and lot.expiry else last
