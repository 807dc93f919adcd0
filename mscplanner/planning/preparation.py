"""What is prepared ahead: thawed, dissolved, coated on the last working day before it is needed; warmed on the day."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from mscplanner.domain.grammar import TEMPERATURE, read_quantity
from mscplanner.domain.language import N_
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.message import Message, message
from mscplanner.domain.quantity import Quantity, at_least, legible, rounded, total, volume
from mscplanner.domain.reagent import Reagent
from mscplanner.domain.run import Pin, Run
from mscplanner.domain.stockroom import Lot
from mscplanner.planning.dilution import NoBridge, in_kind
from mscplanner.planning.makings import makings
from mscplanner.planning.needs import Use, uses_of
from mscplanner.planning.parts import confirmed_strength, parts_of
from mscplanner.planning.pins import fixed_thawings
from mscplanner.planning.plan import MediumBatch, StageWindow, Task, TaskKind, Tube

Dated = tuple[int, Task]
IsClosed = Callable[[int], bool]

_FROZEN_BELOW = Decimal(-10)
_MOST_DAYS_AHEAD = 14
_DEGREES = re.compile(r"[-−–]?\s?[0-9]{1,3}\s?°\s?C")


class _Source(NamedTuple):
    """One reagent out of one lot, with all its uses in order of the days."""

    reagent: Reagent | None
    reagent_id: str
    label: LocalText
    lot: Lot | None
    uses: tuple[Use, ...]

    @property
    def days(self) -> tuple[int, ...]:
        return tuple(sorted({use.day for use in self.uses}))

    def amount(self, days: Sequence[int]) -> Quantity:
        return volume(sum((use.amount for use in self.uses if use.day in days), Decimal(0)))


def last_open_day(day: int, is_closed: IsClosed) -> int:
    """Return the last day before ``day`` on which somebody works; the day before it where none does for weeks."""
    days = range(day - 1, day - 1 - _MOST_DAYS_AHEAD, -1)
    return next((each for each in days if not is_closed(each)), day - 1)


def preparations(
    run: Run,
    media: Sequence[MediumBatch],
    windows: Sequence[StageWindow],
    is_closed: IsClosed,
    fed: Sequence[Dated],
) -> tuple[Dated, ...]:
    """Return what is prepared for the media and stages of a run, with the day on which it is done.

    What keeps once it is thawed is thawed on the last day on which the run has work anyway, so
    that it stands on a sheet that is in somebody's hands.

    Args:
        run: Gives stocks and lots.
        media: Give what is taken on which day.
        windows: Give the days with work, and those on which coated vessels are needed.
        is_closed: Whether nobody works on a day, counted from D0.
        fed: The tasks that give medium to the cells: what they take is warmed.
    """
    worked = {day for window in windows for day in window.feeds}
    done: list[Dated] = []
    for source in _sources(run, media):
        done += _dissolving(source, run, is_closed)
        done += _thawing(source, run.pins, worked, is_closed)
    done += _coating(run, windows, is_closed)
    done += _warming(run, media, fed)
    return tuple(done)


def _sources(run: Run, media: Sequence[MediumBatch]) -> Iterator[_Source]:
    found: dict[tuple[str, str], list[Use]] = {}
    for use in uses_of(media):
        if not use.line.powder:
            found.setdefault((use.line.reagent, use.line.lot), []).append(use)
    for (reagent, _), uses in found.items():
        stock = next((each for each in run.stocks_on(uses[0].day) if each.reagent == reagent), None)
        lot = stock.lot if stock else None
        known = run.lab.catalogue.reagent(reagent)
        yield _Source(known, reagent, uses[0].line.label, lot, tuple(uses))


def storage_temperature(reagent: Reagent | None, lot: Lot | None) -> Quantity | None:
    """Return where a stock is kept: as its lot says, else the catalogue's figure; None where neither is known."""
    written = _DEGREES.search(lot.storage) if lot else None
    reading = read_quantity(written.group(), TEMPERATURE) if written else None
    if isinstance(reading, Quantity):
        return reading
    return reagent.figure("storage_temperature") if reagent else None


def is_frozen(reagent: Reagent | None, lot: Lot | None) -> bool:
    """Return whether a stock is kept in a freezer."""
    kept_at = storage_temperature(reagent, lot)
    return kept_at is not None and kept_at.value <= _FROZEN_BELOW


