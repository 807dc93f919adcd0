"""What somebody must know who looks after a run for some days: closed ones, or any that were asked for."""

from collections.abc import Iterator
from typing import NamedTuple

from mscplanner.domain.language import N_
from mscplanner.domain.message import Message, message
from mscplanner.domain.run import MOST_HAND_OVERS, ArmKind, AskedHandOver, Run
from mscplanner.planning.media import ARMS, wells_on
from mscplanner.planning.plan import PREPARATIONS, Day, MediumBatch, Plan, Task
from mscplanner.planning.tube_aliquots import aliquots_of


class Waiting(NamedTuple):
    """What was prepared before days that are handed over, and waits for them or for later ones.

    Attributes:
        reagent: By catalogue id or name.
        days: The days that need it, without those that are over by then.
    """

    reagent: str
    text: Message
    days: tuple[int, ...]


class HandOver(NamedTuple):
    """Days on which somebody else looks after a run, and what there is around them.

    Attributes:
        id: ``OFF/D5-D6``.
        covered: These days, without a gap.
        last: The last day with work before them, or None.
        coming: The first day with work after them, or None.
        batches: Media that are kept over these days and are needed on them or later.
        prepared: What was thawed, dissolved or coated before them for these days or later ones.
        wells: Wells in the incubator on the first of them, of each arm that has any.
        to: Who takes over, or "".
        asked: Whether somebody asked for it; else the lab is closed on each of them, and on no day beside them.
    """

    id: str
    covered: tuple[Day, ...]
    last: Day | None
    coming: Day | None
    batches: tuple[MediumBatch, ...]
    prepared: tuple[Waiting, ...]
    wells: tuple[tuple[ArmKind, int], ...]
    to: str = ""
    asked: bool = False

    @property
    def days(self) -> str:
        """The days in short: ``D5-D6``."""
        return self.id.partition("/")[2]

    @property
    def day(self) -> int:
        """The day before them, at whose end it is handed over."""
        return self.covered[0].number - 1


def hand_overs(plan: Plan) -> tuple[HandOver, ...]:
    """Return the hand-over of each stretch of closed days within a run, then those that were asked for.

    Those asked for come last, so that asking for one moves no other page of the book. One that is
    for just the days of a closed stretch names who takes over there, and is no page of its own.
    Days that the plan does not have any more are left out.
    """
    days = (*plan.preceding, *plan.days)
    names = {_id(each.first_day, each.last_day): each.to for each in plan.run.hand_overs}
    closed = {each.id: each for each in (_hand_over(plan, tuple(found)) for found in _stretches(days))}
    left = [each._replace(to=names.get(each.id, "")) for each in closed.values()]
    asked = {}
    for each in plan.run.hand_overs:
        covered = tuple(day for day in days if each.first_day <= day.number <= each.last_day)
        if covered:
            made = _hand_over(plan, covered)
            asked[made.id] = made._replace(to=each.to, asked=True)
    return (*left, *(each for each in asked.values() if each.id not in closed))


def with_hand_over(run: Run, asked: AskedHandOver) -> Run:
    """Return ``run`` with a hand-over asked for.

    One of the same days gives way to it, and the oldest where there are too many.

    Example:
        >>> asked = AskedHandOver(first_day=5, last_day=6)
        >>> hand_over_id(asked)
        'OFF/D5-D6'
    """
    kept = [each for each in run.hand_overs if hand_over_id(each) != hand_over_id(asked)]
    return run.model_copy(update={"hand_overs": (*kept, asked)[-MOST_HAND_OVERS:]})


def without_hand_over(run: Run, part: str) -> Run:
    """Return ``run`` without the hand-over whose page is ``part``, as far as somebody asked for it."""
    kept = tuple(each for each in run.hand_overs if hand_over_id(each) != part)
    return run.model_copy(update={"hand_overs": kept})


def hand_over_id(asked: AskedHandOver) -> str:
    """Return the id of the page of a hand-over that was asked for, as long as the plan has all of its days."""
    return _id(asked.first_day, asked.last_day)


def _id(first: int, last: int) -> str:
    return f"OFF/D{first}" if first == last else f"OFF/D{first}-D{last}"


def _stretches(days: tuple[Day, ...]) -> Iterator[list[Day]]:
    found: list[Day] = []
    for day in days:
        if found and not (day.closed and day.number == found[-1].number + 1):
            yield found
            found = []
        if day.closed:
            found.append(day)
    if found:
        yield found


def _hand_over(plan: Plan, covered: tuple[Day, ...]) -> HandOver:
    first, last = covered[0].number, covered[-1].number
    worked = plan.working_days
    earlier = [day for day in worked if day.number < first]
    return HandOver(
        id=_id(first, last),
        covered=covered,
        last=earlier[-1] if earlier else None,
        coming=next((day for day in worked if day.number > last), None),
        batches=tuple(each for each in plan.media if _is_kept(each, first)),
        prepared=(
            *_tubes(plan, first),
            *(_coated(task) for day in earlier for task in day.tasks if _waits(task, first)),
        ),
        wells=tuple((arm, wells) for arm in ARMS if first >= 0 and (wells := wells_on(plan.run, arm, first))),
    )


def _is_kept(batch: MediumBatch, first: int) -> bool:
    return batch.made_on_day < first <= batch.use_by_day and max(batch.feeds) >= first


def _tubes(plan: Plan, first: int) -> Iterator[Waiting]:
    """Give the tubes that stand in the fridge when the days begin, whenever they were thawed or dissolved."""
    for each in aliquots_of(plan):
        days = tuple(day for day in each.days if day >= first)
        if each.day < first and days:
            text = N_("{name}, thawed on D{day}") if each.thawed else N_("{name}, dissolved on D{day}")
            yield Waiting(each.reagent, message(text, name=each.label, day=each.day), days)


def _coated(task: Task) -> Waiting:
    return Waiting(task.reagent, task.text, (task.needed_day or 0,))


def _waits(task: Task, first: int) -> bool:
    ahead = task.kind in PREPARATIONS and task.kind not in ("thaw", "dissolve")
    return ahead and task.needed_day is not None and task.needed_day >= first
