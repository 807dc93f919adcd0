"""Preparation that several runs need on the same day: done once for all of them.

Two preparations are one where all that matters is the same: kind, day, recipe with its doses, tubes,
lots and expiry dates, how long it may be used, and the lab's policy. Each plan stays as it is, with its
days: only the doing is put together. What lies behind is not, as it was done apart.

Minutes are counted so: those of the thing itself (``HandsOn.fixed``) once for each person who does it,
those of each vessel for every vessel. Where runs are prepared by different people nobody's minutes
become fewer.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_CEILING, Decimal
from hashlib import blake2b
from typing import NamedTuple

from mscplanner.domain.lab import Lab
from mscplanner.domain.local_text import LocalText
from mscplanner.domain.quantity import Quantity
from mscplanner.planning.dilution import resolved
from mscplanner.planning.happenings import worked_until
from mscplanner.planning.parts import parts_of
from mscplanner.planning.plan import Day, MediumBatch, Plan, RecipeLine, Task, TaskKind

SHAREABLE: tuple[TaskKind, ...] = ("dissolve", "thaw", "coat", "warm", "make-medium", "complete-medium")
"""Kinds of preparation that can be done once for several runs."""


class Preparation(NamedTuple):
    """One preparation of one run.

    Attributes:
        day: Counted from D0.
        place: Place of its task among those of the day.
        key: Digest of all that must be the same for it to be done together on a day.
        run: Run number.
        person: Who prepares the run; "" where nobody is named.
        name: What is prepared: a reagent, or the code of a medium.
        batch: Id of the batch of the run, or "".
        amount: Millilitres of the run; None where that is of no matter.
        holds: Millilitres in one tube; 0 where that is not known.
        lot: Lot number, or "".
        lots_named: Whether every tube that it takes from is one of a named lot.
        evening: Whether it is done for a later day.
        minutes: Those of the thing itself, by the lab's estimate.
    """

    date: date
    day: int
    place: int
    kind: TaskKind
    key: str
    run: str
    person: str
    name: LocalText
    batch: str = ""
    amount: Decimal | None = None
    holds: Decimal = Decimal(0)
    lot: str = ""
    lots_named: bool = False
    evening: bool = False
    minutes: int = 0


class SharedPreparation(NamedTuple):
    """One preparation for several runs; ``parts`` are what each of them needs, in order of their numbers."""

    date: date
    kind: TaskKind
    parts: tuple[Preparation, ...]

    @property
    def runs(self) -> tuple[str, ...]:
        """The numbers of the runs."""
        return tuple(part.run for part in self.parts)

    @property
    def people(self) -> tuple[str, ...]:
        """Who prepares them, "" for nobody named."""
        return tuple(dict.fromkeys(part.person for part in self.parts))

    def saved(self, person: str) -> int:
        """Return the minutes that a person saves: of all that the same thing takes but the longest."""
        own = [part.minutes for part in self.parts if part.person == person]
        return sum(own) - max(own, default=0)

    @property
    def saved_minutes(self) -> int:
        """The minutes that all save together."""
        return sum(self.saved(person) for person in self.people)

    @property
    def amount(self) -> Decimal:
        """What is prepared in all, in millilitres: the sum of what stands on the sheets of the runs."""
        return sum((part.amount for part in self.parts if part.amount is not None), Decimal(0))

    @property
    def tubes(self) -> tuple[int, int]:
        """How many tubes are thawed together, and how many would be apart; 0 where it is not known."""
        holds = self.parts[0].holds
        if not holds:
            return 0, 0
        apart = (_whole(part.amount or Decimal(0), holds) for part in self.parts)
        return _whole(self.amount, holds), sum(apart)


def _whole(amount: Decimal, holds: Decimal) -> int:
    return int((amount / holds).to_integral_value(ROUND_CEILING))


def shared_preparations(found: Iterable[Preparation]) -> tuple[SharedPreparation, ...]:
    """Return what can be done once for several runs, by date and in the order of the work.

    Args:
        found: Of every run, see ``preparations_of``.
    """
    groups: dict[tuple[date, str], dict[str, Preparation]] = {}
    for each in found:
        groups.setdefault((each.date, each.key), {}).setdefault(each.run, each)
    shared = [
        SharedPreparation(parts[0].date, parts[0].kind, parts)
        for parts in (tuple(sorted(group.values(), key=lambda part: part.run)) for group in groups.values())
        if len(parts) > 1
    ]
    return tuple(sorted(shared, key=lambda each: (each.date, each.parts[0].evening, SHAREABLE.index(each.kind))))


def preparations_of(plan: Plan) -> tuple[Preparation, ...]:
    """Return what of a plan could be done together with other runs, in order of the days."""
    policy = plan.run.lab.settings.model_dump_json()
    batches = {batch.id: _batch_key(plan, batch, policy) for batch in plan.media if batch.complete}
    done = worked_until(plan.run)
    days = (day for day in plan.working_days if done is None or day.number > done)
    return tuple(each for day in days for each in _of_day(plan, day, batches, done))


def _of_day(plan: Plan, day: Day, batches: Mapping[str, str], done: int | None) -> Iterator[Preparation]:
    for place, task in enumerate(day.tasks):
        if task.kind not in SHAREABLE:
            continue
        estimate = plan.run.lab.settings.hands_on_minutes.get(task.kind)
        bare = Preparation(
            date=day.date,
            day=day.number,
            place=place,
            kind=task.kind,
            key="",
            run=plan.run.number,
            person=plan.run.operator,
            name=LocalText(plain=""),
            evening=task.needed_day is not None and task.needed_day > day.number,
            minutes=estimate.fixed if estimate else 0,
        )
        if task.kind in ("thaw", "dissolve"):
            made = _of_tube(plan, task, bare)
        elif task.kind == "coat":
            made = _of_coating(plan, task, bare)
        else:
            made = _of_medium(plan, day, task, bare, batches, done)
        if made:
            yield made


def _of_tube(plan: Plan, task: Task, bare: Preparation) -> Preparation | None:
    lab, tube = plan.run.lab, task.tube
    if tube is None or (task.kind == "dissolve" and not tube.lot):
        return None
    known = lab.catalogue.reagent(task.reagent)
    return bare._replace(
        key=_digest(
            task.kind,
            _reagent(task.reagent, lab),
            _figure(tube.strength, task.reagent, lab),
            tube.solvent,
            tube.lot,
            tube.number,
            tube.expiry,
            tube.holds,
            bare.evening,
        ),
        name=known.label if known else LocalText(plain=task.reagent),
        amount=tube.amount.base,
        holds=tube.holds.base if tube.holds and tube.holds.kind == "volume" else Decimal(0),
        lot=tube.number,
        lots_named=bool(tube.lot),
    )


def _of_coating(plan: Plan, task: Task, bare: Preparation) -> Preparation | None:
    lab, stage = plan.run.lab, plan.run.protocol.stage(task.stage)
    parts = parts_of(stage, lab, plan.run.stocks_on(max(task.needed_day or 0, 0))) if stage else ()
    part = next((each for each in parts if each.key == task.reagent), None)
    if part is None:
        return None
    key = _digest(
        task.kind,
        _reagent(part.reagent_id, lab),
        _figure(part.final, part.reagent_id, lab),
        _figure(part.stock, part.reagent_id, lab),
        part.lot,
        part.expiry,
        bare.evening,
    )
    return bare._replace(key=key, name=part.label, lot=part.lot, lots_named=bool(part.lot))


def _of_medium(
    plan: Plan, day: Day, task: Task, bare: Preparation, batches: Mapping[str, str], done: int | None
) -> Preparation | None:
    batch = plan.batch(task.batch)
    if batch is None or batch.id not in batches or (done is not None and batch.made_on_day <= done):
        return None
    named = bare._replace(
        # Bottles of another age are others, whatever is in them.
        key=f"{task.kind} {batches[batch.id]} {day.number - batch.made_on_day}",
        name=LocalText(plain=batch.code),
        batch=batch.id,
        lots_named=all(line.lot for line in batch.lines if not line.basal),
    )
    if task.kind == "make-medium":
        return named._replace(amount=batch.volume.base)
    taken = batch.completion(day.number)
    if task.kind == "complete-medium":
        return named._replace(amount=taken.volume.base) if taken else None
    return named._replace(amount=task.volume.base if task.volume else None)


def _batch_key(plan: Plan, batch: MediumBatch, policy: str) -> str:
    """Return what tells a batch from those of other runs: life, basal medium, parts with their tubes, lab policy."""
    lab = plan.run.lab
    fresh = [line for each in batch.completions[:1] for line in each.recipe if not line.base]
    kept, later = (sorted(str(_line(line, lab)) for line in lines) for lines in (batch.recipe, fresh))
    return _digest(batch.use_by_day - batch.made_on_day, kept, later, policy)


def _digest(*content: object) -> str:
    # Runs are many and their recipes long: what is kept of each is short.
    return blake2b(repr(content).encode(), digest_size=16).hexdigest()


def _line(line: RecipeLine, lab: Lab) -> tuple[object, ...]:
    tube, final = (_figure(each, line.reagent, lab) for each in (line.tube, line.final))
    return _reagent(line.reagent, lab), line.basal, tube, final, line.powder, line.solvent, line.lot, line.expiry


def _reagent(name: str, lab: Lab) -> str:
    known = lab.catalogue.reagent(name)
    return known.model_dump_json() if known else name


def _figure(quantity: Quantity | None, name: str, lab: Lab) -> tuple[object, ...]:
    if quantity is None:
        return ()
    said = resolved(quantity, lab.catalogue.reagent(name))
    return said.kind, said.base.normalize()