def days_thawed(reagent: Reagent | None) -> int:
    """Return for how many days a stock keeps once it is thawed; 0 where that is not known."""
    stability = reagent.figure("stock_stability") if reagent else None
    return int(stability.base // 24) if stability and stability.kind == "duration" else 0


def _thawing(source: _Source, pins: Sequence[Pin], worked: Container[int], is_closed: IsClosed) -> Iterator[Dated]:
    if not is_frozen(source.reagent, source.lot) or (source.lot and not source.lot.dissolved):
        return
    days = days_thawed(source.reagent)
    if days < 1:
        # How long it keeps thawed is not known: it is thawed when it is used.
        for day in source.days:
            yield day, _thaw(source, day, (day,))
        return
    fixed = fixed_thawings(pins, source.reagent_id, source.days)

    def cost(day: int) -> tuple[int, ...]:
        return int(is_closed(day)), int(day not in worked)

    for making in makings(source.days, days, cost, least_ahead=1, fixed=fixed):
        first = making.uses[0]
        chosen = making.day in {day for use, day in fixed.items() if use in making.uses}
        when = first if is_closed(making.day) and not chosen else making.day
        yield when, _thaw(source, when, making.uses)


def _thaw(source: _Source, when: int, days: Sequence[int]) -> Task:
    needed, each = source.amount(days), source.lot.tube if source.lot else None
    figures: dict[str, LocalText | Quantity | str | int] = {
        "name": source.label,
        "amount": at_least(needed),
        "days": _days(days),
    }
    text = N_("Thaw {name}: {amount} for {days}")
    if each and each.kind == "volume":
        tubes = int((needed.base / each.base).to_integral_value(ROUND_CEILING))
        text = N_("Thaw {name}: {tubes} × {tube}, {amount} for {days}")
        figures |= {"tubes": tubes, "tube": each}
    evening = when < days[0]
    whole = N_("Tonight, to 2–8 °C: {thaw}") if evening else N_("{thaw}")
    return _task("thaw", source, message(whole, thaw=message(text, **figures)), days)


def _told(amount: Quantity) -> Quantity:
    # What is dissolved is measured out.
    return legible(rounded(amount, 4))


def _days(days: Sequence[int]) -> str:
    return ", ".join(f"D{day}" for day in days)


def _task(kind: TaskKind, source: _Source, text: Message, days: Sequence[int]) -> Task:
    line, lot = source.uses[0].line, source.lot
    tube = Tube(
        lot=lot.id if lot else "",
        number=line.lot,
        strength=line.tube,
        solvent=line.solvent,
        expiry=line.expiry,
        holds=lot.tube if lot else None,
        amount=source.amount(days),
    )
    return Task(kind=kind, stage="", text=text, reagent=source.reagent_id, needed_day=days[0], tube=tube)


def _dissolving(source: _Source, run: Run, is_closed: IsClosed) -> Iterator[Dated]:
    lot = source.lot
    if lot is None or lot.dissolved or lot.left is None:
        return
    first = source.days[0]
    made = dissolved_volume(lot, source.reagent)
    stock = next((each for each in run.stocks if each.lot and each.lot.id == lot.id), None)
    strength = confirmed_strength(stock, source.reagent) if stock else None
    solvent = lot.solvent or (source.reagent.solvent if source.reagent and source.reagent.solvent else "—")
    text = message(
        N_("Dissolve {amount} {name} in {volume} {solvent}: {strength}"),
        amount=lot.left,
        name=source.label,
        volume=_told(made) if made else "—",
        solvent=solvent,
        strength=strength or lot.strength,
    )
    fixed = [pin.day for pin in run.pins if pin.kind == "dissolve" and pin.reagent == source.reagent_id]
    when = fixed[-1] if fixed and fixed[-1] <= first else last_open_day(first, is_closed)
    yield when, _task("dissolve", source, text, source.days)


def dissolved_volume(lot: Lot, reagent: Reagent | None) -> Quantity | None:
    """Return the volume that a mass gives at the strength of its lot; None where it cannot be known."""
    left, strength = lot.left, read_quantity(lot.strength)
    if left is None or left.kind != "mass" or not isinstance(strength, Quantity):
        return None
    per_litre = in_kind(strength, "mass-per-volume", reagent)
    return None if isinstance(per_litre, NoBridge) else volume(left.base / per_litre.base * 1000)


def _coating(run: Run, windows: Sequence[StageWindow], is_closed: IsClosed) -> Iterator[Dated]:
    for window, stage in zip(windows, run.protocol.stages, strict=False):
        for part in parts_of(stage, run.lab, run.stocks_on(window.start_day)):
            if part.reagent and part.reagent.coating:
                text = message(
                    N_("Coat the vessels with {name}, by the lab's own instructions, for {code}"),
                    name=part.label,
                    code=window.code,
                )
                day = last_open_day(window.start_day, is_closed)
                for pin in run.pins:
                    if (pin.kind, pin.stage, pin.reagent) == ("coat", stage.id, part.key):
                        day = pin.day if pin.day <= window.start_day else day
                yield (
                    day,
                    Task(kind="coat", stage=stage.id, text=text, reagent=part.key, needed_day=window.start_day),
                )


def _warming(run: Run, media: Sequence[MediumBatch], fed: Sequence[Dated]) -> Iterator[Dated]:
    for batch in media:
        for day in batch.feeds:
            if day == batch.made_on_day:
                continue
            done = batch.completion(day)
            taken = done.recipe[0].add if done else _with_overage(run, batch, day, fed)
            text = message(N_("Warm {batch}"), batch=batch.id)
            if taken:
                text = message(N_("Warm {volume} of {batch}"), volume=taken, batch=batch.id)
            task = Task(
                kind="warm",
                stage=batch.stage,
                text=text,
                medium=batch.code,
                batch=batch.id,
                volume=taken,
                needed_day=day,
            )
            yield day, task


def _with_overage(run: Run, batch: MediumBatch, day: int, fed: Sequence[Dated]) -> Quantity | None:
    """Return what the wells take of a batch on ``D{day}``, with the overage that it was made with."""
    takes = [task.volume for on, task in fed if on == day and task.batch == batch.id]
    volumes = [each for each in takes if each]
    if not volumes or len(volumes) < len(takes):
        return None
    overage = run.lab.settings.overage_percent if run.overage_percent is None else run.overage_percent
    return _told(volume(total(volumes).base * (1 + overage / 100)))
